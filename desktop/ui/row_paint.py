"""What all row delegates share: wrapped text, hairlines, the focus ring, mirrored boxes."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.ui.theme import XS

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


def small(font: QFont) -> QFont:
    """Return the font of secondary text beside `font`."""
    smaller = QFont(font)
    smaller.setPixelSize(round(font.pixelSize() * 12 / 13))
    return smaller


def bold(font: QFont) -> QFont:
    """Return the semibold of a font."""
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.DemiBold)
    return heavier


def wrapped_height(font: QFont, width: int, text: str) -> int:
    """Return how high `text` stands in `width`."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(width, 1), 100_000), _WRAP, text).height()


def draw_wrapped(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    role: QPalette.ColorRole,
    *,
    option: QStyleOptionViewItem,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> None:
    """Draw text over as many lines as it needs, in the colour of a role."""
    painter.setFont(font)
    painter.setPen(option.palette.color(role))
    painter.drawText(mirrored(option, box), _WRAP | align, text)


def mirrored(option: QStyleOptionViewItem, box: QRect) -> QRect:
    """Return the box where it stands for the reading direction."""
    return QStyle.visualRect(option.direction, option.rect, box)


def hairline(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Draw the line below a row."""
    painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Mid), 1))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def focus_ring(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Draw the ring around the row that has the keyboard."""
    if not option.state & QStyle.StateFlag.State_HasFocus:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), XS, XS)
    painter.restore()
