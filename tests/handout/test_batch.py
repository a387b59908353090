"""A batch gives every row its file or its reason, and goes on after any interruption."""

import json
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import BatchError, OutputError
from desktop.handout import journal
from desktop.handout.batch import Batch, Progress, run
from desktop.handout.manifest import Entry, Status, read_manifest
from desktop.handout.travellers import Order
from tests.handout.killing import Keeper, kill_count

WORKER = (sys.executable, "-m", "tests.handout.stand_in")


@pytest.fixture(autouse=True)
def _find_modules(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(checkout))


def batch(out: Path, *travellers: str, jobs: int = 2, pause: float = 0, halt: str = "") -> Batch:
    orders = tuple(
        Order(row=row, line=row + 1, traveller=traveller, destinations=("RS",))
        for row, traveller in enumerate(travellers, start=1)
    )
    return Batch(
        orders=orders,
        out=out,
        worker=WORKER,
        setup=json.dumps({"out": str(out), "pause": pause, "halt": halt}),
        inputs=journal.fingerprint({"travellers": repr(travellers).encode()}),
        jobs=jobs,
    )


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_row_has_its_file_and_its_line(tmp_path: Path) -> None:
    result = run(batch(tmp_path, "Ana", "Ben", "Cy"))

    assert (result.issued, result.failed, result.is_finished) == (3, 0, True)
    assert sorted(content(tmp_path)) == ["00001-ana.pdf", "00002-ben.pdf", "00003-cy.pdf", "manifest.csv"]
    assert read_manifest(tmp_path / "manifest.csv") == result.entries


def test_a_bad_row_does_not_stop_the_rest(tmp_path: Path) -> None:
    made = batch(tmp_path, "Ana", "fails", "Cy")
    bad = replace(made.orders[2], problem="profile: “spy” is none of these")
    result = run(replace(made, orders=(*made.orders[:2], bad)))

    assert [entry.status for entry in result.entries] == [Status.ISSUED, Status.FAILED, Status.FAILED]
    assert result.entries[1].error == "line 3: =cmd: This trip cannot be."
    assert result.entries[2].error == "line 4: profile: “spy” is none of these."


def test_the_number_of_jobs_changes_nothing(tmp_path: Path) -> None:
    names = [f"Traveller {number}" for number in range(12)]
    for jobs in (1, 3):
        run(batch(tmp_path / str(jobs), *names, jobs=jobs))

    assert content(tmp_path / "1") == content(tmp_path / "3")


@pytest.mark.parametrize("trouble", ["dies", "babbles"])
def test_a_row_that_brings_a_worker_down_is_reported_and_the_rest_made(tmp_path: Path, trouble: str) -> None:
    result = run(batch(tmp_path, "Ana", trouble, "Cy", jobs=1))

    assert result.issued >= 2
    if trouble == "dies":
        assert result.entries[1].error.startswith("line 3: the program stopped while it made this briefing")


def test_progress_tells_how_far_and_how_long(tmp_path: Path) -> None:
    told: list[Progress] = []
    run(batch(tmp_path, "Ana", "fails", "Cy", jobs=1), report=told.append)

    assert [progress.done for progress in told] == [0, 1, 2, 3]
    assert told[0].seconds_left is None
    assert told[-1].seconds_left == 0
    assert told[-1].failed == 1


def test_a_cancelled_batch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    names = [f"T{number}" for number in range(8)]
    told: list[Progress] = []
    wanted = batch(tmp_path / "whole", *names)
    run(wanted)
    cut = batch(tmp_path / "cut", *names)
    first = run(cut, report=told.append, is_cancelled=lambda: told[-1].done >= 3)

    assert not first.is_finished
    assert not (tmp_path / "cut" / "manifest.csv").exists()
    second = run(cut, is_resumed=True)
    assert second.is_finished
    assert content(tmp_path / "cut") == content(tmp_path / "whole")


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BatchError, match=r"is not empty \(it holds letter\.txt\)"):
        run(batch(tmp_path, "Ana"))


