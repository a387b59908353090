"""A publisher of packs, and what is done to a pack on its way, for tests."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from securesystemslib.signer import Signer

from desktop.dataset import installed
from desktop.dataset.store import open_dataset
from desktop.errors import PackError
from desktop.handout import pack, publish

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """A publisher with two keys, both needed, and datasets of three days."""

    repository: Path
    signers: tuple[Signer, ...]
    datasets: tuple[Path, ...]

    def pack(self, number: int, *, signers: tuple[Signer, ...] | None = None, now: datetime | None = None) -> Path:
        """Publish a dataset as the next release."""
        path = self.repository.parent / f"pack-{number}-{len(list(self.repository.parent.glob('*.zip')))}.zip"
        publish.publish(self.repository, self.datasets[number], path, signers or self.signers, now=now)
        return path


def take_in(path: Path, home: Path) -> pack.Candidate:
    with pack.examine(path, home) as candidate:
        pack.accept(candidate, home)
        return candidate


def digest_in_use(home: Path) -> str:
    with open_dataset(installed.path_in_use(home)) as dataset:
        return dataset.identity.sha256


@contextmanager
def unchanged(home: Path) -> Iterator[None]:
    before = {path.relative_to(home): path.is_file() and path.read_bytes() for path in sorted(home.rglob("*"))}
    yield
    after = {path.relative_to(home): path.is_file() and path.read_bytes() for path in sorted(home.rglob("*"))}
    assert after == before


def refusal(path: Path, home: Path) -> str:
    with unchanged(home), pytest.raises(PackError) as caught:
        take_in(path, home)
    return str(caught.value)


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Copy a pack, changing or dropping its files."""
    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def added(path: Path, name: str | zipfile.ZipInfo, content: bytes) -> Path:
    target = path.with_name(f"added-{path.name}")
    shutil.copy(path, target)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target
