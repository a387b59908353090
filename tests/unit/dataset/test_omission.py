"""Leaving a source out takes along what rests on it alone."""

from pathlib import Path

import pytest

from desktop.dataset.codes import Confidence, CountryCode, SourceId, SupplierId
from desktop.dataset.info import describe
from desktop.dataset.model import Supplier
from desktop.dataset.store import open_dataset
from desktop.errors import UsageError
from tests.unit.dataset.small_facts import Facts, build_small

RS = CountryCode("RS")
WIRE = SourceId("wire-2020")
REGISTRY = SourceId("registry-2021")


def test_fact_with_another_source_stays_with_that_one(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target, without=[WIRE])
    with open_dataset(target) as dataset:
        found = dataset.facts_for(RS)
    assert [(fact.fact_id, fact.source_ids) for fact in found.deployments] == [("rs-cameras", (REGISTRY,))]
    assert found.laws == ()
    assert set(found.sources) == {REGISTRY}


def test_supplier_that_a_fact_still_names_stays_as_a_bare_name(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target, without=[WIRE])
    with open_dataset(target) as dataset:
        assert dataset.supplier(SupplierId("acme")) == Supplier(
            supplier_id=SupplierId("acme"),
            name="Acme Optics",
            aliases=(),
            hq=None,
            ownership="unknown",
            products=(),
            made_by=None,
            summary="",
            source_ids=(REGISTRY,),
            confidence=Confidence.LOW,
        )


def test_supplier_that_nothing_names_goes(facts: Facts, target: Path) -> None:
    facts.change("suppliers", "made_by", "", row=1)
    build_small(facts.write(), target, without=[WIRE])
    with open_dataset(target) as dataset:
        assert dataset.supplier(SupplierId("acme")) is None
        assert dataset.supplier(SupplierId("relabel")) is not None


def test_dataset_records_what_was_left_out(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target, without=[WIRE])
    with open_dataset(target) as dataset:
        assert describe(dataset).left_out == (WIRE,)


def test_unknown_source_is_answered_with_near_names(facts: Facts, target: Path) -> None:
    with pytest.raises(UsageError, match=r"^No source is called “wire-2021”; did you mean wire-2020\b"):
        build_small(facts.write(), target, without=[SourceId("wire-2021")])
    assert not target.exists()
