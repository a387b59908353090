"""What the window works with: the dataset in use, all that is made of it, and the way to another one.

Binds the domain, the officer's room and the PDF maker into what the window asks for.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desktop.dataset.codes import CountryCode
from desktop.trip import Profile, Stop, Trip
from desktop.ui.preferences import PaperSize
from desktop.ui.services import BatchServices, DatasetServices, PressServices, Services

if TYPE_CHECKING:
    # The window stands before any of these are needed, and they take longer to load than the window itself.
    from desktop.assessment.model import Assessment
    from desktop.briefing.model import Briefing
    from desktop.briefing.options import BriefingOptions
    from desktop.briefing.own import OwnWords
    from desktop.briefing.service import BriefingService, Prepared
    from desktop.dataset.geometry import World
    from desktop.dataset.search import Match, Search
    from desktop.dataset.store import Dataset
    from desktop.press import Press
    from desktop.ui.batch_run import BatchResult, BatchWish, IsCancelled, Report
    from desktop.ui.dataset_offer import DatasetOffer, PublisherOffer

EXAMPLE = Trip(stops=(Stop(country=CountryCode("RS")), Stop(country=CountryCode("UY"))))


class _Drawers:
    """What is made of one dataset, each part when it is first asked for."""

    def __init__(self, dataset: "Dataset") -> None:
        self.dataset = dataset
        self.press: Press | None = None

    def start_press(self, path: Path | None) -> None:
        """Start the process that makes PDFs from the dataset at `path`, or from the one in use.

        Where none can be started there is the window's own thread.
        """
        from desktop import press

        with suppress(OSError):
            self.press = press.Press(press.command(), dataset=path, digests=self.dataset.identity.digests)

    def close(self) -> None:
        """Let go of the dataset, and of the process that reads it too."""
        self.dataset.close()
        if self.press is not None:
            self.press.close()

    @cached_property
    def names(self) -> Mapping[CountryCode, str]:
        return {country.code: country.name for country in self.dataset.countries()}

    @cached_property
    def search(self) -> "Search":
        from desktop.dataset.search import Search

        return Search(self.dataset)

    @cached_property
    def service(self) -> "BriefingService":
        from desktop.assessment.rule_book import shipped_method
        from desktop.briefing.service import BriefingService

        return BriefingService(dataset=self.dataset, method=shipped_method())


class Desk:
    """The dataset in use; passes to another one while the window stays open. Use as a context manager.

    What the window has no use for at its first sight is loaded when it is asked for.
    """

    def __init__(self, path: Path | None = None) -> None:
        """The dataset in use, or the one at `path`, is opened when it is first asked; DatasetError is raised then."""
        self._path = path
        self._open: _Drawers | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open is not None:
            self._open.close()

    @property
    def _drawers(self) -> _Drawers:
        if self._open is None:
            from desktop.dataset.store import open_dataset

            self._open = _Drawers(open_dataset(self._path, is_checked_later=True))
        return self._open

    def make_ready_to_find(self) -> None:
        """Check the dataset and load what the first search needs, so that no key waits; one with an error needs more.

        Raises DatasetError.
        """
        self._drawers.search.find("Sreb", 1)

    def make_ready_to_assess(self) -> None:
        """Load what the first stop needs; raises MethodError."""
        self._drawers.service.assess(EXAMPLE.stops[0].country)

    def make_ready_to_draw(self) -> None:
        """Start the press, which makes PDFs while the window paints, unless it is started."""
        if self._press is None:
            self._drawers.start_press(self._path)

    def is_press_ready(self) -> bool:
        """Wait until the press can begin, or turns out to be none that ever will, and return which."""
        return self._press is not None and self._press.is_ready()

    @property
    def _press(self) -> "Press | None":
        return None if self._open is None else self._open.press

    def reopen(self) -> None:
        """Pass to the dataset that is in use now; raises DatasetError, and stays with this one, if it cannot be."""
        from desktop.dataset.store import open_dataset

        before, self._open = self._open, _Drawers(open_dataset())
        if before is not None:
            before.close()
            if before.press is not None:
                self._open.start_press(None)

    def services(self) -> "Services[Prepared]":
        """Return everything that the window asks for; it goes on to hold after `reopen`."""
        return Services(
            countries=lambda: self._drawers.names,
            find=self._find,
            assess=self._assess,
            prepare=self._prepare,
            compose=self._compose,
            render=_render,
            press=PressServices(begin=self._begin, forget=self._forget),
            identity=lambda: self._drawers.dataset.identity,
            method=self._method_text,
            licences=_licence_text,
            world=_world,
            example=EXAMPLE,
            organisation=self._organisation,
            batch=BatchServices(brief_many=_brief_many, is_unfinished=_is_unfinished),
            datasets=DatasetServices(
                has_publisher=_has_publisher, publisher=_publisher, examine=self._examine, restore=self._restore
            ),
        )

    def _find(self, text: str, limit: int) -> "tuple[Match, ...]":
        return self._drawers.search.find(text, limit)

    def _assess(self, country: CountryCode, profile: Profile) -> "Assessment":
        return self._drawers.service.assess(country, profile)

    def _prepare(self, trip: Trip, own: "OwnWords | None") -> "Prepared":
        return self._drawers.service.prepare(trip, own)

    def _compose(self, prepared: "Prepared", options: "BriefingOptions") -> "Briefing":
        return self._drawers.service.compose(prepared, options)

    def _begin(self, trip: Trip, options: "BriefingOptions", paper: PaperSize) -> Callable[[], bytes | None] | None:
        if self._press is None:
            return None
        from desktop.press import Order

        return self._press.begin(Order(trip=trip, options=options, paper=paper.value))

    def _forget(self) -> None:
        if self._press is not None:
            self._press.forget()

    def _method_text(self) -> str:
        from desktop.briefing.method_text import method_markdown

        return method_markdown(self._drawers.service.method)

    def _organisation(self, path: Path) -> "OwnWords":
        from desktop.handout.organisation import read_organisation

        return read_organisation(path, countries=self._drawers.names)

    def _examine(self, path: Path, countries: tuple[CountryCode, ...]) -> "DatasetOffer":
        # Off the main thread, so nothing here may touch the dataset that is open on it.
        from desktop.assessment.rule_book import shipped_method
        from desktop.desk_datasets import examine

        return examine(path, countries, method=shipped_method(), reopen=self.reopen)

    def _restore(self) -> None:
        from desktop.handout import pack

        pack.restore()
        self.reopen()


def _render(briefing: "Briefing", paper: PaperSize) -> bytes:
    from desktop.pdf.render import Paper, render

    return render(briefing, paper=Paper(paper.value))


def _world() -> "World":
    from desktop.dataset.geometry import Resolution, load_world

    return load_world(Resolution.WORLD)


def _licence_text() -> str:
    from desktop.assets import asset

    folder = asset("resources", "licences")
    parts = []
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        # Indented, so that Markdown shows each text as it was written.
        body = "\n".join(f"    {line}" for line in file.read_text(encoding="utf-8").splitlines())
        parts.append(f"### {file.name.removesuffix('.txt')}\n\n{body}")
    return "\n\n".join(parts)


def _brief_many(wish: "BatchWish", report: "Report", is_cancelled: "IsCancelled") -> "BatchResult":
    from desktop import batch_worker
    from desktop.handout.batch import run
    from desktop.handout.plan import plan

    batch = plan(
        wish.travellers,
        wish.out,
        worker=batch_worker.command(),
        organisation=wish.organisation,
        is_short=wish.is_short,
        has_sign_off=wish.has_sign_off,
        jobs=wish.jobs,
    )
    return run(batch, is_resumed=_is_unfinished(wish.out), report=report, is_cancelled=is_cancelled)


def _is_unfinished(out: Path) -> bool:
    from desktop.handout.journal import is_unfinished

    return is_unfinished(out)


def _has_publisher() -> bool:
    from desktop.handout.trust import trusted

    return trusted() is not None


def _publisher(path: Path) -> "PublisherOffer":
    from desktop.desk_datasets import publisher

    return publisher(path)
