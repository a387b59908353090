"""A window on made-up services, and a watch on what a test of the window leaves behind."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Appearance, Preferences
from desktop.ui.theme import Theme
from tests.ui.fakes import InlinePool, services
from tests.ui.leftovers import turn_the_loop

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the warnings pass that Qt’s offscreen screen gives for a window with a least size, on top, or of a menu."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(
                pytest.mark.qt_log_ignore("This plugin does not support (propagateSizeHints|raise|grabbing)")
            )


@pytest.fixture(scope="session")
def theme(qapp: QApplication, bundled_fonts: tuple[str, ...]) -> Theme:
    """Return the one theme of the application, in the typeface that ships."""
    qapp.setFont(QFont(bundled_fonts[0]))
    theme = Theme(qapp)
    theme.apply(Appearance.LIGHT, 100)
    return theme


@pytest.fixture(autouse=True, scope="session")
def qt_settings_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what Qt stores of its own out of the person's settings."""
    folder = str(tmp_path_factory.getbasetemp() / "qt-settings")
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, folder)


@pytest.fixture(autouse=True, scope="module")
def what_others_left() -> Iterator[None]:
    """Collect what was left before these tests, and spare the collector the rest, which it would find alive."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a thread or a window."""
    threads = set(threading.enumerate())
    windows = set(qapp.topLevelWidgets())
    yield
    # A closed window goes now, not with all others at the end: each change of looks would reach every one of them.
    turn_the_loop()
    # All of it: a widget without a parent that is left for later would go while Qt walks through all widgets to give
    # them another look, and take the process along.
    gc.collect()
    # A thread of Qt's pool that once ran Python stays listed under such a name; the pools themselves were waited for.
    left = {thread.name for thread in set(threading.enumerate()) - threads if not thread.name.startswith("Dummy-")}
    assert not left, f"threads left running: {left}"
    strays = [widget for widget in qapp.topLevelWidgets() if widget not in windows and widget.isVisible()]
    assert not strays, f"windows left open: {strays}"


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> MainWindow:
    """Open the window on made-up services; work runs at once."""
    assert theme is not None
    window = MainWindow(services=services(), preferences=Preferences(), pool=InlinePool())
    qtbot.addWidget(window)
    window.show()
    return window
