"""The story of an officer through the window, by keyboard: one traveller at the desk, then many, then newer facts.

Printing to a real queue is in the system tests.
"""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from securesystemslib.signer import CryptoSigner

from desktop import cli
from desktop.desk import Desk
from desktop.handout import publish
from desktop.handout.manifest import read_manifest
from desktop.handout.verify import verify_briefing
from desktop.ui.batch_run import BatchWish
from desktop.ui.dialogs.decision import DecisionDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import find_text
from desktop.ui.preferences import Preferences
from desktop.ui.theme import Theme
from tests.ui.keys import choose_file, come_back, press, tab_to, typed
from tests.unit.dataset.small_facts import Facts, build_small

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_LONG_MS = 60_000
NEWER = "2099-01-01"


@pytest.fixture
def office(tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An officer's folder: the organisation, a table of travellers, and a home where nothing is installed yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    examples = checkout / "resources" / "examples"
    shutil.copy(examples / "logo.svg", tmp_path)
    words = (examples / "organisation.toml").read_text(encoding="utf-8")
    (tmp_path / "organisation.toml").write_text(words.replace("CN =", "DE ="), encoding="utf-8")
    with (tmp_path / "travellers.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows(
            [
                ["traveller", "reference", "destinations"],
                ["Ana", "T-1", "Serbia;Uruguay"],
                ["Ben", "T-2", "Zzyzx"],
                ["Chloé", "T-3", "Germany"],
            ]
        )
    return tmp_path


@pytest.fixture
def pack(office: Path) -> Path:
    """A publisher's signed dataset of another year; `root.json` beside it holds the key."""
    data = Facts(office / "publisher" / "data").write()
    (data / "facts" / "VERSION").write_text(f"{NEWER}\n", encoding="utf-8")
    build_small(data, office / "publisher" / "forewarned.sqlite")
    signers = (CryptoSigner.generate_ed25519(),)
    publish.found(office / "publisher" / "repository", signers, threshold=1)
    shutil.copy(office / "publisher" / "repository" / "1.root.json", office / "root.json")
    publish.publish(
        office / "publisher" / "repository", office / "publisher" / "forewarned.sqlite", office / "new.pack", signers
    )
    return office / "new.pack"


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, office: Path) -> Iterator[MainWindow]:
    """Open the window as the program does, on the dataset in use."""
    assert theme is not None
    assert office.is_dir()
    with Desk() as desk:
        window = MainWindow(services=desk.services(), preferences=Preferences())
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(window.isActiveWindow)
        yield window
        window.close()


def saved(qtbot: QtBot, window: MainWindow, path: Path) -> bytes:
    """Wait for the pages, save them, and come back."""
    qtbot.waitUntil(lambda: window.maker.pages is not None and not window.maker.is_busy, timeout=_LONG_MS)
    come_back(qtbot, window)
    press(qtbot, Qt.Key.Key_S, _CONTROL)
    choose_file(qtbot, window, "save-pdf", path)
    return path.read_bytes()


