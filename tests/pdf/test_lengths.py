"""How long a briefing gets, on the real facts: what a person can carry and read."""

import io
from pathlib import Path

import pypdfium2
import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.store import open_dataset
from desktop.pdf.render import render
from tests.builders import a_stop, a_trip


def pages(dataset_path: Path, *codes: str, is_short: bool = False) -> int:
    """Count the pages of a trip's briefing."""
    with open_dataset(dataset_path) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        prepared = service.prepare(a_trip(*(a_stop(code) for code in codes)))
        briefing = service.compose(prepared, BriefingOptions(is_short=is_short))
    with pypdfium2.PdfDocument(io.BytesIO(render(briefing))) as document:
        return len(document)


@pytest.mark.parametrize("code", ["CN", "FR", "GB", "IN", "PK", "SA", "US"])
def test_one_stop_takes_at_most_six_pages(dataset_path: Path, code: str) -> None:
    assert pages(dataset_path, code) <= 6


@pytest.mark.parametrize("codes", [("US", "CN", "AE", "DE", "PK"), ("CN", "IN", "RU", "US", "GB")])
def test_five_stops_take_at_most_eighteen_pages(dataset_path: Path, codes: tuple[str, ...]) -> None:
    assert pages(dataset_path, *codes) <= 18


@pytest.mark.parametrize("codes", [("RS",), ("RS", "UY"), ("US", "CN", "AE", "DE", "PK"), ("BV",)])
def test_the_short_form_is_one_sheet(dataset_path: Path, codes: tuple[str, ...]) -> None:
    assert pages(dataset_path, *codes, is_short=True) == 2
