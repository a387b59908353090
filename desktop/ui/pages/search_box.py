"""The search field with its results: a country by name, code, city or airport, while you type."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.dataset.codes import CountryCode
from desktop.i18n import _
from desktop.ui.models.row_model import ROW_ROLE
from desktop.ui.parts import MessageLine, label, spaced
from desktop.ui.services import Found

if TYPE_CHECKING:
    from desktop.ui.pages.result_list import ResultList

_LIMIT = 6


class SearchField(QLineEdit):
    """A line that hands the keys of a list to its owner."""

    stepped = Signal(int)
    confirmed = Signal()
    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.confirmed.emit()
            case Qt.Key.Key_Escape:
                self.cancelled.emit()
            case _:
                super().keyPressEvent(event)


class SearchBox(QWidget):
    """Finds a destination while you type; Enter or a click chooses, Escape clears, arrows move."""

    chosen = Signal(str)

    def __init__(self, *, find: Callable[[str, int], tuple[Found, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self.field = SearchField(self)
        self.field.setPlaceholderText(_("Country, city or airport"))
        self.field.setAccessibleName(_("Add a destination"))
        self.field.setAccessibleDescription(_("Type a country, city, airport or code. Arrows move, Enter adds."))
        self._message = MessageLine(_("Search"), self)
        title = label(_("&Destination"), "kicker", self)
        title.setBuddy(self.field)

        layout = self._column = QVBoxLayout(self)
        spaced(layout)
        for widget in (title, self.field, self._message):
            layout.addWidget(widget)

        self.field.textEdited.connect(self._on_text_edited)
        self.field.stepped.connect(self._on_stepped)
        self.field.confirmed.connect(self._on_confirmed)
        self.field.cancelled.connect(self.clear)

    @cached_property
    def results(self) -> "ResultList":
        """What was found; made for the first search."""
        from desktop.ui.pages.result_list import ResultList

        made = ResultList(self)
        made.clicked.connect(self._on_clicked)
        self._column.insertWidget(self._column.indexOf(self.field) + 1, made)
        return made

    @property
    def _found(self) -> tuple[Found, ...]:
        return tuple(self.results.found.rows) if "results" in vars(self) else ()

    def clear(self) -> None:
        """Empty the field, which keeps nothing to undo, and put the results away."""
        self.field.setText("")
        self._message.clear()
        self._show(())

    def say(self, sentence: str) -> None:
        """Say something below the field."""
        self._message.show_note(sentence)

    def _on_text_edited(self, text: str) -> None:
        self._message.clear()
        found = self._find(text, _LIMIT) if text.strip() else ()
        self._show(found)
        if text.strip() and not found:
            self.say(_("Nothing found by that name. Try the country’s name or its two-letter code."))

    def _show(self, found: tuple[Found, ...]) -> None:
        if found or self._found:
            self.results.show_results(found)
        if found:
            self.results.go_to(0)

    def _on_stepped(self, step: int) -> None:
        count = len(self._found)
        if count:
            self.results.go_to((self.results.currentIndex().row() + step) % count)

    def _on_confirmed(self) -> None:
        if self._found:
            self._choose(self.results.currentIndex())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        country: CountryCode = index.data(ROW_ROLE).country
        self.clear()
        self.field.setFocus()
        self.chosen.emit(country)
