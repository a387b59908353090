"""Reads TOML text, and finds the line on which a key stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping

from desktop.i18n import _
from desktop.strict import Key, KeyProblem, StrictError

_ARRAY_HEADER = re.compile(r"^\s*\[\[\s*([^\[\]]+?)\s*\]\]")
_HEADER = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]")
_ASSIGNMENT = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_FENCE = re.compile(r'"""|' + "'''")


def parse(text: str) -> Mapping[str, object]:
    """Parse TOML; raise StrictError with the parser's own words, which name the line."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # A few thousand brackets in a row exhaust the parser's stack.
        what = str(error) if isinstance(error, tomllib.TOMLDecodeError) else _("it is nested too deeply")
        raise StrictError((KeyProblem(key=(), text=_("this is no valid TOML: {what}").format(what=what)),)) from error


def line_of(text: str, key: Key) -> int:
    """Return the line on which a key stands, or the nearest table around it; 1 where neither is found."""
    best, found = 1, 0
    for number, written in _keys(text):
        depth = _shared(written, key)
        if depth > found:
            best, found = number, depth
    return best


def _shared(written: Key, key: Key) -> int:
    """Count the steps of `key` that a written key spells out; none if it leads elsewhere."""
    return len(written) if written == key[: len(written)] else 0


def _keys(text: str) -> Iterator[tuple[int, Key]]:
    """Yield every table header and every key with its line, skipping what only looks like one inside a long text."""
    table: Key = ()
    counts: dict[Key, int] = {}
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _ARRAY_HEADER.match(line):
            name = _parts(header.group(1))
            counts[name] = counts.get(name, -1) + 1
            table = (*name, counts[name])
            yield number, table
        elif header := _HEADER.match(line):
            table = _parts(header.group(1))
            yield number, table
        elif assignment := _ASSIGNMENT.match(line):
            yield number, (*table, *_parts(assignment.group(1)))
        opened = _FENCE.findall(line)
        if len(opened) % 2:
            fence = opened[-1]


def _parts(dotted: str) -> Key:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
