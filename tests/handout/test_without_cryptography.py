"""Who only takes packs in does without the package that signs them, and loses nothing by it."""

from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from desktop.dataset import identity
from desktop.handout import publish
from tests.handout.programs import Desk
from tests.unit.dataset.small_facts import Facts, build_small


@pytest.fixture
def desk(tmp_path: Path, checkout: Path) -> Desk:
    return Desk(folder=tmp_path, checkout=checkout, hidden=("cryptography",))


@pytest.fixture
def signed(desk: Desk) -> Path:
    """Return a pack that two publishers signed, elsewhere, with the package."""
    data = Facts(desk.folder / "data").write()
    (data / "facts" / "VERSION").write_text("2099-01-01\n", encoding="utf-8")
    build_small(data, desk.folder / "published.sqlite")
    signers = (CryptoSigner.generate_ed25519(), CryptoSigner.generate_ed25519())
    publish.found(desk.folder / "repository", signers, threshold=2)
    publish.publish(desk.folder / "repository", desk.folder / "published.sqlite", desk.folder / "new.pack", signers)
    return desk.folder / "new.pack"


def test_a_signed_pack_is_checked_and_taken_in(desk: Desk, signed: Path) -> None:
    desk.run_apart("dataset", "keys", "--trust", "repository/1.root.json")
    said = desk.run_apart("dataset", "import", signed.name)

    assert "Dataset of 2099-01-01, release 1" in said
    assert identity.digest_of(desk.folder / "published.sqlite") in desk.run_apart("dataset", "info")
    assert "in use again" in desk.run_apart("dataset", "restore")


def test_a_pack_with_a_signature_that_is_none_is_refused(desk: Desk, signed: Path) -> None:
    desk.run_apart("dataset", "keys", "--trust", "repository/1.root.json")
    strangers = (CryptoSigner.generate_ed25519(), CryptoSigner.generate_ed25519())
    publish.publish(desk.folder / "repository", desk.folder / "published.sqlite", signed, strangers)

    assert "signed with keys that you do not trust" in desk.run_apart("dataset", "import", signed.name, code=1)


def test_keys_that_cannot_be_checked_without_it_are_named(desk: Desk, signed: Path) -> None:
    sentence = "Checking ecdsa keys needs the package “cryptography”; install it, or ask for ed25519 keys."
    others = (CryptoSigner.generate_ecdsa(),)
    publish.found(desk.folder / "other", others, threshold=1)
    assert sentence in desk.run_apart("dataset", "keys", "--trust", "other/1.root.json", code=1)

    # And when a publisher who was trusted passes on to such keys.
    old = (CryptoSigner.generate_ed25519(),)
    publish.found(desk.folder / "turning", old, threshold=1)
    desk.run_apart("dataset", "keys", "--trust", "turning/1.root.json")
    publish.rotate(desk.folder / "turning", old, others, threshold=1)
    publish.publish(desk.folder / "turning", desk.folder / "published.sqlite", signed, others)
    assert sentence in desk.run_apart("dataset", "import", signed.name, code=1)


def test_signing_says_in_one_sentence_what_it_needs(desk: Desk, signed: Path) -> None:
    sentence = "forewarned: Signing needs the package “cryptography”; install it where you publish datasets.\n"

    assert desk.run_apart("dataset", "keys", "--make", "ana.pem", code=1) == sentence
    assert desk.run_apart("dataset", "keys", "--found", "other", "--key", "ana.pem", code=1) == sentence
    exported = ("dataset", "export", "x.pack", "--repository", "repository", "--key", "ana.pem")
    assert desk.run_apart(*exported, code=1) == sentence
    assert not (desk.folder / "ana.pem").exists()
    assert signed.exists()


@pytest.mark.timeout(300)
def test_nothing_else_misses_it(desk: Desk) -> None:
    (desk.folder / "two.csv").write_text("traveller,destinations\nAna,Serbia\nBen,Uruguay\n", encoding="utf-8")
    desk.run_apart("batch", "two.csv", "-o", "out", "--jobs", "2")

    assert "unchanged" in desk.run_apart("verify-briefing", "out/00001-ana.pdf", "--manifest", "out/manifest.csv")
    desk.run_apart("brief", "RS", "-o", "trip.pdf", "--password-file", "two.csv")
    assert (desk.folder / "trip.pdf").exists()
