"""Own sheets become one pack; it is checked, put into use beside the dataset, and taken out again."""

import csv
import json
import shutil
import zipfile
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from desktop.dataset import identity, installed
from desktop.dataset.identity import OverlayIdentity
from desktop.dataset.overlay import Known, Overlay
from desktop.dataset.overlay_sheets import MAX_SHEET_BYTES, read_overlay
from desktop.dataset.store import open_dataset
from desktop.dataset.tables import Tables
from desktop.errors import DatasetBuildError, DatasetError, OwnFactsError, PackError
from desktop.handout.own_facts import changes_of, pack_own_facts, plain, remove_own_facts, use_own_facts
from tests.handout.killing import Keeper
from tests.handout.programs import Desk
from tests.own_sheets import EXAMPLE


@pytest.fixture(scope="session")
def known(dataset_path: Path) -> Known:
    with open_dataset(dataset_path) as dataset:
        return dataset.known


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """Return a folder of sheets that a test may spoil."""
    return shutil.copytree(EXAMPLE, tmp_path / "own-facts")


@pytest.fixture
def pack(sheets: Path, tmp_path: Path, known: Known) -> Path:
    pack_own_facts(sheets, tmp_path / "own.pack", known)
    return tmp_path / "own.pack"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of installed datasets, this test's own."""
    folder = tmp_path / "home"
    monkeypatch.setattr(installed, "home", lambda: folder)
    return folder


def take_in(pack: Path, known: Known) -> Overlay:
    overlay = read_overlay(pack, known)
    use_own_facts(pack, overlay)
    return overlay


def refusal(path: Path, known: Known) -> str:
    with pytest.raises(DatasetError) as caught:
        read_overlay(path, known)
    return str(caught.value)


def repacked(pack: Path, files: dict[str, bytes]) -> Path:
    target = pack.with_name("changed.pack")
    with zipfile.ZipFile(pack) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *files}:
            new.writestr(name, files.get(name) or old.read(name))
    return target


def test_the_same_sheets_give_the_same_pack(sheets: Path, tmp_path: Path, known: Known) -> None:
    first, second = (pack_own_facts(sheets, tmp_path / name, known) for name in ("a.pack", "b.pack"))

    assert first == second
    assert (tmp_path / "a.pack").read_bytes() == (tmp_path / "b.pack").read_bytes()


def test_what_was_taken_in_goes_along_with_the_dataset(pack: Path, known: Known, home: Path) -> None:
    taken = take_in(pack, known)

    with open_dataset() as dataset:
        assert dataset.identity.overlay == taken.identity
        assert dataset.identity.label.endswith(f" + {identity.digest_of(pack)[:8]}")
    with open_dataset(installed.path_in_use()) as alone:
        assert alone.identity.overlay is None
    assert installed.overlay_in_use() == installed.overlay_path(home, taken.identity.sha256)


def test_newer_own_facts_take_the_place_of_older_ones(sheets: Path, pack: Path, known: Known, home: Path) -> None:
    old = take_in(pack, known)
    text = (sheets / "laws.csv").read_text(encoding="utf-8")
    (sheets / "laws.csv").write_text(text.replace("limited", "broad"), encoding="utf-8")
    (sheets / "deployments.csv").unlink()
    new = pack_own_facts(sheets, pack.with_name("new.pack"), known)
    changes = [(change.change, change.fact_id, change.country) for change in changes_of(old, new)]
    use_own_facts(pack.with_name("new.pack"), new)

    assert changes == [("withdrawn", "own-rs-office-lobby", "RS"), ("changed", "own-uy-visitor-devices", "UY")]
    assert sorted(path.name for path in home.iterdir()) == ["current.json", f"overlay-{new.identity.sha256}.pack"]


def test_a_new_dataset_and_its_return_leave_own_facts_in_use(pack: Path, known: Known, home: Path) -> None:
    taken = take_in(pack, known)
    current = installed.read_current(home)
    installed.write_current(home, installed.Current(dataset="0" * 64, overlay=current.overlay))
    installed.sweep(home)

    assert installed.overlay_in_use() == installed.overlay_path(home, taken.identity.sha256)


def test_removed_own_facts_are_gone(pack: Path, known: Known, home: Path) -> None:
    take_in(pack, known)
    remove_own_facts()

    with open_dataset() as dataset:
        assert dataset.identity.overlay is None
    assert [path.name for path in home.iterdir()] == ["current.json"]
    with pytest.raises(PackError, match="There are no own facts in use"):
        remove_own_facts()


