"""The one-sheet briefing: what stands behind page one, and where it was read, on a single second page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.briefing.citation import Citations
from desktop.briefing.code_words import topic_words
from desktop.briefing.context import StopContext
from desktop.briefing.destination import lead
from desktop.briefing.model import Block, BulletList, Heading, Paragraph, Section, SourceList, Span, Text
from desktop.briefing.one_sheet import PAGE, head_height, height
from desktop.briefing.rules import binding_rules
from desktop.errors import SheetError
from desktop.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How much is said of each stop: so many claims and rules, as a paragraph or as a line of a list."""

    claims: int
    rules: int = 0
    is_list: bool = False


_PLANS = (
    *(_Plan(claims=4, rules=rules) for rules in (9, 7, 5, 4, 3, 2, 1, 0)),
    *(_Plan(claims=claims) for claims in (3, 2, 1)),
    *(_Plan(claims=claims, is_list=True) for claims in (2, 1, 0)),
)
"""From the most to the least that the back of the sheet may say."""


def second_page(
    stops: Sequence[StopContext], citations: Citations, *, spilled: float, closing: Sequence[Block]
) -> Section:
    """Compose the back of the sheet: as much of each stop as fits beside its sources.

    `spilled` is what page one leaves over for this page, `closing` stands at its end.

    Raises:
        SheetError: not even the levels of all stops fit one sheet.
    """
    page = Section(
        section_id="behind",
        kicker=_("Behind page one"),
        title=_("What is documented"),
        aside=(_("The full briefing has every system, rule and measure."),),
        blocks=(),
        starts_page=False,
    )
    room = PAGE - spilled - head_height(page)
    for plan in _PLANS:
        trial = citations.fork()
        told = _told(plan, [replace(stop, citations=trial) for stop in stops])
        blocks = (*told, Heading(text=_("Sources")), SourceList(entries=trial.entries()), *closing)
        if height(blocks) <= room:
            return replace(page, blocks=blocks)
    raise SheetError(len(stops))


def _told(plan: _Plan, stops: Sequence[StopContext]) -> list[Block]:
    if plan.is_list:
        items = [item for stop in stops if (item := _item(plan, stop))]
        return [BulletList(items=tuple(items))] if items else []
    return [block for stop in stops for block in _paragraphs(plan, stop)]


def _paragraphs(plan: _Plan, stop: StopContext) -> list[Block]:
    """Tell of a stop under a heading of its own: its claims, what is not documented, its weightiest rules."""
    blocks: list[Block] = [Heading(text=stop.assessment.facts.country.name), *lead(stop, claims=plan.claims)]
    rules = [
        (
            Span(text=_("{topic}: ").format(topic=topic_words()[law.topic]), bold=True),
            Span(text=law.summary, cites=stop.citations.cite(law.source_ids)),
        )
        for law in binding_rules(stop)[: plan.rules]
    ]
    return [*blocks, BulletList(items=tuple(rules))] if rules else blocks


def _item(plan: _Plan, stop: StopContext) -> Text:
    """Tell of a stop in a line: only what its opening paragraph claims."""
    claims = [block.text for block in lead(stop, claims=plan.claims) if isinstance(block, Paragraph)]
    if not plan.claims or not claims:
        return ()
    country = _("{country}: ").format(country=stop.assessment.facts.country.name)
    return (Span(text=country, bold=True), *claims[0])
