"""What an organisation adds stands apart from the facts, and can make a posture stricter, never milder."""

from collections.abc import Mapping

import pytest

from desktop.assessment.levels import Posture
from desktop.briefing.letterhead import Letterhead
from desktop.briefing.model import Briefing, PocketCard, PostureBox, SignOff
from desktop.briefing.options import BriefingOptions
from desktop.briefing.own import FLOOR_RULE, Floor, OwnContact, OwnWords
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import CountryCode, Phase
from desktop.trip import Profile
from tests.builders import a_stop, a_trip
from tests.unit.briefing.reading import cited, section, text

SERBIA = CountryCode("RS")


def own_words(
    *,
    notes: Mapping[CountryCode, tuple[str, ...]] | None = None,
    floor: Floor | None = None,
    contacts: tuple[OwnContact, ...] = (),
    duty_phone: str = "",
) -> OwnWords:
    return OwnWords(
        letterhead=Letterhead(name="Example Corp", classification="Internal use"),
        duty_phone=duty_phone,
        contacts=contacts,
        advice={Phase.BEFORE: ("Collect your loan phone at the desk.",)},
        notes=notes or {SERBIA: ("Our office lies in Novi Beograd.",)},
        floor=floor or Floor(),
        sign_off="I know the travel rules of Example Corp.",
    )


def briefing(service: BriefingService, own: OwnWords | None, *, is_short: bool = False) -> Briefing:
    trip = a_trip(a_stop("RS"), a_stop("UY"))
    options = BriefingOptions(is_short=is_short, has_sign_off=True, own=own)
    return service.compose(service.prepare(trip, own), options)


def test_own_words_stand_in_a_section_of_their_own_without_source_numbers(service: BriefingService) -> None:
    made = briefing(service, own_words())
    own = section(made, "own")

    assert "Collect your loan phone at the desk." in text(own)
    assert "Example Corp on Serbia" in text(own)
    assert "not from the dataset" in text(own)
    assert cited(own) == set()
    others = [part for part in made.sections if part.section_id not in {"own", "sign-off"}]
    assert "Novi Beograd" not in text(tuple(others))


def test_notes_on_countries_outside_the_trip_stay_out(service: BriefingService) -> None:
    made = briefing(service, own_words(notes={CountryCode("CN"): ("Ask legal first.",)}))

    assert "Ask legal first." not in text(made.sections)


def test_without_an_organisation_nothing_changes(service: BriefingService) -> None:
    made = briefing(service, None)

    assert made.letterhead is None
    assert "own" not in {part.section_id for part in made.sections}


def test_the_classification_opens_the_footer(service: BriefingService) -> None:
    made = briefing(service, own_words())

    assert made.footer.startswith("Internal use · Forewarned")
    assert made.letterhead is not None


def test_contacts_take_the_place_of_the_blank_lines_on_the_card(service: BriefingService) -> None:
    made = briefing(service, own_words(contacts=(OwnContact(role="Lawyer", phone="+1 555 0100", name="Ana"),)))
    card = next(block for block in section(made, "checklist").blocks if isinstance(block, PocketCard))

    assert "Lawyer: Ana, +1 555 0100" in text(card.front)
    assert "Name and number: " not in text(card.front)


def test_a_short_briefing_keeps_one_line_of_whom_to_call(service: BriefingService) -> None:
    made = briefing(service, own_words(duty_phone="+1 555 0199"), is_short=True)

    assert "Example Corp: \n+1 555 0199" in text(made.sections)


def test_the_organisations_own_statement_is_signed(service: BriefingService) -> None:
    page = section(briefing(service, own_words()), "sign-off").blocks[0]

    assert isinstance(page, SignOff)
    assert page.statement == "I know the travel rules of Example Corp."


def test_a_floor_raises_the_posture_and_says_whose_it_is(service: BriefingService) -> None:
    own = own_words(floor=Floor(by_country={SERBIA: Posture.NO_DEVICES}))
    prepared = service.prepare(a_trip(a_stop("RS"), a_stop("UY")), own)

    assert prepared.assessments[0].posture.posture is Posture.NO_DEVICES
    assert prepared.assessments[0].posture.rule == FLOOR_RULE
    box = section(briefing(service, own), "overview").blocks[0]
    assert isinstance(box, PostureBox)
    assert "Example Corp asks for at least this" in text(box)


@pytest.mark.parametrize("profile", Profile)
def test_a_floor_never_lowers_a_posture(service: BriefingService, profile: Profile) -> None:
    trip = a_trip(a_stop("CN"), a_stop("BV"), profile=profile)
    mild = own_words(floor=Floor(everywhere=Posture.OWN_HARDENED))

    assert service.prepare(trip, mild) == service.prepare(trip)


def test_a_floor_changes_no_level(service: BriefingService) -> None:
    trip = a_trip(a_stop("RS"))
    strict = service.prepare(trip, own_words(floor=Floor(everywhere=Posture.NO_DEVICES)))

    assert strict.assessments[0].ratings == service.prepare(trip).assessments[0].ratings


def test_the_strictest_floor_that_applies_holds() -> None:
    floor = Floor(by_country={SERBIA: Posture.LOAN_DEVICES}, by_profile={Profile.EXECUTIVE: Posture.REDUCED_DATA})

    assert floor.of(SERBIA, Profile.EXECUTIVE) is Posture.LOAN_DEVICES
    assert floor.of(CountryCode("UY"), Profile.EXECUTIVE) is Posture.REDUCED_DATA
    assert floor.of(CountryCode("UY"), Profile.GENERAL) is Posture.OWN_HARDENED
