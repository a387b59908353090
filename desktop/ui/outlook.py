"""What the trip being prepared comes to, kept in step with it."""

from collections.abc import Callable
from typing import Generic

from PySide6.QtCore import QObject, Signal

from desktop.advice.model import Measure
from desktop.assessment.model import Assessment
from desktop.dataset.model import CountryCode
from desktop.trip import Profile, Trip
from desktop.ui.services import PreparedT
from desktop.ui.trip_state import TripState


class Outlook(QObject, Generic[PreparedT]):
    """Prepares the trip once per change and tells whoever shows it."""

    changed = Signal()

    def __init__(
        self,
        *,
        state: TripState,
        assess: Callable[[CountryCode, Profile], Assessment],
        prepare: Callable[[Trip], PreparedT],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._assess = assess
        self._prepare = prepare
        self._names: dict[CountryCode, str] = {}
        self._prepared: PreparedT | None = None
        state.trip_changed.connect(self._on_trip_changed)

    @property
    def prepared(self) -> PreparedT | None:
        """What the trip comes to; None while it has no stop."""
        return self._prepared

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """One assessment per stop, in order of travel."""
        return () if self._prepared is None else self._prepared.assessments

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures for the whole trip."""
        return () if self._prepared is None else self._prepared.measures

    def name_of(self, country: CountryCode) -> str:
        """Return a country's name."""
        if country not in self._names:
            self._names[country] = self._assess(country, self._state.profile).facts.country.name
        return self._names[country]

    def _on_trip_changed(self) -> None:
        trip = self._state.trip
        if trip is None:
            # “Clear everything” must leave nothing of the trip in memory.
            self._names.clear()
            self._prepared = None
        else:
            self._prepared = self._prepare(trip)
        self.changed.emit()
