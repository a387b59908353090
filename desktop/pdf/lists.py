"""Lists: bullets, check boxes that can be ticked on paper and on screen, and the numbered sources."""

from reportlab.platypus.flowables import Flowable

from desktop.briefing.model import BulletList, Checklist, ChecklistItem, SourceEntry, SourceList, Span
from desktop.i18n import _
from desktop.pdf import styles
from desktop.pdf.flow import Block, Columns, Stack
from desktop.pdf.fonts import printable
from desktop.pdf.marks import BOX_SIZE, check_box
from desktop.pdf.prose import Prose, plain, prose
from desktop.pdf.runs import Link, Look, Run, claim_place, look_of, plain_look, source_place
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element

_BULLET = "•"
_BOX_INDENT = BOX_SIZE + 6
_NUMBER_WIDTH = styles.SPACE_16
# A single item looks lost below its heading.
_ITEMS_TOGETHER = 2


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


def bullet_list(block: BulletList, parent: Element, place: str) -> list[Flowable]:
    """Set a list without order; it may part between items, but for the first two."""
    holder = parent.child("L", attributes="<</O/List/ListNumbering/Disc>>")
    items: list[Flowable] = []
    for text in block.items:
        element = holder.child("LI")
        marker = plain(_BULLET, styles.BODY, element.child("Lbl"), place)
        item = Item(marker, prose(text, styles.BODY, element.child("LBody"), place), indent=styles.SPACE_12)
        item.spaceAfter = styles.SPACE_4
        items.append(item)
    if not items:
        return []
    items[-1].spaceAfter = styles.SPACE_12
    first, rest = items[:_ITEMS_TOGETHER], items[_ITEMS_TOGETHER:]
    return [Stack(first, after=first[-1].getSpaceAfter()), *rest]


class TickBox(Block):
    """An empty box on paper with a form field over it on screen."""

    def __init__(self, element: Element, *, name: str, label: str) -> None:
        super().__init__()
        self._element = element
        self._name = name
        self._label = label

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Take a line of text."""
        self.height = styles.BODY.leading
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the box; the field adds nothing but its tick."""
        bottom = top - (styles.BODY.leading + BOX_SIZE) / 2
        with sheet.artifact():
            sheet.place(check_box(), x, bottom)
        sheet.tick_field(
            (x, bottom, x + BOX_SIZE, bottom + BOX_SIZE), self._element, name=self._name, label=self._label
        )


class TickItem(Block):
    """A box to tick with its measure beside it."""

    def __init__(self, box: TickBox, text: Stack) -> None:
        super().__init__()
        self._box = box
        self._text = text

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Measure the measure."""
        self._box.wrap(_BOX_INDENT, aH)
        self.height = self._text.wrap(aW - _BOX_INDENT, aH)[1]
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw box and text from the same top."""
        self._box.drawOn(sheet, x, top - self._box.height)
        self._text.drawOn(sheet, x + _BOX_INDENT, top - self.height)


def checklist(block: Checklist, parent: Element, place: str) -> Columns:
    """Set the measures of one phase in two columns."""
    holder = parent.child("L", attributes="<</O/List/ListNumbering/None>>")
    pieces = [
        _tick_item(item, holder.child("LI"), f"{block.phase.value}-{position}-{item.measure_id}", place)
        for position, item in enumerate(block.items, start=1)
    ]
    return Columns(pieces, gutter=styles.SPACE_24, row_gap=styles.SPACE_8, before=styles.SPACE_4, after=styles.SPACE_16)


def _tick_item(item: ChecklistItem, element: Element, name: str, place: str) -> TickItem:
    box = TickBox(element.child("Lbl").child("Form"), name=name, label=printable(item.action, place))
    body = element.child("LBody")
    lines = [plain(item.action, styles.BODY, body.child("P"), place)]
    stops = (Span(text=item.stops, bold=True), Span(text=" · ")) if item.stops else ()
    lines.append(prose((*stops, *item.why), styles.NOTE, body.child("P"), place))
    return TickItem(box, Stack(lines))


class SourceItem(Block):
    """A source with its number hanging at the left; links to it arrive here."""

    def __init__(self, number: int, label: Prose, text: Prose) -> None:
        super().__init__()
        self._number = number
        self._label = label
        self._text = text

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Measure number and text."""
        self._label.wrap(_NUMBER_WIDTH, aH)
        self.height = self._text.wrap(aW - _NUMBER_WIDTH, aH)[1]
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the number, then the entry beside it."""
        sheet.mark_place(source_place(self._number), top + styles.SPACE_4)
        self._label.drawOn(sheet, x, top - self._label.height)
        self._text.drawOn(sheet, x + _NUMBER_WIDTH, top - self.height)


def source_list(block: SourceList, parent: Element, place: str) -> Columns:
    """Set the sources in two columns; each number leads back to the first claim that cites it."""
    holder = parent.child("L", attributes="<</O/List/ListNumbering/Decimal>>")
    pieces = [_source(entry, holder.child("LI"), place) for entry in block.entries]
    return Columns(pieces, gutter=styles.SPACE_12, row_gap=styles.SPACE_4, after=styles.SPACE_12)


def _source(entry: SourceEntry, element: Element, place: str) -> SourceItem:
    back = Link(
        label=_("Back to where source {number} is first named").format(number=entry.number),
        place=claim_place(entry.number),
    )
    style = styles.SMALL
    size = style.fontSize
    number = Run(str(entry.number), Look(styles.SEMIBOLD, size, styles.ACCENT, link=back))
    label = Prose(None, style, frags=[number], element=element.child("Lbl"))
    named = printable(entry.publisher, place)
    dated = f"{entry.title}, {entry.date}. " if entry.date else f"{entry.title}. "
    frags = [
        Run(f"{named}: ", plain_look(styles.SEMIBOLD, size, styles.INK)),
        Run(printable(dated, place), look_of(style)),
    ]
    if entry.url:
        address = Link(label=_("Open {address}").format(address=entry.url), address=entry.url)
        shown = printable(entry.address, place)
        frags.append(Run(shown, Look(styles.REGULAR, size, styles.SECONDARY, link=address)))
    return SourceItem(entry.number, label, Prose(None, style, frags=frags, element=element.child("LBody")))
