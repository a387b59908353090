"""The press: this very program once more, without a window, which makes the PDF of the trip while the window paints.

A plain child process with two pipes, like a batch's worker. It may hand back nothing; the window then makes the PDF.
"""

import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Final

from desktop.briefing.options import BriefingOptions
from desktop.trip import Trip

NAME: Final = "press"
"""What the program is started with to be one."""
_SIZE_BYTES: Final = 8
_MOST_BYTES: Final = 1 << 28
"""Far more than any briefing; whoever announces more does not speak this language."""
_FORGET: Final = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A trip, and how its briefing is to be."""

    trip: Trip
    options: BriefingOptions
    paper: str


def command() -> tuple[str, ...]:
    """Return the command that starts this very program as a press, from a checkout and from a package."""
    if getattr(sys, "frozen", False):
        return (sys.executable, NAME)
    return (sys.executable, "-m", "desktop", NAME)


def say(pipe: IO[bytes], message: bytes) -> None:
    """Send a message whole."""
    pipe.write(len(message).to_bytes(_SIZE_BYTES, "big") + message)
    pipe.flush()


def hear(pipe: IO[bytes]) -> bytes | None:
    """Wait for a message; None when no more can come."""
    head = pipe.read(_SIZE_BYTES)
    size = int.from_bytes(head, "big")
    if len(head) < _SIZE_BYTES or size > _MOST_BYTES:
        return None
    message = pipe.read(size)
    return message if len(message) == size else None


def message_of(order: Order) -> bytes:
    """Write an order."""
    written = BytesIO()
    _Packer(written).dump(order)
    return written.getvalue()


class _Packer(pickle.Pickler):
    """Packs the mappings that nobody may change as well, which Python does not."""

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  # what the base class asks for
        return (_unchangeable, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def _unchangeable(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def order_from(message: bytes) -> Order | None:
    """Read an order; None where all that was ordered is to be forgotten."""
    if message == _FORGET:
        return None
    order = pickle.loads(message)  # noqa: S301  # from the window that started this process, by a pipe of its own
    assert isinstance(order, Order)
    return order


class Press:
    """Hands the process one order at a time. Whatever becomes of the process, nothing here raises for it."""

    def __init__(self, program: tuple[str, ...], *, dataset: Path | None, digests: str) -> None:
        """Start the process for a dataset, the one in use if none is named; it must be the one of these digests."""
        self._is_ready = threading.Event()
        self._is_at_work = threading.Event()
        # Whoever interrupts the window from the keyboard ends the process with it, by the pipe.
        self._process = subprocess.Popen(  # noqa: S603  # the command is this very program
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._orders, self._answers = self._process.stdin, self._process.stdout
        self._tell(str(dataset or "").encode())
        self._start = threading.Thread(target=self._wait_until_ready, args=(digests.encode(),), daemon=True)
        self._start.start()

    @property
    def process_id(self) -> int:
        """The number of the process."""
        return self._process.pid

    def is_ready(self) -> bool:
        """Wait until the process can begin, or turns out to be none that ever will, and return which."""
        self._start.join()
        return self._is_ready.is_set()

    def begin(self, order: Order) -> Callable[[], bytes | None] | None:
        """Begin a PDF and return what waits for it, which may come back without; None if none can be begun now."""
        if not self._is_ready.is_set() or self._is_at_work.is_set():
            return None
        self._is_at_work.set()
        return self._wait_for_pdf if self._tell(message_of(order)) else None

    def forget(self) -> None:
        """Let the process forget the trip."""
        if self._is_ready.is_set():
            self._tell(_FORGET)

    def close(self) -> None:
        """End the process, which has nothing to lose."""
        self._is_ready.clear()
        self._process.kill()
        self._process.wait()
        self._start.join()
        for pipe in (self._orders, self._answers):
            with suppress(OSError):
                pipe.close()

    def _tell(self, message: bytes) -> bool:
        try:
            say(self._orders, message)
        except OSError:
            self._is_ready.clear()
            return False
        return True

    def _wait_until_ready(self, digests: bytes) -> None:
        if self._hear() == digests:
            self._is_ready.set()

    def _wait_for_pdf(self) -> bytes | None:
        pdf = self._hear()
        if pdf is None:
            self._is_ready.clear()
        self._is_at_work.clear()
        return pdf or None

    def _hear(self) -> bytes | None:
        try:
            return hear(self._answers)
        except (OSError, ValueError):
            # Closed while somebody waited.
            return None
