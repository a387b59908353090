"""The one-sheet briefing: what stands behind page one, and where it was read, on a single second page."""

from collections.abc import Sequence

from desktop.briefing.citation import Citations
from desktop.briefing.code_words import topic_words
from desktop.briefing.context import StopContext
from desktop.briefing.destination import lead
from desktop.briefing.model import Block, BulletList, Heading, Section, SourceList, Span
from desktop.briefing.rules import binding_rules
from desktop.i18n import _

_RULES_ON_THE_SHEET = 9
_CLAIMS_ON_THE_SHEET = 12
_STOPS_WITH_RULES = 3


def second_page(stops: Sequence[StopContext], citations: Citations) -> Section:
    """Compose the back of the sheet: each stop in a paragraph and its weightiest rules, then the sources."""
    blocks: list[Block] = []
    for stop in stops:
        blocks += [
            Heading(text=stop.assessment.facts.country.name),
            *lead(stop, claims=_CLAIMS_ON_THE_SHEET // len(stops)),
        ]
        rules = binding_rules(stop)[: _RULES_ON_THE_SHEET // len(stops)]
        if rules and len(stops) <= _STOPS_WITH_RULES:
            blocks.append(
                BulletList(
                    items=tuple(
                        (
                            Span(text=_("{topic}: ").format(topic=topic_words()[law.topic]), bold=True),
                            Span(text=law.summary, cites=citations.cite(law.source_ids)),
                        )
                        for law in rules
                    )
                )
            )
    blocks += [Heading(text=_("Sources")), SourceList(entries=citations.entries())]
    return Section(
        section_id="behind",
        kicker=_("Behind page one"),
        title=_("What is documented"),
        aside=(_("The full briefing has every system, rule and measure."),),
        blocks=tuple(blocks),
    )
