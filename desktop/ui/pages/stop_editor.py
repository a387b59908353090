"""Dates and transit of the stop that is selected in the list."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from desktop.errors import TripError
from desktop.i18n import _
from desktop.trip import Stop
from desktop.ui import messages
from desktop.ui.parts import MessageLine, TickBox, button, label, spaced
from desktop.ui.theme import S
from desktop.ui.trip_state import TripState


class DateField(QLineEdit):
    """A date typed as 2027-01-10, or picked from a calendar with Alt+Down; empty means not known yet."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(_("YYYY-MM-DD"))
        self.setToolTip(_("Alt+Down opens a calendar"))
        self._near: date | None = None

    def open_near(self, near: date | None) -> None:
        """Let the calendar open at a date while the field is empty."""
        self._near = near

    def value(self) -> date | None:
        """Return the date; raise ValueError if the text is none."""
        text = self.text().strip()
        return date.fromisoformat(text) if text else None

    def set_value(self, value: date | None) -> None:
        """Show a date."""
        self.setText(value.isoformat() if value else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Open a calendar below the field."""
        # Most dates are typed.
        from desktop.ui.calendar import Calendar

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = Calendar(self.accessibleName(), menu)
        shown = self._shown_date()
        if shown is not None:
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(self._on_date_picked)
        calendar.clicked.connect(self._on_date_picked)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    def _shown_date(self) -> date | None:
        try:
            return self.value() or self._near
        except ValueError:
            return self._near

    def _on_date_picked(self, picked: QDate) -> None:
        self.set_value(date(picked.year(), picked.month(), picked.day()))
        self.editingFinished.emit()


class StopEditor(QWidget):
    """Edits one stop; a refused date stays in its field, with the reason below, and the trip keeps its last dates."""

    removed = Signal(int)

    def __init__(self, *, state: TripState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._row: int | None = None
        self._shown: Stop | None = None
        self.arrive = DateField(_("Arrive"), self)
        self.leave = DateField(_("Leave"), self)
        self.transit = TickBox(_("Only in transit"), self)
        self.remove = button(_("Remove stop"), "link", self)
        self.message = MessageLine(_("Dates"), self)

        form = QGridLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(S)
        form.setColumnStretch(1, 1)
        in_order: list[QWidget] = []
        for row, (text, field, what) in enumerate(
            (
                (_("&Arrive"), self.arrive, _("Pick the day of arrival")),
                (_("&Leave"), self.leave, _("Pick the day of departure")),
            )
        ):
            name = label(text, "secondary", self)
            name.setWordWrap(False)
            name.setBuddy(field)
            form.addWidget(name, row, 0)
            form.addWidget(field, row, 1)
            picker = self._calendar_button(field, what)
            form.addWidget(picker, row, 2)
            in_order += [field, picker]
        last = QHBoxLayout()
        spaced(last)
        last.addWidget(self.transit)
        last.addStretch()
        last.addWidget(self.remove)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addLayout(form)
        layout.addWidget(self.message)
        layout.addLayout(last)
        for before, after in pairwise([*in_order, self.transit, self.remove]):
            QWidget.setTabOrder(before, after)

        self.arrive.editingFinished.connect(self._on_dates_edited)
        self.leave.editingFinished.connect(self._on_dates_edited)
        self.transit.toggled.connect(self._on_transit_toggled)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_stop(self, row: int | None) -> None:
        """Show the stop at a row, or nothing."""
        stop = None if row is None else self._state.stops[row]
        # First, because a field that loses the keyboard when hidden reports its dates for this row.
        self._row = row
        self.setVisible(stop is not None)
        if stop == self._shown:
            return
        self._shown = stop
        self.message.clear()
        self.arrive.set_value(stop.arrive if stop else None)
        self.leave.set_value(stop.leave if stop else None)
        if row is None or stop is None:
            return
        before = self._state.stops[row - 1].leave if row else None
        self.arrive.open_near(before)
        self.leave.open_near(stop.arrive or before)
        self.transit.blockSignals(True)
        self.transit.setChecked(stop.is_transit)
        self.transit.blockSignals(False)

    def _calendar_button(self, field: DateField, name: str) -> QPushButton:
        opener = button("▾", "tool", self)
        opener.setAccessibleName(name)
        opener.setToolTip(name)
        opener.clicked.connect(field.open_calendar)
        return opener

    def _on_dates_edited(self) -> None:
        if self._row is None:
            return
        try:
            arrive, leave = self.arrive.value(), self.leave.value()
        except ValueError:
            self.message.show_error(_("That is no date; write it as 2027-01-10. The trip keeps its last dates."))
            return
        try:
            self._state.set_dates(self._row, arrive=arrive, leave=leave)
        except TripError as error:
            self.message.show_error(messages.text_for(error))
        else:
            self.message.clear()

    def _on_transit_toggled(self, is_transit: bool) -> None:  # noqa: FBT001 - a slot
        if self._row is not None:
            self._state.set_transit(self._row, is_transit=is_transit)

    def _on_remove_clicked(self) -> None:
        if self._row is not None:
            self.removed.emit(self._row)
