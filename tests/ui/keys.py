"""A person at the keyboard: types into what has the focus, presses keys, names files."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot


def typed(qtbot: QtBot, text: str) -> None:
    """Type a text where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, text)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def tab_to(qtbot: QtBot, wanted: QWidget) -> None:
    """Press Tab until something has the focus; it must be within reach."""
    for _step in range(60):
        if wanted.hasFocus():
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {wanted.accessibleName() or wanted}")


def come_back(qtbot: QtBot, window: QWidget) -> None:
    """Go back to a window after a dialog, as a window manager does; without a screen there is none."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def choose_file(qtbot: QtBot, parent: QWidget, dialog_name: str, path: Path) -> None:
    """Give the open file dialog of that name a path."""
    dialog = parent.findChildren(QFileDialog, dialog_name)[-1]
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    # Typed in one go: the list of names that the dialog offers meanwhile would take the next key.
    name.setText(str(path))
    qtbot.keyClick(name, Qt.Key.Key_Return)
