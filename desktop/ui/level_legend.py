"""What the shapes of the levels mean, in as many lines as the width asks for."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.assessment.levels import Level
from desktop.ui.level_badge import ball_diameter, paint_badge
from desktop.ui.theme import XS, L, S


class LevelLegend(QWidget):
    """Shows each level with its word, one after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[tuple[Level, str], ...] = ()
        # A fixed height would be that of one line.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: tuple[tuple[Level, str], ...]) -> None:
        """Show other words, in this order."""
        self._words = words
        self.setAccessibleName(", ".join(word for _level, word in words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._width_of(word) + L for _level, word in self._words), self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(max((self._width_of(word) for _level, word in self._words), default=0), self._line())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((box.bottom() + 1 for box in self._boxes(width)), default=0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        for (level, word), box in zip(self._words, self._boxes(self.width()), strict=True):
            shown = self.style().visualRect(self.layoutDirection(), self.rect(), box)
            paint_badge(painter, QRectF(shown), level, word, self.palette())

    def _boxes(self, width: int) -> list[QRect]:
        """Place one box after the other, on the next line where there is no room left."""
        boxes: list[QRect] = []
        left = top = 0
        for _level, word in self._words:
            needed = self._width_of(word)
            if left and left + needed > width:
                left, top = 0, top + self._line() + XS
            boxes.append(QRect(left, top, needed, self._line()))
            left += needed + L
        return boxes

    def _width_of(self, word: str) -> int:
        metrics = self.fontMetrics()
        return ball_diameter(metrics) + S + metrics.horizontalAdvance(word) + XS

    def _line(self) -> int:
        return self.fontMetrics().height() + XS
