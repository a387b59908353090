"""The left column: searching, stops, dates, who travels."""

import sys
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCalendarWidget, QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.dataset.codes import Device
from desktop.trip import Profile, Stop
from desktop.ui.drawing import bold
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.result_list import fitted
from tests.ui.fakes import CHAD, SERBIA, URUGUAY, FakeFound
from tests.ui.keys import press, tab_to


def countries(window: MainWindow) -> list[str]:
    return [stop.country for stop in window.state.stops]


def shown_results(window: MainWindow) -> list[object]:
    model = window.trip.search.results.found
    return [model.index(row).data() for row in range(model.rowCount())]


def without_dataset(window: MainWindow) -> QImage:
    """Draw the window, but for what it says of the dataset."""
    window.trip.dataset.clear()
    for _turn in range(3):
        QApplication.processEvents()
    return window.grab().toImage()


def test_the_search_field_has_the_keyboard_in_an_empty_window(window: MainWindow) -> None:
    assert QApplication.focusWidget() is window.trip.search.field


def test_an_empty_window_looks_the_same_once_all_is_ready(window: MainWindow) -> None:
    before = without_dataset(window)
    window.make_ready()
    assert without_dataset(window) == before


def test_results_say_why_they_matched(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.trip.search.field, "be")
    assert shown_results(window) == ["Belgrade — city in Serbia", "BEG — airport in Serbia, Nikola Tesla"]
    assert window.trip.search.results.isVisible()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt sends announcements, which no test can hear")
def test_a_screen_reader_hears_the_current_result_and_the_field_again_later(qtbot: QtBot, window: MainWindow) -> None:
    field = window.trip.search.field
    described = field.accessibleDescription()
    qtbot.keyClicks(field, "be")
    heard = [field.accessibleDescription()]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    heard.append(field.accessibleDescription())
    qtbot.keyClicks(field, "xyz")
    heard.append(field.accessibleDescription())
    assert heard == [
        "Belgrade — city in Serbia",
        "BEG — airport in Serbia, Nikola Tesla",
        "Nothing found by that name. Try the country’s name or its two-letter code.",
    ]
    window.risks.tabs.setFocus()
    assert field.accessibleDescription() == described


def test_enter_adds_the_current_result_and_empties_the_field(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.trip.search.field, "be")
    qtbot.keyClick(window.trip.search.field, Qt.Key.Key_Return)
    assert countries(window) == [SERBIA]
    assert window.trip.search.field.text() == ""
    assert not window.trip.search.results.isVisible()


BEG = FakeFound(country=SERBIA, country_name="Serbia", matched="BEG", kind="airport", detail="Nikola Tesla")
TESLA = replace(BEG, matched="Nikola Tesla International", detail="BEG")
ABU_DHABI = FakeFound(
    country=CHAD, country_name="United Arab Emirates", matched="Абу Даби", kind="city", detail="Abu Dhabi"
)
UNION = replace(ABU_DHABI, matched="United Arab Emirates", kind="country", detail="")


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (BEG, ("BEG", "airport in Serbia, Nikola Tesla")),
        (BEG, ("BEG", "airport in Serbia, Niko…")),
        (BEG, ("BEG", "airport in Serbia")),
        (TESLA, ("Nikola Tesla Int…", "airport in Serbia")),
        (ABU_DHABI, ("Абу Даби", "United Arab Emirates")),
        (ABU_DHABI, ("Абу Да…", "United Arab Emirates")),
        (UNION, ("United Arab Emirates", "country")),
        (UNION, ("United Arab Emirates", "")),
    ],
)
def test_a_result_is_cut_short_anywhere_but_in_its_country(
    window: MainWindow, found: FakeFound, shown: tuple[str, str]
) -> None:
    text = window.trip.search.results.fontMetrics()
    bold_text = QFontMetrics(bold(window.trip.search.results.font()))
    # Widths are rounded to whole dots.
    room = bold_text.horizontalAdvance(shown[0]) + text.horizontalAdvance(shown[1]) + 1
    assert fitted(found, room, bold_text, text) == shown


def test_a_result_is_read_whole_in_its_tooltip(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.trip.search.field, "beg")
    said = window.trip.search.results.found.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert said == "BEG — airport in Serbia, Nikola Tesla"


def test_arrows_move_through_the_results_and_wrap(qtbot: QtBot, window: MainWindow) -> None:
    field, results = window.trip.search.field, window.trip.search.results
    qtbot.keyClicks(field, "be")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert results.currentIndex().row() == 1
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert results.currentIndex().row() == 0
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert results.currentIndex().row() == 1


def test_escape_clears_the_search(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.trip.search.field, "be")
    qtbot.keyClick(window.trip.search.field, Qt.Key.Key_Escape)
    assert window.trip.search.field.text() == ""
    assert shown_results(window) == []


def test_a_click_on_a_result_adds_it(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.trip.search.field, "uru")
    results = window.trip.search.results
    place = results.visualRect(results.model().index(0, 0)).center()
    qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert countries(window) == [URUGUAY]


def test_a_name_that_finds_nothing_says_the_way_out(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.trip.search.field, "zzz")
    said = window.trip.search.findChildren(type(window.trip.editor.message))
    assert any("two-letter code" in line.text() for line in said if line.isVisible())


