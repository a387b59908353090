"""Says whether a PDF is one that a batch issued, and from which dataset."""

import hashlib
from pathlib import Path

from desktop.errors import BatchError, reason_of
from desktop.handout.manifest import Entry, Status, read_manifest
from desktop.i18n import _


def verify_briefing(pdf: Path, manifest: Path) -> Entry:
    """Return the line of the manifest that issued this very file; raise BatchError where there is none."""
    entries = [entry for entry in read_manifest(manifest) if entry.status is Status.ISSUED]
    try:
        with pdf.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BatchError(
            _("“{name}” cannot be read ({reason}); choose another file.").format(name=pdf.name, reason=reason_of(error))
        ) from error
    # By its bytes, not by its name: files are renamed on their way.
    for entry in entries:
        if entry.sha256 == digest:
            return entry
    named = next((entry for entry in entries if entry.file == pdf.name), None)
    if named is not None:
        raise BatchError(
            _("“{name}” was changed after it was issued: its SHA-256 is {found}, the manifest says {issued}.").format(
                name=pdf.name, found=digest[:16], issued=named.sha256[:16]
            )
        )
    raise BatchError(
        _(
            "“{name}” is none of the {n} briefings in “{manifest}”; compare it with the manifest of another batch."
        ).format(name=pdf.name, n=len(entries), manifest=manifest.name)
    )
