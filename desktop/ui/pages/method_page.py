"""How levels are made, readable in the window."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.i18n import _
from desktop.ui.theme import XL


class MethodPage(QTextBrowser):
    """Shows the method, read when it is first opened."""

    def __init__(self, *, method: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("How levels are made"))
        self.setOpenLinks(False)
        self.document().setDocumentMargin(XL)
        self._method = method
        self._is_read = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_read:
            self._is_read = True
            self.setMarkdown(self._method())
