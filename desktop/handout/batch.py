"""Hands out many briefings: one PDF per traveller, a manifest, and a way on after any interruption.

A crew of workers makes the files; this module notes what became of each order and writes the manifest.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from desktop.errors import BatchError, OutputError
from desktop.handout import journal as journals
from desktop.handout.crew import at_work
from desktop.handout.journal import Journal
from desktop.handout.manifest import MANIFEST_NAME, Entry, Status, file_name, read_manifest
from desktop.handout.travellers import Order
from desktop.handout.worker import Answer
from desktop.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch has come; `seconds_left` is None until the first row of this run is done."""

    done: int
    total: int
    failed: int
    seconds_left: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a batch ended; `is_finished` is false when it was cancelled and can go on later.

    `is_old_news` means that it had been finished before, and nothing was made now.
    """

    entries: tuple[Entry, ...]
    total: int
    is_finished: bool
    is_old_news: bool = False

    @property
    def issued(self) -> int:
        """How many rows have their briefing."""
        return sum(entry.status is Status.ISSUED for entry in self.entries)

    @property
    def failed(self) -> int:
        """How many rows have none, for a reason of their own."""
        return len(self.entries) - self.issued


Report: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is to be done: orders, where to, with which command a worker starts, and digests of all that matters."""

    orders: tuple[Order, ...]
    out: Path
    worker: tuple[str, ...]
    setup: str
    inputs: Mapping[str, str]
    jobs: int = 1


def run(
    batch: Batch,
    *,
    is_resumed: bool = False,
    report: Report = lambda _progress: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Result:
    """Make every briefing of a batch; raises BatchError or OutputError when it cannot begin or go on."""
    if is_resumed and (finished := _finished(batch)) is not None:
        return Result(entries=finished, total=len(finished), is_finished=True, is_old_news=True)
    begin = journals.resume if is_resumed else journals.start
    with begin(batch.out, batch.inputs) as journal:
        for order in batch.orders:
            if order.problem and order.row not in journal.done:
                journal.add(_failed(order, order.problem))
        open_orders = [order for order in batch.orders if order.row not in journal.done]
        _work(batch, journal, open_orders, report, is_cancelled)
        is_finished = len(journal.done) == len(batch.orders)
        if is_finished:
            journal.finish()
        entries = tuple(journal.done[row] for row in sorted(journal.done))
    return Result(entries=entries, total=len(batch.orders), is_finished=is_finished)


def _finished(batch: Batch) -> tuple[Entry, ...] | None:
    """Return what a batch that was finished before has in its manifest, None while it is unfinished."""
    if (batch.out / journals.JOURNAL_NAME).exists() or not (batch.out / MANIFEST_NAME).exists():
        return None
    entries = read_manifest(batch.out / MANIFEST_NAME)
    if len(entries) != len(batch.orders):
        raise BatchError(
            _("“{out}” holds a finished batch of {n} rows, not of {orders}; choose another folder.").format(
                out=batch.out.name, n=len(entries), orders=len(batch.orders)
            )
        )
    return entries


def _work(
    batch: Batch, journal: Journal, orders: Sequence[Order], report: Report, is_cancelled: Callable[[], bool]
) -> None:
    pace = _Pace(total=len(batch.orders), before=len(journal.done))
    _tell(report, pace, journal)
    with at_work(batch.worker, batch.setup, orders, jobs=batch.jobs) as answers:
        for order, answer in answers:
            if answer is not None:
                if answer.halt:
                    raise OutputError(answer.halt)
                journal.add(_entry(order, answer))
                _tell(report, pace, journal)
            if is_cancelled():
                return


def _tell(report: Report, pace: "_Pace", journal: Journal) -> None:
    done = len(journal.done)
    failed = sum(entry.status is Status.FAILED for entry in journal.done.values())
    report(Progress(done=done, total=pace.total, failed=failed, seconds_left=pace.seconds_left(done)))


class _Pace:
    """Reckons how long the rest takes, from the rows of this run alone."""

    def __init__(self, *, total: int, before: int) -> None:
        self.total = total
        self._before = before
        self._start = time.monotonic()

    def seconds_left(self, done: int) -> float | None:
        """Return None until there is something to reckon from."""
        made = done - self._before
        if made < 1:
            return None
        return (time.monotonic() - self._start) / made * (self.total - done)


def _entry(order: Order, answer: Answer) -> Entry:
    if answer.error:
        return _failed(order, answer.error)
    return Entry(
        row=order.row,
        file=file_name(order.row, order.traveller, order.reference),
        sha256=answer.sha256,
        posture=answer.posture,
        dataset_version=answer.dataset_version,
        status=Status.ISSUED,
    )


def _failed(order: Order, reason: str) -> Entry:
    text = _("line {line}: {reason}").format(line=order.line, reason=reason)
    return Entry(row=order.row, status=Status.FAILED, error=text if text.endswith((".", "?")) else f"{text}.")
