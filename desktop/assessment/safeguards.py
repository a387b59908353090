"""How far law and courts protect the traveller, and how far that moves other levels.

Source of the rules: `[safeguards]` in data/method.toml.
"""

from dataclasses import dataclass

from desktop.assessment.evidence import newest_date, newest_of
from desktop.assessment.finding import Finding
from desktop.assessment.legal import newest_indicators
from desktop.assessment.levels import Level, Theme
from desktop.assessment.method import Method, SafeguardRule
from desktop.assessment.model import Reason
from desktop.dataset.codes import Confidence, FactId, LawLevel, SourceId
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import CountryFacts, Indicator
from desktop.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguards:
    """The safeguards of one country; `finding` is None where no freedom status is documented."""

    level: Level
    shift: int
    finding: Finding | None


def rate_safeguards(facts: CountryFacts, method: Method) -> Safeguards:
    """Rate the safeguards of a destination."""
    table = method.safeguards
    statuses = newest_indicators(facts.indicators, table.status)
    scores = newest_indicators(facts.indicators, table.score)
    adequacy = newest_indicators(facts.indicators, table.adequacy)
    laws = [law for law in facts.laws if law.topic == table.data_protection]
    # Where rows contradict each other the weaker law counts: what is unsure is never assumed good.
    law_level = min((law.level for law in laws), key=_PROTECTION.index, default=None)
    score = float(scores[0].value) if scores else None
    finding_of = adequacy[0].value if adequacy else None
    rule = _taking(method, statuses[0].value, law_level, score, finding_of) if statuses else None
    if rule is None:
        return Safeguards(level=Level.NOT_DOCUMENTED, shift=table.moderation[Level.NOT_DOCUMENTED], finding=None)
    status = statuses[0]
    cited: list[tuple[FactId, tuple[SourceId, ...]]] = [(status.fact_id, status.source_ids)]
    cited += [(row.fact_id, row.source_ids) for row in (*scores[:1], *adequacy[:1])]
    cited += [(law.fact_id, law.source_ids) for law in laws]
    reason = Reason(
        text=_(rule.sentence),
        rule=rule.id,
        level=rule.level,
        confidence=Confidence.HIGH,
        newest=newest_date(
            (PartialDate(year=status.year), *(newest_of(law.source_ids, facts.sources) for law in laws))
        ),
        facts=tuple(fact_id for fact_id, _sources in cited),
        sources=tuple(dict.fromkeys(source for _fact, sources in cited for source in sources)),
    )
    finding = Finding(
        theme=Theme.SAFEGUARDS,
        reason=reason,
        lowered_by=_("the freedom rating rose, or a data-protection law came into force"),
        raised_by=((Level(min(Level.VERY_HIGH, rule.level + 1)), _("the freedom rating fell")),),
    )
    return Safeguards(level=rule.level, shift=table.moderation[rule.level], finding=finding)


def freedom_level(indicators: tuple[Indicator, ...], method: Method) -> Level:
    """Rate a supplier's home state by its freedom status alone, as far as that is documented."""
    statuses = newest_indicators(indicators, method.safeguards.status)
    scores = newest_indicators(indicators, method.safeguards.score)
    if not statuses:
        return Level.NOT_DOCUMENTED
    score = float(scores[0].value) if scores else None
    rule = _taking(method, statuses[0].value, LawLevel.COMPREHENSIVE, score, None)
    return Level.NOT_DOCUMENTED if rule is None else rule.level


_PROTECTION = (LawLevel.NONE, LawLevel.LIMITED, LawLevel.PARTIAL, LawLevel.BROAD, LawLevel.COMPREHENSIVE)


def _takes(rule: SafeguardRule, freedom: str, law: LawLevel | None, score: float | None, adequacy: str | None) -> bool:
    return (
        rule.freedom == freedom
        and (not rule.adequacy or adequacy in rule.adequacy)
        and (not rule.data_protection or law in rule.data_protection)
        and (rule.below_score is None or (score is not None and score < rule.below_score))
    )


def _taking(
    method: Method, freedom: str, law: LawLevel | None, score: float | None, adequacy: str | None
) -> SafeguardRule | None:
    return next((rule for rule in method.safeguards.rules if _takes(rule, freedom, law, score, adequacy)), None)
