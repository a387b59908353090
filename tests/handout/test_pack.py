"""A pack is taken in whole, with what comes along, and what was before can be restored."""

import shutil
from itertools import count
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from desktop.dataset import identity, installed, pack_file
from desktop.dataset.store import open_dataset
from desktop.errors import PackError
from desktop.handout import pack, publish
from desktop.handout.own_facts import pack_own_facts
from desktop.handout.trust import trusted
from tests.handout.killing import Keeper
from tests.handout.packs import Publisher, digest_in_use, refusal, rewritten, take_in, unchanged
from tests.own_sheets import EXAMPLE


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


def test_the_release_in_use_is_no_news(publisher: Publisher, home: Path) -> None:
    path = publisher.pack(0)
    take_in(path, home)

    assert "is in use already" in refusal(path, home)


def test_a_damaged_installation_falls_back_to_the_shipped_dataset(publisher: Publisher, home: Path) -> None:
    take_in(publisher.pack(0), home)
    path = installed.path_in_use(home)
    path.write_bytes(path.read_bytes()[:-1])
    assert installed.path_in_use(home) == identity.default_path()
    (home / "current.json").write_text("{", encoding="utf-8")
    assert installed.path_in_use(home) == identity.default_path()


def take_in_whole(path: str, home: str) -> None:
    take_in(Path(path), Path(home))


def test_killed_at_any_step_an_import_leaves_a_working_dataset(publisher: Publisher, home: Path) -> None:
    take_in(publisher.pack(0), home)
    path = publisher.pack(1)
    old, new = (identity.digest_of(dataset) for dataset in publisher.datasets[:2])
    found = []
    with Keeper(take_in_whole) as keeper:
        keeper.do(str(path), str(another(home)))
        for step in count(1):
            victim = another(home)
            if not keeper.begin(str(path), str(victim), step=step).was_killed:
                break
            found.append(digest_in_use(victim))
            if found[-1] == old:
                take_in(path, victim)
            assert digest_in_use(victim) == new
    # The switch is one step, somewhere among many.
    assert found == sorted(found, key=[old, new].index)
    assert {old, new} == set(found)


def another(home: Path) -> Path:
    """Return a copy of a home, in place of the one before."""
    folder = home.with_name("victim")
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(home, folder, symlinks=True)
