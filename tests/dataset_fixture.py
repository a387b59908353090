"""The real dataset for tests: built once from the facts of this checkout."""

from pathlib import Path

from desktop.dataset.build import build_dataset

CHECKOUT = Path(__file__).parent.parent


def built_dataset(folder: Path) -> Path:
    """Build the dataset of this checkout into `folder` and return its path."""
    target = folder / "forewarned.sqlite"
    build_dataset(CHECKOUT / "data", target)
    return target
