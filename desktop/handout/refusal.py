"""Why a pack is refused: what python-tuf's updater found wrong, in one sentence for whoever chose the pack."""

from pathlib import Path
from typing import Final

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Metadata, Root, Timestamp
from tuf.api.serialization import DeserializationError

from desktop.dataset.pack_file import PackFile
from desktop.errors import PackError
from desktop.handout.trust import check_kinds, newest_root, release_of
from desktop.i18n import _

_ROLES: Final = (Root.type, "timestamp", "snapshot", "targets")


def refusal(error: Exception, pack: PackFile, home: Path, before: int) -> PackError:
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


def _signature_error(pack: PackFile, home: Path) -> PackError:
    """Say what is wrong with the signatures, by looking at each list with the keys that are trusted."""
    root = Metadata[Root].from_bytes(newest_root(home)).signed
    for role in _ROLES:
        content = _list_in(pack, role, root.version)
        if content is None:
            continue
        try:
            signed = Metadata.from_bytes(content)
        except DeserializationError:
            continue
        result = root.get_verification_result(role, signed.signed_bytes, signed.signatures)
        if isinstance(signed.signed, Root):
            try:
                check_kinds(signed.signed)
            except PackError as error:
                return error
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
        return pack.whole(f"metadata/{root_version + 1}.root.json")
    if role == Timestamp.type:
        return pack.whole("metadata/timestamp.json")
    versions = [number for number in range(1, 10_000) if f"metadata/{number}.{role}.json" in pack]
    return pack.whole(f"metadata/{versions[-1]}.{role}.json") if versions else None


def _version_error(pack: PackFile, home: Path, before: int) -> PackError:
    content = pack.whole("metadata/timestamp.json")
    offered = Metadata[Timestamp].from_bytes(content).signed.version if content else 0
    if offered < before or offered < release_of(home):
        return PackError(
            _(
                "The pack “{pack}” is older (release {offered}) than what was taken in before (release {before})."
            ).format(pack=pack.name, offered=offered, before=before)
        )
    return _mixed(pack)


def _mixed(pack: PackFile) -> PackError:
    return PackError(_("The pack “{pack}” is put together from parts of different releases.").format(pack=pack.name))
