"""How long a briefing gets, on the real facts: what a person can carry and read."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.options import BriefingOptions
from desktop.briefing.own import OwnWords
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import CountryCode
from desktop.dataset.store import Dataset, open_dataset
from desktop.errors import SheetError
from desktop.handout.organisation import read_organisation
from desktop.pdf.render import Paper, render
from desktop.trip import Profile
from tests.builders import a_stop, a_trip
from tests.pdf.reading import page_sizes, pages_text

EXAMPLE = Path(__file__).parents[2] / "resources" / "examples" / "organisation.toml"


@pytest.fixture(scope="module")
def dataset(dataset_path: Path) -> Iterator[Dataset]:
    with open_dataset(dataset_path) as dataset:
        yield dataset


@pytest.fixture(scope="module")
def service(dataset: Dataset) -> BriefingService:
    return BriefingService(dataset=dataset, method=shipped_method())


@pytest.fixture(scope="module")
def richest(dataset: Dataset) -> list[CountryCode]:
    """Return every country, the one with the most facts first."""
    return sorted(
        (country.code for country in dataset.countries()), key=lambda code: (-dataset.facts_for(code).count, code)
    )


def pages(
    service: BriefingService,
    codes: Sequence[str],
    paper: Paper,
    *,
    profile: Profile = Profile.GENERAL,
    options: BriefingOptions | None = None,
) -> int:
    """Count the pages of a trip's briefing."""
    prepared = service.prepare(a_trip(*(a_stop(code) for code in codes), profile=profile))
    return len(page_sizes(render(service.compose(prepared, options), paper=paper)))


def test_one_stop_takes_at_most_six_pages(service: BriefingService, richest: list[CountryCode]) -> None:
    # A quarter of all countries, those with the most to say, on the smaller paper; the next test looks at both.
    counts = {code: pages(service, [code], Paper.LETTER) for code in richest[:60]}
    assert {code: count for code, count in counts.items() if count > 6} == {}


@pytest.mark.parametrize("profile", Profile)
def test_no_profile_makes_one_stop_longer_than_six_pages(
    service: BriefingService, richest: list[CountryCode], profile: Profile
) -> None:
    for code in richest[:10]:
        for paper in Paper:
            assert pages(service, [code], paper, profile=profile) <= 6, (code, paper)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("codes", [("US", "CN", "AE", "DE", "PK"), ("CN", "IN", "RU", "US", "GB")])
def test_five_stops_take_at_most_eighteen_pages(service: BriefingService, codes: Sequence[str], paper: Paper) -> None:
    assert pages(service, codes, paper) <= 18


@pytest.mark.parametrize("paper", Paper)
def test_the_five_stops_with_the_most_facts_take_at_most_eighteen_pages(
    service: BriefingService, richest: list[CountryCode], paper: Paper
) -> None:
    assert pages(service, richest[:5], paper) <= 18


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("own", [None, read_organisation(EXAMPLE)], ids=["nobody's", "an organisation's"])
@pytest.mark.parametrize("stops", [1, 2, 3, 5, 6, 9, 12])
def test_the_short_form_is_one_sheet(
    service: BriefingService, richest: list[CountryCode], stops: int, own: OwnWords | None, paper: Paper
) -> None:
    options = BriefingOptions(is_short=True, own=own)
    for first in (0, 20):
        assert pages(service, richest[first : first + stops], paper, options=options) == 2


@pytest.mark.parametrize("codes", [("RS", "UY"), ("BV",), ("US", "CN", "AE", "DE", "PK")])
def test_the_short_form_says_something_of_every_stop(service: BriefingService, codes: Sequence[str]) -> None:
    prepared = service.prepare(a_trip(*(a_stop(code) for code in codes)))
    front, back = pages_text(render(service.compose(prepared, BriefingOptions(is_short=True)), paper=Paper.LETTER))
    for assessment in prepared.assessments:
        assert assessment.facts.country.name in front
        assert assessment.facts.country.name in back
    assert "Sources" in back


def test_a_long_name_of_a_traveller_leaves_the_short_form_one_sheet(service: BriefingService) -> None:
    prepared = service.prepare(a_trip(*(a_stop(code) for code in ("US", "CN", "AE")), traveller="Name " * 60))
    briefing = service.compose(prepared, BriefingOptions(is_short=True))
    assert len(page_sizes(render(briefing, paper=Paper.LETTER))) == 2


def test_more_stops_than_a_sheet_holds_are_refused_in_a_sentence(
    service: BriefingService, richest: list[CountryCode]
) -> None:
    with pytest.raises(SheetError, match="One sheet has no room for 30 stops; make the whole briefing"):
        pages(service, richest[:30], Paper.A4, options=BriefingOptions(is_short=True))


@pytest.mark.parametrize("own", [None, read_organisation(EXAMPLE)], ids=["nobody's", "an organisation's"])
@pytest.mark.parametrize("stops", range(3, 9))
def test_page_one_holds_the_measures_that_matter_most_however_many_stops(
    service: BriefingService, richest: list[CountryCode], stops: int, own: OwnWords | None
) -> None:
    dates = [(date(2027, 1, 3 * place + 1), date(2027, 1, 3 * place + 3)) for place in range(stops)]
    trip = a_trip(
        *(a_stop(code, arrive=arrive, leave=leave) for code, (arrive, leave) in zip(richest, dates, strict=False)),
        traveller="Ana-Maria Example",
    )
    briefing = service.compose(service.prepare(trip, own), BriefingOptions(is_short=True, own=own))
    front = pages_text(render(briefing, paper=Paper.LETTER))[0]
    assert all(action in front for action in ("If you do only this", "BEFORE YOU LEAVE", "AFTER YOUR RETURN"))
    assert "What you will meet" in front


@pytest.mark.parametrize("stops", [6, 12, 40])
def test_more_stops_than_page_one_holds_go_on_overleaf_under_their_header(
    service: BriefingService, richest: list[CountryCode], stops: int
) -> None:
    prepared = service.prepare(a_trip(*(a_stop(code) for code in richest[:stops])))
    found = pages_text(render(service.compose(prepared), paper=Paper.LETTER))
    first_stop = next(place for place, text in enumerate(found) if f"STOP 1 OF {stops}" in text)
    assert "If you do only this" in found[0]
    assert all("Connectivity Data reach Equipment Safeguards" in text for text in found[:first_stop])
    names = {assessment.facts.country.name for assessment in prepared.assessments}
    assert {name for name in names if name not in " ".join(found[: first_stop + 1])} == set()
