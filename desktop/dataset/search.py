"""Finds destinations while someone types: by name in any language, code, city or airport, one typing error forgiven.

Asks the `places` table and its index of letter triples (schema.sql); knows nothing of the packages that filled them.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import NamedTuple

from desktop.dataset.codes import CountryCode
from desktop.dataset.spelling import normalise
from desktop.dataset.store import Dataset
from desktop.errors import UnknownPlaceError


class MatchKind(StrEnum):
    """What answered the search."""

    COUNTRY = "country"
    FORMER_NAME = "former-name"
    CODE = "code"
    CITY = "city"
    AIRPORT = "airport"


class Fit(IntEnum):
    """How well the text answers what was typed, the best first."""

    EXACT = 0
    PREFIX = 1
    WORD = 2
    """Every word typed begins a word of the name."""
    TYPO = 3
    """One letter is wrong, missing, too many or swapped with its neighbour."""
    TYPO_PREFIX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A destination and the name that answered.

    `detail` is what `matched` stands for where that helps: the full name of an airport whose code matched, the English
    name of a city.
    """

    country: CountryCode
    country_name: str
    matched: str
    kind: MatchKind
    detail: str
    fit: Fit


class _Place(NamedTuple):
    """A row of the table; lower numbers are more important."""

    number: int
    country: CountryCode
    name: str
    key: str
    kind: str
    note: str
    english: int
    weight: int

    @property
    def is_country(self) -> bool:
        return self.kind in {"country", "former", "code"}


class _Hit(NamedTuple):
    order: int
    place: _Place
    fit: Fit


# Every question but the last asks for the spelling alone, the most important names first: most answers do not fit.
_EXACT = "SELECT place_id, key FROM places WHERE key = ? ORDER BY place_id LIMIT 60"
_BEGINNING = "SELECT place_id, key FROM places WHERE key >= ? AND key < ? ORDER BY place_id LIMIT ?"
_CONTAINING = (
    "SELECT place_id, key FROM places WHERE place_id IN "
    "(SELECT rowid FROM place_letters WHERE place_letters MATCH ? ORDER BY rowid LIMIT ?)"
)
_SHORT = (
    "SELECT key, min(place_id) FROM places WHERE kind IN ('country', 'former') AND length(key) BETWEEN 3 AND 6 "
    "AND place_id < (SELECT place_id FROM places WHERE kind IN ('city', 'airport') ORDER BY place_id LIMIT 1) "
    "GROUP BY key"
)
_ROWS = (
    "SELECT place_id, country, name, key, kind, note, english, weight FROM places "
    "WHERE place_id IN (SELECT value FROM json_each(?))"
)

_ENOUGH = 250
# An error may hide anywhere, so more names are looked at.
_ENOUGH_WITH_TYPO = 1000
_LAST_LETTER = "\U0010ffff"
_LONGEST_QUERY = 100
_LETTERS_OF_A_CODE = 3
_LETTERS_OF_A_TRIPLE = 3
_SHORTEST_WITH_TYPO = 4
# The second half of a query this short has no triple of letters, or just one that an error spoils.
_SHORT_QUERY = 5
_BIG_CITY = 100_000
# The command line takes a city's name alone when no city of that name abroad is nearly as big.
_CLEARLY_BIGGER = 4
_NEAREST = 3
_LIKENESS = 0.7


