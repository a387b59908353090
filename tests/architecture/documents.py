"""Finds the commands that a document shows: in blocks, in their order, and then in the running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("forewarned", "git", "make", "python", "sudo")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"(?<=\n\n)(?: {4}.+\n)+")
_INLINE = re.compile(rf"`((?:{'|'.join(PROGRAMS)})(?: [^`]+)?)`")


@dataclass(frozen=True, slots=True)
class Document:
    """A page of Markdown."""

    path: Path

    @property
    def text(self) -> str:
        """What it says."""
        return self.path.read_text(encoding="utf-8")

    def commands(self) -> Iterator[str]:
        """Yield each command once."""
        yield from dict.fromkeys([*self.block_lines(), *(match[1] for match in _INLINE.finditer(self.text))])

    def block_lines(self) -> Iterator[str]:
        """Yield the lines of indented blocks that hold commands; a drawing or a sample of text is no command."""
        assert not _FENCE.search(self.text), f"{self.path.name}: indent commands by four, so that they are found here"
        for block in _BLOCK.finditer(self.text):
            lines = [line.strip() for line in block[0].splitlines()]
            if lines[0].startswith((*PROGRAMS, "(")):
                yield from lines

    def links(self) -> Iterator[str]:
        """Yield where its links and pictures lead, within the project."""
        for match in re.finditer(r"\]\(([^)#]+)(?:#[^)]*)?\)", self.text):
            if "://" not in match[1]:
                yield match[1]

    def paths(self) -> Iterator[str]:
        """Yield the files and folders of the project that it names by their whole path."""
        for match in re.finditer(r"`((?:data|desktop|docs|resources|tests)/[\w./-]+)`", self.text):
            yield match[1]

    def tests(self) -> Iterator[tuple[str, str]]:
        """Yield the file and the name of each test that it names."""
        for match in re.finditer(r"`(tests/[\w./-]+\.py)::(\w+)`", self.text):
            yield match[1], match[2]


def dead_links(folder: Path) -> list[str]:
    """Return what the papers of a package lead to and do not bring along.

    The pages below data/ also name by its whole path what the facts are made from, which stays in a clone.
    """
    dead = []
    for page in (Document(path) for path in sorted([*folder.glob("*.md"), *folder.glob("*/*.md")])):
        place = page.path.relative_to(folder)
        led_to = [page.path.parent / link for link in page.links()]
        named = [folder / name for name in page.paths()] if place.parts[0] != "data" else []
        dead += [f"{place}: {path}" for path in (*led_to, *named) if not path.exists()]
    return dead
