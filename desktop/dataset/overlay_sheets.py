"""Reads own facts: sheets in the columns of data/README.md, each row with a source of its own.

Their ids begin with ``own-``, so that no fact of any dataset, now or later, is ever taken for one of theirs.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop.dataset import identity
from desktop.dataset.cell import Cells
from desktop.dataset.identity import OverlayIdentity
from desktop.dataset.overlay import Known, Overlay
from desktop.dataset.pack_file import open_pack
from desktop.dataset.read import COLUMNS, Sheet, check_sheets
from desktop.dataset.row import NAME_LIMIT
from desktop.dataset.sheet import Problems, parse_sheet
from desktop.dataset.vocabulary import SOURCE_KINDS
from desktop.errors import DatasetBuildError
from desktop.i18n import _

DESCRIPTION: Final = "overlay"
"""The sheet that says whose facts these are."""
SHEETS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        DESCRIPTION: ("organisation", "version"),
        # Published scores are nobody's own, and own advice belongs into the organisation file.
        **{name: columns for name, columns in COLUMNS.items() if name not in {"indicators", "advice"}},
    }
)
"""The sheets that own facts may have, with their columns; the first column of each but the first is the row's id."""
PREFIX: Final = "own-"
OWN_SOURCE: Final = "own"
"""The kind of a source that only the organisation can read, such as a visit or an audit of its own."""
MAX_SHEET_BYTES: Final = 4 * 1024 * 1024
MAX_ROWS: Final = 5000
_NOBODY: Final = OverlayIdentity(organisation="", version=date.max, sha256="")


def file_of(sheet: str) -> str:
    """Return the name of a sheet's file."""
    return f"{sheet}.csv"


def limits(name: str) -> int | None:
    """Return how many bytes a file of a pack of own facts may hold; only its sheets belong there."""
    return MAX_SHEET_BYTES if name in map(file_of, SHEETS) else None


def read_overlay(path: Path, known: Known) -> Overlay:
    """Read a pack of own facts; raises PackError for the file, DatasetBuildError with every problem of its rows."""
    pack = open_pack(path, limits)
    try:
        contents = {name: pack.whole(file_of(name)) for name in SHEETS}
    finally:
        pack.close()
    return check_overlay({name: raw for name, raw in contents.items() if raw is not None}, path, known)


def check_overlay(contents: Mapping[str, bytes], path: Path, known: Known) -> Overlay:
    """Check the content of each sheet of own facts; `path` is the pack or the folder that they come from."""
    problems = Problems()
    sheets = {}
    for name, content in contents.items():
        shown = f"{path.name}/{file_of(name)}"
        lines = parse_sheet(content, shown=shown, columns=SHEETS[name], problems=problems)
        sheets[name] = Sheet(shown=shown, lines=lines)
    description = sheets.pop(DESCRIPTION, Sheet(shown=f"{path.name}/{file_of(DESCRIPTION)}", lines=()))
    whose = _identity(description, problems)
    tables = check_sheets(
        sheets,
        countries=known.countries,
        version=whose.version,
        problems=problems,
        makers=known.makers,
        source_kinds=(*SOURCE_KINDS, OWN_SOURCE),
    )
    _check_ids(sheets, problems)
    rows = sum(len(sheet.lines) for sheet in sheets.values())
    if rows > MAX_ROWS:
        problems.add(
            description.shown, 1, "file", _("{n} rows are too many; keep to {most}").format(n=rows, most=MAX_ROWS)
        )
    if not problems.found and not any(True for _claim in tables.claims()):
        text = _("there is no fact beside it; add a row to one of the other files")
        problems.add(description.shown, 1, "file", text)
    if problems.found:
        raise DatasetBuildError(problems.lines())
    digest = identity.digest_of(path) if path.is_file() else ""
    return Overlay(identity=replace(whose, sha256=digest), tables=tables)


def _identity(description: Sheet, problems: Problems) -> OverlayIdentity:
    if len(description.lines) != 1:
        if not problems.found:
            text = _("it needs the columns organisation and version, and one row that says whose facts these are")
            problems.add(description.shown, 1, "file", text)
        return _NOBODY
    cells = Cells(
        shown=description.shown,
        line=description.lines[0],
        problems=problems,
        countries=(),
        dataset_date=date.max,
    )
    name = cells.text("organisation", limit=NAME_LIMIT, is_required=True)
    version = cells.day("version")
    if version is None or version.day is None:
        cells.wrong("version", _("write the day of these facts, such as 2026-11-25"))
        return _NOBODY
    return OverlayIdentity(organisation=name, version=version.last_day(), sha256="")


def _check_ids(sheets: Mapping[str, Sheet], problems: Problems) -> None:
    """Ask of every own id that it says so."""
    for name, sheet in sheets.items():
        column = SHEETS[name][0]
        for line in sheet.lines:
            own_id = line.cells[column]
            if own_id and not own_id.startswith(PREFIX):
                text = _("“{id}” is no id of an own row; begin it with {prefix}, such as {prefix}{id}")
                problems.add(sheet.shown, line.number, column, text.format(id=own_id[:40], prefix=PREFIX))
