"""Words into lines: runs of text in, reportlab's broken lines out, each word measured once."""

import re
from collections.abc import Iterator, Sequence

from reportlab.platypus.paragraph import FragLine
from reportlab.platypus.paraparser import ParaFrag

from desktop.pdf.fonts import Typeface, register

# An address may break behind these, so that no line begins in the middle of a name.
_ADDRESS_PARTS = re.compile(r"https?://[^/]*/?|[^/?&=_.#%+-]*[/?&=_.#%+-]+|[^/?&=_.#%+-]+")
_FUZZ = 0.001


class _Word:
    """What stands between two places where a line may end."""

    __slots__ = ("parts", "space", "width")

    def __init__(self, space: float) -> None:
        self.space = space
        self.parts: list[tuple[ParaFrag, str, float]] = []
        self.width = 0.0


class _Line:
    """A line being filled: its runs as they will be drawn."""

    def __init__(self) -> None:
        self.looks: list[ParaFrag] = []
        self.texts: list[str] = []
        self.widths: list[float] = []
        self.width = 0.0

    def add(self, word: _Word) -> None:
        space = word.space if self.looks else 0.0
        for look, text, width in word.parts:
            if space:
                # The space belongs to running text rather than to a link.
                if self.looks[-1] is look or (look.link is not None and self.looks[-1].link is None):
                    self.texts[-1] += " "
                    self.widths[-1] += space
                else:
                    self._append(look, " ", space)
                self.width += space
                space = 0.0
            self._append(look, text, width)
            self.width += width

    def _append(self, look: ParaFrag, text: str, width: float) -> None:
        if self.looks and self.looks[-1] is look:
            self.texts[-1] += text
            self.widths[-1] += width
        else:
            self.looks.append(look)
            self.texts.append(text)
            self.widths.append(width)

    def finished(self, room: float) -> FragLine:
        words = [
            _drawn(look, text, width) for look, text, width in zip(self.looks, self.texts, self.widths, strict=True)
        ]
        return FragLine(extraSpace=room - self.width, wordCount=len(words), lineBreak=False, words=words)


def fill_lines(frags: Sequence[ParaFrag], room: float, tracking: float) -> list[FragLine]:
    """Fill lines of a width word by word; a word that is longer than a line breaks where it must."""
    if len(frags) == 1 and not tracking and getattr(frags[0], "link", None) is None:
        plain = _fill_plain(frags[0], room)
        if plain is not None:
            return plain
    lines: list[FragLine] = []
    line = _Line()
    for word in _words(frags, tracking):
        if line.looks and line.width + word.space + word.width > room + _FUZZ:
            if word.space:
                line.texts[-1] += " "
            lines.append(line.finished(room))
            line = _Line()
        if word.width <= room + _FUZZ:
            line.add(word)
            continue
        for letter in _letters(word):
            if line.looks and line.width + letter.width > room + _FUZZ:
                lines.append(line.finished(room))
                line = _Line()
            line.add(letter)
    if line.looks:
        lines.append(line.finished(room))
    return lines


def _fill_plain(frag: ParaFrag, room: float) -> list[FragLine] | None:
    """Fill lines with a single run, the most common paragraph; None where a word is longer than a line."""
    measure = register()[frag.fontName].stringWidth
    size = frag.fontSize
    space = measure(" ", size)
    limit = room + _FUZZ
    lines: list[tuple[str, float]] = []
    words: list[str] = []
    filled = -space
    for word in frag.text.split(" "):
        if not word:
            continue
        width = measure(word, size)
        if width > limit:
            return None
        if filled + space + width > limit:
            # The space at the end is not seen, but whoever listens needs it between two words.
            lines.append((" ".join(words) + " ", filled))
            words, filled = [word], width
        else:
            words.append(word)
            filled += space + width
    if words:
        lines.append((" ".join(words), filled))
    return [
        FragLine(
            extraSpace=room - width,
            wordCount=1,
            lineBreak=False,
            words=[_drawn(frag, text, width)],
        )
        for text, width in lines
    ]


def _drawn(look: ParaFrag, text: str, width: float) -> ParaFrag:
    """Return a run of one line as it will be drawn."""
    return ParaFrag(
        text=text,
        width=width,
        fontName=look.fontName,
        fontSize=look.fontSize,
        textColor=look.textColor,
        rise=look.rise,
        link=look.link,
        cite=look.cite,
    )


def _words(frags: Sequence[ParaFrag], tracking: float) -> Iterator[_Word]:
    faces = register()
    word: _Word | None = None
    space = 0.0
    for frag in frags:
        face = faces[frag.fontName]
        size = frag.fontSize
        link = getattr(frag, "link", None)
        for position, chunk in enumerate(frag.text.split(" ")):
            if position:
                if word is not None:
                    yield word
                word, space = None, face.stringWidth(" ", size) + tracking
            if not chunk:
                continue
            pieces = _ADDRESS_PARTS.findall(chunk) if link is not None and link.address else (chunk,)
            for place, piece in enumerate(pieces):
                if place and word is not None:
                    yield word
                    word, space = None, 0.0
                if word is None:
                    word, space = _Word(space), 0.0
                width = _width(face, piece, size, tracking)
                word.parts.append((frag, piece, width))
                word.width += width
    if word is not None:
        yield word


def _letters(word: _Word) -> Iterator[_Word]:
    faces = register()
    for look, text, width in word.parts:
        tracking = (width - faces[look.fontName].stringWidth(text, look.fontSize)) / len(text)
        for letter in text:
            single = _Word(0.0)
            single.width = _width(faces[look.fontName], letter, look.fontSize, tracking)
            single.parts.append((look, letter, single.width))
            yield single


def _width(face: Typeface, text: str, size: float, tracking: float) -> float:
    return face.stringWidth(text, size) + tracking * len(text)
