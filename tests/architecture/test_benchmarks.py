"""Every benchmark says of its bars whether they are met, in the words that the page of results counts."""

from pathlib import Path

import pytest

from tests.benchmarks.__main__ import FOLDER, Outcome, page

BENCHMARKS = [path for path in sorted(FOLDER.glob("*.py")) if not path.stem.startswith("_")]


@pytest.mark.parametrize("path", BENCHMARKS, ids=[path.stem for path in BENCHMARKS])
def test_a_benchmark_gives_a_verdict(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert '"met"' in text or "'met'" in text
    assert '"MISSED"' in text or "'MISSED'" in text


def test_the_page_of_results_counts_the_verdicts_of_all() -> None:
    said = "two processes: × 1.67 (at least × 1.8: MISSED)\n  × 1.014 (at most × 1.1: met)"
    outcomes = [Outcome(name="batch", said=said), Outcome(name="search", said="budget of 10 ms: met")]
    assert "- Bars: 2 met, 1 missed\n" in page(outcomes)
    assert [outcome.has_missed for outcome in outcomes] == [True, False]
