"""Flat maps of a round world: pure functions from degrees to the plane, x to the right and y upwards.

Lengths are in radii of the globe.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final, TypeAlias

from desktop.dataset.geometry import Point, Ring, Shape

Projection: TypeAlias = Callable[[Point], Point]

# https://doi.org/10.1080/13658816.2018.1504949: Šavrič, Patterson and Jenny, The Equal Earth map projection.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3) / 2
_HORIZON_DEGREES: Final = 75.0
_CORNERS: Final = 3


def equal_earth(point: Point) -> Point:
    """Place a point on a map of the whole world on which areas compare."""
    longitude, latitude = map(math.radians, point)
    theta = math.asin(_ROOT * math.sin(latitude))
    square = theta * theta
    sixth = square * square * square
    x = longitude * math.cos(theta) / (_ROOT * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


def azimuthal(centre: Point) -> Projection:
    """Return Lambert's equal-area projection around `centre`, which becomes the origin.

    The point opposite the centre has no place on this map; it lands at the edge, at two radii.
    """
    middle, parallel = map(math.radians, centre)
    sine, cosine = math.sin(parallel), math.cos(parallel)

    def placed(point: Point) -> Point:
        longitude, latitude = math.radians(point[0]) - middle, math.radians(point[1])
        up, outwards = math.sin(latitude), math.cos(latitude)
        east = outwards * math.sin(longitude)
        along = outwards * math.cos(longitude)
        north = cosine * up - sine * along
        towards = sine * up + cosine * along
        if towards <= -1 + 1e-12:
            return 0.0, -2.0
        scale = math.sqrt(2 / (1 + towards))
        return scale * east, scale * north

    return placed


def distance_degrees(one: Point, other: Point) -> float:
    """Measure the angle between two places as seen from the middle of the globe."""
    (east_1, north_1), (east_2, north_2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half_chord = (
        math.sin((north_2 - north_1) / 2) ** 2
        + math.cos(north_1) * math.cos(north_2) * math.sin((east_2 - east_1) / 2) ** 2
    )
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(half_chord))))


def project(shape: Shape, projection: Projection) -> tuple[Ring, ...]:
    """Draw a country on a flat map."""
    return tuple(tuple(map(projection, ring)) for ring in shape.rings)


def project_world(shape: Shape) -> tuple[Ring, ...]:
    """Draw a country on a map of the whole world, cut where it crosses the date line."""
    return tuple(tuple(map(equal_earth, piece)) for ring in shape.rings for piece in _cut_at_date_line(ring))


def _cut_at_date_line(ring: Ring) -> Iterator[Ring]:
    for turn in (-360.0, 0.0, 360.0):
        moved = tuple((longitude + turn, latitude) for longitude, latitude in ring)
        if piece := _east_of(_west_of(moved, 180.0), -180.0):
            yield piece


def _west_of(ring: Ring, limit: float) -> Ring:
    """Keep the part of a ring up to a meridian."""
    kept: list[Point] = []
    for (longitude, latitude), (next_longitude, next_latitude) in pairwise(ring):
        if longitude <= limit:
            kept.append((longitude, latitude))
        if (longitude <= limit) != (next_longitude <= limit):
            share = (limit - longitude) / (next_longitude - longitude)
            kept.append((limit, latitude + share * (next_latitude - latitude)))
    return (*kept, kept[0]) if len(kept) >= _CORNERS else ()


def _east_of(ring: Ring, limit: float) -> Ring:
    """Keep the part of a ring from a meridian on."""
    mirrored = _west_of(tuple((-longitude, latitude) for longitude, latitude in ring), -limit)
    return tuple((-longitude, latitude) for longitude, latitude in mirrored)


def project_around(shapes: Iterable[Shape], centre: Point) -> tuple[Ring, ...]:
    """Draw the land around `centre`; what lies beyond the horizon is left out, since it would turn inside out."""
    projection = azimuthal(centre)
    return tuple(
        tuple(map(projection, ring))
        for shape in shapes
        for ring in shape.rings
        if any(distance_degrees(centre, point) < _HORIZON_DEGREES for point in ring)
    )
