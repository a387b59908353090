"""What is wrong with one traveller's row is said in the words of the row's columns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.model import Briefing
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.search import Search
from desktop.dataset.store import Dataset, open_dataset
from desktop.errors import TextError, UsageError
from desktop.handout.issue import Issuer, Render
from desktop.handout.travellers import Order


@pytest.fixture(scope="module")
def dataset(dataset_path: Path) -> Iterator[Dataset]:
    with open_dataset(dataset_path) as opened:
        yield opened


def issuer(dataset: Dataset, render: Render = lambda briefing, _paper: briefing.title.encode()) -> Issuer:
    service = BriefingService(dataset=dataset, method=shipped_method())
    return Issuer(service=service, search=Search(dataset), render=render, options=BriefingOptions())


def order(*destinations: str, traveller: str = "Ana") -> Order:
    return Order(row=1, line=2, traveller=traveller, destinations=destinations)


def refusal(dataset: Dataset, *destinations: str) -> str:
    with pytest.raises(UsageError) as caught:
        issuer(dataset).issue(order(*destinations))
    return str(caught.value)


def test_destinations_are_found_by_whatever_names_them(dataset: Dataset) -> None:
    issued = issuer(dataset).issue(order("Zürich", "中国", "BEG"))

    assert issued.pdf.decode() == "Pre-travel briefing: Switzerland, China, Serbia"
    assert issued.dataset_version == dataset.identity.label


@pytest.mark.parametrize(
    "text", ["Serbia, Uruguay", "Serbia/Uruguay", "Serbia & Uruguay", "Serbia and Uruguay", "Serbia - Uruguay"]
)
def test_several_destinations_in_one_are_shown_as_they_are_to_be_written(dataset: Dataset, text: str) -> None:
    assert refusal(dataset, text) == (
        f"destinations: “{text}” is no destination; if all are meant, write “Serbia;Uruguay”."
    )


def test_a_name_that_holds_a_comma_or_an_and_is_one_destination(dataset: Dataset) -> None:
    issued = issuer(dataset).issue(order("Trinidad and Tobago", "Bosnia and Herzegovina"))

    assert issued.pdf.decode() == "Pre-travel briefing: Trinidad and Tobago, Bosnia and Herzegovina"


def test_what_is_no_destination_names_its_column_and_the_nearest(dataset: Dataset) -> None:
    assert refusal(dataset, "Sebria") == "destinations: No destination is called “Sebria”. Did you mean Serbia?"
    assert refusal(dataset, "Narnia, Serbia").startswith("destinations: No destination is called “Narnia, Serbia”.")


def test_a_name_that_cannot_be_printed_is_told_from_other_text(dataset: Dataset) -> None:
    def render(_briefing: Briefing, _paper: str) -> bytes:
        raise TextError(character="李", place="a section", font="a font")

    with pytest.raises(UsageError, match=r"traveller: “李” cannot be printed; spell the name in Latin, Greek or"):
        issuer(dataset, render).issue(order("RS", traveller="李伟"))
    with pytest.raises(TextError):
        issuer(dataset, render).issue(order("RS"))
