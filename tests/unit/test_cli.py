"""The command line: what each command prints, and one sentence with the right exit code where it cannot."""

import json
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from desktop import cli
from desktop.dataset.codes import CountryCode
from desktop.dataset.identity import SCHEMA_VERSION, manifest_path
from desktop.trip import Profile, Stop, Trip
from desktop.trip_file import SavedTrip, write_trip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Runs commands on one dataset and keeps what they print."""

    capsys: pytest.CaptureFixture[str]
    dataset: Path

    def run(self, *arguments: str) -> Outcome:
        """Run a command."""
        code = cli.main(["--dataset", str(self.dataset), *arguments])
        printed = self.capsys.readouterr()
        return Outcome(code=code, out=printed.out, err=printed.err)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], dataset_path: Path) -> Terminal:
    return Terminal(capsys=capsys, dataset=dataset_path)


@pytest.fixture
def own_dataset(dataset_path: Path, tmp_path: Path) -> Path:
    """Return a copy of the dataset that a test may spoil."""
    copy = tmp_path / "own" / dataset_path.name
    copy.parent.mkdir()
    shutil.copy(dataset_path, copy)
    shutil.copy(manifest_path(dataset_path), manifest_path(copy))
    return copy


def is_one_sentence(outcome: Outcome) -> bool:
    """Tell whether a command printed one line of error, no traceback and no result."""
    return outcome.out == "" and outcome.err.count("\n") == 1 and outcome.err.startswith("forewarned: ")


def test_assess_prints_the_contract_as_json(terminal: Terminal) -> None:
    outcome = terminal.run("assess", "RS", "--json")
    document = json.loads(outcome.out)

    assert (outcome.code, outcome.err) == (0, "")
    assert {"country", "name", "posture", "themes", "reach", "deployments", "laws", "indicators"} <= set(document)
    assert {"vulnerabilities", "sources", "dataset"} <= set(document)
    assert {"version", "sha256", "built_from"} == set(document["dataset"])
    for theme in document["themes"]:
        assert {"id", "level", "confidence", "newest", "reasons"} <= set(theme)
        for reason in theme["reasons"]:
            assert {"text", "rule", "facts", "sources"} <= set(reason)


def test_every_fact_and_source_that_assess_names_is_in_the_same_document(terminal: Terminal) -> None:
    document = json.loads(terminal.run("assess", "Serbia", "--json").out)
    facts = {row["id"] for kind in ("deployments", "laws", "indicators", "vulnerabilities") for row in document[kind]}
    facts |= {law["id"] for reach in document["reach"] for law in reach["law"]}
    sources = {source["id"] for source in document["sources"]}

    for theme in document["themes"]:
        for reason in theme["reasons"]:
            assert set(reason["facts"]) <= facts
            assert set(reason["sources"]) <= sources


def test_assess_reads_well_without_json(terminal: Terminal) -> None:
    outcome = terminal.run("assess", "Bouvet Island")

    assert outcome.out.startswith("Bouvet Island\nPosture: Reduced-data devices.")
    assert "Nothing found, which is no all-clear." in outcome.out


@pytest.mark.parametrize(
    ("query", "country"),
    [
        ("Deutschland", "DE"),
        ("Сербия", "RS"),
        ("中国", "CN"),
        ("BEG", "RS"),
        ("Belgrad", "RS"),
        ("belgr", "RS"),
        ("Ivory Coast", "CI"),
        ("Burma", "MM"),
        ("Untied Kingdom", "GB"),
    ],
)
def test_search_finds_the_right_country_first(terminal: Terminal, query: str, country: str) -> None:
    first = json.loads(terminal.run("search", query, "--json").out)[0]

    assert first["country"] == country


def test_dataset_info_says_what_is_in_it(terminal: Terminal) -> None:
    document = json.loads(terminal.run("dataset", "info", "--json").out)

    assert document["counts"]["deployments"] > 900
    assert document["countries"]["indicators"] >= 195
    assert sum(document["confidence"].values()) == pytest.approx(1, abs=0.001)
    assert "deployments" in terminal.run("dataset", "info").out


def test_dataset_verify_finds_a_whole_dataset_whole(terminal: Terminal) -> None:
    assert "is whole" in terminal.run("dataset", "verify").out


def test_an_unknown_country_is_refused_with_the_nearest_names(terminal: Terminal) -> None:
    outcome = terminal.run("assess", "Germny")

    assert is_one_sentence(outcome)
    assert outcome.code == cli.WRONG_USE
    assert "“Germny”. Did you mean Germany" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief", "RS"),
        ("brief", "RS", "-o", "x.pdf", "--arrive", "tomorrow"),
        ("brief", "RS", "RS", "-o", "x.pdf"),
        ("brief", "-o", "x.pdf"),
        ("brief", "RS", "--trip", "mine.trip", "-o", "x.pdf"),
        ("brief", "--trip", "mine.trip", "--profile", "general", "-o", "x.pdf"),
        ("brief", "RS", "-o", "x.pdf", "--arrive", "2027-02-01", "--leave", "2027-01-01"),
        ("assess",),
        ("assess", "RS", "--profile", "tourist"),
        ("fly", "RS"),
        (),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_two(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    outcome = terminal.run(*arguments)

    assert is_one_sentence(outcome)
    assert outcome.code == cli.WRONG_USE


def test_leaving_before_arriving_says_which_dates(terminal: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "trip.pdf"
    outcome = terminal.run("brief", "RS", "-o", str(target), "--arrive", "2027-02-01", "--leave", "2027-01-01")

    assert "leaves RS on 2027-01-01, before it arrives on 2027-02-01" in outcome.err
    assert not target.exists()


def test_a_missing_folder_is_one_sentence_and_nothing_is_written(terminal: Terminal, tmp_path: Path) -> None:
    outcome = terminal.run("brief", "RS", "-o", str(tmp_path / "nowhere" / "trip.pdf"))

    assert is_one_sentence(outcome)
    assert outcome.code == cli.COULD_NOT
    assert list(tmp_path.iterdir()) == []


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100_000])


def _flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _raise_the_schema(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    manifest = json.loads(manifest_path(path).read_text())
    manifest["sha256"] = sha256(path.read_bytes()).hexdigest()
    manifest_path(path).write_text(json.dumps(manifest))


def _remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_truncate, "is not the file that was built"),
        (_flip_a_bit, "is not the file that was built"),
        (_raise_the_schema, "update the program"),
        (_remove, "There is no dataset"),
    ],
)
def test_a_dataset_that_cannot_be_trusted_is_refused(
    capsys: pytest.CaptureFixture[str], own_dataset: Path, tmp_path: Path, spoil: object, words: str
) -> None:
    assert callable(spoil)
    spoil(own_dataset)
    target = tmp_path / "trip.pdf"
    terminal = Terminal(capsys=capsys, dataset=own_dataset)
    outcome = terminal.run("brief", "RS", "-o", str(target))

    assert is_one_sentence(outcome)
    assert outcome.code == cli.COULD_NOT
    assert words in outcome.err
    assert not target.exists()


def test_a_briefing_is_written_for_a_trip(terminal: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "trip.pdf"
    outcome = terminal.run("brief", "RS", "Uruguay", "-o", str(target), "--traveller", "A. Example", "--short")

    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert target.read_bytes().startswith(b"%PDF-1.7")


def test_a_saved_trip_is_briefed_as_it_was_saved(terminal: Terminal, tmp_path: Path) -> None:
    saved, target, other = tmp_path / "mine.trip", tmp_path / "trip.pdf", tmp_path / "other.pdf"
    stop = Stop(country=CountryCode("RS"), arrive=date(2027, 1, 10), leave=date(2027, 1, 17))
    write_trip(saved, SavedTrip(trip=Trip(stops=(stop,), profile=Profile.JOURNALIST, traveller="A. Example")))

    assert terminal.run("brief", "--trip", str(saved), "-o", str(target)) == Outcome(code=0, out="", err="")
    days = ("--arrive", "2027-01-10", "--leave", "2027-01-17")
    terminal.run("brief", "RS", *days, "--profile", "journalist", "--traveller", "A. Example", "-o", str(other))
    assert target.read_bytes() == other.read_bytes()


HOSTILE = {
    "no file": None,
    "no text": b"\xff\xfe\x00",
    "deep": b"[" * 60_000,
    "huge": b" " * 70_000,
    "a number without end": b'{"forewarned_trip": ' + b"9" * 5000 + b"}",
    "line ends in a key": b'{"forewarned_trip": 1, "stops": [], "a\\nb\\u202e": 1}',
    "nowhere": b'{"forewarned_trip": 1, "stops": [{"country": "XX"}, {"country": "ZZ"}]}',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_trip_file_is_refused_in_one_sentence(
    terminal: Terminal, tmp_path: Path, content: bytes | None
) -> None:
    saved, target = tmp_path / "mine.trip", tmp_path / "trip.pdf"
    if content is not None:
        saved.write_bytes(content)
    outcome = terminal.run("brief", "--trip", str(saved), "-o", str(target))

    assert is_one_sentence(outcome)
    assert "mine.trip" in outcome.err
    assert outcome.code == cli.COULD_NOT
    assert not target.exists()


def test_a_password_is_read_from_a_file_and_opens_the_briefing(terminal: Terminal, tmp_path: Path) -> None:
    target, secret = tmp_path / "trip.pdf", tmp_path / "password.txt"
    secret.write_text("correct horse\nsecond line\n", encoding="utf-8")

    assert terminal.run("brief", "RS", "-o", str(target), "--password-file", str(secret)).code == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password="correct horse") as document:  # noqa: S106 -- the test's own
        assert document.allow.accessibility


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"x" * 500])
def test_a_file_without_a_password_is_refused(terminal: Terminal, tmp_path: Path, content: bytes) -> None:
    target, secret = tmp_path / "trip.pdf", tmp_path / "password.txt"
    secret.write_bytes(content)
    outcome = terminal.run("brief", "RS", "-o", str(target), "--password-file", str(secret))

    assert is_one_sentence(outcome)
    assert outcome.code == cli.WRONG_USE
    assert not target.exists()


def test_a_briefing_speaks_for_an_organisation(terminal: Terminal, tmp_path: Path, checkout: Path) -> None:
    target = tmp_path / "trip.pdf"
    example = checkout / "resources" / "examples" / "organisation.toml"
    outcome = terminal.run("brief", "RS", "-o", str(target), "--organisation", str(example))

    assert (outcome.code, outcome.err) == (0, "")
    with pikepdf.open(target) as document:
        assert len(document.pages) > 1


def test_problems_of_an_organisation_file_stand_one_a_line_in_the_order_of_the_file(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "org.toml"
    path.write_text('name = ""\ncolour = "x"\nclassification = 5\n[floor]\neverywhere = "loan"\n', encoding="utf-8")
    outcome = terminal.run("brief", "RS", "-o", str(tmp_path / "x.pdf"), "--organisation", str(path))

    assert outcome.code == 1
    assert [line.split(" ")[0] for line in outcome.err.removeprefix("forewarned: ").splitlines()] == [
        "org.toml:2:",
        "org.toml:3:",
        "org.toml:5:",
    ]
