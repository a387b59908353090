"""The real dataset, every country of it assessed: what the chapters of the validation look at."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TypeVar

from desktop.assessment.assess import assess
from desktop.assessment.levels import Level, Theme
from desktop.assessment.method import Method
from desktop.assessment.model import Assessment
from desktop.assessment.rule_book import shipped_method
from desktop.dataset.codes import CountryCode, SourceId
from desktop.dataset.model import (
    CountryFacts,
    Deployment,
    HomeState,
    Indicator,
    Jurisdiction,
    Law,
    Restriction,
    Supplier,
    Vulnerability,
)
from desktop.dataset.store import open_dataset
from desktop.trip import Profile
from tests.dataset_fixture import CHECKOUT, built_dataset

_Claim = TypeVar("_Claim", Deployment, Law, Indicator, Jurisdiction, Restriction, Vulnerability)
_PRESS_FREEDOM = CHECKOUT / "data" / "validation" / "press-freedom.csv"


@dataclass(frozen=True, kw_only=True)
class World:
    """All destinations, the method and the date that ages are counted to."""

    facts: Mapping[CountryCode, CountryFacts]
    method: Method
    as_of: date

    def assess(
        self, facts: CountryFacts, *, method: Method | None = None, profile: Profile | None = None
    ) -> Assessment:
        """Assess a destination as the program would, or by another method or for another profile."""
        return assess(facts, method=method or self.method, profile=profile or Profile.GENERAL, as_of=self.as_of)

    @cached_property
    def assessments(self) -> Mapping[CountryCode, Assessment]:
        """Every destination by the shipped method, for the general profile."""
        return MappingProxyType({code: self.assess(facts) for code, facts in self.facts.items()})

    @cached_property
    def levels(self) -> Mapping[CountryCode, tuple[Level, ...]]:
        """The levels of every destination, in the order of the themes."""
        return MappingProxyType({code: levels_of(each) for code, each in self.assessments.items()})

    @cached_property
    def documented(self) -> int:
        """How many levels are documented over all destinations and themes."""
        return sum(1 for levels in self.levels.values() for level in levels if level)

    def name(self, code: CountryCode) -> str:
        """Name a destination."""
        return self.facts[code].country.name

    def indicator(self, name: str) -> Mapping[CountryCode, float]:
        """Return the newest value of a published number that the dataset holds."""
        return MappingProxyType(
            {
                code: float(rows[-1].value)
                for code, facts in self.facts.items()
                if (rows := [row for row in facts.indicators if row.indicator == name])
            }
        )


def levels_of(assessment: Assessment) -> tuple[Level, ...]:
    """Return the levels of an assessment, in the order of the themes."""
    return tuple(rating.level for rating in assessment.ratings)


@cache
def read_world(dataset: Path) -> World:
    """Read every destination of a built dataset; once for all tests, since it takes seconds."""
    with open_dataset(dataset) as opened:
        facts = {country.code: opened.facts_for(country.code) for country in opened.countries()}
        return World(facts=MappingProxyType(facts), method=shipped_method(), as_of=opened.identity.version)


def build_world() -> World:
    """Build the dataset of this checkout in a folder that goes away again, and read it."""
    with TemporaryDirectory() as folder:
        return read_world(built_dataset(Path(folder)))


def press_freedom() -> Mapping[CountryCode, float]:
    """Return the newest press-freedom score of each country (100 is free); no rule knows it."""
    newest: dict[CountryCode, tuple[int, float]] = {}
    with _PRESS_FREEDOM.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, year = CountryCode(row["country"]), int(row["year"])
            if row["indicator"] == "rsf-score" and year >= newest.get(code, (0, 0.0))[0]:
                newest[code] = (year, float(row["value"]))
    return MappingProxyType({code: score for code, (_year, score) in newest.items()})


def without_source(facts: CountryFacts, gone: SourceId) -> CountryFacts:
    """Take a source away with what rests on it alone, as `dataset build --without` does."""
    indicators = _supported(facts.indicators, gone)
    return replace(
        facts,
        deployments=_supported(facts.deployments, gone),
        laws=_supported(facts.laws, gone),
        indicators=indicators,
        vulnerabilities=_supported(facts.vulnerabilities, gone),
        restrictions=_supported(facts.restrictions, gone),
        home_states={code: _state_without(state, gone) for code, state in facts.home_states.items()},
        suppliers={key: _supplier_without(supplier, gone) for key, supplier in facts.suppliers.items()},
    )


def _supported(claims: Iterable[_Claim], gone: SourceId) -> tuple[_Claim, ...]:
    return tuple(
        replace(claim, source_ids=left) if gone in claim.source_ids else claim
        for claim in claims
        if (left := tuple(source_id for source_id in claim.source_ids if source_id != gone))
    )


def _state_without(state: HomeState, gone: SourceId) -> HomeState:
    return replace(
        state,
        jurisdictions=_supported(state.jurisdictions, gone),
        indicators=_supported(state.indicators, gone),
    )


def _supplier_without(supplier: Supplier, gone: SourceId) -> Supplier:
    """Leave the bare name of a supplier whose home state and maker nothing else supports."""
    if set(supplier.source_ids) - {gone}:
        return supplier
    return replace(supplier, hq=None, made_by=None)


def theme_index(theme: Theme) -> int:
    """Return the place of a theme among the levels of a destination."""
    return list(Theme).index(theme)
