"""Whose briefing this is: the organisation's file, chosen, named and taken away again."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import ForewarnedError
from desktop.i18n import _
from desktop.ui.options_state import OptionsState
from desktop.ui.parts import button, label, set_look, spaced
from desktop.ui.theme import L

if TYPE_CHECKING:
    from desktop.briefing.own import OwnWords


class OrganisationRow(QWidget):
    """Reads an organisation file when it is chosen; one that cannot be used leaves the choice as it was."""

    refused = Signal(Exception)
    accepted = Signal()

    def __init__(
        self, *, options: OptionsState, read: Callable[[Path], "OwnWords"], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._options = options
        self._read = read
        self.name = label("", "quiet", self)
        self.choose = button(_("&Organisation…"), "link", self)
        self.remove = button(_("Remove"), "link", self)
        self.remove.setAccessibleName(_("Remove the organisation"))
        layout = QHBoxLayout(self)
        spaced(layout, gap=L)
        layout.addWidget(self.name, 1)
        layout.addWidget(self.remove)
        layout.addWidget(self.choose)
        self.choose.clicked.connect(self.choose_file)
        self.remove.clicked.connect(self._on_remove_clicked)
        options.own_changed.connect(self._show)
        self._show()

    def choose_file(self) -> None:
        """Ask for the file."""
        # The window stands before anybody chooses a file.
        from desktop.ui.file_dialog import ask_for_file

        ask_for_file(self, "open-organisation", _("Organisation file"), "TOML (*.toml)", self.open_from)

    def open_from(self, path: str) -> None:
        """Speak for the organisation of a file."""
        try:
            own = self._read(Path(path))
        except ForewarnedError as error:
            self.refused.emit(error)
        else:
            self._options.set_organisation(own, Path(path))
            self.accepted.emit()

    def _on_remove_clicked(self) -> None:
        self._options.set_organisation(None, None)
        self.choose.setFocus()

    def _show(self) -> None:
        own = self._options.own
        self.name.setText(_("For {organisation}").format(organisation=own.name) if own else _("For no organisation"))
        set_look(self.name, "body" if own else "quiet")
        self.remove.setVisible(own is not None)
