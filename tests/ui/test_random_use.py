"""Whatever a person does, in whatever order, the window holds: no exception, no warning, nothing left behind.

A few sequences run always; `FOREWARNED_SEQUENCES` asks for more.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar

from desktop.trip import ALL_DEVICES, Profile
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Appearance, Preferences
from desktop.ui.theme import Theme
from tests.ui.fakes import RESULTS, InlinePool, services

_SEQUENCES = int(os.environ.get("FOREWARNED_SEQUENCES", "40"))
_KEYS = st.sampled_from(
    (
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Space,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Minus,
    )
)
_MODIFIERS = st.sampled_from((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier))


class RandomUse(RuleBasedStateMachine):
    """Uses one window by keyboard and click, and looks after each step whether it says what the trip is."""

    window: MainWindow
    theme: Theme
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.window.clear_everything()

    @rule(found=st.sampled_from(RESULTS))
    def _add_by_search(self, found: object) -> None:
        field = self.window.trip.search.field
        field.clear()
        QTest.keyClicks(field, getattr(found, "matched", ""))
        QTest.keyClick(field, Qt.Key.Key_Return)

    @rule(text=st.text(max_size=5))
    def _type_anything(self, text: str) -> None:
        self.window.trip.search.field.clear()
        self.window.trip.search.field.insert(text)
        self.window.trip.search.field.textEdited.emit(self.window.trip.search.field.text())

    @rule(key=_KEYS, modifier=_MODIFIERS)
    def _press_a_key(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    @precondition(lambda self: len(self.window.state.stops) > 1)
    @rule(data=st.data())
    def _move_a_stop(self, data: st.DataObject) -> None:
        rows = st.integers(0, len(self.window.state.stops) - 1)
        self.window.trip.stops.move_wanted.emit(data.draw(rows), data.draw(rows))

    @precondition(lambda self: self.window.state.stops)
    @rule(arrive=st.sampled_from(("", "2027-01-10", "2027-02-01", "soon")), leave=st.sampled_from(("", "2027-01-17")))
    def _give_dates(self, arrive: str, leave: str) -> None:
        editor = self.window.trip.editor
        editor.arrive.setText(arrive)
        editor.leave.setText(leave)
        editor.leave.editingFinished.emit()

    @precondition(lambda self: self.window.state.stops)
    @rule()
    def _remove_the_stop(self) -> None:
        self.window.trip.editor.remove.click()

    @rule(profile=st.sampled_from(Profile), device=st.sampled_from(range(len(ALL_DEVICES))), name=st.text(max_size=4))
    def _say_who(self, profile: Profile, device: int, name: str) -> None:
        box = self.window.trip.profile
        box.setCurrentIndex(box.findData(profile))
        box.activated.emit(box.currentIndex())
        self.window.trip.devices[device].click()
        self.window.state.set_traveller(name)

    @rule(data=st.data())
    def _turn_a_tab(self, data: st.DataObject) -> None:
        tabs: QTabBar = data.draw(st.sampled_from((self.window.risks.tabs, self.window.briefing.tabs)))
        tabs.setCurrentIndex(data.draw(st.integers(0, tabs.count() - 1)))
        QApplication.processEvents()

    @precondition(lambda self: self.window.risks.stop_pages)
    @rule()
    def _open_every_level(self) -> None:
        self.window.risks.open_stop(0)
        self.window.risks.stop_pages[0].tree.expandAll()
        QApplication.processEvents()

    @precondition(lambda self: self.window.outlook.measures)
    @rule(is_ticked=st.booleans())
    def _tick(self, *, is_ticked: bool) -> None:
        self.window.state.set_ticked(self.window.outlook.measures[0].advice_id, is_ticked=is_ticked)

    @rule(text=st.sampled_from(("", "serbia", "on")))
    def _find_in_the_briefing(self, text: str) -> None:
        self.window.briefing.preview.find_field.setText(text)
        self.window.briefing.preview.find_field.textEdited.emit(text)

    @precondition(lambda self: self.window.state.stops)
    @rule()
    def _save_and_open(self) -> None:
        before = self.window.state.trip
        path = str(self.folder / "random.trip")
        self.window.files.save_to(path)
        if "Saved as" in self.window.trip.message.text():
            self.window.files.open_from(path)
            assert self.window.state.trip == before

    @rule(dark=st.booleans(), width=st.sampled_from((700, 1000, 1360)))
    def _change_looks(self, *, dark: bool, width: int) -> None:
        if dark != self.theme.is_dark:
            self.theme.apply(Appearance.DARK if dark else Appearance.LIGHT, 100)
        self.window.resize(width, 800)

    @rule()
    def _clear(self) -> None:
        self.window.clear_everything()

    @invariant()
    def _every_view_says_the_same(self) -> None:
        stops = self.window.state.stops
        assert self.window.trip.model.rowCount() == len(stops)
        assert len(self.window.risks.stop_pages) == len(stops)
        assert [each.facts.country.code for each in self.window.outlook.assessments] == [stop.country for stop in stops]
        assert (self.window.outlook.prepared is None) == (not stops)

    def teardown(self) -> None:
        """Put away a menu or calendar that the last step opened."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        QApplication.processEvents()


@pytest.fixture
def used_window(theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(services=services(), preferences=Preferences(), pool=InlinePool())
    RandomUse.window, RandomUse.theme, RandomUse.folder = window, theme, tmp_path
    window.show()
    yield window
    window.close()
    theme.apply(Appearance.LIGHT, 100)
    window.deleteLater()


@pytest.mark.timeout(1800)
def test_random_use_breaks_nothing_and_leaves_nothing(used_window: MainWindow) -> None:
    def objects() -> int:
        used_window.clear_everything()
        for _turn in range(5):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, 52)  # deferred deletions, which a running loop would see to
        return len(used_window.findChildren(QObject))

    objects()
    run_state_machine_as_test(RandomUse, settings=_settings(_SEQUENCES))
    settled = objects()
    run_state_machine_as_test(RandomUse, settings=_settings(10))
    assert objects() <= settled


def _settings(sequences: int) -> settings:
    return settings(
        max_examples=sequences,
        stateful_step_count=12,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
