"""Builds the dataset: facts in, one SQLite file and its manifest out, the same bytes for the same input.

The only module that writes a dataset. A running program never imports it.
"""

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import fields
from datetime import date
from hashlib import sha256
from importlib.resources import files
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from sqlite_utils import Database

from desktop.dataset import identity
from desktop.dataset.codes import SourceId
from desktop.dataset.country import list_countries
from desktop.dataset.gazetteer import GazetteerRow, names
from desktop.dataset.identity import DatasetIdentity
from desktop.dataset.model import Country
from desktop.dataset.omission import leave_out
from desktop.dataset.read import COLUMNS, FOLDER, VERSION_FILE, read_tables, read_version
from desktop.dataset.record import stored
from desktop.dataset.tables import Tables
from desktop.errors import OutputError

_PAGE_BYTES = 4096
# SQLite notes its own version in the header; the same facts must give the same file under any version.
_VERSION_OFFSET = 96
_VERSION_BYTES = (3_037_000).to_bytes(4, "big")
_PLACE_COLUMNS = tuple(column.name for column in fields(GazetteerRow))
# There are a hundred thousand places: dataclasses.asdict would copy each one deeply.
_cells_of = attrgetter(*_PLACE_COLUMNS)
_TABLES: Mapping[str, str] = MappingProxyType(
    {
        "supplier": "suppliers",
        "deployment": "deployments",
        "law": "laws",
        "indicator": "indicators",
        "restriction": "restrictions",
        "jurisdiction": "jurisdictions",
        "vulnerability": "vulnerabilities",
        "advice": "advice",
    }
)


