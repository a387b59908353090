"""A table in CSV as spreadsheets write it: byte-order marks, any usual separator, line breaks in quotes, empty rows.

Knows which columns a table may have, and nothing of what they mean.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from desktop.errors import TravellersError, reason_of
from desktop.i18n import _, ngettext

MAX_FILE_BYTES: Final = 8 * 1024 * 1024
_SEPARATORS: Final = ",;\t"


def read_table(
    path: Path, *, columns: Sequence[str], required: Sequence[str]
) -> tuple[tuple[str, ...], Iterator[tuple[int, list[str]]]]:
    """Return the header, which has some of `columns` and all that are required, and the filled rows with their lines.

    Raises TravellersError when the file is no such table, also while the rows are read.
    """
    text = _text_of(path)
    rows = _rows(path.name, text, columns)
    line, header = next(rows, (1, []))
    if header and header[0].strip().lower().startswith("sep=") and not any(header[1:]):
        # Some spreadsheets tell others the separator this way.
        line, header = next(rows, (1, []))
    filled = ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))
    return _header(path.name, line, header, columns=columns, required=required), filled


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise TravellersError(
            _("{name}: it cannot be read ({reason}); choose another file.").format(
                name=path.name or path, reason=reason_of(error)
            )
        ) from error
    if len(content) > MAX_FILE_BYTES:
        raise TravellersError(_("{name}: it is larger than 8 MB; split it.").format(name=path.name))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise TravellersError(
            _("{name}: this is a spreadsheet, not a CSV file; save it as “CSV UTF-8”.").format(name=path.name)
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TravellersError(
            _("{name}:{line}: it is not in UTF-8; save it as “CSV UTF-8”.").format(name=path.name, line=line)
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TravellersError(
            _("{name}:{line}: it holds a zero byte, so it is no CSV file in UTF-8; save it as “CSV UTF-8”.").format(
                name=path.name, line=line
            )
        )
    return text


def _rows(name: str, text: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, columns), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise TravellersError(
            _("{name}:{line}: the quotes are broken ({error}); close or double them.").format(
                name=name, line=line, error=error
            )
        ) from error


def _separator(text: str, columns: Sequence[str]) -> str:
    """Find the separator by the header alone: nothing a traveller's name holds may change how the file is read."""
    head = text.lstrip("\r\n").split("\n", 1)[0].rstrip("\r")
    if head.lower().startswith("sep=") and len(head) > len("sep="):
        named = head[len("sep=")]
        return named if named in _SEPARATORS else ","
    return max(
        _SEPARATORS,
        key=lambda separator: (
            sum(part in columns for part in map(_plain, head.split(separator))),
            head.count(separator),
        ),
    )


def _plain(cell: str) -> str:
    return cell.strip().strip('"').strip().lower()


def _header(
    name: str, line: int, cells: Sequence[str], *, columns: Sequence[str], required: Sequence[str]
) -> tuple[str, ...]:
    header = [_plain(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    unknown = [column for column in header if column not in columns]
    if unknown:
        raise TravellersError(
            ngettext(
                "{name}:{line}: no column is called {unknown}; rename or remove it, and use {columns}.",
                "{name}:{line}: no columns are called {unknown}; rename or remove them, and use {columns}.",
                len(unknown),
            ).format(
                name=name,
                line=line,
                unknown=", ".join(_with_guess(each, columns) for each in unknown),
                columns=", ".join(columns),
            )
        )
    for column in header:
        if header.count(column) > 1:
            raise TravellersError(
                _("{name}:{line}: the column {column} stands there twice; remove one.").format(
                    name=name, line=line, column=column
                )
            )
    for column in required:
        if column not in header:
            raise TravellersError(
                _("{name}:{line}: the column {column} is missing; add it to the header.").format(
                    name=name, line=line, column=column
                )
            )
    return tuple(header)


def _with_guess(column: str, columns: Sequence[str]) -> str:
    near = get_close_matches(column, columns, n=1, cutoff=0.75)
    shown = column[:40]
    return _("“{column}” ({guess}?)").format(column=shown, guess=near[0]) if near else f"“{shown}”"