def test_a_country_is_added_once(qtbot: QtBot, window: MainWindow) -> None:
    for _round in range(2):
        qtbot.keyClicks(window.trip.search.field, "be")
        qtbot.keyClick(window.trip.search.field, Qt.Key.Key_Return)
    assert countries(window) == [SERBIA]


def test_the_example_is_one_click_away(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.trip.example, Qt.MouseButton.LeftButton)
    assert countries(window) == [SERBIA, URUGUAY]
    assert not window.trip.example.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_example_is_one_key_away(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    tab_to(qtbot, window.trip.example)
    press(qtbot, key)
    assert countries(window) == [SERBIA, URUGUAY]


def test_alt_and_arrows_reorder_the_stops(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    window.trip.stops.select(0)
    qtbot.keyClick(window.trip.stops, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert countries(window) == [URUGUAY, SERBIA]
    assert window.trip.stops.current_row() == 1
    qtbot.keyClick(window.trip.stops, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert countries(window) == [URUGUAY, SERBIA]
    qtbot.keyClick(window.trip.stops, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert countries(window) == [SERBIA, URUGUAY]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_page_of_a_stop(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    window.trip.example.click()
    window.trip.stops.select(1)
    qtbot.keyClick(window.trip.stops, key)
    assert window.risks.tabs.tabText(window.risks.tabs.currentIndex()) == "Uruguay"


def test_a_dropped_stop_goes_where_it_was_dropped(window: MainWindow) -> None:
    window.trip.example.click()
    window.state.add_stop(CHAD)
    model = window.trip.stops.cards
    dragged: QMimeData = model.mimeData([model.index(0)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, 2, 0, QModelIndex())
    assert countries(window) == [URUGUAY, SERBIA, CHAD]
    dragged = model.mimeData([model.index(2)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert countries(window) == [CHAD, URUGUAY, SERBIA]


def test_delete_removes_the_selected_stop(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    window.trip.stops.select(0)
    qtbot.keyClick(window.trip.stops, Qt.Key.Key_Delete)
    assert countries(window) == [URUGUAY]


def test_dates_reach_the_trip(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    window.trip.stops.select(0)
    for field, text in ((window.trip.editor.arrive, "2027-01-10"), (window.trip.editor.leave, "2027-01-17")):
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.state.stops[0] == Stop(country=SERBIA, arrive=date(2027, 1, 10), leave=date(2027, 1, 17))
    assert "10–17 January 2027" in window.trip.stops.cards.index(0).data()


def test_dates_the_wrong_way_round_are_refused_in_place_and_keep_the_trip(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    window.trip.stops.select(0)
    editor = window.trip.editor
    for field, text in ((editor.arrive, "2027-01-10"), (editor.leave, "2027-01-01")):
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert editor.message.isVisible()
    assert "swap the two dates" in editor.message.text()
    assert editor.leave.text() == "2027-01-01"
    assert window.state.stops[0] == Stop(country=SERBIA, arrive=date(2027, 1, 10))
    editor.leave.clear()
    qtbot.keyClicks(editor.leave, "2027-01-12")
    qtbot.keyClick(editor.leave, Qt.Key.Key_Return)
    assert not editor.message.isVisible()


def test_what_is_no_date_is_refused_in_place(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    qtbot.keyClicks(window.trip.editor.arrive, "soon")
    qtbot.keyClick(window.trip.editor.arrive, Qt.Key.Key_Return)
    assert "2027-01-10" in window.trip.editor.message.text()


def test_transit_is_marked_on_the_stop(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    window.trip.stops.select(1)
    qtbot.keyClick(window.trip.editor.transit, Qt.Key.Key_Space)
    assert window.state.stops[1].is_transit
    assert not window.state.stops[0].is_transit
    assert "transit" in window.trip.stops.cards.index(1).data()


def test_profile_devices_and_name_reach_the_trip(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    qtbot.keyClicks(window.trip.profile, "Jour")
    qtbot.keyClick(window.trip.profile, Qt.Key.Key_Return)
    qtbot.keyClick(window.trip.devices[1], Qt.Key.Key_Space)
    qtbot.keyClicks(window.trip.traveller, "A. Example")
    trip = window.state.trip
    assert trip is not None
    assert trip.profile is Profile.JOURNALIST
    assert trip.devices == (Device.PHONE, Device.TABLET, Device.CAMERA)
    assert trip.traveller == "A. Example"


def test_the_models_keep_qts_rules(qtmodeltester: ModelTester, window: MainWindow) -> None:
    window.trip.example.click()
    qtmodeltester.check(window.trip.stops.cards)


def test_the_result_model_keeps_qts_rules(qtbot: QtBot, qtmodeltester: ModelTester, window: MainWindow) -> None:
    qtbot.keyClicks(window.trip.search.field, "be")
    qtmodeltester.check(window.trip.search.results.found)


def test_a_day_is_picked_from_a_calendar_with_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    window.state.add_stop(SERBIA)
    arrive = window.trip.editor.arrive
    arrive.setText("2027-01-10")
    arrive.setFocus()
    qtbot.keyClick(arrive, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = arrive.findChild(QCalendarWidget)
    assert calendar is not None
    # No day is red, which is hard to read on either ground.
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        colour = calendar.weekdayTextFormat(day).foreground().color()
        assert colour == calendar.palette().color(QPalette.ColorRole.Text)
    days = calendar.findChild(QTableView)
    assert days is not None
    qtbot.keyClick(days, Qt.Key.Key_Right)
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert window.state.stops[0].arrive == date(2027, 1, 11)
