"""What widgets and rows draw alike: fonts beside a font, boxes to tick, boxes for either reading direction."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QPen


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


def mirrored_in(around: QRect, box: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Return a box where it stands for the reading direction, as `QStyle.visualRect` does, which takes long to load."""
    if direction is not Qt.LayoutDirection.RightToLeft:
        return box
    return box.translated(around.left() + around.right() - box.left() - box.right(), 0)


def paint_tick_box(painter: QPainter, box: QRectF, palette: QPalette, *, is_ticked: bool) -> None:
    """Draw a box to tick, visible in every theme."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square = box.adjusted(0.5, 0.5, -0.5, -0.5)
    role = QPalette.ColorRole
    painter.setPen(QPen(palette.color(role.Highlight if is_ticked else role.Dark), 1.2))
    painter.setBrush(palette.color(role.Highlight if is_ticked else role.Base))
    painter.drawRoundedRect(square, 3, 3)
    if is_ticked:
        painter.setPen(QPen(palette.color(role.HighlightedText), 1.8))
        corner, side = square.topLeft(), square.width()
        places = ((0.22, 0.52), (0.42, 0.74), (0.8, 0.28))
        painter.drawPolyline([corner + QPointF(side * x, side * y) for x, y in places])
    painter.restore()
