"""Ratings as frozen values: levels with their reasons, reach and posture."""

from dataclasses import dataclass
from datetime import date

from desktop.assessment.levels import Level, Posture, Theme
from desktop.dataset.codes import Confidence, CountryCode, FactId, SourceId, SupplierId
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import CountryFacts, Jurisdiction, Restriction, Vulnerability


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A sentence, the rule it comes from and the facts that made it fire.

    `level` is what this reason alone gives the theme after all reductions; `steps` are the codes of those reductions,
    whose words stand in the glossary.
    """

    text: str
    rule: str
    level: Level
    confidence: Confidence
    newest: PartialDate | None
    facts: tuple[FactId, ...]
    sources: tuple[SourceId, ...]
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What would change a rating: `raises` tells the direction, `text` the condition in words."""

    raises: bool
    to: Level
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One theme's level. `confidence` and `newest` are None where nothing is documented; strongest reason first."""

    theme: Theme
    level: Level
    confidence: Confidence | None
    newest: PartialDate | None
    is_stale: bool
    reasons: tuple[Reason, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A government that can compel access to what is recorded; the host comes first, with no suppliers."""

    country: CountryCode
    name: str
    is_host: bool
    through: tuple[SupplierId, ...]
    laws: tuple[Jurisdiction, ...]
    restrictions: tuple[Restriction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """A known weakness of a brand documented in the country; `through` are the brands seen there that carry it."""

    vulnerability: Vulnerability
    through: tuple[SupplierId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureDecision:
    """A posture with the row of the decision table that gave it and the ratings that drove it."""

    posture: Posture
    rule: str
    text: str
    drivers: tuple[Theme, ...]


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class Assessment:
    """All that can be said about one destination: nine ratings in theme order, reach, weaknesses, posture."""

    facts: CountryFacts
    ratings: tuple[Rating, ...]
    reach: tuple[Reach, ...]
    weaknesses: tuple[Weakness, ...]
    unknown_home: tuple[SupplierId, ...]
    posture: PostureDecision
    as_of: date

    def rating(self, theme: Theme) -> Rating:
        """Return the rating of one theme."""
        return next(rating for rating in self.ratings if rating.theme is theme)
