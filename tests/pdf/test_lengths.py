"""How long a briefing gets, on the real facts: what a person can carry and read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.model import CountryCode
from desktop.dataset.store import Dataset, open_dataset
from desktop.pdf.render import Paper, render
from desktop.trip import Profile
from tests.builders import a_stop, a_trip
from tests.pdf.reading import page_sizes


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


@pytest.mark.parametrize("codes", [("RS",), ("RS", "UY"), ("US", "CN", "AE", "DE", "PK"), ("BV",)])
def test_the_short_form_is_one_sheet(service: BriefingService, codes: Sequence[str]) -> None:
    assert pages(service, codes, Paper.A4, options=BriefingOptions(is_short=True)) == 2
