"""The stops as cards: Enter opens one's page, drag or Alt+Up and Alt+Down reorder, Delete removes."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.dataset.codes import CountryCode
from desktop.i18n import _
from desktop.trip import Stop
from desktop.ui.drawing import bold, small
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.models.stop_model import StopModel, StopRow, rows_of
from desktop.ui.row_paint import mirrored
from desktop.ui.theme import XS, M, S


class _StopDelegate(QStyledItemDelegate):
    """Draws a stop as a card: number and name, stay or transit, dates."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(0, 2 * option.fontMetrics.height() + XS + 2 * S + S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: StopRow = index.data(ROW_ROLE)
        role = QPalette.ColorRole
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = is_current and bool(option.state & QStyle.StateFlag.State_HasFocus)
        pen = 2.0 if has_focus else 1.0
        painter.setPen(QPen(option.palette.color(role.Accent if is_current else role.Mid), pen))
        painter.setBrush(option.palette.color(role.Base))
        card = QRectF(option.rect).adjusted(1, 1, -1, -(S - 1))
        painter.drawRoundedRect(card, 6, 6)
        box = option.rect.adjusted(M, S, -M, -2 * S)
        first = QRect(box.left(), box.top(), box.width(), option.fontMetrics.height())
        painter.setFont(small(option.font))
        painter.setPen(option.palette.color(role.PlaceholderText))
        kind_width = painter.fontMetrics().horizontalAdvance(row.kind)
        painter.drawText(
            mirrored(option, first), Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, row.kind
        )
        second = QRect(box.left(), first.bottom() + XS, box.width(), first.height())
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        dates = painter.fontMetrics().elidedText(row.dates, Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(mirrored(option, second), leading, dates)
        painter.setFont(bold(option.font))
        painter.setPen(option.palette.color(role.Text))
        title = _("{number}  {name}").format(number=row.number, name=row.name)
        room = QRect(first.left(), first.top(), first.width() - kind_width - S, first.height())
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(mirrored(option, room), leading, title)
        painter.restore()


class StopList(QListView):
    """Shows the stops; it grows with them, so the column scrolls and not the list."""

    stop_wanted = Signal(int)
    """Enter on a stop."""
    move_wanted = Signal(int, int)
    remove_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stops")
        self.setAccessibleName(_("Stops"))
        self.setAccessibleDescription(
            _("Enter opens the page of a stop, Alt+Up and Alt+Down move it, Delete removes it.")
        )
        self.setItemDelegate(_StopDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards = StopModel(self)
        self.setModel(self.cards)
        self.cards.move_wanted.connect(self.move_wanted)
        self.cards.modelReset.connect(self._on_model_reset)

    def show_stops(self, stops: tuple[Stop, ...], name_of: Callable[[CountryCode], str]) -> None:
        """Show the stops, one of them chosen: the one at the place of the last choice."""
        row = self.current_row()
        self.cards.set_rows(rows_of(stops, name_of))
        if stops:
            self.select(min(row or 0, len(stops) - 1))

    def current_row(self) -> int | None:
        """Return the selected row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def select(self, row: int) -> None:
        """Select a row."""
        self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, count = self.current_row(), self.model().rowCount()
        has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Up if has_alt:
                if row:
                    self.move_wanted.emit(row, row - 1)
            case Qt.Key.Key_Down if has_alt:
                if row is not None and row + 1 < count:
                    self.move_wanted.emit(row, row + 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row is not None:
                self.stop_wanted.emit(row)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if row is not None:
                self.remove_wanted.emit(row)
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height())

    def _height(self) -> int:
        return sum(self.sizeHintForRow(row) for row in range(self.model().rowCount())) + 2 * self.frameWidth()

    def _on_model_reset(self) -> None:
        self.setVisible(self.model().rowCount() > 0)
        self.scrollTo(self.indexAt(QPoint(0, 0)))
        self.updateGeometry()
