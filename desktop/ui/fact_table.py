"""A quiet table that is as high as its rows: no grid, hairlines between rows, levels as badges."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.level_badge import ball_diameter, paint_badge
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.models.table_model import TableCell, TableModel
from desktop.ui.row_paint import bold, draw_wrapped, focus_ring, hairline, mirrored, small, wrapped_height
from desktop.ui.theme import XS, S

_Role = QPalette.ColorRole


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell: its text or badge, the quieter line below, a hairline."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell: TableCell = index.data(ROW_ROLE)
        width = self._table.columnWidth(index.column()) - XS - S
        font = bold(option.font) if index.column() == 0 else option.font
        text_width = width if cell.level is None else width - ball_diameter(option.fontMetrics) - S
        height = wrapped_height(font, text_width, cell.text)
        if cell.detail:
            height += XS + wrapped_height(small(option.font), width, cell.detail)
        return QSize(width, height + 2 * S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: TableCell = index.data(ROW_ROLE)
        painter.save()
        painter.setLayoutDirection(option.direction)
        font = bold(option.font) if index.column() == 0 else option.font
        box = option.rect.adjusted(XS, S, -S, 0)
        height = wrapped_height(font, box.width(), cell.text)
        painter.setFont(font)
        if cell.level is None:
            draw_wrapped(painter, box, cell.text, font, _Role.Text, option=option)
        else:
            paint_badge(painter, QRectF(mirrored(option, box)), cell.level, cell.text, option.palette)
        if cell.detail:
            below = QRect(box.left(), box.top() + height + XS, box.width(), box.height())
            draw_wrapped(painter, below, cell.detail, small(option.font), _Role.PlaceholderText, option=option)
        hairline(painter, option)
        focus_ring(painter, option)
        painter.restore()


class FactTable(QTableView):
    """Shows a TableModel at its full height; `shares` are the parts of the width that the columns take."""

    def __init__(
        self, name: str, *, model: TableModel, shares: tuple[float, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shares = shares
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
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        model.modelReset.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if self.model() is not None:
            self._fit()

    def _fit(self) -> None:
        model = self.model()
        count = model.columnCount()
        if not count:
            self.setFixedHeight(0)
            return
        width = self.viewport().width()
        shares = self._shares or (0.28, *([0.72 / max(count - 1, 1)] * (count - 1)))
        least = self.fontMetrics().horizontalAdvance("m") * 9
        for column, share in enumerate(shares[:count]):
            self.setColumnWidth(column, max(int(width * share), least))
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        for row in range(model.rowCount()):
            hints = (self.itemDelegate().sizeHint(option, model.index(row, column)) for column in range(count))
            row_height = max(hint.height() for hint in hints)
            self.setRowHeight(row, row_height)
            height += row_height
        is_wide = sum(self.columnWidth(column) for column in range(count)) > width
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        self.setFixedHeight(height + bar)
