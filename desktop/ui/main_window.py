"""The window: three columns, a menu, and what passes between them."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QWidget

from desktop.i18n import _
from desktop.trip import Profile
from desktop.ui import tasks
from desktop.ui.briefing_maker import BriefingMaker
from desktop.ui.columns import SHARES, Columns
from desktop.ui.options_state import OptionsState
from desktop.ui.outlook import Outlook
from desktop.ui.pages.briefing_page import BriefingPage
from desktop.ui.pages.risks_page import RisksPage
from desktop.ui.pages.trip_page import TripPage
from desktop.ui.preferences import Appearance, PaperSize, Preferences
from desktop.ui.services import PreparedT, Services
from desktop.ui.trip_state import TripState
from desktop.ui.window_menu import WindowMenu

if TYPE_CHECKING:
    from desktop.ui.dataset_files import DatasetFiles
    from desktop.ui.dialogs.batch import BatchDialog
    from desktop.ui.trip_files import TripFiles


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
        # A batch is at work for long; the pages of a trip do not wait for it.
        self._batch_pool = pool or QThreadPool(self)
        self.state = TripState(profile=preferences.profile, parent=self)
        self.options = OptionsState(self)
        self.outlook = Outlook(
            state=self.state, options=self.options, names=services.countries, prepare=services.prepare, parent=self
        )
        self.maker = BriefingMaker(
            outlook=self.outlook,
            options=self.options,
            compose=services.compose,
            render=services.render,
            press=services.press,
            pool=self._pool,
            paper=preferences.paper,
            parent=self,
        )
        self.trip = TripPage(state=self.state, outlook=self.outlook, services=services)
        self.risks = RisksPage(state=self.state, outlook=self.outlook, services=services)
        self.briefing = BriefingPage(
            state=self.state,
            outlook=self.outlook,
            options=self.options,
            maker=self.maker,
            organisation=services.organisation,
            pool=self._pool,
        )
        self.batch: BatchDialog | None = None
        # The title says nothing of the trip: window lists and screenshots show it.
        self.setWindowTitle("Forewarned")
        self.menu = WindowMenu(preferences, self)
        self.setMenuBar(self.menu)
        self.columns = Columns(self.trip, self.risks, self.briefing)
        self.setCentralWidget(self.columns)
        self._connect()
        self.resize(sum(SHARES), 860)
        self.trip.search.field.setFocus()

    @cached_property
    def files(self) -> "TripFiles":
        """Saves and opens trips; made when first asked to."""
        from desktop.ui.trip_files import TripFiles

        return TripFiles(state=self.state, countries=self._services.countries, message=self.trip.message, parent=self)

    @cached_property
    def datasets(self) -> "DatasetFiles":
        """Changes the dataset in use; made when first asked to."""
        from desktop.ui.dataset_files import DatasetFiles

        made = DatasetFiles(state=self.state, datasets=self._services.datasets, pool=self._pool, parent=self)
        made.changed.connect(self._on_dataset_changed)
        return made

    def _connect(self) -> None:
        self.trip.stop_expected.connect(self.risks.expect_stop)
        self.trip.stop_selected.connect(self.risks.open_stop)
        self.risks.country_chosen.connect(self.trip.add)
        self.briefing.paper_chosen.connect(self._on_paper_chosen)
        menu = self.menu
        for action, slot in (
            (menu.new_trip, self._on_new_trip_wanted),
            (menu.open_trip, self._on_open_wanted),
            (menu.save_trip, self._on_save_wanted),
            (menu.save, self._on_save_pdf_wanted),
            (menu.print, self._on_print_wanted),
            (menu.organisation, self._on_organisation_wanted),
            (menu.brief_many, self.brief_many),
            (menu.clear_everything, self.clear_everything),
            (menu.quit, self.close),
            (menu.go_to_search, self._on_go_to_search),
            (menu.go_to_stops, self._on_go_to_stops),
            (menu.go_to_risks, self._on_go_to_risks),
            (menu.go_to_briefing, self._on_go_to_briefing),
            (menu.go_to_map, self._on_go_to_map),
            (menu.go_to_find, self._on_go_to_find),
            (menu.update_dataset, self._on_update_wanted),
            (menu.restore_dataset, self._on_restore_wanted),
            (menu.trust_publisher, self._on_publisher_wanted),
            (menu.method, self._on_method_wanted),
            (menu.about, self._on_about_wanted),
        ):
            action.triggered.connect(slot)
        menu.appearances.triggered.connect(self._on_appearance_chosen)
        menu.text_sizes.triggered.connect(self._on_text_size_chosen)
        menu.profiles.triggered.connect(self._on_profile_chosen)

    def make_ready(self) -> None:
        """Make the pages that the first trip shows, while nobody waits for them; the dataset is checked by then."""
        self.trip.make_ready()
        self.risks.make_ready()
        self.briefing.make_ready()

    def clear_everything(self) -> None:
        """Forget the trip, the organisation and what was asked of a batch, in every view; one at work goes on."""
        self.state.clear()
        self.options.clear()
        if self.batch is not None and not self.batch.run.is_running:
            self.batch.close()
        self.trip.search.clear()
        self.trip.search.field.setFocus()

    def brief_many(self) -> None:
        """Open the window of batches, or come back to it."""
        # Few windows ever brief many.
        from desktop.ui.dialogs.batch import BatchDialog

        if self.batch is None:
            self.batch = BatchDialog(
                services=self._services.batch,
                organisation=self.options.organisation_file,
                pool=self._batch_pool,
                parent=self,
            )
            self.batch.finished.connect(self._on_batch_finished)
        self.batch.show()
        self.batch.raise_()
        self.batch.activateWindow()

    def _on_batch_finished(self) -> None:
        if self.batch is not None:
            self.batch.deleteLater()
            self.batch = None

    def closeEvent(self, event: QCloseEvent) -> None:
        # A trip that is forgotten starts no more work; work under way ends with a signal to what must still be there.
        self.state.clear()
        if self.batch is not None:
            self.batch.close()
        self._pool.waitForDone()
        super().closeEvent(event)

    def _on_go_to_search(self) -> None:
        self.columns.show_step(0)
        self.trip.search.field.setFocus()

    def _on_go_to_stops(self) -> None:
        self.columns.show_step(0)
        self.trip.stops.setFocus()

    def _on_go_to_risks(self) -> None:
        self.columns.show_step(1)
        self.risks.tabs.setFocus()

    def _on_go_to_briefing(self) -> None:
        self.columns.show_step(2)
        self.briefing.tabs.setFocus()

    def _on_go_to_map(self) -> None:
        self.columns.show_step(1)
        self.risks.open_map()
        self.risks.map.map.setFocus()

    def _on_go_to_find(self) -> None:
        self.columns.show_step(2)
        self.briefing.tabs.setCurrentIndex(0)
        self.briefing.preview.find_field.setFocus()

    def _on_new_trip_wanted(self) -> None:
        self.files.begin_anew()

    def _on_open_wanted(self) -> None:
        self.files.choose_source()

    def _on_save_wanted(self) -> None:
        self.files.choose_target()

    def _on_save_pdf_wanted(self) -> None:
        self._press(self.briefing.save)

    def _on_print_wanted(self) -> None:
        self._press(self.briefing.print)

    def _press(self, button: QPushButton) -> None:
        """Do what a button below the pages does; without a trip there are none, and a key shall not be silent."""
        if self.state.trip is None:
            self.columns.show_step(0)
            self.trip.message.show_note(_("There is no briefing yet; add a destination first."))
        else:
            button.click()

    def _on_update_wanted(self) -> None:
        self.datasets.choose_pack()

    def _on_restore_wanted(self) -> None:
        self.datasets.ask_to_restore()

    def _on_publisher_wanted(self) -> None:
        self.datasets.choose_publisher()

    def _on_organisation_wanted(self) -> None:
        self.columns.show_step(2)
        self.briefing.organisation.choose_file()

    def _on_dataset_changed(self) -> None:
        """Show the trip as it is under the dataset that is in use now."""
        self.outlook.refresh()
        self.trip.show_dataset()
        self.risks.forget_levels()

    def _on_method_wanted(self) -> None:
        self.columns.show_step(1)
        self.risks.open_method()
        self.risks.method.text.setFocus()

    def _on_about_wanted(self) -> None:
        from desktop.ui.dialogs.about import AboutDialog

        dialog = AboutDialog(identity=self._services.identity(), licences=self._services.licences, parent=self)
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
