"""The window as a whole: names, the way of the keyboard, forgetting, columns, dialogs."""

import gc
import sys
import weakref
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QSplitterHandle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app import fit_into_screen
from desktop.dataset.identity import OverlayIdentity
from desktop.display import has_display
from desktop.ui.dialogs.about import AboutDialog
from desktop.ui.dialogs.report import ReportDialog, report_text
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Appearance
from desktop.ui.theme import Theme
from tests.builders import an_identity
from tests.ui.controls import controls, nameless
from tests.ui.dialogs import dialogs
from tests.ui.keys import come_back, press, tab_to


def test_every_control_has_a_name(window: MainWindow) -> None:
    window.trip.example.click()
    assert not nameless(window)


def test_no_two_controls_share_a_key_with_alt(window: MainWindow) -> None:
    window.trip.example.click()
    labels = [each.text() for each in window.findChildren(QLabel) if each.buddy() is not None]
    buttons = [each.text() for each in window.findChildren(QAbstractButton)]
    menus = [each.text() for each in window.menu.actions()]
    keys = Counter(text[text.index("&") + 1].lower() for text in labels + buttons + menus if "&" in text)
    assert len(keys) > 10
    assert not [key for key, count in keys.items() if count > 1]


def test_every_control_of_every_dialog_has_a_name_and_is_reached_by_tab(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    for dialog in dialogs():
        qtbot.addWidget(dialog)
        dialog.show()
        come_back(qtbot, dialog)
        assert not nameless(dialog)
        for control in controls(dialog):
            if control.isVisible() and control.isEnabled():
                tab_to(qtbot, control)
        dialog.close()


def test_tab_reaches_every_column_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    start = window.trip.search.field
    start.setFocus()
    seen: list[QWidget] = []
    for _step in range(80):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is start and seen:
            break
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is start
    columns = [
        place
        for widget in seen
        for place, column in enumerate((window.trip, window.risks, window.briefing))
        if column.isAncestorOf(widget)
    ]
    assert columns == sorted(columns)
    assert set(columns) == {0, 1, 2}


def test_clear_everything_forgets_the_trip_in_every_view(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.maker.pages_changed):
        window.trip.example.click()
    window.state.set_traveller("A. Example")
    window.briefing.tabs.setCurrentIndex(1)
    window.risks.open_stop(0)
    assert window.briefing.checklist.model.rowCount() > 0
    assert window.risks.overview.levels.rowCount() > 0
    qtbot.keyClick(window, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.state.trip is None
    assert window.state.traveller == ""
    assert window.trip.stops.cards.rowCount() == 0
    assert window.outlook.prepared is None
    assert window.maker.pages is None
    assert not window.briefing.preview.view.has_picture
    assert window.briefing.checklist.model.rowCount() == 0
    assert window.risks.overview.levels.rowCount() == 0
    assert window.risks.stop_pages == ()


@pytest.mark.parametrize("forget", [lambda window: window.clear_everything(), lambda window: window.state.clear()])
def test_no_field_gives_back_what_was_cleared(
    qtbot: QtBot, window: MainWindow, forget: Callable[[MainWindow], None]
) -> None:
    qtbot.keyClicks(window.trip.search.field, "chad")
    qtbot.keyClick(window.trip.search.field, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.maker.pages_changed):
        window.state.set_dates(0, arrive=date(2027, 1, 10), leave=date(2027, 1, 17))
    qtbot.keyClicks(window.trip.search.field, "uru")
    qtbot.keyClicks(window.trip.traveller, "A. Example")
    qtbot.keyClicks(window.briefing.preview.find_field, "chad")
    fields = window.findChildren(QLineEdit)
    assert {field.text() for field in fields} >= {"uru", "A. Example", "chad", "2027-01-10", "2027-01-17"}
    forget(window)
    for _time in range(3):
        for field in fields:
            assert field.text() == ""
            field.undo()


def test_what_was_cleared_is_let_go_at_once(window: MainWindow) -> None:
    window.trip.example.click()
    window.risks.open_stop(0)
    held = [weakref.ref(each) for each in window.outlook.assessments]
    gc.disable()
    try:
        window.clear_everything()
        assert [each() for each in held] == [None, None]
    finally:
        gc.enable()


def test_the_title_says_nothing_of_the_trip(window: MainWindow) -> None:
    window.trip.example.click()
    assert window.windowTitle() == "Forewarned"


def test_columns_take_turns_where_there_is_no_room(qtbot: QtBot, window: MainWindow, theme: Theme) -> None:
    assert not window.columns.steps.isVisible()
    theme.apply(Appearance.LIGHT, 200)
    try:
        window.resize(1000, 700)
        assert window.columns.steps.isVisible()
        assert not window.briefing.isVisible()
        qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        assert window.briefing.isVisible()
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert window.trip.search.field.hasFocus()
    finally:
        theme.apply(Appearance.LIGHT, 100)


def test_columns_are_as_wide_as_before_once_the_text_is(qtbot: QtBot, window: MainWindow, theme: Theme) -> None:
    window.trip.example.click()
    window.risks.open_stop(0)

    def widths() -> list[int]:
        for _turn in range(3):
            QApplication.processEvents()
        return [column.width() for column in (window.trip, window.risks, window.briefing)]

    def at_another_size_and_back() -> list[int]:
        try:
            for size in (150, 200):
                theme.apply(Appearance.LIGHT, size)
                assert widths()[0] != drawn[0]
        finally:
            theme.apply(Appearance.LIGHT, 100)
        return widths()

    drawn = widths()
    for _round in range(2):
        assert at_another_size_and_back() == drawn
    # As the person drew them, if somebody did.
    dragged = window.columns.findChildren(QSplitterHandle)[1]
    place = dragged.rect().center()
    qtbot.mousePress(dragged, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseMove(dragged, place + QPoint(40, 0))
    qtbot.mouseRelease(dragged, Qt.MouseButton.LeftButton, pos=place)
    assert widths() != drawn
    drawn = widths()
    assert at_another_size_and_back() == drawn


def test_the_window_opens_no_larger_than_the_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()
    window.resize(room.width() + 500, room.height() + 50)
    fit_into_screen(window)
    assert window.size() == room


def test_about_shows_the_dataset_and_the_licences(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    dialog = AboutDialog(identity=an_identity(), licences=lambda: "### pypdfium2")
    qtbot.addWidget(dialog)
    assert dialog.digest.text() == an_identity().sha256


def test_about_says_whose_own_facts_go_along(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    own = OverlayIdentity(organisation="Example Corp", version=date(2026, 11, 20), sha256="c3" * 32)
    dialog = AboutDialog(identity=replace(an_identity(), overlay=own), licences=lambda: "")
    qtbot.addWidget(dialog)
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert {"Own facts of Example Corp", "20 November 2026 · c3c3c3c3"} <= set(said)


def test_a_report_holds_versions_and_the_place_but_no_words_of_the_trip(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    with pytest.raises(ZeroDivisionError) as caught:
        divmod(len("Serbia, 10 January 2027"), 0)
    report = report_text(caught.type, caught.tb)
    assert f"Python {sys.version.split()[0]}" in report
    assert "builtins.ZeroDivisionError" in report
    assert "test_window.py" in report
    assert "Serbia" not in report
    assert str(Path(__file__).parent) not in report
    dialog = ReportDialog(report)
    qtbot.addWidget(dialog)
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == report


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_only_linux_can_lack_a_display(environment: dict[str, str], platform: str, *, expected: bool) -> None:
    assert has_display(environment, platform) is expected


def test_the_qt_binding_gives_back_what_it_borrows() -> None:
    # PySide6 6.12.0 loses a reference to None with every call on Python before 3.12, and dies when none is left.
    timer = QTimer()
    before = sys.getrefcount(None)
    for _call in range(200):
        timer.setInterval(1)
    assert abs(sys.getrefcount(None) - before) < 100


def test_tab_goes_round_every_page_in_the_order_of_what_is_seen(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    qtbot.waitUntil(window.briefing.save.isEnabled)
    pages = [(place, window.briefing.tabs) for place in range(window.briefing.tabs.count())]
    pages += [(place, window.risks.tabs) for place in range(window.risks.tabs.count())]
    for place, tabs in pages:
        tabs.setCurrentIndex(place)
        window.trip.search.field.setFocus()
        met = [window.trip.search.field, *round_trip(qtbot, window.trip.search.field)]
        seen = [each for each in controls(window) if each.isEnabled() and each.visibleRegion().boundingRect()]
        assert {id(each) for each in seen} <= {id(each) for each in met}, tabs.tabText(place)
    lines = [each.geometry().center().y() // 10 for each in met if each.parentWidget() is window.trip.editor]
    assert len(lines) == 6
    assert lines == sorted(lines)
    last = [met.index(each) for each in (window.briefing.paper, window.briefing.save, window.briefing.print)]
    assert last == sorted(last)


def round_trip(qtbot: QtBot, start: QWidget) -> list[QWidget]:
    """Press Tab until the keyboard is back, and return where it was on the way."""
    met: list[QWidget] = []
    for _step in range(60):
        press(qtbot, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is start:
            return met
        met.append(focused)
    raise AssertionError("Tab never comes back")
