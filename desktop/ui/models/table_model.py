"""A table model over rows of frozen cells; the first column names the row."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from desktop.assessment.levels import Level
from desktop.ui.models.row_model import NOWHERE, ROW_ROLE, Index


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell: a text or a level's word, and a quieter line below."""

    text: str
    detail: str = ""
    level: Level | None = None

    @property
    def spoken(self) -> str:
        """The cell as a screen reader says it."""
        return f"{self.text}. {self.detail}" if self.detail else self.text


TableRow = tuple[TableCell, ...]
# A title takes as many lines as it needs, from the first on.
_TITLE = (Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop).value | Qt.TextFlag.TextWordWrap.value


class TableModel(QAbstractTableModel):
    """Shows a header and rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._header: tuple[str, ...] = ()
        self._rows: tuple[TableRow, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return self._header

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The rows shown."""
        return self._rows

    def set_rows(self, header: tuple[str, ...], rows: tuple[TableRow, ...]) -> None:
        """Show another table."""
        self.beginResetModel()
        self._header, self._rows = header, rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._header)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self._header):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._header[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TITLE
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken
        if role == ROW_ROLE:
            return cell
        return None
