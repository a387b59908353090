"""A trip file gives back the trip it was made from, and refuses anything else in one sentence per field."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.dataset.codes import CountryCode
from desktop.errors import TripFileError
from desktop.trip import ALL_DEVICES, MAX_TRAVELLER, Profile, Stop, Trip
from desktop.trip_file import MAX_FILE_BYTES, SavedTrip, read_trip, write_trip
from tests.builders import a_stop, a_trip

GOOD = {"forewarned_trip": 1, "stops": [{"country": "RS"}]}


@st.composite
def saved_trips(draw: st.DrawFn) -> SavedTrip:
    codes = draw(st.lists(st.from_regex(r"[A-Z]{2}", fullmatch=True), min_size=1, max_size=6, unique=True))
    days = sorted(draw(st.lists(st.dates(), min_size=2 * len(codes), max_size=2 * len(codes))))
    stops = tuple(
        Stop(
            country=CountryCode(code),
            arrive=draw(st.sampled_from((days[2 * place], None))),
            leave=draw(st.sampled_from((days[2 * place + 1], None))),
            is_transit=draw(st.booleans()),
        )
        for place, code in enumerate(codes)
    )
    carried = draw(st.sets(st.sampled_from(ALL_DEVICES)))
    trip = Trip(
        stops=stops,
        profile=draw(st.sampled_from(Profile)),
        traveller=draw(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=MAX_TRAVELLER)),
        devices=tuple(device for device in ALL_DEVICES if device in carried),
    )
    return SavedTrip(trip=trip, ticked=frozenset(draw(st.sets(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)))))


@given(saved=saved_trips())
def test_what_is_saved_comes_back(saved: SavedTrip, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "round.trip"
    write_trip(path, saved)
    assert read_trip(path) == saved


def test_the_file_is_plain_and_small(tmp_path: Path) -> None:
    path = tmp_path / "serbia.trip"
    write_trip(path, SavedTrip(trip=a_trip(a_stop("RS", arrive=date(2027, 1, 10))), ticked=frozenset({"power-off"})))
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "forewarned_trip": 1,
        "stops": [{"country": "RS", "arrive": "2027-01-10", "leave": "", "transit": False}],
        "profile": "general",
        "traveller": "",
        "devices": ["phone", "laptop", "tablet", "camera"],
        "ticked": ["power-off"],
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"forewarned_trip": 2}, "forewarned_trip: the trip was saved by another version"),
        ({"stops": []}, "stops: The trip has no destination"),
        ({"stops": "RS"}, "stops: “RS” is not a list in square brackets"),
        ({"stops": [{"country": "Serbia"}]}, "stops[1].country: “Serbia” is no country code"),
        ({"stops": [{"country": "XX"}]}, "stops[1].country: “XX” is no country code"),
        ({"stops": [{}]}, "stops[1].country: the key is missing"),
        ({"stops": [{"country": "RS", "hotel": "x"}]}, "stops[1].hotel: no such key is known"),
        ({"stops": [{"country": "RS", "transit": 1}]}, "stops[1].transit: “1” is not true or false"),
        ({"stops": [{"country": "RS", "arrive": "20270110"}]}, "stops[1].arrive: “20270110” is no date"),
        ({"stops": [{"country": "RS"}, {"country": "RS"}]}, "stops: RS stands twice"),
        (
            {"stops": [{"country": "RS", "arrive": "2027-01-12", "leave": "2027-01-10"}]},
            "stops[1]: The trip leaves RS on 2027-01-10, before it arrives",
        ),
        ({"profile": "spy"}, "profile: “spy” is none of general, business"),
        ({"traveller": 7}, "traveller: “7” is not text in quotes"),
        ({"traveller": "A\u0000B"}, "traveller: it holds the invisible character U+0000"),
        ({"traveller": "\ud800"}, "traveller: it holds the invisible character U+D800"),
        ({"traveller": "x" * 301}, "traveller: the name is longer than 300 characters"),
        ({"devices": ["phone", "phone"]}, "devices: a device stands twice"),
        ({"devices": ["drone"]}, "devices[1]: “drone” is none of phone, laptop"),
        ({"ticked": ["../etc"]}, "ticked[1]: that is no name of a measure"),
        ({"extra\n": 1}, "extra�: no such key is known"),
    ],
)
def test_each_fault_names_the_file_and_the_field(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = tmp_path / "bad.trip"
    path.write_text(json.dumps(GOOD | change), encoding="utf-8")
    with pytest.raises(TripFileError) as caught:
        read_trip(path, countries={CountryCode("RS")})
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].startswith(f"bad.trip: {said}")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is no trip that Forewarned saved, since it is no valid JSON"),
        (b"[]", "it is no trip that Forewarned saved; choose"),
        (b'{"stops": []}', "it is no trip that Forewarned saved; choose"),
        (b"[" * 30_000, "it is no trip that Forewarned saved, since it is no valid JSON"),
        (
            b'{"forewarned_trip": ' + b"9" * 5_000 + b"}",
            "it is no trip that Forewarned saved, since it is no valid JSON",
        ),
        (b'{"stops": NaN}', "it is no trip that Forewarned saved, since it is no valid JSON"),
        (b'{"stops": [], "stops": []}', "stops: the key stands twice"),
        (b"\xff\xfe", "it is not in UTF-8"),
        (b" " * (MAX_FILE_BYTES + 1), "it is larger than 64 kB"),
    ],
)
def test_what_is_no_trip_file_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.trip"
    path.write_bytes(content)
    with pytest.raises(TripFileError, match=f"^bad.trip: {said}"):
        read_trip(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TripFileError, match=r"gone\.trip: it cannot be read"):
        read_trip(tmp_path / "gone.trip")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(key=st.sampled_from((*GOOD, "profile", "traveller", "devices", "ticked", "other")), value=_JSON)
def test_no_value_of_a_field_does_worse_than_be_refused(
    key: str, value: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "odd.trip"
    path.write_text(json.dumps(GOOD | {key: value}), encoding="utf-8")
    with suppress(TripFileError):
        read_trip(path)


@given(content=st.binary(max_size=200))
def test_no_bytes_do_worse_than_be_refused(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.trip"
    path.write_bytes(content)
    with pytest.raises(TripFileError):
        read_trip(path)
