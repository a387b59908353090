"""The decision, as the loudest thing of a page: posture, and what drove it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.assessment.levels import Level
from desktop.assessment.model import PostureDecision
from desktop.briefing.words import posture_meaning, posture_title, theme_name
from desktop.i18n import _
from desktop.ui.parts import label, spaced
from desktop.ui.theme import XS, L, M, level_fill

_BAR = 4


class PostureBox(QWidget):
    """Shows a posture on tinted ground with a bar in a level's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "heading", self)
        self._meaning = label("", "body", self)
        self._drivers = label("", "secondary", self)
        layout = QVBoxLayout(self)
        spaced(layout, margin=(L + _BAR, M, L, M), gap=XS)
        for line in (self._title, self._meaning, self._drivers):
            layout.addWidget(line)
        self._bar = Level.LOW

    def show_decision(self, decision: PostureDecision) -> None:
        """Show another posture."""
        self._title.setText(posture_title(decision.posture))
        self._meaning.setText(posture_meaning(decision.posture))
        drivers = ", ".join(theme_name(theme).lower() for theme in decision.drivers)
        self._drivers.setText(_("Driven by {themes}.").format(themes=drivers) if drivers else decision.text)
        self._bar = Level(int(decision.posture))
        self.update()

    def clear(self) -> None:
        """Show no posture."""
        for line in (self._title, self._meaning, self._drivers):
            line.clear()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(
            QRectF(self.width() - _BAR if is_mirrored else 0, 0, _BAR, self.height()), level_fill(self._bar)
        )
