"""Builds the dataset when the wheel is built, so that `pip install .` gives a program with its facts.

An editable install needs nothing of this: there the program reads the checkout.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = "desktop/_bundle"
SHIPPED = (
    "LICENSE",
    "data/method.toml",
    "data/README.md",
    "data/build",
    "data/geometry",
    "resources/icons",
    "resources/licences",
    "resources/locale",
)


class DatasetHook(BuildHookInterface[Any]):
    """Puts the dataset and every other shipped file where desktop/assets.py looks for it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the dataset from this source tree and add what ships to the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        self._build_dataset(root)
        build_data["force_include"] |= {
            str(root / path): f"{BUNDLE}/{path}" for path in SHIPPED if (root / path).exists()
        }

    def _build_dataset(self, root: Path) -> None:
        sys.path.insert(0, str(root))
        try:
            from desktop.dataset.build import build_dataset  # noqa: PLC0415 -- importable only once the tree is on the path

            build_dataset(root / "data", root / "data" / "build" / "forewarned.sqlite")
        finally:
            sys.path.remove(str(root))
