"""Facts that an organisation added itself, in words: shown as theirs, with their sources, apart from the dataset's.

No source number of the briefing stands beside them, and no level moves by them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from desktop.assessment.capability import join_words
from desktop.assessment.model import Assessment
from desktop.briefing.code_words import duty_words, exposure_words, topic_words
from desktop.briefing.context import note
from desktop.briefing.date_words import date_text
from desktop.briefing.model import Block, Cell, Column, Heading, Paragraph, Section, Span, Table
from desktop.briefing.systems import technologies_text
from desktop.briefing.words import confidence_word, law_level_word, status_word
from desktop.dataset.identity import OverlayIdentity
from desktop.dataset.model import (
    Deployment,
    Fact,
    Indicator,
    Jurisdiction,
    Law,
    OwnFacts,
    Restriction,
    Source,
    Vulnerability,
)
from desktop.i18n import _, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFact:
    """One of them: what it is about, what it says, what is known besides, and where the organisation read it."""

    subject: str
    text: str
    detail: str
    sources: tuple[Source, ...]


def title(identity: OverlayIdentity) -> str:
    """Say whose facts these are."""
    return _("Own facts of {organisation}").format(organisation=identity.organisation)


def caveat(identity: OverlayIdentity) -> str:
    """Say what own facts are and what they are not, in the same words everywhere."""
    return _(
        "Added by {organisation}, from sources of its own. No part of the dataset; no level and no posture moves by it."
    ).format(organisation=identity.organisation)


def label(identity: OverlayIdentity) -> str:
    """Tell one pack of own facts from another: its day and digest."""
    return _("{date} · {digest}").format(date=date_text(identity.version), digest=identity.short)


def own_facts(own: OwnFacts) -> tuple[OwnFact, ...]:
    """Put what an organisation adds on one destination into words."""
    return tuple(_own_fact(own, fact) for fact in own.facts)


def _own_fact(own: OwnFacts, fact: Fact) -> OwnFact:
    subject, text, parts = _words(own, fact)
    return OwnFact(
        subject=subject,
        text=text,
        detail=" · ".join(part for part in parts if part),
        sources=tuple(own.sources[source] for source in fact.source_ids),
    )


def _words(own: OwnFacts, fact: Fact) -> tuple[str, str, Sequence[str]]:
    match fact:
        case Deployment():
            technologies = technologies_text(fact.technologies)
            suppliers = join_words([own.suppliers[each] for each in fact.supplier_ids]) if fact.supplier_ids else ""
            subject = fact.system_name or technologies[:1].upper() + technologies[1:]
            since = _("since {date}").format(date=date_text(fact.since)) if fact.since else ""
            what = technologies if fact.system_name else ""
            return subject, fact.summary, (what, fact.place, suppliers, status_word(fact.status), since, _sure(fact))
        case Law():
            return topic_words()[fact.topic], fact.summary, (law_level_word(fact.level), _sure(fact))
        case Jurisdiction():
            duty = _("must {duty}").format(duty=duty_words()[fact.duty])
            return fact.law, fact.summary, (duty, date_text(fact.effective), _sure(fact))
        case Restriction():
            return own.suppliers[fact.supplier_id], fact.scope, (fact.imposed_by, fact.list_name, _sure(fact))
        case Vulnerability():
            exposes = join_words([exposure_words()[each] for each in fact.exposes])
            return own.suppliers[fact.supplier_id], fact.summary, (fact.cve, exposes, fact.fix)
        case Indicator():
            raise AssertionError("published scores are nobody's own")
        case _:
            assert_never(fact)


def _sure(fact: Deployment | Law | Jurisdiction | Restriction) -> str:
    return _("{word} confidence").format(word=confidence_word(fact.confidence))


def source_lines(source: Source) -> tuple[str, str]:
    """Name a source: publisher and date, then title and address."""
    first = ", ".join(part for part in (source.publisher, date_text(source.published)) if part)
    return first, " · ".join(part for part in (source.shown_title, source.url) if part)


def own_fact_sections(assessments: Sequence[Assessment], identity: OverlayIdentity | None) -> tuple[Section, ...]:
    """Compose the section of own facts: one table per stop that has some, or no section where none has."""
    if identity is None:
        return ()
    blocks: list[Block] = []
    for assessment in assessments:
        own = assessment.facts.own
        if own is not None:
            name = assessment.facts.country.name
            blocks += [Heading(text=name), _table(own_facts(own), name)]
    if not blocks:
        return ()
    return (
        Section(
            section_id="own-facts",
            kicker=_("Not from the dataset"),
            title=title(identity),
            aside=(label(identity),),
            blocks=(note(caveat(identity)), *blocks),
            starts_page=False,
        ),
    )


def _table(facts: Sequence[OwnFact], country: str) -> Table:
    return Table(
        caption=_("Own facts on {country}").format(country=country),
        columns=(
            Column(title=_("About"), share=0.22),
            Column(title=_("What it says"), share=0.44),
            Column(title=_("Where it was read"), share=0.34),
        ),
        rows=tuple(
            (
                Cell(text=(Span(text=fact.subject, bold=True),)),
                Cell(text=(Span(text=fact.text),), detail=(Span(text=fact.detail),)),
                _source_cell(fact.sources),
            )
            for fact in facts
        ),
    )


def _source_cell(sources: Sequence[Source]) -> Cell:
    publishers, titles = zip(*map(source_lines, sources), strict=True)
    return Cell(text=(Span(text="; ".join(publishers)),), detail=(Span(text="; ".join(titles)),))


def own_fact_count(own: OwnFacts) -> str:
    """Say how many own facts there are, and whose."""
    count = len(own.facts)
    return ngettext("{n} own fact of {organisation}, apart", "{n} own facts of {organisation}, apart", count).format(
        n=count, organisation=own.identity.organisation
    )


def own_fact_line(assessments: Sequence[Assessment]) -> Paragraph | None:
    """Return the one line a short briefing keeps: that own facts exist and where they are, None without any."""
    names = [each.facts.country.name for each in assessments if each.facts.own is not None]
    identity = next((each.facts.own.identity for each in assessments if each.facts.own is not None), None)
    if identity is None:
        return None
    text = _("{organisation} has own facts on {countries}; the full briefing shows them apart.").format(
        organisation=identity.organisation, countries=join_words(names)
    )
    return note(text)
