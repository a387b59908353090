"""A line for the path of a file or a folder, with a button to choose it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop.i18n import _
from desktop.ui.file_dialog import file_dialog
from desktop.ui.parts import button, label, spaced


class FileField(QWidget):
    """Holds a path that is typed, pasted or chosen; an empty line is no path."""

    changed = Signal()

    def __init__(self, name: str, *, title: str, pattern: str = "", hint: str = "", parent: QWidget) -> None:
        """Make a field; without a `pattern` of file names it asks for a folder. `name` has no mnemonic."""
        super().__init__(parent)
        self._title = title
        self._pattern = pattern
        self.line = QLineEdit(self)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.choose = button(_("Choose…"), parent=self)
        self.choose.setAccessibleName(title)
        self.name = label(name, "secondary", parent)
        self.name.setBuddy(self.line)
        self.setFocusProxy(self.line)
        layout = QHBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.choose)
        self.line.textChanged.connect(self._on_text_changed)
        self.choose.clicked.connect(self._on_choose_clicked)

    @property
    def path(self) -> Path | None:
        """The path, None while there is none."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path | None) -> None:
        """Show a path, or none."""
        self.line.setText("" if path is None else str(path))

    def _on_text_changed(self) -> None:
        self.changed.emit()

    def _on_choose_clicked(self) -> None:
        dialog = file_dialog(self, f"choose-{self.objectName()}", self._title, self._pattern)
        if self._pattern:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()
