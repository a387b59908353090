"""The papers of a package: what to read first, the pages for those who travel or brief, and the files that these name.

They lie as they do in a clone, so that pages lead to each other there as here.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

LICENCE = "LICENSE"
_README = "README.md"
_FROM_CLONE = (
    "data/METHOD.md",
    "data/README.md",
    "data/VALIDATION.md",
    "docs/found-on-you.md",
    "docs/officer.md",
    "docs/traveller.md",
    "resources/examples",
)
TOP = frozenset({_README, LICENCE, *(name.split("/")[0] for name in _FROM_CLONE)})
"""The files and folders that they add beside the program."""


def papers(root: Path) -> Mapping[str, Path]:
    """Return each file by its place in the package."""
    # That of a clone speaks to those who have one.
    found = {_README: root / "resources" / "packaging" / "README.md", LICENCE: root / LICENCE}
    for path in (root / name for name in _FROM_CLONE):
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        found |= {file.relative_to(root).as_posix(): file for file in files if file.is_file()}
    return found


def write(root: Path, folder: Path, *, moment: int) -> None:
    """Put all of them into a folder, with the rights and the time that do not depend on who packs them."""
    for name, source in papers(root).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    for path in [below for top in TOP for below in (folder / top, *(folder / top).rglob("*"))]:
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (moment, moment))
