"""Makes the briefing of one order: from destinations as they were typed to the bytes of a PDF.

The renderer comes in as a callable; this room knows nothing of paper.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from desktop.assessment.posture import strictest
from desktop.briefing.model import Briefing
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.search import Search
from desktop.handout.travellers import Order
from desktop.trip import Trip

Render: TypeAlias = Callable[[Briefing, str], bytes]
"""Draws a briefing on a paper named as in `travellers.PAPERS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A finished briefing and what the manifest says of it."""

    pdf: bytes
    sha256: str
    posture: str
    dataset_version: str


class Issuer:
    """Makes one briefing after the other from one dataset."""

    def __init__(self, *, service: BriefingService, search: Search, render: Render, options: BriefingOptions) -> None:
        self._service = service
        self._search = search
        self._render = render
        self._options = options

    def issue(self, order: Order) -> Issued:
        """Make the briefing of an order; raises the errors of search, trip and fonts."""
        prepared = self._service.prepare(self._trip(order), self._options.own)
        pdf = self._render(self._service.compose(prepared, self._options), order.paper)
        return Issued(
            pdf=pdf,
            sha256=hashlib.sha256(pdf).hexdigest(),
            posture=strictest([each.posture for each in prepared.assessments]).posture.code,
            dataset_version=self._service.identity.label,
        )

    def _trip(self, order: Order) -> Trip:
        return Trip.through(
            [self._search.resolve(text) for text in order.destinations],
            arrive=order.arrive,
            leave=order.leave,
            profile=order.profile,
            traveller=order.traveller,
        )
