"""The middle column: an overview, a page per stop, a comparison, the map, and how levels are made."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.assessment.levels import Theme
from desktop.dataset.codes import CountryCode
from desktop.i18n import _
from desktop.ui.outlook import Outlook
from desktop.ui.pages.welcome_page import WelcomePage
from desktop.ui.parts import rule, spaced
from desktop.ui.services import PreparedT, Services
from desktop.ui.tab_order import place_after
from desktop.ui.theme import XL, M
from desktop.ui.trip_state import TripState

if TYPE_CHECKING:
    from desktop.ui.pages.map_page import MapPage
    from desktop.ui.pages.method_page import MethodPage
    from desktop.ui.pages.overview_page import ComparePage, OverviewPage
    from desktop.ui.pages.stop_page import StopPage

PageT = TypeVar("PageT", bound=QWidget)


class _Tab(NamedTuple):
    """A page by name. `page` makes it when it is first opened, so that the window stands before any of them."""

    key: str
    text: str
    page: Callable[[], QWidget]


class RisksPage(QWidget):
    """Shows one of its pages at a time, chosen by tab."""

    country_chosen = Signal(str)
    """A country was chosen on the map."""

    def __init__(
        self,
        *,
        state: TripState,
        outlook: Outlook[PreparedT],
        services: Services[PreparedT],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state = state
        self._outlook = outlook
        self._services = services
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(_("Risks"))
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setDrawBase(False)
        self._pages = QStackedWidget(self)
        self._stop_pages: dict[CountryCode, StopPage] = {}
        """By country, so that a stop that moves takes its page along."""
        self._tabs: list[_Tab] = []
        self._expected = ""
        self._read_from: CountryCode | None = None
        """The stop that somebody left for a rule."""

        layout = QVBoxLayout(self)
        spaced(layout, gap=0)
        bar = QVBoxLayout()
        spaced(bar, margin=(XL, M, XL, 0), gap=0)
        bar.addWidget(self.tabs)
        bar.addWidget(rule(self))
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        outlook.changed.connect(self._on_outlook_changed)
        self._on_outlook_changed()

    @cached_property
    def welcome(self) -> WelcomePage:
        """What stands here before there is a trip."""
        # The first of all pages: Tab finds it where it is made.
        page = WelcomePage(self._pages)
        self._pages.addWidget(page)
        return page

    @cached_property
    def overview(self) -> "OverviewPage":
        """The trip at a glance."""
        from desktop.ui.pages.overview_page import OverviewPage

        page = OverviewPage(outlook=self._outlook)
        page.level_chosen.connect(self._on_level_chosen)
        return self._placed(page)

    @cached_property
    def compare(self) -> "ComparePage":
        """Stops side by side."""
        from desktop.ui.pages.overview_page import ComparePage

        page = ComparePage(outlook=self._outlook)
        page.level_chosen.connect(self._on_level_chosen)
        return self._placed(page)

    @cached_property
    def map(self) -> "MapPage":
        """The world by levels."""
        from desktop.ui.pages.map_page import MapPage

        page = MapPage(state=self._state, assess=self._services.assess, world=self._services.world)
        page.country_chosen.connect(self.country_chosen)
        return self._placed(page)

    @cached_property
    def method(self) -> "MethodPage":
        """How levels are made."""
        from desktop.ui.pages.method_page import MethodPage

        page = MethodPage(method=self._services.method)
        page.back_wanted.connect(self._on_back_wanted)
        return self._placed(page)

    @property
    def stop_pages(self) -> "tuple[StopPage, ...]":
        """One page per stop, in order of travel."""
        return tuple(map(self._stop_page, self._countries()))

    def make_ready(self) -> tuple[QWidget, ...]:
        """Make the pages that the first trip shows, and return them."""
        from desktop.ui.pages import stop_page

        assert stop_page
        return (self.overview,)

    def expect_stop(self, country: CountryCode) -> None:
        """Show the page of a stop as soon as there is one, and write none before it."""
        self._expected = _stop_key(country)

    def open_stop(self, row: int) -> None:
        """Show the page of a stop."""
        self._open(_stop_key(self._countries()[row]))

    def open_map(self) -> None:
        """Show the world by levels."""
        self._open("map")

    def open_method(self) -> None:
        """Show how levels are made."""
        self._open("method")

    def forget_levels(self) -> None:
        """Shade the map anew, as from another dataset; one that was never opened has nothing to forget."""
        if "map" in self.__dict__:
            self.map.forget_levels()

    def _open(self, key: str) -> None:
        self.tabs.setCurrentIndex([tab.key for tab in self._tabs].index(key))

    def _countries(self) -> tuple[CountryCode, ...]:
        return tuple(each.facts.country.code for each in self._outlook.assessments)

    def _stop_page(self, country: CountryCode) -> "StopPage":
        from desktop.ui.pages.stop_page import StopPage

        if country not in self._stop_pages:
            page = self._stop_pages[country] = self._placed(StopPage())
            page.rule_wanted.connect(self._on_rule_wanted)
            page.show_assessment(self._outlook.assessments[self._countries().index(country)])
        return self._stop_pages[country]

    def _placed(self, page: PageT) -> PageT:
        place_after(self.tabs, page, self._pages.addWidget)
        return page

    def _on_outlook_changed(self) -> None:
        assessments = self._outlook.assessments
        for each in assessments:
            if each.facts.country.code in self._stop_pages:
                self._stop_pages[each.facts.country.code].show_assessment(each)
        countries = [each.facts.country for each in assessments]
        tabs = [
            _Tab(key="overview", text=_("Overview"), page=self._first_page),
            *(
                _Tab(key=_stop_key(each.code), text=each.name, page=partial(self._stop_page, each.code))
                for each in countries
            ),
            _Tab(key="compare", text=_("Compare"), page=self._compare_page),
            _Tab(key="map", text=_("Map"), page=self._map_page),
            _Tab(key="method", text=_("How levels are made"), page=self._method_page),
        ]
        self._set_tabs([tab for tab in tabs if tab.key != "compare" or len(assessments) > 1])
        # Last, when another page is shown: Qt would show, and have written, whichever came next.
        for country in self._stop_pages.keys() - set(self._countries()):
            page = self._stop_pages.pop(country)
            self._pages.removeWidget(page)
            page.forget()
            page.deleteLater()

    def _first_page(self) -> QWidget:
        return self.overview if self._outlook.assessments else self.welcome

    def _compare_page(self) -> QWidget:
        return self.compare

    def _map_page(self) -> QWidget:
        return self.map

    def _method_page(self) -> QWidget:
        return self.method

    def _set_tabs(self, tabs: list[_Tab]) -> None:
        shown = self._expected or (self._tabs[self.tabs.currentIndex()].key if self._tabs else "")
        self._expected = ""
        self._tabs = tabs
        if self._read_from is not None and self._read_from not in self._countries():
            # There is nothing to go back to.
            self._forget_origin()
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(tabs):
            self.tabs.removeTab(self.tabs.count() - 1)
        for place, tab in enumerate(tabs):
            escaped = tab.text.replace("&", "&&")
            if place < self.tabs.count():
                self.tabs.setTabText(place, escaped)
            else:
                self.tabs.addTab(escaped)
            self.tabs.setAccessibleTabName(place, tab.text)
        self.tabs.setCurrentIndex(next((place for place, tab in enumerate(tabs) if tab.key == shown), 0))
        self.tabs.blockSignals(False)
        self._on_tab_changed(self.tabs.currentIndex())

    def _on_level_chosen(self, row: int, theme: Theme) -> None:
        """Show the reasons of a level that was chosen among others."""
        self.open_stop(row)
        self._stop_page(self._countries()[row]).open_theme(theme)

    def _on_rule_wanted(self, rule: str) -> None:
        """Show a rule to who reads a stop's page."""
        page = self._pages.currentWidget()
        self._read_from = next(country for country, each in self._stop_pages.items() if each is page)
        name = self._outlook.name_of(self._read_from)
        self.open_method()
        self.method.show_rule(rule, name)

    def _on_back_wanted(self) -> None:
        if self._read_from is not None:
            page = self._stop_page(self._read_from)
            self._open(_stop_key(self._read_from))
            page.tree.setFocus()

    def _forget_origin(self) -> None:
        if self._read_from is not None:
            self._read_from = None
            self.method.forget_origin()

    def _on_tab_changed(self, place: int) -> None:
        self._pages.setCurrentWidget(self._tabs[place].page())
        if self._tabs[place].key != "method":
            self._forget_origin()


def _stop_key(country: CountryCode) -> str:
    return f"stop {country}"
