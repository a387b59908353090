"""`pip install .` gives a program that works by itself."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SOURCES = ("desktop", "data", "resources", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
NOT_COPIED = shutil.ignore_patterns("__pycache__", "build")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the sources, as pip does."""
    checkout = Path(__file__).parents[2]
    copy, out = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        source = checkout / name
        shutil.copytree(source, copy / name, ignore=NOT_COPIED) if source.is_dir() else shutil.copy(source, copy)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    finished = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    return next(out.glob("*.whl"))


def test_wheel_carries_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    bundle = "desktop/_bundle"
    assert {
        f"{bundle}/LICENSE",
        f"{bundle}/data/build/forewarned.sqlite",
        f"{bundle}/data/method.toml",
        f"{bundle}/resources/licences/pyside6-essentials.txt",
    } - names == set()
    assert [name for name in names if "/facts/" in name or "/setup/" in name or name.startswith("tests/")] == []


def test_wheel_runs_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    code = "import sys, desktop.cli as cli; print(cli.__file__); sys.exit(cli.main(['dataset', 'verify']))"
    finished = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.startswith(str(site))
