"""Boxes to tick on screen: a reader's program can name, tick and show each of them without making anything up."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.model import Checklist
from desktop.briefing.service import BriefingService
from desktop.dataset.store import open_dataset
from desktop.pdf.render import render
from tests.builders import a_stop, a_trip
from tests.pdf.reading import opened, page_places

_SCALE = 4


@pytest.fixture(scope="module")
def actions_and_pdf(dataset_path: Path) -> tuple[list[str], bytes]:
    """Return every measure of a real checklist, and the briefing that holds it."""
    with open_dataset(dataset_path) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        briefing = service.compose(service.prepare(a_trip(a_stop("RS"), a_stop("UY"))))
    blocks = [block for section in briefing.sections for block in section.blocks if isinstance(block, Checklist)]
    return [item.action for block in blocks for item in block.items], render(briefing)


@pytest.fixture
def document(actions_and_pdf: tuple[list[str], bytes]) -> Iterator[pikepdf.Pdf]:
    with opened(actions_and_pdf[1]) as document:
        yield document


def test_each_measure_has_a_box_that_is_called_after_it(
    document: pikepdf.Pdf, actions_and_pdf: tuple[list[str], bytes]
) -> None:
    fields = list(document.Root.AcroForm.Fields)
    assert [str(field.TU) for field in fields] == actions_and_pdf[0]
    assert len({str(field.TU) for field in fields}) == len(fields)
    assert len({str(field.T) for field in fields}) == len(fields)


def test_no_program_has_to_make_up_how_a_box_looks(document: pikepdf.Pdf) -> None:
    assert "/NeedAppearances" not in document.Root.AcroForm
    for field in document.Root.AcroForm.Fields:
        assert field.FT == "/Btn"
        assert field.V == field.AS == "/Off"
        assert set(field.AP.N.keys()) == {"/Yes", "/Off"}
        for state in field.AP.N.values():
            assert state.Subtype == "/Form"
            assert [float(edge) for edge in state.BBox][2:] == pytest.approx(_size(field), abs=0.01)


def test_a_box_is_large_enough_to_hit_and_lies_on_its_page(document: pikepdf.Pdf) -> None:
    for field in document.Root.AcroForm.Fields:
        left, bottom, right, top = (float(edge) for edge in field.Rect)
        page = pikepdf.Page(field.P)
        assert min(_size(field)) >= 10
        assert 0 < left < right < float(page.mediabox[2])
        assert 0 < bottom < top < float(page.mediabox[3])


def test_a_ticked_box_shows_its_tick_and_the_others_stay_empty(document: pikepdf.Pdf) -> None:
    first, second, *_rest = document.Root.AcroForm.Fields
    # Two boxes lie differently on the grid of the picture.
    assert _ink(document, first) == pytest.approx(_ink(document, second), rel=0.1)

    first.V = first.AS = pikepdf.Name.Yes

    assert _ink(document, first) > 1.3 * _ink(document, second)


def test_a_box_can_be_cleared_again(document: pikepdf.Pdf) -> None:
    field = document.Root.AcroForm.Fields[-1]
    before = _ink(document, field)
    field.V = field.AS = pikepdf.Name.Yes
    assert _ink(document, field) > before
    field.V = field.AS = pikepdf.Name.Off
    assert _ink(document, field) == before


def _size(field: pikepdf.Object) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    return right - left, top - bottom


def _ink(document: pikepdf.Pdf, field: pikepdf.Object) -> int:
    """Return how dark the inside of a box is when PDFium draws its page with all form fields."""
    saved = BytesIO()
    document.save(saved)
    with pypdfium2.PdfDocument(saved.getvalue()) as drawn:
        drawn.init_forms()
        page = drawn[page_places(document)[field.P.objgen]]
        height = page.get_height()
        left, bottom, right, top = (float(edge) for edge in field.Rect)
        picture = page.render(scale=_SCALE, may_draw_forms=True).to_pil().convert("L")
    inside = picture.crop(
        (int(left * _SCALE), int((height - top) * _SCALE), int(right * _SCALE), int((height - bottom) * _SCALE))
    )
    return sum(255 - value for value in inside.tobytes())
