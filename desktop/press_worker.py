"""The other end of the press: makes the PDFs that a window orders, until it orders no more."""

import gc
import os
import sys
from pathlib import Path
from typing import IO

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService, Prepared
from desktop.dataset.store import open_dataset
from desktop.errors import ForewarnedError
from desktop.pdf.render import Paper, render
from desktop.press import hear, order_from, say
from desktop.trip import Stop, Trip

_PATIENCE = 5
_NO_PDF = b""
"""The answer where no PDF can be made; the window tries for itself and says why."""


def main() -> int:
    """Serve the window that started this process; return the exit code."""
    if sys.platform != "win32":
        # Where both want the same processor, the levels come first.
        os.nice(_PATIENCE)
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    place = hear(orders)
    if place is None:
        return 0
    try:
        with open_dataset(Path(place.decode()) if place else None) as dataset:
            service = BriefingService(dataset=dataset, method=shipped_method())
            # The first PDF loads fonts and much else; nobody waits for this one.
            trip = Trip(stops=(Stop(country=dataset.countries()[0].code),))
            _pdf(service, service.prepare(trip), BriefingOptions(), Paper.A4)
            say(answers, dataset.identity.digests.encode())
            _serve(service, orders, answers)
    except ForewarnedError:
        return 1
    return 0


def _serve(service: BriefingService, orders: IO[bytes], answers: IO[bytes]) -> None:
    # What is loaded stays; what an order leaves behind is looked for when its answer is out.
    gc.collect()
    gc.freeze()
    gc.disable()
    prepared: Prepared | None = None
    while (message := hear(orders)) is not None:
        order = order_from(message)
        if order is None:
            prepared = None
        else:
            try:
                # Kept until the next one comes: where one stop of a trip changes, the others are assessed.
                prepared = service.prepare(order.trip, order.options.own)
                answer = _pdf(service, prepared, order.options, Paper(order.paper))
            except ForewarnedError:
                answer = _NO_PDF
            say(answers, answer)
        gc.collect()


def _pdf(service: BriefingService, prepared: Prepared, options: BriefingOptions, paper: Paper) -> bytes:
    return render(service.compose(prepared, options), paper=paper)
