"""Makes the briefing of one order: from destinations as they were typed to the bytes of a PDF.

The renderer comes in as a callable; this room knows nothing of paper.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from desktop.assessment.posture import strictest
from desktop.briefing.model import Briefing
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.dataset.codes import CountryCode
from desktop.dataset.search import Search
from desktop.errors import TextError, UnknownPlaceError, UsageError
from desktop.handout.travellers import Order
from desktop.i18n import _
from desktop.trip import Trip

_SEVERAL: Final = re.compile(r"\s*[,/&+|]\s*|\s+(?:and|then|to|-|–|→)\s+")
"""What people write between destinations; asked only of what is no destination as a whole."""

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
        """Make the briefing of an order; raises a ForewarnedError that names the column where one is to blame."""
        prepared = self._service.prepare(self._trip(order), self._options.own)
        try:
            pdf = self._render(self._service.compose(prepared, self._options), order.paper)
        except TextError as error:
            if error.character not in order.traveller:
                raise
            text = _("traveller: “{character}” cannot be printed; spell the name in Latin, Greek or Cyrillic letters.")
            raise UsageError(text.format(character=error.character)) from error
        return Issued(
            pdf=pdf,
            sha256=hashlib.sha256(pdf).hexdigest(),
            posture=strictest([each.posture for each in prepared.assessments]).posture.code,
            dataset_version=self._service.identity.label,
        )

    def _country(self, text: str) -> CountryCode:
        try:
            return self._search.resolve(text)
        except UnknownPlaceError as error:
            raise UsageError(_("destinations: {reason}").format(reason=self._hint(text) or error)) from error

    def _hint(self, text: str) -> str:
        """Say how several destinations are written, if this is several."""
        parts = [part for part in _SEVERAL.split(text) if part]
        try:
            found = {self._search.resolve(part) for part in parts}
        except UnknownPlaceError:
            return ""
        if len(found) == 1:
            return ""
        return _("“{text}” is no destination; if all are meant, write “{parts}”.").format(
            text=text, parts=";".join(parts)
        )

    def _trip(self, order: Order) -> Trip:
        return Trip.through(
            [self._country(text) for text in order.destinations],
            arrive=order.arrive,
            leave=order.leave,
            profile=order.profile,
            traveller=order.traveller,
        )
