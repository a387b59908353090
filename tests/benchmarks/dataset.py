"""What checking every fact costs: building the dataset beside pouring the same rows into SQLite unread.

Run as ``python -m tests.benchmarks.dataset``. The plain way takes the CSV files and the names of places as they are, by
sqlite-utils, with its full-text index; nothing is checked, sorted, linked or made reproducible. The two take turns.
"""

import csv
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlite_utils import Database

from desktop.dataset.gazetteer import GazetteerRow, names
from desktop.dataset.store import open_dataset
from tests.dataset_fixture import CHECKOUT, built_dataset

FACTS = CHECKOUT / "data" / "facts"
COST_BAR, OPEN_BAR = 1.5, 0.05
_COLUMNS = tuple(column.name for column in fields(GazetteerRow))
_ROUNDS = 3
_MEGABYTE = 1e6


def main() -> int:
    """Print the figures; return 1 if one is over its budget."""
    with tempfile.TemporaryDirectory() as name:
        checked, plain = Path(name, "checked"), Path(name, "plain.sqlite")
        times: dict[str, list[float]] = {"built": [], "poured": [], "opened": []}
        for _round in range(_ROUNDS):
            times["built"].append(timed(lambda: built_dataset(checked)))
            times["poured"].append(timed(lambda: pour(plain)))
            times["opened"].append(timed(lambda: open_once(checked / "forewarned.sqlite")))
        size, plain_size = (path.stat().st_size / _MEGABYTE for path in (checked / "forewarned.sqlite", plain))
    built, poured, opened = (median(times[name]) for name in ("built", "poured", "opened"))
    cost, share = built / poured, opened / poured
    print(
        f"built from the facts, every cell checked: {built:.2f} s, {cost:.2f} times the plain way "
        f"(at most {COST_BAR:g}: {'met' if cost <= COST_BAR else 'MISSED'})"
    )
    print(
        f"opened, digest and identity checked: {opened * 1000:.0f} ms, {share:.3f} of the plain way "
        f"(at most {OPEN_BAR:g}: {'met' if share <= OPEN_BAR else 'MISSED'})"
    )
    print(f"size: {size:.1f} MB, {size / plain_size:.2f} times the plain file")
    return int(cost > COST_BAR or share > OPEN_BAR)


def pour(path: Path) -> None:
    """Write the facts and the names of places into a new file, as they are."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        database = Database(connection)
        for sheet in sorted(FACTS.glob("*.csv")):
            with sheet.open(encoding="utf-8", newline="") as file:
                database.table(sheet.stem).insert_all(csv.DictReader(file))
        cells = attrgetter(*_COLUMNS)
        places = database.table("places")
        places.insert_all(dict(zip(_COLUMNS, cells(place), strict=True)) for place in names())
        places.enable_fts(["key"], tokenize="trigram")


def open_once(path: Path) -> None:
    """Open the dataset as each start of the program does: digest, schema and identity are checked."""
    with open_dataset(path):
        pass


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
