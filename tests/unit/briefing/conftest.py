"""The real dataset, read once for all tests of the briefing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.service import BriefingService
from desktop.dataset.store import open_dataset


@pytest.fixture(scope="session")
def service(dataset_path: Path) -> Iterator[BriefingService]:
    """Return the service that the window and the command line use, on the real facts."""
    with open_dataset(dataset_path) as dataset:
        yield BriefingService(dataset=dataset, method=shipped_method())
