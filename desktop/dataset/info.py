"""What is in a dataset, in figures, and whether the file is still what was built."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop.dataset.codes import Confidence, SourceId
from desktop.dataset.dates import PartialDate
from desktop.dataset.identity import DatasetIdentity
from desktop.dataset.store import Dataset, open_dataset
from desktop.errors import DatasetCorruptError

# Literal statements, one per figure: a table's name cannot be a parameter.
_COUNTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sources": "SELECT count(*) FROM sources",
        "suppliers": "SELECT count(*) FROM suppliers",
        "deployments": "SELECT count(*) FROM deployments",
        "laws": "SELECT count(*) FROM laws",
        "indicators": "SELECT count(*) FROM indicators",
        "restrictions": "SELECT count(*) FROM restrictions",
        "jurisdictions": "SELECT count(*) FROM jurisdictions",
        "vulnerabilities": "SELECT count(*) FROM vulnerabilities",
        "advice": "SELECT count(*) FROM advice",
    }
)
_COUNTRIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "deployments": "SELECT count(DISTINCT country) FROM deployments",
        "laws": "SELECT count(DISTINCT country) FROM laws",
        "indicators": "SELECT count(DISTINCT country) FROM indicators",
        "jurisdictions": "SELECT count(DISTINCT country) FROM jurisdictions",
    }
)
_DATES: Final = """
SELECT claim_id, published
FROM claims JOIN claim_sources USING (claim_id) JOIN sources USING (source_id)
WHERE claims.kind NOT IN ('supplier', 'advice') AND published IS NOT NULL
"""
_CONFIDENCES: Final = """
SELECT confidence, count(*) FROM (
    SELECT confidence FROM deployments
    UNION ALL SELECT confidence FROM laws
    UNION ALL SELECT confidence FROM restrictions
    UNION ALL SELECT confidence FROM jurisdictions
) GROUP BY confidence
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetInfo:
    """A dataset in figures.

    `oldest` and `newest` are dates of facts, each as old as its newest dated source. `confidence` holds the share of
    each confidence among the facts that carry one; indicators and weaknesses do not. `own` counts the rows of an
    organisation's own facts, which are in none of the other figures.
    """

    identity: DatasetIdentity
    counts: Mapping[str, int]
    countries: Mapping[str, int]
    oldest: PartialDate | None
    newest: PartialDate | None
    confidence: Mapping[Confidence, float]
    left_out: tuple[SourceId, ...]
    own: Mapping[str, int]


def describe(dataset: Dataset) -> DatasetInfo:
    """Return the figures of an open dataset."""
    connection = dataset.connection
    newest: dict[str, PartialDate] = {}
    for fact_id, text in connection.execute(_DATES):
        published = PartialDate.parse(text)
        newest[fact_id] = max(published, newest.get(fact_id, published))
    by_confidence = dict(connection.execute(_CONFIDENCES))
    total = sum(by_confidence.values())
    return DatasetInfo(
        identity=dataset.identity,
        counts=_counts(connection, _COUNTS),
        countries=_counts(connection, _COUNTRIES),
        oldest=min(newest.values(), default=None),
        newest=max(newest.values(), default=None),
        confidence=MappingProxyType(
            {grade: by_confidence.get(grade, 0) / total if total else 0.0 for grade in reversed(Confidence)}
        ),
        left_out=tuple(
            SourceId(source_id)
            for (source_id,) in connection.execute("SELECT source_id FROM left_out ORDER BY source_id")
        ),
        own=dataset.overlay.counts if dataset.overlay else MappingProxyType({}),
    )


def verify(path: Path | None = None) -> DatasetInfo:
    """Check a dataset file all through and return its figures; raise a DatasetError at the first thing wrong."""
    with open_dataset(path) as dataset:
        try:
            _check(dataset.connection)
            return describe(dataset)
        except sqlite3.DatabaseError as error:
            raise DatasetCorruptError(f"The dataset cannot be read through ({error}); {_REBUILD}.") from error


_REBUILD = "build it anew with “forewarned dataset build”"


def _check(connection: sqlite3.Connection) -> None:
    (finding,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if finding != "ok":
        raise DatasetCorruptError(f"The dataset is damaged inside ({finding}); {_REBUILD}.")
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise DatasetCorruptError(
            f"The dataset refers to a row that it does not hold (from {broken[0]} to {broken[2]}); {_REBUILD}."
        )
    stated = {
        name.removeprefix("count_"): int(value)
        for name, value in connection.execute("SELECT key, value FROM meta WHERE key GLOB 'count_*'")
    }
    for name, count in _counts(connection, _COUNTS).items():
        if stated.get(name) != count:
            raise DatasetCorruptError(
                f"The dataset holds {count} {name} and was built with {stated.get(name, 0)}; {_REBUILD}."
            )


def _counts(connection: sqlite3.Connection, statements: Mapping[str, str]) -> Mapping[str, int]:
    return MappingProxyType({name: connection.execute(sql).fetchone()[0] for name, sql in statements.items()})
