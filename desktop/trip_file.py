"""A trip as a small JSON file, written only when asked; reading it forces nothing and says what to mend.

What is written can be read: both ways go through the same checks.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from desktop.dataset.codes import CountryCode, Device
from desktop.errors import TripError, TripFileError, reason_of
from desktop.i18n import _
from desktop.output import write_file
from desktop.strict import KeyProblem, StrictError, structure
from desktop.trip import ALL_DEVICES, MAX_TRAVELLER, Profile, Stop, Trip

SUFFIX: Final = "trip"
VERSION: Final = 1
MAX_FILE_BYTES: Final = 64 * 1024
_MAX_TICKS: Final = 500
_CODE: Final = re.compile(r"[A-Z]{2}")
_MEASURE: Final = re.compile(r"[a-z0-9-]{1,80}")
_VERSION_KEY: Final = "forewarned_trip"
_WORDS: Final[Mapping[type, Mapping[str, object]]] = {
    Profile: {profile.value: profile for profile in Profile},
    Device: {device.value: device for device in ALL_DEVICES},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedTrip:
    """What a trip file keeps: the trip, and the measures that are done."""

    trip: Trip
    ticked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _StopSheet:
    country: str
    arrive: str = ""
    leave: str = ""
    transit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _TripSheet:
    """The file as it is written."""

    forewarned_trip: int
    stops: tuple[_StopSheet, ...]
    profile: Profile = Profile.GENERAL
    traveller: str = ""
    devices: tuple[Device, ...] = ALL_DEVICES
    ticked: tuple[str, ...] = ()


def write_trip(path: Path, saved: SavedTrip) -> None:
    """Write a trip file; raises OutputError, or TripFileError for a text that no trip file may hold."""
    trip = saved.trip
    sheet = _TripSheet(
        forewarned_trip=VERSION,
        stops=tuple(
            _StopSheet(country=stop.country, arrive=_iso(stop.arrive), leave=_iso(stop.leave), transit=stop.is_transit)
            for stop in trip.stops
        ),
        profile=trip.profile,
        traveller=trip.traveller,
        devices=trip.devices,
        ticked=tuple(sorted(saved.ticked)),
    )
    _refuse(path, tuple(_bad_texts(sheet)))
    write_file(path, (json.dumps(asdict(sheet), ensure_ascii=False, indent=2) + "\n").encode())


def read_trip(path: Path, *, countries: Collection[CountryCode] | None = None) -> SavedTrip:
    """Read a trip file; `countries` are the destinations that exist. Raises TripFileError with every problem."""
    try:
        return _structured(_parse(_content(path)), countries)
    except StrictError as error:
        raise _refusal(path, error.problems) from error


def _structured(raw: Mapping[str, object], countries: Collection[CountryCode] | None) -> SavedTrip:
    if _VERSION_KEY not in raw:
        _fail(_("it is no trip that Forewarned saved; choose another file"))
    if isinstance(raw[_VERSION_KEY], int) and raw[_VERSION_KEY] != VERSION:
        text = _("the trip was saved by another version of Forewarned; open it with that one")
        raise StrictError((KeyProblem(key=(_VERSION_KEY,), text=text),))
    sheet = structure(raw, _TripSheet, _WORDS)
    problems = (*_bad_texts(sheet), *_bad_countries(sheet, countries))
    if problems:
        raise StrictError(problems)
    return SavedTrip(trip=_trip(sheet), ticked=frozenset(sheet.ticked))


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        reason = reason_of(error)
        _fail(_("it cannot be read ({reason}); choose another file").format(reason=reason))
    if len(content) > MAX_FILE_BYTES:
        _fail(_("it is larger than 64 kB, so it is no trip file; choose another file"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        _fail(_("it is not in UTF-8, so it is no trip file; choose another file"))


def _parse(text: str) -> Mapping[str, object]:
    try:
        raw = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        # The parser's own words quote the file; what it holds is nobody's business in a message.
        _fail(_("it is no trip that Forewarned saved, since it is no valid JSON; choose another file"))
    if not isinstance(raw, dict):
        _fail(_("it is no trip that Forewarned saved; choose another file"))
    return raw


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {}
    for name, value in pairs:
        if name in made:
            text = _("the key stands twice; remove one")
            raise StrictError((KeyProblem(key=(_shortened(name),), text=text),))
        made[name] = value
    return made


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _fail(text: str) -> NoReturn:
    raise StrictError((KeyProblem(key=(), text=text),))


def _refuse(path: Path, problems: tuple[KeyProblem, ...]) -> None:
    if problems:
        raise _refusal(path, problems)


def _refusal(path: Path, problems: tuple[KeyProblem, ...]) -> TripFileError:
    lines = [
        f"{path.name}: {problem.shown_key}: {problem.text}." if problem.key else f"{path.name}: {problem.text}."
        for problem in problems
    ]
    # A key may be any text, line ends and all.
    return TripFileError(tuple("".join(letter if letter.isprintable() else "�" for letter in line) for line in lines))


def _bad_texts(sheet: _TripSheet) -> Iterator[KeyProblem]:
    if len(sheet.traveller) > MAX_TRAVELLER:
        text = _("the name is longer than {most} characters; shorten it").format(most=MAX_TRAVELLER)
        yield KeyProblem(key=("traveller",), text=text)
    for letter in sheet.traveller:
        if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}:
            text = _("it holds the invisible character U+{code:04X}; remove it").format(code=ord(letter))
            yield KeyProblem(key=("traveller",), text=text)
            break
    if len(set(sheet.devices)) != len(sheet.devices):
        yield KeyProblem(key=("devices",), text=_("a device stands twice; name each once"))
    if len(sheet.ticked) > _MAX_TICKS:
        yield KeyProblem(key=("ticked",), text=_("there are too many ticks; remove some"))
    for place, measure in enumerate(sheet.ticked):
        if not _MEASURE.fullmatch(measure):
            yield KeyProblem(key=("ticked", place), text=_("that is no name of a measure; remove it"))


def _bad_countries(sheet: _TripSheet, countries: Collection[CountryCode] | None) -> Iterator[KeyProblem]:
    for place, stop in enumerate(sheet.stops):
        code = stop.country
        if not _CODE.fullmatch(code) or (countries is not None and code not in countries):
            text = _("“{code}” is no country code; write two capital letters such as RS").format(code=_shortened(code))
            yield KeyProblem(key=("stops", place, "country"), text=text)


def _trip(sheet: _TripSheet) -> Trip:
    stops: list[Stop] = []
    for place, written in enumerate(sheet.stops):
        arrive, leave = (
            _day(text, ("stops", place, name)) for name, text in (("arrive", written.arrive), ("leave", written.leave))
        )
        try:
            stop = Stop(country=CountryCode(written.country), arrive=arrive, leave=leave, is_transit=written.transit)
        except TripError as error:
            raise StrictError((KeyProblem(key=("stops", place), text=_clause(error)),)) from error
        stops.append(stop)
    # In the order of the vocabulary, as the window keeps them.
    devices = tuple(device for device in ALL_DEVICES if device in sheet.devices)
    try:
        return Trip(stops=tuple(stops), profile=sheet.profile, traveller=sheet.traveller, devices=devices)
    except TripError as error:
        raise StrictError((KeyProblem(key=("stops",), text=_clause(error)),)) from error


def _day(text: str, key: tuple[str | int, ...]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python also reads 20270110 and 2027-W01-1, which no person would check.
    if day is None or day.isoformat() != text:
        said = _("“{text}” is no date; write it as 2027-01-10").format(text=_shortened(text))
        raise StrictError((KeyProblem(key=key, text=said),))
    return day


def _clause(error: TripError) -> str:
    return str(error).removesuffix(".")


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _shortened(text: str) -> str:
    longest = 40
    return text if len(text) <= longest else f"{text[:longest]}…"
