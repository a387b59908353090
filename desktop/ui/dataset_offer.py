"""What a person is asked about datasets, as plain values: a dataset out of a pack, and a publisher to trust."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.assessment.levels import Level

if TYPE_CHECKING:
    from desktop.dataset.identity import DatasetIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Something that another dataset changes for a country: a level, or the posture, which has no level."""

    country: str
    what: str
    before: str
    after: str
    level_before: Level | None = None
    level_after: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetOffer:
    """A dataset out of a signed pack, checked all through, with what it changes for the countries that were asked for.

    One of `accept` and `decline` must be called.
    """

    identity: "DatasetIdentity"
    present: "DatasetIdentity"
    release: int
    signed_by: tuple[str, ...]
    needed: int
    added: int
    changed: int
    withdrawn: int
    moves: tuple[Move, ...]
    accept: Callable[[], None]
    decline: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherOffer:
    """A publisher whose datasets could be taken in: their keys, how many must sign, until when."""

    keys: tuple[str, ...]
    needed: int
    until: date
    accept: Callable[[], None]
