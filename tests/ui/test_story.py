"""The story of a traveller on the real dataset, by keyboard alone, to a saved PDF."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app import services_for
from desktop.assessment.rule_book import shipped_method
from desktop.briefing.service import BriefingService
from desktop.dataset.store import open_dataset
from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import find_text
from desktop.ui.preferences import Preferences
from desktop.ui.theme import Theme

_CONTROL = Qt.KeyboardModifier.ControlModifier
_LONG_MS = 30_000


@pytest.fixture
def real_window(qtbot: QtBot, theme: Theme, dataset_path: Path) -> Iterator[MainWindow]:
    """Open the window on the real dataset, method and PDF maker, and the real pool."""
    assert theme is not None
    with open_dataset(dataset_path) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        window = MainWindow(services=services_for(dataset, service), preferences=Preferences(), pool=QThreadPool())
        qtbot.addWidget(window)
        window.show()
        yield window
        window.close()


def typed(qtbot: QtBot, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, text)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def test_a_traveller_goes_from_nothing_to_a_saved_briefing(
    qtbot: QtBot, real_window: MainWindow, tmp_path: Path
) -> None:
    typed(qtbot, "Belgrade")
    press(qtbot, Qt.Key.Key_Return)
    typed(qtbot, "Uruguay")
    press(qtbot, Qt.Key.Key_Return)
    assert [stop.country for stop in real_window.state.stops] == ["RS", "UY"]

    press(qtbot, Qt.Key.Key_1, _CONTROL)
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Tab)
    typed(qtbot, "2027-01-10")
    with qtbot.waitSignal(real_window.maker.busy_changed, check_params_cb=lambda busy: not busy, timeout=_LONG_MS):
        press(qtbot, Qt.Key.Key_Return)
    assert real_window.state.stops[0].arrive is not None
    assert real_window.maker.pages is not None, real_window.briefing.message.text()

    press(qtbot, Qt.Key.Key_S, _CONTROL)
    dialog = real_window.briefing.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    target = tmp_path / "trip.pdf"
    # Typed in one go: the list of names that the dialog offers meanwhile would take the next key.
    name.setText(str(target))
    qtbot.keyClick(name, Qt.Key.Key_Return)

    saved = target.read_bytes()
    assert saved.startswith(b"%PDF")
    for words in ("Serbia", "Uruguay", "Huawei", "Belgrade"):
        assert find_text(saved, words), words
    assert str(target) in real_window.briefing.message.text()


def test_a_reader_finds_out_how_levels_are_made(qtbot: QtBot, real_window: MainWindow) -> None:
    press(qtbot, Qt.Key.Key_F1)
    method = real_window.risks.method
    assert method.isVisible()
    for rule in shipped_method().posture:
        assert rule.why in method.toPlainText(), rule.id
