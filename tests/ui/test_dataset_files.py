"""Another dataset: shown before it is taken in, in use at once, never at the cost of the trip."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.dataset.identity import OverlayIdentity
from desktop.errors import PackError
from desktop.ui.dialogs.decision import DecisionDialog
from desktop.ui.dialogs.update import UpdateDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.theme import Theme
from tests.ui.fake_handout import KEY, FakeDatasets
from tests.ui.fakes import SERBIA, URUGUAY, HeldPool, InlinePool, services
from tests.ui.keys import choose_file, press, tab_to

PACK = "/nowhere/january.pack"


@pytest.fixture
def datasets() -> FakeDatasets:
    return FakeDatasets()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, datasets: FakeDatasets) -> Iterator[MainWindow]:
    assert theme is not None
    window = MainWindow(services=services(datasets=datasets), preferences=Preferences(), pool=InlinePool())
    qtbot.addWidget(window)
    window.show()
    window.make_ready()
    yield window
    for dialog in window.findChildren(DecisionDialog):
        dialog.reject()


def shown(window: MainWindow) -> DecisionDialog:
    return window.findChildren(DecisionDialog)[-1]


def said(dialog: DecisionDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_a_pack_shows_who_signed_what_and_what_changes_for_the_trip(
    qtbot: QtBot, window: MainWindow, datasets: FakeDatasets, tmp_path: Path
) -> None:
    window.trip.example.click()
    window.menu.update_dataset.trigger()
    pack = tmp_path / "january.pack"
    pack.touch()
    choose_file(qtbot, window, "open-pack", pack)

    dialog = shown(window)
    assert datasets.asked == [(SERBIA, URUGUAY)]
    assert "The dataset of 1 January 2027, release 7, in place of the one of 1 November 2026." in said(dialog)
    assert KEY in said(dialog).replace(" ", "")
    assert "What changes for your trip" in said(dialog)
    assert "Facts: 2 added, 1 changed, 0 withdrawn." in said(dialog)
    assert isinstance(dialog, UpdateDialog)
    assert [[cell.text for cell in row] for row in dialog.model.rows] == [
        ["Serbia", "Communications", "Moderate", "High"]
    ]


def test_accepted_it_is_in_use_at_once_and_the_trip_is_kept(
    qtbot: QtBot, window: MainWindow, datasets: FakeDatasets
) -> None:
    window.trip.example.click()
    window.state.set_ticked("update", is_ticked=True)
    before = window.state.trip
    window.datasets.examine(PACK)
    qtbot.waitUntil(shown(window).isActiveWindow)
    tab_to(qtbot, shown(window).decide)
    with qtbot.waitSignal(window.outlook.changed):
        press(qtbot, Qt.Key.Key_Space)

    assert window.state.trip == before
    assert window.state.ticked == {"update"}
    assert window.trip.dataset.text() == "Dataset of 1 January 2027, verified"
    assert datasets.declined == 0


def test_own_facts_that_come_along_are_shown_and_named_from_then_on(window: MainWindow, datasets: FakeDatasets) -> None:
    datasets.overlay = OverlayIdentity(organisation="Example Corp", version=date(2026, 11, 20), sha256="c3" * 32)
    window.datasets.examine(PACK)
    assert "Own facts of Example Corp\n20 November 2026 · c3c3c3c3" in said(shown(window))
    assert "no level and no posture moves by it" in said(shown(window))
    shown(window).decide.click()
    assert window.trip.dataset.text() == "Dataset of 1 January 2027, verified. Own facts of Example Corp"


def test_left_alone_it_leaves_everything_as_it_is(qtbot: QtBot, window: MainWindow, datasets: FakeDatasets) -> None:
    window.datasets.examine(PACK)
    qtbot.keyClick(shown(window), Qt.Key.Key_Escape)
    assert datasets.declined == 1
    assert window.trip.dataset.text() == "Dataset of 1 November 2026, verified"


def test_a_refused_pack_says_why_and_offers_nothing(window: MainWindow, datasets: FakeDatasets) -> None:
    datasets.refusal = PackError("The pack “january.pack” is signed with keys that you do not trust.")
    window.trip.example.click()
    window.datasets.examine(PACK)
    dialog = shown(window)
    assert "signed with keys that you do not trust" in dialog.message.text()
    assert "stays in use" in said(dialog)
    assert not dialog.decide.isVisible()
    assert window.state.stops


def test_what_fails_on_acceptance_is_said_there_too(window: MainWindow, datasets: FakeDatasets) -> None:
    window.datasets.examine(PACK)
    datasets.refusal = PackError("The disk is full.")
    shown(window).decide.click()
    assert shown(window).isVisible()
    assert shown(window).message.text() == "The disk is full."
    assert window.trip.dataset.text() == "Dataset of 1 November 2026, verified"


def test_a_check_under_way_is_waited_for(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    pool = HeldPool()
    window = MainWindow(services=services(), preferences=Preferences(), pool=pool)
    qtbot.addWidget(window)
    window.show()
    window.datasets.examine(PACK)
    dialog = shown(window)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Checking who signed it" in said(dialog)
    assert not dialog.decide.isVisible()
    pool.release()
    qtbot.waitUntil(lambda: "What changes" in said(dialog))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_a_publisher_the_way_to_one_is_told(window: MainWindow, datasets: FakeDatasets) -> None:
    datasets.is_trusted = False
    window.menu.update_dataset.trigger()
    assert not window.findChildren(QFileDialog, "open-pack")
    assert "“Trust a publisher…”" in shown(window).message.text()


def test_a_publisher_is_trusted_after_a_look_at_the_keys(
    qtbot: QtBot, window: MainWindow, datasets: FakeDatasets, tmp_path: Path
) -> None:
    datasets.is_trusted = False
    window.menu.trust_publisher.trigger()
    keys = tmp_path / "root.json"
    keys.touch()
    choose_file(qtbot, window, "open-publisher", keys)
    assert KEY in said(shown(window)).replace(" ", "")
    assert "hold until 1 January 2030" in said(shown(window))
    assert not datasets.is_trusted
    shown(window).decide.click()
    assert datasets.is_trusted


def test_a_file_of_keys_that_is_none_is_refused(window: MainWindow, datasets: FakeDatasets) -> None:
    datasets.refusal = PackError("This is no sound file of keys; get the publisher's root.json again.")
    window.datasets.show_publisher("/nowhere/root.json")
    assert "no sound file of keys" in shown(window).message.text()
    assert not shown(window).decide.isVisible()


def test_the_dataset_before_is_restored_after_a_question(window: MainWindow) -> None:
    window.trip.example.click()
    window.datasets.examine(PACK)
    shown(window).decide.click()
    assert "2027" in window.trip.dataset.text()
    window.menu.restore_dataset.trigger()
    shown(window).decide.click()
    assert window.trip.dataset.text() == "Dataset of 1 November 2026, verified"
    assert [stop.country for stop in window.state.stops] == [SERBIA, URUGUAY]


def test_where_there_is_none_before_restoring_says_so(window: MainWindow, datasets: FakeDatasets) -> None:
    window.menu.restore_dataset.trigger()
    datasets.refusal = PackError("There is no earlier dataset to go back to; the shipped one is in use.")
    shown(window).decide.click()
    assert "no earlier dataset" in shown(window).message.text()
