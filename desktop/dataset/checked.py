"""A dataset file is checked before anything reads it: it is there, is the file that was built, and has our schema."""

import sqlite3
from datetime import date
from pathlib import Path

from desktop.dataset import identity
from desktop.dataset.identity import DatasetIdentity
from desktop.errors import DatasetCorruptError, DatasetMissingError, DatasetSchemaError


def connect(path: Path, *, is_digest_checked: bool = True) -> tuple[sqlite3.Connection, DatasetIdentity]:
    """Open the dataset at `path` read-only; raise DatasetError where it is missing, harmed or of another schema."""
    manifest = _manifest_of(path)
    if is_digest_checked:
        check_digest(path)
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        _check_marks(connection, path)
        return connection, _identity_of(connection, manifest.sha256)
    except (sqlite3.DatabaseError, KeyError, ValueError) as error:
        connection.close()
        raise DatasetCorruptError(f"The file {path.name} holds no dataset; {_REBUILD}.") from error
    except DatasetSchemaError:
        connection.close()
        raise


_REBUILD = "copy it again, or build it with “forewarned dataset build”"


def check_digest(path: Path) -> None:
    """Read the whole file; raise DatasetCorruptError unless it is the one that its manifest speaks of."""
    manifest = _manifest_of(path)
    try:
        digest = identity.digest_of(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    if digest != manifest.sha256:
        raise DatasetCorruptError(
            f"The dataset {path.name} is not the file that was built (SHA-256 {digest[:8]}, its manifest says "
            f"{manifest.sha256[:8]}); {_REBUILD}."
        )


def _manifest_of(path: Path) -> identity.Manifest:
    try:
        return _read_manifest(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> DatasetCorruptError:
    return DatasetCorruptError(
        f"The dataset {path.name} cannot be read ({error.strerror}); check the permissions of its folder."
    )


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
