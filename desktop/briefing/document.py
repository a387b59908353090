"""An assessment as one JSON document; field names are stable once shipped."""

from collections.abc import Mapping

from desktop.assessment.model import Assessment, Rating
from desktop.dataset.codes import SourceId
from desktop.dataset.dates import PartialDate
from desktop.dataset.identity import DatasetIdentity, OverlayIdentity
from desktop.dataset.model import Deployment, Law, OwnFacts, Restriction, Source, Vulnerability

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
        "deployments": [_deployment(row) for row in facts.deployments],
        "laws": [_law(row) for row in facts.laws],
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
            _vulnerability(weakness.vulnerability) | {"through": list(weakness.through)}
            for weakness in assessment.weaknesses
        ],
        "restrictions": [_restriction(row) for row in facts.restrictions],
        "suppliers": [
            {"id": supplier.supplier_id, "name": supplier.name, "home": supplier.hq, "ownership": supplier.ownership}
            for supplier in facts.suppliers.values()
        ],
        "sources": _sources(facts.sources),
        "own": _own(identity.overlay, facts.own) if identity.overlay else None,
        "dataset": {
            "version": identity.version.isoformat(),
            "sha256": identity.sha256,
            "built_from": identity.built_from,
        },
    }


def _own(overlay: OverlayIdentity, own: OwnFacts | None) -> Document:
    """Return what an organisation adds, if anything; no level, reason or posture of the document rests on it."""
    whose: Document = {
        "organisation": overlay.organisation,
        "version": overlay.version.isoformat(),
        "sha256": overlay.sha256,
    }
    return whose | (_own_facts(own) if own else {})


def _own_facts(own: OwnFacts) -> Document:
    return {
        "deployments": [_deployment(row) for row in own.deployments],
        "laws": [_law(row) for row in own.laws],
        "jurisdictions": [
            {
                "id": row.fact_id,
                "name": row.law,
                "duty": row.duty,
                "effective": _date(row.effective),
                "summary": row.summary,
                "confidence": row.confidence.code,
                "sources": list(row.source_ids),
            }
            for row in own.jurisdictions
        ],
        "vulnerabilities": [_vulnerability(row) for row in own.vulnerabilities],
        "restrictions": [_restriction(row) for row in own.restrictions],
        "suppliers": [{"id": each, "name": own.suppliers[each]} for each in sorted(own.suppliers)],
        "sources": _sources(own.sources),
    }


def _deployment(row: Deployment) -> Document:
    return {
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


def _law(row: Law) -> Document:
    return {
        "id": row.fact_id,
        "topic": row.topic,
        "level": row.level.value,
        "since": _date(row.since),
        "summary": row.summary,
        "confidence": row.confidence.code,
        "sources": list(row.source_ids),
    }


def _vulnerability(row: Vulnerability) -> Document:
    return {
        "id": row.fact_id,
        "cve": row.cve,
        "supplier": row.supplier_id,
        "exposes": list(row.exposes),
        "known_exploited": row.known_exploited,
        "fix": row.fix,
        "summary": row.summary,
        "sources": list(row.source_ids),
    }


def _restriction(row: Restriction) -> Document:
    return {
        "id": row.fact_id,
        "supplier": row.supplier_id,
        "imposed_by": row.imposed_by,
        "list": row.list_name,
        "effective": _date(row.effective),
        "sources": list(row.source_ids),
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
