"""Locator maps: a destination in its level's fill among its neighbours, as drawing operators that are made once."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import asin, degrees, hypot

from desktop.assessment.levels import Level
from desktop.briefing.model import LocatorMap
from desktop.dataset.codes import CountryCode
from desktop.dataset.geometry import Box, Point, Resolution, Ring, Shape, load_world
from desktop.dataset.projection import Projection, azimuthal, distance_degrees
from desktop.pdf import styles
from desktop.pdf.flow import Block
from desktop.pdf.ink import circle, filled, stroked
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element, box_text

MAP_WIDTH = 156.0
MAP_HEIGHT = 92.0

_COUNTRY_SHARE = 0.5
_SHARE_GROWTH = 0.25
_LARGEST_SHARE = 0.8
"""How much of the map the destination may fill, so that its neighbours show where it lies: half of it, and more the
larger it is, because a large country is known by its own shape."""
_SMALLEST_VIEW = 0.16
_LARGEST_VIEW = 2.6
_WIDER = 1.6
_FAR_VIEW = 0.9
_KNOWN_BY_SHAPE = 0.3
_LANDMARK = 1800.0
"""How much land of another country must show, in square points: an island far out at sea is seen from further away."""
_FINEST = 0.4
_BORDER = 0.3
_OUTLINE = 0.4
_HORIZON_DEGREES = 80.0
_MARKER_RADIUS = 4.0
_MAPS_KEPT = 64
_SMALLEST_RING = 3
_BOX_STEPS = 4


class LocatorFigure(Block):
    """The map; its alternative text says the same in words."""

    def __init__(self, operators: str, element: Element) -> None:
        super().__init__()
        self._operators = operators
        self._element = element

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Keep the map's own size."""
        self.height = MAP_HEIGHT
        return MAP_WIDTH, MAP_HEIGHT

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the map."""
        box = (x, top - MAP_HEIGHT, x + MAP_WIDTH, top)
        self._element.attributes = f"<</O/Layout/BBox{box_text(box)}/Placement/Block>>"
        sheet.open(self._element)
        sheet.place(self._operators, x, top - MAP_HEIGHT)
        sheet.close()


def locator_map(block: LocatorMap, parent: Element) -> LocatorFigure:
    """Draw where a destination lies."""
    element = parent.child("Figure", alternative=block.alternative)
    return LocatorFigure(map_operators(block.country, block.level), element)


@lru_cache(maxsize=_MAPS_KEPT)
def map_operators(country: CountryCode, level: Level) -> str:
    """Draw land, neighbours and destination around the lower left corner of the map."""
    coarse = load_world(Resolution.WORLD)
    fine = load_world(Resolution.COUNTRY)
    shape = fine.shapes[country]
    elsewhere = {code: each for code, each in coarse.shapes.items() if code != country}
    view = _view_of(shape, elsewhere.values())
    # Far coasts need no fine outline: no border of theirs is shared with the destination.
    land_of = fine.shapes if view.span < _FAR_VIEW or view.own > _KNOWN_BY_SHAPE else coarse.shapes
    neighbours = [land_of[code] for code, each in elsewhere.items() if view.may_show(each)]
    unassigned = [each for each in fine.unassigned if view.may_show(each)]
    frame = f"0 0 {MAP_WIDTH:g} {MAP_HEIGHT:g} re"
    land = " ".join(view.paths(ring for each in (*neighbours, *unassigned) for ring in each.rings))
    own = " ".join(view.paths(shape.rings))
    parts = [f"{frame} W n"]
    if land:
        parts.append(f"{filled(styles.LAND)} {stroked(styles.WATER)} {_BORDER} w 1 j {land} B*")
    look = filled(styles.LEVEL_FILL[level])
    if own:
        parts.append(f"{look} {stroked(styles.INK)} {_OUTLINE} w 1 j {own} B*")
    if shape.is_small or not view.is_seen(shape):
        parts.append(f"{look} {stroked(styles.INK)} {_OUTLINE} w {circle(_MARKER_RADIUS, *view.place(shape.marker))} B")
    parts.append(f"{stroked(styles.LINE)} {styles.HAIRLINE} w {frame} S")
    return " ".join(parts)


def _view_of(shape: Shape, elsewhere: Collection[Shape]) -> "_View":
    """Look from as far away as it takes to see where the land lies, unless it is known by its own shape."""
    view = _View(shape)
    while view.own < _KNOWN_BY_SHAPE and view.span < _LARGEST_VIEW and sum(map(view.shown, elsewhere)) < _LANDMARK:
        view = _View(shape, least=view.span * _WIDER)
    return view


class _View:
    """The window of a map; in radii of the earth, `own` is the destination's width and `span` the map's."""

    def __init__(self, shape: Shape, *, least: float = _SMALLEST_VIEW) -> None:
        self._centre: Point = shape.frame.centre
        self._projection: Projection = azimuthal(self._centre)
        xs, ys = zip(*[self._projection(point) for point in _outline(shape.frame)], strict=True)
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        self.own = max(width, height * MAP_WIDTH / MAP_HEIGHT)
        needed = self.own / min(_COUNTRY_SHARE + _SHARE_GROWTH * self.own, _LARGEST_SHARE)
        self.span = span = min(max(needed, least), _LARGEST_VIEW)
        self._scale = MAP_WIDTH / span
        self._middle = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
        self._step = degrees(_FINEST / self._scale) / 2
        corner = hypot(*self._middle) + hypot(span, span * MAP_HEIGHT / MAP_WIDTH) / 2
        self._corner_degrees = degrees(2 * asin(min(corner / 2, 1.0)))

    def place(self, point: Point) -> Point:
        """Put a place onto the map."""
        x, y = self._projection(point)
        return (
            MAP_WIDTH / 2 + (x - self._middle[0]) * self._scale,
            MAP_HEIGHT / 2 + (y - self._middle[1]) * self._scale,
        )

    def is_seen(self, shape: Shape) -> bool:
        """Tell whether any piece of the land is large enough for the eye."""
        for ring in shape.rings:
            xs, ys = zip(*map(self.place, ring), strict=True)
            if max(max(xs) - min(xs), max(ys) - min(ys)) > 2 * _MARKER_RADIUS:
                return True
        return False

    def shown(self, shape: Shape) -> float:
        """Estimate how much of the map a country takes, in square points."""
        if not self.may_show(shape):
            return 0.0
        taken = 0.0
        for ring in shape.rings:
            seen = [place for place in map(self.place, ring) if not _outside(place)]
            if seen:
                xs, ys = zip(*seen, strict=True)
                taken += (max(xs) - min(xs)) * (max(ys) - min(ys))
        return taken

    def may_show(self, shape: Shape) -> bool:
        """Tell whether a country can lie within the map."""
        box = shape.box
        # No point of the box is further than this from one of those that stand for it.
        slack = hypot(box.east - box.west, box.north - box.south) / (2 * _BOX_STEPS)
        reach = min(self._corner_degrees + slack, _HORIZON_DEGREES)
        # Of a country that lies far off, its middle tells as much as all those points.
        if distance_degrees(self._centre, box.centre) - slack * _BOX_STEPS > reach:
            return False
        return any(distance_degrees(self._centre, point) < reach for point in _outline(box)) or (
            _holds(box, self._centre)
        )

    def paths(self, rings: Iterable[Ring]) -> Iterator[str]:
        """Return each ring that shows, without the points that the eye cannot tell apart."""
        for ring in rings:
            if self._is_unseen(ring) or all(
                distance_degrees(self._centre, point) > _HORIZON_DEGREES for point in ring[:: max(len(ring) // 12, 1)]
            ):
                continue
            points = _thinned([self.place(point) for point in self._coarse(ring)])
            xs, ys = zip(*points, strict=True)
            if (
                len(points) < _SMALLEST_RING
                or max(xs) < 0
                or min(xs) > MAP_WIDTH
                or max(ys) < 0
                or min(ys) > MAP_HEIGHT
            ):
                continue
            first, *rest = points
            lines = " ".join(f"{x:.1f} {y:.1f} l" for x, y in rest)
            yield f"{first[0]:.1f} {first[1]:.1f} m {lines} h"

    def _coarse(self, ring: Ring) -> list[Point]:
        """Leave out what is closer than half a visible step, before the costly placing; keep small rings whole."""
        step = self._step
        east, north = ring[0]
        kept = [ring[0]]
        for point in ring[1:-1]:
            if abs(point[0] - east) > step or abs(point[1] - north) > step:
                east, north = point
                kept.append(point)
        kept.append(ring[-1])
        return kept if len(kept) > _SMALLEST_RING else list(ring)

    def _is_unseen(self, ring: Ring) -> bool:
        """Tell at little cost that a ring ends before the map begins or is too small for it: most islands are."""
        easts, norths = zip(*ring, strict=True)
        size = hypot(max(easts) - min(easts), max(norths) - min(norths))
        return size < self._step or distance_degrees(self._centre, ring[0]) - size > self._corner_degrees


def _outline(box: Box) -> list[Point]:
    """Return points around and within a rectangle of degrees."""
    steps = [step / _BOX_STEPS for step in range(_BOX_STEPS + 1)]
    return [
        (box.west + across * (box.east - box.west), box.south + up * (box.north - box.south))
        for across in steps
        for up in steps
    ]


def _holds(box: Box, point: Point) -> bool:
    longitude, latitude = point
    return box.south <= latitude <= box.north and any(
        box.west <= longitude + turn <= box.east for turn in (-360, 0, 360)
    )


def _thinned(points: list[Point]) -> list[Point]:
    """Leave out points too close to tell apart, and those of a stretch that runs outside one edge of the map."""
    kept = [points[0]]
    before = _outside(points[0])
    here = _outside(points[1])
    for (x, y), following in pairwise(points[1:]):
        after = _outside(following)
        is_hidden = before & here & after
        if not is_hidden and (abs(x - kept[-1][0]) > _FINEST or abs(y - kept[-1][1]) > _FINEST):
            kept.append((x, y))
            before = here
        here = after
    return kept


def _outside(point: Point) -> int:
    """Return a bit for each edge of the map that a point lies beyond."""
    x, y = point
    return (x < 0) | (x > MAP_WIDTH) << 1 | (y < 0) << 2 | (y > MAP_HEIGHT) << 3
