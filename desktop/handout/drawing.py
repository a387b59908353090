"""Reads a small, safe part of SVG into plain shapes: no scripts, no styles, no references, nothing from elsewhere.

What lies outside that part is refused by name, so that a logo never prints other than it was drawn.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from desktop.briefing.letterhead import Shape, Stroke, VectorLogo
from desktop.handout.outline import Matrix, circle, matrix_of, outline_of, points_of, polygon, rectangle, transformed
from desktop.i18n import _

MAX_DEPTH: Final = 32
MAX_SHAPES: Final = 2000
MAX_STROKES: Final = 50_000
_MOST_SIDE, _MOST_STRETCH, _MOST_NUMBER = 1e5, 20, 1e6
_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_SEPARATOR: Final = " "
_SILENT: Final = frozenset({"title", "desc", "metadata"})
_DRAWN: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_HEX: Final = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")
_NAMED: Final = {"black": "#000000", "white": "#FFFFFF"}
_LENGTH: Final = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)\s*(?:px)?\s*")
_PAINT: Final = ("fill", "stroke", "stroke-width", "fill-rule")
_HARMLESS: Final = frozenset(
    {
        "id",
        "class",
        "version",
        "width",
        "height",
        "viewBox",
        "transform",
        "d",
        "points",
        "x",
        "y",
        "rx",
        "ry",
        "cx",
        "cy",
    }
    | {"r", "x1", "y1", "x2", "y2", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "role", "aria-label"}
    | {"preserveAspectRatio", "baseProfile", "aria-hidden", "focusable", *_PAINT}
)


def read_svg(content: bytes, alternative: str) -> VectorLogo:
    """Read a drawing; raise ValueError, its message the rest of a sentence that begins with the file's name."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(_("is neither a PNG nor an SVG in UTF-8; save the logo as one of the two")) from error
    reader = _Reader()
    parser = expat.ParserCreate("UTF-8", _SEPARATOR)
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.ProcessingInstructionHandler = reader.refuse_instruction
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = None
    try:
        parser.Parse(text.encode(), True)  # noqa: FBT003  # expat takes “this is all” by position
    except expat.ExpatError as error:
        raise ValueError(
            _("is neither a PNG nor a sound SVG ({error}); save the logo as one of the two").format(error=error)
        ) from error
    return reader.drawing(alternative)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paint:
    fill: str | None = "#000000"
    line: str | None = None
    line_width: float = 1.0
    is_even_odd: bool = False
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class _Reader:
    """Hears of each element in turn."""

    box: tuple[float, float, float, float] | None = None
    paints: list[_Paint] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    strokes: int = 0
    silent_depth: int = 0
    depth: int = 0

    def refuse_doctype(self, *_arguments: object) -> None:
        raise ValueError(_("declares a document type, which could pull in other files; save it as plain SVG"))

    def refuse_instruction(self, *_arguments: object) -> None:
        raise ValueError(_("holds a processing instruction; save it as plain SVG"))

    def start(self, qualified: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValueError(_("is nested too deeply; save it as plain SVG"))
        namespace, _blank, name = qualified.rpartition(_SEPARATOR)
        if self.silent_depth or name in _SILENT or (namespace and namespace != _NAMESPACE):
            # Drawing programs leave notes for themselves in a namespace of their own; they draw nothing.
            self.silent_depth += 1
            return
        own = {key: value for key, value in attributes.items() if _SEPARATOR not in key}
        if self.box is None:
            if name != "svg":
                raise ValueError(_("is no SVG drawing; save the logo as PNG or SVG"))
            self.box = _box(own)
            # The picture's upper left corner becomes the origin.
            self.paints.append(_painted(_Paint(matrix=(1.0, 0.0, 0.0, 1.0, -self.box[0], -self.box[1])), own))
        elif name == "g":
            self.paints.append(_painted(self.paints[-1], own))
        elif name in _DRAWN:
            paint = _painted(self.paints[-1], own)
            self.paints.append(paint)
            self._draw(name, own, paint)
        elif name == "defs":
            # What is defined but cannot be referred to is never drawn.
            self.silent_depth += 1
        else:
            raise ValueError(_("uses <{name}>, which is not drawn here; turn it into paths").format(name=name[:40]))

    def end(self, _qualified: str) -> None:
        self.depth -= 1
        if self.silent_depth:
            self.silent_depth -= 1
        else:
            self.paints.pop()

    def _draw(self, name: str, own: Mapping[str, str], paint: _Paint) -> None:
        outline = transformed(_outline(name, own), paint.matrix)
        self.strokes += len(outline)
        if len(self.shapes) >= MAX_SHAPES or self.strokes > MAX_STROKES:
            raise ValueError(_("is too detailed for a logo; simplify it"))
        if outline and (paint.fill or paint.line):
            a, b, c, d, _e, _f = paint.matrix
            self.shapes.append(
                Shape(
                    outline=outline,
                    fill=paint.fill,
                    line=paint.line,
                    line_width=paint.line_width * abs(a * d - b * c) ** 0.5 if paint.line else 0.0,
                    is_even_odd=paint.is_even_odd,
                )
            )

    def drawing(self, alternative: str) -> VectorLogo:
        if self.box is None or not self.shapes:
            raise ValueError(_("draws nothing; save the logo with its shapes as paths"))
        return VectorLogo(width=self.box[2], height=self.box[3], shapes=tuple(self.shapes), alternative=alternative)


def _box(own: Mapping[str, str]) -> tuple[float, float, float, float]:
    _check_names(own)
    numbers = list(points_of(own.get("viewBox", "")))
    if not numbers:
        numbers = [0.0, 0.0, _length(own, "width"), _length(own, "height")]
    match numbers:
        case [x, y, width, height] if (
            0 < width <= _MOST_SIDE
            and 0 < height <= _MOST_SIDE
            and 1 / _MOST_STRETCH <= width / height <= _MOST_STRETCH
        ):
            return (x, y, width, height)
        case _:
            raise ValueError(_("does not say its size; give it a viewBox such as “0 0 240 80”"))


def _painted(paint: _Paint, own: Mapping[str, str]) -> _Paint:
    """Return how children are painted, given the attributes of their parent."""
    _check_names(own)
    rule = own.get("fill-rule", "evenodd" if paint.is_even_odd else "nonzero")
    if rule not in {"nonzero", "evenodd"}:
        raise ValueError(_("has the fill-rule “{rule}”; use nonzero or evenodd").format(rule=rule[:40]))
    return _Paint(
        fill=_colour(own["fill"]) if "fill" in own else paint.fill,
        line=_colour(own["stroke"]) if "stroke" in own else paint.line,
        line_width=_length(own, "stroke-width") if "stroke-width" in own else paint.line_width,
        is_even_odd=rule == "evenodd",
        matrix=matrix_of(own.get("transform", ""), paint.matrix),
    )


def _check_names(own: Mapping[str, str]) -> None:
    for name in own:
        if name not in _HARMLESS and not name.startswith("data-"):
            raise ValueError(
                _("uses the attribute {name}, which is not drawn here; save it as plain SVG").format(name=name[:40])
            )


_SHORT_COLOUR = 3
"""Digits of the short form: one for each of red, green and blue."""


def _colour(value: str) -> str | None:
    value = value.strip()
    if value == "none":
        return None
    if value.lower() in _NAMED:
        return _NAMED[value.lower()]
    if not _HEX.fullmatch(value):
        raise ValueError(_("has the colour “{value}”; write it as #1F4E79").format(value=value[:40]))
    digits = value[1:]
    if len(digits) == _SHORT_COLOUR:
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits.upper()}"


