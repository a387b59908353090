"""How soon the window can be used, beside a bare PySide6 window in the same interpreter, each in fresh processes.

Run as ``python -m tests.benchmarks.first_window``. Usable means: painted, with the keyboard in the search field; beside
it stands the moment when a key typed then has its results painted. The packaged program is measured by `startup`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from statistics import median
from time import monotonic
from typing import NamedTuple

from tests.benchmarks._first_window import BARE, FOREWARNED
from tests.benchmarks._screen import open_screen

BUDGET = 1.5
_ROUNDS = 9


class Moment(NamedTuple):
    """Seconds since a process was started: by the clock, and of the processor's time."""

    clock: float
    processor: float


def main() -> None:
    """Print the figures."""
    with ExitStack() as stack:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": stack.enter_context(tempfile.TemporaryDirectory())}
        # An installed program is compiled, whatever this environment says.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if shutil.which("Xvfb"):
            environment |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": stack.enter_context(open_screen()).display}
        print(
            f"On Qt’s platform {environment.get('QT_QPA_PLATFORM', 'of the system')}; medians of {_ROUNDS} starts each."
        )
        starts: dict[str, list[dict[str, Moment]]] = {BARE: [], FOREWARNED: []}
        for turn in range(_ROUNDS + 1):
            for what, kept in starts.items():
                started = start(what, environment)
                # The first turn compiles, and warms the disk.
                if turn:
                    kept.append(started)
    bare = middle([each["painted"] for each in starts[BARE]])
    print(
        f"a bare PySide6 window painted: {bare.clock * 1000:.0f} ms, {bare.processor * 1000:.0f} ms of processor time"
    )
    for moment in ("painted", "answered"):
        ours = middle([each[moment] for each in starts[FOREWARNED]])
        said = f"Forewarned {moment}: {ours.clock / bare.clock:.2f} times the bare window’s time"
        said = f"{said}, {ours.processor / bare.processor:.2f} times its processor time"
        verdict = "met" if ours.clock / bare.clock <= BUDGET else "MISSED"
        print(f"{said} (budget {BUDGET}: {verdict})" if moment == "painted" else said)


def start(what: str, environment: dict[str, str]) -> dict[str, Moment]:
    """Start a window in a process of its own and return its moments."""
    began = monotonic()
    finished = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks._first_window", what],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    said = (line.split() for line in finished.stdout.splitlines())
    return {name: Moment(float(clock) - began, float(processor)) for name, clock, processor in said}


def middle(moments: list[Moment]) -> Moment:
    """Return the medians of moments."""
    return Moment(median(each.clock for each in moments), median(each.processor for each in moments))


if __name__ == "__main__":
    main()
