"""The window: three columns, a menu, and the width at which columns take turns."""

from dataclasses import replace

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QSplitter, QTabBar, QVBoxLayout, QWidget

from desktop.briefing.words import profile_name
from desktop.i18n import _
from desktop.trip import Profile
from desktop.ui import tasks
from desktop.ui.briefing_maker import BriefingMaker
from desktop.ui.dialogs.about import AboutDialog
from desktop.ui.outlook import Outlook
from desktop.ui.pages.briefing_page import BriefingPage
from desktop.ui.pages.risks_page import RisksPage
from desktop.ui.pages.trip_page import TripPage
from desktop.ui.preferences import TEXT_SIZES, Appearance, PaperSize, Preferences
from desktop.ui.services import PreparedT, Services
from desktop.ui.theme import L
from desktop.ui.trip_files import TripFiles
from desktop.ui.trip_state import TripState

_ROOM_FOR_THREE, _ROOM_FOR_TWO = 74, 50
"""Widths in ems of the text size, below which fewer columns stand side by side."""
_SHARES = (292, 676, 392)


class MainWindow(QMainWindow):
    """Puts the columns side by side and passes between them what one says and another shows."""

    preferences_changed = Signal(Preferences)

    def __init__(
        self,
        *,
        services: Services[PreparedT],
        preferences: Preferences,
        pool: tasks.Pool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._preferences = preferences
        self._pool = pool or QThreadPool(self)
        self.state = TripState(profile=preferences.profile, parent=self)
        self.outlook = Outlook(state=self.state, names=services.countries, prepare=services.prepare, parent=self)
        self.maker = BriefingMaker(
            outlook=self.outlook,
            compose=services.compose,
            render=services.render,
            pool=self._pool,
            paper=preferences.paper,
            parent=self,
        )
        self.trip = TripPage(state=self.state, outlook=self.outlook, services=services)
        self.risks = RisksPage(state=self.state, outlook=self.outlook, services=services)
        self.briefing = BriefingPage(state=self.state, outlook=self.outlook, maker=self.maker, pool=self._pool)
        self.files = TripFiles(state=self.state, countries=services.countries, message=self.trip.message, parent=self)
        # The title says nothing of the trip: window lists and screenshots show it.
        self.setWindowTitle("Forewarned")
        self._lay_out()
        self._fill_menus()
        self.trip.stop_selected.connect(self.risks.open_stop)
        self.risks.country_chosen.connect(self.trip.add)
        self.briefing.paper_chosen.connect(self._on_paper_chosen)
        self.resize(sum(_SHARES), 850)
        self.trip.search.field.setFocus()

    def _lay_out(self) -> None:
        self.steps = QTabBar(self)
        self.steps.setAccessibleName(_("Step"))
        self.steps.setExpanding(False)
        self.steps.setDrawBase(False)
        for text in (_("Trip"), _("Risks"), _("Briefing")):
            self.steps.addTab(text)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        for column, share in zip((self.trip, self.risks, self.briefing), _SHARES, strict=True):
            self.columns.addWidget(column)
            self.columns.setStretchFactor(self.columns.count() - 1, share)
        self.columns.setSizes(list(_SHARES))
        middle = QWidget(self)
        middle.setObjectName("columns")
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(L, 0, L, 0)
        above.addWidget(self.steps)
        above.addStretch(1)
        layout.addLayout(above)
        layout.addWidget(self.columns, 1)
        self.setCentralWidget(middle)
        self._shown: tuple[bool, ...] = (True, True, True)
        self.steps.currentChanged.connect(self._arrange)
        self._arrange()

    def _fill_menus(self) -> None:
        file = self._menu(_("&File"))
        open_action = self._action(file, _("&Open trip…"), QKeySequence.StandardKey.Open)
        open_action.triggered.connect(self.files.choose_source)
        keep_action = self._action(file, _("Save &trip…"), "Ctrl+Shift+S")
        keep_action.triggered.connect(self.files.choose_target)
        file.addSeparator()
        self.save_action = self._action(file, _("&Save PDF…"), QKeySequence.StandardKey.Save)
        self.save_action.triggered.connect(self.briefing.save.click)
        self.print_action = self._action(file, _("&Print…"), QKeySequence.StandardKey.Print)
        self.print_action.triggered.connect(self.briefing.print.click)
        file.addSeparator()
        self.clear_action = self._action(file, _("&Clear everything"), "Ctrl+Shift+Delete")
        self.clear_action.triggered.connect(self.clear_everything)
        file.addSeparator()
        quit_action = self._action(file, _("&Quit"), QKeySequence.StandardKey.Quit)
        quit_action.triggered.connect(self.close)

        go = self._menu(_("&Go"))
        for text, key, slot in (
            (_("&Destination"), "Ctrl+L", self._on_go_to_search),
            (_("S&tops"), "Ctrl+1", self._on_go_to_stops),
            (_("&Risks"), "Ctrl+2", self._on_go_to_risks),
            (_("&Briefing"), "Ctrl+3", self._on_go_to_briefing),
            (_("&Find in the briefing"), "Ctrl+F", self._on_go_to_find),
        ):
            self._action(go, text, key).triggered.connect(slot)

        self._fill_settings(self._menu(_("&Settings")))

        help_menu = self._menu(_("&Help"))
        method = self._action(help_menu, _("&How levels are made"), QKeySequence.StandardKey.HelpContents)
        method.triggered.connect(self._on_method_wanted)
        about = self._action(help_menu, _("&About Forewarned"))
        about.triggered.connect(self._on_about_wanted)

    def _fill_settings(self, menu: QMenu) -> None:
        """Offer what is kept between two uses; the paper is chosen beside the pages."""
        chosen = self._preferences
        self.appearances = QActionGroup(self)
        for appearance, text in (
            (Appearance.SYSTEM, _("As the &system")),
            (Appearance.LIGHT, _("&Light")),
            (Appearance.DARK, _("&Dark")),
        ):
            self._choice(menu, self.appearances, text, appearance, is_chosen=appearance is chosen.appearance)
        menu.addSeparator()
        self.text_sizes = QActionGroup(self)
        for size in TEXT_SIZES:
            text = _("Text at {percent} %").format(percent=size)
            self._choice(menu, self.text_sizes, text, size, is_chosen=size == chosen.text_size)
        menu.addSeparator()
        profiles = menu.addMenu(_("A new trip is for the &profile"))
        self.profiles = QActionGroup(self)
        for profile in Profile:
            self._choice(profiles, self.profiles, profile_name(profile), profile, is_chosen=profile is chosen.profile)
        self.appearances.triggered.connect(self._on_appearance_chosen)
        self.text_sizes.triggered.connect(self._on_text_size_chosen)
        self.profiles.triggered.connect(self._on_profile_chosen)

    def clear_everything(self) -> None:
        """Forget the trip, in every view."""
        self.state.clear()
        self.trip.search.clear()
        self.trip.search.field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if hasattr(self, "columns"):
            self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        # A trip that is forgotten starts no more work; work under way ends with a signal to what must still be there.
        self.state.clear()
        self._pool.waitForDone()
        super().closeEvent(event)

    def _menu(self, text: str) -> QMenu:
        return self.menuBar().addMenu(text)

    def _action(self, menu: QMenu, text: str, key: QKeySequence.StandardKey | str | None = None) -> QAction:
        action = QAction(text, self)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        menu.addAction(action)
        return action

    def _choice(self, menu: QMenu, group: QActionGroup, text: str, value: object, *, is_chosen: bool) -> None:
        action = self._action(menu, text)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.setData(value)
        group.addAction(action)

    def _arrange(self) -> None:
        """Show as many columns as there is room for; the steps above choose among the rest."""
        room = self.width() / max(self.fontMetrics().horizontalAdvance("m"), 1)
        step = self.steps.currentIndex()
        has_three, has_two = room >= _ROOM_FOR_THREE, room >= _ROOM_FOR_TWO
        self.steps.setVisible(not has_three)
        self.trip.setVisible(has_three or step == 0 or has_two)
        self.risks.setVisible(has_three or step == 1 or (has_two and step == 0))
        self.briefing.setVisible(has_three or step == 2)  # noqa: PLR2004 - the third step
        shown = tuple(not column.isHidden() for column in (self.trip, self.risks, self.briefing))
        if shown != self._shown:
            self._shown = shown
            self.columns.setSizes(list(_SHARES))

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)

    def _on_go_to_search(self) -> None:
        self._show_step(0)
        self.trip.search.field.setFocus()

    def _on_go_to_stops(self) -> None:
        self._show_step(0)
        self.trip.stops.setFocus()

    def _on_go_to_risks(self) -> None:
        self._show_step(1)
        self.risks.tabs.setFocus()

    def _on_go_to_briefing(self) -> None:
        self._show_step(2)
        self.briefing.tabs.setFocus()

    def _on_go_to_find(self) -> None:
        self._show_step(2)
        self.briefing.tabs.setCurrentIndex(0)
        self.briefing.preview.find_field.setFocus()

    def _on_method_wanted(self) -> None:
        self._show_step(1)
        self.risks.open_method()

    def _on_about_wanted(self) -> None:
        dialog = AboutDialog(identity=self._services.identity, licences=self._services.licences, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_appearance_chosen(self, action: QAction) -> None:
        self._prefer(replace(self._preferences, appearance=Appearance(action.data())))

    def _on_text_size_chosen(self, action: QAction) -> None:
        self._prefer(replace(self._preferences, text_size=int(action.data())))

    def _on_profile_chosen(self, action: QAction) -> None:
        profile = Profile(action.data())
        self.state.set_default_profile(profile)
        self._prefer(replace(self._preferences, profile=profile))

    def _on_paper_chosen(self, paper: PaperSize) -> None:
        self._prefer(replace(self._preferences, paper=paper))

    def _prefer(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self.preferences_changed.emit(preferences)
