"""Source numbers: each source gets one when it is first cited, and keeps it through the briefing."""

from collections.abc import Iterable, Mapping

from desktop.briefing.model import SourceEntry
from desktop.briefing.words import date_text
from desktop.dataset.model import Source, SourceId

_PER_CLAIM = 2


class Citations:
    """Numbers the sources of a briefing in the order in which they are cited; no claim names more than `per_claim`."""

    def __init__(self, sources: Mapping[SourceId, Source], *, per_claim: int = _PER_CLAIM) -> None:
        self._sources = sources
        self._per_claim = per_claim
        self._numbers: dict[SourceId, int] = {}

    def cite(self, source_ids: Iterable[SourceId], at_most: int = 1) -> tuple[int, ...]:
        """Return the numbers of a claim's sources: of more than `at_most`, those cited before, then the newest."""
        chosen = list(dict.fromkeys(source_ids))
        at_most = min(at_most, self._per_claim)
        if len(chosen) > at_most:
            known = [source_id for source_id in chosen if source_id in self._numbers]
            rest = sorted((source_id for source_id in chosen if source_id not in self._numbers), key=self._oldest_last)
            chosen = (known + rest)[:at_most]
        return tuple(sorted({self._number(source_id) for source_id in chosen}))

    def entries(self) -> tuple[SourceEntry, ...]:
        """Return the list of all sources cited so far, in order of number."""
        return tuple(
            SourceEntry(
                number=number,
                source_id=source_id,
                publisher=self._sources[source_id].publisher,
                title=self._sources[source_id].shown_title,
                date=date_text(self._sources[source_id].published),
                url=self._sources[source_id].url,
            )
            for source_id, number in self._numbers.items()
        )

    def _number(self, source_id: SourceId) -> int:
        return self._numbers.setdefault(source_id, len(self._numbers) + 1)

    def _oldest_last(self, source_id: SourceId) -> tuple[int, SourceId]:
        published = self._sources[source_id].published
        return (-published.last_day().toordinal() if published else 0, source_id)
