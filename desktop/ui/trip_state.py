"""The one observable state of the window: the trip being prepared and the ticks of its checklist.

Lives in memory only; knows nothing of widgets.
"""

from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.dataset.codes import CountryCode, Device
from desktop.trip import ALL_DEVICES, Profile, Stop, Trip


class TripState(QObject):
    """Holds the trip and says when it changed. A refused change leaves the trip as it was."""

    changing = Signal()
    """The trip is another; goes before the next two and `trip_changed`, for whoever has long work to begin."""
    stops_changed = Signal()
    traveller_changed = Signal()
    trip_changed = Signal()
    """Follows each of these two, once per change."""
    ticks_changed = Signal()
    replaced = Signal()
    """The trip was cleared or opened: another one altogether. Follows all others."""

    def __init__(self, *, profile: Profile = Profile.GENERAL, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._default_profile = profile
        self._profile = profile
        self._stops: tuple[Stop, ...] = ()
        self._traveller = ""
        self._devices: tuple[Device, ...] = ALL_DEVICES
        self._ticked: frozenset[str] = frozenset()

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The stops in order of travel."""
        return self._stops

    @property
    def profile(self) -> Profile:
        """Who travels."""
        return self._profile

    @property
    def traveller(self) -> str:
        """The name to print on the briefing, often empty."""
        return self._traveller

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices carried, in the order of the vocabulary."""
        return self._devices

    @property
    def ticked(self) -> frozenset[str]:
        """The measures marked as done."""
        return self._ticked

    @property
    def trip(self) -> Trip | None:
        """The trip, once it has a stop."""
        if not self._stops:
            return None
        return Trip(stops=self._stops, profile=self._profile, traveller=self._traveller, devices=self._devices)

    def row_of(self, country: CountryCode) -> int | None:
        """Return where a country stands in the trip."""
        return next((row for row, stop in enumerate(self._stops) if stop.country == country), None)

    def add_stop(self, country: CountryCode) -> bool:
        """Append a country; False if it is in the trip already."""
        if self.row_of(country) is not None:
            return False
        self._set_stops((*self._stops, Stop(country=country)))
        return True

    def remove_stop(self, row: int) -> None:
        """Take a stop out of the trip."""
        self._set_stops(self._stops[:row] + self._stops[row + 1 :])

    def move_stop(self, row: int, to: int) -> None:
        """Move a stop so that it stands at row `to`; raise TripError if the dates would then run backwards."""
        rest = list(self._stops)
        rest.insert(to, rest.pop(row))
        self._set_stops(tuple(rest))

    def set_dates(self, row: int, *, arrive: date | None, leave: date | None) -> None:
        """Change the dates of a stop; raise TripError if they contradict each other."""
        self._replace(row, arrive=arrive, leave=leave, is_transit=self._stops[row].is_transit)

    def set_transit(self, row: int, *, is_transit: bool) -> None:
        """Say whether the traveller only passes through."""
        stop = self._stops[row]
        self._replace(row, arrive=stop.arrive, leave=stop.leave, is_transit=is_transit)

    def set_profile(self, profile: Profile) -> None:
        """Change who travels."""
        if profile is not self._profile:
            self._profile = profile
            self._announce_traveller()

    def set_default_profile(self, profile: Profile) -> None:
        """Change who travels on a trip that is not begun yet."""
        self._default_profile = profile
        if not self._stops:
            self.set_profile(profile)

    def set_traveller(self, traveller: str) -> None:
        """Change the name printed on the briefing."""
        if traveller != self._traveller:
            self._traveller = traveller
            self._announce_traveller()

    def set_carried(self, device: Device, *, is_carried: bool) -> None:
        """Say whether a device comes along."""
        carried = {*self._devices, device} if is_carried else {*self._devices} - {device}
        devices = tuple(each for each in ALL_DEVICES if each in carried)
        if devices != self._devices:
            self._devices = devices
            self._announce_traveller()

    def set_ticked(self, measure_id: str, *, is_ticked: bool) -> None:
        """Mark a measure as done, or as open again."""
        ticked = self._ticked | {measure_id} if is_ticked else self._ticked - {measure_id}
        if ticked != self._ticked:
            self._ticked = ticked
            self.ticks_changed.emit()

    def load(self, trip: Trip, ticked: frozenset[str] = frozenset()) -> None:
        """Replace everything by another trip."""
        self._traveller, self._profile, self._devices = trip.traveller, trip.profile, trip.devices
        self._ticked = ticked
        self._stops = trip.stops
        self._announce_all()

    def clear(self) -> None:
        """Forget everything."""
        self._traveller, self._profile, self._devices = "", self._default_profile, ALL_DEVICES
        self._ticked = frozenset()
        self._stops = ()
        self._announce_all()

    def _replace(self, row: int, *, arrive: date | None, leave: date | None, is_transit: bool) -> None:
        stop = Stop(country=self._stops[row].country, arrive=arrive, leave=leave, is_transit=is_transit)
        self._set_stops((*self._stops[:row], stop, *self._stops[row + 1 :]))

    def _set_stops(self, stops: tuple[Stop, ...]) -> None:
        if stops != self._stops:
            if stops:
                # A trip that contradicts itself is refused before anyone hears of it.
                Trip(stops=stops)
            self._stops = stops
            self.changing.emit()
            self.stops_changed.emit()
            self.trip_changed.emit()

    def _announce_traveller(self) -> None:
        self.changing.emit()
        self.traveller_changed.emit()
        self.trip_changed.emit()

    def _announce_all(self) -> None:
        self.changing.emit()
        self.stops_changed.emit()
        self.traveller_changed.emit()
        self.ticks_changed.emit()
        self.trip_changed.emit()
        self.replaced.emit()
