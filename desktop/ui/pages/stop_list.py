"""The stops as cards: drag or Alt+Up and Alt+Down to reorder, Delete to remove."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.i18n import _
from desktop.ui.models.stop_model import StopModel


class StopList(QListView):
    """Shows the stops; it grows with them, so the column scrolls and not the list."""

    move_wanted = Signal(int, int)
    remove_wanted = Signal(int)

    def __init__(self, *, model: StopModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stops")
        self.setAccessibleName(_("Stops"))
        self.setAccessibleDescription(_("Alt+Up and Alt+Down move a stop, Delete removes it."))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        model.move_wanted.connect(self.move_wanted)
        model.modelReset.connect(self._on_model_reset)

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

    def _make_drawn(self) -> None:
        """Load how stops are drawn, which nobody waits for before there is one."""
        from desktop.ui.stop_delegate import StopDelegate

        if not isinstance(self.itemDelegate(), StopDelegate):
            self.setItemDelegate(StopDelegate(self))

    def _on_model_reset(self) -> None:
        has_rows = self.model().rowCount() > 0
        if has_rows:
            self._make_drawn()
        self.setVisible(has_rows)
        self.scrollTo(self.indexAt(QPoint(0, 0)))
        self.updateGeometry()
