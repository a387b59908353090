"""Two datasets are told apart fact by fact and level by level."""

from pathlib import Path

import pytest

from desktop.assessment.levels import Theme
from desktop.assessment.rule_book import shipped_method
from desktop.dataset.codes import CountryCode
from desktop.dataset.store import open_dataset
from desktop.handout.difference import Difference, compare, document, lines
from tests.unit.dataset.small_facts import Facts, build_small


def difference(tmp_path: Path, old: Facts, new: Facts, *countries: str) -> Difference:
    paths = []
    for name, facts in (("old", old), ("new", new)):
        build_small(facts.write(), tmp_path / name / "forewarned.sqlite")
        paths.append(tmp_path / name / "forewarned.sqlite")
    wanted = [CountryCode(code) for code in countries] or None
    with open_dataset(paths[0]) as before, open_dataset(paths[1]) as after:
        return compare(before, after, shipped_method(), wanted)


@pytest.fixture
def old(tmp_path: Path) -> Facts:
    return Facts(tmp_path / "old-data")


@pytest.fixture
def new(tmp_path: Path) -> Facts:
    return Facts(tmp_path / "new-data")


def changes(found: Difference) -> set[tuple[str, str]]:
    return {(each.fact_id, each.change) for each in found.facts}


def test_the_same_facts_differ_in_nothing(tmp_path: Path, old: Facts, new: Facts) -> None:
    found = difference(tmp_path, old, new)

    assert (found.facts, found.levels, found.postures) == ((), (), ())
    assert "0 levels moved" in lines(found)


def test_facts_are_added_changed_and_withdrawn(tmp_path: Path, old: Facts, new: Facts) -> None:
    new.change("laws", "summary", "SIM cards are registered with a face.")
    new.rows["deployments"] = [row for row in new.rows["deployments"] if row["deployment_id"] != "uy-faces"]
    new.rows["deployments"].append(dict(new.rows["deployments"][0], deployment_id="rs-more"))
    found = difference(tmp_path, old, new)

    assert changes(found) == {("rs-sim", "changed"), ("uy-faces", "withdrawn"), ("rs-more", "added")}
    assert "facts: 1 added, 1 changed, 1 withdrawn" in lines(found)


def test_another_source_is_a_change(tmp_path: Path, old: Facts, new: Facts) -> None:
    new.change("laws", "source_ids", "registry-2021")

    assert changes(difference(tmp_path, old, new)) == {("rs-sim", "changed")}


def test_levels_that_move_are_named_by_country(tmp_path: Path, old: Facts, new: Facts) -> None:
    new.rows["laws"] = []
    found = difference(tmp_path, old, new)

    assert ("RS", Theme.IDENTIFICATION) in {(each.country, each.theme) for each in found.levels}
    assert any("Serbia: Identification:" in line and "→ Not documented" in line for line in lines(found))


def test_it_can_be_limited_to_the_countries_of_a_trip(tmp_path: Path, old: Facts, new: Facts) -> None:
    new.rows["laws"] = []
    new.change("deployments", "summary", "Cameras are in use.")
    found = difference(tmp_path, old, new, "UY")

    assert (found.facts, found.levels) == ((), ())


def test_the_document_has_stable_names(tmp_path: Path, old: Facts, new: Facts) -> None:
    new.rows["laws"] = []
    found = document(difference(tmp_path, old, new))

    assert set(found) == {"old", "new", "facts", "levels", "postures"}
    assert found["facts"] == [{"kind": "law", "id": "rs-sim", "country": "RS", "change": "withdrawn"}]
