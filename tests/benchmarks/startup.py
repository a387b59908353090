"""The packed program beside a bare PySide6 window packed by the same recipe: size, start until it is shown, memory.

Run as ``python -m tests.benchmarks.startup``; needs what `make dist` leaves below dist/, and Xvfb for the window. As
root, what the system keeps of files in memory is dropped before each cold start. The two programs start in turn.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from resources.setup.freeze import freeze
from tests.benchmarks._screen import Screen, Shown, open_screen

DIST = Path(__file__).parents[2] / "dist"
PROGRAM = DIST / "forewarned" / "forewarned"
INSTALLED_MB, DEB_MB, START_BAR = 150, 60, 1.5
_CACHES = Path("/proc/sys/vm/drop_caches")
_ROUNDS, _COMMAND_ROUNDS = 11, 5
_AT_REST_SECONDS = 3.0
_MEGABYTE, _KIBIBYTES = 1e6, 1024


def main() -> int:
    """Print the figures; return 1 if one is over its budget."""
    if not PROGRAM.is_file():
        print("Not measured: there is no packed program; “make dist” makes it.")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = packed_bare_window(folder)
        kept = [sizes(bare)]
        if shutil.which("Xvfb"):
            with open_screen() as screen:
                kept += [starts(screen, bare, folder), memory(screen, bare, folder)]
        else:
            print("The window's start and memory are not measured: Xvfb is missing (Debian package xvfb).")
        commands(folder)
    return int(not all(kept))


def packed_bare_window(folder: Path) -> Path:
    """Pack the bare window as the program is packed, and return it."""
    spec = Path(__file__).with_name("_bare_window.spec")
    freeze(spec, dist=folder / "dist", work=folder / "work", moment=0)
    return folder / "dist" / "bare" / "bare"


def sizes(bare: Path) -> bool:
    """Compare what lies on the disk."""
    own, other = megabytes(PROGRAM.parent), megabytes(bare.parent)
    print(f"installed: {own:.1f} MB, {own / other:.2f} times the bare window {judged(own, INSTALLED_MB)}")
    packages = [path.stat().st_size / _MEGABYTE for path in sorted(DIST.glob("*.deb"))]
    for size in packages:
        print(f"Debian package: {size:.1f} MB, {size / own:.2f} of what it installs {judged(size, DEB_MB)}")
    return own <= INSTALLED_MB and all(size <= DEB_MB for size in packages)


def starts(screen: Screen, bare: Path, home: Path) -> bool:
    """Compare the time until the window is painted and at rest, cold and warm."""
    is_cold = os.access(_CACHES, os.W_OK)
    ratio = compared(screen, bare, home, is_cold=True) if is_cold else 0.0
    if not is_cold:
        print("The cold start is not measured: only root can drop what the system keeps of files in memory.")
    warm = compared(screen, bare, home, is_cold=False)
    return max(ratio, warm if not is_cold else 0.0) <= START_BAR


def compared(screen: Screen, bare: Path, home: Path, *, is_cold: bool) -> float:
    """Start both programs in turn, print the medians, and return how many times longer ours takes."""
    shown: Mapping[Path, list[Shown]] = {bare: [], PROGRAM: []}
    for turn in range(_ROUNDS + 1):
        for program, times in shown.items():
            if is_cold:
                os.sync()
                _CACHES.write_text("3", encoding="ascii")
            start = perf_counter()
            with started(program, screen, home) as process:
                moment = screen.watch(start)
                process.terminate()
            screen.wait_until_black()
            # The first turn warms whatever else there is, such as the screen itself.
            if turn:
                times.append(moment)
    first = {program: median(each.first for each in times) for program, times in shown.items()}
    last = {program: median(each.last for each in times) for program, times in shown.items()}
    ratio = last[PROGRAM] / last[bare]
    print(
        f"{'cold' if is_cold else 'warm'} start: painted in {first[PROGRAM]:.2f} s, {first[PROGRAM] / first[bare]:.2f} "
        f"times the bare window; complete in {last[PROGRAM]:.2f} s, {ratio:.2f} times {judged(ratio, START_BAR)}"
    )
    return ratio


def memory(screen: Screen, bare: Path, home: Path) -> bool:
    """Compare what both hold in memory once their windows are at rest; Forewarned's press counts with its window."""
    found = {}
    for program in (bare, PROGRAM):
        start = perf_counter()
        with started(program, screen, home) as process:
            screen.watch(start)
            sleep(_AT_REST_SECONDS)
            found[program] = resident_mebibytes(process.pid, *children_of(process.pid))
            process.terminate()
        screen.wait_until_black()
    for place, kind in enumerate(("resident", "its share of what is resident")):
        own, other = found[PROGRAM][place], found[bare][place]
        print(f"memory at rest, {kind}: {own:.0f} MiB, {own / other:.2f} times the bare window")
    return True


def commands(folder: Path) -> None:
    """Compare commands without a window with the shortest one."""
    least = seconds("--version")
    for what, arguments in (
        ("a search by name", ("search", "Serbia")),
        ("a briefing of two stops", ("brief", "RS", "UY", "-o", str(folder / "trip.pdf"))),
        ("every part, the window among them", ("--self-check",)),
    ):
        print(f"{what}: {seconds(*arguments) / least:.2f} times --version")


def started(program: Path, screen: Screen, home: Path) -> subprocess.Popen[bytes]:
    """Start a program on the screen, with a home of its own and nothing else of this environment."""
    environment = {"HOME": str(home), "TMPDIR": str(home), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    return subprocess.Popen([str(program)], env={**environment, "DISPLAY": screen.display}, stderr=subprocess.DEVNULL)


def seconds(*arguments: str) -> float:
    """Return the median time of a command, after one run that warms the disk."""
    times = []
    for _ in range(_COMMAND_ROUNDS + 1):
        start = perf_counter()
        subprocess.run([str(PROGRAM), *arguments], check=True, capture_output=True)
        times.append(perf_counter() - start)
    return median(times[1:])


def megabytes(folder: Path) -> float:
    """Return the size of all files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / _MEGABYTE


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started and that are not gone."""
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    ]


def resident_mebibytes(*pids: int) -> tuple[float, float]:
    """Return what processes hold, and that with every shared page divided by those who share it."""
    resident = share = 0.0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        kibibytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
        resident += kibibytes["Rss"] / _KIBIBYTES
        share += kibibytes["Pss"] / _KIBIBYTES
    return resident, share


def judged(figure: float, budget: float) -> str:
    """Hold a figure against its budget."""
    return f"(at most {budget:g}: {'met' if figure <= budget else 'MISSED'})"


if __name__ == "__main__":
    sys.exit(main())
