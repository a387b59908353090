"""The figures of a dataset, and the check that reads it through."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.dataset.codes import Confidence
from desktop.dataset.dates import PartialDate
from desktop.dataset.info import describe, verify
from desktop.dataset.store import Dataset
from desktop.errors import DatasetCorruptError
from tests.unit.dataset.small_facts import Facts, build_small
from tests.unit.dataset.test_store import sign


def test_figures_count_what_is_there(small_dataset: Dataset) -> None:
    info = describe(small_dataset)
    assert info.counts == {
        "sources": 2,
        "suppliers": 2,
        "deployments": 2,
        "laws": 1,
        "indicators": 4,
        "restrictions": 1,
        "jurisdictions": 1,
        "vulnerabilities": 1,
        "advice": 1,
    }
    assert info.countries == {"deployments": 2, "laws": 1, "indicators": 2, "jurisdictions": 1}
    assert info.confidence == {Confidence.HIGH: 0.4, Confidence.MEDIUM: 0.6, Confidence.LOW: 0.0}
    assert info.left_out == ()


def test_fact_is_as_old_as_its_newest_source(small_dataset: Dataset) -> None:
    info = describe(small_dataset)
    assert (info.oldest, info.newest) == (PartialDate(year=2020, month=5), PartialDate(year=2021))


def test_sound_file_verifies(facts: Facts, target: Path) -> None:
    identity = build_small(facts.write(), target)
    assert verify(target).identity == identity


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM advice", "The dataset holds 0 advice and was built with 1"),
        ("DELETE FROM sources WHERE source_id = 'wire-2020'", "refers to a row that it does not hold"),
        ("DROP TABLE laws", "cannot be read through"),
    ],
)
def test_file_changed_inside_is_found_even_when_signed(
    facts: Facts, target: Path, statement: str, sentence: str
) -> None:
    build_small(facts.write(), target)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute(statement)
    sign(target)
    with pytest.raises(DatasetCorruptError, match=sentence):
        verify(target)


def test_broken_page_is_found_even_when_signed(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target)
    with closing(sqlite3.connect(target)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'laws_by_country'").fetchone()
    raw = bytearray(target.read_bytes())
    raw[(page - 1) * 4096 : page * 4096] = bytes(4096)
    target.write_bytes(raw)
    sign(target)
    with pytest.raises(DatasetCorruptError):
        verify(target)
