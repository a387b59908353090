"""Whose paper a briefing is printed on: name, logo, colour and classification of an organisation.

Plain values for the renderers; where they were read is not known here.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One step of an outline: `points` are the end of a move or line, or two handles and the end of a curve."""

    kind: Literal["move", "line", "curve", "close"]
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An outline with its colours as ``#RRGGBB``; None leaves it unfilled or undrawn."""

    outline: tuple[Stroke, ...]
    fill: str | None
    line: str | None = None
    line_width: float = 0.0
    is_even_odd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorLogo:
    """A logo as shapes in a box of `width` by `height`, the origin above at the left as in SVG."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLogo:
    """A logo as the bytes of a PNG of `width` by `height` pixels."""

    width: int
    height: int
    content: bytes
    alternative: str


Logo: TypeAlias = VectorLogo | PictureLogo


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What every page shows of the organisation; colours are ``#RRGGBB`` and legible on white, None keeps ours."""

    name: str
    logo: Logo | None = None
    accent: str | None = None
    classification: str = ""
    classification_colour: str | None = None