def shown(qtbot: QtBot, window: MainWindow) -> DecisionDialog:
    """Return the dialog that asks something."""
    dialog = window.findChildren(DecisionDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def decide(qtbot: QtBot, window: MainWindow) -> None:
    """Press the button that does what the dialog offers."""
    dialog = shown(qtbot, window)
    come_back(qtbot, dialog)
    tab_to(qtbot, dialog.decide)
    press(qtbot, Qt.Key.Key_Space)


@pytest.fixture
def at_work(qtbot: QtBot, window: MainWindow, office: Path) -> MainWindow:
    """Return the window with the organisation chosen and a trip to Germany, with a page to sign."""
    press(qtbot, Qt.Key.Key_O, _CONTROL | _SHIFT)
    choose_file(qtbot, window, "open-organisation", office / "organisation.toml")
    come_back(qtbot, window)
    press(qtbot, Qt.Key.Key_L, _CONTROL)
    typed(qtbot, "Germany")
    press(qtbot, Qt.Key.Key_Return)
    tab_to(qtbot, window.briefing.has_sign_off)
    press(qtbot, Qt.Key.Key_Space)
    return window


def test_one_traveller_at_the_desk(qtbot: QtBot, at_work: MainWindow, office: Path) -> None:
    assert at_work.briefing.organisation.name.text() == "For Example Corp"
    pdf = saved(qtbot, at_work, office / "one.pdf")
    for words in (
        "Germany",
        "Clean loan devices",
        "Example Corp – internal use only",
        "I have read this briefing",
        "+1 555 0101",
    ):
        assert find_text(pdf, words), words


def test_a_queue_of_them_of_which_one_row_is_wrong(qtbot: QtBot, at_work: MainWindow, office: Path) -> None:
    press(qtbot, Qt.Key.Key_B, _CONTROL)
    batch = at_work.batch
    assert batch is not None
    qtbot.waitUntil(batch.isActiveWindow)
    assert batch.organisation.path == office / "organisation.toml"
    typed(qtbot, str(office / "travellers.csv"))
    tab_to(qtbot, batch.out.line)
    typed(qtbot, str(office / "out"))
    tab_to(qtbot, batch.start)
    with qtbot.waitSignal(batch.run.done, timeout=_LONG_MS):
        press(qtbot, Qt.Key.Key_Space)

    assert batch.message.text().startswith("2 briefings are in out. 1 row has none")
    assert "Zzyzx" in batch.model.rows[0][-1].text
    manifest = office / "out" / "manifest.csv"
    issued = [entry for entry in read_manifest(manifest) if not entry.error]
    assert [verify_briefing(office / "out" / entry.file, manifest).row for entry in issued] == [1, 3]
    assert issued[1].posture == "loan-devices", "the organisation asks for these in Germany"
    press(qtbot, Qt.Key.Key_Escape)
    assert at_work.batch is None
    assert at_work.state.stops, "the trip at the desk is still there"


def test_a_batch_that_was_stopped_goes_on_in_the_same_folder(office: Path) -> None:
    wish = BatchWish(
        travellers=office / "travellers.csv",
        out=office / "out",
        organisation=office / "organisation.toml",
        is_short=True,
        has_sign_off=False,
        jobs=1,
    )
    with Desk() as desk:
        batch = desk.services().batch
        stopped = batch.brief_many(wish, lambda _progress: None, lambda: True)
        assert not stopped.is_finished
        assert batch.is_unfinished(wish.out)
        rest: list[int] = []
        finished = batch.brief_many(wish, lambda progress: rest.append(progress.done), lambda: False)
    assert rest[0] == len(stopped.entries), "what was made is not made again"
    assert finished.is_finished
    assert (finished.issued, finished.total) == (2, 3)
    assert not batch.is_unfinished(wish.out)


@pytest.mark.timeout(240)
def test_newer_facts_in_the_middle_of_a_trip_and_back(
    qtbot: QtBot, at_work: MainWindow, office: Path, pack: Path
) -> None:
    at_work.make_ready()
    trip, old = at_work.state.trip, at_work.trip.dataset.text()
    before = saved(qtbot, at_work, office / "before.pdf")

    at_work.menu.trust_publisher.trigger()
    choose_file(qtbot, at_work, "open-publisher", office / "root.json")
    decide(qtbot, at_work)
    at_work.menu.update_dataset.trigger()
    choose_file(qtbot, at_work, "open-pack", pack)
    qtbot.waitUntil(shown(qtbot, at_work).decide.isVisible, timeout=_LONG_MS)
    assert at_work.trip.dataset.text() == old, "a look changes nothing"
    decide(qtbot, at_work)
    assert at_work.trip.dataset.text() == "Dataset of 1 January 2099, verified"
    assert at_work.state.trip == trip
    after = saved(qtbot, at_work, office / "after.pdf")
    assert find_text(after, "1 January 2099")
    assert find_text(after, "Example Corp – internal use only")

    at_work.menu.restore_dataset.trigger()
    decide(qtbot, at_work)
    assert at_work.trip.dataset.text() == old
    assert saved(qtbot, at_work, office / "again.pdf") == before


def test_a_pack_from_nobody_known_leaves_the_dataset_and_says_why(
    qtbot: QtBot, window: MainWindow, office: Path, pack: Path
) -> None:
    old = window.trip.dataset.text()
    other = CryptoSigner.generate_ed25519()
    publish.found(office / "other", (other,), threshold=1)
    window.datasets.show_publisher(str(office / "other" / "1.root.json"))
    shown(qtbot, window).decide.click()
    window.datasets.examine(str(pack))
    dialog = shown(qtbot, window)
    qtbot.waitUntil(dialog.message.isVisible, timeout=_LONG_MS)
    assert "keys that you do not trust" in dialog.message.text()
    assert window.trip.dataset.text() == old
    dialog.reject()


def test_a_dataset_that_does_not_go_with_the_own_facts_in_use_is_put_back(
    qtbot: QtBot, window: MainWindow, office: Path, pack: Path, checkout: Path
) -> None:
    sheets, own = office / "own-facts", str(office / "own.pack")
    shutil.copytree(checkout / "resources" / "examples" / "own-facts", sheets)
    systems = (sheets / "deployments.csv").read_text(encoding="utf-8")
    # A supplier that this publisher's dataset does not know.
    (sheets / "deployments.csv").write_text(
        systems.replace(",own-lobbycam,", ",own-lobbycam;huawei,"), encoding="utf-8"
    )
    assert cli.main(["dataset", "overlay", "pack", str(sheets), "-o", own]) == cli.DONE
    assert cli.main(["dataset", "overlay", "import", own]) == cli.DONE
    old = window.trip.dataset.text()
    window.datasets.show_publisher(str(office / "root.json"))
    shown(qtbot, window).decide.click()
    window.datasets.examine(str(pack))
    dialog = shown(qtbot, window)
    qtbot.waitUntil(dialog.decide.isVisible, timeout=_LONG_MS)
    dialog.decide.click()
    assert "so the one before stays" in dialog.message.text()
    assert window.trip.dataset.text() == old
    dialog.reject()
    with Desk() as again:
        assert again.services().identity().version.year == 2026
