"""What rendering leaves behind: nothing but the bytes."""

import gc

import pytest

from desktop.errors import TextError
from desktop.pdf.document import Document
from desktop.pdf.render import render
from desktop.pdf.runs import Run
from desktop.pdf.tagging import Element
from tests.pdf.sample import a_briefing, overview, sample, with_traveller


def alive(*kinds: type) -> int:
    return sum(isinstance(each, kinds) for each in gc.get_objects())


def test_nothing_of_a_briefing_outlives_its_rendering() -> None:
    render(sample())
    gc.collect()
    assert alive(Document, Element, Run) == 0


def test_structure_goes_without_a_search_for_garbage() -> None:
    gc.collect()
    gc.disable()
    try:
        render(sample())
        assert alive(Element) == 0
    finally:
        gc.enable()


def test_garbage_is_searched_for_again_once_a_briefing_is_rendered_or_refused() -> None:
    render(sample())
    assert gc.isenabled()
    with pytest.raises(TextError):
        render(with_traveller(a_briefing(overview()), "😀"))
    assert gc.isenabled()
