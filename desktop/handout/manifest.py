"""The manifest of a batch: which file was made for which row, its digest, and why a row has none.

Opened in a spreadsheet, no cell of it can act as a formula.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Final

from desktop.errors import BatchError, reason_of
from desktop.i18n import _

MANIFEST_NAME: Final = "manifest.csv"
MAX_BYTES: Final = 64 * 1024 * 1024
# Spreadsheets take the full-width forms of the East Asian keyboard for the same.
_FORMULA: Final = "=+-@\uff1d\uff0b\uff0d\uff20"
# A spreadsheet that expects another separator cuts a cell in two, and a formula may then begin in its middle.
_AFTER_SEPARATOR: Final = re.compile(r"([;,|\t]\s*[\"'“]*\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_SLUG: Final = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH: Final = 40


class Status(StrEnum):
    """Whether a row has its briefing."""

    ISSUED = "issued"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the manifest."""

    row: int
    file: str = ""
    sha256: str = ""
    posture: str = ""
    dataset_version: str = ""
    status: Status
    error: str = ""


COLUMNS: Final = tuple(field.name for field in fields(Entry))


def file_name(row: int, traveller: str, reference: str) -> str:
    """Return a name that no other row has and that every file system takes, whatever the traveller is called."""
    parts = [f"{row:05d}", *filter(None, (_slug(traveller), _slug(reference)))]
    return "-".join(parts) + ".pdf"


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SLUG.sub("-", letters).strip("-")[:_SLUG_LENGTH].strip("-")


def dumps(entries: Iterable[Entry]) -> bytes:
    """Write a manifest, by row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in sorted(entries, key=lambda each: each.row):
        writer.writerow([_harmless(str(cell)) for cell in astuple(entry)])
    return text.getvalue().encode()


def _harmless(cell: str) -> str:
    cell = _AFTER_SEPARATOR.sub(r"\1'", " ".join(cell.split()))
    return f"'{cell}" if cell.startswith(tuple(_FORMULA)) else cell


def read_manifest(path: Path) -> tuple[Entry, ...]:
    """Read a manifest; raise BatchError when it is none."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        return _entries(content)
    except OSError as error:
        raise BatchError(
            _("“{name}” cannot be read ({reason}); choose the manifest that a batch wrote.").format(
                name=path.name, reason=reason_of(error)
            )
        ) from error
    except (ValueError, csv.Error) as error:
        raise BatchError(
            _("“{name}” is no manifest ({reason}); choose the one that a batch wrote.").format(
                name=path.name, reason=" ".join(str(error).split())
            )
        ) from error


def _entries(content: bytes) -> tuple[Entry, ...]:
    if len(content) > MAX_BYTES:
        raise ValueError(_("it is larger than 64 MB"))
    text = content.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    if tuple(next(rows, ())) != COLUMNS:
        raise ValueError(_("its header is not {columns}").format(columns=",".join(COLUMNS)))
    entries = []
    for cells in rows:
        if len(cells) != len(COLUMNS):
            raise ValueError(_("line {line} has {n} cells").format(line=rows.line_num, n=len(cells)))
        row, file, sha256, posture, version, status, error = cells
        entries.append(
            Entry(
                row=int(row),
                file=file,
                sha256=sha256,
                posture=posture,
                dataset_version=version,
                status=Status(status),
                error=error,
            )
        )
    return tuple(entries)
