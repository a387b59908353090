"""An organisation file chosen in the window: it speaks on every page, raises postures, and is forgotten again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import find_text
from desktop.ui.preferences import PreferenceFile, Preferences
from tests.ui.keys import choose_file, press, tab_to

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "example.toml"
    path.touch()
    return path


def pdf(window: MainWindow) -> bytes:
    assert window.maker.pages is not None
    return window.maker.pages.pdf


def made(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.maker.is_busy)


def texts(window: MainWindow) -> list[str]:
    return [each.text() for each in window.risks.stop_pages[1].findChildren(QLabel)]


def test_it_is_chosen_by_keyboard_and_speaks_at_once(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    window.trip.example.click()
    window.risks.open_stop(1)
    assert "Reduced-data devices" in texts(window)
    window.briefing.has_sign_off.click()
    tab_to(qtbot, window.briefing.organisation.choose)
    press(qtbot, Qt.Key.Key_Space)
    choose_file(qtbot, window, "open-organisation", file)
    made(qtbot, window)

    assert window.briefing.organisation.name.text() == "For Example Corp"
    assert find_text(pdf(window), "Sign here for Example Corp")
    assert "Clean loan devices" in texts(window)
    assert any(text.startswith("Example Corp asks for at least this") for text in texts(window))


def test_removed_it_is_as_if_it_had_never_been(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    window.trip.example.click()
    window.briefing.has_sign_off.click()
    made(qtbot, window)
    before = pdf(window)
    window.briefing.organisation.open_from(str(file))
    made(qtbot, window)
    assert pdf(window) != before
    tab_to(qtbot, window.briefing.organisation.remove)
    press(qtbot, Qt.Key.Key_Space)
    made(qtbot, window)

    assert pdf(window) == before
    assert window.briefing.organisation.name.text() == "For no organisation"
    assert not window.briefing.organisation.remove.isVisible()
    assert window.briefing.organisation.choose.hasFocus()


def test_every_problem_of_a_file_is_told_with_its_line_and_key(window: MainWindow, file: Path) -> None:
    window.briefing.organisation.open_from(str(file))
    window.briefing.organisation.open_from(str(file.with_name("bad.toml")))

    said = window.briefing.message.text()
    assert window.briefing.message.isVisible()
    assert said.splitlines() == [
        "bad.toml:1: name: it is empty; write something.",
        "bad.toml:7: floor.countries.XX: no such.",
    ]
    assert window.options.own is not None, "the one before stays"


def test_clearing_everything_forgets_it(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    window.trip.example.click()
    window.briefing.organisation.open_from(str(file))
    window.briefing.is_short.click()
    qtbot.keyClick(window, Qt.Key.Key_Delete, _CONTROL | _SHIFT)

    assert window.options.own is None
    assert window.options.organisation_file is None
    assert window.briefing.organisation.name.text() == "For no organisation"
    assert not window.briefing.is_short.isChecked()


def test_no_setting_remembers_it(window: MainWindow, file: Path, tmp_path: Path) -> None:
    settings = PreferenceFile(tmp_path / "settings.ini")
    window.preferences_changed.connect(settings.write)
    window.briefing.organisation.open_from(str(file))
    window.menu.appearances.actions()[1].trigger()

    assert settings.read() != Preferences()
    assert "xample" not in (tmp_path / "settings.ini").read_text(encoding="utf-8")


def test_one_sheet_is_one_sheet(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    made(qtbot, window)
    assert find_text(pdf(window), "Uruguay")
    tab_to(qtbot, window.briefing.is_short)
    press(qtbot, Qt.Key.Key_Space)
    made(qtbot, window)
    assert not find_text(pdf(window), "Uruguay")
