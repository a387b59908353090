"""One destination on paper: the section of a stop, its opening paragraph and its levels with their reasons."""

from desktop.assessment.capability import join_words
from desktop.assessment.evidence import newest_date
from desktop.assessment.levels import Level, Theme
from desktop.assessment.model import Rating, Reason
from desktop.briefing.code_words import step_words
from desktop.briefing.context import StopContext
from desktop.briefing.date_words import date_text
from desktop.briefing.exposure import reach_table, weaknesses
from desktop.briefing.model import (
    Block,
    Cell,
    Column,
    Heading,
    LocatorMap,
    Paragraph,
    Role,
    Section,
    Span,
    Table,
    Text,
)
from desktop.briefing.overview import mark, stop_details
from desktop.briefing.own_facts import own_fact_count
from desktop.briefing.rules import rules, safeguards
from desktop.briefing.systems import systems
from desktop.briefing.words import confidence_word, level_word, theme_name
from desktop.i18n import _, ngettext

_LEAD_THEMES = (Theme.PUBLIC_SURVEILLANCE, Theme.COMMUNICATIONS, Theme.BORDER, Theme.DATA_REACH)


def destination(stop: StopContext) -> Section:
    """Compose the section of one stop."""
    facts = stop.assessment.facts
    return Section(
        section_id=f"stop-{facts.country.code}",
        kicker=_("Stop {place} of {of}").format(place=stop.place, of=stop.of),
        title=facts.country.name,
        aside=tuple(
            line
            for line in (
                ", ".join(stop_details(stop.stop)),
                _fact_count(stop),
                own_fact_count(facts.own) if facts.own else "",
            )
            if line
        ),
        blocks=(
            _map(stop),
            *lead(stop),
            *_levels(stop),
            *systems(stop),
            *reach_table(stop),
            *weaknesses(stop),
            *rules(stop),
            *safeguards(stop),
        ),
    )


def _fact_count(stop: StopContext) -> str:
    facts = stop.assessment.facts
    newest = newest_date(rating.newest for rating in stop.assessment.ratings)
    counted = ngettext("{n} fact", "{n} facts", facts.count).format(n=facts.count)
    if newest is None:
        return counted
    return _("{facts}, newest {date}").format(facts=counted, date=date_text(newest))


def _map(stop: StopContext) -> LocatorMap:
    country = stop.assessment.facts.country
    gravest = max(rating.level for rating in stop.assessment.ratings if rating.theme is not Theme.SAFEGUARDS)
    return LocatorMap(
        country=country.code,
        level=gravest,
        alternative=_("Map: where {country} lies. Its gravest level is {level}.").format(
            country=country.name, level=level_word(gravest).lower()
        ),
    )


def lead(stop: StopContext, *, claims: int = len(_LEAD_THEMES)) -> list[Block]:
    """Compose the opening paragraph from the gravest reason of the themes that a traveller meets first."""
    spans: list[Span] = []
    for theme in _LEAD_THEMES[:claims]:
        rating = stop.assessment.rating(theme)
        if rating.level >= Level.MODERATE:
            spans.append(_claim(stop, rating.reasons[0], opening=" " if spans else ""))
    safeguards = stop.assessment.rating(Theme.SAFEGUARDS)
    if safeguards.reasons:
        spans.append(_claim(stop, safeguards.reasons[0], opening=" " if spans else ""))
    missing = [
        theme_name(rating.theme).lower() for rating in stop.assessment.ratings if rating.level is Level.NOT_DOCUMENTED
    ]
    blocks: list[Block] = [Paragraph(text=tuple(spans), role=Role.LEAD)] if spans else []
    if missing:
        text = _("Not documented: {themes}. Nothing found, which is no all-clear.").format(themes=join_words(missing))
        blocks.append(Paragraph(text=(Span(text=text),), role=Role.NOTE if spans else Role.LEAD))
    return blocks


def _claim(stop: StopContext, reason: Reason, opening: str = "") -> Span:
    return Span(text=opening + reason.text, cites=stop.citations.cite(reason.sources))


def _levels(stop: StopContext) -> list[Block]:
    """Show each documented theme's level with its reasons; the opening paragraph names those not documented."""
    documented = [rating for rating in stop.assessment.ratings if rating.reasons]
    if not documented:
        return []
    table = Table(
        caption=_("Levels and reasons"),
        columns=(
            Column(title=_("Theme"), share=0.16),
            Column(title=_("Level"), share=0.152),
            Column(title=_("Because, and what would change it"), share=0.688),
        ),
        rows=tuple(_level_row(stop, rating) for rating in documented),
    )
    return [Heading(text=_("Levels, and why")), table]


def _level_row(stop: StopContext, rating: Rating) -> tuple[Cell, ...]:
    shown = rating.reasons[: stop.room.reasons]
    claims = tuple(_claim(stop, reason, opening=" " if place else "") for place, reason in enumerate(shown))
    return (
        Cell(text=(Span(text=theme_name(rating.theme), bold=True),)),
        Cell(mark=mark(rating), detail=_confidence(rating)),
        Cell(text=claims, detail=(Span(text=_evidence(rating) + _change(rating)),)),
    )


def _change(rating: Rating) -> str:
    """Say what would lower the level, or else what would raise it."""
    if not rating.changes:
        return ""
    change = min(rating.changes, key=lambda change: change.raises)
    if rating.theme is Theme.SAFEGUARDS:
        words = _(" · would be weaker if {condition}") if change.raises else _(" · would be stronger if {condition}")
    else:
        words = _(" · would rise if {condition}") if change.raises else _(" · would fall if {condition}")
    return words.format(condition=change.text)


def _confidence(rating: Rating) -> Text:
    if rating.confidence is None:
        return ()
    return (Span(text=_("{word} confidence").format(word=confidence_word(rating.confidence))),)


def _evidence(rating: Rating) -> str:
    return " · ".join((_age(rating), *(step_words()[step] for step in rating.reasons[0].steps)))


def _age(rating: Rating) -> str:
    if rating.newest is None:
        return _("undated")
    newest = date_text(rating.newest)
    return _("old: newest {date}").format(date=newest) if rating.is_stale else newest
