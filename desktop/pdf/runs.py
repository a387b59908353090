"""Runs: text of one look. What a paragraph is made of, and what its lines are drawn from."""

from functools import lru_cache

from reportlab.lib.styles import ParagraphStyle

from desktop.i18n import _
from desktop.pdf.fonts import register
from desktop.pdf.tagging import literal


class Link:
    """Where a run leads: to a `place` in the briefing, or else to an address; `label` says so in words."""

    __slots__ = ("address", "entries")

    def __init__(self, label: str, *, place: str = "", address: str = "") -> None:
        self.address = address
        target = f"/Dest{literal(place)}" if place else f"/A<</S/URI/URI{literal(address)}>>"
        self.entries = f"/Subtype/Link/Border[0 0 0]/Contents{literal(label)}{target}"
        """The link's entries in its annotation."""


def source_place(number: int) -> str:
    """Name the place of a source in the list of sources."""
    return f"source-{number}"


def claim_place(number: int) -> str:
    """Name the place of the first claim that cites a source."""
    return f"claim-{number}"


def to_source(number: int) -> Link:
    """Lead from a claim to its source."""
    return _to_source(_("Source {number}"), number)


@lru_cache(maxsize=512)
def _to_source(phrase: str, number: int) -> Link:
    return Link(phrase.format(number=number), place=source_place(number))


class Look:
    """How a run stands on the page, where it leads and which source it cites, if any."""

    __slots__ = ("cite", "colour", "face", "is_address", "link", "rise", "size", "space", "widths")

    def __init__(
        self, face: str, size: float, colour: str, *, rise: float = 0.0, link: Link | None = None, cite: int = 0
    ) -> None:
        self.face = face
        self.size = size
        self.colour = colour
        self.rise = rise
        self.link = link
        self.is_address = link is not None and bool(link.address)
        """Whether it sets an address, which may break within a word."""
        self.cite = cite
        self.widths = register()[face].widths
        """The width of each word at size 1."""
        self.space = self.widths[" "] * size

    def width(self, text: str) -> float:
        """Return how wide a text is."""
        return self.widths[text] * self.size


@lru_cache(maxsize=64)
def plain_look(face: str, size: float, colour: str, rise: float = 0.0) -> Look:
    """Return the one look of all text that leads nowhere and is set like this."""
    return Look(face, size, colour, rise=rise)


@lru_cache(maxsize=64)
def look_of(style: ParagraphStyle) -> Look:
    """Return the look of a style's plain text."""
    return plain_look(style.fontName, style.fontSize, style.textColor)


class Run:
    """Text of one look; `width` is known once it stands in a line."""

    __slots__ = ("look", "text", "width")

    def __init__(self, text: str, look: Look, width: float = 0.0) -> None:
        self.text = text
        self.look = look
        self.width = width


class Line:
    """A line of a paragraph, by the names that reportlab's paragraph knows: its runs and the room they leave."""

    __slots__ = ("extraSpace", "words")

    def __init__(self, words: list[Run], extraSpace: float) -> None:
        self.words = words
        self.extraSpace = extraSpace
