"""Whose datasets this computer takes in: the publisher's keys, taken over once by hand and followed from then on.

What is known of a publisher lies in a folder of its own below the installed datasets, in the layout of python-tuf.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Timestamp
from tuf.api.serialization import DeserializationError

from desktop.dataset import installed
from desktop.errors import PackError
from desktop.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Which keys may sign datasets: `keys` of the targets role, how many of them must, and until when this holds."""

    keys: tuple[str, ...]
    threshold: int
    version: int
    expires: datetime


def read_trust(content: bytes) -> Trust:
    """Read a root file; raise PackError when it is none, or not signed by its own keys."""
    try:
        root = Metadata[Root].from_bytes(content)
        if root.signed.type != Root.type:
            raise PackError(_("This file names no keys; choose the publisher's root.json."))
        check_kinds(root.signed)
        root.verify_delegate(Root.type, root)
    except (DeserializationError, RepositoryError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise PackError(_("This is no sound file of keys; get the publisher's root.json again.")) from error
    return trust_of(root.signed)


def check_kinds(root: Root) -> None:
    """Raise PackError where a root names keys of a kind that cannot be checked here.

    The word of ed25519 keys, which are what this program makes, can always be checked; others take a package for it.
    """
    others = sorted({key.keytype for key in root.keys.values()} - {"ed25519"})
    if others and not has_cryptography():
        raise PackError(
            _("Checking {kind} keys needs the package “cryptography”; install it, or ask for ed25519 keys.").format(
                kind=others[0]
            )
        )


def has_cryptography() -> bool:
    """Tell whether the package that signs, and checks all but ed25519 keys, is there and loads."""
    try:
        import_module("cryptography")
    except ImportError:
        return False
    return True


def trust_of(root: Root) -> Trust:
    """Return whom a root names to sign datasets."""
    role = root.roles["targets"]
    return Trust(keys=tuple(sorted(role.keyids)), threshold=role.threshold, version=root.version, expires=root.expires)


def trusted(folder: Path | None = None) -> Trust | None:
    """Return whom this computer trusts, None while it trusts nobody."""
    folder = installed.home() if folder is None else folder
    name = installed.read_current(folder).trust
    if not name:
        return None
    return read_trust(newest_root(folder / name))


def trust_publisher(root: Path, folder: Path | None = None) -> Trust:
    """Trust the publisher whose root file this is, in place of any other."""
    folder = installed.home() if folder is None else folder
    try:
        content = root.read_bytes()
        found = read_trust(content)
        home = new_home(folder)
        (home / "root_history").mkdir(parents=True)
        (home / "anchor.json").write_bytes(content)
        (home / "root_history" / f"{found.version}.root.json").write_bytes(content)
        installed.flush(home)
    except OSError as error:
        raise installed.disk_error(error) from error
    installed.write_current(folder, replace(installed.read_current(folder), trust=home.name))
    installed.sweep(folder)
    return found


def describe(found: Trust) -> Sequence[str]:
    """Say in lines whom a computer trusts."""
    return [
        _("Datasets need {n} of these {all} keys, until {day}:").format(
            n=found.threshold, all=len(found.keys), day=found.expires.date().isoformat()
        ),
        *(f"  {key}" for key in found.keys),
    ]


def newest_root(home: Path) -> bytes:
    """Return the newest root that a folder of trust knows."""
    paths = {int(path.name.split(".")[0]): path for path in (home / "root_history").glob("*.root.json")}
    return paths[max(paths)].read_bytes()


def release_of(home: Path) -> int:
    """Return the newest release that was ever seen there, 0 before the first."""
    try:
        return Metadata[Timestamp].from_bytes((home / "timestamp.json").read_bytes()).signed.version
    except FileNotFoundError:
        return 0


def new_home(folder: Path) -> Path:
    """Return where a new folder of trust can be made."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"trust-{secrets.token_hex(8)}"
