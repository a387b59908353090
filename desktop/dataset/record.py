"""A row of the dataset as a value of the model, and back: the one place that knows both forms."""

import sqlite3
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import TypeAlias

from desktop.dataset.codes import (
    Confidence,
    CountryCode,
    Device,
    Effort,
    FactId,
    LawLevel,
    Phase,
    SourceId,
    Status,
    SupplierId,
)
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import (
    Advice,
    Country,
    Deployment,
    Indicator,
    Jurisdiction,
    Law,
    Restriction,
    Source,
    Supplier,
    Vulnerability,
)
from desktop.dataset.tables import Claim

Links: TypeAlias = Mapping[str, tuple[str, ...]]
"""Ids that belong to an id, in order."""
Stored: TypeAlias = str | int | float | None
SEPARATOR = ";"
_LINKED = {"source_ids", "supplier_ids"}


def stored(value: Country | Source | Claim) -> dict[str, Stored]:
    """Return a value's columns; ids that it links to live in tables of their own."""
    return {field.name: _stored(getattr(value, field.name)) for field in fields(value) if field.name not in _LINKED}


def _stored(value: object) -> Stored:
    match value:
        case None | float():
            return value
        case PartialDate():
            return value.isoformat()
        case tuple():
            return SEPARATOR.join(value)
        case int():
            return int(value)
        case _:
            return str(value)


def country(row: sqlite3.Row) -> Country:
    """Read a destination."""
    return Country(code=CountryCode(row["code"]), name=row["name"], alpha3=row["alpha3"], numeric=row["numeric"])


def source(row: sqlite3.Row) -> Source:
    """Read a source."""
    return Source(
        source_id=SourceId(row["source_id"]),
        publisher=row["publisher"],
        title=row["title"],
        title_translated=row["title_translated"],
        url=row["url"],
        published=_day(row["published"]),
        kind=row["kind"],
        licence=row["licence"],
        note=row["note"],
    )


def supplier(row: sqlite3.Row, sources: Links) -> Supplier:
    """Read a supplier."""
    return Supplier(
        supplier_id=SupplierId(row["supplier_id"]),
        name=row["name"],
        aliases=_parts(row["aliases"]),
        hq=row["hq"],
        ownership=row["ownership"],
        products=_parts(row["products"]),
        made_by=row["made_by"],
        summary=row["summary"],
        source_ids=_source_ids(row["supplier_id"], sources),
        confidence=Confidence(row["confidence"]),
    )


def deployment(row: sqlite3.Row, sources: Links, suppliers: Links) -> Deployment:
    """Read a deployment."""
    return Deployment(
        fact_id=FactId(row["fact_id"]),
        country=CountryCode(row["country"]),
        place=row["place"],
        supplier_ids=tuple(SupplierId(part) for part in suppliers.get(row["fact_id"], ())),
        technologies=_parts(row["technologies"]),
        system_name=row["system_name"],
        status=Status(row["status"]),
        since=_day(row["since"]),
        until=_day(row["until"]),
        summary=row["summary"],
        source_ids=_source_ids(row["fact_id"], sources),
        confidence=Confidence(row["confidence"]),
    )


def law(row: sqlite3.Row, sources: Links) -> Law:
    """Read a law."""
    return Law(
        fact_id=FactId(row["fact_id"]),
        country=CountryCode(row["country"]),
        topic=row["topic"],
        level=LawLevel(row["level"]),
        since=_day(row["since"]),
        summary=row["summary"],
        source_ids=_source_ids(row["fact_id"], sources),
        confidence=Confidence(row["confidence"]),
    )


def indicator(row: sqlite3.Row, sources: Links) -> Indicator:
    """Read an indicator."""
    return Indicator(
        fact_id=FactId(row["fact_id"]),
        country=CountryCode(row["country"]),
        indicator=row["indicator"],
        year=row["year"],
        value=row["value"],
        source_ids=_source_ids(row["fact_id"], sources),
    )


def restriction(row: sqlite3.Row, sources: Links) -> Restriction:
    """Read a restriction."""
    return Restriction(
        fact_id=FactId(row["fact_id"]),
        supplier_id=SupplierId(row["supplier_id"]),
        imposed_by=row["imposed_by"],
        list_name=row["list_name"],
        effective=_day(row["effective"]),
        scope=row["scope"],
        source_ids=_source_ids(row["fact_id"], sources),
        confidence=Confidence(row["confidence"]),
    )


def jurisdiction(row: sqlite3.Row, sources: Links) -> Jurisdiction:
    """Read a law by which a state can compel its suppliers."""
    return Jurisdiction(
        fact_id=FactId(row["fact_id"]),
        country=CountryCode(row["country"]),
        law=row["law"],
        effective=_day(row["effective"]),
        duty=row["duty"],
        summary=row["summary"],
        source_ids=_source_ids(row["fact_id"], sources),
        confidence=Confidence(row["confidence"]),
    )


def vulnerability(row: sqlite3.Row, sources: Links) -> Vulnerability:
    """Read a weakness."""
    return Vulnerability(
        fact_id=FactId(row["fact_id"]),
        cve=row["cve"],
        supplier_id=SupplierId(row["supplier_id"]),
        products=row["products"],
        technologies=_parts(row["technologies"]),
        published=_day(row["published"]),
        cvss=row["cvss"],
        cvss_version=row["cvss_version"],
        known_exploited=bool(row["known_exploited"]),
        kev_added=_day(row["kev_added"]),
        exposes=_parts(row["exposes"]),
        summary=row["summary"],
        fix=row["fix"],
        source_ids=_source_ids(row["fact_id"], sources),
    )


def advice(row: sqlite3.Row, sources: Links) -> Advice:
    """Read a row of the advice table."""
    return Advice(
        advice_id=row["advice_id"],
        group=row["group"],
        phase=Phase(row["phase"]),
        headline=row["headline"],
        action=row["action"],
        why=row["why"],
        triggers=_parts(row["triggers"]),
        devices=tuple(Device(part) for part in _parts(row["devices"])),
        effort=Effort(row["effort"]),
        weight=row["weight"],
        postures=_parts(row["postures"]),
        profiles=_parts(row["profiles"]),
        source_ids=_source_ids(row["advice_id"], sources),
    )


@lru_cache(maxsize=4096)
def _day(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(SEPARATOR)) if text else ()


def _source_ids(claim_id: str, sources: Links) -> tuple[SourceId, ...]:
    return tuple(SourceId(source_id) for source_id in sources[claim_id])
