"""Reads what strace wrote down of a program: whom it spoke to, which files it made or changed, and what it wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SOCKET = re.compile(r"\bsocket\((AF_\w+)")
_ADDRESS = re.compile(r'sun_path=@?"([^"]+)"')
_OPENED = re.compile(r'\b(?:open|openat)\([^"]*"([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT)')
_MADE = re.compile(r"\b(?:creat|mkdir|mkdirat|link|linkat|symlink|symlinkat|rename|renameat|renameat2)\((.*)\) += 0")
_WRITTEN = re.compile(r"\b(?:write|pwrite64|writev|pwritev|sendto|sendmsg)\(\d+<([^>]*)>, (.*)")
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True)
class Calls:
    """The lines of one log."""

    lines: tuple[str, ...]

    @classmethod
    def read(cls, log: Path) -> "Calls":
        """Read a log."""
        return cls(tuple(log.read_text(encoding="utf-8", errors="replace").splitlines()))

    def families(self) -> set[str]:
        """Return the kinds of socket that were made, such as ``AF_UNIX``."""
        return {match[1] for line in self.lines for match in _SOCKET.finditer(line)}

    def addresses(self) -> set[str]:
        """Return the sockets on this computer that it spoke to or listened on."""
        return {match[1] for line in self.lines for match in _ADDRESS.finditer(line)}

    def changed_paths(self) -> set[str]:
        """Return every path that was opened for writing, made, linked or renamed, wherever it is now."""
        opened = {match[1] for line in self.lines for match in _OPENED.finditer(line)}
        made = {path for line in self.lines for match in _MADE.finditer(line) for path in _QUOTED.findall(match[1])}
        return opened | made

    def written(self, text: str) -> Iterator[str]:
        """Yield where a text was written or sent to, in one byte a letter or in two."""
        spellings = (text, "\\0".join(text))
        for line in self.lines:
            match = _WRITTEN.search(line)
            if match and any(spelling in match[2] for spelling in spellings):
                yield match[1]
