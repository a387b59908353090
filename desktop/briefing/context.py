"""What every part of a destination's section needs: the stop, its assessment, the method and the source numbers."""

from dataclasses import dataclass, replace

from desktop.assessment.method import Method
from desktop.assessment.model import Assessment
from desktop.briefing.citation import Citations
from desktop.briefing.model import Paragraph, Role, Span
from desktop.trip import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many rows of each table a destination may take, so that a briefing stays readable."""

    systems: int
    weaknesses: int
    laws: int
    reach: int
    reasons: int


_FEW_STOPS = 2
_ROOM_FOR_FEW = Room(systems=5, weaknesses=2, laws=4, reach=3, reasons=1)
_ROOM_FOR_MANY = Room(systems=4, weaknesses=2, laws=4, reach=3, reasons=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopContext:
    """A stop, its place in a trip of `of` stops, and what is known of it."""

    stop: Stop
    assessment: Assessment
    place: int
    of: int
    method: Method
    citations: Citations

    @property
    def room(self) -> Room:
        """How many rows each table may take."""
        return _ROOM_FOR_FEW if self.of <= _FEW_STOPS else _ROOM_FOR_MANY


def note(text: str) -> Paragraph:
    """Make a quiet note."""
    return Paragraph(text=(Span(text=text),), role=Role.NOTE)


def notes(*parts: str | Span | None) -> list[Paragraph]:
    """Join what remains to be said below a table into one quiet note, or none where nothing remains."""
    spans = [Span(text=part) if isinstance(part, str) else part for part in parts if part]
    joined = [replace(span, text=f" {span.text}") if place else span for place, span in enumerate(spans)]
    return [Paragraph(text=tuple(joined), role=Role.NOTE)] if joined else []
