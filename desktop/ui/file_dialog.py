"""The program's own file dialog, which leaves no list of recent files."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHeaderView, QSplitter, QTreeView, QWidget

from desktop.i18n import _
from desktop.ui.parts import make_roomy


def file_dialog(parent: QWidget, name: str, title: str, pattern: str) -> QFileDialog:
    """Make a dialog that opens or saves; set its mode, connect `fileSelected`, then open it."""
    # Qt's own dialog: the systems' dialogs keep lists of recent files that this program cannot empty.
    dialog = QFileDialog(parent, title, str(Path.home()), pattern)
    dialog.setObjectName(name)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("F&older:"))
    # As Qt makes it, the names of folders and files are cut, and both lists scroll sideways.
    make_roomy(dialog, 64, 34)
    for splitter in dialog.findChildren(QSplitter):
        splitter.setSizes([200, 600])
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 3)
    for files in dialog.findChildren(QTreeView, "treeView"):
        files.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
