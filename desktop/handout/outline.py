"""The geometry of an SVG logo: path data, simple figures and transforms as moves, lines and cubic curves."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from desktop.briefing.letterhead import Stroke
from desktop.i18n import _

Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_NUMBER: Final = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_TOKEN: Final = re.compile(rf"\s*,?\s*(?:([A-Za-z])|({_NUMBER}))")
_FLAG: Final = re.compile(r"\s*,?\s*([01])")
_LIST: Final = re.compile(rf"\s*,?\s*({_NUMBER})")
_TRANSFORM: Final = re.compile(r"\s*,?\s*([a-z]+)\s*\(([^()]*)\)", re.IGNORECASE)
_ARGUMENTS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ROUND: Final = 0.5522847498307936
"""How far the handles of a cubic curve reach to draw a quarter of a circle of radius one."""
_FARTHEST: Final = 1e7


def points_of(text: str) -> Iterator[float]:
    """Yield the numbers of a list; raise ValueError for anything else in it."""
    place = 0
    while place < len(text.rstrip()):
        found = _LIST.match(text, place)
        if found is None:
            raise ValueError(_("has a number that cannot be read in “{text}”; save it again").format(text=text[:40]))
        yield _sane(float(found.group(1)))
        place = found.end()


def _sane(number: float) -> float:
    if not math.isfinite(number) or abs(number) > _FARTHEST:
        raise ValueError(_("has a number out of all proportion; save it again"))
    return number


def matrix_of(text: str, outer: Matrix) -> Matrix:
    """Read a transform and put it inside another."""
    matrix = outer
    place = 0
    while place < len(text.rstrip()):
        found = _TRANSFORM.match(text, place)
        if found is None:
            raise ValueError(_("has a transform that cannot be read: “{text}”").format(text=text[:40]))
        matrix = _times(matrix, _transform(found.group(1), list(points_of(found.group(2)))))
        place = found.end()
    for number in matrix:
        _sane(number)
    return matrix


def _transform(name: str, numbers: list[float]) -> Matrix:
    match name, numbers:
        case "translate", [x]:
            numbers = [x, 0.0]
        case "scale", [both]:
            numbers = [both, both]
    match name, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "translate", [x, y]:
            return (1.0, 0.0, 0.0, 1.0, x, y)
        case "scale", [x, y]:
            return (x, 0.0, 0.0, y, 0.0, 0.0)
        case "rotate", [degrees]:
            return _turn(degrees)
        case "rotate", [degrees, x, y]:
            there: Matrix = (1.0, 0.0, 0.0, 1.0, x, y)
            back: Matrix = (1.0, 0.0, 0.0, 1.0, -x, -y)
            return _times(_times(there, _turn(degrees)), back)
        case _:
            raise ValueError(_("has the transform {name}, which is not drawn here").format(name=name[:40]))


def _turn(degrees: float) -> Matrix:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return (cosine, sine, -sine, cosine, 0.0, 0.0)


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def transformed(outline: Sequence[Stroke], matrix: Matrix) -> tuple[Stroke, ...]:
    """Apply a transform to every point."""
    a, b, c, d, e, f = matrix
    return tuple(
        Stroke(
            kind=stroke.kind,
            points=tuple((_sane(a * x + c * y + e), _sane(b * x + d * y + f)) for x, y in stroke.points),
        )
        for stroke in outline
    )


def polygon(points: Sequence[Point], *, is_closed: bool) -> tuple[Stroke, ...]:
    """Join points by lines."""
    if not points:
        return ()
    strokes = [Stroke(kind="move", points=(points[0],))]
    strokes += [Stroke(kind="line", points=(point,)) for point in points[1:]]
    if is_closed:
        strokes.append(Stroke(kind="close"))
    return tuple(strokes)


def rectangle(x: float, y: float, width: float, height: float, radius_x: float, radius_y: float) -> tuple[Stroke, ...]:
    """Draw a rectangle, its corners rounded where the radii say so."""
    if width <= 0 or height <= 0:
        return ()
    right, below = x + width, y + height
    rx, ry = min(max(radius_x, 0), width / 2), min(max(radius_y, 0), height / 2)
    if not rx or not ry:
        return polygon([(x, y), (right, y), (right, below), (x, below)], is_closed=True)
    hx, hy = rx * (1 - _ROUND), ry * (1 - _ROUND)
    return (
        Stroke(kind="move", points=((x + rx, y),)),
        Stroke(kind="line", points=((right - rx, y),)),
        Stroke(kind="curve", points=((right - hx, y), (right, y + hy), (right, y + ry))),
        Stroke(kind="line", points=((right, below - ry),)),
        Stroke(kind="curve", points=((right, below - hy), (right - hx, below), (right - rx, below))),
        Stroke(kind="line", points=((x + rx, below),)),
        Stroke(kind="curve", points=((x + hx, below), (x, below - hy), (x, below - ry))),
        Stroke(kind="line", points=((x, y + ry),)),
        Stroke(kind="curve", points=((x, y + hy), (x + hx, y), (x + rx, y))),
        Stroke(kind="close"),
    )


def circle(x: float, y: float, radius_x: float, radius_y: float) -> tuple[Stroke, ...]:
    """Draw a circle or an ellipse: a rectangle that is all corners."""
    return rectangle(x - radius_x, y - radius_y, 2 * radius_x, 2 * radius_y, radius_x, radius_y)


def outline_of(data: str) -> tuple[Stroke, ...]:
    """Read the path data of SVG; every curve and arc becomes cubic."""
    pen = _Pen()
    for command, numbers in _commands(data):
        pen.do(command, numbers)
    return tuple(pen.strokes)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    place, command = 0, ""
    while place < len(data.rstrip()):
        found = _TOKEN.match(data, place)
        if found is None:
            raise ValueError(_("has path data that cannot be read near “{text}”").format(text=data[place : place + 20]))
        if letter := found.group(1):
            if letter.upper() not in _ARGUMENTS or (not command and letter.upper() != "M"):
                raise ValueError(_("has the path command “{letter}”, which is none").format(letter=letter))
            command, place = letter, found.end()
        elif command.upper() in {"", "Z"}:
            raise ValueError(_("has path data that cannot be read near “{text}”").format(text=data[place : place + 20]))
        numbers, place = _arguments(command, data, place)
        yield command, numbers
        # Further pairs after a move are lines.
        command = {"M": "L", "m": "l"}.get(command, command)


def _arguments(command: str, data: str, place: int) -> tuple[list[float], int]:
    numbers: list[float] = []
    for index in range(_ARGUMENTS[command.upper()]):
        # The two flags of an arc may stand without a space before what follows.
        is_flag = command.upper() == "A" and index in {3, 4}
        found = (_FLAG if is_flag else _LIST).match(data, place)
        if found is None:
            raise ValueError(_("has path data that cannot be read near “{text}”").format(text=data[place : place + 20]))
        numbers.append(_sane(float(found.group(1))))
        place = found.end()
    return numbers, place


class _Pen:
    """Draws one command after the other; keeps what relative and smooth commands refer to."""

    def __init__(self) -> None:
        self.strokes: list[Stroke] = []
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._handle: Point | None = None
        self._handle_of = ""

    def do(self, command: str, numbers: list[float]) -> None:
        """Draw one command."""
        kind = command.upper()
        dx, dy = self._at if command.islower() else (0.0, 0.0)
        match kind:
            case "H":
                self._line((numbers[0] + dx, self._at[1]))
            case "V":
                self._line((self._at[0], numbers[0] + dy))
            case "A":
                self._arc(numbers, (numbers[5] + dx, numbers[6] + dy))
            case "Z":
                self.strokes.append(Stroke(kind="close"))
                self._at = self._start
            case _:
                points = [(x + dx, y + dy) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
                self._do_points(kind, points)
        if kind not in {"C", "S", "Q", "T"}:
            self._handle = None

    def _do_points(self, kind: str, points: list[Point]) -> None:
        match kind, points:
            case "M", [to]:
                self.strokes.append(Stroke(kind="move", points=(to,)))
                self._at = self._start = to
            case "C", [first, second, to]:
                self._curve(first, second, to)
            case "S", [second, to]:
                self._curve(self._mirrored("C"), second, to)
            case "Q", [handle, to]:
                self._bend(handle, to)
            case "T", [to]:
                self._bend(self._mirrored("Q"), to)
            case _:
                self._line(points[0])

    def _line(self, to: Point) -> None:
        self.strokes.append(Stroke(kind="line", points=(to,)))
        self._at = to

    def _curve(self, first: Point, second: Point, to: Point) -> None:
        self.strokes.append(Stroke(kind="curve", points=(first, second, to)))
        self._handle, self._handle_of, self._at = second, "C", to

    def _bend(self, handle: Point, to: Point) -> None:
        """Draw a quadratic curve as the cubic one that is the same."""
        (x, y), (hx, hy), (tx, ty) = self._at, handle, to
        first = (x + (hx - x) * 2 / 3, y + (hy - y) * 2 / 3)
        second = (tx + (hx - tx) * 2 / 3, ty + (hy - ty) * 2 / 3)
        self._curve(first, second, to)
        self._handle, self._handle_of = handle, "Q"

    def _mirrored(self, kind: str) -> Point:
        if self._handle is None or self._handle_of != kind:
            return self._at
        return (2 * self._at[0] - self._handle[0], 2 * self._at[1] - self._handle[1])

    def _arc(self, numbers: list[float], to: Point) -> None:
        """Draw an arc of an ellipse as cubic curves, as SVG's implementation notes (F.6.5) say."""
        rx, ry, degrees, is_large, is_clockwise = abs(numbers[0]), abs(numbers[1]), *numbers[2:5]
        if self._at == to:
            return
        if not rx or not ry:
            self._line(to)
            return
        turn = _turn(degrees)
        half_x, half_y = (self._at[0] - to[0]) / 2, (self._at[1] - to[1]) / 2
        x = (turn[0] * half_x + turn[1] * half_y) / rx
        y = (turn[2] * half_x + turn[3] * half_y) / ry
        # Radii too small to reach are grown until they just do.
        grow = max(1.0, math.hypot(x, y))
        rx, ry, x, y = rx * grow, ry * grow, x / grow, y / grow
        square = x * x + y * y
        away = math.sqrt(max(0.0, 1 / square - 1)) * (-1 if is_large == is_clockwise else 1) if square else 0.0
        middle = (away * y, -away * x)
        start = math.atan2(y - middle[1], x - middle[0])
        sweep = (math.atan2(-y - middle[1], -x - middle[0]) - start) % (2 * math.pi)
        if not is_clockwise:
            sweep -= 2 * math.pi
        centre_x = (self._at[0] + to[0]) / 2 + turn[0] * middle[0] * rx + turn[2] * middle[1] * ry
        centre_y = (self._at[1] + to[1]) / 2 + turn[1] * middle[0] * rx + turn[3] * middle[1] * ry
        place: Matrix = (turn[0] * rx, turn[1] * rx, turn[2] * ry, turn[3] * ry, centre_x, centre_y)
        self._quarters(start, sweep, place, to)

    def _quarters(self, start: float, sweep: float, place: Matrix, to: Point) -> None:
        pieces = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
        step = sweep / pieces
        reach = 4 / 3 * math.tan(step / 4)
        for piece in range(pieces):
            one, two = start + piece * step, start + (piece + 1) * step
            a = (math.cos(one) - reach * math.sin(one), math.sin(one) + reach * math.cos(one))
            b = (math.cos(two) + reach * math.sin(two), math.sin(two) - reach * math.cos(two))
            end = (math.cos(two), math.sin(two))
            (curve,) = transformed([Stroke(kind="curve", points=(a, b, end))], place)
            first, second, reached = curve.points
            self._curve(first, second, to if piece == pieces - 1 else reached)
