"""The middle column: an overview, a page per stop, a comparison, and how levels are made."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QTextBrowser, QVBoxLayout, QWidget

from desktop.assessment.model import Level
from desktop.briefing.words import level_word, not_documented
from desktop.i18n import _
from desktop.ui.level_badge import LevelBadge
from desktop.ui.outlook import Outlook
from desktop.ui.pages.map_page import MapPage
from desktop.ui.pages.overview_page import ComparePage, OverviewPage, SheetPage
from desktop.ui.pages.stop_page import StopPage
from desktop.ui.parts import Paragraph, label, rule, spaced
from desktop.ui.services import PreparedT, Services
from desktop.ui.theme import XL, XXL, L, M
from desktop.ui.trip_state import TripState


class WelcomePage(SheetPage):
    """What stands here before there is a trip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.setContentsMargins(XXL, XXL, XXL, XXL)
        self.column.addStretch(1)
        for text, look in (
            (_("Know before you go what will watch you"), "title"),
            (_("Add a destination at the left. You then see, with reasons and sources:"), "quiet"),
            (_("Which surveillance is documented there, and how sure that is."), "body"),
            (_("Which governments can reach what is recorded, the host and the suppliers’ homes."), "body"),
            (_("What to do before you leave, at the border, during the stay and after."), "body"),
            (_("The briefing to print stands ready at the right. Nothing leaves this computer."), "quiet"),
        ):
            self.column.addWidget(Paragraph(text, look))
        self.column.addSpacing(L)
        self.column.addWidget(label(_("Levels, by shape, word and colour"), "secondary"))
        for level in Level:
            self.column.addWidget(LevelBadge(level, level_word(level)))
        self.column.addWidget(label(not_documented(), "secondary"))
        self.column.addStretch(2)


class MethodPage(QTextBrowser):
    """How levels are made, readable in the window."""

    def __init__(self, *, method: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("How levels are made"))
        self.setOpenLinks(False)
        self.document().setDocumentMargin(XL)
        self._method = method
        self._is_read = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_read:
            self._is_read = True
            self.setMarkdown(self._method())


class RisksPage(QWidget):
    """Shows one of its pages at a time, chosen by tab."""

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
        self._outlook = outlook
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(_("Risks"))
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setDrawBase(False)
        self.welcome = WelcomePage()
        self.overview = OverviewPage()
        self.compare = ComparePage()
        self.method = MethodPage(method=services.method)
        self.map = MapPage(state=state, assess=services.assess, world=services.world)
        self._stop_pages: list[StopPage] = []
        self._pages = QStackedWidget(self)
        for page in (self.welcome, self.overview, self.compare, self.map, self.method):
            self._pages.addWidget(page)
        self._tabbed: list[QWidget] = []

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

    @property
    def stop_pages(self) -> tuple[StopPage, ...]:
        """One page per stop, in order of travel."""
        return tuple(self._stop_pages)

    def open_stop(self, row: int) -> None:
        """Show the page of a stop."""
        self._open(self._stop_pages[row])

    def open_method(self) -> None:
        """Show how levels are made."""
        self._open(self.method)

    def _open(self, page: QWidget) -> None:
        self.tabs.setCurrentIndex(self._tabbed.index(page))

    def _on_outlook_changed(self) -> None:
        assessments = self._outlook.assessments
        while len(self._stop_pages) > len(assessments):
            page = self._stop_pages.pop()
            self._pages.removeWidget(page)
            page.deleteLater()
        while len(self._stop_pages) < len(assessments):
            page = StopPage()
            self._stop_pages.append(page)
            self._pages.addWidget(page)
        for page, assessment in zip(self._stop_pages, assessments, strict=True):
            page.show_assessment(assessment)
        self.overview.show_assessments(assessments)
        self.compare.show_assessments(assessments)
        first: QWidget = self.overview if assessments else self.welcome
        stops = [(page, each.facts.country.name) for page, each in zip(self._stop_pages, assessments, strict=True)]
        compare = [(self.compare, _("Compare"))] if len(assessments) > 1 else []
        last = [(self.map, _("Map")), (self.method, _("How levels are made"))]
        self._set_tabs([(first, _("Overview")), *stops, *compare, *last])

    def _set_tabs(self, tabs: list[tuple[QWidget, str]]) -> None:
        shown = self._pages.currentWidget()
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(tabs):
            self.tabs.removeTab(self.tabs.count() - 1)
        for place, (_page, text) in enumerate(tabs):
            escaped = text.replace("&", "&&")
            if place < self.tabs.count():
                self.tabs.setTabText(place, escaped)
            else:
                self.tabs.addTab(escaped)
            self.tabs.setAccessibleTabName(place, text)
        self._tabbed = [page for page, _text in tabs]
        self.tabs.setCurrentIndex(self._tabbed.index(shown) if shown in self._tabbed else 0)
        self.tabs.blockSignals(False)
        self._on_tab_changed(self.tabs.currentIndex())

    def _on_tab_changed(self, place: int) -> None:
        self._pages.setCurrentWidget(self._tabbed[place])
