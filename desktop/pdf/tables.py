"""Tables with hairlines: rows that stay whole, a header that returns on every page, cells of one look each."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from desktop.briefing.model import Align, Cell, Table
from desktop.pdf import styles
from desktop.pdf.flow import Block
from desktop.pdf.marks import BALL_RADIUS, ball
from desktop.pdf.prose import Prose, plain, prose
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element, literal

_PAD = 4.0
_GUTTER = 8.0
_BALL_ROOM = 2 * BALL_RADIUS + 5
# Fewer rows than this look lost on a page of their own.
_ROWS_TOGETHER = 2
# A table goes whole to the next page rather than begin in less room than this.
_ROOM_TO_BEGIN = 110.0
# What the smaller paper holds below a heading.
_FULL_PAGE = 630.0


class Marked(Block):
    """A level's shape with the text that stands beside it."""

    def __init__(self, operators: str, text: Prose) -> None:
        super().__init__()
        self._operators = operators
        self._text = text

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Leave room for the shape."""
        self.height = self._text.wrap(aW - _BALL_ROOM, aH)[1]
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the shape level with the first line."""
        middle = top - self._text.style.leading / 2
        with sheet.artifact():
            sheet.place(self._operators, x + BALL_RADIUS + 0.5, middle)
        self._text.drawOn(sheet, x + _BALL_ROOM, top - self._text.height)


Row = tuple[Sequence[Flowable], ...]


