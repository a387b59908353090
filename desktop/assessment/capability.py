"""Levels from documented systems: capability, breadth, age, confidence and status.

Source of the rules: `[[deployment]]`, `[breadth]`, `[status]`, `[age]` and `[confidence]` in data/method.toml.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.assessment.evidence import borne_out, fade_steps, group_confidence, newest_date, newest_of
from desktop.assessment.finding import Finding
from desktop.assessment.levels import Level
from desktop.assessment.method import DeploymentRule, Method
from desktop.assessment.model import Reason
from desktop.dataset.codes import Confidence, FactId, Status
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import CountryFacts, Deployment
from desktop.i18n import _, ngettext

_PLACE_SEPARATOR = re.compile(r"\s*;\s*|,\s+|\s+and\s+")
_NAMED_AT_MOST = 3
_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A deployment with what its evidence is worth: date of the newest source and steps lost to age."""

    deployment: Deployment
    newest: PartialDate | None
    faded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """One rule under one country's safeguards: what a sighting is worth, nationwide or local."""

    rule: DeploymentRule
    method: Method
    shift: int

    def value(self, sighting: Sighting, *, is_national: bool, status: Status | None = None) -> Level:
        """Return what a sighting is worth, at its own stage or as if it had reached another."""
        local = 0 if is_national else self.method.breadth.local_steps
        steps = self.rule.level - local - sighting.faded + self.shift
        reached = _LEVELS[min(Level.VERY_HIGH, max(Level.LOW, steps))]
        return min(reached, self.method.status.cap[status or sighting.deployment.status])

    def values(self, sightings: Sequence[Sighting], *, is_national: bool) -> dict[FactId, Level]:
        return {each.deployment.fact_id: self.value(each, is_national=is_national) for each in sightings}


def sight(facts: CountryFacts, method: Method, as_of: date) -> tuple[Sighting, ...]:
    """Date every deployment of a country once, for all rules."""
    sightings = []
    for deployment in facts.deployments:
        newest = newest_date((newest_of(deployment.source_ids, facts.sources), _started(deployment, as_of)))
        sightings.append(Sighting(deployment=deployment, newest=newest, faded=fade_steps(newest, as_of, method.age)))
    return tuple(sightings)


def _started(deployment: Deployment, as_of: date) -> PartialDate | None:
    """Return the start of a system that has begun: evidence of it cannot be older."""
    since = deployment.since
    return since if since is not None and since.last_day() <= as_of else None


def find_capabilities(
    facts: CountryFacts, sightings: Sequence[Sighting], method: Method, shift: int
) -> tuple[Finding, ...]:
    """Apply every deployment rule; `shift` is how far the country's safeguards move a moderated rule."""
    findings = []
    seen = {technology for each in sightings for technology in each.deployment.technologies}
    for rule in method.deployment:
        if seen.isdisjoint(rule.technologies):
            continue
        matching = [each for each in sightings if _concerns(rule, each.deployment)]
        if matching:
            scale = _Scale(rule=rule, method=method, shift=shift if rule.moderated else 0)
            findings.append(_finding(scale, matching, facts))
    return tuple(findings)


def _concerns(rule: DeploymentRule, deployment: Deployment) -> bool:
    if not any(technology in rule.technologies for technology in deployment.technologies):
        return False
    others = [technology for technology in deployment.technologies if technology not in rule.technologies]
    return not others or not all(technology in rule.elsewhere_beside for technology in others)


def places_of(deployment: Deployment) -> tuple[str, ...]:
    """Return the places a deployment names, such as ``("Yaoundé", "Douala")``."""
    return tuple(part for part in _PLACE_SEPARATOR.split(deployment.place) if part)


def _is_national(sightings: Sequence[Sighting], method: Method) -> bool:
    places = {place for each in sightings for place in places_of(each.deployment)}
    return method.breadth.national in places or len(places) >= method.breadth.national_places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """The level reached, by which sightings, and how sure all facts able to bear it make it."""

    level: Level
    is_national: bool
    bearing: tuple[Sighting, ...]
    confidence: Confidence


def _outcome(scale: _Scale, matching: Sequence[Sighting], facts: CountryFacts) -> _Outcome:
    """Return the highest level that some facts bear.

    For each level, from the top, two groups are tried: the facts that are each sure enough, and those with the unsure
    ones that bear each other out. Both only gain from a further fact, so the level does too.
    """
    method = scale.method
    worth = {is_national: scale.values(matching, is_national=is_national) for is_national in (True, False)}
    for level in _LEVELS[:0:-1]:
        able = [each for each in matching if worth[True][each.deployment.fact_id] >= level]
        sure = [each for each in able if method.confidence.cap[each.deployment.confidence] >= level]
        together = borne_out(level, [each.deployment for each in able], facts.sources, method.confidence)
        joined = {each.fact_id for each in (*together, *(one.deployment for one in sure))}
        for group in (sure, [each for each in able if each.deployment.fact_id in joined]):
            is_national = bool(group) and _is_national(group, method)
            bearing = [each for each in group if worth[is_national][each.deployment.fact_id] >= level]
            if bearing:
                confidence = group_confidence((each.deployment for each in able), facts.sources, method.confidence)
                return _Outcome(level=level, is_national=is_national, bearing=tuple(bearing), confidence=confidence)
    raise AssertionError("every sighting bears the lowest level")


