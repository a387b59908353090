"""The other end of a batch: the command that starts this very program as a worker, and what the worker then does.

Here the renderer meets the rooms that prepare briefings; whoever plans a batch needs only `command`.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.model import Briefing
from desktop.briefing.options import BriefingOptions
from desktop.briefing.own import OwnWords
from desktop.briefing.service import BriefingService
from desktop.dataset.search import Search
from desktop.dataset.store import Dataset, open_dataset
from desktop.errors import BatchError, ForewarnedError
from desktop.handout.issue import Issuer
from desktop.handout.journal import fingerprint
from desktop.handout.organisation import own_words
from desktop.handout.worker import say_halt, serve
from desktop.i18n import _

NAME = "batch-worker"
"""What the command line calls a worker."""


def command() -> tuple[str, ...]:
    """Return the command that starts this very program as a worker, from a checkout and from a package."""
    if getattr(sys, "frozen", False):
        return (sys.executable, NAME)
    return (sys.executable, "-m", "desktop", NAME)


def work() -> None:
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
        say_halt(answers, str(error))


def _check_unchanged(inputs: Mapping[str, str], own: OwnWords | None, dataset: Dataset) -> None:
    """Refuse to make half of the briefings from other files than the other half."""
    found = fingerprint({"organisation": repr(own).encode(), "dataset": dataset.identity.digests.encode()})
    if any(inputs[name] != digest for name, digest in found.items()):
        raise BatchError(_("The organisation file or the dataset changed while the batch ran; begin anew."))


def _draw(briefing: Briefing, paper: str) -> bytes:
    # Drawing a PDF loads the fonts and the layout library, which only a worker needs.
    from desktop.pdf.render import Paper, render

    return render(briefing, paper=Paper(paper))
