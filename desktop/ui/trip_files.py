"""Saving and opening trips: the two dialogs, and what to say of each outcome."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.dataset.codes import CountryCode
from desktop.errors import OutputError, TripFileError
from desktop.i18n import _
from desktop.trip_file import SUFFIX, SavedTrip, read_trip, write_trip
from desktop.ui import messages
from desktop.ui.file_dialog import ask_for_file, ask_where_to_save
from desktop.ui.parts import MessageLine
from desktop.ui.trip_state import TripState


class TripFiles(QObject):
    """Writes the trip to a file and reads one back, only when asked; a refused file leaves the trip as it was."""

    def __init__(
        self,
        *,
        state: TripState,
        countries: Callable[[], Collection[CountryCode]],
        message: MessageLine,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._state = state
        self._countries = countries
        self._message = message
        self._kept: SavedTrip | None = None
        state.trip_changed.connect(self._on_trip_changed)

    def choose_target(self) -> None:
        """Ask where to save the trip."""
        if self._current() is None:
            self._message.show_note(_("There is no trip to save yet; add a destination first."))
            return
        self._choose_target(self.save_to)

    def _choose_target(self, save: Callable[[str], None]) -> None:
        ask_where_to_save(
            self._window, "save-trip", _("Save trip"), self._pattern(), save, suggested=f"journey.{SUFFIX}"
        )

    def save_to(self, path: str) -> None:
        """Write the trip and say what was left where."""
        saved = self._current()
        if saved is None:
            return
        try:
            write_trip(Path(path), saved)
        except (OutputError, TripFileError) as error:
            self._message.show_error(messages.text_for(error))
        else:
            self._kept = saved
            self._message.show_note(
                _("Saved as {path}. That file holds your trip and its ticks, readable by anyone who has it.").format(
                    path=path
                )
            )

    def choose_source(self) -> None:
        """Ask which trip to open, once the one in the window may go."""
        self._ask_to_replace(_("Open trip"), QMessageBox.StandardButton.Open, self._choose_source)

    def open_given(self, path: str) -> None:
        """Show the trip of a file that the system hands over, once the one in the window may go."""
        self._window.raise_()
        self._window.activateWindow()
        self._ask_to_replace(_("Open trip"), QMessageBox.StandardButton.Open, partial(self.open_from, path))

    def begin_anew(self) -> None:
        """Clear the trip for the next one, once it may go; the organisation stays."""
        self._ask_to_replace(_("New trip"), QMessageBox.StandardButton.Discard, self._state.clear)

    def _ask_to_replace(self, title: str, go_on: QMessageBox.StandardButton, then: Callable[[], None]) -> None:
        """Ask whether the trip in the window may go, unless there is none or it is saved."""
        current = self._current()
        if current is None or current == self._kept:
            then()
            return
        box = QMessageBox(self._window)
        box.setObjectName("replace-trip")
        box.setWindowTitle(title)
        box.setText(_("The trip in the window is not saved. Another replaces it."))
        save = QMessageBox.StandardButton.Save
        box.setStandardButtons(go_on | save | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.button(go_on).clicked.connect(then)

        def save_first(path: str) -> None:
            self.save_to(path)
            if self._kept == self._current():
                then()

        box.button(save).clicked.connect(partial(self._choose_target, save_first))
        box.finished.connect(box.deleteLater)
        box.open()

    def open_from(self, path: str) -> None:
        """Show the trip of a file."""
        try:
            saved = read_trip(Path(path), countries=self._countries())
        except TripFileError as error:
            self._message.show_error(messages.text_for(error))
            return
        self._state.load(saved.trip, saved.ticked)
        self._kept = saved
        self._message.clear()

    def _choose_source(self) -> None:
        ask_for_file(self._window, "open-trip", _("Open trip"), self._pattern(), self.open_from)

    def _current(self) -> SavedTrip | None:
        trip = self._state.trip
        return None if trip is None else SavedTrip(trip=trip, ticked=self._state.ticked)

    def _on_trip_changed(self) -> None:
        if self._state.trip is None:
            # Nothing of a trip outlives “Clear everything”.
            self._kept = None

    def _pattern(self) -> str:
        return _("Trip") + f" (*.{SUFFIX})"
