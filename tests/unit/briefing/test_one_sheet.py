"""How much fits one sheet is estimated without fonts: more to say never takes less room."""

from dataclasses import replace

import pytest

from desktop.briefing.model import (
    BulletList,
    Heading,
    LevelGrid,
    LevelRow,
    Paragraph,
    Role,
    Section,
    SourceList,
    Span,
    Timeline,
)
from desktop.briefing.one_sheet import PAGE, height, spilled
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.errors import SheetError
from tests.builders import a_stop, a_trip
from tests.unit.briefing.reading import section

STOPS = ("RS", "UY", "CN", "US", "AE", "DE", "PK", "FR", "IN", "RU", "GB", "JP", "BR", "KE", "TH", "MX", "EG", "TR")


def words(count: int) -> tuple[Span, ...]:
    return (Span(text="word " * count),)


def page_one(rows: int) -> Section:
    grid = LevelGrid(
        caption="",
        columns=(),
        rows=tuple(LevelRow(title=f"Stop {row}", details=(), marks=()) for row in range(rows)),
        legend=(),
        note="",
    )
    return Section(section_id="overview", kicker="", title="Here", aside=(), blocks=(Heading(text="Levels"), grid))


def test_a_longer_text_takes_more_room() -> None:
    for role in Role:
        short, long = (height([Paragraph(text=words(count), role=role)]) for count in (10, 200))
        assert short < long
    assert height([BulletList(items=(words(5),))]) < height([BulletList(items=(words(5), words(5)))])


def test_blocks_add_up() -> None:
    blocks = (Heading(text="One"), Paragraph(text=words(30)))
    assert height(blocks) == pytest.approx(sum(height([block]) for block in blocks))


def test_no_sources_take_next_to_nothing() -> None:
    assert height([SourceList(entries=())]) < 20


def test_a_block_that_a_sheet_has_no_place_for_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="Timeline has no place on a single sheet"):
        height([Timeline(caption="", points=(), alternative="")])


def test_rows_that_do_not_fit_page_one_go_on_overleaf() -> None:
    left_over = [spilled(page_one(rows), has_masthead=False) for rows in range(1, 37)]
    assert left_over[0] == 0
    assert left_over == sorted(left_over)
    assert 0 < left_over[-1] < PAGE


def test_a_masthead_leaves_less_room_on_page_one() -> None:
    rows = next(rows for rows in range(1, 41) if spilled(page_one(rows), has_masthead=True))
    assert spilled(page_one(rows), has_masthead=False) == 0


def test_a_title_of_many_lines_leaves_less_room_on_page_one() -> None:
    page = page_one(18)
    assert spilled(page, has_masthead=False) < spilled(replace(page, title="A long title " * 12), has_masthead=False)


@pytest.mark.parametrize("stops", [1, 4, 8, 12])
def test_a_sheet_cites_what_it_lists_and_estimates_within_two_pages(service: BriefingService, stops: int) -> None:
    trip = a_trip(*(a_stop(code) for code in STOPS[:stops]))
    sheet = service.compose(service.prepare(trip), BriefingOptions(is_short=True))
    front, back = section(sheet, "overview"), section(sheet, "behind")
    assert spilled(front, has_masthead=False) + height(back.blocks) < PAGE


def test_a_trip_of_too_many_stops_for_a_sheet_is_refused_with_their_number(service: BriefingService) -> None:
    trip = a_trip(*(a_stop(code) for code in STOPS))
    with pytest.raises(SheetError, match="18 stops") as caught:
        service.compose(service.prepare(trip), BriefingOptions(is_short=True))
    assert caught.value.stops == 18
