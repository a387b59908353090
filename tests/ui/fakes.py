"""Services for a window without dataset and PDF maker: three countries, two measures, pages that say what they hold."""

import io
from collections.abc import Callable, MutableSequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QRunnable
from reportlab.pdfgen.canvas import Canvas

from desktop.advice.model import Measure
from desktop.assessment.levels import Level, Posture, Theme
from desktop.assessment.model import Assessment, Change, PostureDecision, Rating, Reach, Reason
from desktop.briefing.model import Briefing, Section
from desktop.briefing.options import BriefingOptions
from desktop.briefing.own import OwnWords, raised
from desktop.dataset.codes import Confidence, CountryCode, Device, Effort, FactId, Phase, SourceId, SupplierId
from desktop.dataset.dates import PartialDate
from desktop.dataset.geometry import Box, Shape, World
from desktop.dataset.model import CountryFacts
from desktop.trip import Profile, Stop, Trip
from desktop.ui.preferences import PaperSize
from desktop.ui.services import PressServices, Services
from tests.builders import a_country, a_deployment, a_home_state, a_supplier, an_identity, country_facts
from tests.ui.fake_handout import FakeBatches, FakeDatasets, organisation

AS_OF = date(2026, 11, 1)
SERBIA, URUGUAY, CHAD = CountryCode("RS"), CountryCode("UY"), CountryCode("TD")
HUAWEI = SupplierId("huawei")
PLACES = {SERBIA: "Belgrade", URUGUAY: "Montevideo"}
NAMES = {SERBIA: "Serbia", URUGUAY: "Uruguay", CHAD: "Chad"}


METHOD = """# How levels are made

By rules.

- If nothing is known, then nothing. `made-up`
- If a face is named, then high. `public-surveillance-faces`
  - If in one town, one step less.
- If a plate is read, then moderate. `public-surveillance`
"""


class InlinePool:
    """Runs work at once, on the thread of the test."""

    def start(self, runnable: QRunnable, /) -> None:
        """Run the work."""
        runnable.run()

    def waitForDone(self, /) -> bool:  # noqa: N802 -- named by Qt
        """Say that nothing is left to do."""
        return True


class HeldPool:
    """Keeps work until the test lets it run, so that a test sees what stands meanwhile."""

    def __init__(self) -> None:
        self.held: list[QRunnable] = []

    def start(self, runnable: QRunnable, /) -> None:
        """Keep the work."""
        self.held.append(runnable)

    def release(self) -> None:
        """Run what was kept, and what that leads to."""
        while self.held:
            self.held.pop(0).run()

    def waitForDone(self, /) -> bool:  # noqa: N802 -- named by Qt
        """Do the rest."""
        self.release()
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeFound:
    """A search result."""

    country: CountryCode
    country_name: str
    matched: str
    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FakePrepared:
    """What a trip comes to."""

    trip: Trip
    assessments: tuple[Assessment, ...]
    measures: tuple[Measure, ...]


RESULTS = (
    FakeFound(country=SERBIA, country_name="Serbia", matched="Belgrade", kind="city"),
    FakeFound(country=SERBIA, country_name="Serbia", matched="BEG", kind="airport", detail="Nikola Tesla"),
    FakeFound(country=URUGUAY, country_name="Uruguay", matched="Uruguay", kind="country"),
    FakeFound(country=CHAD, country_name="Chad", matched="Chad", kind="country"),
)


def find(query: str, limit: int) -> tuple[FakeFound, ...]:
    """Find what begins like the query."""
    return tuple(each for each in RESULTS if each.matched.lower().startswith(query.lower()))[:limit]


def _facts(country: CountryCode) -> CountryFacts:
    shown = a_country(country, name=NAMES[country])
    if country == CHAD:
        return country_facts(country=shown, home_states=(a_home_state(shown),))
    return country_facts(
        country=shown,
        deployments=(a_deployment(f"dep-{country}", country=country, place=PLACES[country]),),
        suppliers=(a_supplier(),),
        home_states=(a_home_state(shown), a_home_state()),
    )


def assessment(country: CountryCode, profile: Profile = Profile.GENERAL) -> Assessment:
    """Assess a made-up country: cameras are documented in all but Chad, nothing else anywhere."""
    facts = _facts(country)
    host = Reach(country=country, name=NAMES[country], is_host=True, through=(), laws=(), restrictions=())
    china = Reach(country=CountryCode("CN"), name="China", is_host=False, through=(HUAWEI,), laws=(), restrictions=())
    is_empty = country == CHAD
    strict = profile is Profile.JOURNALIST
    return Assessment(
        facts=facts,
        ratings=tuple(
            _cameras(country) if theme is Theme.PUBLIC_SURVEILLANCE and not is_empty else _nothing(theme)
            for theme in Theme
        ),
        reach=(host,) if is_empty else (host, china),
        weaknesses=(),
        unknown_home=(),
        posture=PostureDecision(
            posture=Posture.LOAN_DEVICES if strict else Posture.REDUCED_DATA,
            rule="made-up",
            text="By a made-up rule.",
            drivers=() if is_empty else (Theme.PUBLIC_SURVEILLANCE,),
        ),
        as_of=AS_OF,
    )


