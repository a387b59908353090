"""The map of the world as it ships: which country a place means, and that every level stands off the ground."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.assessment.levels import Level
from desktop.dataset.codes import CountryCode
from desktop.dataset.geometry import Point, Resolution, World, load_world
from desktop.ui.theme import Theme, palette_for
from desktop.ui.world_map import WorldMap
from tests.ui.fakes import SERBIA
from tests.ui.fakes import world as squares

WORLD = load_world(Resolution.WORLD)
SMALL = [code for code, shape in WORLD.shapes.items() if shape.is_small]
WITH_LAND = [code for code, shape in WORLD.shapes.items() if shape.rings and not shape.is_small]
PITCAIRN = CountryCode("PN")
INSIDE: dict[str, Point] = {
    "BE": (4.4, 50.8),
    "CH": (7.4, 46.9),
    "NL": (5.5, 52.2),
    "IT": (9.2, 45.5),
    "GB": (-1.8, 53.0),
    "FR": (2.1, 46.7),
}


def shown(qtbot: QtBot, world: World) -> WorldMap:
    widget = WorldMap()
    qtbot.addWidget(widget)
    widget.resize(650, 680)
    widget.show_world(world)
    return widget


@pytest.fixture
def world_map(qtbot: QtBot, theme: Theme) -> WorldMap:
    """Show the whole world in a window of usual size."""
    assert theme is not None
    return shown(qtbot, WORLD)


def pixel_of(world_map: WorldMap, country: CountryCode) -> QPointF:
    return QPointF(world_map.place_of(country).toPoint())


@pytest.mark.parametrize("country", SMALL)
def test_a_dot_means_its_own_country_even_among_others(world_map: WorldMap, country: CountryCode) -> None:
    assert world_map.country_at(world_map.place_of(country)) == country
    # A pointer stands on whole pixels: the Antilles must be parted before it can tell them apart.
    for _press in range(10):
        world_map.zoom_by(1.4, world_map.place_of(country))
    assert world_map.country_at(pixel_of(world_map, country)) == country


def test_two_states_of_one_island_are_parted_by_zooming_in(world_map: WorldMap) -> None:
    one, other = CountryCode("MF"), CountryCode("SX")
    for _press in range(20):
        world_map.zoom_by(1.4, world_map.place_of(one))
    gap = world_map.place_of(one) - world_map.place_of(other)
    assert gap.manhattanLength() > 8


def test_every_country_with_land_can_be_hit_in_the_whole_world(world_map: WorldMap) -> None:
    near = sorted(product(range(-8, 9), repeat=2), key=lambda offset: offset[0] ** 2 + offset[1] ** 2)
    never = [
        country
        for country in WITH_LAND
        if all(world_map.country_at(pixel_of(world_map, country) + QPointF(x, y)) != country for x, y in near)
    ]
    assert len(WITH_LAND) > 150
    assert never == []


@pytest.mark.parametrize("country", INSIDE)
def test_land_is_not_taken_for_a_small_state_nearby(qtbot: QtBot, theme: Theme, country: str) -> None:
    assert theme is not None
    code = CountryCode(country)
    # The map tells where a marker stands: here, well inside the country.
    moved = replace(WORLD.shapes[code], marker=INSIDE[country])
    world_map = shown(qtbot, World(shapes={**WORLD.shapes, code: moved}, unassigned=WORLD.unassigned))
    assert world_map.country_at(world_map.place_of(code)) == code


def test_at_sea_a_dot_need_not_be_hit_exactly(world_map: WorldMap) -> None:
    dot = world_map.place_of(PITCAIRN)
    assert world_map.country_at(dot + QPointF(7, 0)) == PITCAIRN
    assert world_map.country_at(dot + QPointF(0, 9)) is None


def test_the_wheel_tells_anew_what_is_under_the_pointer(world_map: WorldMap) -> None:
    place = world_map.place_of(PITCAIRN) + QPointF(7, 0)
    world_map.show()
    QTest.mouseMove(world_map, place.toPoint())
    told: list[str] = []
    world_map.hovered.connect(told.append)
    QTest.wheelEvent(world_map.window().windowHandle(), place, QPoint(0, 120))
    assert told == [""]


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG counts it."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("is_dark", [True, False])
@pytest.mark.parametrize("level", [Level.HIGH, Level.VERY_HIGH])
def test_the_worst_levels_stand_off_the_ground(qtbot: QtBot, theme: Theme, level: Level, *, is_dark: bool) -> None:
    assert theme is not None
    world_map = shown(qtbot, squares())
    palette = palette_for(is_dark=is_dark)
    world_map.setPalette(palette)
    world_map.show_levels({SERBIA: level}, frozenset())
    picture = world_map.grab().toImage()
    ground = palette.color(QPalette.ColorRole.Window)
    place = world_map.place_of(SERBIA).toPoint()
    row = [picture.pixelColor(x, place.y()) for x in range(place.x(), picture.width())]
    assert max(contrast(colour, ground) for colour in row) >= 3
