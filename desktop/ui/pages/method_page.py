"""How levels are made, readable in the window."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.reading import Reading
from desktop.ui.theme import XL


class MethodPage(Reading):
    """Shows the method, read when it is first opened."""

    def __init__(self, *, method: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(_("How levels are made"), margin=XL, parent=parent)
        self._method = method
        self._is_read = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_read:
            self._is_read = True
            self.show_markdown(self._method())
