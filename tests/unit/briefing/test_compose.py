"""What a briefing says, on the real facts: claims with sources, gaps as gaps, the letter's own examples."""

import re
from datetime import date

import pytest

from desktop.assessment.levels import Theme
from desktop.briefing.compose import fingerprint
from desktop.briefing.model import Briefing, Checklist, LevelGrid, SignOff, Table
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import CountryCode
from desktop.trip import Profile, Trip
from tests.builders import a_stop, a_trip
from tests.unit.briefing.reading import cited, entries, section, spans, strings, text

NOTHING_FOUND = "Nothing found, which is no all-clear."


def briefing_for(service: BriefingService, *codes: str, profile: Profile = Profile.GENERAL) -> Briefing:
    """Compose the briefing of a trip."""
    return service.compose(service.prepare(a_trip(*(a_stop(code) for code in codes), profile=profile)))


@pytest.fixture(scope="module")
def serbia_and_uruguay(service: BriefingService) -> Briefing:
    return briefing_for(service, "RS", "UY")


def test_it_names_huawei_in_belgrade_and_face_recognition_in_uruguay(serbia_and_uruguay: Briefing) -> None:
    by_number = {entry.number: entry for entry in entries(serbia_and_uruguay)}
    for stop, words in (("stop-RS", ("Huawei", "Belgrade")), ("stop-UY", ("Face recognition",))):
        page = spans(section(serbia_and_uruguay, stop))
        claims = [span for span in page if span.cites and all(word in span.text for word in words)]
        assert claims
        for number in claims[0].cites:
            entry = by_number[number]
            assert entry.publisher
            assert entry.title
            assert entry.url.startswith("http")


def test_every_source_number_resolves_and_every_source_is_cited(serbia_and_uruguay: Briefing) -> None:
    numbers = [entry.number for entry in entries(serbia_and_uruguay)]

    assert numbers == list(range(1, len(numbers) + 1))
    assert cited(serbia_and_uruguay.sections) == set(numbers)


def test_source_numbers_rise_as_a_reader_meets_them(serbia_and_uruguay: Briefing) -> None:
    met: list[int] = []
    for part in serbia_and_uruguay.sections:
        for span in spans(part):
            met += [number for number in span.cites if number not in met]
    early = [number for number in met[:10] if number <= 20]

    assert len(early) == 10


def test_the_microphone_of_dahua_cameras_reaches_the_briefing_with_advice(serbia_and_uruguay: Briefing) -> None:
    assert "CVE-2019-3948" in text(section(serbia_and_uruguay, "stop-RS"))

    checklists = [block for block in section(serbia_and_uruguay, "checklist").blocks if isinstance(block, Checklist)]
    items = {item.measure_id: item for block in checklists for item in block.items}
    assert items["during-audio-cameras"].stops == "Serbia"


def test_page_one_has_a_level_for_every_theme_of_every_stop(serbia_and_uruguay: Briefing) -> None:
    grid = next(block for block in section(serbia_and_uruguay, "overview").blocks if isinstance(block, LevelGrid))

    assert [row.title for row in grid.rows] == ["Serbia", "Uruguay"]
    for row in grid.rows:
        assert [mark.theme for mark in row.marks] == list(Theme)
        assert all(mark.word for mark in row.marks)


def test_a_country_without_facts_is_not_documented_and_no_all_clear(service: BriefingService) -> None:
    briefing = briefing_for(service, "BV")
    page = text(section(briefing, "stop-BV"))

    assert "Not documented: public surveillance" in page
    assert NOTHING_FOUND in page
    assert "no all-clear" in text(section(briefing, "checklist"))


def test_levels_in_the_table_are_those_of_the_assessment(
    service: BriefingService, serbia_and_uruguay: Briefing
) -> None:
    assessment = service.assess(CountryCode("RS"))
    table = next(
        block
        for block in section(serbia_and_uruguay, "stop-RS").blocks
        if isinstance(block, Table) and block.caption == "Levels and reasons"
    )

    shown = [row[1].mark for row in table.rows]
    assert [(mark.theme, mark.level) for mark in shown if mark] == [
        (rating.theme, rating.level) for rating in assessment.ratings if rating.reasons
    ]


def test_the_date_and_identity_of_the_dataset_stand_on_every_page(
    service: BriefingService, serbia_and_uruguay: Briefing
) -> None:
    assert service.identity.short in serbia_and_uruguay.footer
    assert str(service.identity.version.year) in serbia_and_uruguay.footer


def test_a_profile_changes_posture_and_advice_but_no_level(service: BriefingService) -> None:
    general, journalist = (
        briefing_for(service, "RS", profile=profile) for profile in (Profile.GENERAL, Profile.JOURNALIST)
    )

    def grid(briefing: Briefing) -> LevelGrid:
        return next(block for block in section(briefing, "overview").blocks if isinstance(block, LevelGrid))

    assert grid(general) == grid(journalist)
    assert section(general, "overview") != section(journalist, "overview")


def test_the_same_trip_gives_the_same_briefing(service: BriefingService) -> None:
    assert briefing_for(service, "RS", "UY") == briefing_for(service, "RS", "UY")


def test_dates_and_transit_stand_beside_the_stop(service: BriefingService) -> None:
    trip = a_trip(
        a_stop("RS", arrive=date(2027, 1, 10), leave=date(2027, 1, 17)),
        a_stop("UY", arrive=date(2027, 1, 17), leave=date(2027, 1, 18), is_transit=True),
    )
    briefing = service.compose(service.prepare(trip))

    assert "10–17 January 2027" in text(section(briefing, "stop-RS"))
    assert "17–18 January 2027, transit" in section(briefing, "stop-UY").aside


def test_the_sign_off_page_carries_the_fingerprint_of_the_content(service: BriefingService) -> None:
    prepared = service.prepare(Trip(stops=(a_stop("RS"),)))
    plain = service.compose(prepared)
    signed = service.compose(prepared, BriefingOptions(has_sign_off=True))

    assert signed.sections[:-1] == plain.sections
    page = signed.sections[-1].blocks[0]
    assert isinstance(page, SignOff)
    assert fingerprint(plain.sections) in dict(page.identity).values()


def test_no_sentence_is_left_with_a_gap_or_a_code(service: BriefingService) -> None:
    for code in ("RS", "CN", "US", "DE", "AE", "IL", "KP", "XK", "FJ"):
        briefing = briefing_for(service, code)
        for words in strings(briefing.sections):
            assert "{" not in words
            assert "  " not in words
            assert not re.search(r"\bNone\b", words)


@pytest.mark.parametrize("codes", [("RS",), ("US", "CN", "AE", "DE", "PK")])
def test_the_short_form_has_two_sections_and_cites_only_what_it_lists(
    service: BriefingService, codes: tuple[str, ...]
) -> None:
    prepared = service.prepare(a_trip(*(a_stop(code) for code in codes)))
    sheet = service.compose(prepared, BriefingOptions(is_short=True))

    assert [part.section_id for part in sheet.sections] == ["overview", "behind"]
    assert cited(sheet.sections) == {entry.number for entry in entries(sheet)}
    assert all(len(span.cites) <= 2 for span in spans(sheet.sections))
