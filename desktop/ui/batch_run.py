"""A batch under way: off the main thread, told of as it goes, stopped when asked.

What a batch is made of comes in from outside, as values and a callable.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from PySide6.QtCore import QObject, Signal

from desktop.ui import tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchWish:
    """What an officer asks for: which travellers, into which folder, for which organisation, in which form."""

    travellers: Path
    out: Path
    organisation: Path | None
    is_short: bool
    has_sign_off: bool
    jobs: int


class BatchProgress(Protocol):
    """How far a batch has come; `seconds_left` is None while that cannot be told."""

    @property
    def done(self) -> int:
        """Rows that are done."""

    @property
    def total(self) -> int:
        """All rows."""

    @property
    def failed(self) -> int:
        """Rows that have no briefing."""

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take."""


class BatchEntry(Protocol):
    """What became of a row; `error` is empty when it has its briefing."""

    @property
    def row(self) -> int:
        """The row, counted from one."""

    @property
    def file(self) -> str:
        """The name of the PDF."""

    @property
    def posture(self) -> str:
        """The code of the posture."""

    @property
    def error(self) -> str:
        """Why there is none, with the line of the table."""


class BatchResult(Protocol):
    """How a batch ended; one that is not finished can go on."""

    @property
    def entries(self) -> Sequence[BatchEntry]:
        """What became of the rows that were reached."""

    @property
    def total(self) -> int:
        """All rows."""

    @property
    def issued(self) -> int:
        """How many have their briefing."""

    @property
    def is_finished(self) -> bool:
        """Whether all rows were reached."""


Report: TypeAlias = Callable[[BatchProgress], None]
IsCancelled: TypeAlias = Callable[[], bool]
BriefMany: TypeAlias = Callable[[BatchWish, Report, IsCancelled], BatchResult]
"""Makes a batch, or goes on with the one in the folder; reports, and asks again and again whether to stop."""


class BatchRun(QObject):
    """Runs one batch at a time."""

    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(Exception)

    def __init__(self, *, brief_many: BriefMany, pool: tasks.Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._brief_many = brief_many
        self._pool = pool
        self._stop = threading.Event()
        self._is_running = False
        self._ticket = tasks.Ticket(self)
        self._ticket.done.connect(self._on_done)
        self._ticket.failed.connect(self._on_failed)

    @property
    def is_running(self) -> bool:
        """Whether a batch is under way."""
        return self._is_running

    def start(self, wish: BatchWish) -> None:
        """Begin a batch."""
        self._is_running = True
        self._stop.clear()
        tasks.start(self._pool, self._ticket, lambda: self._brief_many(wish, self.progressed.emit, self._stop.is_set))

    def stop(self) -> None:
        """Let the rows at work be finished, and begin no more."""
        self._stop.set()

    def wait(self) -> None:
        """Stop, and block until nothing is at work any more."""
        self.stop()
        self._pool.waitForDone()

    def _on_done(self, result: BatchResult) -> None:
        self._is_running = False
        self.done.emit(result)

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        self.failed.emit(error)
