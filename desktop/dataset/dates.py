"""Dates as precise as their source: a year, a month or a day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Self

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@total_ordering
@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date whose month or day may be unknown; later means later by its last possible day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2019``, ``2019-04`` or ``2019-04-21``; raise ValueError for anything else."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"“{text}” is no date; write 2019, 2019-04 or 2019-04-21")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        date(year, month or 1, day or 1)
        return cls(year=year, month=month, day=day)

    def last_day(self) -> date:
        """Return the last day the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        """Write the date as it was read."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def __lt__(self, other: "PartialDate") -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int, bool, bool]:
        """Return what dates are ordered by: the last day they can mean, the less precise of two equals first."""
        month = self.month or 12
        day = self.day or monthrange(self.year, month)[1]
        return (self.year, month, day, self.month is not None, self.day is not None)
