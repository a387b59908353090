"""The story: a briefing's sections and blocks as flowables, in reading order, with their structure elements."""

from collections.abc import Sequence
from typing import assert_never

from reportlab.platypus.doctemplate import ActionFlowable, BaseDocTemplate
from reportlab.platypus.flowables import Flowable

from desktop.briefing.model import (
    ActionColumns,
    Briefing,
    BulletList,
    Checklist,
    Heading,
    LevelGrid,
    LocatorMap,
    Paragraph,
    PocketCard,
    PostureBox,
    Role,
    Section,
    SignOff,
    SourceList,
    Table,
    Timeline,
)
from desktop.briefing.model import (
    Block as Content,
)
from desktop.i18n import _
from desktop.pdf import styles
from desktop.pdf.card import pocket_card, sign_off
from desktop.pdf.decision import action_columns, posture_box
from desktop.pdf.flow import Beside, Block, Footed, Headed, Stack
from desktop.pdf.grid import level_grid
from desktop.pdf.letterhead import Masthead
from desktop.pdf.lists import Item, bullet_list, checklist, source_list
from desktop.pdf.maps import MAP_WIDTH, locator_map
from desktop.pdf.prose import Prose, capitals, plain, prose
from desktop.pdf.sheet import Sheet
from desktop.pdf.tables import Rows, table
from desktop.pdf.tagging import Element
from desktop.pdf.timeline import timeline

_ASIDE_SHARE = 0.45
_HALF_EMPTY = 0.62
_SECOND = 2


class SectionHead(Block):
    """Kicker and title with what stands at the right of them, over a rule; the section's bookmark leads here."""

    def __init__(self, section: Section, kicker: Prose, title: Prose, aside: Stack) -> None:
        super().__init__(before=styles.SPACE_24, after=styles.SPACE_12)
        self._section = section
        self._left = Stack((kicker, title))
        self._aside = aside
        self._aside_width = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Give the title what the aside leaves."""
        self.width = aW
        self._aside_width = self._wanted_width(aW)
        aside = self._aside.wrap(self._aside_width, aH)[1]
        left = self._left.wrap(aW - self._aside_width - styles.SPACE_24, aH)[1] if aside else self._left.wrap(aW, aH)[1]
        self.height = max(aside, left) + styles.SPACE_8 + styles.RULE
        return aW, self.height

    def _wanted_width(self, width: float) -> float:
        """Give the aside what its longest line needs, and never half of the page."""
        lines = [piece for piece in self._aside.pieces if isinstance(piece, Prose)]
        wanted = [line.natural_width(width) for line in lines]
        return min(max(wanted, default=0.0) + 1, width * _ASIDE_SHARE)

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw both sides and the rule below."""
        key = f"section-{self._section.section_id}"
        sheet.bookmarkPage(key, fit="XYZ", left=0, top=top + styles.SPACE_12)
        sheet.addOutlineEntry(self._section.title, key, level=0)
        self._left.drawOn(sheet, x, top - self._left.height)
        self._aside.drawOn(sheet, x + self.width - self._aside_width, top - self._aside.height)
        sheet.rule(x, top - self.height + styles.RULE / 2, self.width, colour=styles.INK, weight=styles.RULE)


class PageOneEnd(ActionFlowable):
    """The end of page one, which is the decision and nothing else; a decision that goes on overleaf has ended it."""

    def apply(self, doc: BaseDocTemplate) -> None:
        """End the page if it is the first."""
        if doc.page == 1:
            doc.handle_pageBreak()


class SectionBreak(ActionFlowable):
    """A new page for a section, unless the page at hand has room for a good part of it."""

    def apply(self, doc: BaseDocTemplate) -> None:
        """End the page where a section shall begin on its own."""
        frame = doc.frame
        used = (frame._y2 - frame._y) / frame._height
        if used > _HALF_EMPTY:
            doc.handle_pageBreak()


class SubHeading(Prose):
    """A heading inside a section."""


def tell(briefing: Briefing, root: Element) -> list[Flowable]:
    """Turn a briefing into flowables; `root` gets its structure."""
    story: list[Flowable] = []
    if briefing.letterhead is not None:
        story.append(Masthead(briefing.letterhead, root))
    for position, section in enumerate(briefing.sections):
        if position == 1:
            story.append(PageOneEnd())
        if position and section.starts_page:
            story.append(SectionBreak())
        story += _section(section, root.child("Sect"))
    return story


