"""Page one: the decision. Who, where, when; posture; one row of levels per stop; the measures that matter most."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.advice.model import Measure
from desktop.assessment.capability import join_words
from desktop.assessment.levels import Level, Theme
from desktop.assessment.model import Assessment, PostureDecision, Rating
from desktop.assessment.posture import strictest
from desktop.briefing.citation import Citations
from desktop.briefing.date_words import span_text
from desktop.briefing.model import (
    ActionColumn,
    ActionColumns,
    Block,
    Heading,
    LevelGrid,
    LevelMark,
    LevelRow,
    PostureBox,
    Section,
    Span,
)
from desktop.briefing.one_sheet import spilled
from desktop.briefing.words import level_word, phase_title, posture_meaning, posture_title, profile_name, theme_name
from desktop.dataset.codes import Phase
from desktop.i18n import _
from desktop.trip import Stop, Trip

_ACTIONS_PER_PHASE = 5
_REASONS_NAMED = 2
_COUNTRIES_NAMED = 6


def mark(rating: Rating) -> LevelMark:
    """Return a rating's level with the word that stands beside its shape."""
    return LevelMark(
        theme=rating.theme,
        level=rating.level,
        word=level_word(rating.level, rating.theme),
        short=_("n.d.") if rating.level is Level.NOT_DOCUMENTED else "",
    )


def overview(
    trip: Trip,
    assessments: Sequence[Assessment],
    measures: Sequence[Measure],
    citations: Citations,
    *,
    has_masthead: bool,
) -> Section:
    """Compose page one; a masthead leaves less room on it."""
    levels: tuple[Block, ...] = (Heading(text=_("What you will meet")), _level_grid(trip, assessments))
    actions: tuple[Block, ...] = (Heading(text=_("If you do only this")), _actions(measures))
    box = _posture_box(assessments, citations)
    page = Section(
        section_id="overview",
        kicker=_("Pre-travel briefing"),
        title=countries(assessments),
        aside=_aside(trip),
        blocks=(box, *levels, *actions),
    )
    if not spilled(page, has_masthead=has_masthead):
        return page
    # Rows may go on overleaf, the measures that matter most may not.
    return replace(page, blocks=(box, *actions, *levels))


def countries(assessments: Sequence[Assessment]) -> str:
    """Name the countries of a trip; of very many only the first."""
    names = [assessment.facts.country.name for assessment in assessments]
    if len(names) <= _COUNTRIES_NAMED:
        return ", ".join(names)
    return join_words(names[: _COUNTRIES_NAMED - 1], len(names) - _COUNTRIES_NAMED + 1)


def _aside(trip: Trip) -> tuple[str, ...]:
    arrivals = [stop.arrive for stop in trip.stops if stop.arrive is not None]
    departures = [stop.leave for stop in trip.stops if stop.leave is not None]
    dates = span_text(min(arrivals, default=None), max(departures, default=None))
    profile = _("Profile: {profile}").format(profile=profile_name(trip.profile).lower())
    return tuple(line for line in (trip.traveller, dates, profile) if line)


def _posture_box(assessments: Sequence[Assessment], citations: Citations) -> PostureBox:
    decision = strictest([assessment.posture for assessment in assessments])
    driving = next(assessment for assessment in assessments if assessment.posture is decision)
    spans = [Span(text=_("{meaning} ").format(meaning=posture_meaning(decision.posture)))]
    spans += [Span(text=decision.text)]
    spans += _drivers(decision, driving, citations, names_country=len(assessments) > 1)
    return PostureBox(
        posture=decision.posture, label=_("Posture"), title=posture_title(decision.posture), text=tuple(spans)
    )


def _drivers(
    decision: PostureDecision, assessment: Assessment, citations: Citations, *, names_country: bool
) -> list[Span]:
    """Name the levels that drove the posture, each with the sources of its gravest reason."""
    if not decision.drivers:
        return []
    opening = (
        _(" What decides, in {country}: ").format(country=assessment.facts.country.name)
        if names_country
        else _(" What decides: ")
    )
    spans = [Span(text=opening)]
    for place, theme in enumerate(decision.drivers):
        rating = assessment.rating(theme)
        separator = "" if place == 0 else ", "
        text = _("{theme} {level}").format(
            theme=theme_name(theme).lower(), level=level_word(rating.level, theme).lower()
        )
        cites = citations.cite(rating.reasons[0].sources, at_most=_REASONS_NAMED) if rating.reasons else ()
        spans.append(Span(text=separator + text, cites=cites))
    spans.append(Span(text="."))
    return spans


def stop_details(stop: Stop) -> tuple[str, ...]:
    """Return the dates of a stop, where they are known, and whether it is a transit only."""
    kind = _("transit") if stop.is_transit else ""
    return tuple(part for part in (span_text(stop.arrive, stop.leave), kind) if part)


def _level_grid(trip: Trip, assessments: Sequence[Assessment]) -> LevelGrid:
    rows = tuple(
        LevelRow(
            title=assessment.facts.country.name,
            details=stop_details(stop),
            marks=tuple(mark(rating) for rating in assessment.ratings),
        )
        for stop, assessment in zip(trip.stops, assessments, strict=True)
    )
    legend = tuple(LevelMark(theme=Theme.PUBLIC_SURVEILLANCE, level=level, word=_legend_word(level)) for level in Level)
    return LevelGrid(
        caption=_("Levels by stop and theme"),
        columns=tuple(theme_name(theme) for theme in Theme),
        rows=rows,
        legend=legend,
        note=_("Not documented means nothing found, which is no all-clear. Safeguards: the fuller, the weaker."),
    )


def _legend_word(level: Level) -> str:
    word = level_word(level).lower()
    return _("{short}: {word}").format(short=_("n.d."), word=word) if level is Level.NOT_DOCUMENTED else word


def _actions(measures: Sequence[Measure]) -> ActionColumns:
    return ActionColumns(
        columns=tuple(
            ActionColumn(
                label=phase_title(phase),
                items=tuple(
                    (Span(text=measure.headline),)
                    for measure in [each for each in measures if each.phase is phase][:_ACTIONS_PER_PHASE]
                ),
            )
            for phase in Phase
        )
    )
