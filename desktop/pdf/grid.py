"""Page one's own blocks: the posture box, the grid of levels and the measures side by side."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from desktop.assessment.model import Level, Posture
from desktop.briefing.model import ActionColumns, LevelGrid, LevelMark, LevelRow, PostureBox
from desktop.pdf import styles
from desktop.pdf.flow import Block, Stack
from desktop.pdf.fonts import printable
from desktop.pdf.marks import BALL_RADIUS, ball
from desktop.pdf.prose import Prose, plain, prose
from desktop.pdf.runs import look_of
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element, literal

_BAR = 4.0
_POSTURE_LEVEL = {
    Posture.OWN_HARDENED: Level.LOW,
    Posture.REDUCED_DATA: Level.MODERATE,
    Posture.LOAN_DEVICES: Level.HIGH,
    Posture.NO_DEVICES: Level.VERY_HIGH,
}
_STOP_WIDTH = 92.0
_STOP_NARROWEST = 54.0
_CELL_GAP = 2.0
_COLUMN_PAD = _CELL_GAP + 1
_ROW_PAD = 4.0
_BALL_ROW = 2 * BALL_RADIUS + 3
_SMALL_RADIUS = 3.4


class Panel(Block):
    """The posture: a tinted panel with a bar at its left."""

    def __init__(self, bar: str, inside: Stack, *, after: float) -> None:
        super().__init__(after=after)
        self._bar = bar
        self._inside = inside

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Leave room around the text."""
        self.width = aW
        inside = self._inside.wrap(aW - _BAR - 2 * styles.SPACE_16, aH)[1]
        self.height = inside + 2 * styles.SPACE_12
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw panel, bar and text."""
        bottom = top - self.height
        sheet.panel((x, bottom, x + self.width, top), styles.TINT)
        sheet.panel((x, bottom, x + _BAR, top), self._bar)
        self._inside.drawOn(sheet, x + _BAR + styles.SPACE_16, bottom + styles.SPACE_12)


def posture_box(block: PostureBox, parent: Element, place: str) -> Panel:
    """Set the decision, the loudest thing on page one."""
    section = parent.child("Div")
    inside = Stack(
        (
            plain(block.label.upper(), styles.LABEL, section.child("P"), place, tracking=styles.LABEL_TRACKING),
            plain(block.title, styles.POSTURE, section.child("P"), place, after=2),
            prose(block.text, styles.BODY, section.child("P"), place),
        )
    )
    return Panel(styles.LEVEL_FILL[_POSTURE_LEVEL[block.posture]], inside, after=styles.SPACE_12)


class Grid(Block):
    """One row per stop, one column per theme: shape above word. Rows part between pages."""

    def __init__(
        self,
        header: Sequence[Prose],
        rows: Sequence[tuple[Stack, Sequence[tuple[str, Prose]]]],
        *,
        wanted: Sequence[float] = (),
    ) -> None:
        super().__init__(before=styles.SPACE_4)
        self._header = header
        self._rows = rows
        self._is_continued = False
        self._wanted = wanted or self._wanted_widths()
        self._stop_width = _STOP_WIDTH
        self._widths: list[float] = []
        self._heights: list[float] = []
        self._header_height = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Give each theme the room its words need, and share what is left."""
        self.width = aW
        self._stop_width = min(_STOP_WIDTH, max(aW - sum(self._wanted), _STOP_NARROWEST))
        spare = (aW - self._stop_width - sum(self._wanted)) / len(self._wanted)
        self._widths = [each + spare for each in self._wanted]
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
        if taken in {0, len(self._rows)}:
            return []
        parts = [Grid(self._header, rows, wanted=self._wanted) for rows in (self._rows[:taken], self._rows[taken:])]
        parts[0]._is_continued, parts[1]._is_continued = self._is_continued, True
        return list[Flowable](parts)

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
    note = plain(block.note, styles.NOTE, parent.child("P"), place)
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


class SideBySide(Block):
    """Columns of equal width from the same top, kept whole."""

    def __init__(self, columns: Sequence[Stack], *, after: float) -> None:
        super().__init__(before=styles.SPACE_4, after=after)
        self._columns = columns

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Be as high as the highest."""
        self.width = aW
        width = self._column_width()
        self.height = max((column.wrap(width, aH)[1] for column in self._columns), default=0.0)
        return aW, self.height

    def _column_width(self) -> float:
        count = max(len(self._columns), 1)
        return (self.width - styles.SPACE_16 * (count - 1)) / count

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw them left to right."""
        for column in self._columns:
            column.drawOn(sheet, x, top - column.height)
            x += self._column_width() + styles.SPACE_16


class Item(Block):
    """A list item: its number or bullet hangs at the left of its text."""

    def __init__(self, label: Prose, text: Flowable, *, indent: float) -> None:
        super().__init__()
        self._label = label
        self._text = text
        self._indent = indent

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Measure label and text."""
        self._label.wrap(self._indent, aH)
        self.height = self._text.wrap(aW - self._indent, aH)[1]
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the label, then the text beside it."""
        self._label.drawOn(sheet, x, top - self._label.height)
        self._text.drawOn(sheet, x + self._indent, top - self.height)


def action_columns(block: ActionColumns, parent: Element, place: str) -> SideBySide:
    """Set the measures that matter most, a column for each phase."""
    columns = []
    for column in block.columns:
        label = plain(
            column.label.upper(),
            styles.LABEL,
            parent.child("P"),
            place,
            tracking=styles.LABEL_TRACKING,
            after=styles.SPACE_4,
        )
        items: list[Flowable] = []
        if column.items:
            holder = parent.child("L", attributes="<</O/List/ListNumbering/Decimal>>")
            for position, text in enumerate(column.items, start=1):
                element = holder.child("LI")
                marker = plain(f"{position}.", styles.BODY, element.child("Lbl"), place)
                words = prose(text, styles.BODY, element.child("LBody"), place)
                item = Item(marker, words, indent=styles.SPACE_12)
                item.spaceAfter = styles.SPACE_4
                items.append(item)
        columns.append(Stack((label, *items)))
    return SideBySide(columns, after=styles.SPACE_12)
