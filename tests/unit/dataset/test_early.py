"""A digest that is taken early is the digest."""

from pathlib import Path

import pytest

from desktop.dataset.early import EarlyDigest
from desktop.dataset.identity import digest_of
from desktop.dataset.store import open_dataset
from desktop.errors import DatasetCorruptError, DatasetMissingError


def test_it_is_that_of_the_file(dataset_path: Path) -> None:
    assert EarlyDigest(dataset_path).of(dataset_path) == digest_of(dataset_path)


def test_another_file_is_digested_when_it_is_asked_for(dataset_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"newer facts")
    assert EarlyDigest(dataset_path).of(other) == digest_of(other)


def test_a_harmed_file_is_refused_all_the_same(dataset_path: Path, tmp_path: Path) -> None:
    harmed = tmp_path / dataset_path.name
    harmed.write_bytes(dataset_path.read_bytes()[:-1])
    manifest = f"{dataset_path.name}.manifest.json"
    (tmp_path / manifest).write_bytes(dataset_path.with_name(manifest).read_bytes())
    with pytest.raises(DatasetCorruptError, match="is not the file that was built"):
        open_dataset(harmed, digest_of=EarlyDigest(harmed).of)


def test_a_missing_file_is_said_to_be_missing_when_it_is_opened(tmp_path: Path) -> None:
    missing = tmp_path / "forewarned.sqlite"
    with pytest.raises(DatasetMissingError):
        open_dataset(missing, digest_of=EarlyDigest(missing).of)
