"""Takes in a dataset pack: who signed it, whether it is newer, whether it is whole; then switches to it in one step.

Whatever is wrong, and whenever the power goes, the dataset in use stays in use.
"""

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.api.metadata import Metadata, Root
from tuf.api.serialization import DeserializationError

from desktop.dataset import identity, installed
from desktop.dataset.identity import DatasetIdentity
from desktop.dataset.installed import DATASET_NAME, OVERLAY_NAME, Current
from desktop.dataset.overlay import Overlay
from desktop.dataset.overlay_sheets import read_overlay
from desktop.dataset.pack_file import PackFile, open_pack
from desktop.dataset.store import open_dataset
from desktop.errors import DatasetError, PackError
from desktop.handout.refusal import refusal
from desktop.handout.trust import Trust, new_home, newest_root, release_of, trust_of
from desktop.handout.updater import ADDRESS, PackFetcher, Updater, UpdaterConfig
from desktop.i18n import _

MAX_METADATA_BYTES: Final = 1024 * 1024
MAX_TARGET_BYTES: Final = 1024 * 1024 * 1024
_METADATA: Final = re.compile(r"metadata/(?:[1-9]\d{0,5}\.)?(?:root|timestamp|snapshot|targets)\.json")
_TARGET: Final = re.compile(r"targets/[0-9a-f]{64}\.[a-z0-9][a-z0-9.-]{0,60}")
_MANIFEST_NAME: Final = identity.manifest_path(Path(DATASET_NAME)).name
_CONFIG: Final = UpdaterConfig(
    max_root_rotations=64,
    root_max_length=MAX_METADATA_BYTES,
    snapshot_max_length=MAX_METADATA_BYTES,
    targets_max_length=MAX_METADATA_BYTES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A dataset out of a pack, checked all through and not yet in use; `path` serves to look into it.

    `overlay` are own facts that come along, None where there are none.
    """

    identity: DatasetIdentity
    path: Path
    overlay: Overlay | None
    trust: Trust
    signed_by: tuple[str, ...]
    release: int
    trust_folder: Path


def limits(name: str) -> int | None:
    """Return how many bytes a file of a dataset pack may hold: it is a TUF repository and nothing else."""
    if _METADATA.fullmatch(name):
        return MAX_METADATA_BYTES
    return MAX_TARGET_BYTES if _TARGET.fullmatch(name) else None


@contextmanager
def examine(path: Path, folder: Path | None = None) -> Iterator[Candidate]:
    """Check a pack all through and offer what is in it; nothing of it stays unless it is accepted meanwhile.

    Raises PackError with the one reason why it is refused.
    """
    folder = installed.home() if folder is None else folder
    current = installed.read_current(folder)
    if not current.trust:
        raise PackError(
            _("No publisher is trusted yet; take their root.json in with “forewarned dataset keys --trust FILE” first.")
        )
    pack = open_pack(path, limits)
    staged = folder / f".staged-{secrets.token_hex(8)}"
    try:
        home = new_home(folder)
        shutil.copytree(folder / current.trust, home, symlinks=True)
        staged.mkdir()
        yield _checked(pack, home, staged, current)
    except OSError as error:
        raise installed.disk_error(error) from error
    finally:
        pack.close()
        shutil.rmtree(staged, ignore_errors=True)
        installed.sweep(folder)


def accept(candidate: Candidate, folder: Path | None = None) -> None:
    """Put an examined dataset into use and keep the one before it; own facts that come along replace any others."""
    folder = installed.home() if folder is None else folder
    digest = candidate.identity.sha256
    try:
        installed.flush(candidate.trust_folder)
        installed.flush(candidate.path.parent)
        if candidate.overlay is not None:
            own = installed.overlay_path(folder, candidate.overlay.identity.sha256)
            candidate.path.with_name(OVERLAY_NAME).replace(own)
        _put_in_place(candidate.path.parent, installed.dataset_path(folder, digest), digest)
        installed.flush_folder(folder)
    except OSError as error:
        raise installed.disk_error(error) from error
    current = installed.read_current(folder)
    previous = current.previous if current.dataset == digest else current.dataset
    overlay = candidate.overlay.identity.sha256 if candidate.overlay else current.overlay
    trust = candidate.trust_folder.name
    installed.write_current(folder, Current(dataset=digest, previous=previous, trust=trust, overlay=overlay))


def _put_in_place(staged: Path, target: Path, digest: str) -> None:
    if target.exists() and identity.digest_of(target) == digest:
        # The very dataset in use, signed again; at no moment shall it be missing.
        return
    if target.parent.exists():
        # Left by an import that was cut off before the switch; this one is known to be whole.
        shutil.rmtree(target.parent)
    staged.rename(target.parent)


def restore(folder: Path | None = None) -> Path:
    """Go back to the dataset before the last import, or to the shipped one; return the path of what is now in use."""
    folder = installed.home() if folder is None else folder
    current = installed.read_current(folder)
    if not current.dataset:
        raise PackError(_("There is no earlier dataset to go back to; the shipped one is in use."))
    installed.write_current(folder, replace(current, dataset=current.previous, previous=""))
    installed.sweep(folder)
    return installed.path_in_use(folder)


def _checked(pack: PackFile, home: Path, staged: Path, current: Current) -> Candidate:
    before = release_of(home)
    anchor = (home / "anchor.json").read_bytes()
    try:
        updater = Updater(
            str(home),
            f"{ADDRESS}metadata/",
            str(staged),
            f"{ADDRESS}targets/",
            PackFetcher(pack),
            _CONFIG,
            bootstrap=anchor,
        )
        updater.refresh()
        for name in (DATASET_NAME, _MANIFEST_NAME):
            info = updater.get_targetinfo(name)
            if info is None:
                raise PackError(_("The pack “{pack}” holds no dataset.").format(pack=pack.name))
            updater.download_target(info, str(staged / name))
        if own := updater.get_targetinfo(OVERLAY_NAME):
            updater.download_target(own, str(staged / OVERLAY_NAME))
    except (RepositoryError, DownloadError, DeserializationError) as error:
        raise refusal(error, pack, home, before) from error
    return _candidate(pack, home, staged, current, before)


def _candidate(pack: PackFile, home: Path, staged: Path, current: Current, before: int) -> Candidate:
    release = release_of(home)
    if current.dataset and release == before:
        raise PackError(_("The pack “{pack}” holds the dataset that is in use already.").format(pack=pack.name))
    try:
        with open_dataset(staged / DATASET_NAME) as dataset:
            if (staged / OVERLAY_NAME).exists():
                dataset.add(read_overlay(staged / OVERLAY_NAME, dataset.known))
            found, overlay = dataset.identity, dataset.overlay
    except DatasetError as error:
        raise PackError(
            _("The dataset in the pack “{pack}” cannot be used: {reason}").format(pack=pack.name, reason=error)
        ) from error
    if installed.is_outdated(found.version):
        raise PackError(
            _(
                "The dataset in the pack “{pack}” is older ({version}) than the one that came with the program, which "
                "stays in use."
            ).format(pack=pack.name, version=found.version.isoformat())
        )
    root = Metadata[Root].from_bytes(newest_root(home))
    targets = Metadata.from_bytes((home / "targets.json").read_bytes())
    result = root.signed.get_verification_result("targets", targets.signed_bytes, targets.signatures)
    return Candidate(
        identity=found,
        path=staged / DATASET_NAME,
        overlay=overlay,
        trust=trust_of(root.signed),
        signed_by=tuple(sorted(result.signed)),
        release=release,
        trust_folder=home,
    )
