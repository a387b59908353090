"""What all row delegates share: wrapped text, hairlines, the focus ring, mirrored boxes."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.ui.drawing import mirrored_in
from desktop.ui.theme import XS

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
# Put together once: these unions are slow to make, and every row needs several.
_FROM_START, _FROM_END = _WRAP | Qt.AlignmentFlag.AlignLeading, _WRAP | Qt.AlignmentFlag.AlignTrailing
_ANY_HEIGHT = 100_000


def wrapped_height(font: QFont, width: int, text: str) -> int:
    """Return how high `text` stands in `width`."""
    return height_in(QFontMetrics(font), width, text)


def height_in(metrics: QFontMetrics, width: int, text: str) -> int:
    """Return how high `text` stands in `width`, for who measures many texts."""
    return metrics.boundingRect(QRect(0, 0, max(width, 1), _ANY_HEIGHT), _WRAP, text).height()


def draw_wrapped(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    role: QPalette.ColorRole,
    *,
    option: QStyleOptionViewItem,
    is_at_end: bool = False,
) -> None:
    """Draw text over as many lines as it needs, in the colour of a role."""
    painter.setFont(font)
    painter.setPen(option.palette.color(role))
    painter.drawText(mirrored(option, box), _FROM_END if is_at_end else _FROM_START, text)


def linked(box: QRect, text: str, part: str, font: QFont, *, option: QStyleOptionViewItem) -> QTextLayout:
    """Lay text out as `draw_wrapped` does, a part of it as a link; `draw` it at the mirrored box."""
    look = QTextCharFormat()
    look.setForeground(option.palette.color(QPalette.ColorRole.Link))
    look.setFontUnderline(True)
    link = QTextLayout.FormatRange()
    link.start, link.length, link.format = text.find(part), len(part), look
    shape = QTextOption(Qt.AlignmentFlag.AlignLeading)
    shape.setTextDirection(option.direction)
    shape.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = QTextLayout(text, font)
    layout.setTextOption(shape)
    layout.setFormats([link])
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(box.width(), 1))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def mirrored(option: QStyleOptionViewItem, box: QRect) -> QRect:
    """Return the box where it stands for the reading direction."""
    return mirrored_in(option.rect, box, option.direction)


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
