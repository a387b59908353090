"""Packs an organisation's own facts into one file, puts them into use beside the dataset, and takes them out again.

The officer's sheets come as spreadsheets write them; the pack holds them in the plain form of the facts.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from desktop.dataset import installed
from desktop.dataset.overlay import Known, Overlay
from desktop.dataset.overlay_sheets import (
    DESCRIPTION,
    MAX_SHEET_BYTES,
    SHEETS,
    check_overlay,
    file_of,
    read_overlay,
)
from desktop.dataset.pack_file import write_pack
from desktop.errors import PackError, reason_of
from desktop.handout.difference import FactChange, Facts, fact_changes
from desktop.i18n import _
from desktop.output import write_file

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def pack_own_facts(folder: Path, target: Path, known: Known) -> Overlay:
    """Check the sheets of a folder and write them as one pack; the same sheets give the same bytes.

    Raises PackError for the folder, DatasetBuildError with every problem of its rows; nothing is written then.
    """
    contents = _contents(folder)
    check_overlay(contents, folder, known)
    write_pack(target, {file_of(name): content for name, content in contents.items()})
    return read_overlay(target, known)


def _contents(folder: Path) -> Mapping[str, bytes]:
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        known = {file_of(name): name for name in SHEETS}
        for path in found:
            if path.name not in known:
                raise PackError(
                    _("“{folder}” holds {name}, which is no sheet of own facts; use {names}.").format(
                        folder=folder.name, name=path.name, names=", ".join(known)
                    )
                )
            if path.stat().st_size > MAX_SHEET_BYTES:
                raise PackError(_("{name} is larger than 4 MB; own facts are few.").format(name=path.name))
        if folder / file_of(DESCRIPTION) not in found:
            raise PackError(
                _("“{folder}” holds no {name}, which says whose facts these are; see the example.").format(
                    folder=folder.name, name=file_of(DESCRIPTION)
                )
            )
        return {known[path.name]: plain(path.read_bytes()) for path in found}
    except OSError as error:
        raise PackError(
            _("“{folder}” cannot be read ({reason}); choose the folder of your sheets.").format(
                folder=folder.name, reason=reason_of(error)
            )
        ) from error


def plain(raw: bytes) -> bytes:
    """Bring what a spreadsheet saved as CSV into the form of the facts, every row on the line that it had.

    Byte-order mark, semicolons, white space around cells and empty rows at the end go; what cannot be read stays as it
    is, for the check to name it.
    """
    try:
        text = raw.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")
        head = text.split("\n", 1)[0]
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return raw
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([cell.strip() for cell in row] for row in rows)
    return written.getvalue().encode()


def use_own_facts(path: Path, overlay: Overlay, folder: Path | None = None) -> None:
    """Put own facts that were read from the pack at `path` into use, in place of any others."""
    folder = installed.home() if folder is None else folder
    digest = overlay.identity.sha256
    try:
        content = path.read_bytes()
        if sha256(content).hexdigest() != digest:
            raise PackError(_("“{name}” changed while it was taken in; try again.").format(name=path.name))
        folder.mkdir(parents=True, exist_ok=True)
        write_file(installed.overlay_path(folder, digest), content)
        installed.flush_folder(folder)
    except OSError as error:
        raise installed.disk_error(error) from error
    _switch(folder, digest)


def remove_own_facts(folder: Path | None = None) -> None:
    """Go on without own facts; raise PackError where there are none."""
    folder = installed.home() if folder is None else folder
    if not installed.read_current(folder).overlay:
        raise PackError(_("There are no own facts in use."))
    _switch(folder, "")


def _switch(folder: Path, digest: str) -> None:
    installed.write_current(folder, replace(installed.read_current(folder), overlay=digest))
    installed.sweep(folder)


def changes_of(old: Overlay | None, new: Overlay) -> Sequence[FactChange]:
    """Return the own facts that are new, were changed or were withdrawn."""
    return fact_changes(_facts(old), _facts(new))


def _facts(overlay: Overlay | None) -> Facts:
    if overlay is None:
        return {}
    return {
        (kind, fact_id): {"country": getattr(claim, "country", ""), "claim": claim}
        for kind, fact_id, claim in overlay.tables.claims()
        if kind != "supplier"
    }
