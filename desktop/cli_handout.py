"""The commands of the security officer: batches of briefings, and whether a PDF is one of them.

`cli.py` adds them to its own; the renderer meets the rest of the program here.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop import __version__
from desktop.assessment.rule_book import shipped_method
from desktop.assets import asset
from desktop.briefing.model import Briefing
from desktop.briefing.options import BriefingOptions
from desktop.briefing.own import OwnWords
from desktop.briefing.service import BriefingService
from desktop.dataset.search import Search
from desktop.dataset.store import Dataset, open_dataset
from desktop.errors import BatchError, ForewarnedError, UsageError
from desktop.handout.batch import Batch, Progress, Result, run
from desktop.handout.issue import Issuer
from desktop.handout.journal import fingerprint
from desktop.handout.manifest import MANIFEST_NAME, Entry, Status
from desktop.handout.organisation import read_organisation
from desktop.handout.travellers import COLUMNS, read_travellers
from desktop.handout.verify import verify_briefing
from desktop.handout.worker import serve
from desktop.i18n import _, ngettext

Commands = argparse._SubParsersAction  # noqa: SLF001  # argparse exports no public name for what add_subparsers returns
WORKER = "batch-worker"
_MAX_JOBS = 64


def add_batch(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `batch`, and the worker that it starts."""
    parser = commands.add_parser(
        "batch",
        help=_("write one briefing per traveller and a manifest"),
        description=_("Write one briefing PDF per row of a CSV file with the columns {columns}.").format(
            columns=", ".join(COLUMNS)
        ),
    )
    parser.add_argument("travellers", type=Path, metavar="TRAVELLERS.CSV")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help=_("a new or empty folder"))
    parser.add_argument("--jobs", type=_job_count, default=1, metavar="N", help=_("how many to make at a time"))
    parser.add_argument("--organisation", type=Path, metavar="FILE", help=_("whose briefings these are, as TOML"))
    parser.add_argument("--short", action="store_true", help=_("one sheet each, two pages"))
    parser.add_argument("--sign-off", action="store_true", help=_("add a page to sign"))
    parser.add_argument("--resume", action="store_true", help=_("go on with a batch that was interrupted"))
    parser.set_defaults(run=_batch)
    worker = commands.add_parser(WORKER)
    worker.set_defaults(run=_work)


