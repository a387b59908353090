"""Hears of every file that Python opens for writing, renames or makes, by way of the interpreter's audit events.

Qt writes without Python; what it leaves behind is the business of the tests that list folders.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
# Devices hold nothing, and the interpreter caches the modules it compiles.
HARMLESS = ("/dev/", "/proc/")
CACHES = {"__pycache__", ".hypothesis"}


class WriteWatch:
    """Collects paths while it listens."""

    def __init__(self) -> None:
        self._written: list[Path] | None = None

    @contextmanager
    def listening(self) -> Iterator[list[Path]]:
        """Collect what is written meanwhile."""
        written: list[Path] = []
        self._written = written
        try:
            yield written
        finally:
            self._written = None

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take an audit event; signature of `sys.addaudithook`."""
        if self._written is None:
            return
        match event, arguments:
            case "open", (str() | bytes() | os.PathLike() as path, _, int(flags)) if flags & WRITING:
                # A folder is opened this way for a file that never has a name and vanishes with its handle.
                if not Path(os.fsdecode(path)).is_dir():
                    self._note(path)
            case "os.rename" | "os.mkdir", (str() | bytes() | os.PathLike() as path, *_):
                self._note(path)
            case _:
                pass

    def _note(self, path: str | bytes | os.PathLike[str] | os.PathLike[bytes]) -> None:
        found = Path(os.fsdecode(path)).absolute()
        # Where the interpreter was told to keep the modules it compiles, if not beside them.
        harmless = (*HARMLESS, sys.pycache_prefix) if sys.pycache_prefix else HARMLESS
        if self._written is not None and not str(found).startswith(harmless) and not CACHES & set(found.parts):
            self._written.append(found)
