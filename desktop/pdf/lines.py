"""Runs into lines, each word measured once.

A paragraph becomes a row of atoms: words, or the parts of an address. Where each atom ends is summed up once, and the
end of every line is found by bisection.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import add

from desktop.pdf.runs import Line, Look, Run

# An address may break behind these, so that no line begins in the middle of a name.
_ADDRESS_PARTS = re.compile(r"https?://[^/]*/?|[^/?&=_.#%+-]*[/?&=_.#%+-]+|[^/?&=_.#%+-]+")
_FUZZ = 0.001
# Up to here a text is measured as if it were a word; longer ones would fill the memory of widths.
_SHORT = 40


def fill_lines(runs: Sequence[Run], room: float, tracking: float) -> list[Line]:
    """Fill lines of a width word by word; a word that is longer than a line breaks where it must."""
    if len(runs) == 1 and not tracking and (line := _short(runs[0], room)):
        return [line]
    atoms = _Atoms(room, tracking)
    for run in runs:
        atoms.take(run)
    return atoms.lines()


def _short(run: Run, room: float) -> Line | None:
    """Set a short text as the only line, measured whole; most cells of a table hold no more."""
    text, look = run.text, run.look
    if not text or len(text) > _SHORT or "  " in text or text[0] == " " or text[-1] == " ":
        return None
    width = look.width(text)
    if width > room + _FUZZ:
        return None
    return Line([Run(text, look, width)], room - width)


class _Span:
    """The atoms of one look, from `first` up to `end`."""

    __slots__ = ("end", "first", "is_parted", "look")

    def __init__(self, look: Look, first: int) -> None:
        self.look = look
        self.first = self.end = first
        self.is_parted = False
        """Whether some of its atoms follow each other without a space."""


class _Atoms:
    """The atoms of a paragraph: what each says, how wide it is and how wide the space before it."""

    def __init__(self, room: float, tracking: float) -> None:
        self._room = room
        self._limit = room + _FUZZ
        self._tracking = tracking
        self._texts: list[str] = []
        self._widths: list[float] = []
        self._spaces: list[float] = []
        self._spans: list[_Span] = []
        # Atoms that stay with the one before: nothing parts them.
        self._glued: set[int] = set()
        self._gap = 0.0

    def take(self, run: Run) -> None:
        """Add the words of a run; a space at its end stands before the first word of the next."""
        if not run.text:
            return
        look = run.look
        if not self._spans or self._spans[-1].look is not look:
            self._spans.append(_Span(look, len(self._texts)))
        span = self._spans[-1]
        space = look.space + self._tracking
        words = run.text.split(" ")
        spaces = [space] * len(words)
        spaces[0] = self._gap
        if words[0] and self._texts and not self._gap:
            self._glued.add(len(self._texts))
            span.is_parted |= span.end > span.first
        self._gap = 0.0 if words[-1] else space
        if "" in words:
            spaces = [before for word, before in zip(words, spaces, strict=True) if word]
            words = list(filter(None, words))
        self._append(span, words, spaces)

    def _append(self, span: _Span, words: list[str], spaces: list[float]) -> None:
        """Add words, or the parts of those that may break."""
        widths = self._measured(words, span.look)
        if span.look.is_address or max(widths, default=0.0) > self._limit:
            span.is_parted = True
            parted = [self._parts(word, span.look) for word in words]
            spaces = [
                0.0 if place else before
                for parts, before in zip(parted, spaces, strict=True)
                for place in range(len(parts))
            ]
            words = [part for parts in parted for part in parts]
            widths = self._measured(words, span.look)
        self._texts += words
        self._widths += widths
        self._spaces += spaces
        span.end = len(self._texts)

    def _measured(self, words: Sequence[str], look: Look) -> list[float]:
        known, size, tracking = look.widths, look.size, self._tracking
        if tracking:
            return [known[word] * size + tracking * len(word) for word in words]
        return [known[word] * size for word in words]

    def _parts(self, word: str, look: Look) -> list[str]:
        """Part an address behind its punctuation, and what is longer than a line between letters."""
        parts = _ADDRESS_PARTS.findall(word) if look.is_address else [word]
        found: list[str] = []
        for part, width in zip(parts, self._measured(parts, look), strict=True):
            found += [part] if width <= self._limit else part
        return found

    def lines(self) -> list[Line]:
        """Break before the first atom that a line has no room for."""
        ends = list(accumulate(map(add, self._spaces, self._widths)))
        found: list[Line] = []
        first = 0
        while first < len(ends):
            begin = ends[first] - self._widths[first]
            # Even a single letter may be wider than the room.
            last = full = max(bisect_right(ends, begin + self._limit, first), first + 1)
            while last in self._glued and last > first:
                last -= 1
            if last == first:
                # All that is glued together is longer than a line.
                last = full
            runs = self._cut(first, last, ends)
            found.append(Line(runs, self._room - (ends[last - 1] - begin)))
            first = last
        return found

    def _cut(self, first: int, last: int, ends: Sequence[float]) -> list[Run]:
        """Cut the runs of a line out of the spans."""
        runs: list[Run] = []
        for span in self._spans:
            here, behind = max(first, span.first), min(last, span.end)
            if here >= behind:
                continue
            text = self._joined(here, behind) if span.is_parted else " ".join(self._texts[here:behind])
            run = Run(text, span.look, ends[behind - 1] - ends[here] + self._widths[here])
            if runs and self._spaces[here]:
                # The space belongs to running text rather than to a link.
                if span.look.link is not None and runs[-1].look.link is None:
                    runs[-1].text += " "
                    runs[-1].width += self._spaces[here]
                else:
                    run.text = f" {text}"
                    run.width += self._spaces[here]
            runs.append(run)
        if last < len(ends) and self._spaces[last]:
            # The space at the end is not seen, but whoever listens needs it between two words.
            runs[-1].text += " "
        return runs

    def _joined(self, first: int, last: int) -> str:
        rest = zip(self._spaces[first + 1 : last], self._texts[first + 1 : last], strict=True)
        return self._texts[first] + "".join(f" {text}" if space else text for space, text in rest)
