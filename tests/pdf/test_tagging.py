"""The structure behind the page: what a screen reader hears. veraPDF judges the rest, see verapdf.py."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest

from desktop.briefing.model import Heading, LevelGrid, Paragraph
from desktop.pdf.render import render
from tests.pdf.reading import (
    Node,
    marked_numbers,
    marks_of,
    opened,
    page_places,
    pages_text,
    structure,
    unmarked_operators,
)
from tests.pdf.sample import a_briefing, a_section, a_table, level_row, overview, said, sample


@pytest.fixture(scope="module")
def document() -> Iterator[pikepdf.Pdf]:
    with opened(render(sample())) as document:
        yield document


@pytest.fixture(scope="module")
def tree(document: pikepdf.Pdf) -> Node:
    return structure(document)


def test_catalogue_says_tagged_titled_and_in_which_language(document: pikepdf.Pdf) -> None:
    root = document.Root
    assert root.MarkInfo.Marked
    assert root.Lang == "en"
    assert root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Pre-travel briefing: Serbia, Uruguay"


def test_table_of_objects_leads_to_every_object(document: pikepdf.Pdf) -> None:
    assert document.check_pdf_syntax() == []
    assert not document.get_warnings()


def test_all_that_is_drawn_is_content_or_artifact(document: pikepdf.Pdf) -> None:
    assert [unmarked_operators(page) for page in document.pages] == [[] for _ in document.pages]


def test_every_mark_stands_in_the_tree_once(document: pikepdf.Pdf, tree: Node) -> None:
    held = sorted(mark for node in tree.walk() for mark in node.marks)
    drawn = sorted((place, number) for place, page in enumerate(document.pages) for number in marked_numbers(page))
    assert held == drawn


def test_parent_tree_leads_from_each_mark_to_its_element(document: pikepdf.Pdf) -> None:
    parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    places = page_places(document)
    for place, page in enumerate(document.pages):
        assert page.obj.Tabs == "/S"
        owners = parents[int(page.obj.StructParents)]
        for number in marked_numbers(page):
            assert (place, number) in marks_of(owners[number], places)


def test_headings_go_down_one_step_at_a_time(tree: Node) -> None:
    levels = [int(node.role[2:]) for node in tree.walk() if node.role in {"/H1", "/H2", "/H3"}]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_tables_have_header_cells_with_scope(tree: Node) -> None:
    tables = tree.of("/Table")
    assert len(tables) == 2
    for table in tables:
        first, *rows = table.of("/TR")
        assert all("Column" in cell.attributes for cell in first.of("/TH"))
        assert all("Row" in row.children[0].attributes and row.children[0].role == "/TH" for row in rows)
        assert len({len(row.children) for row in table.of("/TR")}) == 1


def test_header_repeated_on_the_next_page_is_heard_once() -> None:
    with opened(render(a_briefing(a_section(Heading(text="Systems"), a_table(60))))) as document:
        tree = structure(document)
    assert len(tree.of("/Table")) == 1
    assert len([cell for cell in tree.of("/TH") if "Column" in cell.attributes]) == 4


def test_grid_of_many_stops_parts_between_them_and_names_its_columns_once() -> None:
    grid = next(block for block in overview().blocks if isinstance(block, LevelGrid))
    rows = tuple(level_row(f"Stop {number}", "10–17 January 2027", (0,) * 9) for number in range(1, 31))
    pdf = render(a_briefing(a_section(replace(grid, rows=rows))))
    with opened(pdf) as document:
        tree = structure(document)
    assert len([cell for cell in tree.of("/TH") if "Column" in cell.attributes]) == len(grid.columns)
    pages = pages_text(pdf)
    assert len(pages) > 1
    assert all("Connectivity" in page and "documented" in page for page in pages)


def test_figures_say_in_words_what_they_show(tree: Node) -> None:
    assert [node.alternative for node in tree.of("/Figure")] == [
        "Map: where Serbia lies.",
        "Timeline: 2014 Circles; 2019 Safe City; 2019 Airport video; 2024 NoviSpy.",
    ]
    assert all("BBox" in node.attributes for node in tree.of("/Figure"))


def test_links_say_where_they_lead_and_lead_there(document: pikepdf.Pdf, tree: Node) -> None:
    links = [annotation for node in tree.of("/Link") for annotation in node.annotations]
    assert links
    places = set(document.Root.Dests.keys())
    for link in links:
        assert str(link.Contents)
        if "/Dest" in link:
            assert f"/{link.Dest}" in places
    on_pages = [each for page in document.pages for each in page.obj.get("/Annots", []) if each.Subtype == "/Link"]
    assert len(on_pages) == len(links)


def test_each_claim_leads_to_its_source_and_each_source_back(tree: Node) -> None:
    labels = [str(annotation.Contents) for node in tree.of("/Link") for annotation in node.annotations]
    for number in (1, 2, 3):
        assert f"Source {number}" in labels
        assert f"Back to where source {number} is first named" in labels


def test_check_boxes_are_named_form_fields(document: pikepdf.Pdf, tree: Node) -> None:
    fields = list(document.Root.AcroForm.Fields)
    assert len(fields) == 12
    assert len({str(field.T) for field in fields}) == 12
    assert all(str(field.TU).startswith("Power off the phone") for field in fields)
    assert all(set(field.AP.N.keys()) == {"/Yes", "/Off"} for field in fields)
    assert sum(len(node.annotations) for node in tree.of("/Form")) == 12


def test_bookmarks_and_page_labels_are_there(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        assert [item.title for item in outline.root][:3] == ["Serbia, Uruguay", "Serbia", "Checklist"]
    assert document.Root.PageLabels.Nums[1].S == "/D"


def test_fonts_are_embedded_and_can_be_read_aloud(document: pikepdf.Pdf) -> None:
    fonts = {str(font.BaseFont): font for page in document.pages for font in page.resources.Font.values()}
    assert {name.split("+")[1] for name in fonts} == {
        "SourceSansPro-Regular",
        "SourceSansPro-Semibold",
        "SourceSansPro-Bold",
    }
    for font in fonts.values():
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font


def test_words_stay_apart_where_a_line_ends() -> None:
    with opened(render(a_briefing(a_section(Paragraph(text=said("Central Belgrade is watched. " * 20)))))) as document:
        page = document.pages[0]
        runs = [
            bytes(instruction.operands[0])
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "Tj"
        ]
    assert b"".join(runs).count(b"Central Belgrade is watched. ") == 19
