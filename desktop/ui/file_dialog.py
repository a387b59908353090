"""The program's own file dialog, which leaves no list of recent files."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def file_dialog(parent: QWidget, name: str, title: str, pattern: str) -> QFileDialog:
    """Make a dialog that opens or saves; set its mode, connect `fileSelected`, then open it."""
    # Qt's own dialog: the systems' dialogs keep lists of recent files that this program cannot empty.
    dialog = QFileDialog(parent, title, str(Path.home()), pattern)
    dialog.setObjectName(name)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