def _finding(scale: _Scale, matching: Sequence[Sighting], facts: CountryFacts) -> Finding:
    outcome = _outcome(scale, matching, facts)
    sure = scale.method.confidence.cap
    shown = sorted(
        outcome.bearing,
        key=lambda each: (
            -min(scale.value(each, is_national=outcome.is_national), sure[each.deployment.confidence]),
            -each.deployment.confidence,
            -(each.newest.last_day().toordinal() if each.newest else 0),
            each.deployment.fact_id,
        ),
    )
    deployments = [each.deployment for each in shown]
    reason = Reason(
        text=_sentence(scale.rule, deployments, facts, scale.method),
        rule=scale.rule.id,
        level=outcome.level,
        confidence=outcome.confidence,
        newest=newest_date(each.newest for each in shown),
        facts=tuple(deployment.fact_id for deployment in deployments),
        sources=tuple(dict.fromkeys(source for deployment in deployments for source in deployment.source_ids)),
        steps=_steps(scale, shown, outcome),
    )
    return Finding(
        theme=scale.rule.theme,
        reason=reason,
        lowered_by=_lowered_by(scale, shown),
        raised_by=_raised_by(scale, matching, outcome),
    )


def _sentence(rule: DeploymentRule, deployments: Sequence[Deployment], facts: CountryFacts, method: Method) -> str:
    """Fill the rule's sentence with the places of the facts that bear it, and with who supplied those places."""
    national = method.breadth.national
    placed = [each for each in deployments if any(place != national for place in places_of(each))]
    named = placed or deployments
    places = list(dict.fromkeys(place for each in named for place in places_of(each) if place != national))
    suppliers = list(dict.fromkeys(facts.suppliers[key].name for each in named for key in each.supplier_ids))
    where = _("in {places}").format(places=_shortened(places)) if places else _("in the country")
    who = _(", with {suppliers}").format(suppliers=_shortened(suppliers)) if suppliers else ""
    return _(rule.sentence).format(where=where, who=who)


def _shortened(names: Sequence[str]) -> str:
    return join_words(names[:_NAMED_AT_MOST], max(0, len(names) - _NAMED_AT_MOST))


def join_words(words: Sequence[str], more: int = 0) -> str:
    """Join names as prose, such as “Belgrade, Novi Sad and 2 more”."""
    parts = [*words, *([ngettext("{n} more", "{n} more", more).format(n=more)] if more else [])]
    if len(parts) == 1:
        return parts[0]
    return _("{list} and {last}").format(list=", ".join(parts[:-1]), last=parts[-1])


def _steps(scale: _Scale, shown: Sequence[Sighting], outcome: _Outcome) -> tuple[str, ...]:
    """Name the reductions and rises behind the strongest fact, as codes whose words stand in the glossary."""
    method, strongest = scale.method, shown[0]
    full = scale.rule.level
    steps = []
    if not outcome.is_national:
        steps.append("local")
    if strongest.faded:
        steps.append("faded")
    if scale.shift:
        steps.append("safeguards-raise" if scale.shift > 0 else "safeguards-lower")
    if method.status.cap[strongest.deployment.status] < full:
        is_current = strongest.deployment.status in method.status.current
        is_plan = strongest.deployment.status is Status.PLANNED
        steps.append("unfinished" if is_current else "planned" if is_plan else "history")
    if method.confidence.cap[outcome.confidence] < full:
        steps.append("thin")
    return tuple(steps)


def _lowered_by(scale: _Scale, shown: Sequence[Sighting]) -> str:
    """Say what takes this reason down first: age, where that is near, or the end of the systems."""
    method = scale.method
    newest = newest_date(each.newest for each in shown)
    if newest is not None and not any(each.faded for each in shown):
        year = newest.year + method.age.fade_years
        return _("no newer report came before {year}").format(year=year)
    return _("it had ended")


def _raised_by(scale: _Scale, matching: Sequence[Sighting], outcome: _Outcome) -> tuple[tuple[Level, str], ...]:
    """List what one change would give more: a surer source, more places, regular use."""
    cap = scale.method.confidence.cap
    here = max(scale.value(each, is_national=outcome.is_national) for each in matching)
    wider = max(scale.value(each, is_national=True) for each in matching)
    in_use = max(scale.value(each, is_national=outcome.is_national, status=Status.OPERATIONAL) for each in matching)
    is_sure = cap[outcome.confidence] > outcome.level
    conditions: list[tuple[Level, str]] = []
    if here > outcome.level:
        conditions.append((here, _("an independent source with particulars confirmed it")))
    if wider > max(outcome.level, here) and is_sure:
        conditions.append((wider, _("it were documented nationwide or in more places")))
    if in_use > max(outcome.level, here) and is_sure:
        conditions.append((in_use, _("it were in regular use")))
    return tuple(conditions)
