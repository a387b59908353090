"""A CSV file of facts as rows that know their line: encoding, columns and quoting are checked here.

Knows nothing of what the columns mean.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

MAX_FILE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something to mend in the facts; prints as ``file:line: column: what and how to mend it``."""

    file: str
    line: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.column}: {self.text}"


@dataclass(slots=True)
class Problems:
    """Every problem found so far."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, column: str, text: str) -> None:
        """Note one problem."""
        self.found.append(Problem(file=file, line=line, column=column, text=text))

    def lines(self) -> tuple[str, ...]:
        """Return the problems as text, by file and line."""
        return tuple(dict.fromkeys(str(problem) for problem in sorted(self.found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a sheet: the file's line it starts on, and its cells by column."""

    number: int
    cells: dict[str, str]


def read_sheet(path: Path, *, shown: str, columns: Sequence[str], problems: Problems) -> tuple[Line, ...]:
    """Read a CSV file that has exactly `columns`, in any order; `shown` is the file's name in problems."""
    raw = _read(path, shown, problems)
    return () if raw is None else parse_sheet(raw, shown=shown, columns=columns, problems=problems)


def parse_sheet(raw: bytes, *, shown: str, columns: Sequence[str], problems: Problems) -> tuple[Line, ...]:
    """Read the content of such a file."""
    text = _decoded(raw, shown, problems)
    if text is None:
        return ()
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[Line] = []
    try:
        header = next(reader, [])
        if not _is_header_sound(header, shown, columns, problems):
            return ()
        # A row starts on the line after the one where the row before it ended.
        number = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                lines.append(Line(number=number, cells=dict(zip(header, cells, strict=True))))
            elif cells:
                text = f"{len(cells)} cells where the header has {len(header)}; check commas and quotes"
                problems.add(shown, number, "row", text)
            else:
                problems.add(shown, number, "row", "the line is empty; remove it")
            number = reader.line_num + 1
    except csv.Error as error:
        problems.add(shown, reader.line_num, "row", f"the quoting is broken ({error}); close or double the quotes")
    return tuple(lines)


def _read(path: Path, shown: str, problems: Problems) -> bytes | None:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            problems.add(shown, 1, "file", f"{size} bytes is too large; keep it below {MAX_FILE_BYTES} bytes")
            return None
        return path.read_bytes()
    except FileNotFoundError:
        problems.add(shown, 1, "file", "the file is missing; add it, with its header row at least")
        return None
    except OSError as error:
        problems.add(shown, 1, "file", f"it cannot be read ({error.strerror}); check its permissions")
        return None


def _decoded(raw: bytes, shown: str, problems: Problems) -> str | None:
    if raw.startswith(b"\xef\xbb\xbf"):
        problems.add(shown, 1, "file", "it starts with a byte-order mark; save it as UTF-8 without one")
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(shown, line, "file", f"byte 0x{raw[error.start]:02X} is not UTF-8; save the file as UTF-8")
        return None


def _is_header_sound(header: list[str], shown: str, columns: Sequence[str], problems: Problems) -> bool:
    before = len(problems.found)
    for column in columns:
        if column not in header:
            problems.add(shown, 1, column, "the column is missing; add it to the header")
    for column in dict.fromkeys(header):
        if column not in columns:
            problems.add(shown, 1, column or "header", f"no such column is known; use {', '.join(columns)}")
        elif header.count(column) > 1:
            problems.add(shown, 1, column, "the column stands twice in the header; remove one")
    return len(problems.found) == before