class Rows(Block):
    """Rows under a header; `shares` of the width, each cell a stack of paragraphs."""

    def __init__(
        self, shares: Sequence[float], header: Sequence[Prose], rows: Sequence[Row], *, before: float, after: float
    ) -> None:
        super().__init__(before=before, after=after)
        self._shares = shares
        self._header = header
        self._rows = rows
        self._is_continued = False
        self._heights: list[float] = []
        self._header_height = 0.0
        self._measured = -1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Measure every cell once."""
        if self._measured != aW:
            self._measured = self.width = aW
            widths = self._widths(aW)
            self._header_height = 2 * _PAD + max(
                cell.wrap(width, aH)[1] for cell, width in zip(self._header, widths, strict=True)
            )
            self._heights = [
                2 * _PAD
                + max(
                    sum([piece.wrap(width, aH)[1] for piece in cell]) for cell, width in zip(row, widths, strict=True)
                )
                for row in self._rows
            ]
            self.height = self._header_height + sum(self._heights)
        return aW, self.height

    def _widths(self, width: float) -> list[float]:
        return [max(share * width - _GUTTER, 1) for share in self._shares[:-1]] + [self._shares[-1] * width]

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Part between rows; only a row higher than a page is parted itself, between lines."""
        self.wrap(aW, aH)
        room = aH - self._header_height
        taken = 0
        used = 0.0
        while taken < len(self._heights) and used + self._heights[taken] <= room:
            used += self._heights[taken]
            taken += 1
        if taken == 0:
            return self._split_first(aW, aH, room)
        taken = min(taken, max(len(self._rows) - _ROWS_TOGETHER, 1))
        if aH < _FULL_PAGE and (taken < _ROWS_TOGETHER or self._is_better_whole(aH)):
            return []
        return [self._part(self._rows[:taken], is_last=False), self._part(self._rows[taken:], is_last=True)]

    def _is_better_whole(self, room: float) -> bool:
        """Tell whether the table fits the next page and too little of this one is left to begin it here."""
        return room < _ROOM_TO_BEGIN and self.height < _FULL_PAGE

    def _split_first(self, width: float, height: float, room: float) -> list[Flowable]:
        if not self._rows or self._heights[0] < _FULL_PAGE or height < _FULL_PAGE:
            return []
        heads: list[Sequence[Flowable]] = []
        tails: list[Sequence[Flowable]] = []
        for cell, cell_width in zip(self._rows[0], self._widths(width), strict=True):
            head, tail = _part_cell(cell, cell_width, room - 2 * _PAD)
            heads.append(head)
            tails.append(tail)
        if not any(heads):
            return []
        return [
            self._part([tuple(heads)], is_last=False),
            self._part([tuple(tails), *self._rows[1:]], is_last=True),
        ]

    def _part(self, rows: Sequence[Row], *, is_last: bool) -> "Rows":
        part = Rows(self._shares, self._header, rows, before=self.spaceBefore, after=self.spaceAfter)
        part._is_continued = self._is_continued or is_last
        return part

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw header and rows, a hairline under each."""
        lefts = [x]
        for share in self._shares[:-1]:
            lefts.append(lefts[-1] + share * self.width)
        bottom = top - self._header_height
        for cell, left in zip(self._header, lefts, strict=True):
            y = bottom + _PAD
            (cell.repeated() if self._is_continued else cell).drawOn(sheet, left, y)
        sheet.rule(x, bottom, self.width, colour=styles.LINE)
        for row, height in zip(self._rows, self._heights, strict=True):
            for cell_pieces, left in zip(row, lefts, strict=True):
                y = bottom - _PAD
                for piece in cell_pieces:
                    y -= piece.height
                    piece.drawOn(sheet, left, y)
            bottom -= height
            sheet.rule(x, bottom, self.width, colour=styles.LINE)


def _part_cell(cell: Sequence[Flowable], width: float, room: float) -> tuple[list[Flowable], list[Flowable]]:
    head: list[Flowable] = []
    tail: list[Flowable] = []
    for piece in cell:
        height = piece.wrap(width, room)[1]
        if not tail and height <= room:
            head.append(piece)
            room -= height
            continue
        parts = piece.split(width, room) if not tail else []
        if len(parts) > 1:
            for part in parts:
                part.wrap(width, room)
            head.append(parts[0])
            tail.extend(parts[1:])
        else:
            tail.append(piece)
        room = 0
    return head, tail


def table(block: Table, parent: Element, place: str) -> Rows:
    """Set a table of the briefing."""
    element = parent.child("Table", attributes=f"<</O/Table/Summary{literal(block.caption)}>>")
    header_row = element.child("TR")
    header = [
        plain(
            column.title,
            styles.aligned(styles.COLUMN, styles.COLUMN_RIGHT, column.align),
            header_row.child("TH", attributes="<</O/Table/Scope/Column>>"),
            place,
        )
        for column in block.columns
    ]
    rows: list[Row] = []
    for cells in block.rows:
        row = element.child("TR")
        pieces: list[Sequence[Flowable]] = []
        for position, (cell, column) in enumerate(zip(cells, block.columns, strict=True)):
            holder = (
                row.child("TH", attributes="<</O/Table/Scope/Row>>")
                if position == 0 and _has_words(cell)
                else row.child("TD")
            )
            pieces.append(_cell(cell, column.align, holder, place))
        rows.append(tuple(pieces))
    return Rows([column.share for column in block.columns], header, rows, before=styles.SPACE_4, after=styles.SPACE_12)


def _has_words(cell: Cell) -> bool:
    return any(span.text for span in cell.text)


def _cell(cell: Cell, align: Align, holder: Element, place: str) -> list[Flowable]:
    parts = sum((bool(cell.text), bool(cell.detail), cell.mark is not None))

    def inside() -> Element:
        return holder.child("P") if parts > 1 else holder

    found: list[Flowable] = []
    if cell.mark is not None:
        found.append(Marked(ball(cell.mark.level), plain(cell.mark.word, styles.BODY, inside(), place)))
    if cell.text:
        style = styles.aligned(styles.BODY, styles.BODY_RIGHT, align) if _has_words(cell) else styles.CITE
        found.append(prose(cell.text, style, inside(), place))
    if cell.detail:
        style = styles.aligned(styles.NOTE, styles.NOTE_RIGHT, align)
        found.append(prose(cell.detail, style, inside(), place))
    return found
