"""A row of each sheet as a value of the model: which column holds what, and what may stand in it."""

from collections.abc import Collection

from desktop.dataset import vocabulary
from desktop.dataset.cell import Cells
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
from desktop.dataset.model import (
    Advice,
    Deployment,
    Indicator,
    Jurisdiction,
    Law,
    Restriction,
    Source,
    Supplier,
    Vulnerability,
)

SUMMARY_LIMIT = 280
ACTION_LIMIT = 160
HEADLINE_LIMIT = 48
NAME_LIMIT = 120
TEXT_LIMIT = 400


def indicator_id(country: str, indicator: str, year: int) -> FactId:
    """Return the id of an indicator, which has none of its own in the facts."""
    return FactId(f"ind-{country.lower()}-{indicator}-{year}")


def source_of(cells: Cells, kinds: Collection[str] = vocabulary.SOURCE_KINDS) -> Source:
    """Read a row of sources.csv."""
    return Source(
        source_id=SourceId(cells.slug("source_id")),
        publisher=cells.text("publisher", limit=NAME_LIMIT, is_required=True),
        title=cells.text("title", limit=TEXT_LIMIT, is_required=True),
        title_translated=cells.text("title_translated", limit=TEXT_LIMIT),
        url=cells.address("url"),
        published=cells.day("published"),
        kind=cells.word("kind", kinds),
        licence=cells.text("licence", limit=TEXT_LIMIT),
        note=cells.text("note", limit=TEXT_LIMIT),
    )


def supplier_of(cells: Cells) -> Supplier:
    """Read a row of suppliers.csv."""
    made_by = cells.slugs("made_by")
    if len(made_by) > 1:
        cells.wrong("made_by", "a brand has one maker; name only one")
    return Supplier(
        supplier_id=SupplierId(cells.slug("supplier_id")),
        name=cells.text("name", limit=NAME_LIMIT, is_required=True),
        aliases=cells.names("aliases", limit=TEXT_LIMIT),
        hq=CountryCode(cells.country("hq", is_required=False)) or None,
        ownership=cells.word("ownership", vocabulary.OWNERSHIPS),
        products=cells.words("products", vocabulary.TECHNOLOGIES),
        made_by=SupplierId(made_by[0]) if made_by else None,
        summary=cells.text("summary", limit=SUMMARY_LIMIT),
        source_ids=_source_ids(cells),
        confidence=_confidence(cells),
    )


def deployment_of(cells: Cells) -> Deployment:
    """Read a row of deployments.csv."""
    status = Status(cells.word("status", vocabulary.STATUSES))
    is_judged = status == cells.line.cells["status"]
    since = cells.day("since", may_lie_ahead=not is_judged or status in {Status.PLANNED, Status.CONTRACTED})
    until = cells.day("until", may_lie_ahead=True)
    if since is not None and until is not None and until < since:
        cells.wrong("until", f"{until.isoformat()} lies before since ({since.isoformat()}); correct one of them")
    return Deployment(
        fact_id=FactId(cells.slug("deployment_id")),
        country=CountryCode(cells.country("country")),
        place=cells.text("place", limit=NAME_LIMIT, is_required=True),
        supplier_ids=tuple(SupplierId(part) for part in cells.slugs("supplier_ids")),
        technologies=cells.words("technology", vocabulary.TECHNOLOGIES, is_required=True),
        system_name=cells.text("system_name", limit=NAME_LIMIT),
        status=status,
        since=since,
        until=until,
        summary=cells.text("summary", limit=SUMMARY_LIMIT, is_required=True),
        source_ids=_source_ids(cells),
        confidence=_confidence(cells),
    )


def law_of(cells: Cells) -> Law:
    """Read a row of laws.csv."""
    topic = cells.word("topic", vocabulary.TOPICS)
    # A wrong topic is one problem, not two: its level cannot be judged.
    levels = vocabulary.law_levels(topic) if topic == cells.line.cells["topic"] else tuple(LawLevel)
    return Law(
        fact_id=FactId(cells.slug("law_id")),
        country=CountryCode(cells.country("country")),
        topic=topic,
        level=LawLevel(cells.word("level", levels)),
        since=cells.day("since", may_lie_ahead=True),
        summary=cells.text("summary", limit=SUMMARY_LIMIT, is_required=True),
        source_ids=_source_ids(cells),
        confidence=_confidence(cells),
    )


def indicator_of(cells: Cells) -> Indicator:
    """Read a row of indicators.csv."""
    country = CountryCode(cells.country("country"))
    indicator = cells.word("indicator", tuple(vocabulary.INDICATORS))
    year = cells.whole("year", low=1900, high=cells.dataset_date.year)
    # A wrong indicator is one problem, not two: its value cannot be judged.
    if indicator == cells.line.cells["indicator"]:
        _check_value(cells, vocabulary.INDICATORS[indicator])
    source_id = cells.slugs("source_id", is_required=True)
    return Indicator(
        fact_id=indicator_id(country, indicator, year),
        country=country,
        indicator=indicator,
        year=year,
        value=cells.line.cells["value"],
        source_ids=tuple(SourceId(part) for part in source_id),
    )


