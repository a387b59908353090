"""Throughput of a batch on two processes beside one, and the memory of a worker from its 100th to its 1,000th briefing.

Run as ``python -m tests.benchmarks.batch``. Both batches go the whole way, from a table of travellers to a manifest,
each worker in a process of its own that starts from nothing. On a machine that has other work the clock says little, so
three figures stand beside it: what two processes gain that only count, measured in between; the processor time that a
briefing costs either way; and what would be gained by that time alone on two free processors.
"""

import csv
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

from desktop import batch_worker
from desktop.dataset.identity import default_path
from desktop.handout.batch import Batch, run
from desktop.handout.plan import plan
from desktop.handout.worker import line_from
from desktop.trip import Profile

TRAVELLERS = 700
ORDER = (1, 2, 2, 1)
"""How many processes work, run by run: what warms up or slows down on the way falls on both alike."""
LEAST_GAIN = 1.8
FIRST, LAST = 100, 1000
MOST_GROWTH = 1.10
COUNTING = "sum(number * number % 7 for number in range(20_000_000))"
STOPS = ("Serbia", "UY", "China;DE", "Kenya", "United Arab Emirates", "PK")


@dataclass
class Spent:
    """Seconds by the clock and of processors, over all runs with the same number of processes."""

    clock: float = 0.0
    processor: float = 0.0
    counting: float = 0.0
    runs: int = 0

    @property
    def milliseconds_each(self) -> float:
        """Return the processor time of one briefing, start of the workers included."""
        return 1000 * self.processor / (self.runs * TRAVELLERS)


def main() -> int:
    """Print the figures; return 1 if one is over its budget."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, two = throughput(folder)
        early, late = memory(folder)
    gain, counting = one.clock / two.clock, 2 * one.counting / two.counting
    per_second = {jobs: each.runs * TRAVELLERS / each.clock for jobs, each in ((1, one), (2, two))}
    print(f"{len(ORDER)} runs of {TRAVELLERS} briefings each")
    print(f"one process {per_second[1]:6.2f} briefings a second")
    # Where the machine itself gives less than two processors, no program can do better.
    has_gained, is_steady = gain >= LEAST_GAIN, late <= MOST_GROWTH * early
    budget = f"at least × {LEAST_GAIN}: {verdict(is_met=has_gained)}"
    print(f"two processes {per_second[2]:6.2f} briefings a second: × {gain:.2f} ({budget})")
    print(f"two processes that only count, in between: × {counting:.2f}; the batch has {gain / counting:.0%} of that")
    print(f"processor time a briefing: {one.milliseconds_each:.1f} ms alone, {two.milliseconds_each:.1f} ms for two")
    print(f"by that time alone, on two free processors: × {2 * one.processor / two.processor:.2f}")
    budget = f"at most × {MOST_GROWTH}: {verdict(is_met=is_steady)}"
    print(f"worker after {FIRST}: {early / 1024:.1f} MiB, after {LAST}: {late / 1024:.1f} MiB")
    print(f"  × {late / early:.3f} ({budget})")
    return int(not (has_gained and is_steady))


def verdict(*, is_met: bool) -> str:
    """Return the word that the page of results counts."""
    return "met" if is_met else "MISSED"


def throughput(folder: Path) -> tuple[Spent, Spent]:
    """Run the batch with one process and with two, in turn."""
    spent = {1: Spent(), 2: Spent()}
    for place, jobs in enumerate(ORDER):
        planned = batch(folder, TRAVELLERS, f"run-{place}", jobs)
        each = spent[jobs]
        before, start = children_seconds(), perf_counter()
        result = run(planned)
        each.clock += perf_counter() - start
        each.processor += children_seconds() - before
        each.counting += count(jobs)
        each.runs += 1
        assert result.issued == TRAVELLERS, f"{result.failed} rows failed: {result.entries[0].error}"
    return spent[1], spent[2]


def children_seconds() -> float:
    """Return the processor time of all processes that were started and have ended."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def count(processes: int) -> float:
    """Return the seconds that so many processes take which share nothing and only count: the most that can be had."""
    start = perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", COUNTING]) for _ in range(processes)]
    for process in running:
        process.wait()
    return perf_counter() - start


def batch(folder: Path, travellers: int, name: str, jobs: int = 1) -> Batch:
    """Plan a batch as the command line does."""
    table = folder / f"{name}.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["traveller", "destinations", "arrive", "profile"])
        for row in range(travellers):
            profile = tuple(Profile)[row % len(Profile)].value
            writer.writerow([f"Traveller {row}", STOPS[row % len(STOPS)], "2027-01-10", profile])
    return plan(table, folder / name, worker=batch_worker.command(), jobs=jobs, dataset=default_path())


def memory(folder: Path) -> tuple[int, int]:
    """Return the resident memory of one worker, in KiB, after its early and its late briefing."""
    planned = batch(folder, LAST, "memory")
    planned.out.mkdir()
    found = []
    with subprocess.Popen(planned.worker, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(planned.setup + "\n")
        worker.stdin.flush()
        assert "halt" not in worker.stdout.readline()
        for order in planned.orders:
            worker.stdin.write(line_from(order) + "\n")
            worker.stdin.flush()
            assert "sha256" in worker.stdout.readline()
            if order.row in {FIRST, LAST}:
                found.append(resident_kib(worker.pid))
        worker.stdin.close()
    return found[0], found[1]


def resident_kib(pid: int) -> int:
    """Return how much memory a process holds at this moment."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


if __name__ == "__main__":
    sys.exit(main())
