"""What to do, by phase, with the reason beside each measure; ticks stay in memory."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.briefing.words import device_name
from desktop.dataset.codes import CountryCode, Device
from desktop.i18n import _
from desktop.ui.drawing import bold, paint_tick_box, small
from desktop.ui.models.checklist_model import ChecklistModel, ChecklistRow, rows_of
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.outlook import Outlook
from desktop.ui.parts import Choice, clear_of_bar, keep_room_for_bar, spaced
from desktop.ui.row_paint import draw_wrapped, focus_ring, hairline, mirrored, wrapped_height
from desktop.ui.services import PreparedT
from desktop.ui.spoken import say
from desktop.ui.theme import XS, L, M, S
from desktop.ui.trip_state import TripState
from desktop.ui.when_seen import WhenSeen

_Role = QPalette.ColorRole


class _MeasureDelegate(QStyledItemDelegate):
    """Draws a phase title or a measure: box, action, why and stops."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ChecklistRow = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        if not row.measure_id:
            return QSize(width, wrapped_height(small(option.font), width - S, row.title) + L + S)
        room = self._room(option, width)
        height = wrapped_height(option.font, room, row.title) + wrapped_height(small(option.font), room, row.why)
        if row.stops:
            height += wrapped_height(small(option.font), room, _stops_line(row))
        return QSize(width, height + 2 * S + XS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ChecklistRow = index.data(ROW_ROLE)
        painter.save()
        painter.setLayoutDirection(option.direction)
        rect = option.rect
        if not row.measure_id:
            box = QRect(rect.left() + XS, rect.top() + M, rect.width() - S, rect.height())
            draw_wrapped(painter, box, row.title, bold(option.font), _Role.Text, option=option)
            hairline(painter, option)
        else:
            is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
            self._paint_measure(painter, option, row, is_ticked=is_ticked)
        focus_ring(painter, option)
        painter.restore()

    def _paint_measure(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ChecklistRow, *, is_ticked: bool
    ) -> None:
        rect, line = option.rect, option.fontMetrics.height()
        side = round(line * 0.8)
        box = QRect(rect.left() + XS, rect.top() + S + (line - side) // 2, side, side)
        paint_tick_box(painter, QRectF(mirrored(option, box)), option.palette, is_ticked=is_ticked)
        left, top, room = rect.left() + XS + line + XS, rect.top() + S, self._room(option, rect.width())
        quiet = small(option.font)
        lines = (
            (row.title, option.font, _Role.PlaceholderText if is_ticked else _Role.Text),
            (row.why, quiet, _Role.PlaceholderText),
            (_stops_line(row), quiet, _Role.Text),
        )
        for text, font, role in lines:
            if not text:
                continue
            height = wrapped_height(font, room, text)
            draw_wrapped(painter, QRect(left, top, room, height), text, font, role, option=option)
            top += height + (XS if font is option.font else 0)
        hairline(painter, option)

    def _room(self, option: QStyleOptionViewItem, width: int) -> int:
        return width - option.fontMetrics.height() - 2 * XS - S


def _stops_line(row: ChecklistRow) -> str:
    return _("For {stops}").format(stops=row.stops) if row.stops else ""


class ChecklistView(QListView):
    """A list of measures; Space and click tick."""

    def __init__(self, *, model: ChecklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Checklist"))
        self.setAccessibleDescription(_("Space ticks a measure."))
        self.setModel(model)
        self.setItemDelegate(_MeasureDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        keep_room_for_bar(self)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._toggle)
        model.modelReset.connect(self._on_model_reset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Only the width decides how high the rows are.
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
            self.model().setData(index, state, Qt.ItemDataRole.CheckStateRole)
            # Qt tells a screen reader nothing of a row's new tick.
            say(_("Not done") if is_ticked else _("Done"))

    def _on_model_reset(self) -> None:
        self.setCurrentIndex(self.model().index(0, 0))


class Checklist(QWidget):
    """Shows the measures for the trip, a device or a stop."""

    def __init__(self, *, state: TripState, outlook: Outlook[PreparedT], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._outlook = outlook
        self.device = Choice(_("Measures for which device"), self)
        self.stop = Choice(_("Measures for which stop"), self)
        self.model = ChecklistModel(self)
        self.view = ChecklistView(model=self.model, parent=self)

        choices = QHBoxLayout()
        spaced(choices, margin=clear_of_bar())
        choices.addWidget(self.device, 1)
        choices.addWidget(self.stop, 1)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addLayout(choices)
        layout.addWidget(self.view, 1)

        self.device.activated.connect(self._show_rows)
        self.stop.activated.connect(self._show_rows)
        self.model.tick_wanted.connect(self._on_tick_wanted)
        state.ticks_changed.connect(self._on_ticks_changed)
        outlook.changed.connect(self._on_outlook_changed)
        self._writing = WhenSeen(self, self._write)
        self._writing.want()

    def _on_tick_wanted(self, measure_id: str, is_ticked: bool) -> None:  # noqa: FBT001 - a slot
        self._state.set_ticked(measure_id, is_ticked=is_ticked)

    def _on_ticks_changed(self) -> None:
        self.model.set_ticked(self._state.ticked)

    def _on_outlook_changed(self) -> None:
        self._writing.want(at_once=not self._state.stops)

    def showEvent(self, event: QShowEvent) -> None:
        self._writing.catch_up()
        super().showEvent(event)

    def _write(self) -> None:
        devices = [device for device in self._state.devices if device is not Device.ANY]
        _fill(self.device, [(_("All devices"), None), *((device_name(each), each) for each in devices)])
        names = [(self._outlook.name_of(stop.country), stop.country) for stop in self._state.stops]
        _fill(self.stop, [(_("All stops"), None), *names])
        self._show_rows()
        self._on_ticks_changed()

    def _show_rows(self) -> None:
        device, stop = self.device.currentData(), self.stop.currentData()
        self.model.set_rows(
            rows_of(
                self._outlook.measures,
                device=None if device is None else Device(device),
                stop=None if stop is None else CountryCode(stop),
                name_of=self._outlook.name_of,
            )
        )


def _fill(choice: Choice, items: list[tuple[str, str | None]]) -> None:
    chosen = choice.currentData()
    choice.clear()
    for text, data in items:
        choice.addItem(text, data)
    choice.setCurrentIndex(max(choice.findData(chosen), 0))
