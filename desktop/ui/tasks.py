"""Slow work off the main thread: one pool, results delivered as signals on the thread that asked.

Knows nothing of what the work is.
"""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QRunnable, Signal, SignalInstance

Result = TypeVar("Result")


class Pool(Protocol):
    """The two things asked of a QThreadPool, so that a test can run work inline."""

    def start(self, runnable: QRunnable, /) -> None:
        """Run the work, now or soon."""

    def waitForDone(self, /) -> bool:
        """Block until all work is done."""


class Ticket(QObject):
    """A piece of work under way. Its owner keeps it alive, so that no signal comes from a dead object."""

    done = Signal(object)
    failed = Signal(Exception)


class _Job(QRunnable, Generic[Result]):
    """Runs a callable and reports through bound signals; it owns nothing that Qt must delete."""

    def __init__(self, work: Callable[[], Result], done: SignalInstance, failed: SignalInstance) -> None:
        super().__init__()
        self._work = work
        self._done = done
        self._failed = failed

    def run(self) -> None:
        """Do the work; every exception becomes a signal, because nobody else would hear of it."""
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - the one task runner: whoever asked decides what an error means
            self._failed.emit(error)
        else:
            self._done.emit(result)


def start(pool: Pool, ticket: Ticket, work: Callable[[], Result]) -> None:
    """Start `work` on the pool and report to `ticket`."""
    pool.start(_Job(work, ticket.done, ticket.failed))
