"""Choose measures: what the facts of a trip call for, merged over its stops and put in order.

Source of the numbers: `[advice]` in data/method.toml.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.advice.model import Measure
from desktop.assessment.levels import Level, Posture
from desktop.assessment.method import Method
from desktop.assessment.model import Assessment
from desktop.dataset.codes import CountryCode, Device, FactId, LawLevel, Phase
from desktop.dataset.model import Advice
from desktop.trip import Trip

ANY = "any"
_FACTS_PER_STOP = 2
_ALWAYS_RELEVANT = (Device.ANY, Device.ACCOUNTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What one trigger rests on at one stop: its facts, surest first, and the gravest level it bears on."""

    facts: tuple[FactId, ...]
    level: Level


def choose(
    trip: Trip, assessments: Sequence[Assessment], posture: Posture, advice: Sequence[Advice], method: Method
) -> tuple[Measure, ...]:
    """Return the measures of a trip in order of phase, then priority; one of each group, a limited number a phase."""
    calls = {assessment.facts.country.code: _calls(assessment, method) for assessment in assessments}
    stops = tuple(stop.country for stop in trip.stops)
    found = [
        measured
        for row in advice
        if _concerns(row, trip, posture)
        if (measured := _measure(row, stops, calls, method)) is not None
    ]
    ordered = sorted(found, key=lambda pair: (-pair[1].priority, pair[1].advice_id))
    best: dict[str, Measure] = {}
    for group, measure in ordered:
        best.setdefault(group, measure)
    return tuple(
        measure
        for phase in Phase
        for measure in [each for each in best.values() if each.phase is phase][: method.advice.limit[phase]]
    )


def _concerns(row: Advice, trip: Trip, posture: Posture) -> bool:
    return (
        (not row.postures or posture.code in row.postures)
        and (not row.profiles or trip.profile in row.profiles)
        and any(device in _ALWAYS_RELEVANT or device in trip.devices for device in row.devices)
    )


def _measure(
    row: Advice,
    stops: Sequence[CountryCode],
    calls: Mapping[CountryCode, Mapping[str, _Call]],
    method: Method,
) -> tuple[str, Measure] | None:
    if ANY in row.triggers:
        calling: tuple[CountryCode, ...] = ()
        facts: tuple[FactId, ...] = ()
        level = Level.NOT_DOCUMENTED
    else:
        by_stop = {stop: [calls[stop][trigger] for trigger in row.triggers if trigger in calls[stop]] for stop in stops}
        calling = tuple(stop for stop in stops if by_stop[stop])
        if not calling:
            return None
        facts = tuple(
            dict.fromkeys(fact for stop in calling for fact in _first_of_each(by_stop[stop])[:_FACTS_PER_STOP])
        )
        level = max(call.level for stop in calling for call in by_stop[stop])
    priority = row.weight * method.advice.weight + level * method.advice.level - method.advice.effort[row.effort]
    measure = Measure(
        advice_id=row.advice_id,
        phase=row.phase,
        headline=row.headline,
        action=row.action,
        why=row.why,
        devices=row.devices,
        effort=row.effort,
        priority=priority,
        stops=calling,
        facts=facts,
        source_ids=row.source_ids,
    )
    return row.group, measure


def _first_of_each(calls: Sequence[_Call]) -> list[FactId]:
    """Take the surest fact of each trigger, gravest trigger first."""
    ordered = sorted(calls, key=lambda call: -call.level)
    return [call.facts[0] for call in ordered]


def _calls(assessment: Assessment, method: Method) -> dict[str, _Call]:
    """Map every trigger that holds at a stop to the facts behind it.

    A technology holds where it is in use or under way, a law topic where its level is not none, data protection where
    it is missing or partial, ``exposes-…`` where a brand seen there has such a weakness.
    """
    facts = assessment.facts
    found: dict[str, list[tuple[int, FactId]]] = {}
    for deployment in facts.deployments:
        if deployment.status in method.status.current:
            for technology in deployment.technologies:
                found.setdefault(technology, []).append((-deployment.confidence, deployment.fact_id))
    for law in facts.laws:
        is_protection = law.topic == method.safeguards.data_protection
        calling = (LawLevel.NONE, LawLevel.PARTIAL) if is_protection else (LawLevel.LIMITED, LawLevel.BROAD)
        if law.level in calling:
            found.setdefault(law.topic, []).append((-law.confidence, law.fact_id))
    for order, weakness in enumerate(assessment.weaknesses):
        for exposed in weakness.vulnerability.exposes:
            found.setdefault(f"exposes-{exposed}", []).append((order, weakness.vulnerability.fact_id))
    levels = {rating.theme: rating.level for rating in assessment.ratings}
    return {
        trigger: _Call(
            facts=tuple(fact for _order, fact in sorted(rows)),
            level=max((levels[theme] for theme in method.themes_of(trigger)), default=Level.NOT_DOCUMENTED),
        )
        for trigger, rows in found.items()
    }
