"""Locator maps: each destination is seen, and seen among land by which the eye finds its place."""

import re

import pytest

from desktop.assessment.levels import Level
from desktop.dataset.codes import CountryCode
from desktop.dataset.geometry import Resolution, load_world
from desktop.pdf.ink import filled
from desktop.pdf.maps import MAP_HEIGHT, MAP_WIDTH, map_operators
from desktop.pdf.styles import LAND, LEVEL_FILL

EVERY_COUNTRY = sorted(load_world(Resolution.COUNTRY).shapes)
_POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+) [ml]\b")
_LEVEL = Level.VERY_HIGH


def seen(country: str, fill: str) -> list[tuple[float, float]]:
    """Return the corners of everything drawn in a fill that lie on the map."""
    operators = map_operators(CountryCode(country), _LEVEL)
    if filled(fill) not in operators:
        return []
    # A fill holds until the next one is set.
    drawn = operators.split(filled(fill))[1].split(" rg ")[0]
    points = [(float(x), float(y)) for x, y in _POINT.findall(drawn)]
    return [(x, y) for x, y in points if 0 <= x <= MAP_WIDTH and 0 <= y <= MAP_HEIGHT]


def extent(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return how wide and how high points lie apart."""
    xs, ys = zip(*points, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


@pytest.mark.parametrize("country", EVERY_COUNTRY)
def test_every_destination_is_on_its_map(country: str) -> None:
    assert seen(country, LEVEL_FILL[_LEVEL])


@pytest.mark.parametrize("country", ["US", "RU", "CN", "CA", "BR", "AU", "IN"])
def test_a_large_country_fills_much_of_its_map(country: str) -> None:
    width, height = extent(seen(country, LEVEL_FILL[_LEVEL]))
    assert max(width / MAP_WIDTH, height / MAP_HEIGHT) > 0.6


@pytest.mark.parametrize("country", ["FJ", "KI", "MV", "TV", "TO", "WS", "SH", "MU", "SC", "NR", "PF", "IO"])
def test_an_island_far_out_at_sea_shows_land_to_find_it_by(country: str) -> None:
    width, height = extent(seen(country, LAND))
    assert width > MAP_WIDTH / 8
    assert height > MAP_HEIGHT / 4


@pytest.mark.parametrize("country", ["VA", "SG", "MC", "LI", "SM", "MT", "BH", "LU"])
def test_a_small_country_lies_among_its_neighbours(country: str) -> None:
    width, height = extent(seen(country, LAND))
    assert width > MAP_WIDTH / 3
    assert height > MAP_HEIGHT / 3


@pytest.mark.parametrize("country", ["FJ", "NZ", "RU", "US"])
def test_a_country_across_the_date_line_is_drawn_in_one_piece(country: str) -> None:
    width, height = extent(seen(country, LEVEL_FILL[_LEVEL]))
    assert width < 0.95 * MAP_WIDTH
    assert height < 0.95 * MAP_HEIGHT
