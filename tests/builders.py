"""Valid objects for tests: each function makes one that passes every check; a test names only what it changes."""

from collections.abc import Iterable
from datetime import date

from desktop.dataset.codes import (
    Confidence,
    CountryCode,
    Device,
    Effort,
    FactId,
    LawLevel,
    Phase,
    SourceId,
    Status,
    SupplierId,
)
from desktop.dataset.dates import PartialDate
from desktop.dataset.identity import DatasetIdentity
from desktop.dataset.model import (
    Advice,
    Country,
    CountryFacts,
    Deployment,
    Fact,
    HomeState,
    Indicator,
    Jurisdiction,
    Law,
    Restriction,
    Source,
    Supplier,
    Vulnerability,
)
from desktop.trip import ALL_DEVICES, Profile, Stop, Trip

HOST = CountryCode("RS")
HOME = CountryCode("CN")
SOURCE = SourceId("src-example")
SUPPLIER = SupplierId("huawei")


def a_source(
    source_id: str = SOURCE,
    *,
    publisher: str = "Example Institute",
    title: str = "Cameras in the capital",
    title_translated: str = "",
    url: str = "https://example.org/cameras",
    published: str | None = "2020-05-01",
    kind: str = "ngo",
) -> Source:
    """Make a source."""
    return Source(
        source_id=SourceId(source_id),
        publisher=publisher,
        title=title,
        title_translated=title_translated,
        url=url,
        published=a_date(published),
        kind=kind,
        licence="",
        note="",
    )


def a_date(text: str | None) -> PartialDate | None:
    """Read a date as the data has it; None stays None."""
    return None if text is None else PartialDate.parse(text)


def a_country(code: str = HOST, *, name: str = "Serbia", alpha3: str = "SRB", numeric: str = "688") -> Country:
    """Make a destination."""
    return Country(code=CountryCode(code), name=name, alpha3=alpha3, numeric=numeric)


def a_supplier(
    supplier_id: str = SUPPLIER,
    *,
    name: str = "Huawei",
    hq: str | None = HOME,
    products: tuple[str, ...] = ("safe-city-platform",),
    made_by: str | None = None,
    source_ids: Iterable[str] = (SOURCE,),
    confidence: Confidence = Confidence.HIGH,
) -> Supplier:
    """Make a supplier."""
    return Supplier(
        supplier_id=SupplierId(supplier_id),
        name=name,
        aliases=(),
        hq=None if hq is None else CountryCode(hq),
        ownership="",
        products=products,
        made_by=None if made_by is None else SupplierId(made_by),
        summary="Makes network and camera equipment.",
        source_ids=_sources(source_ids),
        confidence=confidence,
    )


def a_deployment(
    fact_id: str = "dep-1",
    *,
    country: str = HOST,
    place: str = "Belgrade",
    supplier_ids: Iterable[str] = (SUPPLIER,),
    technologies: tuple[str, ...] = ("facial-recognition",),
    status: Status = Status.OPERATIONAL,
    since: str | None = "2019",
    until: str | None = None,
    summary: str = "Cameras with face recognition watch main streets.",
    source_ids: Iterable[str] = (SOURCE,),
    confidence: Confidence = Confidence.HIGH,
) -> Deployment:
    """Make a documented system."""
    return Deployment(
        fact_id=FactId(fact_id),
        country=CountryCode(country),
        place=place,
        supplier_ids=tuple(SupplierId(supplier) for supplier in supplier_ids),
        technologies=technologies,
        system_name="",
        status=status,
        since=a_date(since),
        until=a_date(until),
        summary=summary,
        source_ids=_sources(source_ids),
        confidence=confidence,
    )


def a_law(
    fact_id: str = "law-1",
    *,
    country: str = HOST,
    topic: str = "device-search",
    level: LawLevel = LawLevel.BROAD,
    since: str | None = "2018",
    source_ids: Iterable[str] = (SOURCE,),
    confidence: Confidence = Confidence.HIGH,
) -> Law:
    """Make a rule that binds a traveller."""
    return Law(
        fact_id=FactId(fact_id),
        country=CountryCode(country),
        topic=topic,
        level=level,
        since=a_date(since),
        summary="Officers may search devices at the border.",
        source_ids=_sources(source_ids),
        confidence=confidence,
    )


def an_indicator(
    fact_id: str = "ind-1",
    *,
    country: str = HOST,
    indicator: str = "fh-fiw-total",
    year: int = 2026,
    value: str = "56",
    source_ids: Iterable[str] = (SOURCE,),
) -> Indicator:
    """Make a published score."""
    return Indicator(
        fact_id=FactId(fact_id),
        country=CountryCode(country),
        indicator=indicator,
        year=year,
        value=value,
        source_ids=_sources(source_ids),
    )


def a_restriction(
    fact_id: str = "res-1",
    *,
    supplier_id: str = SUPPLIER,
    imposed_by: str = "US",
    effective: str | None = "2019-05-16",
    source_ids: Iterable[str] = (SOURCE,),
    confidence: Confidence = Confidence.HIGH,
) -> Restriction:
    """Make a restriction on a supplier."""
    return Restriction(
        fact_id=FactId(fact_id),
        supplier_id=SupplierId(supplier_id),
        imposed_by=imposed_by,
        list_name="Entity List",
        effective=a_date(effective),
        scope="Exports to the company need a licence.",
        source_ids=_sources(source_ids),
        confidence=confidence,
    )


