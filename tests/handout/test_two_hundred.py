"""Two hundred travellers, twelve rows of them bad, through the program itself, killed again and again."""

import random
import signal
import time
from pathlib import Path

import pytest

from desktop.handout.manifest import Status, read_manifest
from tests.handout.killing import kill_count
from tests.handout.programs import Desk, files

PLACES = ("Serbia", "UY", "中国", "Deutschland", "BEG", "FJ", "Kenya;UG", "Pakistan", "AE", "Zürich")
BAD = (
    ("A,Narnia,,,,,", "No destination is called “Narnia”"),
    ("B,,,,,,", "destinations: there is none"),
    ("C,RS,10.01.2027,,,,", "can be read in more than one way"),
    ("D,RS,46032,,,,", "is how a spreadsheet counts days"),
    ("E,RS,2027-02-30,,,,", "there is no 2027-02-30 in the calendar"),
    ("F,RS,2027-01-10,2027-01-01,,,", "before it arrives"),
    ("G,RS;Serbia,,,,,", "stands twice in the trip"),
    ("H,RS,,,spy,,", "profile: “spy” is none of"),
    ("I,RS,,,,a0,", "paper: “a0” is none of"),
    ("J,RS,,,,,tlh", "there is no briefing in “tlh” yet"),
    ("\U00013000,RS,,,,,", "cannot be printed"),
    ("L,RS", "the row has 2 cells"),
)


@pytest.fixture
def desk(tmp_path: Path, checkout: Path) -> Desk:
    lines = [f"Traveller {row},{PLACES[row % len(PLACES)]},,,general,," for row in range(188)]
    for place, (cells, _) in enumerate(BAD):
        lines.insert(16 * place + 3, cells)
    header = "traveller,destinations,arrive,leave,profile,paper,language"
    (tmp_path / "all.csv").write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return Desk(folder=tmp_path, checkout=checkout)


@pytest.mark.timeout(900)
def test_two_hundred_rows_killed_twenty_times_give_the_same_188_files(desk: Desk) -> None:
    command = ("batch", "all.csv", "--jobs", "2", "-o")
    said = desk.run_apart(*command, "whole", code=1)
    whole = files(desk.folder / "whole")
    entries = read_manifest(desk.folder / "whole" / "manifest.csv")

    assert "188 briefings in whole" in said
    assert len([name for name in whole if name.endswith(".pdf")]) == 188
    failures = [entry.error for entry in entries if entry.status is Status.FAILED]
    assert len(failures) == len(BAD)
    for place, (_, reason) in enumerate(BAD):
        (error,) = [failure for failure in failures if failure.startswith(f"line {16 * place + 5}: ")]
        assert reason in error
        assert error in said

    chance = random.Random(6)  # noqa: S311  # moments to kill at, not secrets
    wanted, kills = kill_count(20), 0
    for _ in range(wanted):
        before = made(desk.folder / "cut")
        process = desk.start(*command, "cut", "--resume")
        # By what is there and not by the clock, so that on no machine so many bites reach the end.
        bite = 1 + chance.randrange(max(1, 188 // (2 * wanted)))
        while made(desk.folder / "cut") < before + bite and process.poll() is None:
            # Looked at seldom enough to leave the workers their time.
            time.sleep(0.004)
        time.sleep(chance.random() * 0.02)
        kills += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
    cut_short = made(desk.folder / "cut")
    desk.run_apart(*command, "cut", "--resume", code=1)

    assert kills == wanted
    assert 0 < cut_short < 188
    assert files(desk.folder / "cut") == whole


def made(folder: Path) -> int:
    """Count the briefings that are there so far."""
    return len(list(folder.glob("*.pdf")))
