"""The pocket card: the size of a bank card when folded, whatever stands on it, and nothing spills over its edge."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.options import BriefingOptions
from desktop.briefing.own import OwnContact, OwnWords
from desktop.briefing.service import BriefingService
from desktop.dataset.store import open_dataset
from desktop.handout.organisation import read_organisation
from desktop.pdf.render import Paper, render
from tests.builders import a_stop, a_trip
from tests.pdf.reading import opened

EXAMPLE = Path(__file__).parents[2] / "resources" / "examples" / "organisation.toml"
_MM = 72 / 25.4
_CONTACTS = tuple(
    OwnContact(role=f"Desk {place}", phone=f"+1 555 01{place:02}", name="Ana Example") for place in range(30)
)

Box = tuple[float, float, float, float]


def the_card(pdf: bytes) -> tuple[int, Box]:
    """Return the page on which the card stands and its outline: the only dashed rectangle of a briefing."""
    found = []
    with opened(pdf) as document:
        for place, page in enumerate(document.pages):
            x = y = 0.0
            is_dashed = False
            for instruction in pikepdf.parse_content_stream(page):
                values = instruction.operands
                match str(instruction.operator):
                    case "cm":
                        x, y = float(values[4]), float(values[5])
                    case "d":
                        is_dashed = len(values[0]) > 0
                    case "q" | "Q":
                        is_dashed = False
                    case "re" if is_dashed:
                        width, height = float(values[2]), float(values[3])
                        found.append((place, (x, y, x + width, y + height)))
    (card,) = found
    return card


@pytest.fixture(scope="module")
def example() -> OwnWords:
    return read_organisation(EXAMPLE)


@pytest.fixture(
    scope="module",
    params=[
        (("RS", "UY"), None),
        (("CN",), ()),
        (("VA",), None),
        (("US", "CN", "AE", "DE", "PK"), _CONTACTS),
        (("CN", "IN", "RU", "US", "GB", "FR", "SA", "AE", "DE"), None),
    ],
    ids=["two stops", "an organisation", "no facts", "many contacts", "many stops"],
)
def pdf(request: pytest.FixtureRequest, dataset_path: Path, example: OwnWords) -> bytes:
    codes, contacts = request.param
    own = None if contacts is None else replace(example, contacts=contacts or example.contacts)
    with open_dataset(dataset_path) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        prepared = service.prepare(a_trip(*(a_stop(code) for code in codes)), own)
        return render(service.compose(prepared, BriefingOptions(own=own)), paper=Paper.LETTER)


def test_a_folded_card_has_the_size_of_a_bank_card(pdf: bytes) -> None:
    _page, (left, bottom, right, top) = the_card(pdf)
    assert (right - left) / 2 == pytest.approx(85 * _MM, abs=0.1)
    assert top - bottom == pytest.approx(54 * _MM, abs=0.1)


def test_what_stands_on_the_card_stays_on_its_own_face(pdf: bytes) -> None:
    place, (left, bottom, right, top) = the_card(pdf)
    fold = (left + right) / 2
    lines = 0
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[place].get_textpage()
        for index in range(text.count_rects()):
            x0, y0, x1, y1 = text.get_rect(index)
            if y1 < bottom or y0 > top:
                continue
            lines += 1
            assert bottom + 4 < y0 < y1 < top - 4
            assert left + 4 < x0 < x1 < fold - 4 or fold + 4 < x0 < x1 < right - 4
    assert lines >= 6


def test_the_card_says_whom_to_call_first_and_what_to_do_at_the_border(pdf: bytes) -> None:
    place, (left, bottom, right, top) = the_card(pdf)
    fold = (left + right) / 2
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[place].get_textpage()
        front = text.get_text_bounded(left, bottom, fold, top)
        back = text.get_text_bounded(fold, bottom, right, top)
    assert "Call at home" in front
    assert back.startswith("At the border")
