"""Runs every benchmark in a process of its own and writes tests/benchmarks/RESULTS.md: `make bench`."""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from desktop import __version__

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "RESULTS.md"
MEASURED_WITH = ("pyside6-essentials", "reportlab", "pikepdf", "pypdfium2", "rapidfuzz")


def main() -> int:
    """Run them all; return 1 if one failed, with what the others said written down."""
    modules = [path.stem for path in sorted(FOLDER.glob("*.py")) if not path.stem.startswith("_")]
    chosen = [name for name in modules if name in sys.argv[1:] or len(sys.argv) == 1]
    sections, failed = [], []
    for name in chosen:
        print(f"== {name}", flush=True)
        finished = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{name}"],
            cwd=FOLDER.parents[1],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
        said = finished.stdout.strip()
        if finished.returncode != 0:
            failed.append(name)
            said = f"{said}\n(failed or over budget: exit code {finished.returncode})".strip()
            print(finished.stderr, file=sys.stderr)
        print(said, flush=True)
        sections.append(f"## {name}\n\n```text\n{said}\n```\n")
    RESULTS.write_text("\n".join([heading(), *sections]), encoding="utf-8")
    return 1 if failed else 0


def heading() -> str:
    """Say what was measured, with what, on which class of machine, and how to read it."""
    versions = ", ".join(f"{name} {version(name)}" for name in MEASURED_WITH)
    return (
        "# Benchmarks\n\n"
        "Written by `make bench`. Times differ between machines; ratios within one run are what to compare.\n\n"
        f"- Forewarned {__version__}, {datetime.now(UTC):%Y-%m-%d}\n"
        f"- Python {platform.python_version()}, {versions}\n"
        f"- {platform.system()} on {platform.machine()}, {os.cpu_count()} processors, {memory_gib()} GiB of memory\n"
    )


def memory_gib() -> int | str:
    """Return how much memory the machine has, where the system says so."""
    if not hasattr(os, "sysconf"):
        return "unknown"
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


if __name__ == "__main__":
    sys.exit(main())
