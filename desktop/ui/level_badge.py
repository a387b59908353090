"""A level as shape, word and colour, for widgets and delegates alike."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.assessment.levels import Level
from desktop.ui.theme import S, level_fill

_FULL_TURN = 360 * 16
_TWELVE_O_CLOCK = 90 * 16
# Put together once, because such unions are slow to make.
_WORD = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def ball_diameter(metrics: QFontMetrics) -> int:
    """Return the size of the shape that goes with a text."""
    return round(metrics.ascent() * 1.15)


def paint_ball(painter: QPainter, box: QRectF, level: Level, palette: QPalette) -> None:
    """Draw the Harvey ball of a level: a dashed ring, then a quarter more for each step."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = box.adjusted(1, 1, -1, -1)
    outline = QPen(palette.color(QPalette.ColorRole.Text), max(1.2, box.width() / 12))
    if level is Level.NOT_DOCUMENTED:
        outline.setColor(palette.color(QPalette.ColorRole.PlaceholderText))
        outline.setDashPattern([1.6, 1.6])
        outline.setCapStyle(Qt.PenCapStyle.FlatCap)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(level_fill(level))
        if level is Level.VERY_HIGH:
            painter.drawEllipse(ring)
        else:
            painter.drawPie(ring, _TWELVE_O_CLOCK, -_FULL_TURN * int(level) // 4)
            # A light fill on a light ground needs the pie's own edge to be a shape.
            painter.setPen(QPen(outline.color(), outline.widthF() * 0.7))
            centre = ring.center()
            painter.drawLine(centre, QPointF(centre.x(), ring.top()))
            painter.drawLine(centre, _end_of_pie(ring, level))
    painter.setPen(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    painter.restore()


def _end_of_pie(ring: QRectF, level: Level) -> QPointF:
    centre = ring.center()
    match level:
        case Level.LOW:
            return QPointF(ring.right(), centre.y())
        case Level.MODERATE:
            return QPointF(centre.x(), ring.bottom())
        case _:
            return QPointF(ring.left(), centre.y())


def paint_badge(painter: QPainter, box: QRectF, level: Level, word: str, palette: QPalette) -> None:
    """Draw shape and word side by side on the first line of `box`, from the side where reading starts."""
    metrics = painter.fontMetrics()
    size = ball_diameter(metrics)
    line = metrics.height()
    is_mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = box.right() - size if is_mirrored else box.left()
    paint_ball(painter, QRectF(left, box.top() + (line - size) / 2, size, size), level, palette)
    gap = size + S
    text = box.adjusted(0, 0, -gap, 0) if is_mirrored else box.adjusted(gap, 0, 0, 0)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.drawText(text, _WORD, word)


class LevelBadge(QWidget):
    """Shows one level; its accessible name is the word."""

    def __init__(self, level: Level, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self._word = word
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(ball_diameter(metrics) + S + metrics.horizontalAdvance(self._word) + 2, metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        paint_badge(painter, QRectF(self.rect()), self._level, self._word, self.palette())
