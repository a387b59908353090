"""Every page of real briefings, on both papers: full enough, ending well, no table parted in an ugly place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.store import open_dataset
from desktop.handout.organisation import read_organisation
from desktop.pdf.render import Paper, render
from tests.builders import a_stop, a_trip
from tests.pdf.reading import Node, lowest_content, opened, page_sizes, pages_text, structure

EXAMPLE = Path(__file__).parents[2] / "resources" / "examples" / "organisation.toml"
TRIPS = (
    ("RS", "UY"),
    ("CN",),
    ("PK",),
    ("VA",),
    ("US", "CN", "AE", "DE", "PK"),
    ("FR", "GB", "IN", "RU", "SA", "MM", "AU", "KZ"),
)


@pytest.fixture(scope="module")
def service(dataset_path: Path) -> Iterator[BriefingService]:
    with open_dataset(dataset_path) as dataset:
        yield BriefingService(dataset=dataset, method=shipped_method())


@pytest.fixture(scope="module", params=TRIPS, ids="+".join)
def codes(request: pytest.FixtureRequest) -> Sequence[str]:
    found: Sequence[str] = request.param
    return found


@pytest.fixture(scope="module", params=Paper)
def paper(request: pytest.FixtureRequest) -> Paper:
    found: Paper = request.param
    return found


@pytest.fixture(scope="module", params=[False, True], ids=["nobody's", "an organisation's"])
def pdf(request: pytest.FixtureRequest, service: BriefingService, codes: Sequence[str], paper: Paper) -> bytes:
    own = read_organisation(EXAMPLE) if request.param else None
    prepared = service.prepare(a_trip(*(a_stop(code) for code in codes)), own)
    return render(service.compose(prepared, BriefingOptions(own=own)), paper=paper)


@pytest.fixture(scope="module")
def tree(pdf: bytes) -> Node:
    with opened(pdf) as document:
        return structure(document)


def test_every_page_but_the_last_is_half_full(pdf: bytes, paper: Paper) -> None:
    heights = [height for _width, height in page_sizes(pdf)]
    lowest = lowest_content(pdf, above=paper.margins.bottom - 4)
    empty = [place for place, bottom in enumerate(lowest[:-1], start=1) if bottom > heights[place] / 2]
    assert empty == []


def test_no_page_ends_with_a_heading(tree: Node) -> None:
    last = {page: role for role, page, _number in sorted(_marks(tree), key=lambda mark: mark[1:])}
    assert {page for page, role in last.items() if role in {"/H1", "/H2", "/H3"}} == set()


def test_no_table_leaves_a_row_alone_on_a_page(tree: Node) -> None:
    for table in tree.of("/Table"):
        rows = table.of("/TR")[1:]
        for page, count in Counter(_page_of(row) for row in rows).items():
            assert count >= min(len(rows), 2), (page, count)


def test_no_source_ends_the_briefing_alone(tree: Node) -> None:
    pages = [_page_of(entry) for entry in tree.of("/L")[-1].of("/LI")]
    assert pages == sorted(pages)
    assert pages.count(pages[-1]) >= min(len(pages) // 2, 4)


def test_words_on_how_levels_are_made_stand_below_the_last_thing_unknown(pdf: bytes) -> None:
    (page,) = [text for text in pages_text(pdf) if "A level follows from documented facts alone" in text]
    assert "What is secret, new or unreported" in page


def test_no_row_is_parted_between_pages(tree: Node) -> None:
    assert all(len({page for _role, page, _number in _marks(row)}) == 1 for row in tree.of("/TR"))


def test_tables_of_three_rows_and_fewer_stay_whole(tree: Node) -> None:
    for table in tree.of("/Table"):
        pages = [_page_of(row) for row in table.of("/TR")[1:]]
        assert len(pages) > 3 or len(set(pages)) == 1


def test_pages_follow_each_other_in_reading_order(tree: Node) -> None:
    pages = [page for _role, page, _number in _marks(tree)]
    assert all(later >= earlier for earlier, later in pairwise(pages))


def _marks(node: Node) -> Iterator[tuple[str, int, int]]:
    """Yield the content below an element: the role that holds it, its page and its number there."""
    for part in node.walk():
        for page, number in part.marks:
            yield part.role, page, number


def _page_of(row: Node) -> int:
    return next(page for _role, page, _number in _marks(row))
