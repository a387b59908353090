"""Hands out many briefings: one PDF per traveller, a manifest, and a way on after any interruption.

Worker processes make the files; this module gives out the orders, notes each answer and writes the manifest.
"""

import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from desktop.errors import BatchError, OutputError
from desktop.handout import journal as journals
from desktop.handout.journal import Journal
from desktop.handout.manifest import MANIFEST_NAME, Entry, Status, file_name, read_manifest
from desktop.handout.travellers import Order
from desktop.handout.worker import Answer, answer_from, line_from
from desktop.i18n import _

_ATTEMPTS: Final = 2
"""A worker that dies may have been the victim of something else; the second death on the same row is the row's."""
_POLL_SECONDS: Final = 0.1
_LEAVE_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch has come; `seconds_left` is None until the first row of this run is done."""

    done: int
    total: int
    failed: int
    seconds_left: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a batch ended; `is_finished` is false when it was cancelled and can go on later."""

    entries: tuple[Entry, ...]
    total: int
    is_finished: bool

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
    if is_resumed and (finished := _finished(batch.out)) is not None:
        return Result(entries=finished, total=len(batch.orders), is_finished=True)
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


def _finished(out: Path) -> tuple[Entry, ...] | None:
    """Return what a batch that was killed after its last step has in its manifest, None while it is unfinished."""
    if (out / journals.JOURNAL_NAME).exists() or not (out / MANIFEST_NAME).exists():
        return None
    return read_manifest(out / MANIFEST_NAME)


def _work(
    batch: Batch, journal: Journal, orders: Sequence[Order], report: Report, is_cancelled: Callable[[], bool]
) -> None:
    pace = _Pace(total=len(batch.orders), before=len(journal.done))
    _tell(report, pace, journal)
    with _crew(batch, orders) as crew:
        for order, answer in crew.answers():
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
    text = _("line {line}: {reason}").format(line=order.line, reason=reason.rstrip("."))
    return Entry(row=order.row, status=Status.FAILED, error=f"{text}.")


class _Crew:
    """Workers, each with a thread that hands it one order at a time."""

    def __init__(self, batch: Batch, orders: Sequence[Order]) -> None:
        self._batch = batch
        self._orders = deque(orders)
        self._left = len(orders)
        self._answers: queue.SimpleQueue[tuple[Order, Answer]] = queue.SimpleQueue()
        self._is_over = threading.Event()
        jobs = max(1, min(batch.jobs, len(orders)))
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(jobs if orders else 0)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let each worker finish the order it has, and give out no more."""
        self._is_over.set()
        for thread in self._threads:
            thread.join(_LEAVE_SECONDS)

    def answers(self) -> Iterator[tuple[Order, Answer | None]]:
        """Yield each order with its answer, and now and then one without, so that the caller can cancel."""
        idle = Order(row=0, line=0)
        while self._left:
            try:
                order, answer = self._answers.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                if not any(thread.is_alive() for thread in self._threads) and self._answers.empty():
                    raise BatchError(_("The batch lost its workers; go on with --resume.")) from None
                yield idle, None
            else:
                self._left -= 1
                yield order, answer

    def _serve(self) -> None:
        hand = _Hand(self._batch)
        try:
            while not self._is_over.is_set():
                try:
                    order = self._orders.popleft()
                except IndexError:
                    return
                self._answers.put((order, self._ask(hand, order)))
        finally:
            hand.dismiss()

    def _ask(self, hand: "_Hand", order: Order) -> Answer:
        for _attempt in range(_ATTEMPTS):
            answer = hand.ask(order)
            if answer is not None:
                return answer
        return Answer(row=order.row, error=_("the program stopped while it made this briefing; report it, please"))


@contextmanager
def _crew(batch: Batch, orders: Sequence[Order]) -> Iterator[_Crew]:
    crew = _Crew(batch, orders)
    crew.start()
    try:
        yield crew
    finally:
        crew.stop()


class _Hand:
    """One worker process, started when it is first needed and again when it has died."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._process: subprocess.Popen[str] | None = None
        self._is_new = True

    def ask(self, order: Order) -> Answer | None:
        """Hand over an order and wait for the answer; None when the worker died of it."""
        try:
            process = self._process or self._hire()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return Answer(row=order.row, halt=_("No worker could be started ({reason}).").format(reason=reason))
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            if self._is_new:
                process.stdin.write(self._batch.setup + "\n")
                self._is_new = False
            process.stdin.write(line_from(order) + "\n")
            process.stdin.flush()
            answer = answer_from(process.stdout.readline())
        except (OSError, ValueError, TypeError):
            self.dismiss()
            return None
        if answer.row != order.row and not answer.halt:
            self.dismiss()
            return None
        return answer

    def _hire(self) -> subprocess.Popen[str]:
        # A process group of its own: whoever interrupts the batch from the keyboard does not tear a file in two.
        process = subprocess.Popen(  # noqa: S603  # the command is this very program
            self._batch.worker,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._process, self._is_new = process, True
        return process

    def dismiss(self) -> None:
        """Let the worker end; it does when no more orders come."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.communicate(timeout=_LEAVE_SECONDS)
        except (OSError, ValueError):
            process.kill()
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
