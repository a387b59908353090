"""The right column: preview, checklist, saving and printing."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.briefing.model import Briefing
from desktop.dataset.codes import Device
from desktop.errors import TextError
from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import find_text, page_sizes
from desktop.ui.preferences import PaperSize, Preferences
from desktop.ui.theme import Theme
from tests.ui.fakes import CHAD, SERBIA, HeldPool, services


def make_briefing(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.maker.pages_changed):
        window.trip.example.click()


def open_checklist(window: MainWindow) -> None:
    window.trip.example.click()
    window.briefing.tabs.setCurrentIndex(1)


def measures(window: MainWindow) -> list[str]:
    model = window.briefing.checklist.model
    return [row.measure_id for row in model.rows if row.measure_id]


def test_the_preview_shows_the_pages_of_the_very_pdf(qtbot: QtBot, window: MainWindow) -> None:
    make_briefing(qtbot, window)
    pages = window.maker.pages
    assert pages is not None
    assert len(page_sizes(pages.pdf)) == 2
    assert window.briefing.preview.view.has_picture
    assert window.briefing.preview.thumbnails.rowCount() == 2
    assert window.briefing.preview.place.text() == "1 of 2"


def test_pages_are_turned_from_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    make_briefing(qtbot, window)
    view = window.briefing.preview.view
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0


def test_zoom_goes_up_and_down_its_ladder(qtbot: QtBot, window: MainWindow) -> None:
    make_briefing(qtbot, window)
    preview = window.briefing.preview
    qtbot.keyClick(preview.view, Qt.Key.Key_Plus)
    assert preview.zoom.text() == "125 %"
    qtbot.keyClick(preview.view, Qt.Key.Key_Minus)
    assert preview.zoom.text() == "100 %"


def test_a_page_that_nearly_fits_comes_to_rest_at_any_height(qtbot: QtBot, window: MainWindow) -> None:
    make_briefing(qtbot, window)
    view = window.briefing.preview.view
    drawn: list[int] = []

    def note() -> None:
        drawn.append(view.height())

    view.page_painted.connect(note)
    nearly = round(view.width() * 842 / 595)
    for height in range(nearly - 24, nearly + 12):
        view.setFixedHeight(height)
        for _turn in range(20):
            QApplication.processEvents()
    assert max(drawn.count(height) for height in drawn) < 10


def test_find_goes_to_the_page_that_holds_the_text(qtbot: QtBot, window: MainWindow) -> None:
    make_briefing(qtbot, window)
    preview = window.briefing.preview
    qtbot.keyClicks(preview.find_field, "uruguay")
    assert preview.view.page == 1
    assert preview.found.text() == "1 of 1"
    preview.find_field.clear()
    qtbot.keyClicks(preview.find_field, "atlantis")
    assert preview.found.text() == "none"


def test_enter_goes_to_the_next_hit_and_shift_enter_to_the_one_before(qtbot: QtBot, window: MainWindow) -> None:
    make_briefing(qtbot, window)
    with qtbot.waitSignal(window.maker.pages_changed):
        window.state.add_stop(CHAD)
    preview = window.briefing.preview
    qtbot.keyClicks(preview.find_field, " on A4 ")
    assert preview.found.text() == "1 of 3"
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    places = []
    for modifier in (none, none, shift, shift, shift):
        qtbot.keyClick(preview.find_field, Qt.Key.Key_Return, modifier)
        places.append(preview.found.text().split()[0])
    assert places == ["2", "3", "2", "1", "3"]


def test_what_was_looked_for_goes_with_the_trip(qtbot: QtBot, window: MainWindow) -> None:
    make_briefing(qtbot, window)
    preview = window.briefing.preview
    qtbot.keyClicks(preview.find_field, "uruguay")
    window.clear_everything()
    assert (preview.find_field.text(), preview.found.text()) == ("", "")
    make_briefing(qtbot, window)
    assert preview.view.page == 0


def test_old_pages_stay_until_the_new_ones_are_ready(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    pool = HeldPool()
    window = MainWindow(services=services(), preferences=Preferences(), pool=pool)
    qtbot.addWidget(window)
    window.trip.example.click()
    qtbot.waitUntil(lambda: bool(pool.held))
    pool.release()
    before = window.maker.pages
    window.state.add_stop(CHAD)
    qtbot.waitUntil(lambda: bool(pool.held))
    assert window.maker.is_busy
    assert window.maker.pages is before
    pool.release()
    assert window.maker.pages is not None
    assert len(window.maker.pages.sizes) == 3


def test_thumbnails_wait_for_the_page_in_view_and_for_the_next_briefing(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    pool = HeldPool()
    window = MainWindow(services=services(), preferences=Preferences(), pool=pool)
    qtbot.addWidget(window)

    def drawn() -> list[bool]:
        """Whether the page in view is drawn, and each thumbnail."""
        preview = window.briefing.preview
        return [preview.view.has_picture, *(row.image is not None for row in preview.thumbnails.rows)]

    window.show()
    window.trip.example.click()
    qtbot.waitUntil(lambda: bool(pool.held))
    pool.held.pop(0).run()
    assert drawn() == [True, False, False]
    assert not pool.held
    qtbot.waitUntil(lambda: bool(pool.held))
    pool.held.pop(0).run()
    assert drawn() == [True, True, False]
    window.state.add_stop(CHAD)
    pool.held.pop(0).run()
    assert not pool.held
    qtbot.waitUntil(lambda: bool(pool.held))
    pool.held.pop(0).run()
    assert drawn() == [True, True, False, False]
    assert not pool.held
    qtbot.waitUntil(lambda: bool(pool.held))
    pool.release()
    assert drawn() == [True, True, True, True]


def test_a_stale_result_is_dropped(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    pool = HeldPool()
    window = MainWindow(services=services(), preferences=Preferences(), pool=pool)
    qtbot.addWidget(window)
    shown: list[int] = []

    def note() -> None:
        if window.maker.pages is not None:
            shown.append(len(window.maker.pages.sizes))

    window.maker.pages_changed.connect(note)
    window.trip.example.click()
    qtbot.waitUntil(lambda: bool(pool.held))
    window.state.add_stop(CHAD)
    pool.release()
    qtbot.waitUntil(lambda: bool(pool.held))
    pool.release()
    assert shown == [3]


def test_the_briefing_is_made_off_the_main_thread(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    window = MainWindow(services=services(), preferences=Preferences(), pool=QThreadPool())
    qtbot.addWidget(window)
    make_briefing(qtbot, window)
    assert window.maker.pages is not None
    window.close()


def test_saving_writes_the_very_bytes_and_says_where(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    make_briefing(qtbot, window)
    window.briefing.save_to(str(tmp_path / "briefing.pdf"))
    assert window.maker.pages is not None
    assert (tmp_path / "briefing.pdf").read_bytes() == window.maker.pages.pdf
    assert "briefing.pdf" in window.briefing.message.text()


@pytest.mark.skipif(os.name != "posix", reason="folders are made unwritable by their mode")
def test_a_file_that_cannot_be_written_is_said_in_place_and_keeps_the_trip(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    make_briefing(qtbot, window)
    window.briefing.save_to(str(tmp_path / "no-such-folder" / "briefing.pdf"))
    assert "could not be written" in window.briefing.message.text()
    assert window.state.stops[0].country == SERBIA


def test_a_text_that_no_font_can_draw_is_said_in_place(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None

    def refuse(_briefing: Briefing, _paper: PaperSize) -> bytes:
        raise TextError(character="𓂀", place="the traveller’s name", font="Source Sans")

    window = MainWindow(services=services(refuse), preferences=Preferences(), pool=HeldPool())
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.maker.failed):
        window.trip.example.click()
        qtbot.waitUntil(lambda: bool(window._pool.held))  # type: ignore[attr-defined]  # noqa: SLF001
        window._pool.waitForDone()  # noqa: SLF001
    assert "𓂀" in window.briefing.message.text()
    assert not window.briefing.save.isEnabled()


def test_another_paper_makes_another_briefing(qtbot: QtBot, window: MainWindow) -> None:
    make_briefing(qtbot, window)
    with qtbot.waitSignal(window.maker.pages_changed), qtbot.waitSignal(window.preferences_changed):
        qtbot.keyClick(window.briefing.paper, Qt.Key.Key_Down)
    assert window.maker.pages is not None
    assert find_text(window.maker.pages.pdf, "on letter")


def test_the_checklist_stands_by_phase_with_why_and_stops(window: MainWindow) -> None:
    open_checklist(window)
    model = window.briefing.checklist.model
    spoken = [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert spoken == [
        "Before you leave",
        "Do update. Why update.",
        "At the border",
        "Do power-off. Why power-off. For Serbia.",
    ]


def test_a_tick_from_the_keyboard_is_counted_and_stays_in_memory(qtbot: QtBot, window: MainWindow) -> None:
    open_checklist(window)
    view = window.briefing.checklist.view
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert window.state.ticked == {"update"}
    assert window.briefing.tabs.tabText(1) == "Checklist · 1 of 2"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert window.state.ticked == frozenset()


def test_the_checklist_is_filtered_by_device_and_stop(qtbot: QtBot, window: MainWindow) -> None:
    open_checklist(window)
    checklist = window.briefing.checklist
    qtbot.keyClicks(checklist.device, "Phone")
    qtbot.keyClick(checklist.device, Qt.Key.Key_Return)
    assert Device(checklist.device.currentData()) is Device.PHONE
    assert measures(window) == ["power-off"]
    qtbot.keyClick(checklist.device, Qt.Key.Key_Home)
    qtbot.keyClicks(checklist.stop, "Uruguay")
    assert measures(window) == ["update"]


def test_the_checklist_model_keeps_qts_rules(qtmodeltester: ModelTester, window: MainWindow) -> None:
    open_checklist(window)
    qtmodeltester.check(window.briefing.checklist.model)


class Watch(QObject):
    """Counts how often a widget is given another size."""

    def __init__(self) -> None:
        super().__init__()
        self.resizes = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- named by Qt
        """Hear of an event and let it pass."""
        self.resizes += event.type() is QEvent.Type.Resize
        return False


def test_the_page_comes_to_rest_at_every_height(window: MainWindow) -> None:
    window.trip.example.click()
    watch = Watch()
    for height in range(560, 960, 5):
        window.resize(1360, height)
        for _turn in range(5):
            QApplication.processEvents()
        window.briefing.preview.view.viewport().installEventFilter(watch)
        for _turn in range(5):
            QApplication.processEvents()
        window.briefing.preview.view.viewport().removeEventFilter(watch)
        assert watch.resizes == 0, height
