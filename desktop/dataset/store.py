"""The dataset as a running program reads it: opened read-only after its checks, asked one country at a time.

Holds no rule about what the facts mean. One `Dataset` belongs to one thread.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self, TypeVar

from desktop.dataset import installed, record
from desktop.dataset.checked import check_digest, connect
from desktop.dataset.codes import CountryCode, SourceId, SupplierId
from desktop.dataset.identity import DatasetIdentity
from desktop.dataset.model import (
    Advice,
    Country,
    CountryFacts,
    HomeState,
    Indicator,
    Jurisdiction,
    Restriction,
    Source,
    Supplier,
    Vulnerability,
)
from desktop.dataset.overlay import Known, Overlay
from desktop.dataset.record import Links
from desktop.dataset.shelf import Shelf
from desktop.dataset.tables import Claim
from desktop.errors import DatasetError, OwnFactsError, UnknownPlaceError


def open_dataset(path: Path | None = None, *, is_checked_later: bool = False) -> "Dataset":
    """Open the dataset in use with the own facts in use, or the dataset at `path` alone, once all has been checked.

    `is_checked_later` leaves the digest, for which the whole file is read, to the first question that is asked of it.
    """
    overlay = installed.overlay_in_use() if path is None else None
    place = installed.path_in_use() if path is None else path
    check = partial(check_digest, place) if is_checked_later else None
    dataset = Dataset(*connect(place, is_digest_checked=not is_checked_later), check)
    return dataset if overlay is None else _with_own_facts(dataset, overlay)


def _with_own_facts(dataset: "Dataset", path: Path) -> "Dataset":
    # Few have own facts, and reading them takes what otherwise only a build needs.
    from desktop.dataset.overlay_sheets import read_overlay

    try:
        dataset.add(read_overlay(path, dataset.known))
    except DatasetError as error:
        dataset.close()
        raise OwnFactsError(
            f"The own facts in use do not go with this program or dataset; take newer ones in with “forewarned dataset "
            f"overlay import PACK”, or go on without by “forewarned dataset overlay remove” ({error})."
        ) from error
    return dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class _Supplied:
    """A supplier with what the dataset holds against it."""

    supplier: Supplier
    vulnerabilities: tuple[Vulnerability, ...]
    restrictions: tuple[Restriction, ...]


class Dataset:
    """A checked dataset: facts by country, advice, suppliers. Use as a context manager, or close it."""

    def __init__(
        self, connection: sqlite3.Connection, identity: DatasetIdentity, check: Callable[[], None] | None = None
    ) -> None:
        self._connection = connection
        self._check = check
        self._overlay: Overlay | None = None
        self.identity = identity
        self._sources = Shelf(self._read_sources)
        self._states = Shelf(self._read_states)
        self._suppliers = Shelf(self._read_suppliers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, overlay: Overlay) -> None:
        """Let an organisation's own facts go along."""
        self._overlay = overlay
        self.identity = replace(self.identity, overlay=overlay.identity)

    @property
    def overlay(self) -> Overlay | None:
        """The own facts that go along, if any."""
        return self._overlay

    @property
    def known(self) -> Known:
        """What own facts may refer to."""
        rows = self.connection.execute("SELECT supplier_id, made_by FROM suppliers")
        return Known(countries=tuple(self._countries), makers=MappingProxyType(dict(rows)))

    @property
    def connection(self) -> sqlite3.Connection:
        """The read-only connection, for the rooms of this package that ask their own questions.

        Raises DatasetCorruptError before the first of them if the file is not the one that was built.
        """
        if self._check is not None:
            self._check()
            self._check = None
        return self._connection

    def countries(self) -> tuple[Country, ...]:
        """Return every destination, by code."""
        return tuple(self._countries.values())

    def country(self, code: CountryCode) -> Country:
        """Return one destination; raise UnknownPlaceError for a code that is none."""
        try:
            return self._countries[code]
        except KeyError:
            raise UnknownPlaceError(code, ()) from None

    def advice(self) -> tuple[Advice, ...]:
        """Return the whole advice table, by id."""
        rows = self._rows("SELECT * FROM advice ORDER BY advice_id")
        cited = self._cited(rows, "advice_id")
        return tuple(record.advice(row, cited) for row in rows)

    def supplier(self, supplier_id: SupplierId) -> Supplier | None:
        """Return one supplier, None where there is no such one."""
        found = self._suppliers.take([supplier_id]).get(supplier_id)
        return None if found is None else found.supplier

    def sources(self, source_ids: Collection[SourceId]) -> Mapping[SourceId, Source]:
        """Return those sources that are there, by id."""
        return self._sources.take(set(source_ids))

    def facts_for(self, code: CountryCode) -> CountryFacts:
        """Return everything that bears on one destination."""
        country = self.country(code)
        seen = self._links(
            "SELECT fact_id, supplier_id FROM deployment_suppliers JOIN deployments USING (fact_id) "
            "WHERE country = ? ORDER BY fact_id, position",
            code,
        )
        systems = self._rows("SELECT * FROM deployments WHERE country = ? ORDER BY fact_id", code)
        rules = self._rows("SELECT * FROM laws WHERE country = ? ORDER BY fact_id", code)
        cited = self._cited([*systems, *rules])
        deployments = tuple(record.deployment(row, cited, seen) for row in systems)
        laws = tuple(record.law(row, cited) for row in rules)
        supplied = self._with_makers({SupplierId(part) for parts in seen.values() for part in parts})
        suppliers = {supplier_id: found.supplier for supplier_id, found in supplied.items()}
        states = self._states.take({code, *(each.hq for each in suppliers.values() if each.hq is not None)})
        vulnerabilities = _sorted(fact for found in supplied.values() for fact in found.vulnerabilities)
        restrictions = _sorted(fact for found in supplied.values() for fact in found.restrictions)
        claims: tuple[Iterable[Claim], ...] = (
            *(deployments, laws, suppliers.values(), vulnerabilities, restrictions),
            *(state.jurisdictions for state in states.values()),
            *(state.indicators for state in states.values()),
        )
        return CountryFacts(
            country=country,
            deployments=deployments,
            laws=laws,
            indicators=states[code].indicators,
            vulnerabilities=vulnerabilities,
            restrictions=restrictions,
            home_states=states,
            suppliers=MappingProxyType(suppliers),
            sources=self.sources({source_id for group in claims for claim in group for source_id in claim.source_ids}),
            names=self._names,
            own=self._overlay.facts_for(code, suppliers.keys(), self._supplier_names) if self._overlay else None,
        )

    @cached_property
    def _supplier_names(self) -> Mapping[SupplierId, str]:
        return MappingProxyType(dict(self.connection.execute("SELECT supplier_id, name FROM suppliers")))

    @cached_property
    def _countries(self) -> Mapping[CountryCode, Country]:
        rows = self._rows("SELECT * FROM countries ORDER BY code")
        return MappingProxyType({country.code: country for country in map(record.country, rows)})

    @cached_property
    def _names(self) -> Mapping[str, str]:
        names = {code: country.name for code, country in self._countries.items()}
        return MappingProxyType({**names, "EU": "European Union"})

    def _read_sources(self, source_ids: Collection[SourceId]) -> Mapping[SourceId, Source]:
        rows = self._rows("SELECT * FROM sources WHERE source_id IN (SELECT value FROM json_each(?))", source_ids)
        return {source.source_id: source for source in map(record.source, rows)}

    def _read_states(self, codes: Collection[CountryCode]) -> Mapping[CountryCode, HomeState]:
        laws: dict[CountryCode, list[Jurisdiction]] = {code: [] for code in codes}
        rows = self._rows(
            "SELECT * FROM jurisdictions WHERE country IN (SELECT value FROM json_each(?)) ORDER BY fact_id", codes
        )
        cited = self._cited(rows)
        for row in rows:
            laws[row["country"]].append(record.jurisdiction(row, cited))
        scores: dict[CountryCode, list[Indicator]] = {code: [] for code in codes}
        rows = self._rows(
            "SELECT * FROM indicators WHERE country IN (SELECT value FROM json_each(?)) "
            "ORDER BY country, indicator, year",
            codes,
        )
        cited = self._cited(rows)
        for row in rows:
            scores[row["country"]].append(record.indicator(row, cited))
        return {
            code: HomeState(country=self.country(code), jurisdictions=tuple(laws[code]), indicators=tuple(scores[code]))
            for code in codes
        }

    def _with_makers(self, supplier_ids: Collection[SupplierId]) -> Mapping[SupplierId, _Supplied]:
        found = self._suppliers.take(supplier_ids)
        makers = {each.supplier.made_by for each in found.values() if each.supplier.made_by is not None}
        return self._suppliers.take({*supplier_ids, *makers})

    def _read_suppliers(self, supplier_ids: Collection[SupplierId]) -> Mapping[SupplierId, _Supplied]:
        weaknesses: dict[SupplierId, list[Vulnerability]] = {}
        rows = self._rows(
            "SELECT * FROM vulnerabilities WHERE supplier_id IN (SELECT value FROM json_each(?)) ORDER BY fact_id",
            supplier_ids,
        )
        cited = self._cited(rows)
        for row in rows:
            weaknesses.setdefault(row["supplier_id"], []).append(record.vulnerability(row, cited))
        restrictions: dict[SupplierId, list[Restriction]] = {}
        rows = self._rows(
            "SELECT * FROM restrictions WHERE supplier_id IN (SELECT value FROM json_each(?)) ORDER BY fact_id",
            supplier_ids,
        )
        cited = self._cited(rows)
        for row in rows:
            restrictions.setdefault(row["supplier_id"], []).append(record.restriction(row, cited))
        rows = self._rows("SELECT * FROM suppliers WHERE supplier_id IN (SELECT value FROM json_each(?))", supplier_ids)
        cited = self._cited(rows, "supplier_id")
        suppliers = (record.supplier(row, cited) for row in rows)
        return {
            supplier.supplier_id: _Supplied(
                supplier=supplier,
                vulnerabilities=tuple(weaknesses.get(supplier.supplier_id, ())),
                restrictions=tuple(restrictions.get(supplier.supplier_id, ())),
            )
            for supplier in suppliers
        }

    def _cited(self, rows: Collection[sqlite3.Row], key: str = "fact_id") -> Links:
        if not rows:
            return {}
        return self._links(
            "SELECT claim_id, source_id FROM claim_sources WHERE claim_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY claim_id, position",
            [row[key] for row in rows],
        )

    def _links(self, sql: str, parameter: str | Collection[str]) -> Links:
        linked: dict[str, list[str]] = {}
        for owner, other in self.connection.execute(sql, (_bound(parameter),)):
            linked.setdefault(owner, []).append(other)
        return {owner: tuple(others) for owner, others in linked.items()}

    def _rows(self, sql: str, *parameters: str | Collection[str]) -> list[sqlite3.Row]:
        with closing(self.connection.cursor()) as cursor:
            cursor.row_factory = sqlite3.Row
            return cursor.execute(sql, [_bound(parameter) for parameter in parameters]).fetchall()


_AnyFact = TypeVar("_AnyFact", Restriction, Vulnerability)


def _sorted(facts: Iterable[_AnyFact]) -> tuple[_AnyFact, ...]:
    return tuple(sorted(facts, key=attrgetter("fact_id")))


def _bound(parameter: str | Collection[str]) -> str:
    return parameter if isinstance(parameter, str) else json.dumps(sorted(parameter))
