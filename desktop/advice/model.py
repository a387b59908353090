"""Measures as frozen values: one piece of advice, and why it is there."""

from dataclasses import dataclass

from desktop.dataset.codes import CountryCode, Device, Effort, FactId, Phase, SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One piece of advice for the whole trip.

    `stops` are the destinations whose facts call for it, in travel order; empty means it holds everywhere. `priority`
    orders measures within a phase, higher first. `facts` are a few of the facts that call for it; `source_ids` the
    authorities that advise it.
    """

    advice_id: str
    phase: Phase
    headline: str
    action: str
    why: str
    devices: tuple[Device, ...]
    effort: Effort
    priority: float
    stops: tuple[CountryCode, ...]
    facts: tuple[FactId, ...]
    source_ids: tuple[SourceId, ...]
