"""How fast and how heavy the PDF is beside Typst, WeasyPrint and fpdf2, for the same five-stop words.

Run as ``python -m tests.benchmarks.pdf``. Each engine draws in a process of its own. Cold is the first drawing there,
the engine's import included and Python's own start not. Warm is the quickest of the drawings after it, which the
engines make in turn, so that a busy moment of the machine falls on all of them; each has another name of the traveller,
so that no engine can hand out a document it has kept. Making Typst's source and WeasyPrint's HTML is not counted.
Memory is the highest resident size of the process; "of it" is what the engine added.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from time import perf_counter

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.model import Briefing
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import CountryCode
from desktop.dataset.store import open_dataset
from desktop.trip import Stop, Trip
from tests.benchmarks._pdf_engines import ENGINES, Draw, shared_content

RIVALS = {"Typst": "typst", "WeasyPrint": "weasyprint", "fpdf2": "fpdf"}
"""The module of each engine that Forewarned does not bring itself."""
STOPS = ("US", "CN", "AE", "DE", "PK")
TYPST_BAR = 1.5
WEASYPRINT_BAR = 8.0
MEMORY_BAR = 0.5
PANGO = "WeasyPrint needs Pango: on Debian, apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
_TURNS = 15
_TURNS_OF_THE_SLOW = {"WeasyPrint": 1, "fpdf2": 2}
_ROUNDS = 2
_MEBIBYTE = 1024


def main() -> int:
    """Print the figures of every engine and whether the bars are met; return 1 if one is missed."""
    # Here, because what builds a dataset has no place in the memory of those who draw.
    from tests.dataset_fixture import built_dataset

    with tempfile.TemporaryDirectory() as folder:
        dataset = built_dataset(Path(folder))
        engines = [engine for engine in ENGINES if is_there(engine)]
        runs = [measured(engines, dataset) for _round in range(_ROUNDS)]
    figures = {engine: {key: min(run[engine][key] for run in runs) for key in runs[0][engine]} for engine in engines}
    print(f"{'':12}{'warm ms':>9}{'cold ms':>9}{'peak MiB':>10}{'of it':>7}{'pages':>7}{'KiB':>6}")
    for engine, got in figures.items():
        print(
            f"{engine:12}{got['warm']:9.1f}{got['cold']:9.0f}{got['peak']:10.0f}{got['added']:7.0f}"
            f"{got['pages']:7.0f}{got['size']:6.0f}"
        )
    own = figures["Forewarned"]
    bars = (
        ("Typst", "warm", "warm, times Typst", TYPST_BAR),
        ("WeasyPrint", "warm", "warm, part of WeasyPrint", 1 / WEASYPRINT_BAR),
        ("WeasyPrint", "peak", "peak memory, part of WeasyPrint", MEMORY_BAR),
    )
    met = [
        judged(what, own[figure] / figures[rival][figure], at_most=bar)
        for rival, figure, what, bar in bars
        if rival in figures
    ]
    return int(not all(met))


def is_there(engine: str) -> bool:
    """Tell whether an engine can be loaded, and say so where it cannot; the others are measured all the same."""
    if engine not in RIVALS:
        return True
    tried = subprocess.run(
        [sys.executable, "-c", f"import {RIVALS[engine]}"], capture_output=True, text=True, check=False
    )
    if tried.returncode != 0:
        *_, reason = tried.stderr.strip().splitlines()
        print(f"{engine} is not measured: {PANGO if 'cannot load library' in reason else reason}")
    return tried.returncode == 0


def five_stops(path: Path) -> Briefing:
    """Compose the briefing from the real facts."""
    with open_dataset(path) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        trip = Trip(stops=tuple(Stop(country=CountryCode(code)) for code in STOPS))
        return service.compose(service.prepare(trip))


def measured(engines: Sequence[str], dataset: Path) -> dict[str, dict[str, float]]:
    """Let each engine draw in a process of its own: first cold, one after the other, then warm, in turn."""
    drawers = {engine: Drawer(engine, dataset) for engine in engines}
    times = {engine: [drawer.draw("Traveller A")] for engine, drawer in drawers.items()}
    for turn in range(_TURNS):
        for engine, drawer in drawers.items():
            if turn < _TURNS_OF_THE_SLOW.get(engine, _TURNS):
                times[engine].append(drawer.draw(f"Traveller {turn}"))
    return {
        engine: {"cold": times[engine][0], "warm": min(times[engine][1:]), **drawer.finish()}
        for engine, drawer in drawers.items()
    }


class Drawer:
    """A process that draws with one engine whenever it is given a name."""

    def __init__(self, engine: str, dataset: Path) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.pdf", engine, str(dataset)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()

    def draw(self, name: str) -> float:
        """Draw for a traveller of this name; return how many milliseconds it took."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        return float(self._answer())

    def finish(self) -> dict[str, float]:
        """End the process; return its memory, and the pages and size of what it drew last."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        found: dict[str, float] = json.loads(self._answer())
        self._process.wait()
        return found

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def draw(engine: str, dataset: Path) -> None:
    """Be a drawer's process: answer each name with the milliseconds that its drawing took, and the end with figures."""
    briefing = shared_content(five_stops(dataset))
    before = memory("VmRSS")
    print("ready", flush=True)
    make: Draw | None = None
    made = b""
    for name in sys.stdin:
        start = perf_counter()
        # The first drawing loads the engine, too.
        make = make or ENGINES[engine](briefing)
        made = make(name.strip())
        print((perf_counter() - start) * 1000, flush=True)
    highest = memory("VmHWM")
    figures = {"peak": highest, "added": highest - before, "pages": page_count(made), "size": len(made) / 1024}
    print(json.dumps(figures))


def memory(figure: str) -> float:
    """Return the resident size of this process in MiB: `VmRSS` now, `VmHWM` at its highest; Linux only.

    `getrusage` would do, but its figure starts with that of the parent, which has built a dataset.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{figure}:")[1].split()[0]) / _MEBIBYTE


def page_count(made: bytes) -> int:
    """Count the pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(BytesIO(made)) as document:
        return len(document)


def judged(what: str, ratio: float, *, at_most: float) -> bool:
    """Print a ratio beside its bar; tell whether it is met."""
    is_met = ratio <= at_most
    print(f"{what}: {ratio:.3f}; bar of {at_most:.3f}: {'met' if is_met else 'MISSED'}")
    return is_met


if __name__ == "__main__":
    if len(sys.argv) > 1:
        draw(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
