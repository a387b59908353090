"""Runs: text of one look. What a paragraph is made of, and what its lines are drawn from."""

from dataclasses import dataclass
from functools import lru_cache

from desktop.i18n import _
from desktop.pdf.tagging import literal


@dataclass(slots=True)
class Link:
    """Where a run leads: to a `place` in the briefing, or else to an address; `label` says so in words."""

    label: str
    place: str = ""
    address: str = ""

    @property
    def entries(self) -> str:
        """The link's entries in its annotation."""
        target = f"/Dest{literal(self.place)}" if self.place else f"/A<</S/URI/URI{literal(self.address)}>>"
        return f"/Subtype/Link/Border[0 0 0]/Contents{literal(self.label)}{target}"


def source_place(number: int) -> str:
    """Name the place of a source in the list of sources."""
    return f"source-{number}"


def claim_place(number: int) -> str:
    """Name the place of the first claim that cites a source."""
    return f"claim-{number}"


def to_source(number: int) -> Link:
    """Lead from a claim to its source."""
    return Link(label=_("Source {number}").format(number=number), place=source_place(number))


@dataclass(slots=True, eq=False)
class Look:
    """How a run stands on the page, where it leads and which source it cites, if any."""

    face: str
    size: float
    colour: str
    rise: float = 0.0
    link: Link | None = None
    cite: int = 0


@lru_cache(maxsize=64)
def plain_look(face: str, size: float, colour: str, rise: float = 0.0) -> Look:
    """Return the one look of all text that leads nowhere and is set like this."""
    return Look(face, size, colour, rise)


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
