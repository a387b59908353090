"""The gazetteer knows every country by many names, in an order that the search relies on."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.dataset.country import list_countries
from desktop.dataset.gazetteer import PACKAGES, GazetteerRow, names, versions
from desktop.dataset.spelling import normalise

CODES = {country.code for country in list_countries()}


@pytest.fixture(scope="module")
def rows() -> tuple[GazetteerRow, ...]:
    """Return every name."""
    return tuple(names())


def test_every_country_has_its_name_and_both_codes(rows: tuple[GazetteerRow, ...]) -> None:
    named = {(row.country, row.name) for row in rows if row.kind in {"country", "code"}}
    assert named >= {
        (country.code, text) for country in list_countries() for text in (country.name, country.code, country.alpha3)
    }


def test_no_name_belongs_to_an_unknown_country(rows: tuple[GazetteerRow, ...]) -> None:
    assert {row.country for row in rows} == CODES


def test_keys_are_spelt_as_the_search_spells(rows: tuple[GazetteerRow, ...]) -> None:
    assert all(row.key and normalise(row.key) == row.key for row in rows)


def test_names_of_countries_come_before_cities_and_cities_by_size(rows: tuple[GazetteerRow, ...]) -> None:
    places = [row for row in rows if row.kind in {"city", "airport"}]
    assert rows[-len(places) :] == tuple(places)
    assert all(before.weight >= after.weight for before, after in pairwise(places))


def test_common_name_comes_before_every_other(rows: tuple[GazetteerRow, ...]) -> None:
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row.country, row.name)
    assert first == {country.code: country.name for country in list_countries()}


def test_english_name_is_never_taken_by_another_country(rows: tuple[GazetteerRow, ...]) -> None:
    english = {row.key for row in rows if row.english and row.kind == "country"}
    assert not [row for row in rows if row.key in english and row.kind == "country" and not row.english]


def test_same_rows_every_time() -> None:
    assert tuple(names()) == tuple(names())


def test_versions_of_all_packages_are_known() -> None:
    assert tuple(versions()) == PACKAGES


def test_reviewed_names_are_of_known_countries_and_kinds(checkout: Path) -> None:
    with (checkout / "data" / "gazetteer" / "names.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["country"] for line in lines} <= CODES
    assert {line["kind"] for line in lines} == {"country", "former", "code"}
    assert len({tuple(line.values()) for line in lines}) == len(lines)
