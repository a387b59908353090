"""Destinations, by the names that people say."""

import pytest

from desktop.dataset.country import list_countries

NAMES: dict[str, str] = {country.code: country.name for country in list_countries()}


def test_there_are_249_countries_and_kosovo() -> None:
    assert len(NAMES) == 250
    assert NAMES["XK"] == "Kosovo"
    assert list(NAMES) == sorted(NAMES)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BO", "Bolivia"),
        ("VN", "Vietnam"),
        ("TR", "Türkiye"),
        ("TW", "Taiwan"),
        ("KR", "South Korea"),
        ("RU", "Russia"),
        ("IR", "Iran"),
        ("CZ", "Czechia"),
        ("CD", "Congo (Kinshasa)"),
        ("CG", "Congo (Brazzaville)"),
        ("PS", "Palestine"),
        ("VG", "British Virgin Islands"),
    ],
)
def test_name_is_the_one_that_people_say(code: str, name: str) -> None:
    assert NAMES[code] == name


def test_no_name_is_turned_round() -> None:
    assert [name for name in NAMES.values() if "," in name] == []