def add_verify(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `verify-briefing`."""
    parser = commands.add_parser("verify-briefing", help=_("tell whether a PDF is one that a batch issued"))
    parser.add_argument("pdf", type=Path, metavar="FILE.PDF")
    parser.add_argument("--manifest", type=Path, required=True, metavar="MANIFEST.CSV")
    parser.set_defaults(run=_verify)


def own_words(path: Path | None, dataset: Dataset) -> OwnWords | None:
    """Read an organisation file, None where no path is given."""
    if path is None:
        return None
    return read_organisation(path, countries={country.code for country in dataset.countries()})


def _job_count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MAX_JOBS:
        raise UsageError(f"“{text}” is no number of jobs; write one from 1 to {_MAX_JOBS}.")
    return int(text)


def _batch(options: argparse.Namespace) -> None:
    orders = read_travellers(options.travellers)
    with open_dataset(options.dataset) as dataset:
        own = own_words(options.organisation, dataset)
        inputs = fingerprint(_inputs(options, own, dataset.identity.sha256))
    setup = {
        "out": str(options.output.absolute()),
        "organisation": str(options.organisation.absolute()) if options.organisation else None,
        "is_short": options.short,
        "has_sign_off": options.sign_off,
        "dataset": str(options.dataset.absolute()) if options.dataset else None,
        "inputs": dict(inputs),
    }
    batch = Batch(
        orders=orders,
        out=options.output,
        worker=worker_command(),
        setup=json.dumps(setup),
        inputs=inputs,
        jobs=options.jobs,
    )
    try:
        result = run(batch, is_resumed=options.resume, report=_show_progress)
    except KeyboardInterrupt:
        raise BatchError(_("The batch was stopped; go on with --resume.")) from None
    _tell(result, options)


def _inputs(options: argparse.Namespace, own: OwnWords | None, dataset: str) -> dict[str, bytes]:
    """Collect all that shapes a PDF, so that a batch is never finished with other input than it was begun with."""
    return {
        "travellers": options.travellers.read_bytes(),
        "organisation": repr(own).encode(),
        "options": json.dumps([options.short, options.sign_off]).encode(),
        "dataset": dataset.encode(),
        "method": asset("data", "method.toml").read_bytes(),
        "program": __version__.encode(),
    }


def worker_command() -> tuple[str, ...]:
    """Return the command that starts this very program as a worker, from a checkout and from a package."""
    if getattr(sys, "frozen", False):
        return (sys.executable, WORKER)
    return (sys.executable, "-m", "desktop", WORKER)


def _work(_options: argparse.Namespace) -> None:
    """Serve a batch: the first line says how, each further line orders a briefing."""
    orders, answers = sys.stdin, sys.stdout
    setup = json.loads(orders.readline())
    try:
        with open_dataset(Path(setup["dataset"]) if setup["dataset"] else None) as dataset:
            own = own_words(Path(setup["organisation"]) if setup["organisation"] else None, dataset)
            _check_unchanged(setup["inputs"], own, dataset)
            briefing_options = BriefingOptions(is_short=setup["is_short"], has_sign_off=setup["has_sign_off"], own=own)
            issuer = Issuer(
                service=BriefingService(dataset=dataset, method=shipped_method()),
                search=Search(dataset),
                render=_draw,
                options=briefing_options,
            )
            serve(issuer.issue, Path(setup["out"]), orders, answers)
    except ForewarnedError as error:
        answers.write(json.dumps({"row": 0, "halt": str(error)}) + "\n")
        answers.flush()


def _check_unchanged(inputs: Mapping[str, str], own: OwnWords | None, dataset: Dataset) -> None:
    """Refuse to make half of the briefings from other files than the other half."""
    found = fingerprint({"organisation": repr(own).encode(), "dataset": dataset.identity.sha256.encode()})
    if any(inputs[name] != digest for name, digest in found.items()):
        raise BatchError(_("The organisation file or the dataset changed while the batch ran; begin anew."))


def _draw(briefing: Briefing, paper: str) -> bytes:
    # Drawing a PDF loads the fonts and the layout library, which only a worker needs.
    from desktop.pdf.render import Paper, render

    return render(briefing, paper=Paper(paper))


def _show_progress(progress: Progress) -> None:
    if not sys.stderr.isatty():
        return
    left = ""
    if progress.seconds_left is not None:
        minutes, seconds = divmod(round(progress.seconds_left), 60)
        left = _(", {minutes}:{seconds:02} left").format(minutes=minutes, seconds=seconds)
    line = _("{done} of {total}").format(done=progress.done, total=progress.total) + left
    sys.stderr.write(f"\r{line:<40}" + ("\n" if progress.done == progress.total else ""))
    sys.stderr.flush()


def _tell(result: Result, options: argparse.Namespace) -> None:
    for entry in result.entries:
        if entry.status is Status.FAILED:
            sys.stderr.write(f"{options.travellers.name}: {' '.join(entry.error.split())}\n")
    made = ngettext("{n} briefing", "{n} briefings", result.issued).format(n=result.issued)
    sys.stdout.write(
        _("{made} in {folder}, listed in {manifest}").format(
            made=made, folder=options.output.name, manifest=MANIFEST_NAME
        )
        + "\n"
    )
    if result.failed:
        raise BatchError(
            ngettext(
                "{n} of {total} rows has no briefing; mend it and hand in a file with that row.",
                "{n} of {total} rows have no briefing; mend them and hand in a file with those rows.",
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
