"""A person who does whatever comes to mind with one window, as a state machine for hypothesis."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMenuBar, QTabBar

from desktop.trip import ALL_DEVICES, Profile
from desktop.ui.dialogs.decision import DecisionDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Appearance, PaperSize
from desktop.ui.theme import Theme
from tests.ui.fakes import RESULTS, FakePress
from tests.ui.leftovers import turn_the_loop

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
    press: FakePress
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

    @rule(is_short=st.booleans(), has_sign_off=st.booleans(), paper=st.sampled_from(PaperSize))
    def _choose_the_form(self, *, is_short: bool, has_sign_off: bool, paper: PaperSize) -> None:
        briefing = self.window.briefing
        briefing.is_short.setChecked(is_short)
        briefing.has_sign_off.setChecked(has_sign_off)
        briefing.paper.setCurrentIndex(briefing.paper.findData(paper))
        briefing.paper.activated.emit(briefing.paper.currentIndex())

    @rule(name=st.sampled_from(("good.toml", "bad.toml")))
    def _speak_for_an_organisation(self, name: str) -> None:
        self.window.briefing.organisation.open_from(str(self.folder / name))

    @rule(is_accepted=st.booleans())
    def _look_at_another_dataset(self, *, is_accepted: bool) -> None:
        before = self.window.state.trip
        self.window.datasets.examine(str(self.folder / "new.pack"))
        dialog = self.window.findChildren(DecisionDialog)[-1]
        (dialog.decide if is_accepted else dialog.leave).click()
        turn_the_loop()
        assert self.window.state.trip == before

    @rule()
    def _brief_many(self) -> None:
        self.window.brief_many()
        batch = self.window.batch
        assert batch is not None
        batch.travellers.set_path(self.folder / "travellers.csv")
        batch.out.set_path(self.folder / "out")
        batch.start.click()
        assert batch.model.rows
        put_dialogs_away()
        turn_the_loop()

    @precondition(lambda self: self.window.state.stops)
    @rule(step=st.sampled_from((-1, 1)))
    def _turn_and_zoom(self, step: int) -> None:
        view = self.window.briefing.preview.view
        view.go_to(view.page + step)
        view.zoom_by(step)

    @rule(data=st.data())
    def _choose_from_the_menu(self, data: st.DataObject) -> None:
        offered = [each for each in entries_of(self.window.menu) if each is not self.window.menu.quit]
        offered[data.draw(st.integers(0, len(offered) - 1))].trigger()
        QApplication.processEvents()
        put_dialogs_away()
        turn_the_loop()

    @rule(is_free=st.booleans(), is_broken=st.booleans())
    def _let_the_press_come_and_go(self, *, is_free: bool, is_broken: bool) -> None:
        self.press.is_free, self.press.is_broken = is_free, is_broken

    @rule()
    def _clear(self) -> None:
        self.window.clear_everything()

    @invariant()
    def _every_view_says_the_same(self) -> None:
        stops = self.window.state.stops
        assert self.window.trip.stops.cards.rowCount() == len(stops)
        assert len(self.window.risks.stop_pages) == len(stops)
        assert [each.facts.country.code for each in self.window.outlook.assessments] == [stop.country for stop in stops]
        assert (self.window.outlook.prepared is None) == (not stops)

    @invariant()
    def _pages_are_those_of_the_trip(self) -> None:
        if not self.window.maker.is_busy:
            options, pages = self.window.options.options, self.window.maker.pages
            every = len(self.window.state.stops) + options.has_sign_off if self.window.state.stops else 0
            assert (len(pages.sizes) if pages else 0) == (min(every, 1) if options.is_short else every)
            assert not pages or self.window.briefing.preview.view.has_picture

    def teardown(self) -> None:
        """Put away what the last step opened."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        put_dialogs_away()
        turn_the_loop()


def entries_of(menu: QMenuBar | QMenu) -> Iterator[QAction]:
    """Yield everything that a menu offers, in its order, further menus opened."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from entries_of(inner)
        elif not action.isSeparator():
            yield action


def put_dialogs_away() -> None:
    """Leave every dialog by Escape."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
