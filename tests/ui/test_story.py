"""The story of a traveller on the real dataset, by keyboard alone, to a saved PDF."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from desktop.assessment.rule_book import shipped_method
from desktop.desk import Desk
from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import find_text
from desktop.ui.preferences import Preferences
from desktop.ui.theme import Theme
from tests.ui.keys import choose_file, press, typed

_CONTROL = Qt.KeyboardModifier.ControlModifier
_LONG_MS = 30_000


@pytest.fixture
def real_window(qtbot: QtBot, theme: Theme, dataset_path: Path) -> Iterator[MainWindow]:
    """Open the window on the real dataset, method and PDF maker, with the real pool and the press."""
    assert theme is not None
    with Desk(dataset_path) as desk:
        desk.make_ready_to_draw()
        assert desk.is_press_ready()
        window = MainWindow(services=desk.services(), preferences=Preferences(), pool=QThreadPool())
        qtbot.addWidget(window)
        window.show()
        yield window
        window.close()


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
    target = tmp_path / "trip.pdf"
    choose_file(qtbot, real_window, "save-pdf", target)

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
        assert rule.why in method.text.toPlainText(), rule.id