def test_an_unfinished_batch_is_neither_overwritten_nor_mixed(tmp_path: Path) -> None:
    run(batch(tmp_path, "Ana", "Ben"), is_cancelled=lambda: True)
    with pytest.raises(BatchError, match="go on with --resume"):
        run(batch(tmp_path, "Ana", "Ben"))
    with pytest.raises(BatchError, match=r"begun with other input \(travellers\)"):
        run(batch(tmp_path, "Ana", "Bea"), is_resumed=True)


def test_a_finished_batch_is_not_made_again(tmp_path: Path) -> None:
    run(batch(tmp_path, "Ana", "fails"))
    before = content(tmp_path)
    result = run(batch(tmp_path, "Ana", "fails"), is_resumed=True)

    assert (result.issued, result.failed, result.is_old_news) == (1, 1, True)
    assert content(tmp_path) == before
    with pytest.raises(BatchError, match="holds a batch that is finished; choose another folder"):
        run(batch(tmp_path, "Ana", "fails"))
    with pytest.raises(BatchError, match="holds a finished batch of 2 rows, not of 3"):
        run(batch(tmp_path, "Ana", "fails", "Cy"), is_resumed=True)


def test_a_file_lost_or_changed_since_is_made_again(tmp_path: Path) -> None:
    made = batch(tmp_path, *"abcdef")
    told: list[Progress] = []
    run(made, report=told.append, is_cancelled=lambda: told[-1].done >= 4)
    files = sorted(tmp_path.glob("*.pdf"))
    files[0].unlink()
    files[1].write_bytes(b"else")
    (tmp_path / ".forewarned-left").write_bytes(b"half")

    assert run(made, is_resumed=True).issued == 6
    assert b"else" not in content(tmp_path).values()
    assert ".forewarned-left" not in content(tmp_path)


def test_a_line_cut_short_by_a_crash_is_forgotten(tmp_path: Path) -> None:
    made = batch(tmp_path, "Ana", "Ben")
    with journal.start(tmp_path, made.inputs) as begun:
        begun.add(Entry(row=1, status=Status.FAILED, error="x"))
    path = tmp_path / journal.JOURNAL_NAME
    path.write_bytes(path.read_bytes() + b'{"row": 2, "fi')

    assert run(made, is_resumed=True).issued == 1


def test_a_journal_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / journal.JOURNAL_NAME).write_bytes(b"[]\n{}\n")
    with pytest.raises(BatchError, match="cannot be read; choose another folder"):
        run(batch(tmp_path, "Ana"), is_resumed=True)


def test_what_concerns_every_row_stops_the_batch(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="The disk is full"):
        run(batch(tmp_path, "Ana", "Ben", halt="The disk is full."))
    with pytest.raises(OutputError, match="No worker could be started"):
        run(replace(batch(tmp_path / "b", "Ana"), worker=(str(tmp_path / "nothing"),)))


def test_workers_that_never_begin_are_not_the_fault_of_the_rows(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="A worker ended before it began"):
        run(replace(batch(tmp_path, "Ana", "Ben"), worker=(sys.executable, "-c", "")))
    assert run(batch(tmp_path, "Ana", "Ben"), is_resumed=True).issued == 2


MANY = tuple(f"Traveller {number}" if number % 17 else "fails" for number in range(120))


def go_on(out: str) -> None:
    run(batch(Path(out), *MANY, pause=0.002), is_resumed=True)


def test_killed_at_any_moment_it_ends_with_the_same_files(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    run(batch(whole, *MANY))
    chance = random.Random(6)  # noqa: S311  # moments to kill at, not secrets
    wanted, kills = kill_count(20), 0
    with Keeper(go_on) as keeper:
        for _ in range(wanted):
            before = len(list(cut.glob("*.pdf")))
            attempt = keeper.begin(str(cut))
            # By what is there and not by the clock, so that on no machine so many bites reach the end.
            while len(list(cut.glob("*.pdf"))) <= before and attempt.ended() is None:
                time.sleep(0.001)
            time.sleep(chance.random() * 0.004)
            kills += attempt.kill()
    go_on(str(cut))

    assert kills > wanted / 2
    assert content(cut) == content(whole)
