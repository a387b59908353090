"""The publisher's side of dataset packs: keys, a repository of signed lists, and packs made from it.

Signing needs the package `cryptography`, which only publishers have; taking a pack in does without.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from securesystemslib.signer import CryptoSigner, Signer
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from desktop.dataset import identity
from desktop.dataset.installed import DATASET_NAME, OVERLAY_NAME
from desktop.dataset.pack_file import write_pack
from desktop.errors import OutputError, PackError, reason_of
from desktop.i18n import _
from desktop.output import write_file

DAYS: Final = 180
_ROOT_DAYS: Final = 3 * 365
_ONLINE: Final = (Timestamp.type, Snapshot.type, Targets.type)


def make_key(path: Path) -> str:
    """Make a signing key, write it where only its owner can read it, and return its id."""
    if path.exists():
        raise OutputError(_("“{name}” is there already; a key is never overwritten.").format(name=path.name))
    signer = CryptoSigner.generate_ed25519()
    write_file(path, signer.private_bytes)
    return signer.public_key.keyid


def load_key(path: Path) -> Signer:
    """Read a signing key."""
    try:
        # Only publishers have this package.
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        return CryptoSigner(load_pem_private_key(path.read_bytes(), None))
    except OSError as error:
        raise PackError(
            _("The key “{name}” cannot be read ({reason}).").format(name=path.name, reason=reason_of(error))
        ) from error
    except (ValueError, TypeError) as error:
        raise PackError(_("“{name}” is no signing key.").format(name=path.name)) from error


def found(repository: Path, signers: Sequence[Signer], *, threshold: int, now: datetime | None = None) -> None:
    """Begin a repository whose lists need `threshold` of these keys."""
    if not 1 <= threshold <= len(signers):
        raise PackError(_("{n} signatures cannot be asked of {all} keys.").format(n=threshold, all=len(signers)))
    try:
        repository.mkdir(parents=True)
    except FileExistsError as error:
        raise OutputError(_("“{name}” is there already.").format(name=repository.name)) from error
    root = Root(expires=_moment(now) + timedelta(days=_ROOT_DAYS), consistent_snapshot=True)
    _name_keys(root, signers, threshold)
    _write(repository, "1.root.json", Metadata(root), signers)


def rotate(
    repository: Path, old: Sequence[Signer], new: Sequence[Signer], *, threshold: int, now: datetime | None = None
) -> None:
    """Pass on to new keys by the word of the old ones; computers that trust the old follow."""
    root = newest_root(repository).signed
    for role in (Root.type, *_ONLINE):
        for key in tuple(root.roles[role].keyids):
            root.revoke_key(key, role)
    root.version += 1
    root.expires = _moment(now) + timedelta(days=_ROOT_DAYS)
    _name_keys(root, new, threshold)
    _write(repository, f"{root.version}.root.json", Metadata(root), [*old, *new])


def _name_keys(root: Root, signers: Sequence[Signer], threshold: int) -> None:
    for role in (Root.type, *_ONLINE):
        for signer in signers:
            root.add_key(signer.public_key, role)
        root.roles[role].threshold = threshold


def publish(
    repository: Path,
    dataset: Path,
    pack: Path,
    signers: Sequence[Signer],
    *,
    overlay: Path | None = None,
    days: int = DAYS,
    now: datetime | None = None,
) -> int:
    """Sign a dataset, and own facts if there are any, as the next release; write its pack and return its number."""
    release = 1 + max((_number(path) for path in repository.glob("*.targets.json")), default=0)
    expires = _moment(now) + timedelta(days=days)
    files: dict[str, Path] = {}
    targets = Targets(version=release, expires=expires)
    parts = [(DATASET_NAME, dataset), (_manifest_name(), identity.manifest_path(dataset))]
    for name, path in (*parts, *([(OVERLAY_NAME, overlay)] if overlay else [])):
        info = TargetFile.from_file(name, str(path), ["sha256"])
        targets.targets[name] = info
        files[f"targets/{info.hashes['sha256']}.{name}"] = path
    signed: Mapping[str, Metadata[Targets] | Metadata[Snapshot] | Metadata[Timestamp]] = {
        f"{release}.targets.json": Metadata(targets),
        f"{release}.snapshot.json": Metadata(
            Snapshot(version=release, expires=expires, meta={"targets.json": MetaFile(release)})
        ),
        "timestamp.json": Metadata(Timestamp(version=release, expires=expires, snapshot_meta=MetaFile(release))),
    }
    for name, metadata in signed.items():
        _write(repository, name, metadata, signers)
        files[f"metadata/{name}"] = repository / name
    files |= {f"metadata/{path.name}": path for path in repository.glob("*.root.json")}
    write_pack(pack, files)
    return release


def newest_root(repository: Path) -> Metadata[Root]:
    """Return the newest root of a repository."""
    paths = sorted(repository.glob("*.root.json"), key=_number)
    if not paths:
        raise PackError(
            _("“{name}” is no repository; begin one with “forewarned dataset keys --found FOLDER”.").format(
                name=repository.name
            )
        )
    return Metadata[Root].from_file(str(paths[-1]))


def _manifest_name() -> str:
    return identity.manifest_path(Path(DATASET_NAME)).name


def _number(path: Path) -> int:
    return int(path.name.split(".")[0])


def _moment(now: datetime | None) -> datetime:
    return (now or datetime.now(UTC)).replace(microsecond=0)


def _write(
    repository: Path,
    name: str,
    metadata: Metadata[Root] | Metadata[Targets] | Metadata[Snapshot] | Metadata[Timestamp],
    signers: Sequence[Signer],
) -> None:
    for signer in signers:
        metadata.sign(signer, append=True)
    write_file(repository / name, metadata.to_bytes(JSONSerializer(compact=False)))
