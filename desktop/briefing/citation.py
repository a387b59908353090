"""Source numbers: each source gets one when it is first cited, and keeps it through the briefing."""

from collections.abc import Iterable, Mapping

from desktop.briefing.date_words import date_text
from desktop.briefing.model import SourceEntry
from desktop.dataset.codes import SourceId
from desktop.dataset.model import Source


class Citations:
    """Numbers the sources of a briefing in the order in which they are cited.

    `uses` says how many claims of the trip each source bears out: of a claim's many sources those that bear out most
    are named, so that the list at the end stays short enough to be read.
    """

    def __init__(self, sources: Mapping[SourceId, Source], *, uses: Mapping[SourceId, int]) -> None:
        self._sources = sources
        self._uses = uses
        self._numbers: dict[SourceId, int] = {}

    def fork(self) -> "Citations":
        """Return a copy that goes on from here by itself, to find out what a text would cite."""
        copy = Citations(self._sources, uses=self._uses)
        copy._numbers = dict(self._numbers)
        return copy

    def cite(self, source_ids: Iterable[SourceId], at_most: int = 1) -> tuple[int, ...]:
        """Return the numbers of up to `at_most` of a claim's sources."""
        ordered = sorted(dict.fromkeys(source_ids), key=self._order)
        chosen = ordered[:at_most]
        return tuple(sorted(self._numbers.setdefault(source_id, len(self._numbers) + 1) for source_id in chosen))

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

    def _order(self, source_id: SourceId) -> tuple[bool, int, int, SourceId]:
        """Put sources cited before first, then those of most use, then the newest."""
        published = self._sources[source_id].published
        newest = published.last_day().toordinal() if published else 0
        return (source_id not in self._numbers, -self._uses.get(source_id, 0), -newest, source_id)
