"""A line for the path of a file or a folder, with a button to choose it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.i18n import _
from desktop.ui.file_dialog import ask_for_file, ask_for_folder
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
        name = f"choose-{self.objectName()}"
        if self._pattern:
            ask_for_file(self, name, self._title, self._pattern, self.line.setText)
        else:
            ask_for_folder(self, name, self._title, self.line.setText)