def _section(section: Section, parent: Element) -> list[Flowable]:
    place = _("the section “{title}”").format(title=section.title)
    kicker = capitals(section.kicker, parent, place)
    title = plain(section.title, styles.TITLE, parent.child("H1"), _("the title of a section"))
    aside_place = _("the lines at the top right of the section “{title}”").format(title=section.title)
    aside = Stack(
        [
            plain(line, styles.BODY_RIGHT if position == 0 else styles.NOTE_RIGHT, parent.child("P"), aside_place)
            for position, line in enumerate(section.aside)
        ]
    )
    story: list[Flowable] = [SectionHead(section, kicker, title, aside)]
    blocks = list(section.blocks)
    while blocks:
        block = blocks.pop(0)
        if isinstance(block, LocatorMap):
            texts: list[Flowable] = []
            while blocks and isinstance(blocks[0], Paragraph):
                texts += _block(blocks.pop(0), parent, place)
            story.append(_with_map(block, texts, parent))
        else:
            story += _block(block, parent, place)
    return _kept(story)


def _kept(story: Sequence[Flowable]) -> list[Flowable]:
    """Join each heading to what follows it and each table or list to its note, so that no page parts them.

    A note right below the title of a section is a part of that title.
    """
    found: list[Flowable] = []
    for place in reversed(range(len(story))):
        flowable = story[place]
        is_heading = isinstance(flowable, (SectionHead, SubHeading)) or (_is_note(flowable) and place == 1)
        if is_heading and found:
            found[-1] = Headed(flowable, found[-1])
        elif isinstance(flowable, (Rows, Item)) and found and _is_note(found[-1]):
            found[-1] = Footed(flowable, found[-1])
        else:
            found.append(flowable)
    return found[::-1]


def _is_note(flowable: Flowable) -> bool:
    return isinstance(flowable, Prose) and flowable.style is styles.NOTE


def _with_map(block: LocatorMap, texts: Sequence[Flowable], parent: Element) -> Flowable:
    figure = locator_map(block, parent)
    return Beside(Stack(texts), figure, figure_width=MAP_WIDTH, gap=styles.SPACE_16, after=styles.SPACE_12)


def _block(block: Content, parent: Element, place: str) -> list[Flowable]:
    match block:
        case Heading():
            return [_heading(block, parent, place)]
        case Paragraph():
            return [_paragraph(block, parent, place)]
        case Checklist():
            return [_heading(Heading(text=block.title), parent, place), checklist(block, parent, place)]
        case LocatorMap():
            return [locator_map(block, parent)]
        case BulletList() | LevelGrid() | SignOff():
            return _several(block, parent, place)
        case PostureBox() | ActionColumns() | Table() | Timeline() | SourceList() | PocketCard():
            return [_single(block, parent, place)]
        case _:
            assert_never(block)


def _several(block: BulletList | LevelGrid | SignOff, parent: Element, place: str) -> list[Flowable]:
    match block:
        case BulletList():
            return bullet_list(block, parent, place)
        case LevelGrid():
            return level_grid(block, parent, place)
        case SignOff():
            return sign_off(block, parent, place)
        case _:
            assert_never(block)


def _single(
    block: PostureBox | ActionColumns | Table | Timeline | SourceList | PocketCard, parent: Element, place: str
) -> Flowable:
    match block:
        case PostureBox():
            return posture_box(block, parent, place)
        case ActionColumns():
            return action_columns(block, parent, place)
        case Table():
            return table(block, parent, place)
        case Timeline():
            return timeline(block, parent, place)
        case SourceList():
            return source_list(block, parent, place)
        case PocketCard():
            return pocket_card(block, parent, place)
        case _:
            assert_never(block)


def _heading(block: Heading, parent: Element, place: str) -> SubHeading:
    style = styles.HEADING if block.level == _SECOND else styles.SUBHEADING
    made = plain(block.text, style, parent.child(f"H{block.level}"), place)
    before, after = (styles.SPACE_16, styles.SPACE_4) if block.level == _SECOND else (styles.SPACE_12, 2.0)
    return SubHeading(None, style, frags=made.frags, element=made.element, before=before, after=after)


def _paragraph(block: Paragraph, parent: Element, place: str) -> Prose:
    style = styles.NOTE if block.role is Role.NOTE else styles.BODY
    return prose(block.text, style, parent.child("P"), place, after=styles.SPACE_8)
