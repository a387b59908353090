"""Measures: chosen by what the facts call for, merged over the trip, ordered, and each with its reason."""

from dataclasses import replace

import pytest

from desktop.advice.choose import choose
from desktop.advice.model import Measure
from desktop.assessment.levels import Posture
from desktop.assessment.model import Assessment
from desktop.dataset.codes import Device, LawLevel, Phase, Status
from desktop.dataset.model import Advice
from desktop.trip import Profile, Trip
from tests.builders import a_country, a_deployment, a_law, a_stop, a_trip, an_advice
from tests.unit.assessment.places import METHOD, a_place, rate

SERBIA = rate(a_place(deployments=(a_deployment(technologies=("spyware",), source_ids=("src-0",)),)))
DAHUA = a_deployment(technologies=("cctv",), supplier_ids=("dahua",), source_ids=("src-0",))
SPYWARE = an_advice("adv-spyware", group="spyware", triggers=("spyware",))


def chosen(
    *rows: Advice,
    assessments: tuple[Assessment, ...] = (SERBIA,),
    trip: Trip | None = None,
    posture: Posture = Posture.REDUCED_DATA,
) -> tuple[Measure, ...]:
    """Choose for a trip to Serbia."""
    return choose(trip or a_trip(), assessments, posture, rows, METHOD)


def ids(measures: tuple[Measure, ...]) -> list[str]:
    """Name the measures in order."""
    return [measure.advice_id for measure in measures]


def test_a_measure_stands_only_where_a_fact_calls_for_it() -> None:
    absent = an_advice("adv-drone", group="drone", triggers=("drone",))

    (measure,) = chosen(SPYWARE, absent)

    assert measure.advice_id == "adv-spyware"
    assert measure.facts == ("dep-1",)
    assert measure.stops == ("RS",)


def test_what_holds_anywhere_needs_no_fact() -> None:
    (measure,) = chosen(an_advice(triggers=("any",)))

    assert measure.stops == ()
    assert measure.facts == ()


@pytest.mark.parametrize("status", [Status.PLANNED, Status.ENDED, Status.SUSPENDED])
def test_plans_and_history_call_for_nothing(status: Status) -> None:
    system = a_deployment(technologies=("spyware",), status=status, source_ids=("src-0",))

    assert chosen(SPYWARE, assessments=(rate(a_place(deployments=(system,))),)) == ()


def test_a_law_of_level_none_calls_for_nothing() -> None:
    row = an_advice("adv-vpn", triggers=("vpn",))
    for level, expected in ((LawLevel.NONE, []), (LawLevel.LIMITED, ["adv-vpn"])):
        place = a_place(laws=(a_law(topic="vpn", level=level, source_ids=("src-0",)),))
        assert ids(chosen(row, assessments=(rate(place),))) == expected


def test_data_protection_calls_where_it_is_missing() -> None:
    row = an_advice("adv-dp", triggers=("data-protection",))
    for level, expected in ((LawLevel.COMPREHENSIVE, []), (LawLevel.PARTIAL, ["adv-dp"]), (LawLevel.NONE, ["adv-dp"])):
        place = a_place(laws=(a_law(topic="data-protection", level=level, source_ids=("src-0",)),))
        assert ids(chosen(row, assessments=(rate(place),))) == expected


def test_cameras_that_can_be_listened_to_call_for_talking_elsewhere() -> None:
    row = an_advice("adv-audio", triggers=("exposes-audio",))

    (measure,) = chosen(row, assessments=(rate(a_place(deployments=(DAHUA,))),))

    assert measure.facts == ("vul-1",)


def test_of_one_group_only_the_weightiest_is_shown() -> None:
    strong = an_advice("adv-strong", group="same", weight=5)
    weak = an_advice("adv-weak", group="same", weight=2)

    assert ids(chosen(weak, strong)) == ["adv-strong"]


def test_measures_come_by_phase_and_then_by_weight() -> None:
    rows = (
        an_advice("adv-after", group="a", phase=Phase.AFTER, weight=5),
        an_advice("adv-light", group="b", phase=Phase.BEFORE, weight=1),
        an_advice("adv-heavy", group="c", phase=Phase.BEFORE, weight=4),
    )

    assert ids(chosen(*rows)) == ["adv-heavy", "adv-light", "adv-after"]


def test_a_phase_holds_no_more_than_its_limit() -> None:
    rows = [an_advice(f"adv-{number:02}", group=f"group-{number}", phase=Phase.AFTER) for number in range(20)]

    assert len(chosen(*rows)) == METHOD.advice.limit[Phase.AFTER]


def test_posture_profile_and_devices_decide_what_concerns_the_traveller() -> None:
    loan = an_advice("adv-loan", postures=("loan-devices",))
    press = an_advice("adv-press", group="press", profiles=("journalist",))
    laptop = an_advice("adv-laptop", group="laptop", devices=(Device.LAPTOP,))

    assert ids(chosen(loan)) == []
    assert ids(chosen(loan, posture=Posture.LOAN_DEVICES)) == ["adv-loan"]
    assert ids(chosen(press)) == []
    assert ids(chosen(press, trip=a_trip(profile=Profile.JOURNALIST))) == ["adv-press"]
    assert ids(chosen(laptop, trip=a_trip(devices=(Device.PHONE,)))) == []


def test_a_measure_names_every_stop_that_calls_for_it_in_travel_order() -> None:
    uruguay = replace(SERBIA, facts=replace(SERBIA.facts, country=a_country("UY", name="Uruguay")))
    trip = a_trip(a_stop("UY"), a_stop("RS"))

    (measure,) = chosen(SPYWARE, assessments=(uruguay, SERBIA), trip=trip)

    assert measure.stops == ("UY", "RS")
