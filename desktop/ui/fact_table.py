"""A quiet table that is as high as its rows: no grid, hairlines between rows, levels as badges."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.drawing import bold, small
from desktop.ui.level_badge import ball_diameter, paint_badge
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.models.table_model import TableCell, TableModel
from desktop.ui.row_paint import draw_wrapped, focus_ring, hairline, height_in, mirrored, wrapped_height
from desktop.ui.theme import XS, S

_Role = QPalette.ColorRole
_NAMES_AT_MOST = 0.28
"""The part of the width that a column of names takes at most."""


class _Measure:
    """Says how high cells stand; made once for many of them, because fonts are slow to make."""

    def __init__(self, font: QFont) -> None:
        self._plain, self._bold, self._small = (QFontMetrics(each) for each in (font, bold(font), small(font)))

    def height(self, cell: TableCell, column: int, width: int) -> int:
        """Return the height of a cell, with the space around it."""
        room = width - XS - S
        beside = 0 if cell.level is None else ball_diameter(self._plain) + S
        height = height_in(self._plain if column else self._bold, room - beside, cell.text)
        if cell.detail:
            height += XS + height_in(self._small, room, cell.detail)
        return height + 2 * S

    def header_height(self, text: str, width: int) -> int:
        """Return the height of a column's title, over as many lines as it needs."""
        return height_in(self._bold, width - XS - S, text) + 2 * S

    def whole(self, texts: Iterable[str]) -> int:
        """Return the width in which each of these names stands on one line."""
        return XS + S + 1 + max((self._bold.horizontalAdvance(text) for text in texts), default=0)

    def least(self, title: str, cells: Iterable[TableCell]) -> int:
        """Return the width in which no word of the title and of the levels is cut."""
        words = [self._bold.horizontalAdvance(word) for word in title.split()]
        beside = ball_diameter(self._plain) + S
        rated = (cell.text for cell in cells if cell.level is not None)
        words += [beside + self._plain.horizontalAdvance(word) for text in rated for word in text.split()]
        return XS + S + max(words, default=0)


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell: its text or badge, the quieter line below, a hairline."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._table.columnWidth(index.column())
        return QSize(width, _Measure(option.font).height(index.data(ROW_ROLE), index.column(), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: TableCell = index.data(ROW_ROLE)
        painter.save()
        painter.setLayoutDirection(option.direction)
        font = bold(option.font) if index.column() == 0 else option.font
        box = option.rect.adjusted(XS, S, -S, 0)
        painter.setFont(font)
        if cell.level is None:
            draw_wrapped(painter, box, cell.text, font, _Role.Text, option=option)
        else:
            paint_badge(painter, QRectF(mirrored(option, box)), cell.level, cell.text, option.palette)
        if cell.detail:
            height = wrapped_height(font, box.width(), cell.text)
            below = QRect(box.left(), box.top() + height + XS, box.width(), box.height())
            draw_wrapped(painter, below, cell.detail, small(option.font), _Role.PlaceholderText, option=option)
        hairline(painter, option)
        focus_ring(painter, option)
        painter.restore()


class FactTable(QTableView):
    """Shows a TableModel at its full height; `shares` are the parts of the width that the columns take."""

    def __init__(
        self,
        name: str,
        *,
        model: TableModel,
        shares: tuple[float, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shares = shares
        self._model = model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self._fit)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._reveal(self.visualRect(current))

    def _reveal(self, cell: QRect) -> None:
        """Bring a cell into sight of the page around the table, which does the scrolling."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and inside is not None and self.hasFocus():
            place = self.viewport().mapTo(inside, cell.center())
            around.ensureVisible(place.x(), place.y(), cell.width() // 2, cell.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if self.model() is not None:
            self._fit()

    def _fit(self) -> None:
        count = self._model.columnCount()
        if not count:
            self.setFixedHeight(0)
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        measure, width = _Measure(option.font), self.viewport().width()
        widths = self._shared(width, measure) if self._shares else self._even(width, measure)
        across, down = self.horizontalHeader(), self.verticalHeader()
        # Told of each row and column, the table would paint itself once more a moment later.
        with QSignalBlocker(across), QSignalBlocker(down):
            for column, each in enumerate(widths):
                across.resizeSection(column, each)
            height = self._fit_rows(measure, widths)
        titles = zip(self._model.header, widths, strict=True)
        across.setFixedHeight(max(measure.header_height(title, each) for title, each in titles))
        height += across.height() + 2 * self.frameWidth()
        is_wide = sum(widths) > width
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        self.setFixedHeight(height + bar)
        self.executeDelayedItemsLayout()
        self.updateGeometries()
        self.viewport().update()

    def _fit_rows(self, measure: _Measure, widths: list[int]) -> int:
        """Make each row as high as its highest cell, and return the height of all."""
        heights = [
            max(measure.height(cell, column, widths[column]) for column, cell in enumerate(cells))
            for cells in self._model.rows
        ]
        for row, height in enumerate(heights):
            self.verticalHeader().resizeSection(row, height)
        return sum(heights)

    def _shared(self, width: int, measure: _Measure) -> list[int]:
        """Return the widths of columns that each ask for a part; what a title needs more the widest column gives."""
        em = self.fontMetrics().horizontalAdvance("m")
        # A column that asks for little, such as one of numbers, needs little.
        widths = [max(int(width * share), round(em * min(9, 45 * share))) for share in self._shares]
        missing = [
            max(measure.least(title, ()) - each, 0) for title, each in zip(self._model.header, widths, strict=True)
        ]
        widths = [each + more for each, more in zip(widths, missing, strict=True)]
        widths[widths.index(max(widths))] -= sum(missing)
        return widths

    def _even(self, width: int, measure: _Measure) -> list[int]:
        """Return the widths where a column of names comes first and the others share the rest."""
        columns = list(zip(*self._model.rows, strict=True)) or [()] * self._model.columnCount()
        names = [cell.text for cell in columns[0]]
        # No more than its part, and no less than its longest word.
        first = max(min(int(width * _NAMES_AT_MOST), measure.whole(names)), measure.whole(" ".join(names).split()))
        others = list(zip(self._model.header, columns, strict=True))[1:]
        needs = [measure.least(title, cells) for title, cells in others]
        return [first, *_levelled(needs, width - first)]


def _levelled(needs: list[int], room: int) -> list[int]:
    """Share a room evenly; who needs more than that takes it, and the rest share what is left."""
    wide: set[int] = set()
    while len(wide) < len(needs):
        even = (room - sum(needs[place] for place in wide)) // (len(needs) - len(wide))
        wider = {place for place, need in enumerate(needs) if need > even}
        if wider <= wide:
            return [need if place in wide else even for place, need in enumerate(needs)]
        wide |= wider
    return needs
