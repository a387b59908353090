"""Own facts are checked like any others, stand apart from them, and never pass for them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop.dataset.codes import CountryCode, SupplierId
from desktop.dataset.overlay import Known, Overlay
from desktop.dataset.overlay_sheets import MAX_ROWS
from desktop.errors import DatasetBuildError
from tests.own_sheets import changed, example_sheets, grave_sheets, overlay, written

DAHUA, HIKVISION, BRAND = SupplierId("dahua"), SupplierId("hikvision"), SupplierId("relabel")
KNOWN = Known(
    countries=(CountryCode("RS"), CountryCode("UY"), CountryCode("FJ")),
    makers={DAHUA: None, HIKVISION: None, BRAND: DAHUA},
)


def problems(sheets: Mapping[str, bytes]) -> tuple[str, ...]:
    with pytest.raises(DatasetBuildError) as caught:
        overlay(KNOWN, sheets)
    return caught.value.problems


def test_the_example_is_sound() -> None:
    example = overlay(KNOWN)

    assert example.identity.organisation == "Example Corp"
    assert example.identity.version.isoformat() == "2026-11-20"
    assert example.counts == {"sources": 2, "suppliers": 1, "deployments": 1, "laws": 1}


def test_facts_are_found_by_destination() -> None:
    example = overlay(KNOWN)
    serbia = example.facts_for(CountryCode("RS"), (), {})

    assert serbia is not None
    assert [fact.fact_id for fact in serbia.facts] == ["own-rs-office-lobby"]
    assert serbia.suppliers == {"own-lobbycam": "Lobbycam (example)"}
    assert example.facts_for(CountryCode("FJ"), (), {}) is None


def test_what_is_known_of_a_supplier_shows_where_the_supplier_is_documented() -> None:
    grave = overlay(KNOWN, grave_sheets())
    names = {DAHUA: "Dahua", HIKVISION: "Hikvision"}
    fiji = grave.facts_for(CountryCode("FJ"), {DAHUA}, names)

    assert fiji is not None
    assert [fact.fact_id for fact in fiji.facts] == ["own-weakness", "own-ban"]
    assert fiji.suppliers == {DAHUA: "Dahua"}
    assert grave.facts_for(CountryCode("FJ"), {HIKVISION}, names) is None


def test_a_supplier_that_the_dataset_has_forgotten_is_named_by_its_id() -> None:
    uruguay = overlay(KNOWN, grave_sheets()).facts_for(CountryCode("UY"), (), {})

    assert uruguay is not None
    assert uruguay.suppliers[HIKVISION] == "hikvision"


@pytest.mark.parametrize(
    ("name", "column", "cell", "place", "reason"),
    [
        ("deployments", "deployment_id", "rs-lobby", "deployments.csv:2: deployment_id", "begin it with own-"),
        ("sources", "source_id", "visit", "sources.csv:2: source_id", "begin it with own-"),
        ("deployments", "source_ids", "carnegie", "deployments.csv:2: source_ids", "is not in sources.csv"),
        ("deployments", "source_ids", "", "deployments.csv:2: source_ids", "the cell is empty; fill it in"),
        ("deployments", "supplier_ids", "acme", "deployments.csv:2: supplier_ids", "is not in suppliers.csv"),
        ("deployments", "country", "RX", "deployments.csv:2: country", "is no country"),
        ("deployments", "since", "46000", "deployments.csv:2: since", "write 2019, 2019-04 or 2019-04-21"),
        ("deployments", "since", "2027", "deployments.csv:2: since", "lies after the date of these facts, 2026-11-20"),
        ("suppliers", "made_by", "relabel", "suppliers.csv:2: made_by", "is itself a resold brand"),
        ("sources", "kind", "hearsay", "sources.csv:2: kind", "use one of government"),
        ("overlay", "organisation", "", "overlay.csv:2: organisation", "the cell is empty"),
        ("overlay", "version", "2026-11", "overlay.csv:2: version", "write the day of these facts"),
        ("overlay", "version", "soon", "overlay.csv:2: version", "write the day of these facts"),
    ],
)
def test_a_problem_names_file_line_column_and_remedy(
    name: str, column: str, cell: str, place: str, reason: str
) -> None:
    found = problems(changed(name, lambda row: row.update({column: cell})))

    assert any(problem.startswith(f"own-facts/{place}: ") and reason in problem for problem in found), found


def test_a_source_may_be_of_a_kind_that_only_the_organisation_can_read() -> None:
    kinds = {source.kind for source in overlay(KNOWN).tables.sources}

    assert kinds == {"own"}


def test_nobodys_own_facts_are_refused() -> None:
    sheets = example_sheets()
    del sheets["overlay"]

    reason = "it needs the columns organisation and version, and one row that says whose facts these are"
    assert problems(sheets) == (f"own-facts/overlay.csv:1: file: {reason}",)


def test_own_facts_of_two_are_refused() -> None:
    sheets = example_sheets()
    sheets["overlay"] += b"Other Corp,2026-11-20\n"

    assert "one row that says whose facts these are" in problems(sheets)[0]


def test_no_facts_are_no_own_facts() -> None:
    assert "there is no fact beside it" in problems({"overlay": example_sheets()["overlay"]})[0]


def test_a_flood_of_rows_is_refused() -> None:
    sheets = example_sheets()
    source = {"publisher": "Example Corp", "title": "Visit", "kind": "own"}
    sheets["sources"] = written("sources", *({"source_id": f"own-{number}"} | source for number in range(MAX_ROWS + 1)))

    assert any("rows are too many" in problem for problem in problems(sheets))


def test_every_problem_is_listed_at_once() -> None:
    sheets = changed("deployments", lambda row: row.update(country="RX", status="running"))
    sheets["laws"] = changed("laws", lambda row: row.update(topic="cameras"))["laws"]

    assert len(problems(sheets)) == 3


def test_no_fact_of_the_dataset_has_an_own_id(checkout: Path) -> None:
    sheets = (checkout / "data" / "facts").glob("*.csv")
    ids = [line.split(b",")[0] for path in sheets for line in path.read_bytes().splitlines()]

    assert len(ids) > 1000
    assert not [each for each in ids if each.startswith(b"own-")]


def test_overlays_that_say_the_same_are_equal() -> None:
    assert isinstance(overlay(KNOWN), Overlay)
    assert overlay(KNOWN) == overlay(KNOWN)
