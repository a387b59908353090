"""Runs every benchmark in a process of its own and writes tests/benchmarks/RESULTS.md: `make bench`.

A benchmark ends with exit code 1 when it misses a bar. One that fails or takes too long does not keep the others from
being written down.
"""

import ast
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from desktop import __version__

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "RESULTS.md"
MEASURED_WITH = ("pyside6-essentials", "reportlab", "pikepdf", "pypdfium2", "rapidfuzz")
_PATIENCE_SECONDS = 420
_VERDICT = re.compile(r"\b(met|MISSED)\b")
_PATH = re.compile(r"(?<![\w.])/(?:[\w.+-]+/)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a benchmark said, and what became of it where it did not end as it should."""

    name: str
    said: str
    trouble: str = ""

    @property
    def has_missed(self) -> bool:
        """Whether a bar was missed, or could not be tried."""
        return bool(self.trouble) or "MISSED" in self.said


def main() -> int:
    """Run those that the arguments name, or all; return 1 if one missed a bar or failed."""
    names = [path.stem for path in sorted(FOLDER.glob("*.py")) if not path.stem.startswith("_")]
    outcomes = []
    for name in names:
        if name in sys.argv[1:] or len(sys.argv) == 1:
            print(f"== {name}", flush=True)
            outcome = run(name)
            print(f"{outcome.said}\n{outcome.trouble}".strip(), flush=True)
            outcomes.append(outcome)
            # After each, so that a run that is cut off leaves what it has measured.
            RESULTS.write_text("\n".join(page(outcomes)), encoding="utf-8")
    return int(any(outcome.has_missed for outcome in outcomes))


def run(name: str) -> Outcome:
    """Run one benchmark without a screen and return what it said."""
    try:
        finished = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{name}"],
            cwd=FOLDER.parents[1],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE_SECONDS,
        )
    except subprocess.TimeoutExpired as late:
        said = late.stdout.decode() if isinstance(late.stdout, bytes) else ""
        return Outcome(name=name, said=said.strip(), trouble=f"Stopped: not done within {_PATIENCE_SECONDS} seconds.")
    said = finished.stdout.strip()
    if finished.returncode in {0, 1} and said and "Traceback" not in finished.stderr:
        return Outcome(name=name, said=said)
    print(finished.stderr, file=sys.stderr)
    *_, last = finished.stderr.strip().splitlines() or [f"exit code {finished.returncode}"]
    return Outcome(name=name, said=said, trouble=f"Not measured to the end: {last}")


def page(outcomes: list[Outcome]) -> Iterator[str]:
    """Yield the page: on what it was measured, what became of the bars, and each benchmark's own words."""
    versions = ", ".join(f"{name} {version(name)}" for name in MEASURED_WITH)
    verdicts = [match[1] for outcome in outcomes for match in _VERDICT.finditer(outcome.said)]
    yield "# Benchmarks\n"
    yield "Written by `make bench`. Times differ between machines; ratios within one run are what to compare.\n"
    yield f"- Forewarned {__version__}, {datetime.now(UTC):%Y-%m-%d}"
    yield f"- Python {platform.python_version()}, {versions}"
    yield f"- {platform.system()} on {platform.machine()}, {os.cpu_count()} processors, {memory_gib()} GiB of memory"
    yield f"- Bars: {verdicts.count('met')} met, {verdicts.count('MISSED')} missed\n"
    for outcome in outcomes:
        yield f"## {outcome.name}\n"
        yield f"{about(outcome.name)}\n"
        yield f"```text\n{without_paths(outcome.said)}\n```\n"
        if outcome.trouble:
            yield f"{without_paths(outcome.trouble)}\n"


def about(name: str) -> str:
    """Return a benchmark's first sentence about itself."""
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").split("\n\n")[0]


def without_paths(text: str) -> str:
    """Leave of each path its last name, so that the page tells nothing of the machine."""
    return _PATH.sub("", text)


def memory_gib() -> int | str:
    """Return how much memory the machine has, where the system says so."""
    if not hasattr(os, "sysconf"):
        return "unknown"
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


if __name__ == "__main__":
    sys.exit(main())
