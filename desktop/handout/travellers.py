"""Reads a list of travellers: one order for a briefing per row of a table.

What is wrong with the file as a whole is an error; what is wrong with one row stays with that row.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from desktop.errors import TravellersError
from desktop.handout.table import read_table
from desktop.i18n import _
from desktop.trip import Profile

COLUMNS: Final = ("traveller", "reference", "destinations", "arrive", "leave", "profile", "paper", "language")
REQUIRED: Final = ("traveller", "destinations")
PAPERS: Final = ("a4", "letter")
LANGUAGES: Final = ("en",)
MAX_ROWS: Final = 20_000
MAX_STOPS: Final = 12
_MAX_CELL: Final = {"traveller": 120, "reference": 60, "destinations": 1000}
_MAX_OTHER: Final = 40
# Some programs add the midnight that a date begins with.
_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00)?)?")
_AMBIGUOUS: Final = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{6,8}")
_SERIAL: Final = re.compile(r"[1-9]\d{4}(?:[.,]\d+)?")
_FIRST_SERIAL_DAY: Final = date(1899, 12, 30)
"""Spreadsheets count days from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One briefing to make. `row` counts travellers from one, `line` is the file's; a `problem` means it cannot be."""

    row: int
    line: int
    traveller: str = ""
    reference: str = ""
    destinations: tuple[str, ...] = ()
    arrive: date | None = None
    leave: date | None = None
    profile: Profile = Profile.GENERAL
    paper: str = PAPERS[0]
    problem: str = ""


def read_travellers(path: Path) -> tuple[Order, ...]:
    """Read every row; raise TravellersError when the file as a whole is no list of travellers."""
    name = path.name
    columns, rows = read_table(path, columns=COLUMNS, required=REQUIRED)
    orders: list[Order] = []
    for line, cells in rows:
        if len(orders) == MAX_ROWS:
            raise TravellersError(
                _("{name}:{line}: there are more than {most} travellers; split the file.").format(
                    name=name, line=line, most=MAX_ROWS
                )
            )
        orders.append(_order(len(orders) + 1, line, columns, cells))
    if not orders:
        raise TravellersError(_("{name}: there is no traveller in it; add a row below the header.").format(name=name))
    return tuple(orders)


class _RowError(ValueError):
    """One cell cannot be used; the message names its column."""


def _order(row: int, line: int, columns: Sequence[str], cells: Sequence[str]) -> Order:
    try:
        return _sound_order(row, line, columns, cells)
    except _RowError as error:
        return Order(row=row, line=line, problem=str(error))


def _sound_order(row: int, line: int, columns: Sequence[str], cells: Sequence[str]) -> Order:
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        raise _RowError(
            _("the row has {n} cells and the header {columns}; check separators and quotes").format(
                n=len(cells), columns=len(columns)
            )
        )
    found = {column: _cleaned(column, cell) for column, cell in zip(columns, cells, strict=False)}
    if not found["traveller"] and not found.get("reference"):
        raise _RowError(_("traveller: there is neither a name nor a reference; fill one in"))
    return Order(
        row=row,
        line=line,
        traveller=_one_line(found["traveller"]),
        reference=_one_line(found.get("reference", "")),
        destinations=_destinations(found["destinations"]),
        arrive=_day("arrive", found.get("arrive", "")),
        leave=_day("leave", found.get("leave", "")),
        profile=Profile(_choice("profile", found.get("profile", ""), [profile.value for profile in Profile])),
        paper=_choice("paper", found.get("paper", ""), PAPERS),
        problem=_language_problem(found.get("language", "")),
    )


def _cleaned(column: str, cell: str) -> str:
    # Marks without width come along when text is copied from a page or a chat; nobody sees or means them.
    cell = "".join(each for each in unicodedata.normalize("NFC", cell) if unicodedata.category(each) != "Cf").strip()
    most = _MAX_CELL.get(column, _MAX_OTHER)
    if len(cell) > most:
        raise _RowError(
            _("{column}: {n} characters are too long; keep it to {most}").format(column=column, n=len(cell), most=most)
        )
    for character in cell:
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in "\r\n\t":
            raise _RowError(
                _("{column}: it holds the invisible character U+{code:04X}; remove it").format(
                    column=column, code=ord(character)
                )
            )
    return cell


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _destinations(cell: str) -> tuple[str, ...]:
    stops = tuple(filter(None, (_one_line(part) for part in re.split(r"[;\r\n]", cell))))
    if not stops:
        raise _RowError(_("destinations: there is none; name at least one country"))
    if len(stops) > MAX_STOPS:
        raise _RowError(_("destinations: {n} are too many; split the trip").format(n=len(stops)))
    return stops


def _day(column: str, cell: str) -> date | None:
    if not cell:
        return None
    if written := _DAY.fullmatch(cell):
        try:
            return date.fromisoformat(written[1])
        except ValueError:
            raise _RowError(_("{column}: there is no {day} in the calendar").format(column=column, day=cell)) from None
    if _SERIAL.fullmatch(cell):
        day = _FIRST_SERIAL_DAY + timedelta(days=int(cell[:5]))
        raise _RowError(
            _("{column}: “{cell}” is how a spreadsheet counts days; write {day} if that is meant").format(
                column=column, cell=cell, day=day.isoformat()
            )
        )
    text = (
        _("{column}: “{cell}” can be read in more than one way; write the date as 2027-01-10")
        if _AMBIGUOUS.fullmatch(cell)
        else _("{column}: “{cell}” is no date as it is written here; write 2027-01-10")
    )
    raise _RowError(text.format(column=column, cell=_one_line(cell)))


def _choice(column: str, cell: str, words: Sequence[str]) -> str:
    word = "-".join(cell.lower().split()) or words[0]
    if word not in words:
        raise _RowError(
            _("{column}: “{cell}” is none of {words}").format(
                column=column, cell=_one_line(cell), words=", ".join(words)
            )
        )
    return word


def _language_problem(cell: str) -> str:
    if not cell or cell.lower() in LANGUAGES:
        return ""
    return _("language: there is no briefing in “{cell}” yet; write {languages} or leave it empty").format(
        cell=_one_line(cell), languages=", ".join(LANGUAGES)
    )
