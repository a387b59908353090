"""The world of the real dataset, read once for all tests of the validation."""

from pathlib import Path

import pytest

from tests.validation.world import World, read_world


@pytest.fixture(scope="session")
def world(dataset_path: Path) -> World:
    """Return every destination of the real dataset."""
    return read_world(dataset_path)
