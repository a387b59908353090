"""A pack is taken in only if it is newer, whole and signed by those one trusts; otherwise the dataset in use stays."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner, Signer

from desktop.dataset import identity, installed, pack_file
from desktop.dataset.store import open_dataset
from desktop.errors import PackError
from desktop.handout import pack, publish
from desktop.handout.own_facts import pack_own_facts
from desktop.handout.trust import trust_publisher, trusted
from tests.handout.programs import kill_count
from tests.own_sheets import EXAMPLE
from tests.unit.dataset.small_facts import Facts, build_small

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """A publisher with two keys, both needed, and datasets of three days."""

    repository: Path
    signers: tuple[Signer, ...]
    datasets: tuple[Path, ...]

    def pack(self, number: int, *, signers: tuple[Signer, ...] | None = None, now: datetime | None = None) -> Path:
        """Publish a dataset as the next release."""
        path = self.repository.parent / f"pack-{number}-{len(list(self.repository.parent.glob('*.zip')))}.zip"
        publish.publish(self.repository, self.datasets[number], path, signers or self.signers, now=now)
        return path


@pytest.fixture(scope="session")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    made = []
    for day in (1, 2, 3):
        folder = tmp_path_factory.mktemp(f"facts-{day}")
        data = Facts(folder / "data").write()
        # Later than the shipped one, so that the installed one counts.
        (data / "facts" / "VERSION").write_text(f"2099-01-0{day}\n", encoding="utf-8")
        build_small(data, folder / "forewarned.sqlite")
        made.append(folder / "forewarned.sqlite")
    return tuple(made)


@pytest.fixture
def publisher(tmp_path: Path, datasets: tuple[Path, ...]) -> Publisher:
    signers = (CryptoSigner.generate_ed25519(), CryptoSigner.generate_ed25519())
    repository = tmp_path / "publisher" / "repository"
    repository.parent.mkdir()
    publish.found(repository, signers, threshold=2)
    return Publisher(repository=repository, signers=signers, datasets=datasets)


@pytest.fixture
def home(tmp_path: Path, publisher: Publisher) -> Path:
    folder = tmp_path / "home"
    trust_publisher(publisher.repository / "1.root.json", folder)
    return folder


def take_in(path: Path, home: Path) -> pack.Candidate:
    with pack.examine(path, home) as candidate:
        pack.accept(candidate, home)
        return candidate


def digest_in_use(home: Path) -> str:
    with open_dataset(installed.path_in_use(home)) as dataset:
        return dataset.identity.sha256


@contextmanager
def unchanged(home: Path) -> Iterator[None]:
    before = {path.relative_to(home): path.is_file() and path.read_bytes() for path in sorted(home.rglob("*"))}
    yield
    after = {path.relative_to(home): path.is_file() and path.read_bytes() for path in sorted(home.rglob("*"))}
    assert after == before


def refusal(path: Path, home: Path) -> str:
    with unchanged(home), pytest.raises(PackError) as caught:
        take_in(path, home)
    return str(caught.value)


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Copy a pack, changing or dropping its files."""
    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def added(path: Path, name: str | zipfile.ZipInfo, content: bytes) -> Path:
    target = path.with_name(f"added-{path.name}")
    shutil.copy(path, target)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target


def test_a_signed_pack_is_taken_in_and_says_who_signed_what(publisher: Publisher, home: Path) -> None:
    with pack.examine(publisher.pack(0), home) as candidate:
        assert candidate.signed_by == tuple(sorted(signer.public_key.keyid for signer in publisher.signers))
        assert candidate.identity.version.isoformat() == "2099-01-01"
        assert candidate.release == 1
        pack.accept(candidate, home)

    assert digest_in_use(home) == identity.digest_of(publisher.datasets[0])


def test_what_is_not_accepted_leaves_nothing(publisher: Publisher, home: Path) -> None:
    path = publisher.pack(0)
    with unchanged(home), pack.examine(path, home):
        pass

    assert installed.path_in_use(home) == identity.default_path()


def test_the_dataset_before_is_kept_and_can_be_restored(publisher: Publisher, home: Path) -> None:
    first = identity.digest_of(publisher.datasets[0])
    take_in(publisher.pack(0), home)
    take_in(publisher.pack(1), home)
    take_in(publisher.pack(2), home)

    assert len([path for path in home.iterdir() if len(path.name) == 64]) == 2
    pack.restore(home)
    assert digest_in_use(home) == identity.digest_of(publisher.datasets[1]) != first
    pack.restore(home)
    assert installed.path_in_use(home) == identity.default_path()
    with pytest.raises(PackError, match="no earlier dataset"):
        pack.restore(home)


def test_the_same_input_gives_the_same_pack(publisher: Publisher) -> None:
    path = publisher.pack(0)
    names = {f"metadata/{each.name}": each for each in publisher.repository.iterdir()}
    for target in ("a.zip", "b.zip"):
        pack_file.write_pack(path.with_name(target), names)

    assert path.with_name("a.zip").read_bytes() == path.with_name("b.zip").read_bytes()


def test_nothing_is_taken_in_before_somebody_is_trusted(publisher: Publisher, tmp_path: Path) -> None:
    with (
        pytest.raises(PackError, match="No publisher is trusted yet"),
        pack.examine(publisher.pack(0), tmp_path / "new"),
    ):
        pass


