"""What follows from who supplied a system: reach of foreign governments, and weaknesses of the equipment.

One rule for all suppliers, whichever state is their home. Source of the rules: `[[reach]]` and `[[equipment]]` in
data/method.toml.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from desktop.assessment.capability import Sighting, join_words
from desktop.assessment.evidence import borne_out, group_confidence, newest_date
from desktop.assessment.finding import Finding
from desktop.assessment.levels import Level, Theme
from desktop.assessment.method import EquipmentRule, Method, ReachRule
from desktop.assessment.model import Reach, Reason, Weakness
from desktop.assessment.safeguards import freedom_level
from desktop.dataset.codes import Confidence, CountryCode, SupplierId
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import CountryFacts, Deployment, HomeState, Jurisdiction, Vulnerability
from desktop.i18n import _

_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Borne:
    """The level that a group of present deployments can carry, those that carry it, and how sure they are."""

    level: Level
    deployments: tuple[Deployment, ...]
    confidence: Confidence


def present(sightings: Iterable[Sighting], method: Method) -> tuple[Sighting, ...]:
    """Keep the deployments that are in use or under way; plans and history reach nobody today."""
    return tuple(each for each in sightings if each.deployment.status in method.status.current)


def find_reach(
    facts: CountryFacts, sightings: Sequence[Sighting], method: Method
) -> tuple[tuple[Finding, ...], tuple[Reach, ...], tuple[SupplierId, ...]]:
    """Return findings of data reach, the governments that can compel access, and suppliers of unknown home state.

    The host comes first among the governments; the others follow by the level they give, then by name.
    """
    through, unknown = _homes(facts, sightings)
    host = facts.home_states[facts.country.code]
    found: list[tuple[Finding, Reach]] = []
    for code in sorted(through):
        if code == facts.country.code:
            continue
        home = facts.home_states[code]
        suppliers = through[code]
        supplied = [each for each in sightings if suppliers & set(each.deployment.supplier_ids)]
        finding = _reach_finding(home, suppliers, supplied, facts, method)
        found.append((finding, _reach(home, tuple(sorted(suppliers)), facts, method)))
    found.sort(key=lambda pair: (-pair[0].reason.level, pair[1].name))
    host_reach = _reach(host, (), facts, method)
    return (
        tuple(finding for finding, _reach_of in found),
        (host_reach, *(reach for _finding, reach in found)),
        tuple(sorted(unknown)),
    )


def _homes(
    facts: CountryFacts, sightings: Sequence[Sighting]
) -> tuple[dict[CountryCode, set[SupplierId]], set[SupplierId]]:
    through: dict[CountryCode, set[SupplierId]] = {}
    unknown: set[SupplierId] = set()
    for each in sightings:
        for supplier_id in each.deployment.supplier_ids:
            hq = facts.suppliers[supplier_id].hq
            if hq is None:
                unknown.add(supplier_id)
            else:
                through.setdefault(hq, set()).add(supplier_id)
    return through, unknown


def _reach(home: HomeState, through: tuple[SupplierId, ...], facts: CountryFacts, method: Method) -> Reach:
    gravity = {rule.duty: rule.level for rule in method.reach}
    laws = sorted(
        home.jurisdictions, key=lambda law: (-gravity.get(law.duty, Level.NOT_DOCUMENTED), -law.confidence, law.fact_id)
    )
    return Reach(
        country=home.country.code,
        name=home.country.name,
        is_host=home.country.code == facts.country.code,
        through=through,
        laws=tuple(laws),
        restrictions=tuple(row for row in facts.restrictions if row.supplier_id in through),
    )


def _reach_finding(
    home: HomeState,
    suppliers: set[SupplierId],
    supplied: Sequence[Sighting],
    facts: CountryFacts,
    method: Method,
) -> Finding:
    rule, law = _strongest_duty(home, method)
    shift = method.safeguards.moderation[freedom_level(home.indicators, method)] if law else 0
    full = Level(min(Level.VERY_HIGH, max(Level.LOW, rule.level + shift)))
    borne = _bear(full, supplied, facts, method)
    bearing = {supplier for each in borne.deployments for supplier in each.supplier_ids} & suppliers
    names = [facts.suppliers[supplier].name for supplier in sorted(bearing)]
    facts_of_law = (law,) if law else ()
    cited = tuple((fact.fact_id, fact.source_ids) for fact in (*facts_of_law, *borne.deployments))
    moved = () if not shift else ("home-raises" if shift > 0 else "home-lowers",)
    reason = Reason(
        text=_(rule.sentence).format(
            country=home.country.name,
            suppliers=join_words(names[:_NAMED_AT_MOST], len(names) - len(names[:_NAMED_AT_MOST])),
            law=law.law if law else "",
        ),
        rule=rule.id,
        level=borne.level,
        confidence=min(borne.confidence, law.confidence) if law else borne.confidence,
        newest=_newest(borne.deployments, supplied),
        facts=tuple(fact_id for fact_id, _sources in cited),
        sources=tuple(dict.fromkeys(source for _fact, sources in cited for source in sources)),
        steps=(*moved, *_reductions(full, borne, supplied, method)),
    )
    raised = ((full, _("independent sources confirmed what the supplier runs here")),) if full > borne.level else ()
    return Finding(
        theme=Theme.DATA_REACH,
        reason=reason,
        lowered_by=_("this equipment were replaced"),
        raised_by=raised,
    )


def _strongest_duty(home: HomeState, method: Method) -> tuple[ReachRule, Jurisdiction | None]:
    """Return the gravest duty that the home state can impose, with its best documented law."""
    for rule in sorted(method.reach, key=lambda rule: (-rule.level, rule.id)):
        laws = [law for law in home.jurisdictions if law.duty == rule.duty]
        if laws:
            return rule, min(laws, key=lambda law: (-law.confidence, law.fact_id))
    return next(rule for rule in method.reach if not rule.duty), None


def _bear(full: Level, sightings: Sequence[Sighting], facts: CountryFacts, method: Method) -> _Borne:
    """Find the highest level up to `full` that the sightings carry, given their age, status and confidence."""
    cap = method.confidence.cap
    for level in sorted((level for level in Level if Level.NOT_DOCUMENTED < level <= full), reverse=True):
        able = [
            each.deployment
            for each in sightings
            if min(max(Level.LOW, full - each.faded), method.status.cap[each.deployment.status]) >= level
        ]
        if not able:
            continue
        confidence = group_confidence(able, facts.sources, method.confidence)
        sure = [deployment for deployment in able if cap[deployment.confidence] >= level]
        bearing = sure or borne_out(level, able, facts.sources, method.confidence)
        if bearing:
            ordered = sorted(bearing, key=lambda each: (-each.confidence, each.fact_id))
            return _Borne(level=level, deployments=tuple(ordered), confidence=confidence)
    raise AssertionError("every present deployment carries the lowest level")


def _reductions(full: Level, borne: _Borne, sightings: Sequence[Sighting], method: Method) -> tuple[str, ...]:
    """Name what keeps a group of deployments below the level of its rule, as codes."""
    if borne.level == full:
        return ()
    ids = {deployment.fact_id for deployment in borne.deployments}
    bearing = [each for each in sightings if each.deployment.fact_id in ids]
    reasons = {
        "faded": all(each.faded for each in bearing),
        "unfinished": all(method.status.cap[each.deployment.status] < full for each in bearing),
        "thin": method.confidence.cap[borne.confidence] < full,
    }
    return tuple(code for code, holds in reasons.items() if holds) or ("thin",)


def _newest(deployments: Sequence[Deployment], sightings: Sequence[Sighting]) -> PartialDate | None:
    ids = {deployment.fact_id for deployment in deployments}
    return newest_date(each.newest for each in sightings if each.deployment.fact_id in ids)


def find_weaknesses(
    facts: CountryFacts, sightings: Sequence[Sighting], method: Method
) -> tuple[tuple[Finding, ...], tuple[Weakness, ...]]:
    """Return findings of equipment, and each weakness with the brands documented here that carry it.

    Weaknesses known to be used in attacks come first, then those that expose sound, then by severity.
    """
    carriers = _carriers(facts, sightings)

    @cache
    def carrying(maker: SupplierId, technologies: tuple[str, ...]) -> tuple[tuple[SupplierId, ...], list[Sighting]]:
        seen = [
            (supplier, each)
            for supplier, each in carriers.get(maker, ())
            if not set(technologies).isdisjoint(each.deployment.technologies)
        ]
        return tuple(sorted({supplier for supplier, _each in seen})), [each for _supplier, each in seen]

    weaknesses: list[Weakness] = []
    by_rule: dict[str, list[tuple[Vulnerability, list[Sighting]]]] = {}
    rules = sorted(method.equipment, key=lambda rule: -rule.level)
    for vulnerability in facts.vulnerabilities:
        through, seen = carrying(vulnerability.supplier_id, vulnerability.technologies)
        rule = next((rule for rule in rules if _exposes(rule, vulnerability)), None)
        if not seen or rule is None:
            continue
        weaknesses.append(Weakness(vulnerability=vulnerability, through=through))
        by_rule.setdefault(rule.id, []).append((vulnerability, seen))
    findings = tuple(
        _weakness_finding(rule, by_rule[rule.id], facts, method) for rule in method.equipment if rule.id in by_rule
    )
    return findings, tuple(sorted(weaknesses, key=_gravity))


def _carriers(
    facts: CountryFacts, sightings: Sequence[Sighting]
) -> dict[SupplierId, list[tuple[SupplierId, Sighting]]]:
    """Map each maker to the brands seen here that carry its equipment; a resold brand counts as its maker."""
    carriers: dict[SupplierId, list[tuple[SupplierId, Sighting]]] = {}
    for each in sightings:
        for supplier_id in each.deployment.supplier_ids:
            carriers.setdefault(supplier_id, []).append((supplier_id, each))
            maker = facts.suppliers[supplier_id].made_by
            if maker is not None:
                carriers.setdefault(maker, []).append((supplier_id, each))
    return carriers


def _exposes(rule: EquipmentRule, vulnerability: Vulnerability) -> bool:
    return bool(set(rule.exposes) & set(vulnerability.exposes)) and (
        vulnerability.known_exploited or not rule.known_exploited
    )


def _gravity(weakness: Weakness) -> tuple[bool, bool, float, str]:
    vulnerability = weakness.vulnerability
    return (
        not vulnerability.known_exploited,
        "audio" not in vulnerability.exposes,
        -(vulnerability.cvss or 0.0),
        vulnerability.fact_id,
    )


def _weakness_finding(
    rule: EquipmentRule,
    carried: Sequence[tuple[Vulnerability, list[Sighting]]],
    facts: CountryFacts,
    method: Method,
) -> Finding:
    supplied = {each.deployment.fact_id: each for _weakness, seen in carried for each in seen}
    borne = _bear(rule.level, tuple(supplied[key] for key in sorted(supplied)), facts, method)
    bearing = {deployment.fact_id for deployment in borne.deployments}
    shown = sorted(
        (vulnerability for vulnerability, seen in carried if any(each.deployment.fact_id in bearing for each in seen)),
        key=lambda each: _gravity(Weakness(vulnerability=each, through=())),
    )
    brands = [facts.suppliers[brand].name for brand in sorted({each.supplier_id for each in shown})]
    cves = list(dict.fromkeys(each.cve for each in shown))
    cited = (
        *((each.fact_id, each.source_ids) for each in shown),
        *((each.fact_id, each.source_ids) for each in borne.deployments),
    )
    reason = Reason(
        text=_(rule.sentence).format(
            brands=join_words(brands),
            cves=join_words(cves[:_NAMED_AT_MOST], len(cves) - len(cves[:_NAMED_AT_MOST])),
        ),
        rule=rule.id,
        level=borne.level,
        confidence=borne.confidence,
        newest=_newest(borne.deployments, tuple(supplied.values())),
        facts=tuple(fact_id for fact_id, _sources in cited),
        sources=tuple(dict.fromkeys(source for _fact, sources in cited for source in sources)),
        steps=_reductions(rule.level, borne, tuple(supplied.values()), method),
    )
    raised = ((rule.level, _("independent sources confirmed the brand here")),) if borne.level < rule.level else ()
    return Finding(
        theme=Theme.EQUIPMENT,
        reason=reason,
        lowered_by=_("the devices were known to be updated or replaced"),
        raised_by=raised,
    )
