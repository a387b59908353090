"""The dataset as a running program reads it: opened read-only after its checks, asked one country at a time.

Holds no rule about what the facts mean. One `Dataset` belongs to one thread.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from desktop.dataset import identity, installed, record
from desktop.dataset.model import (
    Advice,
    Country,
    CountryCode,
    CountryFacts,
    DatasetIdentity,
    HomeState,
    Source,
    SourceId,
    Supplier,
    SupplierId,
)
from desktop.dataset.record import Links
from desktop.errors import DatasetCorruptError, DatasetMissingError, DatasetSchemaError, UnknownPlaceError


def open_dataset(path: Path | None = None) -> "Dataset":
    """Open the dataset in use, or the one at `path`, once its digest and schema have been checked."""
    path = installed.path_in_use() if path is None else path
    try:
        manifest = _read_manifest(path)
        digest = identity.digest_of(path)
    except OSError as error:
        raise DatasetCorruptError(
            f"The dataset {path.name} cannot be read ({error.strerror}); check the permissions of its folder."
        ) from error
    if digest != manifest.sha256:
        raise DatasetCorruptError(
            f"The dataset {path.name} is not the file that was built (SHA-256 {digest[:8]}, its manifest says "
            f"{manifest.sha256[:8]}); {_REBUILD}."
        )
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        _check_marks(connection, path)
        return Dataset(connection, _identity_of(connection, digest))
    except (sqlite3.DatabaseError, KeyError, ValueError) as error:
        connection.close()
        raise DatasetCorruptError(f"The file {path.name} holds no dataset; {_REBUILD}.") from error
    except DatasetSchemaError:
        connection.close()
        raise


_REBUILD = "copy it again, or build it with “forewarned dataset build”"


def _read_manifest(path: Path) -> identity.Manifest:
    if not path.is_file():
        raise DatasetMissingError(
            f"There is no dataset {path.name} in the folder {path.parent.name}; "
            "build it with “forewarned dataset build”."
        )
    beside = identity.manifest_path(path)
    try:
        return identity.Manifest.loads(beside.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DatasetCorruptError(
            f"The dataset {path.name} has no manifest {beside.name} beside it; {_REBUILD}."
        ) from error
    except ValueError as error:
        raise DatasetCorruptError(f"The manifest {beside.name} cannot be read; {_REBUILD}.") from error


def _check_marks(connection: sqlite3.Connection, path: Path) -> None:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != identity.APPLICATION_ID:
        raise DatasetSchemaError(f"The file {path.name} is no Forewarned dataset; choose another file.")
    (schema_version,) = connection.execute("PRAGMA user_version").fetchone()
    if schema_version > identity.SCHEMA_VERSION:
        raise DatasetSchemaError(
            f"The dataset {path.name} has schema {schema_version} and this program reads {identity.SCHEMA_VERSION}; "
            "update the program."
        )
    if schema_version < identity.SCHEMA_VERSION:
        raise DatasetSchemaError(
            f"The dataset {path.name} has schema {schema_version} and this program reads {identity.SCHEMA_VERSION}; "
            "build it anew with “forewarned dataset build”."
        )


def _identity_of(connection: sqlite3.Connection, digest: str) -> DatasetIdentity:
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    return DatasetIdentity(
        version=date.fromisoformat(meta["version"]),
        sha256=digest,
        built_from=meta["built_from"],
        schema_version=int(meta["schema_version"]),
    )


class Dataset:
    """A checked dataset: facts by country, advice, suppliers. Use as a context manager, or close it."""

    def __init__(self, connection: sqlite3.Connection, identity: DatasetIdentity) -> None:
        self._connection = connection
        self.identity = identity
        self._states: dict[CountryCode, HomeState] = {}
        self._read_sources: dict[SourceId, Source] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The read-only connection, for the rooms of this package that ask their own questions."""
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
        sources = self._sources_of(row["advice_id"] for row in rows)
        return tuple(record.advice(row, sources) for row in rows)

    def supplier(self, supplier_id: SupplierId) -> Supplier | None:
        """Return one supplier, None where there is no such one."""
        return self._suppliers([supplier_id]).get(supplier_id)

    def sources(self, source_ids: Collection[SourceId]) -> Mapping[SourceId, Source]:
        """Return those sources that are there, by id."""
        # Many countries share the same sources, and the file never changes: each is read once.
        wanted = sorted(set(source_ids))
        missing = [source_id for source_id in wanted if source_id not in self._read_sources]
        if missing:
            rows = self._rows("SELECT * FROM sources WHERE source_id IN (SELECT value FROM json_each(?))", missing)
            self._read_sources |= {source.source_id: source for source in map(record.source, rows)}
        found = self._read_sources
        return MappingProxyType({source_id: found[source_id] for source_id in wanted if source_id in found})

    def facts_for(self, code: CountryCode) -> CountryFacts:
        """Return everything that bears on one destination."""
        country = self.country(code)
        deployments = self._rows("SELECT * FROM deployments WHERE country = ? ORDER BY fact_id", code)
        laws = self._rows("SELECT * FROM laws WHERE country = ? ORDER BY fact_id", code)
        seen = self._links(
            "SELECT fact_id, supplier_id FROM deployment_suppliers JOIN deployments USING (fact_id) "
            "WHERE country = ? ORDER BY fact_id, position",
            code,
        )
        suppliers = self._with_makers({SupplierId(part) for parts in seen.values() for part in parts})
        weaknesses = self._rows(
            "SELECT * FROM vulnerabilities WHERE supplier_id IN (SELECT value FROM json_each(?)) ORDER BY fact_id",
            suppliers,
        )
        restrictions = self._rows(
            "SELECT * FROM restrictions WHERE supplier_id IN (SELECT value FROM json_each(?)) ORDER BY fact_id",
            suppliers,
        )
        states = {code, *(supplier.hq for supplier in suppliers.values() if supplier.hq is not None)}
        cited = self._sources_of(
            row["fact_id"] for rows in (deployments, laws, weaknesses, restrictions) for row in rows
        )
        home_states = self._home_states(states)
        source_ids = {source_id for ids in cited.values() for source_id in ids}
        for supplier in suppliers.values():
            source_ids.update(supplier.source_ids)
        for state in home_states.values():
            source_ids.update(*(law.source_ids for law in state.jurisdictions))
            source_ids.update(*(score.source_ids for score in state.indicators))
        return CountryFacts(
            country=country,
            deployments=tuple(record.deployment(row, cited, seen) for row in deployments),
            laws=tuple(record.law(row, cited) for row in laws),
            indicators=home_states[code].indicators,
            vulnerabilities=tuple(record.vulnerability(row, cited) for row in weaknesses),
            restrictions=tuple(record.restriction(row, cited) for row in restrictions),
            home_states=home_states,
            suppliers=MappingProxyType(suppliers),
            sources=self.sources({SourceId(source_id) for source_id in source_ids}),
            names=self._names,
        )

    @cached_property
    def _countries(self) -> Mapping[CountryCode, Country]:
        rows = self._rows("SELECT * FROM countries ORDER BY code")
        return MappingProxyType({country.code: country for country in map(record.country, rows)})

    @cached_property
    def _names(self) -> Mapping[str, str]:
        names = {code: country.name for code, country in self._countries.items()}
        return MappingProxyType({**names, "EU": "European Union"})

    def _home_states(self, codes: Collection[CountryCode]) -> Mapping[CountryCode, HomeState]:
        # A few states are home to most suppliers, and the file never changes: each is read once.
        missing = [code for code in codes if code not in self._states]
        if missing:
            self._states |= self._read_states(missing)
        return MappingProxyType({code: self._states[code] for code in sorted(codes)})

    def _read_states(self, codes: Collection[CountryCode]) -> dict[CountryCode, HomeState]:
        rows = self._rows(
            "SELECT * FROM jurisdictions WHERE country IN (SELECT value FROM json_each(?)) ORDER BY fact_id", codes
        )
        cited = self._sources_of(row["fact_id"] for row in rows)
        laws = [record.jurisdiction(row, cited) for row in rows]
        rows = self._rows(
            "SELECT * FROM indicators WHERE country IN (SELECT value FROM json_each(?)) "
            "ORDER BY country, indicator, year",
            codes,
        )
        cited = self._sources_of(row["fact_id"] for row in rows)
        scores = [record.indicator(row, cited) for row in rows]
        return {
            code: HomeState(
                country=self.country(code),
                jurisdictions=tuple(law for law in laws if law.country == code),
                indicators=tuple(score for score in scores if score.country == code),
            )
            for code in codes
        }

    def _with_makers(self, supplier_ids: Collection[SupplierId]) -> dict[SupplierId, Supplier]:
        suppliers = self._suppliers(supplier_ids)
        makers = {supplier.made_by for supplier in suppliers.values() if supplier.made_by is not None}
        found = suppliers | self._suppliers(makers - suppliers.keys())
        return {supplier_id: found[supplier_id] for supplier_id in sorted(found)}

    def _suppliers(self, supplier_ids: Collection[SupplierId]) -> dict[SupplierId, Supplier]:
        if not supplier_ids:
            return {}
        rows = self._rows(
            "SELECT * FROM suppliers WHERE supplier_id IN (SELECT value FROM json_each(?)) ORDER BY supplier_id",
            supplier_ids,
        )
        sources = self._sources_of(row["supplier_id"] for row in rows)
        return {supplier.supplier_id: supplier for supplier in (record.supplier(row, sources) for row in rows)}

    def _sources_of(self, claim_ids: Iterable[str]) -> Links:
        return self._links(
            "SELECT claim_id, source_id FROM claim_sources WHERE claim_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY claim_id, position",
            list(claim_ids),
        )

    def _links(self, sql: str, parameter: str | Collection[str]) -> Links:
        linked: dict[str, list[str]] = {}
        for owner, other in self._connection.execute(sql, (_bound(parameter),)):
            linked.setdefault(owner, []).append(other)
        return {owner: tuple(others) for owner, others in linked.items()}

    def _rows(self, sql: str, *parameters: str | Collection[str]) -> list[sqlite3.Row]:
        with closing(self._connection.cursor()) as cursor:
            cursor.row_factory = sqlite3.Row
            return cursor.execute(sql, [_bound(parameter) for parameter in parameters]).fetchall()


def _bound(parameter: str | Collection[str]) -> str:
    return parameter if isinstance(parameter, str) else json.dumps(sorted(parameter))
