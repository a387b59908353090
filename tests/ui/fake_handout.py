"""Made-up organisation, batches and datasets for a window; each can be told to refuse."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from desktop.assessment.levels import Level, Posture
from desktop.briefing.letterhead import Letterhead
from desktop.briefing.own import Floor, OwnWords
from desktop.dataset.codes import CountryCode
from desktop.dataset.identity import DatasetIdentity, OverlayIdentity
from desktop.errors import ForewarnedError, OrganisationError
from desktop.ui.batch_run import BatchWish, IsCancelled, Report
from desktop.ui.dataset_offer import DatasetOffer, Move, PublisherOffer
from desktop.ui.services import BatchServices, DatasetServices
from tests.builders import an_identity

URUGUAY = CountryCode("UY")
KEY = "5e" * 32


def organisation(path: Path) -> OwnWords:
    """Read an organisation that lends devices for Uruguay; a file called bad has two problems."""
    if path.stem == "bad":
        raise OrganisationError(
            ("bad.toml:1: name: it is empty; write something.", "bad.toml:7: floor.countries.XX: no such.")
        )
    floor = Floor(by_country=MappingProxyType({URUGUAY: Posture.LOAN_DEVICES}))
    return OwnWords(letterhead=Letterhead(name="Example Corp"), floor=floor)


@dataclass(frozen=True, kw_only=True)
class FakeProgress:
    """How far a made-up batch is."""

    done: int
    total: int
    failed: int
    seconds_left: float | None


@dataclass(frozen=True, kw_only=True)
class FakeEntry:
    """A row of a made-up batch."""

    row: int
    file: str = ""
    posture: str = ""
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class FakeResult:
    """The end of a made-up batch."""

    entries: tuple[FakeEntry, ...]
    total: int
    issued: int
    is_finished: bool


@dataclass(kw_only=True)
class FakeBatches:
    """Three rows, the second of which is bad; `is_endless` goes on until it is stopped."""

    wishes: deque[BatchWish] = field(default_factory=deque)
    refusal: ForewarnedError | None = None
    is_endless: bool = False

    @property
    def services(self) -> BatchServices:
        """What the window is given."""
        return BatchServices(brief_many=self._brief_many, is_unfinished=lambda out: out.name == "unfinished")

    def _brief_many(self, wish: BatchWish, report: Report, is_cancelled: IsCancelled) -> FakeResult:
        self.wishes.append(wish)
        if self.refusal is not None:
            raise self.refusal
        entries = (
            FakeEntry(row=1, file="00001-ana.pdf", posture="loan-devices"),
            FakeEntry(row=2, error="line 3: No destination is called “Atlantis”."),
            FakeEntry(row=3, file="00003-ben.pdf", posture="reduced-data"),
        )
        report(FakeProgress(done=2, total=3, failed=1, seconds_left=75.0))
        while self.is_endless:
            if is_cancelled():
                return FakeResult(entries=entries[:2], total=3, issued=1, is_finished=False)
            time.sleep(0.01)
        return FakeResult(entries=entries, total=3, issued=2, is_finished=True)


@dataclass(kw_only=True)
class FakeDatasets:
    """One publisher and one pack, from which a level of Serbia is higher; `identity` follows what is accepted."""

    identity: DatasetIdentity = field(default_factory=an_identity)
    is_trusted: bool = True
    refusal: ForewarnedError | None = None
    overlay: OverlayIdentity | None = None
    asked: list[tuple[CountryCode, ...]] = field(default_factory=list)
    declined: int = 0

    @property
    def services(self) -> DatasetServices:
        """What the window is given."""
        return DatasetServices(
            has_publisher=lambda: self.is_trusted,
            publisher=self._publisher,
            examine=self._examine,
            restore=lambda: self._use(date(2026, 11, 1)),
        )

    def _publisher(self, path: Path) -> PublisherOffer:
        assert path
        self._refuse()

        def accept() -> None:
            self.is_trusted = True

        return PublisherOffer(keys=(KEY,), needed=1, until=date(2030, 1, 1), accept=accept)

    def _examine(self, path: Path, countries: tuple[CountryCode, ...]) -> DatasetOffer:
        assert path
        self._refuse()
        self.asked.append(countries)
        move = Move(
            country="Serbia",
            what="Communications",
            before="Moderate",
            after="High",
            level_before=Level.MODERATE,
            level_after=Level.HIGH,
        )
        return DatasetOffer(
            identity=self._offered(date(2027, 1, 1)),
            present=self.identity,
            release=7,
            signed_by=(KEY,),
            needed=1,
            added=2,
            changed=1,
            withdrawn=0,
            moves=(move,),
            accept=self._accepting(date(2027, 1, 1)),
            decline=self._decline,
        )

    def _accepting(self, version: date) -> Callable[[], None]:
        def accept() -> None:
            self._refuse()
            self._use(version)

        return accept

    def _use(self, version: date) -> None:
        self._refuse()
        self.identity = self._offered(version)

    def _offered(self, version: date) -> DatasetIdentity:
        return replace(an_identity(version), overlay=self.overlay)

    def _decline(self) -> None:
        self.declined += 1

    def _refuse(self) -> None:
        if self.refusal is not None:
            raise self.refusal
