"""The manifest answers which file was issued, and harms nobody who opens it in a spreadsheet."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import BatchError
from desktop.handout.manifest import Entry, Status, dumps, file_name, read_manifest
from desktop.handout.verify import verify_briefing


def failed(error: str) -> Entry:
    return Entry(row=1, status=Status.FAILED, error=error)


def issued(pdf: bytes, file: str = "00001-ana.pdf") -> Entry:
    # Only the test of the digest itself needs this library.
    import hashlib

    return Entry(
        row=1,
        file=file,
        sha256=hashlib.sha256(pdf).hexdigest(),
        posture="loan-devices",
        dataset_version="2026-11-25 abc",
        status=Status.ISSUED,
    )


def test_it_reads_back_as_written_and_in_order(tmp_path: Path) -> None:
    entries = (issued(b"x"), Entry(row=2, status=Status.FAILED, error="line 3: bad, “quoted”."))
    path = tmp_path / "manifest.csv"
    path.write_bytes(dumps(reversed(entries)))

    assert read_manifest(path) == entries


@given(st.text())
def test_no_cell_begins_a_formula_whatever_the_separator(error: str) -> None:
    text = dumps([failed(error)]).decode()
    for separator in ",;\t|":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            for cell in row:
                assert not cell.strip(" \"“'").startswith(("=", "+", "-", "@", "\uff1d")) or cell.lstrip(
                    ' "“'
                ).startswith("'")


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@x", "\uff1dx", " =1", "\t=1", "a;=1", 'a,"=1', "a|@x"])
def test_formulas_are_defused(bad: str) -> None:
    (_, row) = csv.reader(io.StringIO(dumps([failed(bad)]).decode(), newline=""))

    assert "'" in row[-1]


@given(st.integers(1, 99999), st.text(), st.text())
def test_a_file_name_is_safe_whatever_the_traveller_is_called(row: int, traveller: str, reference: str) -> None:
    name = file_name(row, traveller, reference)

    assert name == Path(name).name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name.endswith(".pdf")
    assert name.startswith(f"{row:05d}")
    assert len(name) < 100


@pytest.mark.parametrize(
    ("traveller", "reference", "name"),
    [
        ("Ana Jović", "R/1", "00007-ana-jovic-r-1.pdf"),
        ("../../etc/passwd", "", "00007-etc-passwd.pdf"),
        ("王小明", "", "00007.pdf"),
        ("CON", "NUL", "00007-con-nul.pdf"),
    ],
)
def test_a_file_name_tells_who_it_is_for(traveller: str, reference: str, name: str) -> None:
    assert file_name(7, traveller, reference) == name


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n", b"\xff", dumps([issued(b"x")]).replace(b"issued", b"lost"), b"\0" * 9]
)
def test_another_file_is_no_manifest(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "manifest.csv"
    path.write_bytes(content)
    with pytest.raises(BatchError, match="is no manifest"):
        read_manifest(path)


def test_an_issued_file_is_known_under_any_name(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(dumps([issued(b"%PDF one")]))
    (tmp_path / "renamed.pdf").write_bytes(b"%PDF one")

    assert verify_briefing(tmp_path / "renamed.pdf", tmp_path / "manifest.csv").dataset_version == "2026-11-25 abc"


def test_a_changed_file_is_told_apart_from_a_strange_one(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(dumps([issued(b"%PDF one")]))
    for name in ("00001-ana.pdf", "other.pdf"):
        (tmp_path / name).write_bytes(b"%PDF two")

    with pytest.raises(BatchError, match="was changed after it was issued"):
        verify_briefing(tmp_path / "00001-ana.pdf", tmp_path / "manifest.csv")
    with pytest.raises(BatchError, match="is none of the 1 briefings"):
        verify_briefing(tmp_path / "other.pdf", tmp_path / "manifest.csv")
    with pytest.raises(BatchError, match="cannot be read"):
        verify_briefing(tmp_path / "none.pdf", tmp_path / "manifest.csv")
    with pytest.raises(BatchError, match="cannot be read"):
        verify_briefing(tmp_path / "other.pdf", tmp_path / "none.csv")
