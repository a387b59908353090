"""Search finds the destination that people mean, however they write it."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.dataset.country import list_countries
from desktop.dataset.model import Country
from desktop.dataset.search import Fit, MatchKind, Search
from desktop.dataset.spelling import normalise
from desktop.dataset.store import open_dataset
from desktop.errors import UnknownPlaceError

COUNTRIES = list_countries()
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def search(dataset_path: Path) -> Iterator[Search]:
    """Return a search of the real dataset."""
    with open_dataset(dataset_path) as dataset:
        yield Search(dataset)


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("Deutschland", "DE"),
        ("Сербия", "RS"),
        ("中国", "CN"),
        ("BEG", "RS"),
        ("Belgrad", "RS"),
        ("belgr", "RS"),
        ("Ivory Coast", "CI"),
        ("cote divoire", "CI"),
        ("côte d’ivoire", "CI"),
        ("Burma", "MM"),
        ("Untied Kingdom", "GB"),
        ("us", "US"),
        ("uk", "GB"),
        ("UAE", "AE"),
        ("DRC", "CD"),
        ("Georgia", "GE"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinea", "GN"),
        ("Dominica", "DM"),
        ("Swaziland", "SZ"),
        ("Macedonia", "MK"),
        ("Holland", "NL"),
        ("Scotland", "GB"),
        ("Czech Republic", "CZ"),
        ("Cape Verde", "CV"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Kosovo", "XK"),
        ("Косово", "XK"),
        ("Prishtina", "XK"),
        ("Taiwan", "TW"),
        ("Hong Kong", "HK"),
        ("London", "GB"),
        ("Paris", "FR"),
        ("São Paulo", "BR"),
        ("Sao Paulo", "BR"),
        ("Αθήνα", "GR"),
        ("القاهرة", "EG"),
        ("東京", "JP"),
        ("JFK", "US"),
        ("PEK", "CN"),
        ("Dubai", "AE"),
        ("Mexco", "MX"),
        ("Germny", "DE"),
        ("newyork", "US"),
        ("hcad", "TD"),
        ("kingdom united", "GB"),
        ("st lucia", "LC"),
    ],
)
def test_what_people_type_finds_the_country_they_mean_first(search: Search, typed: str, country: str) -> None:
    assert search.find(typed)[0].country == country


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.code)
def test_every_country_is_found_first_by_its_name_and_its_codes(search: Search, country: Country) -> None:
    typed = (country.name, country.code, country.alpha3)
    assert [search.find(text)[0].country for text in typed] == [country.code] * 3


@pytest.mark.parametrize(("typed", "countries"), [("Congo", {"CD", "CG"}), ("Korea", {"KR", "KP"})])
def test_name_of_two_countries_finds_both(search: Search, typed: str, countries: set[str]) -> None:
    assert {match.country for match in search.find(typed)[:2]} == countries


def test_city_and_its_airport_are_two_answers(search: Search) -> None:
    city, airport = [match for match in search.find("belgr") if match.country == "RS"]
    assert (city.kind, airport.kind) == (MatchKind.CITY, MatchKind.AIRPORT)
    assert city.matched == "Belgrade"
    assert (airport.matched, airport.detail) == ("BEG", "Belgrade Nikola Tesla Airport")


def test_name_in_another_script_says_which_city_it_is(search: Search) -> None:
    assert search.find("Београд")[0].detail == "Belgrade"


def test_former_name_says_that_it_is_one(search: Search) -> None:
    assert search.find("Burma")[0].kind is MatchKind.FORMER_NAME


def test_country_outranks_the_cities_that_begin_alike(search: Search) -> None:
    assert [match.country for match in search.find("chian")[:2]] == ["CN", "TH"]


def test_exact_name_brings_no_guesses(search: Search) -> None:
    assert all(match.fit < Fit.TYPO for match in search.find("Iran"))


@pytest.mark.parametrize("country", ["DE", "CI", "ST", "CW"])
def test_case_and_accents_do_not_matter(search: Search, country: str) -> None:
    (name,) = (listed.name for listed in COUNTRIES if listed.code == country)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    assert len({search.find(text)[0] for text in (name, name.upper(), name.lower(), bare, f"  {name} ")}) == 1


def test_one_typing_error_still_finds_nearly_every_country(search: Search) -> None:
    random = Random(2027)  # noqa: S311  # which letter goes wrong is no secret
    tried = [
        (country.code, with_typo(country.name, random))
        for country in COUNTRIES
        if len(country.name) >= 6
        for _ in range(5)
    ]
    missed = [(code, typed) for code, typed in tried if code not in {match.country for match in search.find(typed)[:3]}]
    assert len(missed) <= 0.01 * len(tried), missed


def with_typo(name: str, random: Random) -> str:
    """Drop, double, replace or swap one letter, as fingers do."""
    at = random.randrange(len(name) - 1)
    letter = random.choice(LETTERS)
    return random.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        ]
    )


@given(typed=st.text(max_size=200), limit=st.integers(min_value=-1, max_value=20))
def test_any_text_gives_at_most_the_answers_asked_for(search: Search, typed: str, limit: int) -> None:
    assert len(search.find(typed, limit)) <= max(limit, 0)


@given(typed=st.text(alphabet="aeinrst -'\"*()^%_東ß", max_size=12))
def test_a_country_stands_once_by_name(search: Search, typed: str) -> None:
    places = {MatchKind.CITY, MatchKind.AIRPORT}
    named = [match.country for match in search.find(typed, 20) if match.kind not in places]
    assert len(named) == len(set(named))


@given(text=st.text())
def test_spelling_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("typed", ["", " ", "…", "xyzzy qwv"])
def test_nothing_found_is_an_empty_answer(search: Search, typed: str) -> None:
    assert search.find(typed) == ()


@pytest.mark.parametrize(
    ("text", "country"),
    [("Serbia", "RS"), ("rs", "RS"), ("SRB", "RS"), ("Србија", "RS"), ("JFK", "US"), ("Paris", "FR"), ("Burma", "MM")],
)
def test_name_or_code_resolves(search: Search, text: str, country: str) -> None:
    assert search.resolve(text) == country


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Untied Kingdom", ("United Kingdom",)),
        ("Congo", ("Congo (Kinshasa)", "Congo (Brazzaville)")),
        ("Korea", ("South Korea", "North Korea")),
        ("Germa", ("Germany",)),
        ("Grmny land", ("Greenland",)),
        ("xyzzy", ()),
        ("", ()),
    ],
)
def test_doubtful_name_is_refused_with_the_nearest(search: Search, text: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(UnknownPlaceError) as refused:
        search.resolve(text)
    assert refused.value.nearest == nearest


def test_city_of_two_countries_is_refused(search: Search) -> None:
    with pytest.raises(UnknownPlaceError, match="Spain"):
        search.resolve("Valencia")
