"""Work that a test begins in a process of its own, and that is killed there."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from tests.dataset_fixture import CHECKOUT


def kill_count(usual: int) -> int:
    """Return how often to kill in a test of interruptions: FOREWARNED_KILLS times, or as often as is usual."""
    return int(os.environ.get("FOREWARNED_KILLS", usual))


class Keeper:
    """Loads the program once and begins the work as often as it is asked to; the work is a function of a module."""

    def __init__(self, work: Callable[..., None]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.handout.keeper", work.__module__, work.__qualname__],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def do(self, *arguments: str) -> None:
        """Do the work within the keeper, so that everything is loaded that the work loads on its way."""
        assert self.ask({"do": arguments}) == 0

    def begin(self, *arguments: str, step: int = 0) -> "Attempt":
        """Begin the work; let it be killed where it changes a file or a folder for the nth time."""
        child = self.ask({"begin": arguments, "step": step})
        assert child is not None
        return Attempt(keeper=self, process=child)

    def ask(self, question: dict[str, object]) -> int | None:
        """Put a question to the keeper."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(question)}\n")
        self._process.stdin.flush()
        answer: int | None = json.loads(self._process.stdout.readline())
        return answer


@dataclass(kw_only=True)
class Attempt:
    """The work under way."""

    keeper: Keeper
    process: int
    _code: int | None = field(default=None, init=False)

    def ended(self, *, wait: bool = False) -> int | None:
        """Return the code that the work ended with; None while it goes on."""
        if self._code is None:
            self._code = self.keeper.ask({"ended": self.process, "wait": wait})
        return self._code

    def kill(self) -> bool:
        """Kill it, unless it has ended, and tell whether that is what ended it."""
        if self.ended() is None:
            # Until the keeper has been told of its end, no other process has its number.
            os.kill(self.process, signal.SIGKILL)
        return self.was_killed

    @property
    def was_killed(self) -> bool:
        """Whether a kill ended it; the only other end is a good one."""
        code = self.ended(wait=True)
        assert code in {0, -signal.SIGKILL}
        return code != 0
