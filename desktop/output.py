"""Writing files so that nothing is ever half-written: to a temporary name beside the target, then renamed."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from desktop.errors import OutputError


def write_file(target: Path, content: bytes) -> None:
    """Write `content` to `target`; raise OutputError, and leave what was there before, when that fails."""
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".forewarned-", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o600 if not target.exists() else target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        reason = error.strerror or type(error).__name__
        raise OutputError(
            f"“{target}” could not be written: {reason}. Choose another folder, or free some space."
        ) from error
