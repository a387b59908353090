"""What became of the rows of a batch, as a table: those without a briefing first. Qt-free."""

from collections.abc import Mapping, Sequence
from typing import Final

from desktop.assessment.levels import Posture
from desktop.briefing.words import posture_title
from desktop.i18n import _, ngettext
from desktop.ui.batch_run import BatchEntry
from desktop.ui.models.table_model import TableCell, TableRow

MOST_ROWS: Final = 500
"""More than anyone reads in a window; manifest.csv has them all."""
_POSTURES: Final[Mapping[str, Posture]] = {posture.code: posture for posture in Posture}


def batch_header() -> tuple[str, ...]:
    """Name the columns."""
    return (_("Row"), _("Briefing"), _("Posture"), _("Result"))


def batch_rows(entries: Sequence[BatchEntry]) -> tuple[TableRow, ...]:
    """Return a row per entry; where there are too many, the last one says how many more there are."""
    ordered = sorted(entries, key=lambda entry: (not entry.error, entry.row))
    rows = [_row(entry) for entry in ordered[:MOST_ROWS]]
    more = len(ordered) - len(rows)
    if more:
        text = ngettext("{n} more row is in manifest.csv.", "{n} more rows are in manifest.csv.", more)
        rows.append((TableCell(text="…"), TableCell(text=text.format(n=more)), TableCell(text=""), TableCell(text="")))
    return tuple(rows)


def _row(entry: BatchEntry) -> TableRow:
    posture = _POSTURES.get(entry.posture)
    return (
        TableCell(text=str(entry.row)),
        TableCell(text=entry.file or _("none")),
        TableCell(text=posture_title(posture) if posture else ""),
        TableCell(text=entry.error or _("Issued")),
    )
