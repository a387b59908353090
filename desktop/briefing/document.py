"""An assessment as one JSON document; field names are stable once shipped."""

from collections.abc import Mapping

from desktop.assessment.model import Assessment, Rating
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import DatasetIdentity, Source, SourceId

Document = dict[str, object]


def assessment_document(assessment: Assessment, identity: DatasetIdentity) -> Document:
    """Return everything said of one destination: levels, reasons, facts, sources, reach and posture."""
    facts = assessment.facts
    return {
        "country": facts.country.code,
        "name": facts.country.name,
        "posture": assessment.posture.posture.code,
        "posture_rule": assessment.posture.rule,
        "posture_reason": assessment.posture.text,
        "posture_drivers": [theme.value for theme in assessment.posture.drivers],
        "themes": [_rating(rating) for rating in assessment.ratings],
        "reach": [
            {
                "country": reach.country,
                "name": reach.name,
                "host": reach.is_host,
                "through": list(reach.through),
                "law": [
                    {"id": law.fact_id, "name": law.law, "duty": law.duty, "sources": list(law.source_ids)}
                    for law in reach.laws
                ],
                "restrictions": [row.fact_id for row in reach.restrictions],
            }
            for reach in assessment.reach
        ],
        "unknown_home": list(assessment.unknown_home),
        "deployments": [
            {
                "id": row.fact_id,
                "place": row.place,
                "suppliers": list(row.supplier_ids),
                "technologies": list(row.technologies),
                "system": row.system_name,
                "status": row.status.value,
                "since": _date(row.since),
                "until": _date(row.until),
                "summary": row.summary,
                "confidence": row.confidence.code,
                "sources": list(row.source_ids),
            }
            for row in facts.deployments
        ],
        "laws": [
            {
                "id": row.fact_id,
                "topic": row.topic,
                "level": row.level.value,
                "since": _date(row.since),
                "summary": row.summary,
                "confidence": row.confidence.code,
                "sources": list(row.source_ids),
            }
            for row in facts.laws
        ],
        "indicators": [
            {
                "id": row.fact_id,
                "indicator": row.indicator,
                "year": row.year,
                "value": row.value,
                "sources": list(row.source_ids),
            }
            for row in facts.indicators
        ],
        "vulnerabilities": [
            {
                "id": weakness.vulnerability.fact_id,
                "cve": weakness.vulnerability.cve,
                "supplier": weakness.vulnerability.supplier_id,
                "through": list(weakness.through),
                "exposes": list(weakness.vulnerability.exposes),
                "known_exploited": weakness.vulnerability.known_exploited,
                "fix": weakness.vulnerability.fix,
                "summary": weakness.vulnerability.summary,
                "sources": list(weakness.vulnerability.source_ids),
            }
            for weakness in assessment.weaknesses
        ],
        "restrictions": [
            {
                "id": row.fact_id,
                "supplier": row.supplier_id,
                "imposed_by": row.imposed_by,
                "list": row.list_name,
                "effective": _date(row.effective),
                "sources": list(row.source_ids),
            }
            for row in facts.restrictions
        ],
        "suppliers": [
            {"id": supplier.supplier_id, "name": supplier.name, "home": supplier.hq, "ownership": supplier.ownership}
            for supplier in facts.suppliers.values()
        ],
        "sources": _sources(facts.sources),
        "dataset": {
            "version": identity.version.isoformat(),
            "sha256": identity.sha256,
            "built_from": identity.built_from,
        },
    }


def _rating(rating: Rating) -> Document:
    return {
        "id": rating.theme.value,
        "level": rating.level.code,
        "confidence": rating.confidence.code if rating.confidence else None,
        "newest": _date(rating.newest),
        "old": rating.is_stale,
        "reasons": [
            {
                "text": reason.text,
                "rule": reason.rule,
                "level": reason.level.code,
                "confidence": reason.confidence.code,
                "steps": list(reason.steps),
                "facts": list(reason.facts),
                "sources": list(reason.sources),
            }
            for reason in rating.reasons
        ],
        "changes": [
            {"direction": "raise" if change.raises else "lower", "to": change.to.code, "text": change.text}
            for change in rating.changes
        ],
    }


def _sources(sources: Mapping[SourceId, Source]) -> list[Document]:
    return [
        {
            "id": source_id,
            "publisher": sources[source_id].publisher,
            "title": sources[source_id].title,
            "title_translated": sources[source_id].title_translated,
            "url": sources[source_id].url,
            "published": _date(sources[source_id].published),
            "kind": sources[source_id].kind,
        }
        for source_id in sorted(sources)
    ]


def _date(when: PartialDate | None) -> str | None:
    return when.isoformat() if when else None
