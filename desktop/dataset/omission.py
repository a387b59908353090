"""Leaving a source out, with what rests on it alone, for a distributor whose terms ask for it.

A fact that has another source stays with that one. A supplier whose row rested on the source alone, but which a
remaining fact still names, stays as a bare name that rests on the sources of those facts: no home state, no owner and
no products are claimed for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from desktop.dataset.codes import Confidence, SourceId, SupplierId
from desktop.dataset.model import Advice, Deployment, Indicator, Jurisdiction, Law, Restriction, Supplier, Vulnerability
from desktop.dataset.tables import Tables
from desktop.errors import UsageError

_Claim = TypeVar("_Claim", Supplier, Deployment, Law, Indicator, Restriction, Jurisdiction, Vulnerability, Advice)


def leave_out(tables: Tables, without: Collection[SourceId]) -> Tables:
    """Return the tables without some sources; raise UsageError for a source that is not there."""
    known = {source.source_id for source in tables.sources}
    for source_id in sorted(without):
        if source_id not in known:
            near = get_close_matches(source_id, known, n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else "take a source_id from sources.csv."
            raise UsageError(f"No source is called “{source_id}”; {hint}")
    if not without:
        return tables
    remaining = replace(
        tables,
        sources=tuple(source for source in tables.sources if source.source_id not in without),
        suppliers=_supported(tables.suppliers, without),
        deployments=_supported(tables.deployments, without),
        laws=_supported(tables.laws, without),
        indicators=_supported(tables.indicators, without),
        restrictions=_supported(tables.restrictions, without),
        jurisdictions=_supported(tables.jurisdictions, without),
        vulnerabilities=_supported(tables.vulnerabilities, without),
        advice=_supported(tables.advice, without),
    )
    return replace(remaining, suppliers=_with_bare_suppliers(remaining, tables.suppliers))


def _supported(claims: Iterable[_Claim], without: Collection[SourceId]) -> tuple[_Claim, ...]:
    kept = []
    for claim in claims:
        source_ids = tuple(source_id for source_id in claim.source_ids if source_id not in without)
        if source_ids:
            kept.append(claim if source_ids == claim.source_ids else replace(claim, source_ids=source_ids))
    return tuple(kept)


def _with_bare_suppliers(remaining: Tables, former: Iterable[Supplier]) -> tuple[Supplier, ...]:
    naming: dict[SupplierId, dict[SourceId, None]] = defaultdict(dict)
    for deployment in remaining.deployments:
        for supplier_id in deployment.supplier_ids:
            naming[supplier_id] |= dict.fromkeys(deployment.source_ids)
    naming_one: tuple[Restriction | Vulnerability, ...] = (*remaining.restrictions, *remaining.vulnerabilities)
    for fact in naming_one:
        naming[fact.supplier_id] |= dict.fromkeys(fact.source_ids)
    for brand in remaining.suppliers:
        if brand.made_by is not None:
            naming[brand.made_by] |= dict.fromkeys(brand.source_ids)
    kept = {supplier.supplier_id for supplier in remaining.suppliers}
    bare = (
        Supplier(
            supplier_id=supplier.supplier_id,
            name=supplier.name,
            aliases=(),
            hq=None,
            ownership="unknown",
            products=(),
            made_by=None,
            summary="",
            source_ids=tuple(sorted(naming[supplier.supplier_id])),
            confidence=Confidence.LOW,
        )
        for supplier in former
        if supplier.supplier_id not in kept and supplier.supplier_id in naming
    )
    return tuple(sorted((*remaining.suppliers, *bare), key=lambda supplier: supplier.supplier_id))
