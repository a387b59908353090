"""The lands of the world map, and which country a place on it means; in units of the projection, without a widget."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from desktop.dataset.codes import CountryCode
from desktop.dataset.geometry import Shape, World
from desktop.dataset.projection import equal_earth, project_world

_LEAST_DOT, _MOST_DOT = 2.5, 4.0
_DOT_SHARE = 0.021
"""A dot in units of the projection, as far as its limits in pixels let it: on a small map it must spare Belgium."""
_EDGE = 0.5
_REACH = 8.0


@dataclass(frozen=True, slots=True)
class Land:
    """A country flat on the map. Its dot is its capital, drawn where the country is too small to be seen."""

    path: QPainterPath
    dot: QPointF
    is_small: bool


class Lands:
    """All land of the world, made flat once."""

    def __init__(self, world: World) -> None:
        self.by_code = {code: _land(shape) for code, shape in world.shapes.items()}
        self.unassigned = QPainterPath()
        for shape in world.unassigned:
            self.unassigned.addPath(_path(shape))
        self.bounds = QRectF()
        for land in self.by_code.values():
            self.bounds |= land.path.boundingRect()
        # Plain numbers, because every move of the pointer looks through them all.
        self._dots = [(land.dot.x(), land.dot.y(), code) for code, land in self.by_code.items() if land.is_small]

    def country_at(self, place: QPointF, scale: float) -> CountryCode | None:
        """Return the country that a place means at so many pixels to the unit.

        On a dot it is the dot's, of several the nearest; else that of the land; at sea that of a dot close by.
        """
        gap, nearest = self._nearest_dot(place.x(), place.y())
        if gap * scale <= dot_radius(scale) + _EDGE:
            return nearest
        for code, land in self.by_code.items():
            if land.path.contains(place):
                return code
        return nearest if gap * scale <= _REACH and not self.unassigned.contains(place) else None

    def _nearest_dot(self, x: float, y: float) -> tuple[float, CountryCode | None]:
        gaps: Iterable[tuple[float, CountryCode]] = (
            ((dot_x - x) ** 2 + (dot_y - y) ** 2, code) for dot_x, dot_y, code in self._dots
        )
        square, code = min(gaps, default=(float("inf"), None))
        return square**0.5, code


def dot_radius(scale: float) -> float:
    """Return how large a dot is drawn, in pixels, at so many pixels to the unit."""
    return min(max(_DOT_SHARE * scale, _LEAST_DOT), _MOST_DOT)


def _path(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in project_world(shape):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
        path.closeSubpath()
    return path


def _land(shape: Shape) -> Land:
    return Land(_path(shape), QPointF(*equal_earth(shape.marker)), shape.is_small)
