"""What tells one dataset from another: its marks, its digest, the manifest beside it, and whose own facts go along.

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
_SHORT: Final = 8


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayIdentity:
    """Whose own facts these are; `version` is the date the organisation gave them, `sha256` that of their pack."""

    organisation: str
    version: date
    sha256: str

    @property
    def short(self) -> str:
        """The first eight hex digits of the pack's digest, as printed on every page."""
        return self.sha256[:_SHORT]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetIdentity:
    """Which dataset this is: `version` is its date, `sha256` that of the file, `built_from` that of its inputs.

    `overlay` tells whose own facts go along; they are no part of the file.
    """

    version: date
    sha256: str
    built_from: str
    schema_version: int
    overlay: OverlayIdentity | None = None

    @property
    def short(self) -> str:
        """The first eight hex digits of the file's digest, as printed on every page."""
        return self.sha256[:_SHORT]

    @property
    def label(self) -> str:
        """Date and digests in one line, as a manifest notes them."""
        own = f" + {self.overlay.short}" if self.overlay else ""
        return f"{self.version.isoformat()} {self.short}{own}"

    @property
    def digests(self) -> str:
        """The whole digests of all that facts are taken from: two that are equal give the same briefing."""
        return f"{self.sha256} {self.overlay.sha256}" if self.overlay else self.sha256
