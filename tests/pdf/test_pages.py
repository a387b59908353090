"""What stands on the pages: everything, in order, once, on the paper asked for."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.briefing.model import BulletList, Heading, Paragraph, Role
from desktop.pdf.render import Paper, render
from tests.pdf.reading import page_sizes, pages_text, printable_bytes
from tests.pdf.sample import a_briefing, a_section, a_table, destination, overview, said, sample

_POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(sample())


def test_text_reads_in_the_order_of_the_story(pdf: bytes) -> None:
    text = " ".join(pages_text(pdf))
    marks = (
        "Clean loan devices",
        "What you will meet",
        "surveillance",
        "If you do only this",
        "Central Belgrade is watched",
        "Documented systems",
        "Town 6",
        "When they appeared",
        "Checklist",
        "Power off the phone before you land, step 3.",
        "Pocket card",
        "Call at home",
        "What is not known",
        "Running in Circles & <other> tales",
        "Signature",
    )
    places = [text.index(each) for each in marks]
    assert places == sorted(places)


def test_every_page_says_which_it_is_and_what_it_rests_on(pdf: bytes) -> None:
    pages = pages_text(pdf)
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert "dataset 22 November 2026" in text


def test_page_one_holds_the_decision_and_nothing_else(pdf: bytes) -> None:
    first, second, *_rest = pages_text(pdf)
    assert "Clean loan devices" in first
    assert "Central Belgrade" not in first
    assert "Central Belgrade" in second


def test_same_briefing_gives_the_same_bytes(pdf: bytes) -> None:
    assert render(sample()) == pdf


def test_briefings_drawn_at_the_same_time_do_not_mix(pdf: bytes) -> None:
    other = render(a_briefing(destination()))
    with ThreadPoolExecutor(max_workers=4) as threads:
        drawn = [threads.submit(render, each) for each in (sample(), a_briefing(destination())) * 3]
    assert [each.result() for each in drawn] == [pdf, other] * 3


def test_hash_seed_and_environment_change_no_byte(checkout: Path) -> None:
    script = (
        "import hashlib; from tests.pdf.sample import a_briefing, a_section, said, sample;"
        "from desktop.briefing.model import Paragraph; from desktop.pdf.render import render;"
        "letters = a_briefing(a_section(Paragraph(text=said('“žćčšđ” – ½ «ÄÖÜß» …, ґєіїў, ΑΩ'))));"
        "print([hashlib.sha256(render(each)).hexdigest() for each in (sample(), letters)])"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=checkout,
            env={"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed, "TZ": zone, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"), ("3", "UTC"))
    }
    assert len(digests) == 1


def test_another_paper_or_title_gives_other_bytes(pdf: bytes) -> None:
    assert render(sample(), paper=Paper.LETTER) != pdf
    assert render(a_briefing(destination())) != pdf


@pytest.mark.parametrize(("paper", "size_mm"), [(Paper.A4, (210, 297)), (Paper.LETTER, (215.9, 279.4))])
def test_paper_has_its_size(paper: Paper, size_mm: tuple[float, float]) -> None:
    for size in page_sizes(render(sample(), paper=paper)):
        assert size == pytest.approx([each * _POINTS_PER_MM for each in size_mm], abs=0.1)


def test_lines_break_alike_on_both_papers() -> None:
    briefing = a_briefing(a_section(Paragraph(text=said("Central Belgrade is watched by cameras. " * 9))))
    assert pages_text(render(briefing)) == pages_text(render(briefing, paper=Paper.LETTER))


def test_long_table_repeats_its_header_and_loses_no_row() -> None:
    pages = pages_text(render(a_briefing(a_section(Heading(text="Documented systems"), a_table(90)))))
    assert len(pages) > 2
    assert all("Place System Level Source" in page for page in pages)
    text = " ".join(pages)
    assert all(f"Town {row} " in text for row in range(1, 91))


def test_row_higher_than_a_page_goes_on_overleaf() -> None:
    words = " ".join(f"word{number}" for number in range(1200))
    text = " ".join(pages_text(render(a_briefing(a_section(a_table(3, text=words))))))
    assert all(f"word{number}" in text for number in range(1200))


@pytest.mark.parametrize("rows", range(14, 26))
def test_no_page_ends_with_a_heading(rows: int) -> None:
    section = a_section(a_table(rows), Heading(text="The last heading"), a_table(4))
    for page, _next_page in pairwise(pages_text(render(a_briefing(section)))):
        body = page.split("Forewarned · dataset")[0]
        assert not body.rstrip().endswith("The last heading")


@pytest.mark.parametrize("lines", range(22, 34))
def test_a_section_does_not_begin_with_its_note_alone(lines: int) -> None:
    filled = a_section(*(Paragraph(text=said(f"Line {number}.")) for number in range(lines)))
    note = Paragraph(text=said("A note below the title."), role=Role.NOTE)
    items = BulletList(items=(said("The first item."), said("The second item.")))
    following = a_section(note, Heading(text="Whom to call"), items, title="Example Trust", starts_page=False)
    for page in pages_text(render(a_briefing(overview(), filled, following))):
        assert ("Example Trust" in page) == ("A note below" in page) == ("The second item." in page)


@pytest.mark.parametrize("lines", range(24, 34))
@pytest.mark.parametrize("notes", range(4))
def test_a_list_begins_with_two_items(lines: int, notes: int) -> None:
    filled = [Paragraph(text=said(f"Line {number}.")) for number in range(lines)]
    filled += [Paragraph(text=said(f"Note {number}."), role=Role.NOTE) for number in range(notes)]
    items = BulletList(items=tuple(said(f"Item {number} of the list.") for number in range(1, 9)))
    section = a_section(*filled, Heading(text="The list"), items)
    for page in pages_text(render(a_briefing(section))):
        assert ("The list" in page) == ("Item 1 of" in page) == ("Item 2 of" in page)


@pytest.mark.parametrize("rows", range(2, 60, 3))
def test_no_page_holds_a_single_row_of_a_longer_table(rows: int) -> None:
    pages = pages_text(render(a_briefing(a_section(a_table(rows)))))
    assert all(page.count("Town ") >= min(rows, 2) for page in pages)


def test_section_begins_a_page_unless_the_page_at_hand_is_nearly_empty() -> None:
    short = a_section(Paragraph(text=said("A few words.")), title="Short")
    following = a_section(Paragraph(text=said("More words.")), title="Following")
    long = a_section(a_table(15), title="Long")
    assert len(pages_text(render(a_briefing(overview(), short, following)))) == 2
    assert len(pages_text(render(a_briefing(overview(), long, following)))) == 3


def test_file_holds_no_path_user_or_time_of_writing(pdf: bytes, checkout: Path) -> None:
    text = printable_bytes(pdf)
    assert str(checkout) not in text
    assert str(Path.home()) not in text
    assert "site-packages" not in text
    assert "D:20261122000000Z" in text
    assert text.count("D:2026") == text.count("D:20261122000000Z")
