"""Makes a library of Linux forget where its builder kept other libraries (an absolute DT_RPATH or DT_RUNPATH).

The linker would look there on the computers of others too, where anybody may have put something; and the name of the
folder tells who built it. What a library says of places beside itself ($ORIGIN) stays.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

_MAGIC = b"\x7fELF\x02\x01"
_SEGMENT = struct.Struct("<IIQQQQQQ")
_ENTRY = struct.Struct("<QQ")
_LOADED, _DYNAMIC = 1, 2
_END, _STRINGS, _RPATH, _RUNPATH = 0, 5, 15, 29


def forget(library: Path) -> None:
    """Rewrite the library if it names such a folder."""
    content = bytearray(library.read_bytes())
    if content.startswith(_MAGIC) and _without(content):
        library.write_bytes(content)


def _without(content: bytearray) -> bool:
    named = list(_named(content))
    for entry, place, text in reversed(named):
        end = _dynamic(content)[1]
        # Those behind it move up; the list ends with an entry of zeros.
        content[entry:end] = content[entry + _ENTRY.size : end] + bytes(_ENTRY.size)
        content[place : place + len(text)] = b"-" * len(text)
    return bool(named)


def _named(content: bytes | bytearray) -> Iterator[tuple[int, int, bytes]]:
    """Yield where the entry lies, where its text lies, and the text."""
    start, end = _dynamic(content)
    entries = [(at, *_ENTRY.unpack_from(content, at)) for at in range(start, end, _ENTRY.size)]
    tables = [value for _, tag, value in entries if tag == _STRINGS]
    for at, tag, value in entries:
        if tag == _END:
            break
        if tag in {_RPATH, _RUNPATH}:
            place = _in_file(content, tables[0]) + value
            text = bytes(content[place : content.index(b"\0", place)])
            if any(part.startswith(b"/") for part in text.split(b":")):
                yield at, place, text


def _segments(content: bytes | bytearray) -> Iterator[tuple[int, int, int, int]]:
    """Yield kind, place in the file, address and size of each segment."""
    (first,) = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    for number in range(count):
        kind, _, offset, address, _, length, _, _ = _SEGMENT.unpack_from(content, first + number * size)
        yield kind, offset, address, length


def _dynamic(content: bytes | bytearray) -> tuple[int, int]:
    for kind, offset, _, length in _segments(content):
        if kind == _DYNAMIC:
            return offset, offset + length
    return 0, 0


def _in_file(content: bytes | bytearray, address: int) -> int:
    return next(
        offset + address - start
        for kind, offset, start, length in _segments(content)
        if kind == _LOADED and start <= address < start + length
    )
