"""The packed program that `make dist` left below dist/."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

# Set by `make proof`, which builds first: what an earlier build left would tell nothing of this checkout.
IS_PROOF = "FOREWARNED_PROOF" in os.environ
DIST = Path(__file__).parents[2] / "dist"
Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True, kw_only=True)
class Published:
    """A signed dataset, and the file by which its publisher is trusted."""

    root: Path
    pack: Path


@pytest.fixture(scope="session")
def published(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Sign the dataset of the checkout, which a package leaves to those who publish."""
    folder = tmp_path_factory.mktemp("publisher")
    key, repository, pack = folder / "key", folder / "repository", folder / "facts.pack"
    for arguments in (
        ("keys", "--make", str(key)),
        ("keys", "--found", str(repository), "--key", str(key)),
        ("export", str(pack), "--repository", str(repository), "--key", str(key)),
    ):
        in_checkout(checkout, "dataset", *arguments)
    return Published(root=repository / "1.root.json", pack=pack)


@pytest.fixture(scope="session")
def package() -> Path:
    """Return the folder of the packed program."""
    folder = DIST / "forewarned"
    if not (IS_PROOF and folder.is_dir()):
        pytest.skip("“make proof” packs the program and then tries it")
    return folder


@pytest.fixture(scope="session")
def debian_package() -> Path:
    """Return the .deb."""
    found = sorted(DIST.glob("*.deb"))
    if not (IS_PROOF and found):
        pytest.skip("“make proof” makes the Debian package and then tries it")
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


def in_checkout(checkout: Path, *arguments: str) -> None:
    """Run the same command in the checkout, to compare."""
    subprocess.run([sys.executable, "-m", "desktop", *arguments], cwd=checkout, check=True, capture_output=True)
