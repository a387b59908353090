"""Saving a trip and opening one: only when asked, and never at the cost of the trip in the window."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.trip import Profile, Stop, Trip
from desktop.trip_file import SavedTrip, read_trip, write_trip
from desktop.ui.main_window import MainWindow
from tests.ui.fakes import CHAD, SERBIA, URUGUAY
from tests.ui.keys import choose_file

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CHAD_TRIP = SavedTrip(
    trip=Trip(
        stops=(Stop(country=CHAD, arrive=date(2027, 1, 10)),), profile=Profile.JOURNALIST, traveller="A. Example"
    ),
    ticked=frozenset({"update"}),
)


@pytest.fixture
def chad_file(tmp_path: Path) -> Path:
    path = tmp_path / "chad.trip"
    write_trip(path, CHAD_TRIP)
    return path


def test_a_trip_is_saved_from_the_keyboard_with_its_ticks(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.trip.example.click()
    window.state.set_ticked("update", is_ticked=True)
    qtbot.keyClick(window, Qt.Key.Key_S, _CONTROL | _SHIFT)
    choose_file(qtbot, window, "save-trip", tmp_path / "mine")
    saved = read_trip(tmp_path / "mine.trip")
    assert saved == SavedTrip(trip=window.state.trip or pytest.fail("no trip"), ticked=frozenset({"update"}))
    assert str(tmp_path / "mine.trip") in window.trip.message.text()


def test_a_trip_is_opened_from_the_keyboard(qtbot: QtBot, window: MainWindow, chad_file: Path) -> None:
    qtbot.keyClick(window, Qt.Key.Key_O, _CONTROL)
    choose_file(qtbot, window, "open-trip", chad_file)
    assert window.state.trip == CHAD_TRIP.trip
    assert window.state.ticked == CHAD_TRIP.ticked
    assert window.trip.traveller.text() == "A. Example"
    assert window.briefing.progress() == (1, 2)


def test_a_trip_that_is_not_saved_is_not_replaced_unasked(qtbot: QtBot, window: MainWindow, chad_file: Path) -> None:
    window.trip.example.click()
    qtbot.keyClick(window, Qt.Key.Key_O, _CONTROL)
    question = window.findChild(QMessageBox, "replace-trip")
    assert question is not None
    assert window.findChild(QFileDialog, "open-trip") is None
    question.button(QMessageBox.StandardButton.Open).click()
    choose_file(qtbot, window, "open-trip", chad_file)
    assert window.state.trip == CHAD_TRIP.trip


def test_a_file_handed_over_asks_before_the_trip_goes_and_asks_again_for_the_next(
    window: MainWindow, chad_file: Path
) -> None:
    window.trip.example.click()
    for _time in range(2):
        window.files.open_given(str(chad_file))
        question = window.findChildren(QMessageBox, "replace-trip")[-1]
        question.button(QMessageBox.StandardButton.Cancel).click()
        assert [stop.country for stop in window.state.stops] == [SERBIA, URUGUAY]
    window.files.open_given(str(chad_file))
    window.findChildren(QMessageBox, "replace-trip")[-1].button(QMessageBox.StandardButton.Open).click()
    assert window.state.trip == CHAD_TRIP.trip


def test_a_file_handed_over_that_is_no_trip_leaves_the_trip_and_says_why(window: MainWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.trip"
    bad.write_text("{}", encoding="utf-8")
    window.files.open_given(str(bad))
    assert window.trip.message.text().startswith("bad.trip: ")
    assert window.state.trip is None


def test_a_new_trip_asks_before_the_old_one_goes_and_keeps_the_organisation(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.briefing.organisation.open_from(str(tmp_path / "example.toml"))
    window.trip.example.click()
    qtbot.keyClick(window, Qt.Key.Key_N, _CONTROL)
    question = window.findChild(QMessageBox, "replace-trip")
    assert question is not None
    question.button(QMessageBox.StandardButton.Cancel).click()
    assert window.state.stops
    qtbot.keyClick(window, Qt.Key.Key_N, _CONTROL)
    window.findChildren(QMessageBox, "replace-trip")[-1].button(QMessageBox.StandardButton.Discard).click()
    assert not window.state.stops
    assert window.options.own is not None


def test_a_trip_is_saved_before_it_goes_and_stays_where_it_could_not_be_saved(
    window: MainWindow, chad_file: Path, tmp_path: Path
) -> None:
    window.trip.example.click()
    for place, is_saved in ((tmp_path / "nowhere" / "mine.trip", False), (tmp_path / "mine.trip", True)):
        window.files.open_given(str(chad_file))
        question = window.findChildren(QMessageBox, "replace-trip")[-1]
        question.button(QMessageBox.StandardButton.Save).click()
        window.findChildren(QFileDialog, "save-trip")[-1].fileSelected.emit(str(place))
        assert place.exists() is is_saved
        assert (window.state.trip == CHAD_TRIP.trip) is is_saved
        window.findChildren(QFileDialog, "save-trip")[-1].reject()


def test_a_trip_as_it_was_saved_needs_no_question(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.trip.example.click()
    window.files.save_to(str(tmp_path / "mine.trip"))
    qtbot.keyClick(window, Qt.Key.Key_O, _CONTROL)
    dialog = window.findChild(QFileDialog, "open-trip")
    assert dialog is not None
    dialog.reject()


def test_a_file_that_is_no_trip_leaves_the_trip_and_says_why(window: MainWindow, tmp_path: Path) -> None:
    window.trip.example.click()
    bad = tmp_path / "bad.trip"
    bad.write_text('{"forewarned_trip": 1, "stops": [{"country": "XX"}]}', encoding="utf-8")
    window.files.open_from(str(bad))
    assert [stop.country for stop in window.state.stops] == [SERBIA, URUGUAY]
    assert window.trip.message.isVisible()
    assert window.trip.message.text().startswith("bad.trip: stops[1].country: “XX” is no country code")


def test_a_folder_that_cannot_be_written_is_named(window: MainWindow, tmp_path: Path) -> None:
    window.trip.example.click()
    window.files.save_to(str(tmp_path / "nowhere" / "mine.trip"))
    assert "could not be written" in window.trip.message.text()


def test_without_a_trip_there_is_nothing_to_save(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_S, _CONTROL | _SHIFT)
    assert window.findChild(QFileDialog, "save-trip") is None
    assert "no trip to save" in window.trip.message.text()


@pytest.mark.parametrize(("row", "key"), [(0, Qt.Key.Key_Down), (1, Qt.Key.Key_Up)])
def test_a_move_that_turns_the_dates_around_is_refused_in_place(
    qtbot: QtBot, window: MainWindow, row: int, key: Qt.Key
) -> None:
    first, last = date(2027, 1, 10), date(2027, 1, 12)
    trip = Trip(stops=(Stop(country=SERBIA, arrive=first, leave=last), Stop(country=URUGUAY, arrive=last)))
    window.state.load(trip)
    stops, refusal = window.trip.stops, window.trip.refusal

    def try_to_move() -> None:
        stops.select(row)
        qtbot.keyClick(stops, key, Qt.KeyboardModifier.AltModifier)
        assert window.state.trip == trip
        assert refusal.isVisible()
        assert refusal.text() == (
            "Uruguay (from 12 January 2027) cannot come before Serbia (10–12 January 2027). Change the dates first."
        )

    try_to_move()
    qtbot.keyClick(stops, Qt.Key.Key_Up if row else Qt.Key.Key_Down)
    assert not refusal.isVisible()
    try_to_move()
    card = stops.visualRect(stops.currentIndex()).center()
    qtbot.mouseClick(stops.viewport(), Qt.MouseButton.LeftButton, pos=card)
    assert not refusal.isVisible()
    try_to_move()
    qtbot.keyClicks(window.trip.search.field, "be")
    assert not refusal.isVisible()
    try_to_move()
    window.state.set_traveller("A. Example")
    assert not refusal.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_P])
def test_without_a_trip_the_keys_that_keep_the_briefing_say_so(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    window.columns.show_step(2)
    qtbot.keyClick(window, key, _CONTROL)
    assert not window.findChildren(QDialog)
    assert window.trip.message.text() == "There is no briefing yet; add a destination first."
    assert window.trip.message.isVisible()
    window.state.add_stop(SERBIA)
    assert not window.trip.message.isVisible()
