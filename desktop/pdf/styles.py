"""The look of the page: colours, type and spacing, each named once. Lengths are in points."""

from dataclasses import dataclass
from typing import Final

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from desktop.assessment.levels import Level
from desktop.briefing.model import Align

REGULAR: Final = "SourceSans"
SEMIBOLD: Final = "SourceSans-Semibold"
BOLD: Final = "SourceSans-Bold"

INK: Final = "#1B2127"
SECONDARY: Final = "#55606B"
LINE: Final = "#D5DADF"
ACCENT: Final = "#1F4E79"
TINT: Final = "#F6F4EF"
LAND: Final = "#EDEAE3"
WATER: Final = "#FFFFFF"

LEVEL_FILL: Final = {
    Level.NOT_DOCUMENTED: WATER,
    Level.LOW: "#F4E6C8",
    Level.MODERATE: "#E2B06A",
    Level.HIGH: "#B25A22",
    Level.VERY_HIGH: "#6B1E1A",
}

HAIRLINE: Final = 0.5
RULE: Final = 1.5

SPACE_4: Final = 4.0
SPACE_8: Final = 8.0
SPACE_12: Final = 12.0
SPACE_16: Final = 16.0
SPACE_24: Final = 24.0
SPACE_32: Final = 32.0

TEXT_WIDTH: Final = 174 * mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The room above and below the text, and how far from the edges the lines inside it stand."""

    top: float
    bottom: float
    header: float
    footer: float


A4_MARGINS: Final = Margins(top=16 * mm, bottom=16 * mm, header=11 * mm, footer=9 * mm)
LETTER_MARGINS: Final = Margins(top=13 * mm, bottom=13 * mm, header=9 * mm, footer=7.5 * mm)

LABEL_TRACKING: Final = 0.6
CITE_SIZE: Final = 6.4

_LINE_HEIGHT: Final = 1.36
_ALIGN: Final = {Align.LEFT: TA_LEFT, Align.RIGHT: TA_RIGHT}


def _style(
    name: str, face: str, size: float, colour: str, alignment: int = TA_LEFT, *, beside: float = 0
) -> ParagraphStyle:
    """Make a style; `beside` is the size of larger text whose lines it shall stand level with."""
    return ParagraphStyle(
        name,
        fontName=face,
        fontSize=size,
        leading=round((beside or size) * _LINE_HEIGHT, 2),
        textColor=colour,
        alignment=alignment,
        allowWidows=0,
        allowOrphans=0,
    )


TITLE: Final = _style("title", BOLD, 21, INK)
POSTURE: Final = _style("posture", BOLD, 14, INK)
HEADING: Final = _style("heading", SEMIBOLD, 12.5, ACCENT)
SUBHEADING: Final = _style("subheading", SEMIBOLD, 9.5, ACCENT)
BODY: Final = _style("body", REGULAR, 9.5, INK)
STRONG: Final = _style("strong", SEMIBOLD, 9.5, INK)
BODY_RIGHT: Final = _style("body-right", REGULAR, 9.5, INK, TA_RIGHT)
SMALL: Final = _style("small", REGULAR, 8, INK)
NOTE: Final = _style("note", REGULAR, 8, SECONDARY)
NOTE_STRONG: Final = _style("note-strong", SEMIBOLD, 8, SECONDARY)
NOTE_RIGHT: Final = _style("note-right", REGULAR, 8, SECONDARY, TA_RIGHT)
NOTE_CENTRED: Final = _style("note-centred", REGULAR, 8, SECONDARY, TA_CENTER)
CITE: Final = _style("cite", REGULAR, 8, ACCENT, beside=9.5)
LABEL: Final = _style("label", SEMIBOLD, 7.6, SECONDARY)
COLUMN: Final = _style("column", SEMIBOLD, 7.6, SECONDARY)
COLUMN_RIGHT: Final = _style("column-right", SEMIBOLD, 7.6, SECONDARY, TA_RIGHT)
COLUMN_CENTRED: Final = _style("column-centred", SEMIBOLD, 7.6, SECONDARY, TA_CENTER)

BOLD_OF: Final = {REGULAR: SEMIBOLD, SEMIBOLD: BOLD, BOLD: BOLD}
"""The face that stands out inside each face."""


def aligned(left: ParagraphStyle, right: ParagraphStyle, align: Align) -> ParagraphStyle:
    """Pick the style of a column from its alignment."""
    return right if _ALIGN[align] == TA_RIGHT else left
