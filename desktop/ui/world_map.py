"""The world as a picture: each country in its level's fill, small states as dots; pan, zoom, hover, click."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.assessment.levels import Level
from desktop.dataset.codes import CountryCode
from desktop.dataset.geometry import Shape, World
from desktop.dataset.projection import equal_earth, project_world
from desktop.i18n import _
from desktop.ui.theme import level_fill

_MOST_ZOOM = 24.0
_STEP = 1.4
_PAN = 60.0
_DOT = 4.0
_CLICK_REACH = 4
_LAND, _LAND_DARK = QColor("#EDEAE3"), QColor("#3B444D")


@dataclass(frozen=True, slots=True)
class _Land:
    path: QPainterPath
    dot: QPointF
    is_small: bool


class WorldMap(QWidget):
    """Draws levels by country. What it tells and does can also be told and done without it."""

    hovered = Signal(str)
    """The country under the pointer; empty where there is none."""
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lands: dict[CountryCode, _Land] = {}
        self._rest = QPainterPath()
        self._bounds = QRectF()
        self._levels: Mapping[CountryCode, Level] = {}
        self._stops: frozenset[CountryCode] = frozenset()
        self._hovered: CountryCode | None = None
        self._zoom = 1.0
        self._shift = QPointF()
        self._grabbed: QPointF | None = None
        self._has_moved = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Map of levels"))
        self.setAccessibleDescription(_("Arrows move, plus and minus zoom, 0 shows the whole world."))

    def sizeHint(self) -> QSize:
        return QSize(600, 320)

    def show_world(self, world: World) -> None:
        """Draw these countries."""
        self._lands = {code: _land(shape) for code, shape in world.shapes.items()}
        self._rest = QPainterPath()
        for shape in world.unassigned:
            self._rest.addPath(_path(shape))
        self._bounds = QRectF()
        for land in self._lands.values():
            self._bounds |= land.path.boundingRect()
        self.update()

    def show_levels(self, levels: Mapping[CountryCode, Level], stops: frozenset[CountryCode]) -> None:
        """Shade countries by level and outline the stops of the trip."""
        self._levels, self._stops = levels, stops
        self.update()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Zoom, keeping a point where it is."""
        fixed = around or QPointF(self.rect().center())
        zoom = min(max(self._zoom * factor, 1.0), _MOST_ZOOM)
        change = zoom / self._zoom
        middle = QPointF(self.rect().center())
        self._shift = (self._shift - (fixed - middle)) * change + (fixed - middle)
        self._zoom = zoom
        self._keep_in_sight()

    def reset(self) -> None:
        """Show the whole world."""
        self._zoom, self._shift = 1.0, QPointF()
        self.update()

    def place_of(self, country: CountryCode) -> QPointF:
        """Return where a country's dot stands in the widget."""
        return self._placing().map(self._lands[country].dot)

    def country_at(self, place: QPointF) -> CountryCode | None:
        """Return the country at a point of the widget; dots come before land."""
        placing = self._placing()
        for code, land in self._lands.items():
            gap = placing.map(land.dot) - place
            if land.is_small and gap.manhattanLength() <= 2 * _DOT:
                return code
        inverse, _is_invertible = placing.inverted()
        point = inverse.map(place)
        return next((code for code, land in self._lands.items() if land.path.contains(point)), None)

    def _placing(self) -> QTransform:
        if self._bounds.isEmpty():
            return QTransform()
        scale = min(self.width() / self._bounds.width(), self.height() / self._bounds.height()) * 0.97 * self._zoom
        middle = QPointF(self.rect().center()) + self._shift
        centre = self._bounds.center()
        # Degrees grow upwards, pixels downwards.
        return QTransform().translate(middle.x(), middle.y()).scale(scale, -scale).translate(-centre.x(), -centre.y())

    def _keep_in_sight(self) -> None:
        reach_x, reach_y = self.width() * (self._zoom - 1) / 2, self.height() * (self._zoom - 1) / 2
        self._shift = QPointF(
            min(max(self._shift.x(), -reach_x), reach_x), min(max(self._shift.y(), -reach_y), reach_y)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        ground = self.palette().color(role.Base)
        land_colour = _LAND_DARK if ground.lightness() < self.palette().color(role.Text).lightness() else _LAND
        border, ink = QPen(ground, 0.6), QPen(self.palette().color(role.Text), 1.4)
        quiet = QPen(self.palette().color(role.PlaceholderText), 0.8)
        for pen in (border, ink):
            pen.setCosmetic(True)
        placing = self._placing()
        painter.setTransform(placing)
        painter.setPen(border)
        painter.setBrush(land_colour)
        painter.drawPath(self._rest)
        for code, land in self._lands.items():
            painter.setBrush(self._fill(code, land_colour))
            painter.drawPath(land.path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink)
        for code in self._outlined():
            painter.drawPath(self._lands[code].path)
        painter.resetTransform()
        for code, land in self._lands.items():
            if land.is_small:
                painter.setPen(ink if code in self._outlined() else quiet)
                painter.setBrush(self._fill(code, land_colour))
                painter.drawEllipse(placing.map(land.dot), _DOT, _DOT)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(role.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _fill(self, code: CountryCode, land: QColor) -> QColor:
        level = self._levels.get(code, Level.NOT_DOCUMENTED)
        return land if level is Level.NOT_DOCUMENTED else level_fill(level)

    def _outlined(self) -> frozenset[CountryCode]:
        shown = self._stops | ({self._hovered} if self._hovered else frozenset())
        return frozenset(code for code in shown if code in self._lands)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._grabbed is not None:
            moved = place - self._grabbed
            if self._has_moved or moved.manhattanLength() > _CLICK_REACH:
                self._has_moved = True
                self._shift += moved
                self._grabbed = place
                self._keep_in_sight()
            return
        self._hover(self.country_at(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed, self._has_moved = event.position(), False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        country = self.country_at(event.position())
        if self._grabbed is not None and not self._has_moved and country is not None:
            self.chosen.emit(country)
        self._grabbed = None

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: QPointF(_PAN, 0),
            Qt.Key.Key_Right: QPointF(-_PAN, 0),
            Qt.Key.Key_Up: QPointF(0, _PAN),
            Qt.Key.Key_Down: QPointF(0, -_PAN),
        }
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / _STEP)
            case Qt.Key.Key_0:
                self.reset()
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down as key:
                self._shift += moves[Qt.Key(key)]
                self._keep_in_sight()
            case _:
                super().keyPressEvent(event)

    def _hover(self, country: CountryCode | None) -> None:
        if country != self._hovered:
            self._hovered = country
            self.hovered.emit(country or "")
            self.update()


def _path(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in project_world(shape):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
        path.closeSubpath()
    return path


def _land(shape: Shape) -> _Land:
    return _Land(_path(shape), QPointF(*equal_earth(shape.marker)), shape.is_small or not shape.rings)
