"""Levels from laws and published indicators.

Source of the rules: `[[law]]` and `[[indicator]]` in data/method.toml.
"""

from collections.abc import Iterable
from itertools import groupby

from desktop.assessment.evidence import group_confidence, newest_date, newest_of
from desktop.assessment.finding import Finding
from desktop.assessment.levels import Level
from desktop.assessment.method import IndicatorRule, LawRule, Method
from desktop.assessment.model import Reason
from desktop.dataset.codes import LawLevel
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import CountryFacts, Indicator, Law
from desktop.i18n import _


def find_laws(facts: CountryFacts, method: Method) -> tuple[Finding, ...]:
    """Apply every law rule. Rows that contradict each other give one reason each, and all are shown."""
    findings = []
    by_topic: dict[str, list[Law]] = {}
    for law in facts.laws:
        by_topic.setdefault(law.topic, []).append(law)
    for rule in method.law:
        rows = sorted(
            (law for law in by_topic.get(rule.topic, ()) if law.level in rule.levels),
            key=lambda law: (law.level, law.fact_id),
        )
        for reach, group in groupby(rows, key=lambda law: law.level):
            findings.append(_law_finding(rule, reach, tuple(group), facts, method))
    return tuple(findings)


def _law_finding(rule: LawRule, reach: LawLevel, laws: tuple[Law, ...], facts: CountryFacts, method: Method) -> Finding:
    confidence = group_confidence(laws, facts.sources, method.confidence)
    full = rule.levels[reach]
    level = min(full, method.confidence.cap[confidence])
    reason = Reason(
        text=_(rule.sentences[reach]),
        rule=rule.id,
        level=level,
        confidence=confidence,
        newest=newest_date(newest_of(law.source_ids, facts.sources) for law in laws),
        facts=tuple(law.fact_id for law in laws),
        sources=tuple(dict.fromkeys(source for law in laws for source in law.source_ids)),
        steps=("thin",) if level < full else (),
    )
    raised: list[tuple[Level, str]] = []
    if level < full:
        raised.append((full, _("an independent source confirmed the rule")))
    raised += [
        (rule.levels[wider], _("a wider rule were documented: {rule}").format(rule=_(rule.sentences[wider])))
        for wider in (LawLevel.LIMITED, LawLevel.BROAD)
        if wider in rule.levels and rule.levels[wider] > full
    ]
    return Finding(theme=rule.theme, reason=reason, lowered_by=_("the rule were withdrawn"), raised_by=tuple(raised))


def newest_indicators(indicators: Iterable[Indicator], name: str) -> tuple[Indicator, ...]:
    """Return all rows of one indicator, newest year first."""
    rows = [row for row in indicators if row.indicator == name]
    return tuple(sorted(rows, key=lambda row: (-row.year, row.fact_id)))


def find_indicators(facts: CountryFacts, method: Method) -> tuple[Finding, ...]:
    """Apply every indicator rule to the newest year of its indicator."""
    findings = []
    for rule in method.indicator:
        rows = newest_indicators(facts.indicators, rule.indicator)
        if rows and _holds(rule, rows[0].value):
            findings.append(_indicator_finding(rule, rows[0], method))
    return tuple(findings)


def _holds(rule: IndicatorRule, value: str) -> bool:
    if rule.equals:
        return value in rule.equals
    try:
        number = float(value)
    except ValueError:
        return False
    return (rule.at_least is None or number >= rule.at_least) and (rule.at_most is None or number <= rule.at_most)


def _indicator_finding(rule: IndicatorRule, row: Indicator, method: Method) -> Finding:
    reason = Reason(
        text=_(rule.sentence).format(value=row.value, year=row.year),
        rule=rule.id,
        level=min(rule.level, method.confidence.cap[rule.confidence]),
        confidence=rule.confidence,
        newest=PartialDate(year=row.year),
        facts=(row.fact_id,),
        sources=row.source_ids,
    )
    return Finding(theme=rule.theme, reason=reason, lowered_by=_("the next edition no longer said so"))
