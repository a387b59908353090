"""A publisher with datasets of three days, and a home that trusts it."""

from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from desktop.handout import publish
from desktop.handout.trust import trust_publisher
from tests.handout.packs import Publisher
from tests.unit.dataset.small_facts import Facts, build_small


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
