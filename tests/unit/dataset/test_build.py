"""One input gives one file, whole or not at all."""

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.dataset import build
from desktop.dataset.codes import SourceId
from desktop.dataset.country import list_countries
from desktop.dataset.identity import Manifest, digest_of, manifest_path
from desktop.dataset.read import read_tables
from desktop.errors import DatasetBuildError, OutputError
from tests.unit.dataset.small_facts import Facts, build_small

ONE_BUILD = """
import sys
from pathlib import Path
from tests.unit.dataset.small_facts import build_small
build_small(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def files_in(folder: Path) -> Mapping[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_facts_give_the_same_bytes(facts: Facts, tmp_path: Path) -> None:
    data = facts.write()
    first = build_small(data, tmp_path / "one" / "forewarned.sqlite")
    second = build_small(data, tmp_path / "two" / "forewarned.sqlite")
    assert first == second
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


def test_order_of_rows_changes_nothing_but_the_digest_of_the_input(facts: Facts, tmp_path: Path) -> None:
    build_small(facts.write(), tmp_path / "one.sqlite")
    for rows in facts.rows.values():
        rows.reverse()
    build_small(facts.write(), tmp_path / "two.sqlite")
    with (
        closing(sqlite3.connect(tmp_path / "one.sqlite")) as one,
        closing(sqlite3.connect(tmp_path / "two.sqlite")) as two,
    ):
        differing = set(one.iterdump()) ^ set(two.iterdump())
    assert len(differing) == 2
    assert all("'built_from'" in line for line in differing)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seed_changes_nothing(facts: Facts, tmp_path: Path, checkout: Path, seed: str) -> None:
    data = facts.write()
    here = build_small(data, tmp_path / "here.sqlite")
    subprocess.run(
        [sys.executable, "-c", ONE_BUILD, str(data), str(tmp_path / "there.sqlite")],
        env=os.environ | {"PYTHONHASHSEED": seed},
        cwd=checkout,
        check=True,
    )
    assert digest_of(tmp_path / "there.sqlite") == here.sha256


def test_manifest_says_what_the_file_is(facts: Facts, target: Path) -> None:
    identity = build_small(facts.write(), target)
    manifest = Manifest.loads(manifest_path(target).read_text(encoding="utf-8"))
    assert manifest == Manifest(sha256=digest_of(target), version=date(2026, 11, 25), schema_version=1)
    assert identity.sha256 == manifest.sha256


def test_nothing_is_left_beside_the_two_files(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target)
    assert sorted(path.name for path in target.parent.iterdir()) == [target.name, manifest_path(target).name]


def test_file_needs_no_journal_beside_it(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target)
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None


def test_every_table_is_strict(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target)
    with closing(sqlite3.connect(target)) as connection:
        lax = [
            name
            for _, name, kind, _, _, strict in connection.execute("PRAGMA table_list")
            if kind == "table" and not strict and not name.startswith("sqlite_")
        ]
        assert lax == []


def test_any_change_of_the_input_changes_what_it_was_built_from(facts: Facts, tmp_path: Path) -> None:
    target = tmp_path / "forewarned.sqlite"
    plain = build_small(facts.write(), target)
    without = build_small(facts.data, target, without=[SourceId("registry-2021")])
    facts.change("laws", "summary", "SIM cards are registered there.")
    changed = build_small(facts.write(), target)
    assert len({plain.built_from, without.built_from, changed.built_from}) == 3


def test_problem_leaves_the_older_file_as_it_was(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target)
    before = files_in(target.parent)
    facts.change("laws", "topic", "vpnn")
    with pytest.raises(DatasetBuildError):
        build_small(facts.write(), target)
    assert files_in(target.parent) == before


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (sqlite3.OperationalError("database or disk is full"), "database or disk is full"),
    ],
)
def test_full_disk_leaves_the_older_file_as_it_was(
    facts: Facts, target: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception, reason: str
) -> None:
    build_small(facts.write(), target)
    before = files_in(target.parent)

    def fail(*_: object, **__: object) -> None:
        raise failure

    facts.change("laws", "summary", "Something newer.")
    monkeypatch.setattr(build, "write_database", fail)
    with pytest.raises(OutputError, match=rf"^The dataset forewarned.sqlite could not be written \({reason}\); "):
        build_small(facts.write(), target)
    assert files_in(target.parent) == before


def test_unwritable_folder_is_one_sentence(facts: Facts, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(OutputError, match="could not be written"):
        build_small(facts.write(), tmp_path / "out" / "forewarned.sqlite")


def test_schema_refuses_a_claim_without_a_source(facts: Facts, tmp_path: Path) -> None:
    countries = list_countries()
    tables = read_tables(facts.write(), countries={country.code for country in countries}, version=date(2026, 11, 25))
    unsourced = replace(tables, laws=(replace(tables.laws[0], source_ids=()),))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        build.write_database(tmp_path / "draft.sqlite", meta={}, countries=countries, tables=unsourced)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO claims (claim_id, kind) VALUES ('bare', 'law')",
        "INSERT INTO claims (claim_id, kind) VALUES ('bare', 'rumour')",
        "INSERT INTO claims (claim_id, kind, first_source) VALUES ('bare', 'law', NULL)",
        "DELETE FROM claim_sources WHERE claim_id = 'rs-sim'",
        "DELETE FROM sources WHERE source_id = 'wire-2020'",
        "INSERT INTO laws VALUES ('unclaimed', 'RS', 'vpn', 'none', NULL, 'No claim.', 2)",
        "UPDATE laws SET confidence = 'high'",
        "UPDATE laws SET confidence = 4",
        "UPDATE deployments SET country = 'ZZ'",
        "UPDATE indicators SET year = 'this'",
    ],
)
def test_schema_refuses_what_the_facts_may_not_say(facts: Facts, target: Path, statement: str) -> None:
    build_small(facts.write(), target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError), connection:
            connection.execute(statement)
