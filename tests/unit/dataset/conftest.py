"""A small dataset that the tests of this room share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.dataset.store import Dataset, open_dataset
from tests.unit.dataset.small_facts import Facts, build_small


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    """Return a sound folder of facts, not yet written."""
    return Facts(tmp_path / "data")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return where a test's dataset goes."""
    return tmp_path / "out" / "forewarned.sqlite"


@pytest.fixture
def small_dataset(facts: Facts, target: Path) -> Iterator[Dataset]:
    """Return a small dataset, open."""
    build_small(facts.write(), target)
    with open_dataset(target) as dataset:
        yield dataset
