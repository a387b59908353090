"""The grid of levels on page one: a row for each stop, a column for each theme, and the legend below."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from desktop.briefing.model import LevelGrid, LevelMark, LevelRow
from desktop.pdf import styles
from desktop.pdf.flow import Block, Stack
from desktop.pdf.fonts import printable
from desktop.pdf.marks import BALL_RADIUS, ball
from desktop.pdf.prose import Prose, plain
from desktop.pdf.runs import look_of
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element, literal

_STOP_WIDEST = 104.0
_STOP_NARROWEST = 54.0
_CELL_GAP = 2.0
_COLUMN_PAD = _CELL_GAP + 1
_ROW_PAD = 4.0
_ROWS_TOGETHER = 2
_BALL_ROW = 2 * BALL_RADIUS + 3
_SMALL_RADIUS = 3.4


class Grid(Block):
    """One row per stop, one column per theme: shape above word. Rows part between pages."""

    def __init__(
        self,
        header: Sequence[Prose],
        rows: Sequence[tuple[Stack, Sequence[tuple[str, Prose]]]],
        *,
        wanted: tuple[float, Sequence[float]] | None = None,
    ) -> None:
        super().__init__(before=styles.SPACE_4)
        self._header = header
        self._rows = rows
        self._is_continued = False
        self._wanted = wanted or (self._wanted_stop_width(), self._wanted_widths())
        self._stop_width = _STOP_WIDEST
        self._widths: list[float] = []
        self._heights: list[float] = []
        self._header_height = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Give each theme the room its words need, and share what is left."""
        self.width = aW
        stop, columns = self._wanted
        self._stop_width = min(stop, max(aW - sum(columns), _STOP_NARROWEST))
        spare = (aW - self._stop_width - sum(columns)) / len(columns)
        self._widths = [each + spare for each in columns]
        insides = [width - _CELL_GAP for width in self._widths]
        self._header_height = styles.SPACE_4 + max(
            cell.wrap(width, aH)[1] for cell, width in zip(self._header, insides, strict=True)
        )
        self._heights = []
        for stop, marks in self._rows:
            words = max(word.wrap(width, aH)[1] for (_shape, word), width in zip(marks, insides, strict=True))
            left = stop.wrap(self._stop_width - styles.SPACE_4, aH)[1]
            self._heights.append(2 * _ROW_PAD + max(left, _BALL_ROW + words))
        self.height = self._header_height + sum(self._heights)
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Part between stops."""
        self.wrap(aW, aH)
        used = self._header_height
        taken = 0
        while taken < len(self._rows) and used + self._heights[taken] <= aH:
            used += self._heights[taken]
            taken += 1
        if taken < len(self._rows):
            taken = min(taken, len(self._rows) - _ROWS_TOGETHER)
        if taken < _ROWS_TOGETHER or taken == len(self._rows):
            return []
        parts = [Grid(self._header, rows, wanted=self._wanted) for rows in (self._rows[:taken], self._rows[taken:])]
        parts[0]._is_continued, parts[1]._is_continued = self._is_continued, True
        return list[Flowable](parts)

    def _wanted_stop_width(self) -> float:
        lines = [piece for stop, _marks in self._rows for piece in stop.pieces if isinstance(piece, Prose)]
        wanted = max(map(_one_line_width, lines), default=0.0) + styles.SPACE_8
        return min(max(wanted, _STOP_NARROWEST), _STOP_WIDEST)

    def _wanted_widths(self) -> list[float]:
        """Keep each level on one line and each title on two; where that is too wide, keep words whole."""
        columns = [
            (title, [marks[position][1] for _stop, marks in self._rows]) for position, title in enumerate(self._header)
        ]
        wide = [max(_two_line_width(title), *map(_one_line_width, marks)) for title, marks in columns]
        if sum(wide) + len(wide) * _COLUMN_PAD + _STOP_NARROWEST > styles.TEXT_WIDTH:
            wide = [
                max(_two_line_width(title), *(_width(mark, word) for mark in marks for word in _words(mark)))
                for title, marks in columns
            ]
        return [width + _COLUMN_PAD for width in wide]

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the header, then a row per stop."""
        bottom = top - self._header_height
        left = x + self._stop_width
        for cell, width in zip(self._header, self._widths, strict=True):
            shown = cell.repeated() if self._is_continued else cell
            shown.drawOn(sheet, left + _CELL_GAP / 2, bottom + styles.SPACE_4)
            left += width
        sheet.rule(x, bottom, self.width, colour=styles.LINE)
        for (stop, marks), height in zip(self._rows, self._heights, strict=True):
            line = bottom - _ROW_PAD
            stop.drawOn(sheet, x, line - stop.height)
            left = x + self._stop_width
            for (shape, word), width in zip(marks, self._widths, strict=True):
                with sheet.artifact():
                    sheet.place(shape, left + width / 2, line - BALL_RADIUS - 1.5)
                word.drawOn(sheet, left + _CELL_GAP / 2, line - _BALL_ROW - word.height)
                left += width
            bottom -= height
            sheet.rule(x, bottom, self.width, colour=styles.LINE)


