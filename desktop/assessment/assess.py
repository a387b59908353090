"""The method applied to one destination: facts in, ratings, reach and posture out.

Pure: the date that ages are counted to is an argument, and so is the method.
"""

from collections.abc import Sequence
from datetime import date

from desktop.assessment.capability import find_capabilities, sight
from desktop.assessment.evidence import is_stale, newest_date
from desktop.assessment.finding import Finding
from desktop.assessment.legal import find_indicators, find_laws
from desktop.assessment.levels import Level, Theme
from desktop.assessment.method import Method
from desktop.assessment.model import Assessment, Change, Rating
from desktop.assessment.posture import decide
from desktop.assessment.safeguards import rate_safeguards
from desktop.assessment.supplied import find_reach, find_weaknesses, present
from desktop.dataset.model import CountryFacts
from desktop.i18n import _
from desktop.trip import Profile

_BOTH = 2


def assess(facts: CountryFacts, *, method: Method, profile: Profile, as_of: date) -> Assessment:
    """Rate every theme of a destination and decide the posture; `as_of` is the date of the dataset."""
    safeguards = rate_safeguards(facts, method)
    sightings = sight(facts, method, as_of)
    in_use = present(sightings, method)
    reach_findings, reach, unknown_home = find_reach(facts, in_use, method)
    weakness_findings, weaknesses = find_weaknesses(facts, in_use, method)
    findings = (
        *find_capabilities(facts, sightings, method, safeguards.shift),
        *find_laws(facts, method),
        *find_indicators(facts, method),
        *reach_findings,
        *weakness_findings,
        *((safeguards.finding,) if safeguards.finding else ()),
    )
    ratings = tuple(
        _rating(theme, [finding for finding in findings if finding.theme is theme], method, as_of) for theme in Theme
    )
    return Assessment(
        facts=facts,
        ratings=ratings,
        reach=reach,
        weaknesses=weaknesses,
        unknown_home=unknown_home,
        posture=decide(ratings, profile, method),
        as_of=as_of,
    )


def _rating(theme: Theme, findings: Sequence[Finding], method: Method, as_of: date) -> Rating:
    """Join what the rules found on one theme: the gravest reason sets the level."""
    if not findings:
        return Rating(
            theme=theme,
            level=Level.NOT_DOCUMENTED,
            confidence=None,
            newest=None,
            is_stale=False,
            reasons=(),
            changes=(Change(raises=True, to=Level.LOW, text=_("any fact about it were documented")),),
        )
    ordered = sorted(findings, key=lambda each: (-each.reason.level, -each.reason.confidence))
    level = ordered[0].reason.level
    top = [finding for finding in ordered if finding.reason.level is level]
    newest = newest_date(finding.reason.newest for finding in top)
    return Rating(
        theme=theme,
        level=level,
        confidence=max(finding.reason.confidence for finding in top),
        newest=newest,
        is_stale=is_stale(newest, as_of, method.age),
        reasons=tuple(finding.reason for finding in ordered),
        changes=_changes(level, top, ordered),
    )


def _changes(level: Level, top: Sequence[Finding], findings: Sequence[Finding]) -> tuple[Change, ...]:
    """Say what would raise the rating with the smallest step, and what would lower it."""
    changes = []
    rises = [(to, text) for finding in findings for to, text in finding.raised_by if to > level]
    if rises:
        to, text = min(rises, key=lambda rise: rise[0])
        changes.append(Change(raises=True, to=to, text=text))
    if level > Level.LOW:
        if len(top) == 1:
            text = top[0].lowered_by
        else:
            text = (
                _("both reasons fell away") if len(top) == _BOTH else _("all {n} reasons fell away").format(n=len(top))
            )
        changes.append(Change(raises=False, to=Level(level - 1), text=text))
    return tuple(changes)
