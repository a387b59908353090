"""The map: what it tells, and what it does with a click or a key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.dataset.codes import CountryCode
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.map_page import MapPage
from tests.ui.fakes import CHAD, SERBIA, URUGUAY


def open_map(qtbot: QtBot, window: MainWindow) -> MapPage:
    page = window.risks.map
    tabs = window.risks.tabs
    tabs.setCurrentIndex(next(place for place in range(tabs.count()) if tabs.tabText(place) == "Map"))
    qtbot.waitUntil(lambda: len(page._levels) == 3)  # noqa: SLF001 -- the map says nothing while it fills
    return page


def place_of(page: MapPage, country: CountryCode) -> QPoint:
    return page.map.place_of(country).toPoint()


@pytest.mark.parametrize("country", [SERBIA, URUGUAY, CHAD])
def test_a_click_adds_a_country_small_states_by_their_dot(
    qtbot: QtBot, window: MainWindow, country: CountryCode
) -> None:
    page = open_map(qtbot, window)
    qtbot.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=place_of(page, country))
    assert [stop.country for stop in window.state.stops] == [country]


def test_hovering_tells_name_theme_and_level(qtbot: QtBot, window: MainWindow) -> None:
    page = open_map(qtbot, window)
    qtbot.mouseMove(page.map, place_of(page, SERBIA))
    assert page.told.text() == "Serbia — Public surveillance: High"


def test_the_keyboard_zooms_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    page = open_map(qtbot, window)
    before = place_of(page, URUGUAY)
    qtbot.keyClick(page.map, Qt.Key.Key_Plus)
    assert place_of(page, URUGUAY) != before
    qtbot.keyClick(page.map, Qt.Key.Key_0)
    assert place_of(page, URUGUAY) == before


def test_another_trip_begins_with_the_whole_world(qtbot: QtBot, window: MainWindow) -> None:
    page = open_map(qtbot, window)
    whole = place_of(page, URUGUAY)
    for begin_anew in (window.clear_everything, window.trip.example.click):
        page.map.zoom_by(4, page.map.place_of(SERBIA))
        assert place_of(page, URUGUAY) != whole
        begin_anew()
        assert place_of(page, URUGUAY) == whole


def test_a_stop_taken_back_leaves_the_map_where_it_was(qtbot: QtBot, window: MainWindow) -> None:
    page = open_map(qtbot, window)
    page.map.zoom_by(4, page.map.place_of(SERBIA))
    near = place_of(page, URUGUAY)
    qtbot.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=place_of(page, SERBIA))
    window.state.remove_stop(0)
    assert place_of(page, URUGUAY) == near


def test_the_map_is_a_key_away_however_many_tabs_there_are(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.risks.map.isVisible()
    assert window.risks.map.map.hasFocus()


def test_the_legend_needs_no_more_width_than_its_longest_word(qtbot: QtBot, window: MainWindow) -> None:
    legend = open_map(qtbot, window).legend
    assert legend.accessibleName() == "Not documented, Low, Moderate, High, Very high"
    whole, narrow = legend.sizeHint().width(), legend.minimumSizeHint().width()
    assert narrow < whole / 3
    assert legend.heightForWidth(whole) < legend.heightForWidth(whole // 2) < legend.heightForWidth(narrow)


@pytest.mark.parametrize("width", [1400, 1000, 420])
def test_every_word_of_the_legend_has_room(qtbot: QtBot, window: MainWindow, width: int) -> None:
    window.resize(width, 760)
    window.columns.steps.setCurrentIndex(1)
    page = open_map(qtbot, window)
    layout = page.layout()
    assert layout is not None
    layout.activate()
    assert page.legend.height() >= page.legend.heightForWidth(page.legend.width())
