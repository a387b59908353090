"""What a running batch has done so far, kept so that it can go on after any interruption, a power cut included.

One line of JSON per finished row, added and flushed to disk after the row's file is in place. Once the manifest is
written the journal is removed.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from desktop.errors import BatchError, OutputError, reason_of
from desktop.handout.manifest import MANIFEST_NAME, Entry, Status, dumps
from desktop.i18n import _
from desktop.output import write_file

JOURNAL_NAME: Final = ".forewarned-batch.jsonl"
_DRAFTS: Final = ".forewarned-*"


def fingerprint(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the digests of everything a batch depends on, by name."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(parts.items())}


class Journal:
    """The journal of the batch in one folder. Use as a context manager."""

    def __init__(self, out: Path, inputs: Mapping[str, str], done: Mapping[int, Entry], *, end: int) -> None:
        self._out = out
        self.done: dict[int, Entry] = dict(done)
        try:
            self._file = (out / JOURNAL_NAME).open("r+b" if end else "wb")
            # What a crash left half-written after the last whole line goes.
            self._file.truncate(end)
            self._file.seek(end)
            if not end:
                self._write({"inputs": dict(inputs)})
        except OSError as error:
            raise _unwritable(out, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, entry: Entry) -> None:
        """Note one finished row for good."""
        try:
            self._write(asdict(entry))
        except OSError as error:
            raise _unwritable(self._out, error) from error
        self.done[entry.row] = entry

    def _write(self, document: Mapping[str, object]) -> None:
        self._file.write(json.dumps(document).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def finish(self) -> None:
        """Write the manifest, then remove the journal."""
        write_file(self._out / MANIFEST_NAME, dumps(self.done.values()))
        self._file.close()
        (self._out / JOURNAL_NAME).unlink()


def is_unfinished(out: Path) -> bool:
    """Tell whether a folder holds a batch that was interrupted."""
    return (out / JOURNAL_NAME).exists()


def start(out: Path, inputs: Mapping[str, str]) -> Journal:
    """Begin a batch in a folder that is new or empty."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        found = sorted(each.name for each in out.iterdir())
    except OSError as error:
        raise _unwritable(out, error) from error
    if JOURNAL_NAME in found:
        raise BatchError(
            _("“{out}” holds a batch that was not finished; go on with --resume, or choose another folder.").format(
                out=out.name
            )
        )
    if MANIFEST_NAME in found:
        raise BatchError(
            _("“{out}” holds a batch that is finished; choose another folder for this one.").format(out=out.name)
        )
    if found:
        raise BatchError(
            _("“{out}” is not empty (it holds {name}); choose another folder for this batch.").format(
                out=out.name, name=found[0]
            )
        )
    return Journal(out, inputs, {}, end=0)


def resume(out: Path, inputs: Mapping[str, str]) -> Journal:
    """Go on with an interrupted batch whose inputs are the same, or begin it if it had not begun."""
    try:
        content = (out / JOURNAL_NAME).read_bytes()
    except FileNotFoundError:
        return start(out, inputs)
    except OSError as error:
        raise _unwritable(out, error) from error
    end = content.rfind(b"\n") + 1
    lines = content[:end].splitlines()
    try:
        before = json.loads(lines[0])["inputs"] if lines else dict(inputs)
        done = {entry.row: entry for entry in map(_entry, lines[1:])}
    except (ValueError, KeyError, TypeError) as error:
        raise BatchError(
            _("The journal of the batch in “{out}” cannot be read; choose another folder and begin anew.").format(
                out=out.name
            )
        ) from error
    changed = sorted(name for name in {*inputs, *before} if inputs.get(name) != before.get(name))
    if changed:
        raise BatchError(
            _("The batch in “{out}” was begun with other input ({changed}); begin anew in another folder.").format(
                out=out.name, changed=", ".join(changed)
            )
        )
    _sweep(out)
    whole = {row: entry for row, entry in done.items() if _is_whole(out, entry)}
    if len(whole) == len(done):
        return Journal(out, inputs, whole, end=end)
    return _rewritten(out, inputs, whole.values())


def _rewritten(out: Path, inputs: Mapping[str, str], entries: Iterable[Entry]) -> Journal:
    journal = Journal(out, inputs, {}, end=0)
    for entry in entries:
        journal.add(entry)
    return journal


def _entry(line: bytes) -> Entry:
    document = json.loads(line)
    return Entry(**(document | {"status": Status(document["status"])}))


def _is_whole(out: Path, entry: Entry) -> bool:
    """Tell whether a row's file is still what was issued; a row without one has nothing to lose."""
    if entry.status is not Status.ISSUED:
        return True
    try:
        with (out / entry.file).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256
    except OSError:
        return False


def _sweep(out: Path) -> None:
    """Remove the temporary files that a killed run left behind."""
    for path in out.glob(_DRAFTS):
        if path.name != JOURNAL_NAME:
            with suppress(OSError):
                path.unlink()


def _unwritable(out: Path, error: OSError) -> OutputError:
    return OutputError(
        _("The folder “{out}” cannot be written ({reason}); choose another one, or free some space.").format(
            out=out.name, reason=reason_of(error)
        )
    )
