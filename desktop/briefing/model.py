"""The briefing as plain blocks that the PDF, the window and JSON all render.

Text is already in the reader's language and already carries its source numbers; renderers add no words of their own.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from desktop.assessment.levels import Level, Posture, Theme
from desktop.briefing.letterhead import Letterhead
from desktop.dataset.codes import CountryCode, FactId, Phase, SourceId
from desktop.dataset.identity import DatasetIdentity

# GitHub finds a page by the first digits of its commit; nobody types all forty.
_GITHUB_COMMIT = re.compile(r"(?<=/)([0-9a-f]{8})[0-9a-f]{32}(?=/)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of plain text (never markup) and the numbers of the sources that bear it out."""

    text: str
    bold: bool = False
    cites: tuple[int, ...] = ()


Text: TypeAlias = tuple[Span, ...]


class Align(StrEnum):
    """Where a column's text stands."""

    LEFT = "left"
    RIGHT = "right"


class Role(StrEnum):
    """How a paragraph reads: running text, the opening paragraph of a section, or a quiet note."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a section; the section's own title is level 1, so `level` is 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    text: Text
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList:
    """A list without order."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureBox:
    """The decision: the loudest thing on page one."""

    posture: Posture
    label: str
    title: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMark:
    """A level with the word that stands beside its shape; `short` is the word where there is little room."""

    theme: Theme
    level: Level
    word: str
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """A stop in the level grid; `details` are its dates and whether it is a transit."""

    title: str
    details: tuple[str, ...]
    marks: tuple[LevelMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelGrid:
    """One row per stop, one column per theme. `legend` explains the shapes; `note` follows it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[LevelRow, ...]
    legend: tuple[LevelMark, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionColumn:
    """The few measures of one phase that matter most."""

    label: str
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionColumns:
    """Measures that matter most, side by side by phase."""

    columns: tuple[ActionColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table column; `share` is its part of the width, all shares of a table adding up to 1."""

    title: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell: `text` in ink, `detail` below it in the secondary colour; `mark` draws a level before the text."""

    text: Text = ()
    detail: Text = ()
    mark: LevelMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a header row; the first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """A measure with a box to tick; `why` carries the source numbers, `stops` names the stops that call for it."""

    measure_id: str
    action: str
    why: Text
    stops: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The measures of one phase."""

    phase: Phase
    title: str
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePoint:
    """When a system appeared; `is_past` marks one that was suspended or ended."""

    year: int
    label: str
    cites: tuple[int, ...]
    is_past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Systems by the year they appeared, in order; `alternative` says the same in words."""

    caption: str
    points: tuple[TimelinePoint, ...]
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatorMap:
    """Where the destination lies, filled in its gravest level; `alternative` says the same in words."""

    country: CountryCode
    level: Level
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A numbered source; `date` is empty where the source has none."""

    number: int
    source_id: SourceId
    publisher: str
    title: str
    date: str
    url: str

    @property
    def address(self) -> str:
        """The address as a reader types it: without the scheme, which every browser adds, and with a short commit."""
        typed = re.sub(r"^https?://(www\.)?", "", self.url).removesuffix("/")
        return _GITHUB_COMMIT.sub(r"\1", typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """All sources cited, in order of number."""

    entries: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PocketCard:
    """A card to cut out and fold, for the moment when no device is at hand; what does not fit it is left off."""

    title: str
    front: tuple[Text, ...]
    back: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """Lines to fill in by hand, with labels such as name, date and signature, and the briefing's identity."""

    statement: str
    lines: tuple[str, ...]
    identity: tuple[tuple[str, str], ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | BulletList
    | PostureBox
    | LevelGrid
    | ActionColumns
    | Table
    | Checklist
    | Timeline
    | LocatorMap
    | SourceList
    | PocketCard
    | SignOff
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the briefing; `kicker` is the small line above its title, `aside` the lines at the right of it."""

    section_id: str
    kicker: str
    title: str
    aside: tuple[str, ...]
    blocks: tuple[Block, ...]
    starts_page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The whole content. `footer` stands on every page beside the page number; `language` is a BCP 47 tag.

    `letterhead` is the organisation's; its classification already opens the footer, and may stand above as well.
    """

    title: str
    subject: str
    language: str
    footer: str
    page_label: str
    sections: tuple[Section, ...]
    identity: DatasetIdentity
    facts: tuple[FactId, ...]
    letterhead: Letterhead | None = None