def _length(own: Mapping[str, str], name: str) -> float:
    found = _LENGTH.fullmatch(own.get(name, "0"))
    if found is None or abs(length := float(found.group(1))) > _MOST_NUMBER:
        raise ValueError(
            _("has {name}=“{value}”; write a plain number").format(name=name, value=own.get(name, "")[:40])
        )
    return length


def _outline(name: str, own: Mapping[str, str]) -> Sequence[Stroke]:
    def length(key: str) -> float:
        return _length(own, key)

    match name:
        case "path":
            return outline_of(own.get("d", ""))
        case "rect":
            radius_x, radius_y = (length("rx"), length("ry"))
            return rectangle(
                length("x"), length("y"), length("width"), length("height"), radius_x or radius_y, radius_y or radius_x
            )
        case "circle":
            return circle(length("cx"), length("cy"), length("r"), length("r"))
        case "ellipse":
            return circle(length("cx"), length("cy"), length("rx"), length("ry"))
        case "line":
            return polygon([(length("x1"), length("y1")), (length("x2"), length("y2"))], is_closed=False)
        case _:
            return polygon(list(_pairs(own.get("points", ""))), is_closed=name == "polygon")


def _pairs(text: str) -> Iterator[tuple[float, float]]:
    numbers = list(points_of(text))
    if len(numbers) % 2:
        raise ValueError(_("has an odd number of coordinates in points; save it again"))
    return zip(numbers[::2], numbers[1::2], strict=True)
