"""The commands of the security officer: batches of briefings, and whether a PDF is one of them.

`cli.py` adds them to its own.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from desktop import batch_worker
from desktop.cli_parser import Commands
from desktop.errors import BatchError, UsageError
from desktop.handout.batch import Progress, Result, run
from desktop.handout.manifest import MANIFEST_NAME, Entry, Status
from desktop.handout.plan import plan
from desktop.handout.travellers import LANGUAGES, MAX_STOPS
from desktop.handout.verify import verify_briefing
from desktop.i18n import _, ngettext
from desktop.output import print_lines
from desktop.trip import Profile

_MAX_JOBS = 64
_COLUMNS = _("""\
columns of the table (CSV in UTF-8, as spreadsheets save it; other columns are refused):
  traveller     name on the briefing; or give a reference
  destinations  up to {most}, joined by “;”: names in any language, codes, cities, airports
  reference     your own number, part of the file's name
  arrive        first day, as 2027-01-10
  leave         last day
  profile       {profiles}
  paper         a4, letter
  language      {languages}; no other language is there yet
traveller and destinations must be there; profile, paper and language stand for their first word when empty.

example:
  traveller,destinations,arrive,leave
  Ana Example,Serbia;Uruguay,2027-01-10,2027-01-17

exit code: 0 every row has its briefing, 1 some have none (each is named with line and reason), 2 wrong use
""")


def add_batch(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `batch`, and the worker that it starts."""
    parser = commands.add_parser(
        "batch",
        help=_("write one briefing per traveller and a manifest"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_("Write one briefing PDF per row of a table, and a manifest of what was issued."),
        epilog=_COLUMNS.format(profiles=", ".join(Profile), languages=", ".join(LANGUAGES), most=MAX_STOPS),
    )
    parser.add_argument("travellers", type=Path, metavar="TRAVELLERS.CSV", help=_("the table, described below"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help=_("a new or empty folder"))
    parser.add_argument(
        "--jobs",
        type=_job_count,
        default=1,
        metavar="N",
        help=_("how many to make at a time; take as many as there are processors; default: 1"),
    )
    parser.add_argument("--organisation", type=Path, metavar="FILE", help=_("whose briefings these are, as TOML"))
    parser.add_argument("--short", action="store_true", help=_("one sheet each, two pages"))
    parser.add_argument("--sign-off", action="store_true", help=_("add a page to sign"))
    parser.add_argument("--resume", action="store_true", help=_("go on with a batch that was interrupted"))
    parser.set_defaults(run=_batch)
    worker = commands.add_parser(batch_worker.NAME)
    worker.set_defaults(run=_work)


def add_verify(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `verify-briefing`."""
    parser = commands.add_parser("verify-briefing", help=_("tell whether a PDF is one that a batch issued"))
    parser.add_argument("pdf", type=Path, metavar="FILE.PDF")
    parser.add_argument("--manifest", type=Path, required=True, metavar="MANIFEST.CSV")
    parser.set_defaults(run=_verify)


def _job_count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MAX_JOBS:
        raise UsageError(f"“{text}” is no number of jobs; write one from 1 to {_MAX_JOBS}.")
    return int(text)


def _batch(options: argparse.Namespace) -> None:
    batch = plan(
        options.travellers,
        options.output,
        worker=batch_worker.command(),
        organisation=options.organisation,
        is_short=options.short,
        has_sign_off=options.sign_off,
        jobs=options.jobs,
        dataset=options.dataset,
    )
    try:
        with ExitStack() as interrupted:
            interrupted.callback(_leave_progress)
            result = run(batch, is_resumed=options.resume, report=_show_progress)
            interrupted.pop_all()
    except KeyboardInterrupt:
        raise BatchError(_("The batch was stopped; go on with --resume.")) from None
    _tell(result, options)


def _work(_options: argparse.Namespace) -> None:
    batch_worker.work()


def _leave_progress() -> None:
    """Leave the line on which progress was shown."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def _show_progress(progress: Progress) -> None:
    if not sys.stderr.isatty():
        return
    line = _("{done} of {total}").format(done=progress.done, total=progress.total)
    if progress.failed:
        line += _(", {n} without a briefing").format(n=progress.failed)
    if progress.seconds_left is not None:
        minutes, seconds = divmod(round(progress.seconds_left), 60)
        line += _(", {minutes}:{seconds:02} left").format(minutes=minutes, seconds=seconds)
    sys.stderr.write(f"\r{line:<60}" + ("\n" if progress.done == progress.total else ""))
    sys.stderr.flush()


def _tell(result: Result, options: argparse.Namespace) -> None:
    for entry in result.entries:
        if entry.status is Status.FAILED:
            sys.stderr.write(f"{options.travellers.name}: {' '.join(entry.error.split())}\n")
    made = ngettext("{n} briefing", "{n} briefings", result.issued).format(n=result.issued)
    place = {"folder": options.output.name or options.output, "manifest": MANIFEST_NAME}
    lines = [_("{made} in {folder}, listed in {manifest}").format(made=made, **place)]
    if result.is_old_news:
        lines.append(_("{folder} was finished before, so nothing was done now.").format(**place))
    print_lines(lines)
    if result.failed:
        raise BatchError(
            ngettext(
                "{n} of {total} rows has no briefing; mend it and run the table into another folder: "
                "the others come out the same.",
                "{n} of {total} rows have no briefing; mend them and run the table into another folder: "
                "the others come out the same.",
                result.failed,
            ).format(n=result.failed, total=result.total)
        )


def _verify(options: argparse.Namespace) -> None:
    for line in _verdict(options.pdf, verify_briefing(options.pdf, options.manifest)):
        sys.stdout.write(line + "\n")


def _verdict(pdf: Path, entry: Entry) -> Sequence[str]:
    lines = [
        _("“{name}” is the briefing issued for row {row}, unchanged.").format(name=pdf.name, row=entry.row),
        _("Dataset {version}; posture {posture}; SHA-256 {digest}").format(
            version=entry.dataset_version, posture=entry.posture, digest=entry.sha256
        ),
    ]
    if entry.file != pdf.name:
        lines.append(_("It was issued under the name {name}.").format(name=entry.file))
    return lines
