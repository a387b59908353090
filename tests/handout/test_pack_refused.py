"""A pack that is older, harmed, or not signed by those one trusts is refused, and the dataset in use stays."""

import json
import os
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from desktop.dataset import identity
from desktop.dataset.store import open_dataset
from desktop.errors import PackError
from desktop.handout import publish
from desktop.handout.trust import trust_publisher
from tests.handout.packs import LONG_AGO, Publisher, added, refusal, rewritten, take_in
from tests.unit.dataset.small_facts import Facts, build_small


def test_keys_that_only_name_themselves_are_refused(publisher: Publisher, home: Path) -> None:
    thief = (CryptoSigner.generate_ed25519(),)
    publish.rotate(publisher.repository, (), thief, threshold=1)

    assert "keys that you do not trust" in refusal(publisher.pack(0, signers=thief), home)


def test_a_changed_dataset_is_refused(publisher: Publisher, home: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        return content[:-1] + b"!" if name.endswith("forewarned.sqlite") else content

    assert "was changed after it was signed" in refusal(rewritten(publisher.pack(0), change), home)


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_a_changed_list_is_refused(publisher: Publisher, home: Path, role: str) -> None:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(b'"version": 1', b'"version": 2') if role in name else content

    text = refusal(rewritten(publisher.pack(0), change), home)
    assert f"The {role} list in the pack" in text
    assert "changed after it was signed" in text


def test_an_older_release_is_refused(publisher: Publisher, home: Path) -> None:
    old = publisher.pack(0)
    take_in(publisher.pack(1), home)

    assert "is older (release 1) than what was taken in before (release 2)" in refusal(old, home)


def test_a_dataset_older_than_the_shipped_one_is_refused(publisher: Publisher, home: Path, tmp_path: Path) -> None:
    with open_dataset(identity.default_path()) as shipped:
        before = shipped.identity.version - timedelta(days=1)
    data = Facts(tmp_path / "data").write()
    (data / "facts" / "VERSION").write_text(f"{before}\n", encoding="utf-8")
    build_small(data, tmp_path / "forewarned.sqlite")
    publish.publish(publisher.repository, tmp_path / "forewarned.sqlite", tmp_path / "old.zip", publisher.signers)

    assert f"is older ({before}) than the one that came with the program" in refusal(tmp_path / "old.zip", home)


def test_an_expired_pack_is_refused(publisher: Publisher, home: Path) -> None:
    assert "has expired" in refusal(publisher.pack(0, now=LONG_AGO), home)


def test_trust_that_has_expired_is_refused(tmp_path: Path, publisher: Publisher) -> None:
    repository = tmp_path / "old"
    publish.found(repository, publisher.signers, threshold=2, now=LONG_AGO)
    trust_publisher(repository / "1.root.json", tmp_path / "home-2")
    publish.publish(repository, publisher.datasets[0], tmp_path / "old.zip", publisher.signers)

    assert "has expired" in refusal(tmp_path / "old.zip", tmp_path / "home-2")


def test_a_frozen_release_cannot_be_kept_alive(publisher: Publisher, home: Path) -> None:
    path = publisher.pack(0, now=datetime.now(UTC) - timedelta(days=publish.DAYS, seconds=1))

    assert "newer facts may be kept from you" in refusal(path, home)


def test_parts_of_two_releases_are_refused(publisher: Publisher, home: Path) -> None:
    first, second = publisher.pack(0), publisher.pack(1)
    with zipfile.ZipFile(first) as archive:
        older = {name.replace("/1.", "/2."): archive.read(name) for name in archive.namelist()}

    def change(name: str, content: bytes) -> bytes:
        return older[name] if name == "metadata/2.snapshot.json" else content

    assert "parts of different releases" in refusal(rewritten(second, change), home)


def test_strange_keys_are_refused(publisher: Publisher, home: Path) -> None:
    strangers = (CryptoSigner.generate_ed25519(), CryptoSigner.generate_ed25519())

    assert "keys that you do not trust" in refusal(publisher.pack(0, signers=strangers), home)


def test_too_few_signatures_are_refused(publisher: Publisher, home: Path) -> None:
    assert "has 1 of 2 signatures" in refusal(publisher.pack(0, signers=publisher.signers[:1]), home)


def test_one_signature_twice_counts_once(publisher: Publisher, home: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        if "timestamp" not in name:
            return content
        document = json.loads(content)
        document["signatures"] = document["signatures"][:1] * 2
        return json.dumps(document).encode()

    refusal(rewritten(publisher.pack(0), change), home)


def test_data_without_end_is_refused(publisher: Publisher, home: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        return content + os.urandom(1000) if name.endswith("forewarned.sqlite") else content

    assert "more data than its publisher signed for" in refusal(rewritten(publisher.pack(0), change), home)


def test_a_missing_part_is_refused(publisher: Publisher, home: Path) -> None:
    def change(name: str, content: bytes) -> bytes | None:
        return None if name == "metadata/1.snapshot.json" else content

    assert "lacks a part" in refusal(rewritten(publisher.pack(0), change), home)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"signed": {}}', b"\xff", b"[" * 100_000, b"{}" * 5])
@pytest.mark.parametrize("name", ["metadata/timestamp.json", "metadata/1.targets.json", "metadata/2.root.json"])
def test_a_list_that_is_none_is_refused(publisher: Publisher, home: Path, name: str, content: bytes) -> None:
    path = publisher.pack(0)
    if name == "metadata/2.root.json":
        changed = added(path, name, content)
    else:
        changed = rewritten(path, lambda inner, old: content if inner == name else old)

    assert refusal(changed, home)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../outside", "points outside of it"),
        ("/etc/passwd", "points outside of it"),
        ("metadata/../../x.json", "points outside of it"),
        ("C:/x", "points outside of it"),
        ("metadata/readme.txt", "does not belong there"),
        ("targets/", "does not belong there"),
        ("metadata/timestamp.json\n", "does not belong there"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(publisher: Publisher, home: Path, name: str, reason: str) -> None:
    assert reason in refusal(added(publisher.pack(0), name, b"x"), home)


def test_a_link_is_refused(publisher: Publisher, home: Path) -> None:
    link = zipfile.ZipInfo("metadata/7.root.json")
    link.external_attr = 0o120777 << 16

    assert "holds a link" in refusal(added(publisher.pack(0), link, b"/etc/passwd"), home)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(publisher: Publisher, home: Path) -> None:
    assert "twice" in refusal(added(publisher.pack(0), "metadata/timestamp.json", b"{}"), home)


def test_a_bomb_is_refused_before_it_is_unpacked(publisher: Publisher, home: Path) -> None:
    path = added(publisher.pack(0), f"targets/{'0' * 64}.bomb", b"\0" * 50_000_000)

    assert "unpack to far more" in refusal(path, home)


def test_too_many_files_are_refused(publisher: Publisher, home: Path) -> None:
    path = publisher.pack(0)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(1, 700):
            archive.writestr(f"metadata/{number + 5}.root.json", b"{}")

    assert "far too many" in refusal(path, home)


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"no pack", b"PK\x05\x06" + b"\0" * 18])
def test_another_file_is_no_pack(home: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)

    assert refusal(tmp_path / "x.zip", home)


def test_a_pack_cut_short_is_refused(publisher: Publisher, home: Path) -> None:
    path = publisher.pack(0)
    content = path.read_bytes()
    for length in (10, len(content) // 2, len(content) - 1):
        path.write_bytes(content[:length])
        assert refusal(path, home)


def test_a_signed_pack_of_another_programs_dataset_is_refused(publisher: Publisher, home: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "forewarned.sqlite"
    dataset.write_bytes(b"SQLite format 3\0" + b"\0" * 4000)
    manifest = identity.Manifest(
        sha256=identity.digest_of(dataset), version=LONG_AGO.date(), schema_version=identity.SCHEMA_VERSION
    )
    identity.manifest_path(dataset).write_text(manifest.dumps(), encoding="utf-8")
    publish.publish(publisher.repository, dataset, tmp_path / "bad.zip", publisher.signers)

    assert "cannot be used" in refusal(tmp_path / "bad.zip", home)


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"[]"])
def test_a_file_without_keys_is_not_trusted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "root.json").write_bytes(content)
    with pytest.raises(PackError):
        trust_publisher(tmp_path / "root.json", tmp_path / "home")