def test_keys_that_pass_on_to_new_ones_are_followed(publisher: Publisher, home: Path) -> None:
    take_in(publisher.pack(0), home)
    new = (CryptoSigner.generate_ed25519(), CryptoSigner.generate_ed25519())
    publish.rotate(publisher.repository, publisher.signers, new, threshold=2)

    take_in(publisher.pack(1, signers=new), home)
    found = trusted(home)
    assert found is not None
    assert found.keys == tuple(sorted(signer.public_key.keyid for signer in new))
    assert "keys that you do not trust" in refusal(publisher.pack(2), home)


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


def with_own_facts(publisher: Publisher, number: int, own: Path) -> Path:
    path = publisher.repository.parent / f"own-{number}.zip"
    publish.publish(publisher.repository, publisher.datasets[number], path, publisher.signers, overlay=own)
    return path


@pytest.fixture
def own(tmp_path: Path, datasets: tuple[Path, ...]) -> Path:
    """Return a pack of own facts."""
    with open_dataset(datasets[0]) as dataset:
        pack_own_facts(EXAMPLE, tmp_path / "own.pack", dataset.known)
    return tmp_path / "own.pack"


def test_own_facts_come_along_signed(publisher: Publisher, home: Path, own: Path) -> None:
    taken = take_in(with_own_facts(publisher, 0, own), home)

    assert taken.identity.overlay is not None
    assert taken.identity.overlay.organisation == "Example Corp"
    assert installed.overlay_in_use(home) == installed.overlay_path(home, identity.digest_of(own))
    assert digest_in_use(home) == identity.digest_of(publisher.datasets[0])


def test_a_pack_without_own_facts_leaves_those_in_use(publisher: Publisher, home: Path, own: Path) -> None:
    take_in(with_own_facts(publisher, 0, own), home)
    take_in(publisher.pack(1), home)
    pack.restore(home)

    assert installed.overlay_in_use(home) == installed.overlay_path(home, identity.digest_of(own))


def test_the_dataset_in_use_signed_again_with_own_facts_stays_in_place(
    publisher: Publisher, home: Path, own: Path
) -> None:
    take_in(publisher.pack(0), home)
    before = installed.path_in_use(home).stat().st_ino
    take_in(with_own_facts(publisher, 0, own), home)

    assert installed.path_in_use(home).stat().st_ino == before
    assert installed.overlay_in_use(home) is not None


def test_own_facts_changed_after_they_were_signed_are_refused(publisher: Publisher, home: Path, own: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        return content[:-1] + b"!" if name.endswith("own-facts.pack") else content

    assert "was changed after it was signed" in refusal(rewritten(with_own_facts(publisher, 0, own), change), home)


def test_own_facts_that_are_none_are_refused_though_signed(publisher: Publisher, home: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.pack").write_bytes(b"no pack")

    assert "cannot be used" in refusal(with_own_facts(publisher, 0, tmp_path / "bad.pack"), home)


def test_a_dataset_older_than_the_shipped_one_is_refused(publisher: Publisher, home: Path, tmp_path: Path) -> None:
    with open_dataset(identity.default_path()) as shipped:
        before = shipped.identity.version - timedelta(days=1)
    data = Facts(tmp_path / "data").write()
    (data / "facts" / "VERSION").write_text(f"{before}\n", encoding="utf-8")
    build_small(data, tmp_path / "forewarned.sqlite")
    publish.publish(publisher.repository, tmp_path / "forewarned.sqlite", tmp_path / "old.zip", publisher.signers)

    assert f"is older ({before}) than the one that came with the program" in refusal(tmp_path / "old.zip", home)


def test_the_release_in_use_is_no_news(publisher: Publisher, home: Path) -> None:
    path = publisher.pack(0)
    take_in(path, home)

    assert "is in use already" in refusal(path, home)


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


def test_a_damaged_installation_falls_back_to_the_shipped_dataset(publisher: Publisher, home: Path) -> None:
    take_in(publisher.pack(0), home)
    path = installed.path_in_use(home)
    path.write_bytes(path.read_bytes()[:-1])
    assert installed.path_in_use(home) == identity.default_path()
    (home / "current.json").write_text("{", encoding="utf-8")
    assert installed.path_in_use(home) == identity.default_path()


def test_killed_at_any_moment_an_import_leaves_a_working_dataset(
    publisher: Publisher, home: Path, checkout: Path
) -> None:
    take_in(publisher.pack(0), home)
    path = publisher.pack(1)
    allowed = {identity.digest_of(dataset) for dataset in publisher.datasets[:2]}
    script = (
        "import sys; from pathlib import Path; from desktop.handout import pack\n"
        "print('ready', flush=True)\n"
        "with pack.examine(Path(sys.argv[1]), Path(sys.argv[2])) as found: pack.accept(found, Path(sys.argv[2]))\n"
    )
    chance = random.Random(6)  # noqa: S311  # moments to kill at, not secrets
    wanted, kills = kill_count(50), 0
    for _ in range(wanted):
        folder = home.with_name("victim")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(home, folder, symlinks=True)
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(path), str(folder)],
            env={**os.environ, "PYTHONPATH": str(checkout)},
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.random() * 0.08)
        if child.poll() is None:
            kills += 1
            child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert digest_in_use(folder) in allowed
        if digest_in_use(folder) != identity.digest_of(publisher.datasets[1]):
            take_in(path, folder)
        assert digest_in_use(folder) == identity.digest_of(publisher.datasets[1])
    assert kills > wanted / 5
