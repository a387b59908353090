"""A crew of worker processes: hands out orders, one at a time to each, and collects the answers as they come.

Whatever becomes of a worker, every order has its answer.
"""

import queue
import subprocess
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TypeAlias

from desktop.errors import BatchError, reason_of
from desktop.handout.travellers import Order
from desktop.handout.worker import Answer, answer_from, line_from
from desktop.i18n import _

_ATTEMPTS: Final = 2
"""A worker that dies may have been the victim of something else; the second death on the same row is the row's."""
_POLL_SECONDS: Final = 0.1
_LEAVE_SECONDS: Final = 60.0

Answers: TypeAlias = Iterator[tuple[Order, Answer | None]]


@contextmanager
def at_work(command: Sequence[str], setup: str, orders: Sequence[Order], *, jobs: int) -> Iterator[Answers]:
    """Let up to `jobs` workers, started by `command` and told `setup`, answer the orders until the block ends.

    Yields each order with its answer, in no order, and now and then one without, so that the caller can turn away.
    """
    crew = _Crew(command, setup, orders, jobs=jobs)
    crew.start()
    try:
        yield crew.answers()
    finally:
        crew.stop()


class _Crew:
    """Workers, each with a thread that hands it one order at a time."""

    def __init__(self, command: Sequence[str], setup: str, orders: Sequence[Order], *, jobs: int) -> None:
        self._command = command
        self._setup = setup
        self._orders = deque(orders)
        self._left = len(orders)
        self._answers: queue.SimpleQueue[tuple[Order, Answer]] = queue.SimpleQueue()
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(min(jobs, len(orders)))]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let each worker finish the order it has, and give out no more."""
        self._is_over.set()
        for thread in self._threads:
            thread.join(_LEAVE_SECONDS)

    def answers(self) -> Answers:
        """Yield each order with its answer, and now and then one without, so that the caller can cancel."""
        idle = Order(row=0, line=0)
        while self._left:
            try:
                order, answer = self._answers.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                if not any(thread.is_alive() for thread in self._threads) and self._answers.empty():
                    raise BatchError(
                        _("The batch lost its workers; start it again in the same folder (--resume) to go on.")
                    ) from None
                yield idle, None
            else:
                self._left -= 1
                yield order, answer

    def _serve(self) -> None:
        hand = _Hand(self._command, self._setup)
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


class _Hand:
    """One worker process, started when it is first needed and again when it has died."""

    def __init__(self, command: Sequence[str], setup: str) -> None:
        self._command = command
        self._setup = setup
        self._process: subprocess.Popen[str] | None = None

    def ask(self, order: Order) -> Answer | None:
        """Hand over an order and wait for the answer; None when the worker died of it."""
        if self._process is None and (trouble := self._hire()):
            return Answer(row=order.row, halt=trouble)
        answer = self._told(line_from(order))
        if answer is None or answer.row != order.row:
            self.dismiss()
            return None
        return answer

    def _hire(self) -> str:
        """Start a worker; return why it cannot serve, nothing once it says that it is ready."""
        try:
            # A process group of its own: whoever interrupts the batch from the keyboard does not tear a file in two.
            self._process = subprocess.Popen(  # noqa: S603  # the command is this very program
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        except OSError as error:
            reason = reason_of(error)
            return _("No worker could be started ({reason}).").format(reason=reason)
        answer = self._told(self._setup)
        if answer is None:
            self.dismiss()
            return _("A worker ended before it began; free some memory, and go on with the batch.")
        return answer.halt

    def _told(self, line: str) -> Answer | None:
        """Say one line and return the answer, None where there is none."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            return answer_from(process.stdout.readline())
        except (OSError, ValueError, TypeError):
            return None

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
