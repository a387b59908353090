"""Freezes a program: PyInstaller's folder, without debuggers' tables and unused Unicode tables, with one clock."""

import os
import subprocess
import sys
from pathlib import Path

from resources.setup import binutils, run_path, unicode_data
from resources.setup.binutils import tool


def freeze(spec: Path, *, dist: Path, work: Path, moment: int) -> None:
    """Build what a recipe describes, below `dist`, so that the same sources give the same files."""
    if sys.platform == "linux":
        binutils.require()
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    command += ["--distpath", str(dist), "--workpath", str(work), str(spec)]
    subprocess.run(command, cwd=spec.parent, env=environment(moment), check=True)
    if sys.platform == "linux":
        for library in sorted(dist.rglob("*.so*")):
            if library.is_file() and not library.is_symlink():
                strip_symbols(library)
                run_path.forget(library)
                if library.name.startswith("libicudata.so."):
                    unicode_data.reduce(library)
    for path in sorted(dist.rglob("*")):
        if not path.is_symlink():
            if sys.platform == "linux":
                # Programs lie at the top of their folder; nobody starts a library or a text.
                path.chmod(0o755 if path.is_dir() or path.parent.parent == dist else 0o644)
            os.utime(path, (moment, moment))


def environment(moment: int) -> dict[str, str]:
    """Return the environment that makes two builds alike; PyInstaller and dpkg-deb read the clock from it."""
    return {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(moment), "LC_ALL": "C.UTF-8"}


def strip_symbols(library: Path) -> None:
    """Take the debugger's tables out of a library, where whoever built it left them in."""
    subprocess.run([tool("strip"), "--strip-unneeded", str(library)], check=True)