def _words(text: Prose) -> list[str]:
    return [word for frag in text.frags for word in frag.text.split()]


def _width(text: Prose, words: str) -> float:
    return look_of(text.style).width(words)


def _one_line_width(text: Prose) -> float:
    return _width(text, " ".join(_words(text)))


def _two_line_width(title: Prose) -> float:
    """Return the room in which a title takes two lines at most."""
    words = _words(title)
    lines = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words) + 1)]
    return min((max(_width(title, line) for line in pair) for pair in lines), default=0.0)


def level_grid(block: LevelGrid, parent: Element, place: str) -> list[Flowable]:
    """Set the grid with its legend below."""
    element = parent.child("Table", attributes=f"<</O/Table/Summary{literal(block.caption)}>>")
    head = element.child("TR")
    head.child("TD")
    header = [
        plain(title, styles.COLUMN_CENTRED, head.child("TH", attributes="<</O/Table/Scope/Column>>"), place)
        for title in block.columns
    ]
    rows = [_stop(row, element.child("TR"), place) for row in block.rows]
    legend = Legend(block.legend, parent.child("P"), place)
    note = plain(block.note, styles.NOTE, parent.child("P"), place, before=styles.SPACE_4)
    return [Grid(header, rows), Stack((legend, note), before=styles.SPACE_4, after=styles.SPACE_12)]


def _stop(row: LevelRow, element: Element, place: str) -> tuple[Stack, list[tuple[str, Prose]]]:
    holder = element.child("TH", attributes="<</O/Table/Scope/Row>>")
    stop = Stack(
        (
            plain(row.title, styles.STRONG, holder.child("P"), place),
            *(plain(detail, styles.NOTE, holder.child("P"), place) for detail in row.details),
        )
    )
    marks = [
        (ball(mark.level), plain(mark.short or mark.word, styles.NOTE_CENTRED, _said(mark, element), place))
        for mark in row.marks
    ]
    return stop, marks


def _said(mark: LevelMark, row: Element) -> Element:
    """Return the mark's cell, in which an abbreviation is heard in full."""
    return row.child("TD", spoken=mark.word if mark.short else "")


class Legend(Block):
    """The five shapes in a line, each with its word."""

    def __init__(self, marks: Sequence[LevelMark], element: Element, place: str) -> None:
        super().__init__()
        self._marks = [(ball(mark.level, _SMALL_RADIUS), printable(mark.word, place)) for mark in marks]
        self._element = element

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Take one line."""
        self.height = styles.NOTE.leading
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw each shape and its word."""
        style = styles.NOTE
        look = look_of(style)
        baseline = top - style.leading / 2 - style.fontSize * 0.33
        for shape, word in self._marks:
            with sheet.artifact():
                sheet.place(shape, x + _SMALL_RADIUS + 0.5, top - style.leading / 2)
            x += 2 * _SMALL_RADIUS + styles.SPACE_4
            sheet.open(self._element)
            sheet.show(f"{word} ", x, baseline, look)
            sheet.close()
            x += look.width(word) + styles.SPACE_12
