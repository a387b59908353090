"""A trip that contradicts itself is refused in one sentence."""

from datetime import date

import pytest

from desktop.errors import TripError
from desktop.trip import Trip
from tests.builders import a_stop, a_trip

TENTH, TWELFTH = date(2027, 1, 10), date(2027, 1, 12)


def test_leaving_before_arriving_is_refused() -> None:
    with pytest.raises(TripError, match="leaves RS on 2027-01-10, before it arrives on 2027-01-12; swap the two dates"):
        a_stop("RS", arrive=TWELFTH, leave=TENTH)


def test_a_day_trip_is_fine() -> None:
    assert a_stop("RS", arrive=TENTH, leave=TENTH).arrive == TENTH


def test_stops_out_of_order_are_refused() -> None:
    with pytest.raises(TripError, match="run backwards at UY"):
        a_trip(a_stop("RS", arrive=TWELFTH), a_stop("UY", leave=TENTH))


def test_a_trip_needs_a_stop_and_names_each_once() -> None:
    with pytest.raises(TripError, match="no destination"):
        Trip(stops=())
    with pytest.raises(TripError, match="RS stands twice"):
        a_trip(a_stop("RS"), a_stop("RS"))