class Search:
    """Answers what a person types with destinations. Belongs to the thread of its dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._connection = dataset.connection
        self._names = {country.code: country.name for country in dataset.countries()}

    def find(self, query: str, limit: int = 8) -> tuple[Match, ...]:
        """Return the best answers to `query`, at most `limit`; a country stands there once by name."""
        hits = _once_per_country(self._ranked(normalise(query[:_LONGEST_QUERY])))
        return tuple(self._match(hit) for hit, _ in zip(hits, range(limit), strict=False))

    def resolve(self, text: str) -> CountryCode:
        """Return the one country that `text` names exactly: by name, code, airport or well-known city.

        Raises UnknownPlaceError with the nearest names where none does, or several do.
        """
        hits = self._ranked(normalise(text[:_LONGEST_QUERY]))
        exact = [hit.place for hit in hits if hit.fit is Fit.EXACT]
        named = [place for place in exact if place.is_country]
        candidates = [place for place in named if place.english] or named or exact
        countries = list(dict.fromkeys(place.country for place in candidates))
        if len(countries) == 1 or (countries and not named and _leads(candidates)):
            return countries[0]
        raise UnknownPlaceError(text, tuple(self._names[code] for code in countries[:_NEAREST]) or self._nearest(text))

    def _nearest(self, text: str) -> tuple[str, ...]:
        matches = self.find(text)
        countries = [match for match in matches if match.kind not in {MatchKind.CITY, MatchKind.AIRPORT}]
        found = [match.country_name for match in countries or matches]
        if not found:
            # Loads slowly, and most searches never need it.
            from rapidfuzz import process
            from rapidfuzz.distance import Indel

            key, ratio = normalise(text), Indel.normalized_similarity
            likely = process.extract(key, self._short_names, scorer=ratio, score_cutoff=_LIKENESS, limit=_NEAREST)
            found = [self._names[code] for _, _, code in likely]
        return tuple(dict.fromkeys(found))[:_NEAREST]

    @cached_property
    def _short_keys(self) -> Mapping[str, int]:
        return dict(self._connection.execute(_SHORT))

    @cached_property
    def _short_names(self) -> dict[CountryCode, str]:
        return {code: normalise(name) for code, name in self._names.items()}

    def _match(self, hit: _Hit) -> Match:
        place = hit.place
        return Match(
            country=place.country,
            country_name=self._names[place.country],
            matched=place.name,
            kind=MatchKind.FORMER_NAME if place.kind == "former" else MatchKind(place.kind),
            detail=place.note,
            fit=hit.fit,
        )

    def _ranked(self, query: str) -> list[_Hit]:
        if not query:
            return []
        fits = self._fits(query)
        if len(query) >= _SHORTEST_WITH_TYPO and Fit.EXACT not in fits.values():
            fits = self._fits_with_typo(query) | fits
        rows = map(_Place._make, self._connection.execute(_ROWS, (json.dumps(list(fits)),)))
        return sorted(
            (_Hit(_order(place, fits[place.number]), place, fits[place.number]) for place in rows), key=_by_order
        )

    def _fits(self, query: str) -> dict[int, Fit]:
        """Return the names that hold what was typed, letter for letter."""
        fits: dict[int, Fit] = {}
        words = query.split()
        if letters := _beginning_words(words):
            holding = self._connection.execute(_CONTAINING, (letters, _ENOUGH))
            fits = {number: Fit.WORD for number, key in holding if _has_words(key, words)}
        fits.update(dict.fromkeys(self._beginning(query, _ENOUGH), Fit.PREFIX))
        exact = self._connection.execute(_EXACT, (query,))
        return fits | {number: Fit.EXACT for number, _key in exact}

    def _beginning(self, letters: str, enough: int) -> dict[int, str]:
        return dict(self._connection.execute(_BEGINNING, (letters, letters + _LAST_LETTER, enough)))

    def _fits_with_typo(self, query: str) -> dict[int, Fit]:
        fits = _fits_with_typo(self._keys_with_typo(query), query)
        if len(query) <= _SHORT_QUERY:
            for key in _one_error_away(self._short_keys.keys(), query):
                fits[self._short_keys[key]] = Fit.TYPO
        return fits

    def _keys_with_typo(self, query: str) -> dict[int, str]:
        """Return what one error may have hidden: it lies in one half or one word, and the rest stands as typed."""
        middle = len(query) // 2
        head, tail = query[:middle], query[middle:]
        # Two letters swapped across the middle spoil both halves.
        swapped = f"{head[:-1]}{tail[0]}{head[-1]}{tail[1:]}"
        keys = self._beginning(head, _ENOUGH_WITH_TYPO) | self._beginning(swapped, _ENOUGH_WITH_TYPO)
        words = query.split()
        rests = [words[:index] + words[index + 1 :] for index in range(len(words))]
        for letters in filter(None, (_containing(tail), *map(_beginning_words, rests))):
            keys.update(self._connection.execute(_CONTAINING, (letters, _ENOUGH_WITH_TYPO)))
        return keys


def _containing(part: str) -> str:
    """Ask the index of letter triples for a part of a name, if it is long enough to have one."""
    return f'"{part}"' if len(part) >= _LETTERS_OF_A_TRIPLE else ""


def _beginning_words(parts: Iterable[str]) -> str:
    """Ask the index for names in which each part that is long enough begins a word, the first or a later one."""
    return " AND ".join(f'(^"{part}" OR " {part}")' for part in parts if len(part) >= _LETTERS_OF_A_TRIPLE)


def _has_words(key: str, typed: Iterable[str]) -> bool:
    """Tell whether each word typed begins a word of the key."""
    spaced = f" {key}"
    return all(f" {word}" in spaced for word in typed)


def _fits_with_typo(keys: Mapping[int, str], query: str) -> dict[int, Fit]:
    """Find the keys, or beginnings of keys, that are one error away from the query."""
    spelt = set(keys.values())
    lengths = range(len(query) - 1, len(query) + 2)
    whole = _one_error_away(spelt, query)
    begun = tuple(_one_error_away({key[:length] for length in lengths for key in spelt}, query))
    found = {key: Fit.TYPO if key in whole else Fit.TYPO_PREFIX for key in spelt if key.startswith(begun)}
    return {number: found[key] for number, key in keys.items() if key in found}


def _one_error_away(texts: Collection[str], query: str) -> set[str]:
    # Loads slowly; the window stands before anybody errs.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(query, list(texts), scorer=OSA.distance, score_cutoff=1, limit=None)
    return {text for text, _, _ in found}


def _order(place: _Place, fit: Fit) -> int:
    """Weigh how well a name fits against what it names: a country before a city, English before other languages."""
    if place.is_country:
        return (_ENGLISH if place.english else _OTHER_LANGUAGE)[fit]
    if fit is Fit.EXACT:
        is_code = len(place.key) == _LETTERS_OF_A_CODE and place.kind == "airport"
        return _AIRPORT_CODE if is_code else _WELL_KNOWN if place.weight >= _BIG_CITY else _LITTLE_KNOWN
    return _PLACE[fit]


# One scale for all: a well-known city typed in full comes before a country of which it is the beginning, a country with
# one letter wrong before a city of which it is the beginning.
_WELL_KNOWN, _AIRPORT_CODE, _LITTLE_KNOWN = 1, 3, 5
_ENGLISH = {Fit.EXACT: 0, Fit.PREFIX: 2, Fit.WORD: 6, Fit.TYPO: 7, Fit.TYPO_PREFIX: 12}
_OTHER_LANGUAGE = {Fit.EXACT: 0, Fit.PREFIX: 4, Fit.WORD: 9, Fit.TYPO: 7, Fit.TYPO_PREFIX: 12}
_PLACE = {Fit.PREFIX: 8, Fit.WORD: 10, Fit.TYPO: 11, Fit.TYPO_PREFIX: 13}


def _by_order(hit: _Hit) -> tuple[int, int]:
    return (hit.order, hit.place.number)


def _once_per_country(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Keep the best name of each country, and of its places the best city and airport while it was not named itself."""
    named: set[CountryCode] = set()
    shown: set[tuple[CountryCode, str]] = set()
    for hit in hits:
        place = hit.place
        kind = "country" if place.is_country else place.kind
        if place.country in named or (place.country, kind) in shown:
            continue
        shown.add((place.country, kind))
        if kind == "country":
            named.add(place.country)
        yield hit


def _leads(places: list[_Place]) -> bool:
    """Tell whether the most important of these places is far bigger than any in another country."""
    first, *others = places
    rival = max((place.weight for place in others if place.country != first.country), default=0)
    return first.weight >= _CLEARLY_BIGGER * rival
