"""Many travellers at once: asked for by keyboard, told of as it goes, stopped and gone on with, row by row at last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desktop.errors import OrganisationError, TravellersError
from desktop.ui.dialogs.batch import BatchDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.theme import Theme
from tests.ui.fake_handout import FakeBatches
from tests.ui.fakes import InlinePool, services
from tests.ui.keys import choose_file, press, tab_to, typed

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def batches() -> FakeBatches:
    return FakeBatches()


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, batches: FakeBatches, tmp_path: Path) -> Iterator[BatchDialog]:
    """Open the window of batches from the main window, for an organisation that was chosen there."""
    assert theme is not None
    window = MainWindow(services=services(batches=batches), preferences=Preferences(), pool=InlinePool())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.options.set_organisation(None, tmp_path / "example.toml")
    qtbot.keyClick(window, Qt.Key.Key_B, _CONTROL)
    assert window.batch is not None
    qtbot.waitUntil(window.batch.isActiveWindow)
    yield window.batch
    window.close()


@pytest.fixture
def slow_dialog(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[BatchDialog]:
    """Open one whose batch goes on until it is stopped, on a real pool."""
    assert theme is not None
    dialog = BatchDialog(services=FakeBatches(is_endless=True).services, organisation=None, pool=QThreadPool())
    qtbot.addWidget(dialog)
    dialog.travellers.set_path(tmp_path / "travellers.csv")
    dialog.out.set_path(tmp_path / "out")
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    dialog.run.wait()
    dialog.close()


def rows(dialog: BatchDialog) -> list[list[str]]:
    return [[cell.text for cell in row] for row in dialog.model.rows]


def test_a_batch_is_asked_for_by_keyboard_alone(
    qtbot: QtBot, dialog: BatchDialog, batches: FakeBatches, tmp_path: Path
) -> None:
    travellers = tmp_path / "travellers.csv"
    travellers.touch()
    tab_to(qtbot, dialog.travellers.choose)
    press(qtbot, Qt.Key.Key_Space)
    choose_file(qtbot, dialog, "choose-travellers", travellers)
    tab_to(qtbot, dialog.out.line)
    typed(qtbot, str(tmp_path / "out"))
    tab_to(qtbot, dialog.has_sign_off)
    press(qtbot, Qt.Key.Key_Space)
    tab_to(qtbot, dialog.jobs)
    press(qtbot, Qt.Key.Key_Up)
    tab_to(qtbot, dialog.start)
    press(qtbot, Qt.Key.Key_Space)

    (wish,) = batches.wishes
    assert (wish.travellers, wish.out) == (travellers, tmp_path / "out")
    assert wish.organisation == tmp_path / "example.toml", "as chosen in the main window"
    assert (wish.is_short, wish.has_sign_off, wish.jobs) == (False, True, 1)


def test_the_result_names_every_row_those_without_a_briefing_first(dialog: BatchDialog, tmp_path: Path) -> None:
    dialog.travellers.set_path(tmp_path / "travellers.csv")
    dialog.out.set_path(tmp_path / "out")
    dialog.start.click()

    assert rows(dialog) == [
        ["2", "none", "", "line 3: No destination is called “Atlantis”."],
        ["1", "00001-ana.pdf", "Clean loan devices", "Issued"],
        ["3", "00003-ben.pdf", "Reduced-data devices", "Issued"],
    ]
    assert dialog.table.isVisible()
    assert dialog.message.text() == (
        "2 briefings are in out. 1 row has none; mend it and hand in a table with that row."
    )
    assert dialog.open_folder.hasFocus()


def test_the_folder_is_one_press_away(
    qtbot: QtBot, dialog: BatchDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    assert not dialog.open_folder.isVisible()
    dialog.travellers.set_path(tmp_path / "travellers.csv")
    dialog.out.set_path(tmp_path / "out")
    dialog.start.click()
    press(qtbot, Qt.Key.Key_Space)
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "out"))]


@pytest.mark.parametrize("missing", ["travellers", "out"])
def test_what_is_missing_is_named_and_gets_the_keyboard(dialog: BatchDialog, tmp_path: Path, missing: str) -> None:
    dialog.travellers.set_path(None if missing == "travellers" else tmp_path / "travellers.csv")
    dialog.out.set_path(None if missing == "out" else tmp_path / "out")
    dialog.start.click()
    field = dialog.travellers if missing == "travellers" else dialog.out
    assert dialog.message.text() == f"“{field.name.text()}” is empty; choose one."
    assert field.line.hasFocus()


@pytest.mark.parametrize(
    "refusal",
    [
        TravellersError("people.csv:1: the column “traveller” is missing; add it."),
        OrganisationError(("example.toml:4: colours.accent: “blue” is no colour; write it as #1F4E79.",)),
    ],
)
def test_a_refused_file_is_named_with_line_and_key(
    dialog: BatchDialog, batches: FakeBatches, tmp_path: Path, refusal: TravellersError | OrganisationError
) -> None:
    batches.refusal = refusal
    dialog.travellers.set_path(tmp_path / "people.csv")
    dialog.out.set_path(tmp_path / "out")
    dialog.start.click()
    assert dialog.message.text() == str(refusal)
    assert dialog.start.isEnabled()


def test_a_folder_with_an_interrupted_batch_says_that_it_goes_on(dialog: BatchDialog, tmp_path: Path) -> None:
    dialog.out.set_path(tmp_path / "unfinished")
    assert "goes on from where it was" in dialog.message.text()
    dialog.out.set_path(tmp_path / "new")
    assert not dialog.message.isVisible()


def test_progress_and_time_left_are_shown_and_it_stops_when_told(qtbot: QtBot, slow_dialog: BatchDialog) -> None:
    dialog = slow_dialog
    dialog.start.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.bar.maximum() == 3)
    assert dialog.bar.value() == 2
    assert dialog.progress.text() == "2 of 3 · 1 without a briefing · 1:15 left"
    assert not dialog.travellers.isEnabled()
    assert dialog.stop.hasFocus()

    press(qtbot, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "Escape does not end what an officer waits for"
    with qtbot.waitSignal(dialog.run.done):
        press(qtbot, Qt.Key.Key_Space)
    assert dialog.message.text() == "Stopped after 2 of 3. The same table and folder go on from there."
    assert len(rows(dialog)) == 2
    assert dialog.start.hasFocus()


def opened(window: MainWindow, folder: Path) -> BatchDialog:
    """Open the window of batches from a main window, everything filled in."""
    window.brief_many()
    assert window.batch is not None
    window.batch.travellers.set_path(folder / "travellers.csv")
    window.batch.out.set_path(folder / "out")
    return window.batch


def test_clearing_everything_closes_it_unless_it_is_at_work(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    assert theme is not None
    window = MainWindow(services=services(batches=FakeBatches(is_endless=True)), preferences=Preferences())
    qtbot.addWidget(window)
    window.show()
    idle = opened(window, tmp_path)
    window.clear_everything()
    assert not idle.isVisible()
    busy = opened(window, tmp_path)
    assert busy is not idle
    busy.start.click()
    window.clear_everything()
    assert busy.isVisible()
    window.close()
    qtbot.waitUntil(lambda: not busy.run.is_running)


def test_closing_the_program_stops_it_and_waits(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    assert theme is not None
    window = MainWindow(services=services(batches=FakeBatches(is_endless=True)), preferences=Preferences())
    qtbot.addWidget(window)
    window.show()
    batch = opened(window, tmp_path)
    batch.start.click()
    assert batch.run.is_running
    window.close()
    qtbot.waitUntil(lambda: not batch.run.is_running)
    assert window.batch is None
