"""What an organisation adds is shown as its own: apart, named, with its sources; and nothing else changes by it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.document import assessment_document
from desktop.briefing.model import Briefing, SignOff
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import CountryCode
from desktop.dataset.store import open_dataset
from desktop.trip import Profile
from tests.builders import a_stop, a_trip
from tests.own_sheets import grave_sheets, overlay
from tests.unit.briefing.reading import cited, entries, section, text

CAVEAT = "No part of the dataset; no level and no posture moves by it."


@pytest.fixture(scope="module")
def with_own(dataset_path: Path) -> Iterator[BriefingService]:
    """Return a service with own facts that would move levels if any rule read them."""
    with open_dataset(dataset_path) as dataset:
        dataset.add(overlay(dataset.known, grave_sheets()))
        yield BriefingService(dataset=dataset, method=shipped_method())


def briefing(service: BriefingService, *codes: str, is_short: bool = False) -> Briefing:
    options = BriefingOptions(is_short=is_short, has_sign_off=True)
    return service.compose(service.prepare(a_trip(*map(a_stop, codes))), options)


@pytest.mark.parametrize("profile", [Profile.GENERAL, Profile.JOURNALIST])
@pytest.mark.parametrize("code", ["RS", "UY", "CN", "BV"])
def test_no_level_reason_reach_or_posture_moves(
    service: BriefingService, with_own: BriefingService, code: str, profile: Profile
) -> None:
    country = CountryCode(code)
    without = assessment_document(service.assess(country, profile), service.identity)
    told = assessment_document(with_own.assess(country, profile), with_own.identity)

    assert told | {"own": None} == without


def test_no_measure_moves(service: BriefingService, with_own: BriefingService) -> None:
    trip = a_trip(a_stop("RS"), a_stop("UY"))

    assert with_own.prepare(trip).measures == service.prepare(trip).measures


def test_json_tells_them_apart_with_whose_they_are(with_own: BriefingService) -> None:
    own = assessment_document(with_own.assess(CountryCode("UY")), with_own.identity)["own"]

    assert isinstance(own, dict)
    assert own["organisation"] == "Example Corp"
    assert [row["id"] for row in own["deployments"]] == ["own-everything"]
    assert {source["id"] for source in own["sources"]} == {"own-site-visit-belgrade", "own-counsel-montevideo"}
    nothing = assessment_document(with_own.assess(CountryCode("BV")), with_own.identity)["own"]
    assert nothing == {"organisation": "Example Corp", "version": "2026-11-20", "sha256": own["sha256"]}


def test_they_stand_in_a_section_of_their_own_with_their_sources(with_own: BriefingService) -> None:
    made = briefing(with_own, "RS", "UY")
    own = section(made, "own-facts")

    assert own.title == "Own facts of Example Corp"
    assert CAVEAT in text(own)
    assert "Everything is watched." in text(own)
    assert "Example Corp security, 14 October 2026" in text(own)
    assert cited(own) == set()
    others = tuple(part for part in made.sections if part.section_id != "own-facts")
    assert "Everything is watched." not in text(others)
    assert not [entry for entry in entries(made) if entry.source_id.startswith("own-")]


def test_each_kind_of_own_fact_is_told(with_own: BriefingService) -> None:
    told = text(section(briefing(with_own, "RS", "UY"), "own-facts"))

    for words in (
        "Own facts on Uruguay",
        "national · Hikvision and Lobbycam (example) · in use · since 2026 · high confidence",
        "Own reading of the intelligence act",
        "must assist intelligence work · medium confidence",
        "All data is protected.",
        "comprehensive · high confidence",
        "An audit found an open door.",
        "CVE-2026-0001 · takeover",
        "EU · Own list · high confidence",
    ):
        assert words in told


def test_a_destination_says_that_there_are_some(with_own: BriefingService) -> None:
    made = briefing(with_own, "RS", "BV")

    assert "3 own facts of Example Corp, apart" in section(made, "stop-RS").aside
    assert "own fact" not in text(section(made, "stop-BV"))


def test_every_page_and_the_sign_off_name_them(with_own: BriefingService) -> None:
    made = briefing(with_own, "BV")
    assert with_own.identity.overlay is not None
    assert made.footer.endswith(f"· own facts {with_own.identity.overlay.short}")
    page = section(made, "sign-off").blocks[0]

    assert isinstance(page, SignOff)
    assert page.identity[-1][0] == "Own facts of Example Corp"


def test_a_short_briefing_says_where_they_are(with_own: BriefingService) -> None:
    told = text(briefing(with_own, "RS", "UY", is_short=True).sections)

    assert "Example Corp has own facts on Serbia and Uruguay; the full briefing shows them apart." in told
    assert "Everything is watched." not in told


def test_without_own_facts_nothing_speaks_of_them(service: BriefingService) -> None:
    made = briefing(service, "RS", "UY")

    assert "own fact" not in text(made.sections).lower()
    assert "own facts" not in made.footer
