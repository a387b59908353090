"""Begins the same work again and again for a test that kills it, without loading the program each time.

Each attempt is a fork and so a process of its own, which dies as any other; see `killing`. Told what to do by lines of
JSON on its standard input, it answers each with one.
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from tests.traces import WRITING


def keep(work: Callable[..., None]) -> None:
    """Begin attempts and say how they ended, until the test has no more to ask."""
    for line in sys.stdin:
        match json.loads(line):
            case {"do": arguments}:
                # Here and not in a child, so that what is loaded on first use is there for all of them.
                work(*arguments)
                answer: int | None = 0
            case {"begin": arguments, "step": int(step)}:
                answer = os.fork()
                if not answer:
                    _die_at(step)
                    work(*arguments)
                    # Without what ends the keeper: its streams are not this process's to flush.
                    os._exit(0)
            case {"ended": int(child), "wait": bool(is_patient)}:
                ended, status = os.waitpid(child, 0 if is_patient else os.WNOHANG)
                answer = os.waitstatus_to_exitcode(status) if ended else None
            case other:
                raise ValueError(f"nobody knows how to {other}")
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def _die_at(step: int) -> None:
    """Let this process be killed where it changes a file or a folder for the nth time; at 0 it lives."""
    left = step

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        match event, arguments:
            case "open", (str() | bytes() | os.PathLike() as path, _, int(flags)) if flags & WRITING:
                left -= 1
                if not left and flags & os.O_TRUNC and Path(os.fsdecode(path)).is_file():
                    # An event is told of before it happens; a file is opened in order to be written some time later.
                    os.truncate(path, 0)
            case (("os.rename" | "os.mkdir" | "os.rmdir" | "os.remove" | "os.symlink" | "os.link"), _):
                left -= 1
            case _:
                return
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    if step:
        sys.addaudithook(hear)


if __name__ == "__main__":
    module, name = sys.argv[1:]
    keep(getattr(importlib.import_module(module), name))
