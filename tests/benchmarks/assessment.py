"""Whether assessing stays cheap: beside the rendering of a PDF, and with a hundred times the facts.

Run as ``python -m tests.benchmarks.assessment``; ``--times 10`` multiplies by less. Beside the PDF each round is a
process of its own, as a person starts the program once and prints once: neither side finds anything that an earlier
round left in memory. Reading the modules is counted on neither side.
"""

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from desktop.assessment.assess import assess
from desktop.assessment.rule_book import shipped_method
from desktop.briefing.service import BriefingService
from desktop.dataset.build import build_dataset
from desktop.dataset.codes import CountryCode
from desktop.dataset.model import CountryFacts
from desktop.dataset.search import Search
from desktop.dataset.store import Dataset, open_dataset
from desktop.pdf.render import render
from desktop.trip import Profile, Stop, Trip
from tests.benchmarks.search import at, keystrokes, timed
from tests.dataset_fixture import CHECKOUT, built_dataset

TRIPS = ("RS UY AE PK DE", "FR CN US BR IN", "KE TH MX IT SA", "GB TR RU EG NG", "JP KR VN ID MY")
"""Trips of five stops, one a round."""
COST_BAR = 1.5
SEARCH_BAR_MS = 10.0
_COPIED = {
    "sources": "source_id",
    "deployments": "deployment_id",
    "laws": "law_id",
    "restrictions": "restriction_id",
    "vulnerabilities": "vulnerability_id",
}
"""The sheets whose rows are multiplied, and the column that must stay unique."""
_MEASURED = 12
_REPEATS = 3


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure what assessing costs.")
    parser.add_argument("--times", type=int, default=100, help="how often each fact is written in the large dataset")
    parser.add_argument("--round", nargs=2, metavar=("DATASET", "STOPS"), help="one round beside a PDF, as JSON")
    arguments = parser.parse_args()
    if arguments.round:
        path, codes = arguments.round
        print(json.dumps(one_round(Path(path), codes)))
        return
    times = arguments.times
    with tempfile.TemporaryDirectory() as folder:
        plain = built_dataset(Path(folder, "plain"))
        beside_a_pdf(plain)
        large = Path(folder, "large", "forewarned.sqlite")
        build_dataset(multiplied(Path(folder, "data"), times), large)
        with open_dataset(plain) as one, open_dataset(large) as many:
            with_more_facts(one, many, times)
            searched(many, times)


def beside_a_pdf(path: Path) -> None:
    """Compare assessing every destination with rendering a PDF of five stops."""
    rounds = [measured(path, codes) for codes in TRIPS]
    assessing, rendering = zip(*rounds, strict=True)
    ratio = median(assessing) / median(rendering)
    print(f"assess all destinations, reading their facts: {spread(assessing)}")
    print(f"render a PDF of five stops:                   {spread(rendering)}")
    print(f"ratio of the medians: {ratio:.2f}; bar of 1: {verdict(ratio, 1)}")


def measured(path: Path, codes: str) -> tuple[float, float]:
    """Let a process of its own do both, and return the processor seconds of each."""
    command = [sys.executable, "-m", "tests.benchmarks.assessment", "--round", str(path), codes]
    assessing, rendering = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return assessing, rendering


def one_round(path: Path, codes: str) -> tuple[float, float]:
    """Assess every destination, then render the briefing for these stops."""
    with open_dataset(path) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        assessing = processor_seconds(partial(assess_all, service, dataset))
        stops = tuple(Stop(country=CountryCode(code)) for code in codes.split())
        briefing = service.compose(service.prepare(Trip(stops=stops)))
        return assessing, processor_seconds(partial(render, briefing))


def assess_all(service: BriefingService, dataset: Dataset) -> None:
    """Assess every destination."""
    for country in dataset.countries():
        service.assess(country.code)


def spread(seconds: Sequence[float]) -> str:
    """Write the median of some runs with their range."""
    return f"{median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f} s)"


def with_more_facts(one: Dataset, many: Dataset, times: int) -> None:
    """Compare the cost of a fact in the plain and in the large dataset."""
    method = shipped_method()
    as_of = one.identity.version
    ordered = sorted((one.facts_for(country.code) for country in one.countries()), key=fact_count)
    rated = [facts.country.code for facts in ordered if facts.deployments and facts.laws]
    chosen = rated[:: max(1, len(rated) // _MEASURED)]
    costs = []
    for dataset in (one, many):

        def assess_chosen(dataset: Dataset = dataset) -> int:
            count = 0
            for code in chosen:
                facts = dataset.facts_for(code)
                assess(facts, method=method, profile=Profile.GENERAL, as_of=as_of)
                count += fact_count(facts)
            return count

        facts = assess_chosen()
        seconds = quickest(assess_chosen)
        costs.append(seconds / facts)
        print(
            f"assess {len(chosen)} destinations with {facts:,} facts: {seconds * 1000:.1f} ms, "
            f"{seconds / facts * 1e6:.1f} µs a fact"
        )
    ratio = costs[1] / costs[0]
    print(f"cost of a fact with {times} times the facts: {ratio:.2f}; bar of {COST_BAR}: {verdict(ratio, COST_BAR)}")


def fact_count(facts: CountryFacts) -> int:
    """Count what was read for a destination."""
    return (
        len(facts.deployments)
        + len(facts.laws)
        + len(facts.indicators)
        + len(facts.vulnerabilities)
        + len(facts.restrictions)
    )


def searched(dataset: Dataset, times: int) -> None:
    """Time each keystroke of a search in the large dataset."""
    found = timed(Search(dataset).find, list(keystrokes()))
    slowest = at(found, 0.99)
    print(
        f"search with {times} times the facts: median {at(found, 0.5):.2f} ms, 99 % {slowest:.2f} ms; "
        f"bar of {SEARCH_BAR_MS:.0f} ms: {verdict(slowest, SEARCH_BAR_MS)}"
    )


def multiplied(target: Path, times: int) -> Path:
    """Write a data folder in which each source, system, rule, restriction and weakness stands so many times."""
    shutil.copytree(CHECKOUT / "data", target, ignore=shutil.ignore_patterns("build"))
    for sheet, key in _COPIED.items():
        path = target / "facts" / f"{sheet}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            for copy in range(times):
                writer.writerows(copied(row, key, copy) for row in rows)
    return target


def copied(row: dict[str, str], key: str, copy: int) -> dict[str, str]:
    """Write one row again under an id of its own, resting on sources of its own; copy 0 is the row itself."""
    if copy == 0:
        return row
    mark = f"-copy-{copy}"
    sources = row.get("source_ids", "")
    marked = ";".join(f"{source}{mark}" for source in sources.split(";")) if sources else ""
    # Nothing reads the notes of a source but its editors; a hundred of each would be more than a table may hold.
    unread = {"note": ""} if key == "source_id" else {}
    return row | {key: row[key] + mark} | ({"source_ids": marked} if sources else {}) | unread


def quickest(work: Callable[[], object]) -> float:
    """Return the least processor time of some runs, in seconds."""
    return min(processor_seconds(work) for _run in range(_REPEATS))


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one run."""
    start = process_time()
    work()
    return process_time() - start


def verdict(measured: float, bar: float) -> str:
    """Say whether a bar is met."""
    return "met" if measured <= bar else "MISSED"


if __name__ == "__main__":
    main()
