"""How long a keystroke takes to be answered, beside a scan of all names with rapidfuzz in the same run.

Run as ``python -m tests.benchmarks.search``.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

from rapidfuzz import process
from rapidfuzz.distance import OSA

from desktop.dataset.search import Search
from desktop.dataset.spelling import normalise
from desktop.dataset.store import Dataset, open_dataset

BUDGET_MS = 10.0
TYPED = (
    *("Serbia", "Uruguay", "United Kingdom", "Untied Kingdom", "United Arab Emirates", "Côte d’Ivoire", "Deutschland"),
    *("Germny", "Mexco", "Swtizerland", "Saudi Arabai", "South Korea", "New Zealand", "Papua New Guinea", "China"),
    *("Chian", "Niger", "Marocco", "Phillipines", "Colmbia", "Сербия", "Российская Федерация", "中国", "東京", "서울"),
    *("القاهرة", "Αθήνα", "São Paulo", "San Francisco", "Santiago de Chile", "Los Angeles", "Saint Petersburg"),
    *("Kuala Lumpur", "Belgrad", "Marrakesh", "Istanbul", "Addis Ababa", "Johannesburg", "BEG", "JFK", "PEK"),
    *("London Heathrow", "Charles de Gaulle", "Bosnia and Herzegovina", "Kazakhstan", "Turkmenistan", "xqzwv"),
)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "forewarned.sqlite")
        # In a process of its own, so that the memory measured is that of a search alone.
        subprocess.run([sys.executable, "-m", "desktop", "dataset", "build", "-o", str(path)], check=True)
        before_kib = resident_kib()
        start = perf_counter()
        with open_dataset(path) as dataset:
            checked_ms = (perf_counter() - start) * 1000
            start = perf_counter()
            search = Search(dataset)
            opened_ms = (perf_counter() - start) * 1000
            prefixes = list(keystrokes())
            ours = timed(search.find, prefixes)
            grown_kib = resident_kib() - before_kib
            print(f"open: dataset checked in {checked_ms:.1f} ms, search ready in {opened_ms:.1f} ms")
            print(f"keystroke, {len(prefixes)} prefixes: {shown(ours)}; memory +{grown_kib / 1024:.1f} MiB")
            scan = timed(naive_scan(dataset), prefixes)
            print(f"scan of all names:          {shown(scan)}")
            print(f"ratio of the 99th percentiles: {at(ours, 0.99) / at(scan, 0.99):.2f}")
            verdict = "met" if at(ours, 0.99) <= BUDGET_MS else "MISSED"
            print(f"budget of {BUDGET_MS:.0f} ms at the 99th percentile: {verdict}")


def keystrokes() -> Iterator[str]:
    """Yield what stands in the field after each key."""
    for text in TYPED:
        yield from (text[:length] for length in range(1, len(text) + 1))


def naive_scan(dataset: Dataset) -> Callable[[str], object]:
    """Return a search that compares the query with every name, as one would write it first."""
    keys = [key for (key,) in dataset.connection.execute("SELECT DISTINCT key FROM places")]

    def find(query: str) -> object:
        spelt = normalise(query)
        begun = [key for key in keys if key.startswith(spelt)]
        return begun, process.extract(spelt, keys, scorer=OSA.distance, score_cutoff=1, limit=8)

    return find


def timed(find: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """Time each query once, in milliseconds of the processor, the quickest first.

    The file is in memory and no query waits: the clock on the wall would add only what else the machine does.
    """
    times = []
    for query in queries:
        start = process_time()
        find(query)
        times.append((process_time() - start) * 1000)
    return sorted(times)


def at(times: Sequence[float], share: float) -> float:
    """Return the time within which this share of the queries was answered."""
    return times[min(len(times) - 1, int(share * len(times)))]


def shown(times: Sequence[float]) -> str:
    """Write the figures of a run."""
    return f"median {at(times, 0.5):.2f} ms, 99 % {at(times, 0.99):.2f} ms, slowest {times[-1]:.2f} ms"


def resident_kib() -> int:
    """Return the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
