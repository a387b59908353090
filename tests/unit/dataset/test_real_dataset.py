"""The real facts build, hold together and answer for every destination."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.dataset.codes import SupplierId
from desktop.dataset.info import verify
from desktop.dataset.store import Dataset, open_dataset
from desktop.dataset.tables import Claim


@pytest.fixture(scope="module")
def dataset(dataset_path: Path) -> Iterator[Dataset]:
    """Return the real dataset, open."""
    with open_dataset(dataset_path) as opened:
        yield opened


def test_real_dataset_verifies(dataset_path: Path) -> None:
    info = verify(dataset_path)
    assert min(info.counts.values()) > 0
    assert info.left_out == ()


def test_every_destination_reads_and_names_only_sources_that_are_there(dataset: Dataset) -> None:
    for country in dataset.countries():
        found = dataset.facts_for(country.code)
        facts: list[Claim] = [*found.deployments, *found.laws, *found.indicators, *found.suppliers.values()]
        facts += (*found.vulnerabilities, *found.restrictions)
        for fact in facts:
            assert fact.source_ids
            assert found.sources.keys() >= set(fact.source_ids)


def test_every_supplier_of_a_deployment_is_known_where_it_is_documented(dataset: Dataset) -> None:
    for country in dataset.countries():
        found = dataset.facts_for(country.code)
        named = {supplier_id for deployment in found.deployments for supplier_id in deployment.supplier_ids}
        assert found.suppliers.keys() >= named


def test_microphone_weakness_reaches_where_dahua_is_documented(dataset: Dataset) -> None:
    reached = [
        found.country.code
        for found in (dataset.facts_for(country.code) for country in dataset.countries())
        if SupplierId("dahua") in found.suppliers
        if any(weakness.cve == "CVE-2019-3948" for weakness in found.vulnerabilities)
    ]
    assert len(reached) > 10
