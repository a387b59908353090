"""A trip: who travels, where, when. The only input besides the dataset."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Self

from desktop.dataset.codes import CountryCode, Device
from desktop.errors import StopOrderError, TripError


class Profile(StrEnum):
    """Who travels; changes advice and posture, never a level."""

    GENERAL = "general"
    BUSINESS = "business"
    EXECUTIVE = "executive"
    JOURNALIST = "journalist"
    RESEARCHER = "researcher"
    HUMAN_RIGHTS = "human-rights"
    GOVERNMENT = "government"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One country in a trip."""

    country: CountryCode
    arrive: date | None = None
    leave: date | None = None
    is_transit: bool = False

    def __post_init__(self) -> None:
        if self.arrive is not None and self.leave is not None and self.leave < self.arrive:
            raise TripError(
                f"The trip leaves {self.country} on {self.leave.isoformat()}, before it arrives on "
                f"{self.arrive.isoformat()}; swap the two dates."
            )


MAX_TRAVELLER: Final = 300
"""Letters in a name on the briefing."""
ALL_DEVICES: Final = (Device.PHONE, Device.LAPTOP, Device.TABLET, Device.CAMERA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """Stops in order of travel; at least one, no country twice."""

    stops: tuple[Stop, ...]
    profile: Profile = Profile.GENERAL
    traveller: str = ""
    devices: tuple[Device, ...] = ALL_DEVICES

    @classmethod
    def through(
        cls,
        countries: Sequence[CountryCode],
        *,
        arrive: date | None = None,
        leave: date | None = None,
        profile: Profile = Profile.GENERAL,
        traveller: str = "",
    ) -> Self:
        """Make a trip of which only the first and the last day are known."""
        last = len(countries) - 1
        stops = tuple(
            Stop(country=country, arrive=arrive if place == 0 else None, leave=leave if place == last else None)
            for place, country in enumerate(countries)
        )
        return cls(stops=stops, profile=profile, traveller=traveller)

    def __post_init__(self) -> None:
        if not self.stops:
            raise TripError("The trip has no destination; name at least one country.")
        seen: set[CountryCode] = set()
        for stop in self.stops:
            if stop.country in seen:
                raise TripError(f"{stop.country} stands twice in the trip; name each country once.")
            seen.add(stop.country)
        self._check_order()

    def _check_order(self) -> None:
        """Let no date of a later stop lie before one of an earlier stop."""
        latest: tuple[date, CountryCode] | None = None
        for stop in self.stops:
            for moment in (stop.arrive, stop.leave):
                if moment is None:
                    continue
                if latest is not None and moment < latest[0]:
                    dates = moment.isoformat(), latest[0].isoformat()
                    raise StopOrderError(earlier=stop.country, later=latest[1], dates=dates)
                latest = moment, stop.country
