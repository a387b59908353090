"""What the trip being prepared comes to, kept in step with it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Generic

from PySide6.QtCore import QObject, Signal

from desktop.dataset.codes import CountryCode
from desktop.trip import Trip
from desktop.ui.options_state import OptionsState
from desktop.ui.services import PreparedT
from desktop.ui.trip_state import TripState

if TYPE_CHECKING:
    from desktop.advice.model import Measure
    from desktop.assessment.model import Assessment
    from desktop.briefing.own import OwnWords


class Outlook(QObject, Generic[PreparedT]):
    """Prepares the trip once per change, under the organisation's rules if it has any, and tells whoever shows it."""

    about_to_change = Signal()
    """What the trip comes to will be prepared anew, now that everything is known of which that is made."""
    changed = Signal()

    def __init__(
        self,
        *,
        state: TripState,
        options: OptionsState,
        names: Callable[[], Mapping[CountryCode, str]],
        prepare: Callable[[Trip, "OwnWords | None"], PreparedT],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._options = options
        self._names = names
        self._prepare = prepare
        self._prepared: PreparedT | None = None
        state.changing.connect(self.about_to_change)
        state.trip_changed.connect(self._prepare_trip)
        options.own_changed.connect(self.refresh)

    @property
    def trip(self) -> Trip | None:
        """The trip as it is now."""
        return self._state.trip

    @property
    def prepared(self) -> PreparedT | None:
        """What the trip comes to; None while it has no stop."""
        return self._prepared

    @property
    def assessments(self) -> tuple["Assessment", ...]:
        """One assessment per stop, in order of travel."""
        return () if self._prepared is None else self._prepared.assessments

    @property
    def measures(self) -> tuple["Measure", ...]:
        """The measures for the whole trip."""
        return () if self._prepared is None else self._prepared.measures

    def name_of(self, country: CountryCode) -> str:
        """Return a country's name."""
        return self._names()[country]

    def refresh(self) -> None:
        """Prepare the trip anew, such as from another dataset."""
        self.about_to_change.emit()
        self._prepare_trip()

    def _prepare_trip(self) -> None:
        trip = self._state.trip
        self._prepared = None if trip is None else self._prepare(trip, self._options.own)
        self.changed.emit()
