"""How fast the packed program starts, beside the bare start of the same program, and how large it is.

Run as ``python -m tests.benchmarks.startup``; needs what `make dist` leaves below dist/.
"""

import os
import subprocess
from pathlib import Path
from statistics import median
from time import perf_counter

DIST = Path(__file__).parents[2] / "dist"
PROGRAM = DIST / "forewarned" / "forewarned"
_RUNS = 5


def main() -> None:
    """Print the figures."""
    if not PROGRAM.is_file():
        print("Not measured: there is no packed program; “make dist” makes it.")
        return
    installed = sum(
        path.stat().st_size for path in PROGRAM.parent.rglob("*") if path.is_file() and not path.is_symlink()
    )
    print(f"installed size                     {installed / 1e6:8.1f} MB   (budget 150)")
    for path in sorted(DIST.glob("*.deb")):
        print(f"Debian package                     {path.stat().st_size / 1e6:8.1f} MB   (budget 60)")
    bare = seconds("--version")
    print(f"--version                          {bare:8.2f} s")
    print(f"a search by name                   {seconds('search', 'Serbia') / bare:8.2f} × --version")
    print(
        f"a briefing of two stops            {seconds('brief', 'RS', 'UY', '-o', os.devnull) / bare:8.2f} × --version"
    )
    print(f"every part, the window among them  {seconds('--self-check') / bare:8.2f} × --version")


def seconds(*arguments: str) -> float:
    """Return the median time of a command, after one run that warms the disk."""
    times = []
    for _ in range(_RUNS + 1):
        start = perf_counter()
        subprocess.run([str(PROGRAM), *arguments], check=False, capture_output=True)
        times.append(perf_counter() - start)
    return median(times[1:])


if __name__ == "__main__":
    main()
