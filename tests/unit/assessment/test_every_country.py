"""Every destination on the real facts: each reason leads to its rule, its facts and their sources."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from desktop.assessment.levels import Level, Theme
from desktop.assessment.model import Assessment
from desktop.assessment.rule_book import shipped_method
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import CountryCode
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import Deployment, Fact
from desktop.dataset.store import open_dataset
from desktop.trip import Profile
from tests.validation.world import read_world

METHOD = shipped_method()
CHINA = CountryCode("CN")
GERMANY, PAKISTAN, EMIRATES = (CountryCode(code) for code in ("DE", "PK", "AE"))


@pytest.fixture(scope="module")
def service(dataset_path: Path) -> Iterator[BriefingService]:
    """Return the service on the real dataset."""
    with open_dataset(dataset_path) as dataset:
        yield BriefingService(dataset=dataset, method=METHOD)


@pytest.fixture
def assessed(dataset_path: Path) -> Mapping[CountryCode, Assessment]:
    """Return the assessment of every destination."""
    return read_world(dataset_path).assessments


def supplied_from_china(assessment: Assessment) -> list[Deployment]:
    """Return the systems in which a Chinese supplier has a part."""
    suppliers = assessment.facts.suppliers
    return [
        deployment
        for deployment in assessment.facts.deployments
        if any(suppliers[supplier].hq == CHINA for supplier in deployment.supplier_ids)
    ]


def test_all_destinations_are_assessed_in_all_themes(assessed: Mapping[CountryCode, Assessment]) -> None:
    assert len(assessed) == 250
    for assessment in assessed.values():
        assert [rating.theme for rating in assessment.ratings] == list(Theme)


def test_the_rule_of_each_reason_stands_in_the_method(assessed: Mapping[CountryCode, Assessment]) -> None:
    rules = set(METHOD.rule_ids())
    named = {reason.rule for each in assessed.values() for rating in each.ratings for reason in rating.reasons}

    assert named <= rules
    assert {each.posture.rule for each in assessed.values()} <= {rule.id for rule in METHOD.posture}


def test_the_facts_of_each_reason_can_be_looked_up(assessed: Mapping[CountryCode, Assessment]) -> None:
    for assessment in assessed.values():
        facts = assessment.facts
        states = facts.home_states.values()
        held: list[Fact] = [*facts.deployments, *facts.laws, *facts.vulnerabilities]
        for state in states:
            held += (*state.jurisdictions, *state.indicators)
        known = {fact.fact_id for fact in held}
        for rating in assessment.ratings:
            for reason in rating.reasons:
                assert reason.facts
                assert known.issuperset(reason.facts)


def test_the_sources_of_each_reason_say_who_what_when_and_where(assessed: Mapping[CountryCode, Assessment]) -> None:
    for assessment in assessed.values():
        for rating in assessment.ratings:
            for reason in rating.reasons:
                assert reason.sources
                for source_id in reason.sources:
                    source = assessment.facts.sources[source_id]
                    assert source.publisher
                    assert source.shown_title
                    # A printed page has no address; its note then says what was read.
                    assert source.url.startswith(("https://", "http://")) or source.note
                    assert source.published is None or isinstance(source.published, PartialDate)


def test_a_level_without_reasons_is_not_documented(assessed: Mapping[CountryCode, Assessment]) -> None:
    for assessment in assessed.values():
        for rating in assessment.ratings:
            assert (rating.level is Level.NOT_DOCUMENTED) == (not rating.reasons)
            assert rating.changes or rating.level is not Level.NOT_DOCUMENTED


def test_same_equipment_in_germany_pakistan_and_the_emirates(assessed: Mapping[CountryCode, Assessment]) -> None:
    for code in (GERMANY, PAKISTAN, EMIRATES):
        assert supplied_from_china(assessed[code])
        assert CHINA in {reach.country for reach in assessed[code].reach}


def test_other_safeguards_in_germany_than_in_pakistan_and_the_emirates(
    assessed: Mapping[CountryCode, Assessment],
) -> None:
    def safeguards(code: CountryCode) -> Level:
        return assessed[code].rating(Theme.SAFEGUARDS).level

    assert safeguards(GERMANY) is Level.LOW
    assert safeguards(PAKISTAN) >= Level.HIGH
    assert safeguards(EMIRATES) >= Level.HIGH


@pytest.mark.parametrize("profile", list(Profile))
def test_a_stricter_posture_in_pakistan_and_the_emirates_than_in_germany(
    profile: Profile, service: BriefingService
) -> None:
    german = service.assess(GERMANY, profile).posture.posture

    assert service.assess(PAKISTAN, profile).posture.posture > german
    assert service.assess(EMIRATES, profile).posture.posture > german


def test_city_systems_of_chinese_suppliers_in_eighteen_countries_or_more(
    assessed: Mapping[CountryCode, Assessment],
) -> None:
    found = {
        code
        for code, assessment in assessed.items()
        if any({"safe-city", "smart-city"} & set(each.technologies) for each in supplied_from_china(assessment))
    }
    assert len(found) >= 18


def test_where_nothing_is_documented_the_posture_says_so(assessed: Mapping[CountryCode, Assessment]) -> None:
    bare = [each for each in assessed.values() if not any(rating.level for rating in each.ratings)]

    assert bare
    assert {each.posture.rule for each in bare} == {"reduced-unknown"}
