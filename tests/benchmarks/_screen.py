"""A screen of its own (Xvfb) whose pixels can be read, to see from outside when a program's window stands."""

import mmap
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

SIZE = (1400, 900)
_BYTES_A_PIXEL = 4
# One sample in so many bytes: a prime, so that the samples walk over the columns and over the colours.
_STRIDE = 397
_LEAST_PAINTED = 0.5
# A blinking cursor changes less, a new panel more.
_LEAST_CHANGED = 0.001
_STILL_SECONDS = 0.6
_PATIENCE_SECONDS = 60.0
_POLL_SECONDS = 0.002


class NoWindowError(Exception):
    """A program showed nothing for as long as one waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """When a window stood: its first picture, and the last change before it came to rest; in seconds."""

    first: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A running screen: its name for programs, and its pixels."""

    display: str
    pixels: mmap.mmap

    def watch(self, start: float) -> Shown:
        """Wait until the screen is painted and rests; count from `start`."""
        before = self._samples()
        while not _is_painted(now := self._samples()):
            if perf_counter() - start > _PATIENCE_SECONDS:
                raise NoWindowError(f"Nothing was shown within {_PATIENCE_SECONDS:.0f} s.")
            sleep(_POLL_SECONDS)
        first = last = perf_counter()
        while perf_counter() - last < _STILL_SECONDS:
            before, now = now, self._samples()
            if _differ(before, now):
                last = perf_counter()
            sleep(_POLL_SECONDS)
        return Shown(first=first - start, last=last - start)

    def wait_until_black(self) -> None:
        """Wait until the last window has gone."""
        while _is_painted(self._samples()):
            sleep(_POLL_SECONDS)

    def _samples(self) -> bytes:
        return self.pixels[-SIZE[0] * SIZE[1] * _BYTES_A_PIXEL :: _STRIDE]


def _is_painted(samples: bytes) -> bool:
    # The fourth byte of a pixel is always 0, and black is 0: a painted screen shows three bytes in four.
    return len(samples) - samples.count(0) > _LEAST_PAINTED * len(samples)


def _differ(before: bytes, now: bytes) -> bool:
    if before == now:
        return False
    changed = sum(one != other for one, other in zip(before, now, strict=True))
    return changed > _LEAST_CHANGED * len(now)


@contextmanager
def open_screen() -> Iterator[Screen]:
    """Start a screen that nobody else can reach, and end it."""
    program = shutil.which("Xvfb")
    assert program is not None, "asked for a screen without Xvfb"
    width, height = SIZE
    with tempfile.TemporaryDirectory() as folder:
        reader, writer = os.pipe()
        command = [program, "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24"]
        command += ["-fbdir", folder, "-nolisten", "tcp", "-br", "-nocursor"]
        with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
            os.close(writer)
            try:
                with os.fdopen(reader, encoding="ascii") as said:
                    number = said.readline().strip()
                with Path(folder, "Xvfb_screen0").open("rb") as file:
                    pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                yield Screen(display=f":{number}", pixels=pixels)
            finally:
                server.terminate()
