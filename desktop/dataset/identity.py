"""What tells one dataset file from another: its marks, its digest and the manifest beside it.

Shared by the build and the store, so that both mean the same.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from desktop.assets import asset

APPLICATION_ID: Final = 0x46575244
"""“FWRD”, stored in the file's header."""
SCHEMA_VERSION: Final = 1
"""Raised whenever a program that reads the former schema could not read the new one."""


def default_path() -> Path:
    """Return where the shipped dataset lies."""
    return Path(str(asset("data", "build", "forewarned.sqlite"))).resolve()


def manifest_path(dataset: Path) -> Path:
    """Return where the manifest of a dataset file lies."""
    return dataset.with_name(f"{dataset.name}.manifest.json")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a dataset file must be to be the one that was built."""

    sha256: str
    version: date
    schema_version: int

    def dumps(self) -> str:
        """Write the manifest as JSON."""
        return json.dumps(asdict(self) | {"version": self.version.isoformat()}, indent=2, sort_keys=True) + "\n"

    @classmethod
    def loads(cls, text: str) -> "Manifest":
        """Read a manifest; raise ValueError when it is none."""
        document = json.loads(text)
        match document:
            case {"sha256": str(sha256), "version": str(version), "schema_version": int(schema_version)}:
                return cls(sha256=sha256, version=date.fromisoformat(version), schema_version=schema_version)
            case _:
                raise ValueError("a manifest holds sha256, version and schema_version")
