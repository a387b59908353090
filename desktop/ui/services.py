"""What the window is given: values and callables, so that it knows neither database nor PDF maker."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from desktop.dataset.codes import CountryCode
from desktop.trip import Profile, Trip
from desktop.ui.preferences import PaperSize

if TYPE_CHECKING:
    # Many classes, needed by name alone; the window stands sooner without them.
    from desktop.advice.model import Measure
    from desktop.assessment.model import Assessment
    from desktop.briefing.model import Briefing
    from desktop.briefing.options import BriefingOptions
    from desktop.briefing.own import OwnWords
    from desktop.dataset.geometry import World
    from desktop.dataset.identity import DatasetIdentity
    from desktop.ui.batch_run import BriefMany
    from desktop.ui.dataset_offer import DatasetOffer, PublisherOffer


class Found(Protocol):
    """A search result: the destination and the text that answered."""

    @property
    def country(self) -> CountryCode:
        """The destination."""

    @property
    def country_name(self) -> str:
        """Its name."""

    @property
    def matched(self) -> str:
        """The name, city, airport or code that matched."""

    @property
    def kind(self) -> str:
        """What matched: ``country``, ``former-name``, ``code``, ``airport`` or ``city``."""

    @property
    def detail(self) -> str:
        """What the text stands for where that helps, such as the name of an airport; often empty."""


class Prepared(Protocol):
    """What a trip comes to: one assessment per stop, and the measures of the whole trip."""

    @property
    def trip(self) -> Trip:
        """The trip itself."""

    @property
    def assessments(self) -> tuple["Assessment", ...]:
        """One per stop, in order of travel."""

    @property
    def measures(self) -> tuple["Measure", ...]:
        """The checklist."""


PreparedT = TypeVar("PreparedT", bound=Prepared)


class BatchServices(NamedTuple):
    """What the window is given to brief many; `is_unfinished` tells whether a folder holds an interrupted batch."""

    brief_many: "BriefMany"
    is_unfinished: Callable[[Path], bool]


class DatasetServices(NamedTuple):
    """What the window is given to change datasets; no countries ask for every one."""

    has_publisher: Callable[[], bool]
    publisher: Callable[[Path], "PublisherOffer"]
    examine: Callable[[Path, tuple[CountryCode, ...]], "DatasetOffer"]
    restore: Callable[[], None]


class PressServices(NamedTuple):
    """A second way to the PDF, beside the window's own work.

    `begin` returns what waits for the PDF on any thread, and may come back without; None if none can be begun now.
    """

    begin: Callable[[Trip, "BriefingOptions", PaperSize], Callable[[], bytes | None] | None]
    forget: Callable[[], None]


class Services(NamedTuple, Generic[PreparedT]):
    """The rest of the program as the window sees it; all of it speaks from the dataset that is in use now.

    `countries` returns the names of the destinations there are, `method` the text of “How levels are made”, `licences`
    that of the licences; both Markdown, read when shown.
    """

    countries: Callable[[], Mapping[CountryCode, str]]
    find: Callable[[str, int], tuple[Found, ...]]
    assess: Callable[[CountryCode, Profile], "Assessment"]
    prepare: Callable[[Trip, "OwnWords | None"], PreparedT]
    compose: Callable[[PreparedT, "BriefingOptions"], "Briefing"]
    render: Callable[["Briefing", PaperSize], bytes]
    press: PressServices
    identity: Callable[[], "DatasetIdentity"]
    method: Callable[[], str]
    licences: Callable[[], str]
    world: Callable[[], "World"]
    example: Trip
    organisation: Callable[[Path], "OwnWords"]
    batch: BatchServices
    datasets: DatasetServices
