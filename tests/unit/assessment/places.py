"""Generated countries for the laws of the method: any mix of facts that a dataset can hold."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from desktop.assessment.assess import assess
from desktop.assessment.method import Method
from desktop.assessment.model import Assessment
from desktop.assessment.rule_book import shipped_method
from desktop.dataset.codes import Confidence, FactId, LawLevel, SourceId, Status
from desktop.dataset.model import CountryFacts, Deployment, HomeState, Indicator, Law, Source, Supplier
from desktop.trip import Profile
from tests.builders import (
    HOME,
    HOST,
    a_country,
    a_deployment,
    a_home_state,
    a_jurisdiction,
    a_law,
    a_source,
    a_supplier,
    a_vulnerability,
    an_indicator,
    country_facts,
)

AS_OF = date(2026, 11, 25)
METHOD = shipped_method()
SOURCES = tuple(
    a_source(f"src-{number}", publisher=f"Publisher {number % 3}", published=published, kind=kind)
    for number, (published, kind) in enumerate(
        (
            ("2025-06-01", "ngo"),
            ("2019-01", "press"),
            ("2012", "government"),
            (None, "press"),
            ("2022-12", "index"),
            ("2026", "academic"),
        )
    )
)
TECHNOLOGIES = sorted({technology for rule in METHOD.deployment for technology in rule.technologies})
SUPPLIERS = (
    a_supplier("huawei", source_ids=("src-0",)),
    a_supplier("dahua", name="Dahua", source_ids=("src-0",)),
    a_supplier("unknown-firm", name="Unknown Firm", hq=None, source_ids=("src-0",)),
)

_source_ids = st.lists(st.sampled_from([source.source_id for source in SOURCES]), min_size=1, max_size=3, unique=True)


@st.composite
def deployments(draw: st.DrawFn, number: int = 0) -> Deployment:
    """Draw a documented system."""
    return a_deployment(
        f"dep-{number}",
        place=draw(st.sampled_from(("national", "Belgrade", "Novi Sad", "Niš", "Belgrade; Novi Sad", "Zemun"))),
        supplier_ids=draw(st.lists(st.sampled_from([each.supplier_id for each in SUPPLIERS]), max_size=2, unique=True)),
        technologies=tuple(draw(st.lists(st.sampled_from(TECHNOLOGIES), min_size=1, max_size=3, unique=True))),
        status=draw(st.sampled_from(list(Status))),
        since=draw(st.sampled_from((None, "2010", "2019", "2024-05", "2028"))),
        source_ids=draw(_source_ids),
        confidence=draw(st.sampled_from(list(Confidence))),
    )


@st.composite
def laws(draw: st.DrawFn, number: int = 0) -> Law:
    """Draw a rule of any topic but data protection, which is a safeguard."""
    rule = draw(st.sampled_from(METHOD.law))
    return a_law(
        f"law-{number}",
        topic=rule.topic,
        level=draw(st.sampled_from(sorted(rule.levels))),
        source_ids=draw(_source_ids),
        confidence=draw(st.sampled_from(list(Confidence))),
    )


@st.composite
def indicators(draw: st.DrawFn) -> tuple[Indicator, ...]:
    """Draw the freedom indicators of a country, or none."""
    status = draw(st.sampled_from((None, "Free", "Partly Free", "Not Free")))
    if status is None:
        return ()
    score = draw(st.integers(0, 100))
    return (
        an_indicator("ind-status", indicator="fiw-status", value=status, source_ids=("src-5",)),
        an_indicator("ind-score", indicator="fiw-score", value=str(score), source_ids=("src-5",)),
    )


@st.composite
def places(draw: st.DrawFn) -> CountryFacts:
    """Draw everything the dataset may hold on one destination."""
    systems = draw(st.lists(st.integers(0, 0), max_size=5))
    rules = draw(st.lists(st.integers(0, 0), max_size=4))
    protection = draw(st.sampled_from((None, LawLevel.NONE, LawLevel.PARTIAL, LawLevel.COMPREHENSIVE)))
    protecting = (
        ()
        if protection is None
        else (a_law("law-dp", topic="data-protection", level=protection, source_ids=("src-0",)),)
    )
    return a_place(
        deployments=tuple(draw(deployments(number)) for number in range(len(systems))),
        laws=(*protecting, *(draw(laws(number)) for number in range(len(rules)))),
        indicators=draw(indicators()),
    )


def a_place(
    *,
    deployments: tuple[Deployment, ...] = (),
    laws: tuple[Law, ...] = (),
    indicators: tuple[Indicator, ...] = (),
    suppliers: tuple[Supplier, ...] = SUPPLIERS,
    sources: tuple[Source, ...] = SOURCES,
) -> CountryFacts:
    """Make a destination with two known suppliers, one exploited weakness and China's intelligence law."""
    home_indicators = (
        an_indicator("ind-home", country=HOME, indicator="fiw-status", value="Not Free", source_ids=("src-5",)),
        an_indicator("ind-home-score", country=HOME, indicator="fiw-score", value="9", source_ids=("src-5",)),
    )
    states: tuple[HomeState, ...] = (
        a_home_state(a_country(HOST), indicators=indicators),
        a_home_state(
            jurisdictions=(a_jurisdiction(duty="assist-intelligence", source_ids=("src-0",)),),
            indicators=home_indicators,
        ),
    )
    return country_facts(
        deployments=deployments,
        laws=laws,
        indicators=indicators,
        vulnerabilities=(
            a_vulnerability(exposes=("audio",), known_exploited=False, source_ids=("src-0",)),
            a_vulnerability(
                "vul-2", cve="CVE-2021-33044", exposes=("takeover",), known_exploited=True, source_ids=("src-0",)
            ),
        ),
        home_states=states,
        suppliers=suppliers,
        sources=sources,
    )


def rate(facts: CountryFacts, *, method: Method = METHOD, profile: Profile = Profile.GENERAL) -> Assessment:
    """Assess a destination on the day of these tests."""
    return assess(facts, method=method, profile=profile, as_of=AS_OF)


def without_source(facts: CountryFacts, gone: SourceId) -> CountryFacts:
    """Take a source away, with every fact that rests on it alone."""

    def keep(ids: tuple[SourceId, ...]) -> tuple[SourceId, ...]:
        return tuple(source_id for source_id in ids if source_id != gone)

    host = facts.home_states[facts.country.code]
    indicators = tuple(row for row in facts.indicators if keep(row.source_ids))
    return replace(
        facts,
        deployments=tuple(
            replace(row, source_ids=keep(row.source_ids)) for row in facts.deployments if keep(row.source_ids)
        ),
        laws=tuple(replace(row, source_ids=keep(row.source_ids)) for row in facts.laws if keep(row.source_ids)),
        indicators=indicators,
        home_states={**facts.home_states, facts.country.code: replace(host, indicators=indicators)},
    )


def renamed(fact_id: str) -> FactId:
    """Make a fact id that no generated fact has."""
    return FactId(f"extra-{fact_id}")
