"""Whoever builds the same commit elsewhere gets the same files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.frozen.conftest import DIST

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture
def built_elsewhere(package: Path, checkout: Path, tmp_path: Path) -> Path:
    """Clone the commit into another folder and build it there; return what that gave."""
    assert package.is_dir()
    git = shutil.which("git") or "git"
    changed = subprocess.run([git, "status", "--porcelain"], cwd=checkout, capture_output=True, text=True, check=False)
    if changed.returncode != 0 or changed.stdout:
        pytest.skip("the package was not built from a commit alone")
    clone = tmp_path / "elsewhere"
    subprocess.run([git, "clone", "--quiet", str(checkout), str(clone)], check=True)
    environment = {**os.environ, "PYTHONPATH": str(clone), "QT_QPA_PLATFORM": "offscreen"}
    for module in (("desktop", "dataset", "build"), ("resources.setup.package",)):
        command = [sys.executable, "-m", *module]
        subprocess.run(command, cwd=clone, env=environment, check=True, capture_output=True)
    return clone / "dist"


def test_two_builds_of_one_commit_in_two_folders_give_the_same_files(built_elsewhere: Path) -> None:
    here, there = contents_of(DIST), contents_of(built_elsewhere)
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


def contents_of(folder: Path) -> Mapping[str, tuple[str, int]]:
    """Return what each file holds, or where each link leads, and its rights."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[path.relative_to(folder).as_posix()] = (str(path.readlink()), 0)
        elif path.is_file():
            digest = sha256(path.read_bytes()).hexdigest()
            found[path.relative_to(folder).as_posix()] = (digest, path.stat().st_mode & 0o777)
    return found