def test_damaged_own_facts_never_fall_away_unnoticed(pack: Path, known: Known, home: Path) -> None:
    taken = take_in(pack, known)
    path = installed.overlay_path(home, taken.identity.sha256)
    path.write_bytes(path.read_bytes() + b"!")
    with pytest.raises(OwnFactsError, match="The own facts in use are damaged"):
        open_dataset()
    path.unlink()
    with pytest.raises(OwnFactsError, match="go on without by “forewarned dataset overlay remove”"):
        open_dataset()
    remove_own_facts()
    with open_dataset() as dataset:
        assert dataset.overlay is None


def test_own_facts_that_a_later_program_wrote_are_named(pack: Path, home: Path) -> None:
    later = repacked(pack, {"laws.csv": (EXAMPLE / "laws.csv").read_bytes().replace(b"limited", b"total")})
    home.mkdir()
    digest = identity.digest_of(later)
    shutil.copy(later, installed.overlay_path(home, digest))
    installed.write_current(home, installed.Current(overlay=digest))

    with pytest.raises(OwnFactsError, match="do not go with this program") as caught:
        open_dataset()
    assert "laws.csv:2: level: “total” is no level" in str(caught.value)


def test_a_pack_that_changes_while_it_is_taken_in_is_refused(pack: Path, known: Known, home: Path) -> None:
    overlay = read_overlay(pack, known)
    pack.write_bytes(pack.read_bytes() + b"!")
    with pytest.raises(PackError, match="changed while it was taken in"):
        use_own_facts(pack, overlay)

    assert installed.read_current(home).overlay == ""


@pytest.mark.parametrize("trouble", ["{", '{"dataset": "", "previous": "", "trust": "", "overlay": "../../x"}', "[]"])
def test_a_spoilt_list_of_what_is_in_use_leads_nowhere(home: Path, trouble: str) -> None:
    home.mkdir()
    (home / "current.json").write_text(trouble, encoding="utf-8")

    assert installed.overlay_in_use() is None


@pytest.mark.parametrize(
    ("saved", "meant"),
    [
        (b"\xef\xbb\xbfa,b\r\n1,2\r\n", b"a,b\n1,2\n"),
        (b"a;b\r\n1;x, y\r\n", b'a,b\n1,"x, y"\n'),
        (b"a\tb\n1\t2\n", b"a,b\n1,2\n"),
        (b"a,b\n 1 ,2\n,\n\n", b"a,b\n1,2\n"),
        (b"a,b\n,\n1,2\n", b"a,b\n,\n1,2\n"),
        (b'a,b\n"1', b'a,b\n"1'),
        (b"a,b\n\xff,2\n", b"a,b\n\xff,2\n"),
        (b"", b""),
    ],
)
def test_sheets_are_read_as_spreadsheets_save_them(saved: bytes, meant: bytes) -> None:
    assert plain(saved) == meant


def test_a_sheet_with_semicolons_keeps_the_lists_in_its_cells(sheets: Path, tmp_path: Path, known: Known) -> None:
    with (sheets / "deployments.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (sheets / "deployments.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    overlay = pack_own_facts(sheets, tmp_path / "own.pack", known)

    assert overlay.tables.deployments[0].technologies == ("cctv", "facial-recognition")


def test_problems_of_sheets_name_the_line_of_the_spreadsheet(sheets: Path, tmp_path: Path, known: Known) -> None:
    path = sheets / "laws.csv"
    more = (
        'own-b,UY,vpn,none,,"two\nlines",own-counsel-montevideo,low',
        "own-c,UY,vpn,some,,One line.,own-counsel-montevideo,low",
    )
    text = path.read_text(encoding="utf-8") + "\n".join((*more, ""))
    path.write_bytes(text.replace("\n", "\r\n").encode())
    with pytest.raises(DatasetBuildError) as caught:
        pack_own_facts(sheets, tmp_path / "own.pack", known)

    first, second = caught.value.problems
    assert first.startswith("own-facts/laws.csv:3: summary: the invisible character U+000")
    assert second.startswith("own-facts/laws.csv:5: level: “some” is no level")
    assert not (tmp_path / "own.pack").exists()


def test_a_file_that_is_no_sheet_is_named(sheets: Path, tmp_path: Path, known: Known) -> None:
    (sheets / "advice.csv").write_text("x", encoding="utf-8")
    with pytest.raises(PackError, match=r"holds advice\.csv, which is no sheet of own facts; use overlay\.csv"):
        pack_own_facts(sheets, tmp_path / "own.pack", known)


def test_a_folder_that_says_not_whose_is_refused(sheets: Path, tmp_path: Path, known: Known) -> None:
    (sheets / "overlay.csv").unlink()
    with pytest.raises(PackError, match=r"holds no overlay\.csv, which says whose facts these are"):
        pack_own_facts(sheets, tmp_path / "own.pack", known)
    with pytest.raises(PackError, match="cannot be read"):
        pack_own_facts(tmp_path / "nowhere", tmp_path / "own.pack", known)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("advice.csv", "which does not belong there"),
        ("indicators.csv", "which does not belong there"),
        ("metadata/root.json", "which does not belong there"),
        ("../laws.csv", "points outside of it"),
        ("/etc/passwd", "points outside of it"),
    ],
)
def test_only_sheets_belong_into_a_pack(pack: Path, known: Known, name: str, reason: str) -> None:
    assert reason in refusal(repacked(pack, {name: b"x"}), known)


