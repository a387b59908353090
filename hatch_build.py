"""Builds the dataset when the wheel is built, so that `pip install .` gives a program with its facts.

An editable install needs nothing of this: there the program reads the checkout.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = "desktop/_bundle"
DATASET = "data/build"
NOT_SHIPPED = (
    "data/CHANGES.md",
    "data/build",
    "data/facts",
    "data/validation",
    "resources/packaging",
    "resources/pictures",
    "resources/setup",
)


class DatasetHook(BuildHookInterface[Any]):
    """Puts the dataset and every other shipped file where desktop/assets.py looks for it."""

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the dataset from this source tree and add what ships to the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        self._folder = tempfile.TemporaryDirectory(prefix="forewarned-")
        shipped = {path: path.relative_to(root).as_posix() for path in shipped_paths(root)}
        shipped[build_into(Path(self._folder.name), root)] = DATASET
        build_data["force_include"] |= {str(path): f"{BUNDLE}/{name}" for path, name in shipped.items()}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the dataset again; the wheel has it."""
        del version, build_data, artifact_path
        if self._folder is not None:
            self._folder.cleanup()


def shipped_paths(root: Path) -> list[Path]:
    """Return LICENSE and all of data/ and resources/ that a running program reads, sorted."""
    found = [root / "LICENSE", *(root / "data").iterdir(), *(root / "resources").iterdir()]
    return sorted(path for path in found if path.relative_to(root).as_posix() not in NOT_SHIPPED)


def build_into(folder: Path, root: Path) -> Path:
    """Build the dataset from the facts of a source tree and return the folder that holds it and its manifest."""
    sys.path.insert(0, str(root))
    try:
        # Importable only once the source tree is on the path.
        from desktop.dataset.build import build_dataset

        build_dataset(root / "data", folder / "forewarned.sqlite")
    finally:
        sys.path.remove(str(root))
    return folder
