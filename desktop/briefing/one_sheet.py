"""How much of a sheet blocks take: an estimate on the safe side, made without fonts or paper.

The short form needs it to say as much as two pages hold and no more. Heights are in points of the smaller paper.
"""

from collections.abc import Iterable, Sequence
from math import ceil

from desktop.briefing.model import (
    ActionColumn,
    ActionColumns,
    Block,
    BulletList,
    Heading,
    LevelGrid,
    LevelRow,
    Paragraph,
    PostureBox,
    Role,
    Section,
    SourceEntry,
    SourceList,
    Text,
)

PAGE = 718.0
"""What a page of the smaller paper holds."""

_BODY = 12.92
_NOTE = 10.88
_TITLE = 28.6
_HEADING = 37.0
_GRID_HEAD = 31.0
_LEGEND = 34.0
_MASTHEAD = 44.0

# How many characters stand on a line, of broad letters rather than of narrow ones.
_LINE = 106
_PANEL_LINE = 102
_NOTE_LINE = 124
_TITLE_LINE = 32
_ASIDE_LINE = 44
_COLUMN_LINE = 20
_NAME_LINE = 14
_SOURCE_LINE = 58


def height(blocks: Iterable[Block]) -> float:
    """Estimate how high blocks stand one below the other."""
    return sum(_height(block) for block in blocks)


def spilled(section: Section, *, has_masthead: bool) -> float:
    """Estimate how much of page one goes on overleaf: a block that does not fit, or the rows that do not."""
    room = PAGE - head_height(section) - (_MASTHEAD if has_masthead else 0)
    for place, block in enumerate(section.blocks):
        taken = _height(block)
        if taken <= room:
            room -= taken
            continue
        rest = height(section.blocks[place + 1 :])
        return rest + (_rows_overleaf(block, room) if isinstance(block, LevelGrid) else _HEADING + taken)
    return 0.0


def head_height(section: Section) -> float:
    """Estimate how high the title of a section stands with what is at the right of it."""
    aside = sum(_BODY * _lines(line, _ASIDE_LINE) for line in section.aside)
    return max(_NOTE + _TITLE * _lines(section.title, _TITLE_LINE), aside) + 22


def _height(block: Block) -> float:
    match block:
        case Heading():
            found = _HEADING
        case Paragraph():
            found = 8 + (_NOTE * _lines(block.text, _NOTE_LINE) if block.role is Role.NOTE else _body(block.text))
        case BulletList():
            found = 8 + sum(_body(item) + 4 for item in block.items)
        case PostureBox():
            found = 58 + _BODY * _lines(block.text, _PANEL_LINE)
        case ActionColumns():
            found = 34 + max(map(_actions, block.columns))
        case LevelGrid():
            found = _GRID_HEAD + sum(map(_row, block.rows)) + _LEGEND
        case SourceList():
            found = _sources(block.entries)
        case _:
            raise TypeError(f"{type(block).__name__} has no place on a single sheet")
    return found


def _actions(column: ActionColumn) -> float:
    return sum(4 + _BODY * _lines(item, _COLUMN_LINE) for item in column.items)


def _rows_overleaf(grid: LevelGrid, room: float) -> float:
    """Estimate what the rows take that go on overleaf, with the header that returns there."""
    left = room - _GRID_HEAD
    heights = list(map(_row, grid.rows))
    while heights and heights[0] <= left:
        left -= heights.pop(0)
    return _GRID_HEAD + sum(heights) + _LEGEND


def _row(row: LevelRow) -> float:
    return 9 + max(23.0, _BODY * _lines(row.title, _NAME_LINE) + _NOTE * len(row.details))


def _sources(entries: Sequence[SourceEntry]) -> float:
    heights = [
        _NOTE * _lines(f"{entry.publisher}: {entry.title}, {entry.date}. {entry.address}", _SOURCE_LINE) + 4
        for entry in entries
    ]
    return sum(heights) / 2 + max(heights, default=0) / 2 + 12


def _body(text: Text) -> float:
    return _BODY * _lines(text, _LINE)


def _lines(text: Text | str, length: int) -> int:
    count = len(text) if isinstance(text, str) else sum(len(span.text) + 2 * len(span.cites) for span in text)
    return max(1, ceil(count / length))
