"""The world as a picture: each country in its level's fill, small states as dots; pan, zoom, hover, click."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.assessment.levels import Level
from desktop.dataset.codes import CountryCode
from desktop.dataset.geometry import World
from desktop.i18n import _
from desktop.ui.theme import level_fill
from desktop.ui.world_lands import Lands, dot_radius

_MOST_ZOOM = 96.0
"""Enough to tell the two halves of Saint Martin apart."""
_STEP = 1.4
_PAN = 60.0
_CLICK_REACH = 4
_LAND, _LAND_DARK = QColor("#EDEAE3"), QColor("#3B444D")


class WorldMap(QWidget):
    """Draws levels by country. What it tells and does can also be told and done without it."""

    hovered = Signal(str)
    """The country under the pointer; empty where there is none."""
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lands = Lands(World(shapes={}, unassigned=()))
        self._fills: dict[CountryCode, QColor] = {}
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
        self._lands = Lands(world)
        self.update()

    def show_levels(self, levels: Mapping[CountryCode, Level], stops: frozenset[CountryCode]) -> None:
        """Shade countries by level and outline the stops of the trip."""
        self._fills = {code: level_fill(level) for code, level in levels.items() if level is not Level.NOT_DOCUMENTED}
        self._stops = stops
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
        return self._placing().map(self._lands.by_code[country].dot)

    def country_at(self, place: QPointF) -> CountryCode | None:
        """Return the country that a point of the widget means."""
        placing = self._placing()
        back, _is_invertible = placing.inverted()
        return self._lands.country_at(back.map(place), placing.m11())

    def _placing(self) -> QTransform:
        bounds = self._lands.bounds
        if bounds.isEmpty():
            return QTransform()
        scale = min(self.width() / bounds.width(), self.height() / bounds.height()) * 0.97 * self._zoom
        middle = QPointF(self.rect().center()) + self._shift
        centre = bounds.center()
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
        colour = self.palette().color
        ground, ink, quiet = colour(role.Base), colour(role.Text), colour(role.PlaceholderText)
        is_dark = ground.lightness() < ink.lightness()
        land_fill = _LAND_DARK if is_dark else _LAND
        border = _pen(ground, 0.6)
        # The highest level is the darkest fill, and would sink into a dark ground.
        edge = _pen(quiet, 0.8) if is_dark else border
        placing, lands, outlined = self._placing(), self._lands.by_code, self._outlined()
        painter.setTransform(placing)
        painter.setPen(border)
        painter.setBrush(land_fill)
        painter.drawPath(self._lands.unassigned)
        for code in sorted(lands, key=self._fills.__contains__):
            painter.setPen(edge if code in self._fills else border)
            painter.setBrush(self._fills.get(code, land_fill))
            painter.drawPath(lands[code].path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(ink, 1.4))
        for code in outlined:
            painter.drawPath(lands[code].path)
        painter.resetTransform()
        radius = dot_radius(placing.m11())
        # Where dots lie upon each other, the one that is meant is on top.
        for code in sorted((code for code, land in lands.items() if land.is_small), key=outlined.__contains__):
            painter.setPen(_pen(ink, 1.4) if code in outlined else _pen(quiet, 0.8))
            painter.setBrush(self._fills.get(code, land_fill))
            painter.drawEllipse(placing.map(lands[code].dot), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(role.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _outlined(self) -> frozenset[CountryCode]:
        shown = self._stops | ({self._hovered} if self._hovered else frozenset())
        return frozenset(code for code in shown if code in self._lands.by_code)

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
        # Nearer, the same place can mean another country, and a click would take it.
        self._hover(self.country_at(event.position()))

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


def _pen(colour: QColor, width: float) -> QPen:
    """Make a pen as wide at any zoom."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
