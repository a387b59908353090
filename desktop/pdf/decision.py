"""Page one's decision: the posture in its box, and the measures that matter most side by side."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from desktop.assessment.levels import Level, Posture
from desktop.briefing.model import ActionColumns, PostureBox
from desktop.pdf import styles
from desktop.pdf.flow import Block, Stack
from desktop.pdf.lists import Item
from desktop.pdf.prose import capitals, plain, prose
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element

_BAR = 4.0
_POSTURE_LEVEL = {
    Posture.OWN_HARDENED: Level.LOW,
    Posture.REDUCED_DATA: Level.MODERATE,
    Posture.LOAN_DEVICES: Level.HIGH,
    Posture.NO_DEVICES: Level.VERY_HIGH,
}


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
            capitals(block.label, section, place),
            plain(block.title, styles.POSTURE, section.child("H2"), place, after=2),
            prose(block.text, styles.BODY, section.child("P"), place),
        )
    )
    return Panel(styles.LEVEL_FILL[_POSTURE_LEVEL[block.posture]], inside, after=styles.SPACE_12)


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


def action_columns(block: ActionColumns, parent: Element, place: str) -> SideBySide:
    """Set the measures that matter most, a column for each phase."""
    columns = []
    for column in block.columns:
        label = capitals(column.label, parent, place, role="H3", after=styles.SPACE_4)
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
