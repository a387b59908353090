"""The packed program that `make dist` left below dist/."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

DIST = Path(__file__).parents[2] / "dist"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def package() -> Path:
    """Return the folder of the packed program."""
    folder = DIST / "forewarned"
    if not folder.is_dir():
        pytest.skip("there is no packed program; “make proof” makes it")
    return folder


@pytest.fixture(scope="session")
def debian_package() -> Path:
    """Return the .deb."""
    found = sorted(DIST.glob("*.deb"))
    if not found:
        pytest.skip("there is no Debian package; “make proof” makes it")
    return found[0]


@pytest.fixture
def packed(package: Path, tmp_path: Path) -> Run:
    """Return a function that runs the packed program with a home of its own and nothing else of this environment."""
    home = tmp_path / "home"
    home.mkdir()

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(package / "forewarned"), *arguments],
            cwd=tmp_path,
            env={"HOME": str(home), "PATH": os.defpath, "LC_ALL": "C.UTF-8", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run
