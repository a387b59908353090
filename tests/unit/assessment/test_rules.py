"""Each rule of the method on a country made for it."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from desktop.assessment.levels import Level, Posture, Theme
from desktop.dataset.codes import Confidence, CountryCode, LawLevel, Status
from desktop.dataset.model import Deployment, Indicator, Law
from desktop.trip import Profile
from tests.builders import SUPPLIER, a_deployment, a_jurisdiction, a_law, a_supplier, a_vulnerability, an_indicator
from tests.unit.assessment.places import a_place, rate


def national(
    fact_id: str = "dep-1",
    *,
    place: str = "national",
    supplier_ids: Iterable[str] = (SUPPLIER,),
    technologies: tuple[str, ...] = ("facial-recognition",),
    status: Status = Status.OPERATIONAL,
    since: str | None = "2019",
    source_ids: Iterable[str] = ("src-0",),
    confidence: Confidence = Confidence.HIGH,
) -> Deployment:
    """Make a national face recognition system, or one that differs from it."""
    return a_deployment(
        fact_id,
        place=place,
        supplier_ids=supplier_ids,
        technologies=technologies,
        status=status,
        since=since,
        source_ids=source_ids,
        confidence=confidence,
    )


NATIONAL = national()
FREE = (an_indicator("ind-status", indicator="fiw-status", value="Free", source_ids=("src-5",)),)
NOT_FREE = (an_indicator("ind-status", indicator="fiw-status", value="Not Free", source_ids=("src-5",)),)
PROTECTION = (a_law("law-dp", topic="data-protection", level=LawLevel.COMPREHENSIVE, source_ids=("src-0",)),)


def public(*deployments: Deployment, laws: tuple[Law, ...] = (), indicators: tuple[Indicator, ...] = ()) -> Level:
    """Rate public surveillance of a place with these systems."""
    place = a_place(deployments=deployments, laws=laws, indicators=indicators)
    return rate(place).rating(Theme.PUBLIC_SURVEILLANCE).level


def test_a_national_system_weighs_more_than_one_place() -> None:
    assert public(NATIONAL) is Level.VERY_HIGH
    assert public(national(place="Belgrade")) is Level.HIGH


def test_three_places_are_as_good_as_national() -> None:
    towns = [national(f"dep-{town}", place=town) for town in ("Belgrade", "Niš", "Zemun")]

    assert public(*towns[:2]) is Level.HIGH
    assert public(*towns) is Level.VERY_HIGH


def test_a_comma_inside_a_number_parts_no_place() -> None:
    assert public(national(place="Belgrade; 1,200 villages")) is Level.HIGH
    assert public(national(place="Belgrade, Niš and Zemun")) is Level.VERY_HIGH


@pytest.mark.parametrize(
    ("status", "level"),
    [
        (Status.OPERATIONAL, Level.VERY_HIGH),
        (Status.REPORTED, Level.VERY_HIGH),
        (Status.CONTRACTED, Level.MODERATE),
        (Status.PILOT, Level.MODERATE),
        (Status.PLANNED, Level.LOW),
        (Status.SUSPENDED, Level.LOW),
        (Status.ENDED, Level.LOW),
    ],
)
def test_the_stage_of_a_system_limits_its_level(status: Status, level: Level) -> None:
    assert public(national(status=status)) is level


def test_a_listing_alone_never_lifts_a_theme_above_moderate() -> None:
    listing = national(confidence=Confidence.LOW, source_ids=("src-4",))
    second = national("dep-2", confidence=Confidence.LOW, source_ids=("src-4",))

    assert public(listing) is Level.MODERATE
    assert public(listing, second) is Level.MODERATE
    assert public(listing, second, indicators=NOT_FREE) is Level.MODERATE


def test_two_publishers_that_report_independently_make_a_thin_fact_surer() -> None:
    one = national(confidence=Confidence.LOW, source_ids=("src-0",))
    other = national("dep-2", confidence=Confidence.LOW, source_ids=("src-1",))

    assert public(one) is Level.MODERATE
    assert public(one, other) > Level.MODERATE
    assert rate(a_place(deployments=(one, other))).rating(Theme.PUBLIC_SURVEILLANCE).confidence is Confidence.MEDIUM


def test_old_and_undated_evidence_loses_a_step() -> None:
    assert public(national(source_ids=("src-0",))) is Level.VERY_HIGH
    assert public(national(since=None, source_ids=("src-1",))) is Level.HIGH
    assert public(national(since=None, source_ids=("src-3",))) is Level.HIGH


def test_a_system_that_began_lately_is_no_old_evidence() -> None:
    assert public(national(since="2024", source_ids=("src-3",))) is Level.VERY_HIGH


def test_old_evidence_is_marked_and_undated_evidence_too() -> None:
    for source, is_stale in (("src-0", False), ("src-1", True), ("src-3", True)):
        rating = rate(a_place(deployments=(national(since=None, source_ids=(source,)),))).rating(
            Theme.PUBLIC_SURVEILLANCE
        )
        assert rating.is_stale is is_stale


def test_safeguards_move_the_same_camera() -> None:
    camera = national(place="Belgrade")

    assert public(camera, indicators=FREE, laws=PROTECTION) is Level.MODERATE
    assert public(camera, indicators=NOT_FREE, laws=PROTECTION) is Level.VERY_HIGH
    assert public(camera) is Level.HIGH


def test_a_face_check_at_passport_control_is_no_camera_in_the_street() -> None:
    gate = national(technologies=("facial-recognition", "border-biometrics"))

    assert public(gate) is Level.NOT_DOCUMENTED
    assert rate(a_place(deployments=(gate,))).rating(Theme.BORDER).level is Level.MODERATE


def test_facts_that_contradict_each_other_are_both_shown() -> None:
    wide = a_law("law-wide", topic="vpn", level=LawLevel.BROAD, source_ids=("src-0",))
    none = a_law("law-none", topic="vpn", level=LawLevel.NONE, source_ids=("src-1",))
    rating = rate(a_place(laws=(wide, none))).rating(Theme.TOOLS)

    assert rating.level is Level.HIGH
    assert {reason.facts for reason in rating.reasons} == {("law-wide",), ("law-none",)}


def test_reach_follows_the_home_state_of_the_supplier_by_one_rule() -> None:
    assessment = rate(a_place(deployments=(NATIONAL,)))

    assert [reach.country for reach in assessment.reach] == ["RS", "CN"]
    assert assessment.reach[1].through == ("huawei",)
    assert assessment.rating(Theme.DATA_REACH).level is Level.VERY_HIGH


def test_the_same_law_of_another_state_gives_the_same_reach() -> None:
    place = a_place(deployments=(NATIONAL,))
    china = place.home_states[CountryCode("CN")]
    france = replace(
        china,
        country=replace(china.country, code=CountryCode("FR"), name="France"),
        jurisdictions=(a_jurisdiction(country="FR", duty="assist-intelligence", source_ids=("src-0",)),),
    )
    moved = replace(
        place,
        home_states={CountryCode("RS"): place.home_states[CountryCode("RS")], CountryCode("FR"): france},
        suppliers={SUPPLIER: a_supplier("huawei", hq="FR", source_ids=("src-0",))},
    )

    assert rate(moved).rating(Theme.DATA_REACH).level is rate(place).rating(Theme.DATA_REACH).level


def test_a_supplier_of_unknown_home_is_named_as_such() -> None:
    assessment = rate(a_place(deployments=(national(supplier_ids=("unknown-firm",)),)))

    assert assessment.unknown_home == ("unknown-firm",)
    assert assessment.rating(Theme.DATA_REACH).level is Level.NOT_DOCUMENTED


@pytest.mark.parametrize("status", [Status.PLANNED, Status.SUSPENDED, Status.ENDED])
def test_plans_and_history_give_no_reach_and_no_weakness(status: Status) -> None:
    camera = national(supplier_ids=("dahua",), technologies=("cctv",), status=status)
    assessment = rate(a_place(deployments=(camera,)))

    assert [reach.country for reach in assessment.reach] == ["RS"]
    assert assessment.weaknesses == ()


def test_weaknesses_used_in_attacks_come_first() -> None:
    camera = national(supplier_ids=("dahua",), technologies=("cctv",))
    assessment = rate(a_place(deployments=(camera,)))

    assert [each.vulnerability.cve for each in assessment.weaknesses] == ["CVE-2021-33044", "CVE-2019-3948"]
    assert assessment.rating(Theme.EQUIPMENT).level is Level.HIGH


def test_a_resold_brand_counts_as_its_maker() -> None:
    camera = national(supplier_ids=("amcrest",), technologies=("cctv",))
    brand = a_supplier("amcrest", name="Amcrest", hq=None, made_by="dahua", source_ids=("src-0",))
    maker = a_supplier("dahua", name="Dahua", source_ids=("src-0",))
    assessment = rate(a_place(deployments=(camera,), suppliers=(brand, maker)))

    assert {each.through for each in assessment.weaknesses} == {("amcrest",)}


def test_a_weakness_counts_only_where_that_kind_of_product_is_documented() -> None:
    network = national(supplier_ids=("dahua",), technologies=("telecom-core",))

    assert rate(a_place(deployments=(network,))).weaknesses == ()


def test_a_weakness_without_a_brand_on_site_counts_for_nothing() -> None:
    assert a_vulnerability().supplier_id == "dahua"
    assert rate(a_place(deployments=(NATIONAL,))).weaknesses == ()


def test_an_outside_finding_that_the_law_works_counts_as_strong_safeguards() -> None:
    partial = a_law("law-dp", topic="data-protection", level=LawLevel.PARTIAL, source_ids=("src-0",))
    adequate = an_indicator("ind-adequacy", indicator="eu-adequacy", value="adequate", source_ids=("src-5",))

    for indicators, level in ((FREE, Level.MODERATE), ((*FREE, adequate), Level.LOW)):
        assert rate(a_place(laws=(partial,), indicators=indicators)).rating(Theme.SAFEGUARDS).level is level


def test_where_facts_on_data_protection_contradict_the_weaker_law_counts() -> None:
    none = a_law("law-dp-2", topic="data-protection", level=LawLevel.NONE, source_ids=("src-1",))

    place = a_place(laws=(*PROTECTION, none), indicators=FREE)
    assert rate(place).rating(Theme.SAFEGUARDS).level is Level.MODERATE


def test_missing_safeguards_data_is_said_and_never_assumed_good() -> None:
    rating = rate(a_place(deployments=(NATIONAL,), laws=PROTECTION)).rating(Theme.SAFEGUARDS)

    assert rating.level is Level.NOT_DOCUMENTED


def test_the_same_facts_ask_more_of_those_who_were_targets() -> None:
    spyware = national(technologies=("spyware",))
    place = a_place(deployments=(spyware,), indicators=FREE, laws=PROTECTION)

    assert rate(place).posture.posture is Posture.REDUCED_DATA
    assert rate(replace(place, indicators=NOT_FREE)).posture.posture is Posture.LOAN_DEVICES
    assert rate(replace(place, indicators=()), profile=Profile.JOURNALIST).posture.posture is Posture.LOAN_DEVICES


def test_where_nothing_is_known_nothing_is_assumed_to_be_safe() -> None:
    assert rate(a_place()).posture.rule == "reduced-unknown"
