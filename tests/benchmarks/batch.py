"""Throughput of a batch on two processes beside one, and the memory of a worker from its 100th to its 1,000th briefing.

Run as ``python -m tests.benchmarks.batch``.
"""

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from desktop.dataset.identity import default_path
from desktop.dataset.store import open_dataset
from desktop.handout.batch import Batch, run
from desktop.handout.journal import fingerprint
from desktop.handout.travellers import Order
from desktop.handout.worker import line_from
from desktop.trip import Profile

TRAVELLERS = 300
LEAST_GAIN = 1.8
FIRST, LAST = 100, 1000
MOST_GROWTH = 1.10
COUNTING = "sum(number * number % 7 for number in range(30_000_000))"
STOPS = (("Serbia",), ("UY",), ("China", "DE"), ("Kenya",), ("United Arab Emirates",), ("PK",))


def main() -> int:
    """Print the figures; return 1 if one is over its budget."""
    with tempfile.TemporaryDirectory() as folder:
        seconds: dict[int, float] = {}
        # One, two, two, one: what warms up or slows down during the run falls on both alike.
        for place, jobs in enumerate((1, 2, 2, 1)):
            start = perf_counter()
            result = run(batch(Path(folder, str(place)), jobs))
            seconds[jobs] = seconds.get(jobs, 0.0) + perf_counter() - start
            assert result.issued == TRAVELLERS, result.entries
        gain = seconds[1] / seconds[2]
        most = 2 * busy(1) / busy(2)
        print(f"two processes that only count, on this machine at this moment: × {most:.2f}")
        print(f"one process {2 * TRAVELLERS / seconds[1]:6.2f} briefings a second")
        print(
            f"two processes {2 * TRAVELLERS / seconds[2]:6.2f} briefings a second: × {gain:.2f} (at least {LEAST_GAIN})"
        )
        early, late = memory(Path(folder, "memory"))
        print(
            f"worker after {FIRST}: {early / 1024:.1f} MiB, after {LAST}: {late / 1024:.1f} MiB: × {late / early:.3f}"
        )
        print(f"(at most × {MOST_GROWTH})")
    # Where the machine itself gives less than two processors, no program can do better.
    return int(gain < LEAST_GAIN or late > MOST_GROWTH * early)


def busy(processes: int) -> float:
    """Return the seconds that so many processes take which share nothing and only count: the most that can be had."""
    start = perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", COUNTING]) for _ in range(processes)]
    for process in running:
        process.wait()
    return perf_counter() - start


def order(row: int) -> Order:
    """Make the order of one traveller."""
    return Order(
        row=row,
        line=row + 1,
        traveller=f"Traveller {row}",
        destinations=STOPS[row % len(STOPS)],
        arrive=date(2027, 1, 10),
        profile=tuple(Profile)[row % len(Profile)],
    )


def setup(out: Path) -> dict[str, object]:
    """Say how a worker works, as the command line does."""
    with open_dataset(default_path()) as dataset:
        inputs = fingerprint({"organisation": repr(None).encode(), "dataset": dataset.identity.digests.encode()})
    return {
        "out": str(out),
        "organisation": None,
        "is_short": False,
        "has_sign_off": False,
        "dataset": str(default_path()),
        "inputs": dict(inputs),
    }


WORKER = (sys.executable, "-m", "desktop", "batch-worker")


def batch(out: Path, jobs: int) -> Batch:
    """Make a batch for a number of processes."""
    orders = tuple(order(row) for row in range(1, TRAVELLERS + 1))
    told = setup(out)
    return Batch(orders=orders, out=out, worker=WORKER, setup=json.dumps(told), inputs={}, jobs=jobs)


def memory(out: Path) -> tuple[int, int]:
    """Return the resident memory of one worker, in KiB, after its early and its late briefing."""
    out.mkdir()
    found = []
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(json.dumps(setup(out)) + "\n")
        for row in range(1, LAST + 1):
            worker.stdin.write(line_from(order(row)) + "\n")
            worker.stdin.flush()
            assert "sha256" in worker.stdout.readline()
            if row in {FIRST, LAST}:
                found.append(resident_kib(worker.pid))
        worker.stdin.close()
    return found[0], found[1]


def resident_kib(pid: int) -> int:
    """Return how much memory a process holds at this moment."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


if __name__ == "__main__":
    sys.exit(main())
