"""The search field with its results: a country by name, code, city or airport, while you type."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from desktop.dataset.codes import CountryCode
from desktop.i18n import _
from desktop.ui.models.result_model import ResultModel
from desktop.ui.models.row_model import ROW_ROLE
from desktop.ui.parts import MessageLine, label, spaced
from desktop.ui.services import Found

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
        self.results = QListView(self)
        self.results.setObjectName("results")
        self.results.setAccessibleName(_("Destinations found"))
        self.results.setMouseTracking(True)
        self.results.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.results.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The field keeps the keyboard; arrows reach the list through it.
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.hide()
        self.model = ResultModel(self)
        self.results.setModel(self.model)
        self._message = MessageLine(_("Search"), self)
        title = label(_("&Destination"), "kicker", self)
        title.setBuddy(self.field)

        layout = QVBoxLayout(self)
        spaced(layout)
        for widget in (title, self.field, self.results, self._message):
            layout.addWidget(widget)

        self.field.textEdited.connect(self._on_text_edited)
        self.field.stepped.connect(self._on_stepped)
        self.field.confirmed.connect(self._on_confirmed)
        self.field.cancelled.connect(self.clear)
        self.results.clicked.connect(self._on_clicked)

    def clear(self) -> None:
        """Empty the field and put the results away."""
        self.field.clear()
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
            self._message.show_note(_("Nothing found by that name. Try the country’s name or its two-letter code."))

    def _show(self, found: tuple[Found, ...]) -> None:
        self.model.set_rows(found)
        self.results.setVisible(bool(found))
        if found:
            self._make_drawn()
            height = sum(self.results.sizeHintForRow(row) for row in range(len(found)))
            self.results.setFixedHeight(height + 2 * self.results.frameWidth() + 2)
            self._go_to(0)

    def _make_drawn(self) -> None:
        """Load how results are drawn, which nobody waits for before there is one."""
        from desktop.ui.result_delegate import ResultDelegate

        if not isinstance(self.results.itemDelegate(), ResultDelegate):
            self.results.setItemDelegate(ResultDelegate(self.results))

    def _go_to(self, row: int) -> None:
        index = self.model.index(row)
        self.results.setCurrentIndex(index)
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        text = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))

    def _on_stepped(self, step: int) -> None:
        count = len(self.model.rows)
        if count:
            self._go_to((self.results.currentIndex().row() + step) % count)

    def _on_confirmed(self) -> None:
        if self.model.rows:
            self._choose(self.results.currentIndex())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        country: CountryCode = index.data(ROW_ROLE).country
        self.clear()
        self.field.setFocus()
        self.chosen.emit(country)
