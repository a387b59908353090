"""Plans a batch: reads what was chosen, and takes the fingerprints of all that shapes a PDF."""

import json
from pathlib import Path

from desktop import __version__
from desktop.assets import asset
from desktop.dataset.store import open_dataset
from desktop.handout.batch import Batch
from desktop.handout.journal import fingerprint
from desktop.handout.organisation import own_words
from desktop.handout.travellers import read_travellers


def plan(
    travellers: Path,
    out: Path,
    *,
    worker: tuple[str, ...],
    organisation: Path | None = None,
    is_short: bool = False,
    has_sign_off: bool = False,
    jobs: int = 1,
    dataset: Path | None = None,
) -> Batch:
    """Plan a batch; raises the errors of the travellers' table, the organisation file and the dataset.

    `worker` is the command that starts one, `jobs` how many work at a time; no `dataset` means the one in use.
    """
    orders = read_travellers(travellers)
    with open_dataset(dataset) as opened:
        own = own_words(organisation, opened)
        facts = opened.identity.digests
    # A batch is never finished with other input than it was begun with.
    inputs = fingerprint(
        {
            "travellers": repr(orders).encode(),
            "organisation": repr(own).encode(),
            "options": json.dumps([is_short, has_sign_off]).encode(),
            "dataset": facts.encode(),
            "method": asset("data", "method.toml").read_bytes(),
            "program": __version__.encode(),
        }
    )
    setup = {
        "out": str(out.absolute()),
        "organisation": str(organisation.absolute()) if organisation else None,
        "is_short": is_short,
        "has_sign_off": has_sign_off,
        "dataset": str(dataset.absolute()) if dataset else None,
        "inputs": dict(inputs),
    }
    return Batch(orders=orders, out=out, worker=worker, setup=json.dumps(setup), inputs=inputs, jobs=jobs)
