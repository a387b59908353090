"""Where the steps of the window stand: side by side where there is room, in turn where there is not."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabBar, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.theme import L

SHARES = (292, 676, 392)
"""Widths of the three columns in a window that has room for all."""
_ROOM_FOR_THREE, _ROOM_FOR_TWO = 74, 50
"""Widths in ems of the text size, below which fewer columns stand side by side."""


class Columns(QWidget):
    """Shows as many columns as there is room for; the steps above choose among the rest."""

    def __init__(self, trip: QWidget, risks: QWidget, briefing: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columns")
        self._columns = (trip, risks, briefing)
        self.steps = QTabBar(self)
        self.steps.setAccessibleName(_("Step"))
        self.steps.setExpanding(False)
        self.steps.setDrawBase(False)
        for text in (_("Trip"), _("Risks"), _("Briefing")):
            self.steps.addTab(text)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for column, share in zip(self._columns, SHARES, strict=True):
            self._splitter.addWidget(column)
            self._splitter.setStretchFactor(self._splitter.count() - 1, share)
        above = QHBoxLayout()
        above.setContentsMargins(L, 0, L, 0)
        above.addWidget(self.steps)
        above.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self._splitter, 1)
        self._shares = list(SHARES)
        """How the three share the room: as the person last drew them."""
        self._shown: tuple[bool, ...] = (True, True, True)
        self._splitter.splitterMoved.connect(self._on_splitter_moved)
        self.steps.currentChanged.connect(self._arrange)
        self._splitter.installEventFilter(self)
        self._arrange()

    def show_step(self, step: int) -> None:
        """Bring a column into view: trip, risks or briefing, counted from 0."""
        self.steps.setCurrentIndex(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if hasattr(self, "_shown"):
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A column has other needs than before.
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        room = self.width() / max(self.fontMetrics().horizontalAdvance("m"), 1)
        step = self.steps.currentIndex()
        trip, risks, briefing = (column.minimumSizeHint().width() for column in self._columns)
        # No page that is opened later shall make the window wider; there are fewer columns then.
        self._splitter.setMinimumWidth(max(trip, risks, briefing))
        has_three = room >= _ROOM_FOR_THREE and trip + risks + briefing <= self.width()
        has_two = room >= _ROOM_FOR_TWO and trip + max(risks, briefing) <= self.width()
        self.steps.setVisible(not has_three)
        shown = (
            has_three or step == 0 or has_two,
            has_three or step == 1 or (has_two and step == 0),
            has_three or step == 2,  # noqa: PLR2004 - the third step
        )
        for column, is_shown in zip(self._columns, shown, strict=True):
            column.setVisible(is_shown)
        if all(shown):
            # Each time: what a larger text pushed aside comes back once the columns need less again.
            self._splitter.setSizes(self._shares)
        elif shown != self._shown:
            # Beside one other column the trip needs no more than its least; the levels or pages have use for the rest.
            self._splitter.setSizes([trip, self.width(), self.width()])
        self._shown = shown

    def _on_splitter_moved(self) -> None:
        if all(self._shown):
            self._shares = self._splitter.sizes()