def _cameras(country: CountryCode) -> Rating:
    reason = Reason(
        text=f"Face recognition watches streets of {PLACES[country]}.",
        rule="public-surveillance-faces",
        level=Level.HIGH,
        confidence=Confidence.HIGH,
        newest=PartialDate(year=2025),
        facts=(FactId(f"dep-{country}"),),
        sources=(SourceId("src-example"),),
    )
    return Rating(
        theme=Theme.PUBLIC_SURVEILLANCE,
        level=Level.HIGH,
        confidence=Confidence.HIGH,
        newest=PartialDate(year=2025),
        is_stale=False,
        reasons=(reason,),
        changes=(Change(raises=False, to=Level.LOW, text="no face recognition were documented"),),
    )


def _nothing(theme: Theme) -> Rating:
    return Rating(theme=theme, level=Level.NOT_DOCUMENTED, confidence=None, newest=None, is_stale=False, reasons=())


def world() -> World:
    """Draw Serbia and Uruguay as squares, and leave Chad to its marker."""
    return World(
        shapes={
            SERBIA: _square(SERBIA, 20.0, 44.0),
            URUGUAY: _square(URUGUAY, -56.0, -33.0),
            CHAD: replace(_square(CHAD, 18.0, 15.0), rings=(), area_km2=1.0),
        },
        unassigned=(),
    )


def _square(code: CountryCode, longitude: float, latitude: float) -> Shape:
    west, south, east, north = longitude - 4, latitude - 4, longitude + 4, latitude + 4
    return Shape(
        code=code,
        name=NAMES[code],
        rings=(((west, south), (west, north), (east, north), (east, south), (west, south)),),
        box=Box(west, south, east, north),
        frame=Box(west, south, east, north),
        label_point=(longitude, latitude),
        marker=(longitude, latitude),
        area_km2=100_000.0,
    )


def measure(advice_id: str, *, phase: Phase, device: Device, stops: tuple[CountryCode, ...] = ()) -> Measure:
    """Make a measure."""
    return Measure(
        advice_id=advice_id,
        phase=phase,
        headline=f"Headline of {advice_id}",
        action=f"Do {advice_id}.",
        why=f"Why {advice_id}.",
        devices=(device,),
        effort=Effort.LOW,
        priority=1.0,
        stops=stops,
        facts=(FactId("dep-RS"),),
        source_ids=(),
    )


def prepare(trip: Trip, own: OwnWords | None) -> FakePrepared:
    """Prepare a trip; an organisation may ask for more."""
    plain = (assessment(stop.country, trip.profile) for stop in trip.stops)
    return FakePrepared(
        trip=trip,
        assessments=tuple(each if own is None else raised(each, own, trip.profile) for each in plain),
        measures=(
            measure("power-off", phase=Phase.BORDER, device=Device.PHONE, stops=(SERBIA,)),
            measure("update", phase=Phase.BEFORE, device=Device.LAPTOP),
        ),
    )


def compose(prepared: FakePrepared, options: BriefingOptions) -> Briefing:
    """Compose one section per stop and one to sign, or the first alone."""
    sections = tuple(
        Section(section_id=stop.country, kicker="", title=NAMES[stop.country], aside=(), blocks=())
        for stop in prepared.trip.stops
    )
    if options.has_sign_off:
        name = "Sign here" if options.own is None else f"Sign here for {options.own.name}"
        sections += (Section(section_id="sign", kicker="", title=name, aside=(), blocks=()),)
    if options.is_short:
        sections = sections[:1]
    return Briefing(
        title="Briefing",
        subject=prepared.trip.traveller,
        language="en",
        footer="",
        page_label="",
        sections=sections,
        identity=an_identity(),
        facts=(),
    )


def render(briefing: Briefing, paper: PaperSize) -> bytes:
    """Draw one page per section, with its title and the paper's name."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842) if paper is PaperSize.A4 else (612, 792), invariant=1)
    for section in briefing.sections:
        canvas.drawString(72, 700, f"{section.title} on {paper.value} {briefing.subject}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


class FakePress:
    """Notes what is ordered and hands back pages that say who made them."""

    def __init__(self) -> None:
        self.orders: MutableSequence[tuple[Trip, BriefingOptions, PaperSize]] = []
        self.told: Callable[[], None] = lambda: None
        self.is_free = True
        self.is_broken = False
        self.forgotten = 0

    @property
    def services(self) -> PressServices:
        """What the window is given of it."""
        return PressServices(begin=self._begin, forget=self._forget)

    def _begin(self, trip: Trip, options: BriefingOptions, paper: PaperSize) -> Callable[[], bytes | None] | None:
        if not self.is_free:
            return None
        self.told()
        self.orders.append((trip, options, paper))
        made = compose(prepare(replace(trip, traveller="from the press"), options.own), options)
        return lambda: None if self.is_broken else render(made, paper)

    def _forget(self) -> None:
        self.forgotten += 1


def services(
    render_with: Callable[[Briefing, PaperSize], bytes] = render,
    *,
    press: FakePress | None = None,
    batches: FakeBatches | None = None,
    datasets: FakeDatasets | None = None,
) -> Services[FakePrepared]:
    """Put the fakes together."""
    datasets = datasets or FakeDatasets()
    if press is None:
        press = FakePress()
        press.is_free = False
    return Services(
        countries=lambda: NAMES,
        find=find,
        assess=assessment,
        prepare=prepare,
        compose=compose,
        render=render_with,
        press=press.services,
        identity=lambda: datasets.identity,
        method=lambda: METHOD,
        licences=lambda: "### pypdfium2\n\n    Terms.",
        world=world,
        example=Trip(stops=(Stop(country=SERBIA), Stop(country=URUGUAY))),
        organisation=organisation,
        batch=(batches or FakeBatches()).services,
        datasets=datasets.services,
    )
