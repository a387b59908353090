"""One truth: every destination has the same levels in the JSON, in the window and on the printed page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.assessment.levels import Level, Theme
from desktop.assessment.rule_book import shipped_method
from desktop.briefing.document import assessment_document
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.briefing.words import level_word
from desktop.dataset.store import Dataset, open_dataset
from desktop.desk import Desk
from desktop.pdf.render import render
from desktop.trip import Stop, Trip
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.theme import Theme as Look
from tests.pdf.reading import pages_text
from tests.ui.fakes import HeldPool

LEVELS = {level.code: level for level in Level}
STOPS = 5


@pytest.fixture
def dataset(dataset_path: Path) -> Iterator[Dataset]:
    """Open the real dataset."""
    with open_dataset(dataset_path) as dataset:
        yield dataset


@pytest.fixture
def service(dataset: Dataset) -> BriefingService:
    """Return the service on the real dataset."""
    return BriefingService(dataset=dataset, method=shipped_method())


@pytest.fixture
def window(qtbot: QtBot, theme: Look, dataset_path: Path) -> Iterator[MainWindow]:
    """Open the window on the real dataset; it makes no preview."""
    assert theme is not None
    with Desk(dataset_path) as desk:
        window = MainWindow(services=desk.services(), preferences=Preferences(), pool=HeldPool())
        qtbot.addWidget(window)
        window.show()
        yield window


def trips(dataset: Dataset) -> Iterator[Trip]:
    """Yield trips that together stop everywhere."""
    stops = [Stop(country=country.code) for country in dataset.countries()]
    for first in range(0, len(stops), STOPS):
        yield Trip(stops=tuple(stops[first : first + STOPS]))


def in_json(service: BriefingService, stop: Stop, dataset: Dataset) -> list[str]:
    """Return the words for the levels of a stop that the JSON names, by theme."""
    document = json.loads(json.dumps(assessment_document(service.assess(stop.country), dataset.identity)))
    return [level_word(LEVELS[each["level"]], Theme(each["id"])) for each in document["themes"]]


def in_window(window: MainWindow, column: int) -> list[str]:
    """Return the words in a column of the overview."""
    shown = window.risks.overview.levels
    return [str(shown.index(row, column).data()) for row in range(len(Theme))]


def test_levels_are_the_same_in_json_window_and_pdf(
    window: MainWindow, dataset: Dataset, service: BriefingService
) -> None:
    for trip in trips(dataset):
        window.state.load(trip)
        prepared = service.prepare(trip)
        page = pages_text(render(service.compose(prepared, BriefingOptions(is_short=True))))[0]
        for column, stop in enumerate(trip.stops, start=1):
            words = in_json(service, stop, dataset)

            assert in_window(window, column) == words, stop.country
            on_page = " ".join(word.replace("Not documented", "n.d.") for word in words)
            assert f"{dataset.country(stop.country).name} {on_page}" in page, stop.country
