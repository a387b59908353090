"""Small words of the page: what stands inside a sentence, below a table, as an address or as a title."""

import pytest

from desktop.briefing.code_words import inside
from desktop.briefing.context import notes
from desktop.briefing.model import PocketCard, Role, SourceEntry, Span
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import SourceId
from tests.builders import a_stop, a_trip
from tests.unit.briefing.reading import section


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Registration of lodging", "registration of lodging"),
        ("VPN", "VPN"),
        ("GPS devices", "GPS devices"),
        ("Biometrics for a SIM", "biometrics for a SIM"),
        ("", ""),
    ],
)
def test_a_topic_inside_a_sentence_keeps_its_abbreviations(words: str, expected: str) -> None:
    assert inside(words) == expected


def test_notes_below_a_table_join_into_one() -> None:
    (joined,) = notes("Two more.", "", None, Span(text="Listed elsewhere.", cites=(3,)))
    assert joined.role is Role.NOTE
    assert joined.text == (Span(text="Two more."), Span(text=" Listed elsewhere.", cites=(3,)))


def test_nothing_to_note_leaves_no_note() -> None:
    assert notes("", None) == []


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.example.org/a/", "example.org/a"),
        (f"https://github.com/a/b/tree/{'6f4dc995' * 5}/en/travel", "github.com/a/b/tree/6f4dc995/en/travel"),
        (f"https://example.org/{'6f4dc995' * 5}", f"example.org/{'6f4dc995' * 5}"),
    ],
)
def test_an_address_is_as_short_as_it_can_be_typed(url: str, address: str) -> None:
    entry = SourceEntry(number=1, source_id=SourceId("s"), publisher="p", title="t", date="", url=url)
    assert entry.address == address


def test_a_title_names_the_countries_or_the_first_of_very_many(service: BriefingService) -> None:
    few = service.compose(service.prepare(a_trip(*(a_stop(code) for code in ("RS", "UY")))))
    many = service.compose(
        service.prepare(a_trip(*(a_stop(code) for code in ("RS", "UY", "CN", "US", "AE", "DE", "PK", "FR"))))
    )
    assert section(few, "overview").title == "Serbia, Uruguay"
    assert section(many, "overview").title == "Serbia, Uruguay, China, United States, United Arab Emirates and 3 more"


@pytest.mark.parametrize(("codes", "has_rules"), [(("RS",), True), (("RS", "UY", "CN", "US"), False), (("BV",), False)])
def test_the_card_says_the_rules_to_keep_of_a_few_stops(
    service: BriefingService, codes: tuple[str, ...], *, has_rules: bool
) -> None:
    briefing = service.compose(service.prepare(a_trip(*(a_stop(code) for code in codes))))
    card = next(block for block in section(briefing, "checklist").blocks if isinstance(block, PocketCard))
    assert ("Rules to keep" in [line[0].text for line in card.back]) is has_rules
