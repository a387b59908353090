"""Whatever a person does, in whatever order, the window holds: no exception, no warning, nothing left behind.

Warnings of Python and of Qt fail a test by pyproject.toml. A few sequences run always, the same each time;
``FOREWARNED_SEQUENCES=1000 make test ARGS=tests/ui/test_random_use.py`` runs a thousand.
"""

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from weakref import ref

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Appearance, Preferences
from desktop.ui.theme import Theme
from tests.ui.fake_handout import FakeBatches
from tests.ui.fakes import FakePress, InlinePool, services
from tests.ui.leftovers import leftovers, resident_kibibytes, turn_the_loop
from tests.ui.random_use import RandomUse, entries_of, put_dialogs_away

_SEQUENCES = int(os.environ.get("FOREWARNED_SEQUENCES", "25"))
_STEPS = 12
_HOURS = 12
_MOST_GROWTH_KIB = 6144
"""Qt's file dialogs, of which the menus open six, go on to fill caches of their own for some twenty rounds."""


@pytest.fixture
def used_window(theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    # These stand-ins would keep what they were asked for.
    forgetful, press = FakeBatches(wishes=deque(maxlen=0)), FakePress()
    press.orders = deque(maxlen=0)
    offered = services(batches=forgetful, press=press)
    window = MainWindow(services=offered, preferences=Preferences(), pool=InlinePool())
    RandomUse.window, RandomUse.press, RandomUse.theme, RandomUse.folder = window, press, theme, tmp_path
    window.show()
    yield window
    window.close()
    theme.apply(Appearance.LIGHT, 100)
    window.deleteLater()


@pytest.mark.timeout(60 + 5 * _SEQUENCES)
def test_random_use_breaks_nothing_and_leaves_nothing(used_window: MainWindow) -> None:
    # Some pages are made when they are first opened, and then stay.
    use_everything(used_window)
    before = leftovers(used_window)
    run_state_machine_as_test(RandomUse, settings=_settings(_SEQUENCES))
    used_window.clear_everything()
    after = leftovers(used_window)
    assert not after.qt_objects - before.qt_objects
    assert not after.widgets - before.widgets
    assert not after.of_ours - before.of_ours


def test_use_for_hours_takes_no_more_memory(used_window: MainWindow) -> None:
    # Qt keeps letters of each size and theme that it has drawn; after these rounds it has drawn most of them.
    for _warming in range(11):
        use_everything(used_window)
    before, memory = leftovers(used_window), resident_kibibytes()
    for _hour in range(_HOURS):
        use_everything(used_window)
    after = leftovers(used_window)
    assert not after.qt_objects - before.qt_objects
    assert not after.widgets - before.widgets
    assert not after.of_ours - before.of_ours
    grown = after.python_objects - before.python_objects
    assert grown.total() < _HOURS, f"more objects than rounds were added: {grown}"
    assert resident_kibibytes() - memory < _MOST_GROWTH_KIB


def test_a_closed_window_is_gone(theme: Theme, used_window: MainWindow) -> None:
    assert theme is not None

    def open_use_and_close() -> ref[MainWindow]:
        window = MainWindow(services=services(), preferences=Preferences(), pool=InlinePool())
        window.show()
        use_everything(window)
        window.close()
        window.deleteLater()
        return ref(window)

    open_use_and_close()
    before = leftovers(used_window)
    gone = open_use_and_close()
    after = leftovers(used_window)
    assert gone() is None
    assert not after.widgets - before.widgets
    assert not after.of_ours - before.of_ours


def use_everything(window: MainWindow) -> None:
    """Open every page, level and dialog with a trip in the window, then clear everything."""
    QTest.keyClicks(window.trip.search.field, "Bel")
    window.trip.search.clear()
    window.trip.example.click()
    for tabs in (window.risks.tabs, window.briefing.tabs):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            QApplication.processEvents()
    for page in window.risks.stop_pages:
        page.tree.expandAll()
    for entry in entries_of(window.menu):
        if entry is not window.menu.quit and not entry.isCheckable():
            entry.trigger()
            QApplication.processEvents()
            put_dialogs_away()
            turn_the_loop()
            if not window.state.stops:
                window.trip.example.click()
    window.briefing.preview.find_field.clear()
    window.clear_everything()


def _settings(sequences: int) -> settings:
    return settings(
        max_examples=sequences,
        stateful_step_count=_STEPS,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
