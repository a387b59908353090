"""A table of levels, each of which leads to its reasons: by click, or by Enter on its cell."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.fact_table import FactTable
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.models.table_model import TableCell, TableModel


class LevelTable(FactTable):
    """Shows themes by stop."""

    level_chosen = Signal(int, int)
    """The row and the column of a level whose reasons somebody wants to see."""

    def __init__(self, name: str, *, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(name, model=model, parent=parent)
        self.setAccessibleDescription(_("Enter on a level opens its reasons."))
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if _is_level(self.indexAt(event.position().toPoint())):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: Index) -> None:
        if _is_level(index):
            self.level_chosen.emit(index.row(), index.column())


def _is_level(index: Index) -> bool:
    cell: TableCell | None = index.data(ROW_ROLE) if index.isValid() else None
    return cell is not None and cell.level is not None
