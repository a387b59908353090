"""How a stop is drawn."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.i18n import _
from desktop.ui.drawing import bold, small
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.models.stop_model import StopRow
from desktop.ui.row_paint import mirrored
from desktop.ui.theme import XS, M, S


class StopDelegate(QStyledItemDelegate):
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