def build_dataset(
    data: Path,
    target: Path,
    *,
    without: Collection[SourceId] = (),
    places: Callable[[], Iterable[GazetteerRow]] = names,
) -> DatasetIdentity:
    """Build the dataset at `target` from the facts below `data`, leaving out what rests on the sources `without`.

    `places` gives the names under which destinations are found, the most important first. Raises DatasetBuildError with
    every problem of the facts, UsageError for an unknown source to leave out, OutputError when the file cannot be
    written; an older file at `target` then stays as it was.
    """
    version = read_version(data)
    countries = list_countries()
    tables = read_tables(data, countries={country.code for country in countries}, version=version)
    tables = leave_out(tables, without)
    found_under = tuple(places())
    meta = {
        "built_from": _digest_of_inputs(data, countries, found_under, without),
        "schema_version": str(identity.SCHEMA_VERSION),
        "version": version.isoformat(),
    } | {f"count_{sheet.name}": str(len(getattr(tables, sheet.name))) for sheet in fields(Tables)}
    try:
        digest = _publish(target, meta, countries, tables, found_under, without)
    except (OSError, sqlite3.OperationalError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise OutputError(
            f"The dataset {target.name} could not be written ({reason}); free some space or choose another folder."
        ) from error
    return DatasetIdentity(
        version=version,
        sha256=digest,
        built_from=meta["built_from"],
        schema_version=identity.SCHEMA_VERSION,
    )


def _digest_of_inputs(
    data: Path, countries: Iterable[Country], places: Iterable[GazetteerRow], without: Collection[SourceId]
) -> str:
    """Digest all that shapes the file: facts, schema, countries and the names of places, sources left out.

    The packages that places come from count by what they give, so that a version that changes nothing changes nothing.

    `method.toml` is no part of it: rules read the dataset and do not change it.
    """
    digest = sha256()
    parts = {f"{FOLDER}/{name}.csv": (data / FOLDER / f"{name}.csv").read_bytes() for name in COLUMNS}
    parts[f"{FOLDER}/{VERSION_FILE}"] = (data / FOLDER / VERSION_FILE).read_bytes()
    parts["schema"] = _schema().encode()
    parts["countries"] = json.dumps([stored(country) for country in countries]).encode()
    parts["places"] = json.dumps([_cells_of(place) for place in places]).encode()
    parts["left out"] = "\n".join(sorted(without)).encode()
    for name in sorted(parts):
        digest.update(f"{name}\n{len(parts[name])}\n".encode())
        digest.update(parts[name])
    return digest.hexdigest()


def _publish(
    target: Path,
    meta: Mapping[str, str],
    countries: Iterable[Country],
    tables: Tables,
    places: Iterable[GazetteerRow],
    without: Collection[SourceId],
) -> str:
    """Write the file and then its manifest, each under a temporary name first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as folder:
        draft = Path(folder, target.name)
        write_database(draft, meta=meta, countries=countries, tables=tables, places=places, without=without)
        digest = identity.digest_of(draft)
        manifest = identity.Manifest(
            sha256=digest, version=date.fromisoformat(meta["version"]), schema_version=identity.SCHEMA_VERSION
        )
        beside = Path(folder, "manifest")
        beside.write_text(manifest.dumps(), encoding="utf-8", newline="\n")
        draft.replace(target)
        beside.replace(identity.manifest_path(target))
    return digest


def write_database(
    path: Path,
    *,
    meta: Mapping[str, str],
    countries: Iterable[Country],
    tables: Tables,
    places: Iterable[GazetteerRow] = (),
    without: Collection[SourceId] = (),
) -> None:
    """Write checked tables into a new SQLite file; a claim without a source fails as sqlite3.IntegrityError."""
    with closing(sqlite3.connect(path)) as connection:
        db = Database(connection, execute_plugins=False)
        # The draft is thrown away when anything fails, so its journal may live in memory; the finished file has none.
        for pragma in ("journal_mode = MEMORY", "temp_store = MEMORY", "synchronous = OFF", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        for pragma, value in (
            ("page_size", _PAGE_BYTES),
            ("application_id", identity.APPLICATION_ID),
            ("user_version", identity.SCHEMA_VERSION),
        ):
            connection.execute(f"PRAGMA {pragma} = {value}")
        db.executescript(_schema())
        with db.atomic():
            _insert(db, "meta", ({"key": key, "value": value} for key, value in sorted(meta.items())))
            _insert(db, "left_out", ({"source_id": source_id} for source_id in sorted(without)))
            _insert(db, "countries", map(stored, countries))
            _insert(db, "sources", map(stored, tables.sources))
            _insert_claims(db, tables)
            _insert(
                db,
                "places",
                (
                    {"place_id": number} | dict(zip(_PLACE_COLUMNS, _cells_of(place), strict=True))
                    for number, place in enumerate(places, start=1)
                ),
            )
            # The index learns what is in the table it stands for, and is then packed into as few pages as it needs.
            for command in ("rebuild", "optimize"):
                db.execute("INSERT INTO place_letters (place_letters) VALUES (?)", [command])
        db.vacuum()
    with path.open("r+b") as file:
        file.seek(_VERSION_OFFSET)
        file.write(_VERSION_BYTES)
        file.flush()
        os.fsync(file.fileno())


def _insert_claims(db: Database, tables: Tables) -> None:
    claims = sorted(tables.claims(), key=lambda claim: claim[1])
    _insert(db, "claims", ({"claim_id": claim_id, "kind": kind} for kind, claim_id, _ in claims))
    _insert(
        db,
        "claim_sources",
        (
            {"claim_id": claim_id, "position": position, "source_id": source_id}
            for _, claim_id, claim in claims
            for position, source_id in enumerate(claim.source_ids)
        ),
    )
    for kind, table in _TABLES.items():
        _insert(db, table, (stored(claim) for of_kind, _, claim in claims if of_kind == kind))
    _insert(
        db,
        "deployment_suppliers",
        (
            {"fact_id": deployment.fact_id, "position": position, "supplier_id": supplier_id}
            for deployment in tables.deployments
            for position, supplier_id in enumerate(deployment.supplier_ids)
        ),
    )


def _insert(db: Database, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    db.table(table).insert_all(map(dict, rows), batch_size=1000)


def _schema() -> str:
    return files("desktop.dataset").joinpath("schema.sql").read_text(encoding="utf-8")
