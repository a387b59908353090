"""Long texts to read: Markdown in the window's own sizes and distances, tables with hairlines instead of boxes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPalette, QResizeEvent, QTextCursor, QTextFrameFormat, QTextLength, QTextTable
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.ui.parts import beside_bar
from desktop.ui.theme import XS, L, M, S

_SIZES = {1: 20 / 13, 2: 16 / 13}
"""Headings by level, in proportion to the text."""


class Reading(QTextBrowser):
    """Shows Markdown; opens no link, since nothing here may leave the computer."""

    def __init__(self, name: str, *, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self._margin = margin
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Sizes and lines are set in the text itself, so that they follow neither text size nor theme alone.
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange} and self._text:
            self.show_markdown(self._text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt leaves a bar as long as the text was wide before.
        too_wide = round(self.document().size().width()) - self.viewport().width()
        self.horizontalScrollBar().setMaximum(max(too_wide, 0))

    def show_markdown(self, text: str) -> None:
        """Show a text from its beginning."""
        self._text = text
        self.setMarkdown(text)
        self._keep_margins()
        self._space()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._rule(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _keep_margins(self) -> None:
        page = self.document().rootFrame()
        shape = page.frameFormat()
        shape.setMargin(self._margin)
        left, _top, right, _bottom = beside_bar(self._margin)
        shape.setLeftMargin(max(left, 0))
        shape.setRightMargin(max(right, 0))
        page.setFrameFormat(shape)

    def _space(self) -> None:
        """Give headings their size, and everything the distance to what follows."""
        block = self.document().begin()
        while block.isValid():
            shape = block.blockFormat()
            level = shape.headingLevel()
            cursor = QTextCursor(block)
            # In a table, and in a text that is set as it was typed, one line follows the other.
            is_dense = cursor.currentTable() is not None or shape.hasProperty(shape.Property.BlockCodeLanguage)
            shape.setTopMargin(L if level and block.position() else 0)
            shape.setBottomMargin(XS if level or block.textList() else 0 if is_dense else S)
            cursor.setBlockFormat(shape)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = cursor.charFormat()
                font = self.font()
                # Markdown enlarges headings in steps of its own, on top of any size.
                letters.clearProperty(letters.Property.FontSizeAdjustment)
                letters.setFont(font)
                letters.setProperty(letters.Property.FontPixelSize, round(font.pixelSize() * _SIZES.get(level, 1)))
                letters.setFontWeight(QFont.Weight.DemiBold)
                cursor.setCharFormat(letters)
            block = block.next()

    def _rule(self, table: QTextTable) -> None:
        shape = table.format()
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorder(0)
        shape.setBorderCollapse(True)
        shape.setCellPadding(XS)
        shape.setCellSpacing(0)
        shape.setTopMargin(XS)
        shape.setBottomMargin(M)
        # Not all of it: Qt rounds columns up, and would scroll the page sideways for a pixel.
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 99.5))
        table.setFormat(shape)
        line = self.palette().brush(QPalette.ColorRole.Mid)
        for row in range(table.rows()):
            for column in range(table.columns()):
                place = table.cellAt(row, column)
                cell = place.format().toTableCellFormat()
                cell.setBottomBorder(1)
                cell.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                cell.setBottomBorderBrush(line)
                cell.setLeftPadding(0)
                cell.setRightPadding(S)
                place.setFormat(cell)
