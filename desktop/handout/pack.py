"""Takes in a dataset pack: who signed it, whether it is newer, whether it is whole; then switches to it in one step.

Whatever is wrong, and whenever the power goes, the dataset in use stays in use.
"""

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Metadata, Root, Timestamp
from tuf.api.serialization import DeserializationError

from desktop.dataset import identity, installed
from desktop.dataset.installed import DATASET_NAME, Current
from desktop.dataset.model import DatasetIdentity
from desktop.dataset.store import open_dataset
from desktop.errors import DatasetError, OutputError, PackError
from desktop.handout.pack_file import MAX_METADATA_BYTES, PackFile, open_pack
from desktop.handout.updater import ADDRESS, PackFetcher, Updater, UpdaterConfig
from desktop.i18n import _

ROLES: Final = (Root.type, "timestamp", "snapshot", "targets")
_MANIFEST_NAME: Final = identity.manifest_path(Path(DATASET_NAME)).name
_CONFIG: Final = UpdaterConfig(
    max_root_rotations=64,
    root_max_length=MAX_METADATA_BYTES,
    snapshot_max_length=MAX_METADATA_BYTES,
    targets_max_length=MAX_METADATA_BYTES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Which keys may sign datasets: `keys` of the targets role, how many of them must, and until when this holds."""

    keys: tuple[str, ...]
    threshold: int
    version: int
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A dataset out of a pack, checked all through and not yet in use; `path` serves to look into it."""

    identity: DatasetIdentity
    path: Path
    trust: Trust
    signed_by: tuple[str, ...]
    release: int
    trust_folder: Path


def read_trust(content: bytes) -> Trust:
    """Read a root file; raise PackError when it is none, or not signed by its own keys."""
    try:
        root = Metadata[Root].from_bytes(content)
        if root.signed.type != Root.type:
            raise PackError(_("This file names no keys; choose the publisher's root.json."))
        root.verify_delegate(Root.type, root)
    except (DeserializationError, RepositoryError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise PackError(_("This is no sound file of keys; get the publisher's root.json again.")) from error
    return _trust_of(root.signed)


def _trust_of(root: Root) -> Trust:
    role = root.roles["targets"]
    return Trust(keys=tuple(sorted(role.keyids)), threshold=role.threshold, version=root.version, expires=root.expires)


def trusted(folder: Path | None = None) -> Trust | None:
    """Return whom this computer trusts, None while it trusts nobody."""
    folder = installed.home() if folder is None else folder
    name = installed.read_current(folder).trust
    if not name:
        return None
    return read_trust(_newest_root(folder / name))


def trust(root: Path, folder: Path | None = None) -> Trust:
    """Trust the publisher whose root file this is, in place of any other."""
    folder = installed.home() if folder is None else folder
    try:
        content = root.read_bytes()
        found = read_trust(content)
        home = _new_trust_folder(folder)
        (home / "root_history").mkdir(parents=True)
        (home / "anchor.json").write_bytes(content)
        (home / "root_history" / f"{found.version}.root.json").write_bytes(content)
        _flush(home)
    except OSError as error:
        raise _disk_error(error) from error
    installed.write_current(folder, replace(installed.read_current(folder), trust=home.name))
    _sweep(folder)
    return found


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
    pack = open_pack(path)
    staged = folder / f".staged-{secrets.token_hex(8)}"
    try:
        home = _new_trust_folder(folder)
        shutil.copytree(folder / current.trust, home, symlinks=True)
        staged.mkdir()
        yield _checked(pack, home, staged, current)
    except OSError as error:
        raise _disk_error(error) from error
    finally:
        pack.close()
        shutil.rmtree(staged, ignore_errors=True)
        _sweep(folder)


def accept(candidate: Candidate, folder: Path | None = None) -> None:
    """Put an examined dataset into use and keep the one before it."""
    folder = installed.home() if folder is None else folder
    digest = candidate.identity.sha256
    try:
        _flush(candidate.trust_folder)
        _flush(candidate.path.parent)
        place = folder / digest
        if place.exists():
            # Left by an import that was cut off before the switch; this one is known to be whole.
            shutil.rmtree(place)
        candidate.path.parent.rename(place)
        _flush_folder(folder)
    except OSError as error:
        raise _disk_error(error) from error
    current = installed.read_current(folder)
    previous = current.previous if current.dataset == digest else current.dataset
    installed.write_current(folder, Current(dataset=digest, previous=previous, trust=candidate.trust_folder.name))


def restore(folder: Path | None = None) -> Path:
    """Go back to the dataset before the last import, or to the shipped one; return the path of what is now in use."""
    folder = installed.home() if folder is None else folder
    current = installed.read_current(folder)
    if not current.dataset:
        raise PackError(_("There is no earlier dataset to go back to; the shipped one is in use."))
    installed.write_current(folder, replace(current, dataset=current.previous, previous=""))
    _sweep(folder)
    return installed.path_in_use(folder)


def _checked(pack: PackFile, home: Path, staged: Path, current: Current) -> Candidate:
    before = _release_of(home)
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
    except (RepositoryError, DownloadError, DeserializationError) as error:
        raise _refusal(error, pack, home, before) from error
    return _candidate(pack, home, staged, current, before)


def _refusal(error: Exception, pack: PackFile, home: Path, before: int) -> PackError:
    """Say in one sentence why the updater refused a pack."""
    match error:
        case UnsignedMetadataError():
            return _signature_error(pack, home)
        case BadVersionNumberError():
            return _version_error(pack, home, before)
        case ExpiredMetadataError():
            text = _(
                "The pack “{pack}” has expired, so newer facts may be kept from you; ask its publisher for a new one."
            )
        case DownloadLengthMismatchError():
            text = _("The pack “{pack}” holds more data than its publisher signed for.")
        case DownloadHTTPError():
            text = _("The pack “{pack}” lacks a part that its signed lists name; copy it again.")
        case LengthOrHashMismatchError():
            text = _("The dataset in the pack “{pack}” was changed after it was signed.")
        case RepositoryError(__cause__=LengthOrHashMismatchError()):
            return _mixed(pack)
        case _:
            text = _("The signed lists in the pack “{pack}” cannot be read; copy it again.")
    return PackError(text.format(pack=pack.name))


def _candidate(pack: PackFile, home: Path, staged: Path, current: Current, before: int) -> Candidate:
    release = _release_of(home)
    if current.dataset and release == before:
        raise PackError(_("The pack “{pack}” holds the dataset that is in use already.").format(pack=pack.name))
    try:
        with open_dataset(staged / DATASET_NAME) as dataset:
            found = dataset.identity
    except DatasetError as error:
        raise PackError(
            _("The dataset in the pack “{pack}” cannot be used: {reason}").format(pack=pack.name, reason=error)
        ) from error
    root = Metadata[Root].from_bytes(_newest_root(home))
    targets = Metadata.from_bytes((home / "targets.json").read_bytes())
    result = root.signed.get_verification_result("targets", targets.signed_bytes, targets.signatures)
    return Candidate(
        identity=found,
        path=staged / DATASET_NAME,
        trust=_trust_of(root.signed),
        signed_by=tuple(sorted(result.signed)),
        release=release,
        trust_folder=home,
    )


def _signature_error(pack: PackFile, home: Path) -> PackError:
    """Say what is wrong with the signatures, by looking at each list with the keys that are trusted."""
    root = Metadata[Root].from_bytes(_newest_root(home)).signed
    for role in ROLES:
        content = _list_in(pack, role, root.version)
        if content is None:
            continue
        try:
            signed = Metadata.from_bytes(content)
        except DeserializationError:
            continue
        result = root.get_verification_result(role, signed.signed_bytes, signed.signatures)
        if result:
            continue
        known = set(signed.signatures) & set(root.roles[role].keyids)
        if known - set(result.signed):
            return PackError(
                _("The {role} list in the pack “{pack}” was changed after it was signed.").format(
                    role=role, pack=pack.name
                )
            )
        if not known:
            return PackError(_("The pack “{pack}” is signed with keys that you do not trust.").format(pack=pack.name))
        return PackError(
            _("The {role} list in the pack “{pack}” has {n} of {needed} signatures that it needs.").format(
                role=role, pack=pack.name, n=len(result.signed), needed=result.threshold
            )
        )
    return PackError(_("The pack “{pack}” names new keys without the word of the old ones.").format(pack=pack.name))


def _list_in(pack: PackFile, role: str, root_version: int) -> bytes | None:
    if role == Root.type:
        return pack.metadata(f"metadata/{root_version + 1}.root.json")
    if role == Timestamp.type:
        return pack.metadata("metadata/timestamp.json")
    versions = [number for number in range(1, 10_000) if f"metadata/{number}.{role}.json" in pack]
    return pack.metadata(f"metadata/{versions[-1]}.{role}.json") if versions else None


def _version_error(pack: PackFile, home: Path, before: int) -> PackError:
    content = pack.metadata("metadata/timestamp.json")
    offered = Metadata[Timestamp].from_bytes(content).signed.version if content else 0
    if offered < before or offered < _release_of(home):
        return PackError(
            _(
                "The pack “{pack}” is older (release {offered}) than what was taken in before (release {before})."
            ).format(pack=pack.name, offered=offered, before=before)
        )
    return _mixed(pack)


def _mixed(pack: PackFile) -> PackError:
    return PackError(_("The pack “{pack}” is put together from parts of different releases.").format(pack=pack.name))


def _release_of(home: Path) -> int:
    try:
        return Metadata[Timestamp].from_bytes((home / "timestamp.json").read_bytes()).signed.version
    except FileNotFoundError:
        return 0


def _newest_root(home: Path) -> bytes:
    paths = {int(path.name.split(".")[0]): path for path in (home / "root_history").glob("*.root.json")}
    return paths[max(paths)].read_bytes()


def _new_trust_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"trust-{secrets.token_hex(8)}"


def _sweep(folder: Path) -> None:
    """Remove what no longer counts: cut-off imports, old trust, datasets before the previous one."""
    current = installed.read_current(folder)
    kept = {current.dataset, current.previous, current.trust, ""}
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Make sure that a folder's files outlast a power cut."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        # Elsewhere a folder cannot be opened as a file; the file system sees to it by itself.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _disk_error(error: OSError) -> OutputError:
    return OutputError(
        _("The dataset could not be taken in ({reason}); the one before stays in use.").format(
            reason=error.strerror or type(error).__name__
        )
    )


def describe_trust(found: Trust) -> Sequence[str]:
    """Say in lines whom a computer trusts."""
    return [
        _("Datasets need {n} of these {all} keys, until {day}:").format(
            n=found.threshold, all=len(found.keys), day=found.expires.date().isoformat()
        ),
        *(f"  {key}" for key in found.keys),
    ]
