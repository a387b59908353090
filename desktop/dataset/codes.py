"""What facts are written in: their identifiers, and the closed lists of words in data/README.md."""

from enum import IntEnum, StrEnum
from typing import NewType

CountryCode = NewType("CountryCode", str)
"""ISO 3166-1 alpha-2, upper case; Kosovo is ``XK``."""
SourceId = NewType("SourceId", str)
SupplierId = NewType("SupplierId", str)
FactId = NewType("FactId", str)
"""Unique over all kinds of fact."""


class Confidence(IntEnum):
    """How sure a fact is: ``HIGH`` official or two independent sources, ``MEDIUM`` one reputable, ``LOW`` a listing."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def code(self) -> str:
        """The word used in data and JSON."""
        return self.name.lower()


class Status(StrEnum):
    """What stage a deployment has reached; ``REPORTED`` is in use, stage not stated."""

    OPERATIONAL = "operational"
    REPORTED = "reported"
    CONTRACTED = "contracted"
    PILOT = "pilot"
    PLANNED = "planned"
    SUSPENDED = "suspended"
    ENDED = "ended"


class LawLevel(StrEnum):
    """How far a rule reaches a traveller; data protection uses ``PARTIAL`` and ``COMPREHENSIVE``."""

    NONE = "none"
    LIMITED = "limited"
    BROAD = "broad"
    PARTIAL = "partial"
    COMPREHENSIVE = "comprehensive"


class Phase(StrEnum):
    """When a measure is taken."""

    BEFORE = "before"
    BORDER = "border"
    DURING = "during"
    AFTER = "after"


class Device(StrEnum):
    """What a measure is about."""

    PHONE = "phone"
    LAPTOP = "laptop"
    TABLET = "tablet"
    CAMERA = "camera"
    ACCOUNTS = "accounts"
    ANY = "any"


class Effort(StrEnum):
    """What a measure costs the traveller."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
