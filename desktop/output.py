"""What leaves the program: lines and JSON on stdout, and files that are never half-written."""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from desktop.errors import OutputError, reason_of


def write_file(target: Path, content: bytes) -> None:
    """Write `content` to `target`; raise OutputError, and leave what was there before, when that fails.

    A link stays a link, and what is no file but a device or a pipe is written into, never replaced by a file.
    """
    temporary: Path | None = None
    try:
        place = target.resolve()
        if place.exists() and not place.is_file():
            place.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(prefix=".forewarned-", dir=place.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o600 if not place.exists() else place.stat().st_mode & 0o777)
        temporary.replace(place)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        reason = reason_of(error)
        raise OutputError(
            f"“{target}” could not be written: {reason}. Choose another folder, or free some space."
        ) from error


def print_lines(lines: Sequence[str]) -> None:
    """Print lines on stdout."""
    sys.stdout.write("\n".join(lines) + "\n")


def print_json(document: object) -> None:
    """Print one JSON document on stdout."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
