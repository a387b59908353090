"""Where datasets that came after the program are kept, and which dataset is in use.

Layout below the user's data folder: `datasets/<sha256>/` hold datasets, `trust-<id>/` what is known of their publisher,
`overlay-<sha256>.pack` are own facts, and `current.json` names what is in use. That one small file is replaced in one
step, so there is no moment in between.
"""

import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from desktop.dataset import identity
from desktop.errors import OutputError, OwnFactsError, reason_of
from desktop.i18n import _
from desktop.output import write_file

DATASET_NAME: Final = "forewarned.sqlite"
OVERLAY_NAME: Final = "own-facts.pack"
"""What own facts are called that come along with a dataset."""
_CURRENT: Final = "current.json"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_OVERLAY: Final = re.compile(r"overlay-[0-9a-f]{64}\.pack")
_TRUST: Final = re.compile(r"trust-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """What is in use: the digests of the dataset, of the one before it and of own facts, and the folder of trust.

    Empty is none.
    """

    dataset: str = ""
    previous: str = ""
    trust: str = ""
    overlay: str = ""


def home() -> Path:
    """Return the folder of installed datasets; it need not exist."""
    return user_data_path("forewarned", appauthor=False) / "datasets"


def read_current(folder: Path) -> Current:
    """Read what is in use; whatever cannot be read counts as nothing, so that the shipped dataset serves."""
    try:
        document = json.loads((folder / _CURRENT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Current()
    match document:
        case {"dataset": str(dataset), "previous": str(previous), "trust": str(trust), **others}:
            overlay = str(others.get("overlay", ""))
            return Current(
                dataset=dataset if _DIGEST.fullmatch(dataset) else "",
                previous=previous if _DIGEST.fullmatch(previous) else "",
                trust=trust if _TRUST.fullmatch(trust) else "",
                overlay=overlay if _DIGEST.fullmatch(overlay) else "",
            )
        case _:
            return Current()


def write_current(folder: Path, current: Current) -> None:
    """Switch to another dataset or trust in one step."""
    write_file(folder / _CURRENT, (json.dumps(asdict(current), indent=2) + "\n").encode())


def dataset_path(folder: Path, digest: str) -> Path:
    """Return where the dataset with this digest lies."""
    return folder / digest / DATASET_NAME


def overlay_path(folder: Path, digest: str) -> Path:
    """Return where the own facts with this digest lie."""
    return folder / f"overlay-{digest}.pack"


def overlay_in_use(folder: Path | None = None) -> Path | None:
    """Return the pack of own facts in use, None where there is none; raise OwnFactsError when it is not whole.

    Own facts never fall away unnoticed: who was promised them must hear that they are missing.
    """
    folder = home() if folder is None else folder
    digest = read_current(folder).overlay
    if not digest:
        return None
    path = overlay_path(folder, digest)
    try:
        is_whole = identity.digest_of(path) == digest
    except OSError:
        is_whole = False
    if not is_whole:
        raise OwnFactsError(
            _(
                "The own facts in use are damaged; take them in again with “forewarned dataset overlay import PACK”, "
                "or go on without by “forewarned dataset overlay remove”."
            )
        )
    return path


def path_in_use(folder: Path | None = None) -> Path:
    """Return the installed dataset if it is whole, readable by this program and not older than the shipped one."""
    shipped = identity.default_path()
    folder = home() if folder is None else folder
    digest = read_current(folder).dataset
    if not digest:
        return shipped
    path = dataset_path(folder, digest)
    try:
        manifest = identity.Manifest.loads(identity.manifest_path(path).read_text(encoding="utf-8"))
        if manifest.sha256 != digest or manifest.schema_version != identity.SCHEMA_VERSION:
            return shipped
        if identity.digest_of(path) != digest:
            return shipped
    except (OSError, ValueError):
        return shipped
    return shipped if is_outdated(manifest.version) else path


def is_outdated(version: date) -> bool:
    """Tell whether a dataset of this date is older than the one that came with the program."""
    try:
        beside = identity.manifest_path(identity.default_path()).read_text(encoding="utf-8")
        return version < identity.Manifest.loads(beside).version
    except (OSError, ValueError):
        return False


def sweep(folder: Path) -> None:
    """Remove what no longer counts: cut-off imports, old trust, datasets before the previous one."""
    current = read_current(folder)
    kept = {current.dataset, current.previous, current.trust, overlay_path(folder, current.overlay).name, _CURRENT}
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name in kept:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif _OVERLAY.fullmatch(path.name):
            path.unlink(missing_ok=True)


def flush(folder: Path) -> None:
    """Make sure that a folder's files outlast a power cut."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            # To be read and written: Windows flushes nothing else.
            with path.open("r+b") as file:
                os.fsync(file.fileno())
    flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """Make sure that the names in a folder outlast a power cut."""
    if os.name != "posix":
        # Elsewhere a folder cannot be opened as a file; the file system sees to it by itself.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def disk_error(error: OSError) -> OutputError:
    """Say that the disk refused to take a dataset in."""
    return OutputError(
        _("The dataset could not be taken in ({reason}); the one before stays in use.").format(reason=reason_of(error))
    )
