"""Every destination has a place on the map, and maps neither tear nor stretch it."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.dataset.codes import CountryCode
from desktop.dataset.country import list_countries
from desktop.dataset.geometry import Point, Resolution, Ring, Shape, load_shapes, load_world
from desktop.dataset.projection import azimuthal, distance_degrees, equal_earth, project, project_around, project_world

ALL = [shape for resolution in Resolution for shape in load_shapes(resolution).values()]
FINE = load_shapes(Resolution.COUNTRY)
POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def shape_of(code: str) -> Shape:
    """Return the finer outline of a country."""
    return FINE[CountryCode(code)]


def flat_area(rings: tuple[Ring, ...]) -> float:
    """Measure what rings enclose on a flat map, in square radii."""
    return abs(sum((x1 * y2 - x2 * y1) / 2 for ring in rings for (x1, y1), (x2, y2) in pairwise(ring)))


@pytest.mark.parametrize("resolution", Resolution)
def test_every_country_is_there_with_its_name(resolution: Resolution) -> None:
    shapes = load_shapes(resolution)
    assert {code: shape.name for code, shape in shapes.items()} == {
        country.code: country.name for country in list_countries()
    }
    assert len(shapes) == 250


def test_country_without_outline_has_a_marker() -> None:
    gibraltar = shape_of("GI")
    assert (gibraltar.rings, gibraltar.is_small) == ((), True)
    assert distance_degrees(gibraltar.marker, (-5.35, 36.14)) < 0.1


def test_rings_close_and_stay_on_the_globe() -> None:
    for shape in ALL:
        for ring in shape.rings:
            assert ring[0] == ring[-1]
            assert all(-90 <= latitude <= 90.001 for _, latitude in ring)
            assert all(abs(east - west) < 180 for (west, _), (east, latitude) in pairwise(ring) if abs(latitude) < 89)


def test_box_holds_its_frame() -> None:
    for shape in ALL:
        assert shape.box.south <= shape.frame.south <= shape.frame.north <= shape.box.north
        assert shape.frame.east - shape.frame.west <= shape.box.east - shape.box.west + 1e-9


@pytest.mark.parametrize("code", ["RU", "FJ", "NZ", "US"])
def test_date_line_does_not_widen_a_country(code: str) -> None:
    box = shape_of(code).box
    assert box.east - box.west < 180


def test_frame_leaves_out_far_possessions_but_no_near_land() -> None:
    assert shape_of("FR").frame.west > -6
    assert shape_of("FR").frame.east > 9
    assert shape_of("US").frame.north > 70
    assert shape_of("MY").frame.west < 101
    assert shape_of("MY").frame.east > 119


@pytest.mark.parametrize(
    ("code", "area_km2"), [("RS", 77_474), ("UY", 176_215), ("RU", 17_098_246), ("ZA", 1_221_037), ("LS", 30_355)]
)
def test_area_is_that_of_the_country(code: str, area_km2: float) -> None:
    assert shape_of(code).area_km2 == pytest.approx(area_km2, rel=0.03)


def test_small_countries_are_marked_and_others_are_not() -> None:
    assert all(shape_of(code).is_small for code in ("SG", "MT", "LU", "VA", "HK"))
    assert not any(shape_of(code).is_small for code in ("XK", "RS", "CY", "QA"))


def test_label_lies_on_land_within_the_box() -> None:
    for shape in FINE.values():
        assert shape.box.south <= shape.label_point[1] <= shape.box.north
        if shape.rings:
            assert any(encloses(ring, shape.label_point) for ring in shape.rings), shape.name


def encloses(ring: Ring, point: Point) -> bool:
    """Count the edges east of a point: an odd number means that it lies inside."""
    x, y = point
    return (
        sum(
            (south > y) != (north > y) and x < west + (y - south) / (north - south) * (east - west)
            for (west, south), (east, north) in pairwise(ring)
        )
        % 2
        == 1
    )


def test_areas_without_a_code_stay_land() -> None:
    names = {shape.name for shape in load_world(Resolution.COUNTRY).unassigned}
    assert {"Somaliland", "N. Cyprus", "Siachen Glacier"} <= names
    assert all(shape.code is None and shape.rings for shape in load_world(Resolution.COUNTRY).unassigned)


@pytest.mark.parametrize("code", ["RS", "UY", "CL", "IN"])
def test_both_maps_keep_areas(code: str) -> None:
    shape = shape_of(code)
    expected = shape.area_km2 / 6371.0**2
    assert flat_area(project_world(shape)) == pytest.approx(expected, rel=0.01)
    assert flat_area(project(shape, azimuthal(shape.frame.centre))) == pytest.approx(expected, rel=0.01)


@given(centre=POINTS)
def test_centre_of_a_local_map_is_its_origin(centre: Point) -> None:
    assert azimuthal(centre)(centre) == pytest.approx((0, 0), abs=1e-7)


@given(centre=POINTS, point=POINTS)
def test_local_map_keeps_the_distance_from_its_centre(centre: Point, point: Point) -> None:
    chord = 2 * math.sin(math.radians(distance_degrees(centre, point)) / 2)
    assert math.hypot(*azimuthal(centre)(point)) == pytest.approx(chord, abs=1e-6)


def test_opposite_side_of_the_globe_lands_at_the_edge() -> None:
    assert azimuthal((0.0, 0.0))((180.0, 0.0)) == (0.0, -2.0)


@given(point=POINTS)
def test_world_map_is_symmetric_and_fits_its_frame(point: Point) -> None:
    x, y = equal_earth(point)
    assert equal_earth((-point[0], -point[1])) == pytest.approx((-x, -y))
    assert abs(x) <= 2.707
    assert abs(y) <= 1.318


def test_world_map_cuts_countries_at_the_date_line() -> None:
    edge = equal_earth((180.0, 0.0))[0]
    pieces = project_world(shape_of("RU"))
    assert all(abs(x) <= edge for ring in pieces for x, _ in ring)
    assert min(x for ring in pieces for x, _ in ring) < -1
    assert len(pieces) > len(shape_of("RU").rings)


def test_local_map_leaves_out_what_lies_beyond_the_horizon() -> None:
    centre = shape_of("RS").frame.centre
    near, far = [shape_of("HU")], [shape_of("NZ")]
    assert project_around(near + far, centre) == project_around(near, centre)
