"""Where a theme weighs how much: a map for looking around, never the only way to anything."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.assessment.levels import Level, Theme
from desktop.assessment.model import Assessment
from desktop.briefing.words import level_word, theme_name
from desktop.dataset.codes import CountryCode
from desktop.dataset.geometry import World
from desktop.i18n import _
from desktop.trip import Profile
from desktop.ui.level_legend import LevelLegend
from desktop.ui.parts import Choice, button, label, spaced
from desktop.ui.theme import XL, L, M, S
from desktop.ui.trip_state import TripState
from desktop.ui.world_map import WorldMap

_AT_ONCE = 6
"""Countries assessed between two moments for the person, so that typing never waits for the map."""


class MapPage(QWidget):
    """Shades the world by the level of a theme; a click adds a country to the trip or opens its page."""

    country_chosen = Signal(str)

    def __init__(
        self,
        *,
        state: TripState,
        assess: Callable[[CountryCode, Profile], Assessment],
        world: Callable[[], World],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._assess = assess
        self._load_world = world
        self._world: World | None = None
        self._levels: dict[CountryCode, dict[Theme, Level]] = {}
        self._waiting: list[CountryCode] = []
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn)
        self.theme = Choice(_("Theme shown on the map"), self)
        for theme in Theme:
            self.theme.addItem(theme_name(theme), theme)
        self.map = WorldMap(self)
        self.told = label("", "body", self)
        self.legend = LevelLegend(self)
        self._legend_theme: Theme | None = None
        self._lay_out()
        self.theme.activated.connect(self._show_levels)
        self.map.hovered.connect(self._on_hovered)
        self.map.chosen.connect(self.country_chosen)
        state.stops_changed.connect(self._show_levels)
        state.replaced.connect(self.map.reset)
        self._on_hovered("")

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        spaced(above)
        above.addWidget(self.theme)
        above.addStretch(1)
        spaced(below)
        below.addWidget(self.told, 1)
        for text, look, name, slot in (
            ("−", "tool", _("Zoom out"), self._on_smaller_clicked),
            ("+", "tool", _("Zoom in"), self._on_larger_clicked),
            (_("Whole world"), "link", _("Show the whole world"), self.map.reset),
        ):
            made = button(text, look, self)
            made.setAccessibleName(name)
            made.clicked.connect(slot)
            below.addWidget(made)
        layout = QVBoxLayout(self)
        spaced(layout, margin=(XL, L, XL, M), gap=S)
        layout.addLayout(above)
        layout.addWidget(self.map, 1)
        layout.addLayout(below)
        layout.addWidget(self.legend)
        layout.addWidget(label(_("Made with Natural Earth. A border is a drawing here, not a position."), "secondary"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._world is None:
            self._world = self._load_world()
            self.map.show_world(self._world)
            self.forget_levels()
        self._show_levels()

    def forget_levels(self) -> None:
        """Assess every country anew, as from another dataset."""
        self._levels.clear()
        if self._world is not None:
            self._waiting = sorted(self._world.shapes)
            self._turn.start()

    def _on_turn(self) -> None:
        for country in self._waiting[:_AT_ONCE]:
            # Levels are the same for every profile.
            ratings = self._assess(country, Profile.GENERAL).ratings
            self._levels[country] = {rating.theme: rating.level for rating in ratings}
        self._waiting = self._waiting[_AT_ONCE:]
        if not self._waiting:
            self._turn.stop()
        self._show_levels()

    def _chosen_theme(self) -> Theme:
        return Theme(self.theme.currentData())

    def _show_levels(self) -> None:
        theme = self._chosen_theme()
        shown = {country: levels[theme] for country, levels in self._levels.items()}
        self.map.show_levels(shown, frozenset(stop.country for stop in self._state.stops))
        if theme is not self._legend_theme:
            self._legend_theme = theme
            self.legend.show_words(tuple((level, level_word(level, theme)) for level in Level))

    def _on_hovered(self, country: str) -> None:
        code = CountryCode(country)
        if self._world is None or not country:
            self.told.setText(_("Point at a country for its level; click to add it to the trip or to open it."))
            return
        name = self._world.shapes[code].name
        levels = self._levels.get(code)
        if levels is None:
            self.told.setText(name)
            return
        theme = self._chosen_theme()
        self.told.setText(
            _("{name} — {theme}: {level}").format(
                name=name, theme=theme_name(theme), level=level_word(levels[theme], theme)
            )
        )

    def _on_smaller_clicked(self) -> None:
        self.map.zoom_by(1 / 1.4)

    def _on_larger_clicked(self) -> None:
        self.map.zoom_by(1.4)