def test_a_bomb_is_refused_before_it_is_unpacked(pack: Path, known: Known) -> None:
    assert "unpack to far more" in refusal(repacked(pack, {"laws.csv": b"\0" * (MAX_SHEET_BYTES + 1)}), known)
    assert "unpack to far more" in refusal(repacked(pack, {"laws.csv": b"\0" * MAX_SHEET_BYTES}), known)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a,b\n", b'"', b"law_id" * 1000, b"\0"])
def test_a_sheet_that_is_none_is_refused(pack: Path, known: Known, content: bytes) -> None:
    assert "changed.pack/laws.csv:1:" in refusal(repacked(pack, {"laws.csv": content}), known)


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"no pack"])
def test_another_file_is_no_pack(tmp_path: Path, known: Known, content: bytes) -> None:
    (tmp_path / "x.pack").write_bytes(content)

    assert "“x.pack” is no pack" in refusal(tmp_path / "x.pack", known)


def test_a_pack_cut_short_is_refused(pack: Path, known: Known) -> None:
    content = pack.read_bytes()
    for length in range(0, len(content), 97):
        pack.write_bytes(content[:length])
        assert refusal(pack, known)


def use_pack(pack: str, home: str) -> None:
    overlay = OverlayIdentity(organisation="x", version=date.min, sha256=identity.digest_of(Path(pack)))
    use_own_facts(Path(pack), Overlay(identity=overlay, tables=Tables()), Path(home))


def test_killed_at_any_step_own_facts_are_the_old_or_the_new(
    sheets: Path, pack: Path, known: Known, home: Path
) -> None:
    old = take_in(pack, known)
    (sheets / "deployments.csv").unlink()
    path = pack.with_name("new.pack")
    new = pack_own_facts(sheets, path, known)
    found = []
    with Keeper(use_pack) as keeper:
        keeper.do(str(path), str(home))
        for step in count(1):
            use_own_facts(pack, old)
            if not keeper.begin(str(path), str(home), step=step).was_killed:
                break
            with open_dataset() as dataset:
                assert dataset.identity.overlay is not None
                found.append(dataset.identity.overlay.sha256)
    order = [old.identity.sha256, new.identity.sha256]
    assert found == sorted(found, key=order.index)
    assert set(found) == set(order)


@pytest.mark.timeout(300)
def test_an_officer_adds_own_facts_hands_out_and_goes_back(tmp_path: Path, checkout: Path) -> None:
    desk = Desk(folder=tmp_path, checkout=checkout)
    shutil.copytree(EXAMPLE, tmp_path / "own-facts")
    (tmp_path / "one.csv").write_text("traveller,destinations\nAna,Serbia\n", encoding="utf-8")
    before = json.loads(desk.run_apart("assess", "RS", "--json"))

    assert "nothing is in use yet" in desk.run("dataset", "overlay", "pack", "own-facts", "-o", "own.pack")
    assert "facts: 2 added" in desk.run("dataset", "overlay", "import", "own.pack", "--check-only")
    assert "Own facts" not in desk.run("dataset", "info")
    desk.run("dataset", "overlay", "import", "own.pack")
    digest = identity.digest_of(tmp_path / "own.pack")

    assert f"Own facts of Example Corp, 2026-11-20, {digest}" in desk.run("dataset", "info")
    assert json.loads(desk.run("dataset", "info", "--json"))["own"]["counts"]["deployments"] == 1
    after = json.loads(desk.run("assess", "RS", "--json"))
    assert after["own"]["deployments"][0]["id"] == "own-rs-office-lobby"
    assert after["own"]["sha256"] == digest
    assert after | {"own": None} == before
    assert "No part of the dataset; no level and no posture moves by it." in desk.run("assess", "RS")
    desk.run_apart("batch", "one.csv", "-o", "out")
    assert f" + {digest[:8]};" in desk.run("verify-briefing", "out/00001-ana.pdf", "--manifest", "out/manifest.csv")

    desk.run("dataset", "overlay", "remove")
    assert json.loads(desk.run("assess", "RS", "--json"))["own"] is None
    desk.run("batch", "one.csv", "-o", "plain")
    assert (tmp_path / "plain" / "00001-ana.pdf").read_bytes() != (tmp_path / "out" / "00001-ana.pdf").read_bytes()
