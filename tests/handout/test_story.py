"""A security officer's week: an organisation, twenty-five travellers, new facts half-way, a question afterwards."""

import csv
import shutil
from pathlib import Path

import pytest

from desktop.dataset.build import build_dataset
from desktop.dataset.identity import digest_of
from desktop.handout.manifest import Status, read_manifest
from tests.handout.programs import Desk

STOPS = ("Serbia", "Uruguay", "China", "Germany", "Kenya")


def travellers(path: Path, numbers: range) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["traveller", "reference", "destinations", "arrive", "leave", "profile"])
        for number in numbers:
            stops = f"{STOPS[number % 5]};{STOPS[(number + 1) % 5]}"
            writer.writerow([f"Traveller {number}", f"T-{number}", stops, "2027-01-10", "2027-01-20", "business"])


@pytest.mark.timeout(600)
def test_the_officer_answers_which_version_she_got_and_whether_the_file_is_ours(tmp_path: Path, checkout: Path) -> None:
    desk = Desk(folder=tmp_path, checkout=checkout)
    for name in ("organisation.toml", "logo.svg"):
        shutil.copy(checkout / "resources" / "examples" / name, tmp_path)
    shutil.copytree(checkout / "resources" / "examples" / "own-facts", tmp_path / "own-facts")
    travellers(tmp_path / "monday.csv", range(13))
    travellers(tmp_path / "thursday.csv", range(13, 25))
    batch = ("--organisation", "organisation.toml", "--sign-off", "--jobs", "2")

    desk.run_apart("batch", "monday.csv", "-o", "monday", *batch)

    # Meanwhile, at the publisher's: one fact fewer, two signatures, one pack.
    data = tmp_path / "publisher" / "data"
    shutil.copytree(checkout / "data" / "facts", data / "facts")
    (data / "facts" / "VERSION").write_text("2099-01-01\n", encoding="utf-8")
    laws = (data / "facts" / "laws.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (data / "facts" / "laws.csv").write_text("".join(laws[:-1]), encoding="utf-8", newline="")
    build_dataset(data, tmp_path / "publisher" / "forewarned.sqlite")
    for key in ("ana.pem", "ben.pem"):
        desk.run("dataset", "keys", "--make", key)
    keys = ("--key", "ana.pem", "--key", "ben.pem")
    desk.run("dataset", "keys", "--found", "repository", *keys, "--threshold", "2")
    # What their own people saw comes along.
    desk.run("dataset", "overlay", "pack", "own-facts", "-o", "own.pack")
    published = ("--dataset", "publisher/forewarned.sqlite", "dataset", "export", "january.pack")
    desk.run(*published, "--overlay", "own.pack", "--repository", "repository", *keys)

    # The officer trusts them, looks at what comes, and takes it in.
    desk.run("dataset", "keys", "--trust", "repository/1.root.json")
    seen = desk.run("dataset", "import", "january.pack")
    assert "Dataset of 2099-01-01, release 1" in seen
    assert "facts: 0 added, 0 changed, 1 withdrawn" in seen
    assert "Own facts of Example Corp" in seen
    assert "2099-01-01" in desk.run("dataset", "info")

    desk.run("batch", "thursday.csv", "-o", "thursday", *batch)

    monday = read_manifest(tmp_path / "monday" / "manifest.csv")
    thursday = read_manifest(tmp_path / "thursday" / "manifest.csv")
    assert [len(monday), len(thursday)] == [13, 12]
    assert {entry.status for entry in (*monday, *thursday)} == {Status.ISSUED}
    (before,) = {entry.dataset_version for entry in monday}
    (after,) = {entry.dataset_version for entry in thursday}
    assert after.startswith("2099-01-01 ")
    assert after.endswith(f" + {digest_of(tmp_path / 'own.pack')[:8]}")
    assert not before.startswith("2099")

    # Weeks later a file comes back under another name.
    shutil.copy(tmp_path / "thursday" / thursday[4].file, tmp_path / "scan.pdf")
    answer = desk.run("verify-briefing", "scan.pdf", "--manifest", "thursday/manifest.csv")
    assert "is the briefing issued for row 5, unchanged" in answer
    assert after in answer
    assert "is none of the 13 briefings" in desk.run_apart(
        "verify-briefing", "scan.pdf", "--manifest", "monday/manifest.csv", code=1
    )
    with (tmp_path / "scan.pdf").open("ab") as file:
        file.write(b" ")
    desk.run("verify-briefing", "scan.pdf", "--manifest", "thursday/manifest.csv", code=1)

    # And the new facts turn out to be a mistake.
    assert before.split()[0] in desk.run("dataset", "restore")
    assert "Own facts of Example Corp" in desk.run("dataset", "info")
