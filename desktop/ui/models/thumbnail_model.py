"""The pages of the briefing as small pictures."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage

from desktop.i18n import _
from desktop.ui.models.row_model import Index, RowModel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Thumbnail:
    """A page number, counted from 1, the size of its sheet, and its picture once it is drawn."""

    number: int
    size: QSizeF
    image: QImage | None


class ThumbnailModel(RowModel[Thumbnail]):
    """Says each page as “Page 2”."""

    def show_sheets(self, sizes: tuple[QSizeF, ...]) -> None:
        """Show sheets of these sizes; each keeps its last picture until it gets a new one."""
        if sizes == tuple(row.size for row in self.rows):
            return
        images = [row.image for row in self.rows[: len(sizes)]]
        images += [None] * (len(sizes) - len(images))
        sheets = enumerate(zip(sizes, images, strict=True), start=1)
        self.set_rows(tuple(Thumbnail(number=number, size=size, image=image) for number, (size, image) in sheets))

    def show_picture(self, place: int, image: QImage) -> None:
        """Show the picture of one page."""
        self._rows = (*self.rows[:place], replace(self.rows[place], image=image), *self.rows[place + 1 :])
        index = self.index(place)
        self.dataChanged.emit(index, index)

    def text_of(self, row: Thumbnail) -> str:
        return _("Page {number}").format(number=row.number)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return None
        if role == Qt.ItemDataRole.DecorationRole and index.isValid():
            return self.rows[index.row()].image
        return super().data(index, role)