def a_jurisdiction(
    fact_id: str = "jur-1",
    *,
    country: str = HOME,
    law: str = "National Intelligence Law",
    effective: str | None = "2017-06-28",
    duty: str = "cooperate",
    source_ids: Iterable[str] = (SOURCE,),
    confidence: Confidence = Confidence.HIGH,
) -> Jurisdiction:
    """Make a law that compels a state's own suppliers."""
    return Jurisdiction(
        fact_id=FactId(fact_id),
        country=CountryCode(country),
        law=law,
        effective=a_date(effective),
        duty=duty,
        summary="Organisations must support intelligence work.",
        source_ids=_sources(source_ids),
        confidence=confidence,
    )


def a_vulnerability(
    fact_id: str = "vul-1",
    *,
    cve: str = "CVE-2019-3948",
    supplier_id: str = "dahua",
    technologies: tuple[str, ...] = ("cctv",),
    published: str | None = "2019-07-29",
    cvss: float | None = 7.5,
    known_exploited: bool = False,
    exposes: tuple[str, ...] = ("sound",),
    source_ids: Iterable[str] = (SOURCE,),
) -> Vulnerability:
    """Make a known weakness."""
    return Vulnerability(
        fact_id=FactId(fact_id),
        cve=cve,
        supplier_id=SupplierId(supplier_id),
        products="network cameras",
        technologies=technologies,
        published=a_date(published),
        cvss=cvss,
        cvss_version="3.0",
        known_exploited=known_exploited,
        kev_added=None,
        exposes=exposes,
        summary="Anyone on the network can listen in without a password.",
        fix="Firmware of 2019.",
        source_ids=_sources(source_ids),
    )


def an_advice(
    advice_id: str = "adv-1",
    *,
    group: str = "power-off",
    phase: Phase = Phase.BORDER,
    headline: str = "Power off before you land",
    triggers: tuple[str, ...] = ("any",),
    devices: tuple[Device, ...] = (Device.ANY,),
    weight: int = 3,
    postures: tuple[str, ...] = (),
    profiles: tuple[str, ...] = (),
    source_ids: Iterable[str] = (SOURCE,),
) -> Advice:
    """Make a row of the advice table."""
    return Advice(
        advice_id=advice_id,
        group=group,
        phase=phase,
        headline=headline,
        action="Turn every device off, not to sleep, before you reach the border.",
        why="A device that is off keeps its storage locked.",
        triggers=triggers,
        devices=devices,
        effort=Effort.LOW,
        weight=weight,
        postures=postures,
        profiles=profiles,
        source_ids=_sources(source_ids),
    )


def country_facts(
    *,
    country: Country | None = None,
    deployments: tuple[Deployment, ...] = (),
    laws: tuple[Law, ...] = (),
    indicators: tuple[Indicator, ...] = (),
    vulnerabilities: tuple[Vulnerability, ...] = (),
    restrictions: tuple[Restriction, ...] = (),
    home_states: Iterable[HomeState] = (),
    suppliers: Iterable[Supplier] = (),
    sources: Iterable[Source] | None = None,
) -> CountryFacts:
    """Make what the dataset holds on one destination; sources that facts cite are made up unless given."""
    states = tuple(home_states)
    makers = tuple(suppliers)
    claims: list[Fact | Supplier] = [*deployments, *laws, *indicators, *vulnerabilities, *restrictions, *makers]
    for state in states:
        claims += [*state.jurisdictions, *state.indicators]
    cited = {source_id for claim in claims for source_id in claim.source_ids}
    shown = tuple(sources) if sources is not None else tuple(a_source(source_id) for source_id in sorted(cited))
    return CountryFacts(
        country=country or a_country(),
        deployments=deployments,
        laws=laws,
        indicators=indicators,
        vulnerabilities=vulnerabilities,
        restrictions=restrictions,
        home_states={state.country.code: state for state in states},
        suppliers={supplier.supplier_id: supplier for supplier in makers},
        sources={source.source_id: source for source in shown},
        names={state.country.code: state.country.name for state in states} | {"US": "United States"},
    )


def a_home_state(
    country: Country | None = None,
    *,
    jurisdictions: tuple[Jurisdiction, ...] = (),
    indicators: tuple[Indicator, ...] = (),
) -> HomeState:
    """Make what is known of a state that can compel a supplier."""
    home = country or a_country(HOME, name="China", alpha3="CHN", numeric="156")
    return HomeState(country=home, jurisdictions=jurisdictions, indicators=indicators)


def an_identity(version: date = date(2026, 11, 1), *, schema_version: int = 1) -> DatasetIdentity:
    """Make a dataset's identity."""
    return DatasetIdentity(version=version, sha256="a1" * 32, built_from="b2" * 32, schema_version=schema_version)


def a_stop(
    country: str = HOST, *, arrive: date | None = None, leave: date | None = None, is_transit: bool = False
) -> Stop:
    """Make a stop."""
    return Stop(country=CountryCode(country), arrive=arrive, leave=leave, is_transit=is_transit)


def a_trip(
    *stops: Stop,
    profile: Profile = Profile.GENERAL,
    traveller: str = "",
    devices: tuple[Device, ...] = ALL_DEVICES,
) -> Trip:
    """Make a trip; without stops it goes to one country."""
    return Trip(stops=stops or (a_stop(),), profile=profile, traveller=traveller, devices=devices)


def _sources(source_ids: Iterable[str]) -> tuple[SourceId, ...]:
    return tuple(SourceId(source_id) for source_id in source_ids)
