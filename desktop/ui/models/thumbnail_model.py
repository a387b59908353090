"""The pages of the briefing as small pictures."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.i18n import _
from desktop.ui.models.row_model import Index, RowModel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Thumbnail:
    """A page number, counted from 1, and its picture."""

    number: int
    image: QImage


class ThumbnailModel(RowModel[Thumbnail]):
    """Says each page as “Page 2”."""

    def text_of(self, row: Thumbnail) -> str:
        return _("Page {number}").format(number=row.number)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return None
        if role == Qt.ItemDataRole.DecorationRole and index.isValid():
            return self.rows[index.row()].image
        return super().data(index, role)
