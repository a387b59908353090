"""The outlines of countries for maps, read from the shipped Natural Earth files.

Pure decoding: degrees in, degrees out; `projection` makes them flat. Needs no dataset.
"""

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeAlias

from desktop.assets import asset
from desktop.dataset.codes import CountryCode

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring: TypeAlias = tuple[Point, ...]
"""A closed line; its last point is its first."""


class Resolution(StrEnum):
    """How fine an outline is: the scale it was drawn for."""

    WORLD = "110m"
    """For a map of the world, or the land around a destination."""
    COUNTRY = "50m"
    """For the outline of one destination."""


class Box(NamedTuple):
    """A rectangle in degrees; `east` is more than 180 where it crosses the date line."""

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> Point:
        """The middle of the rectangle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The land of one country, or of an area that belongs to no country code.

    `rings` holds outer lines and holes alike: fill them by the even-odd rule. A ring that crosses the date line runs on
    beyond 180 degrees. There is none where the map is too coarse to show the country; then only `marker` says where it
    is. `box` holds all of its land; `frame` its main part without far possessions, for a map of it. `marker` is its
    capital, `label_point` a place on its largest land for a label.
    """

    code: CountryCode | None
    name: str
    rings: tuple[Ring, ...]
    box: Box
    frame: Box
    label_point: Point
    marker: Point
    area_km2: float

    @property
    def is_small(self) -> bool:
        """Whether a map needs a mark to show it."""
        return self.area_km2 < _SMALL_KM2


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All land: by country, and the areas without a country code, which are land like any other."""

    shapes: Mapping[CountryCode, Shape]
    unassigned: tuple[Shape, ...]


_FOLDER = ("data", "geometry")
_KOSOVO = "XK"
_HALF_TURN = 180.0
_EARTH_KM2_PER_DEGREE2 = (6371.0 * math.pi / 180) ** 2
_SMALL_KM2 = 3_000
# Land belongs to a map's frame if it lies near the largest, or if it is large and not oceans away.
_NEAR_DEGREES = 5.0
_LARGE_SHARE = 0.15
_FAR_DEGREES = 25.0


def load_shapes(resolution: Resolution) -> Mapping[CountryCode, Shape]:
    """Return the outline of every country, by code."""
    return load_world(resolution).shapes


@cache
def load_world(resolution: Resolution) -> World:
    """Return all land of the world at a resolution; the file is read once, each outline when it is first asked for."""
    text = asset(*_FOLDER, f"countries-{resolution.value}.topojson").read_text(encoding="utf-8")
    topology = json.loads(text)
    outlines = _Outlines(topology)
    codes = {row["numeric"]: row["code"] for row in _rows() if row["numeric"]}
    by_code: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    unassigned = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = _KOSOVO if name == "Kosovo" else codes.get(geometry.get("id", ""))
        if code is None:
            unassigned.append(_shape(None, name, outlines.rings(geometry), marker=None))
        else:
            by_code[code].append(geometry)
    return World(shapes=_Shapes(outlines, by_code), unassigned=tuple(unassigned))


class _Shapes(Mapping[CountryCode, Shape]):
    """Every country, decoded when it is first asked for: a briefing shows a few, and all take a third of a second."""

    def __init__(self, outlines: "_Outlines", geometries: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self._outlines = outlines
        self._geometries = geometries
        self._rows = {CountryCode(row["code"]): row for row in _rows()}
        self._decoded: dict[CountryCode, Shape] = {}

    def __getitem__(self, code: CountryCode) -> Shape:
        if code not in self._decoded:
            row = self._rows[code]
            rings = tuple(
                ring for geometry in self._geometries.get(code, ()) for ring in self._outlines.rings(geometry)
            )
            marker = (float(row["longitude"]), float(row["latitude"]))
            self._decoded[code] = _shape(code, row["name"], rings, marker=marker)
        return self._decoded[code]

    def __iter__(self) -> Iterator[CountryCode]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    text = asset(*_FOLDER, "markers.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


class _Outlines:
    """TopoJSON's lines, each stored once for the two countries that share it."""

    def __init__(self, topology: Mapping[str, Any]) -> None:
        self._scale: Point = tuple(topology["transform"]["scale"])
        self._origin: Point = tuple(topology["transform"]["translate"])
        self._arcs: Sequence[Sequence[tuple[int, int]]] = topology["arcs"]

    def rings(self, geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
        match geometry["type"]:
            case "Polygon":
                polygons = [geometry["arcs"]]
            case "MultiPolygon":
                polygons = geometry["arcs"]
            case other:
                raise ValueError(f"a country is an area, not a {other}")
        return tuple(_unwrapped(self._joined(numbers)) for polygon in polygons for numbers in polygon)

    def _joined(self, numbers: Iterable[int]) -> list[Point]:
        """Join arcs end to end; a number below zero means the arc from its end to its beginning."""
        points: list[Point] = []
        for number in numbers:
            arc = self._arc(number) if number >= 0 else self._arc(~number)[::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def _arc(self, number: int) -> Ring:
        """Undo TopoJSON's differences and its grid of whole numbers."""
        (scale_x, scale_y), (from_x, from_y) = self._scale, self._origin
        eastward, northward = zip(*self._arcs[number], strict=True)
        return tuple(
            (x * scale_x + from_x, y * scale_y + from_y)
            for x, y in zip(accumulate(eastward), accumulate(northward), strict=True)
        )


def _unwrapped(points: list[Point]) -> Ring:
    """Let longitude run on across the date line instead of jumping; close what encircles a pole over the pole."""
    turn = 0.0
    before = points[0][0]
    unwrapped = []
    for longitude, latitude in points:
        if abs(longitude - before) > _HALF_TURN:
            turn += math.copysign(2 * _HALF_TURN, before - longitude)
        before = longitude
        unwrapped.append((longitude + turn, latitude))
    if turn:
        pole = math.copysign(90.0, points[0][1])
        unwrapped += [(unwrapped[-1][0], pole), (unwrapped[0][0], pole), unwrapped[0]]
    box = _ring_box(tuple(unwrapped))
    home = 2 * _HALF_TURN * math.floor((box.centre[0] + _HALF_TURN) / (2 * _HALF_TURN))
    return tuple((longitude - home, latitude) for longitude, latitude in unwrapped) if home else tuple(unwrapped)


def _shape(code: CountryCode | None, name: str, rings: tuple[Ring, ...], *, marker: Point | None) -> Shape:
    if not rings:
        assert marker is not None, f"{name} has neither outline nor marker"
        there = Box(*marker, *marker)
        return Shape(
            code=code, name=name, rings=(), box=there, frame=there, label_point=marker, marker=marker, area_km2=0.0
        )
    # A hole runs the other way around, so its area counts against the land it lies in.
    areas = [_signed_area_km2(ring) for ring in rings]
    largest = max(range(len(rings)), key=lambda index: abs(areas[index]))
    label_point = _label_point(rings[largest])
    return Shape(
        code=code,
        name=name,
        rings=rings,
        box=_box(rings),
        frame=_frame(rings, areas, largest),
        label_point=label_point,
        marker=label_point if marker is None else marker,
        area_km2=abs(sum(areas)),
    )


def _signed_area_km2(ring: Ring) -> float:
    """Measure by trapezia on the cylinder of equal area: exact but for the bend of an edge."""
    sines = [math.degrees(math.sin(math.radians(latitude))) for _, latitude in ring]
    doubled = sum(
        (east - west) * (low + high)
        for (west, _), (east, _), low, high in zip(ring, ring[1:], sines, sines[1:], strict=False)
    )
    return doubled / 2 * _EARTH_KM2_PER_DEGREE2


def _label_point(ring: Ring) -> Point:
    """Find the middle of the widest stretch of land at the latitude of the ring's centre."""
    _, south, _, north = _ring_box(ring)
    latitude = (south + north) / 2
    crossings = sorted(
        west + (latitude - low) / (high - low) * (east - west)
        for (west, low), (east, high) in pairwise(ring)
        if (low > latitude) != (high > latitude)
    )
    stretches = zip(crossings[::2], crossings[1::2], strict=True)
    west, east = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (west + east) / 2, latitude


def _ring_box(ring: Ring) -> Box:
    longitudes, latitudes = zip(*ring, strict=True)
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _box(rings: Iterable[Ring]) -> Box:
    return _around([_ring_box(ring) for ring in rings])


def _around(boxes: Sequence[Box]) -> Box:
    """Find the narrowest rectangle around others: it leaves out the widest stretch of longitude without land."""
    spans = sorted((_homed(box.west), _homed(box.west) + box.east - box.west) for box in boxes)
    widest, west, reached = spans[0][0] + 360, spans[0][0], spans[0][1]
    start, end = west, max(east for _, east in spans)
    widest -= end
    for next_west, next_east in spans[1:]:
        if next_west - reached > widest:
            widest, start, end = next_west - reached, next_west, reached + 360
        reached = max(reached, next_east)
    return Box(start, min(box.south for box in boxes), end, max(box.north for box in boxes))


def _homed(longitude: float) -> float:
    return (longitude + _HALF_TURN) % (2 * _HALF_TURN) - _HALF_TURN


def _frame(rings: Sequence[Ring], areas: Sequence[float], largest: int) -> Box:
    main = _ring_box(rings[largest])
    kept = [main]
    for ring, area in zip(rings, areas, strict=True):
        box = _ring_box(ring)
        is_large = abs(area) >= _LARGE_SHARE * abs(areas[largest])
        if _gap_degrees(box, main) <= (_FAR_DEGREES if is_large else _NEAR_DEGREES):
            kept.append(box)
    return _around(kept)


def _gap_degrees(one: Box, other: Box) -> float:
    across = min(max(one.west + turn - other.east, other.west - one.east - turn, 0.0) for turn in (-360.0, 0.0, 360.0))
    return max(across, one.south - other.north, other.south - one.north)