def restriction_of(cells: Cells) -> Restriction:
    """Read a row of restrictions.csv."""
    return Restriction(
        fact_id=FactId(cells.slug("restriction_id")),
        supplier_id=SupplierId(cells.slug("supplier_id")),
        imposed_by=cells.country("imposed_by", others=(vocabulary.EUROPEAN_UNION,)),
        list_name=cells.text("list_name", limit=NAME_LIMIT, is_required=True),
        effective=cells.day("effective", may_lie_ahead=True),
        scope=cells.text("scope", limit=SUMMARY_LIMIT, is_required=True),
        source_ids=_source_ids(cells),
        confidence=_confidence(cells),
    )


def jurisdiction_of(cells: Cells) -> Jurisdiction:
    """Read a row of jurisdictions.csv."""
    return Jurisdiction(
        fact_id=FactId(cells.slug("jurisdiction_id")),
        country=CountryCode(cells.country("country")),
        law=cells.text("law", limit=NAME_LIMIT, is_required=True),
        effective=cells.day("effective", may_lie_ahead=True),
        duty=cells.word("duty", vocabulary.DUTIES),
        summary=cells.text("summary", limit=SUMMARY_LIMIT, is_required=True),
        source_ids=_source_ids(cells),
        confidence=_confidence(cells),
    )


def vulnerability_of(cells: Cells) -> Vulnerability:
    """Read a row of vulnerabilities.csv."""
    cvss = cells.number("cvss", low=0, high=10)
    cvss_version = cells.word("cvss_version", vocabulary.CVSS_VERSIONS, is_required=False)
    if (not cells.line.cells["cvss"]) != (not cells.line.cells["cvss_version"]):
        cells.wrong("cvss_version", "a score and the version of its scale go together; fill in both or neither")
    known_exploited = cells.word("known_exploited", vocabulary.YES_NO) == "yes"
    kev_added = cells.day("kev_added")
    if kev_added is not None and not known_exploited:
        cells.wrong("kev_added", "only a weakness known to be exploited has this date; empty it or correct the other")
    return Vulnerability(
        fact_id=FactId(cells.slug("vulnerability_id")),
        cve=cells.match("cve", r"CVE-\d{4}-\d{4,7}", "CVE-2019-3948"),
        supplier_id=SupplierId(cells.slug("supplier_id")),
        products=cells.text("products", limit=NAME_LIMIT, is_required=True),
        technologies=cells.words("technology", vocabulary.TECHNOLOGIES),
        published=cells.day("published"),
        cvss=cvss,
        cvss_version=cvss_version,
        known_exploited=known_exploited,
        kev_added=kev_added,
        exposes=cells.words("exposes", vocabulary.EXPOSURES, is_required=True),
        summary=cells.text("summary", limit=SUMMARY_LIMIT, is_required=True),
        fix=cells.text("fix", limit=NAME_LIMIT),
        source_ids=_source_ids(cells),
    )


def advice_of(cells: Cells) -> Advice:
    """Read a row of advice.csv."""
    return Advice(
        advice_id=cells.slug("advice_id"),
        group=cells.slug("group"),
        phase=Phase(cells.word("phase", vocabulary.PHASES)),
        headline=cells.text("headline", limit=HEADLINE_LIMIT, is_required=True),
        action=cells.text("action", limit=ACTION_LIMIT, is_required=True),
        why=cells.text("why", limit=ACTION_LIMIT, is_required=True),
        triggers=cells.words("risks", vocabulary.RISKS, is_required=True),
        devices=tuple(Device(word) for word in cells.words("devices", vocabulary.DEVICES, is_required=True)),
        effort=Effort(cells.word("effort", vocabulary.EFFORTS)),
        weight=cells.whole("weight", low=1, high=5),
        postures=cells.words("postures", vocabulary.POSTURES),
        profiles=cells.words("profiles", vocabulary.PROFILES),
        source_ids=_source_ids(cells),
    )


def _check_value(cells: Cells, scale: vocabulary.Scale) -> None:
    if scale.words:
        cells.word("value", scale.words)
    else:
        cells.number("value", low=scale.low, high=scale.high, is_required=True, is_whole=scale.is_whole)


def _source_ids(cells: Cells) -> tuple[SourceId, ...]:
    return tuple(SourceId(part) for part in cells.slugs("source_ids", is_required=True))


def _confidence(cells: Cells) -> Confidence:
    return Confidence[cells.word("confidence", vocabulary.CONFIDENCES).upper()]
