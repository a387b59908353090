"""Changing the dataset: taking one in from a signed pack, going back, trusting a publisher.

What goes wrong is said in the dialog that asked, and leaves the dataset in use.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.dataset.codes import CountryCode
from desktop.errors import ForewarnedError, PackError
from desktop.i18n import _
from desktop.ui import tasks
from desktop.ui.file_dialog import ask_for_file
from desktop.ui.parts import label
from desktop.ui.services import DatasetServices
from desktop.ui.trip_state import TripState

if TYPE_CHECKING:
    from desktop.ui.dialogs.decision import DecisionDialog


class DatasetFiles(QObject):
    """Asks for a file, shows what it would change, and says when another dataset is in use."""

    changed = Signal()

    def __init__(self, *, state: TripState, datasets: DatasetServices, pool: tasks.Pool, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._state = state
        self._datasets = datasets
        self._pool = pool

    def choose_pack(self) -> None:
        """Ask for the pack to take a dataset from; without a publisher to trust there is none."""
        # The dialogs of this module are loaded when one is asked for: few uses of the window ever do.
        from desktop.ui.dialogs.decision import DecisionDialog

        if not self._datasets.has_publisher():
            dialog = DecisionDialog(_("Update the dataset"), parent=self._window)
            dialog.refuse(
                PackError(
                    _(
                        "No publisher is trusted yet. First choose “Trust a publisher…” in the menu Dataset, and take "
                        "in the root.json that yours gave you."
                    )
                )
            )
            self._open(dialog)
            return
        ask_for_file(self._window, "open-pack", _("Update from file"), _("Dataset pack") + " (*)", self.examine)

    def examine(self, path: str) -> None:
        """Show what is in a pack, and take it in if that is wanted."""
        from desktop.ui.dialogs.update import UpdateDialog

        countries: tuple[CountryCode, ...] = tuple(stop.country for stop in self._state.stops)
        examine = self._datasets.examine
        dialog = UpdateDialog(
            examine=lambda: examine(Path(path), countries),
            has_trip=bool(countries),
            pool=self._pool,
            parent=self._window,
        )
        dialog.accepted.connect(self.changed)
        self._open(dialog)

    def ask_to_restore(self) -> None:
        """Ask whether to go back to the dataset before the last update."""
        from desktop.ui.dialogs.decision import DecisionDialog

        dialog = DecisionDialog(_("Restore the previous dataset"), parent=self._window)
        dialog.column.addWidget(
            label(
                _(
                    "The dataset that was in use before the last update takes its place again, for this trip and every "
                    "other. The newer one is removed; its pack can be taken in again."
                )
            )
        )
        dialog.offer(_("&Restore it"), self._datasets.restore)
        dialog.accepted.connect(self.changed)
        self._open(dialog)

    def choose_publisher(self) -> None:
        """Ask for a publisher's file of keys."""
        ask_for_file(
            self._window, "open-publisher", _("Trust a publisher"), _("Keys") + " (*.json)", self.show_publisher
        )

    def show_publisher(self, path: str) -> None:
        """Show a publisher's keys, and trust them if that is wanted."""
        from desktop.ui.dialogs.decision import DecisionDialog
        from desktop.ui.dialogs.publisher import PublisherDialog

        dialog: DecisionDialog
        try:
            dialog = PublisherDialog(self._datasets.publisher(Path(path)), self._window)
        except ForewarnedError as error:
            dialog = DecisionDialog(_("Trust a publisher"), parent=self._window)
            dialog.refuse(error)
        self._open(dialog)

    def _open(self, dialog: "DecisionDialog") -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
