"""How old and how sure evidence is: dates and confidence of groups of facts.

Source of the rules: `[age]` and `[confidence]` in data/method.toml.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from desktop.assessment.levels import Level
from desktop.assessment.method import AgeRule, ConfidenceRule
from desktop.dataset.codes import Confidence, SourceId
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import Deployment, Jurisdiction, Law, Source

_DAYS_PER_YEAR = 365.25


def newest_of(source_ids: Iterable[SourceId], sources: Mapping[SourceId, Source]) -> PartialDate | None:
    """Return the date of the newest dated source, or None where none has a date."""
    dates = [published for source_id in source_ids if (published := sources[source_id].published) is not None]
    return max(dates, default=None)


def newest_date(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Return the newest of some dates, or None where none is known."""
    return max((known for known in dates if known is not None), default=None)


def age_years(newest: PartialDate, as_of: date) -> float:
    """Return how many years lie between the last day of `newest` and `as_of`, never below 0."""
    return max(0.0, (as_of - newest.last_day()).days / _DAYS_PER_YEAR)


def fade_steps(newest: PartialDate | None, as_of: date, age: AgeRule) -> int:
    """Return how many steps old evidence loses; undated evidence counts as old, since it may be."""
    is_old = newest is None or age_years(newest, as_of) >= age.fade_years
    return age.fade_steps if is_old else 0


def is_stale(newest: PartialDate | None, as_of: date, age: AgeRule) -> bool:
    """Tell whether evidence is old enough to be marked; undated evidence is."""
    return newest is None or age_years(newest, as_of) > age.mark_years


def group_confidence(
    facts: Iterable[Deployment | Law | Jurisdiction], sources: Mapping[SourceId, Source], rule: ConfidenceRule
) -> Confidence:
    """Return how sure a group of facts is: its surest fact, one step more where publishers report several facts.

    Both counts only grow with evidence, so that removing a source never raises confidence.
    """
    group = tuple(facts)
    best = max(fact.confidence for fact in group)
    if best is Confidence.HIGH:
        return best
    surest = [fact for fact in group if fact.confidence is best]
    publishers = {
        sources[source_id].publisher
        for fact in surest
        for source_id in fact.source_ids
        if sources[source_id].kind not in rule.dependent_kinds
    }
    is_corroborated = min(len(surest), len(publishers)) >= rule.independent_sources
    return Confidence(best + 1) if is_corroborated else best


def borne_out(
    level: Level, deployments: Sequence[Deployment], sources: Mapping[SourceId, Source], rule: ConfidenceRule
) -> tuple[Deployment, ...]:
    """Return the facts too unsure to bear a level alone, if enough publishers report them; listings never count."""
    unsure = tuple(
        each
        for each in deployments
        if rule.cap[each.confidence] < level
        and any(sources[source_id].kind not in rule.dependent_kinds for source_id in each.source_ids)
    )
    if not unsure:
        return ()
    return unsure if rule.cap[group_confidence(unsure, sources, rule)] >= level else ()
