"""The press makes the pages while the levels are prepared; what it does not hand back is made in the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import find_text
from desktop.ui.preferences import PaperSize, Preferences
from desktop.ui.theme import Theme
from tests.ui.fakes import CHAD, SERBIA, URUGUAY, FakePress, HeldPool, services

BOTH, ALL = [SERBIA, URUGUAY], [SERBIA, URUGUAY, CHAD]


@pytest.fixture
def press() -> FakePress:
    return FakePress()


@pytest.fixture
def pool() -> HeldPool:
    return HeldPool()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, press: FakePress, pool: HeldPool) -> MainWindow:
    """Open the window beside a press, its work held back."""
    assert theme is not None
    window = MainWindow(services=services(press=press), preferences=Preferences(), pool=pool)
    qtbot.addWidget(window)
    return window


def work(pool: HeldPool) -> None:
    """Let everything be done, and be heard of."""
    QApplication.processEvents()
    while pool.held:
        pool.release()
        QApplication.processEvents()


def ordered(press: FakePress) -> list[list[str]]:
    return [[stop.country for stop in trip.stops] for trip, _options, _paper in press.orders]


def is_busy(window: MainWindow) -> bool:
    return window.maker.is_busy


def is_from_the_press(window: MainWindow) -> bool:
    assert window.maker.pages is not None
    return bool(find_text(window.maker.pages.pdf, "from the press"))


def test_it_begins_before_the_levels_are_prepared(window: MainWindow, press: FakePress, pool: HeldPool) -> None:
    known: list[object] = []
    press.told = lambda: known.append(window.outlook.prepared)
    window.trip.example.click()
    assert known == [None]
    assert window.outlook.prepared is not None
    assert is_busy(window)
    work(pool)
    assert is_from_the_press(window)
    assert not is_busy(window)
    assert ordered(press) == [BOTH]


def test_the_page_in_view_comes_with_the_pages(window: MainWindow, pool: HeldPool) -> None:
    window.trip.example.click()
    work(pool)
    view = window.briefing.preview.view
    view.go_to(1)
    work(pool)
    window.state.set_traveller("Quill")
    assert view.has_picture
    work(pool)
    pages = window.maker.pages
    assert pages is not None
    assert pages.picture is not None
    assert (pages.picture.page, view.page, view.has_picture) == (1, 1, True)
    assert not pool.held


def test_a_page_drawn_of_former_pages_is_not_shown(window: MainWindow, pool: HeldPool) -> None:
    window.show()
    window.trip.example.click()
    work(pool)
    window.state.set_traveller("Quill")
    work(pool)
    view = window.briefing.preview.view
    view.zoom_by(1)
    late = pool.held.pop(0)
    view.zoom_by(-1)
    assert view.has_picture
    before = view.grab()
    late.run()
    assert view.has_picture
    assert view.grab().toImage() == before.toImage()
    assert not pool.held


def test_what_it_does_not_hand_back_is_made_here(window: MainWindow, press: FakePress, pool: HeldPool) -> None:
    press.is_broken = True
    window.trip.example.click()
    pool.held.pop(0).run()
    assert window.maker.pages is None
    assert is_busy(window)
    work(pool)
    assert not is_from_the_press(window)
    assert not is_busy(window)


def test_where_it_takes_no_order_the_window_works(
    qtbot: QtBot, window: MainWindow, press: FakePress, pool: HeldPool
) -> None:
    press.is_free = False
    window.trip.example.click()
    assert not pool.held
    qtbot.waitUntil(lambda: bool(pool.held))
    work(pool)
    assert not is_from_the_press(window)


def test_the_newest_trip_waits_for_it(window: MainWindow, press: FakePress, pool: HeldPool) -> None:
    shown: list[int] = []

    def note() -> None:
        if window.maker.pages is not None:
            shown.append(len(window.maker.pages.sizes))

    window.trip.example.click()
    window.maker.pages_changed.connect(note)
    window.state.add_stop(CHAD)
    window.state.set_traveller("Quill")
    assert ordered(press) == [BOTH]
    work(pool)
    assert ordered(press) == [BOTH, ALL]
    assert shown == [3]
    assert not is_busy(window)


def test_a_trip_that_is_cleared_meanwhile_is_forgotten(window: MainWindow, press: FakePress, pool: HeldPool) -> None:
    window.trip.example.click()
    before = press.forgotten
    window.clear_everything()
    assert press.forgotten == before + 1
    work(pool)
    assert window.maker.pages is None
    assert not is_busy(window)


def test_each_wish_is_ordered_once(window: MainWindow, press: FakePress, pool: HeldPool, tmp_path: Path) -> None:
    file = tmp_path / "example.toml"
    file.touch()
    window.trip.example.click()
    work(pool)
    window.briefing.organisation.open_from(str(file))
    work(pool)
    window.briefing.is_short.click()
    work(pool)
    window.maker.set_paper(PaperSize.LETTER)
    work(pool)
    wishes = [(options.own is not None, options.is_short, paper) for _trip, options, paper in press.orders]
    a4, letter = PaperSize.A4, PaperSize.LETTER
    assert wishes == [(False, False, a4), (True, False, a4), (True, True, a4), (True, True, letter)]
