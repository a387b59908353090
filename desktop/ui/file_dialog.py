"""The program's own file dialogs, which leave no list of recent files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHeaderView, QSplitter, QTreeView, QWidget

from desktop.i18n import _
from desktop.ui.parts import make_roomy


def ask_for_file(parent: QWidget, name: str, title: str, pattern: str, then: Callable[[str], object]) -> None:
    """Ask which file to read, and hand its path on."""
    dialog = _dialog(parent, name, title, pattern, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()


def ask_for_folder(parent: QWidget, name: str, title: str, then: Callable[[str], object]) -> None:
    """Ask for a folder, and hand its path on."""
    dialog = _dialog(parent, name, title, "", then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def ask_where_to_save(
    parent: QWidget, name: str, title: str, pattern: str, then: Callable[[str], object], *, suggested: str
) -> None:
    """Ask where to write a file, and hand its path on; one without an ending gets that of the suggested name."""
    dialog = _dialog(parent, name, title, pattern, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suggested.rpartition(".")[2])
    dialog.selectFile(suggested)
    dialog.open()


def _dialog(parent: QWidget, name: str, title: str, pattern: str, then: Callable[[str], object]) -> QFileDialog:
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
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
