"""Facts as frozen values: what the dataset holds, one class per kind.

Pure: no database, no file, no clock. Codes and vocabularies are those of data/README.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

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
from desktop.dataset.identity import OverlayIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact was read."""

    source_id: SourceId
    publisher: str
    title: str
    title_translated: str
    url: str
    published: PartialDate | None
    kind: str
    licence: str
    note: str

    @property
    def shown_title(self) -> str:
        """The title a reader of the briefing can read: the translation where there is one."""
        return self.title_translated or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """A maker or vendor; `hq` is None where no source states the home state.

    `made_by` names the maker whose equipment a brand resells.
    """

    supplier_id: SupplierId
    name: str
    aliases: tuple[str, ...]
    hq: CountryCode | None
    ownership: str
    products: tuple[str, ...]
    made_by: SupplierId | None
    summary: str
    source_ids: tuple[SourceId, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A documented system in a country."""

    fact_id: FactId
    country: CountryCode
    place: str
    supplier_ids: tuple[SupplierId, ...]
    technologies: tuple[str, ...]
    system_name: str
    status: Status
    since: PartialDate | None
    until: PartialDate | None
    summary: str
    source_ids: tuple[SourceId, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A rule that binds a traveller's devices or data, or the absence of one (`level` none)."""

    fact_id: FactId
    country: CountryCode
    topic: str
    level: LawLevel
    since: PartialDate | None
    summary: str
    source_ids: tuple[SourceId, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A published score or status of one country in one year."""

    fact_id: FactId
    country: CountryCode
    indicator: str
    year: int
    value: str
    source_ids: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A measure by which a state restricts a supplier; `imposed_by` is a country code or ``EU``."""

    fact_id: FactId
    supplier_id: SupplierId
    imposed_by: str
    list_name: str
    effective: PartialDate | None
    scope: str
    source_ids: tuple[SourceId, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction:
    """A law by which a state can compel its own suppliers to hand over data or help."""

    fact_id: FactId
    country: CountryCode
    law: str
    effective: PartialDate | None
    duty: str
    summary: str
    source_ids: tuple[SourceId, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerability:
    """A known weakness; `technologies` are the deployments in which the product is used."""

    fact_id: FactId
    cve: str
    supplier_id: SupplierId
    products: str
    technologies: tuple[str, ...]
    published: PartialDate | None
    cvss: float | None
    cvss_version: str
    known_exploited: bool
    kev_added: PartialDate | None
    exposes: tuple[str, ...]
    summary: str
    fix: str
    source_ids: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A row of the advice table: something a traveller can do, and what calls for it.

    `triggers` are technology codes, law topics, ``exposes-…`` codes of a weakness, or ``any``. Rows of one `group` say
    the same thing in different strengths. `weight` runs from 1 (nice) to 5 (do this if nothing else). Empty `postures`
    or `profiles` mean all.
    """

    advice_id: str
    group: str
    phase: Phase
    headline: str
    action: str
    why: str
    triggers: tuple[str, ...]
    devices: tuple[Device, ...]
    effort: Effort
    weight: int
    postures: tuple[str, ...]
    profiles: tuple[str, ...]
    source_ids: tuple[SourceId, ...]


Fact: TypeAlias = Deployment | Law | Indicator | Restriction | Jurisdiction | Vulnerability


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A destination. `numeric` is the ISO 3166-1 numeric code that the map uses, empty for Kosovo."""

    code: CountryCode
    name: str
    alpha3: str
    numeric: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeState:
    """What is known of a state that can compel a supplier: its laws and its freedom indicators."""

    country: Country
    jurisdictions: tuple[Jurisdiction, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFacts:
    """What an organisation itself adds on one destination, apart from the facts of the dataset.

    No rule reads them, so no level moves by them. `sources` are the organisation's; `suppliers` has the name of every
    supplier that these facts name.
    """

    identity: OverlayIdentity
    deployments: tuple[Deployment, ...]
    laws: tuple[Law, ...]
    jurisdictions: tuple[Jurisdiction, ...]
    vulnerabilities: tuple[Vulnerability, ...]
    restrictions: tuple[Restriction, ...]
    suppliers: Mapping[SupplierId, str]
    sources: Mapping[SourceId, Source]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them."""
        return (*self.deployments, *self.laws, *self.jurisdictions, *self.vulnerabilities, *self.restrictions)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFacts:
    """Everything the dataset holds that bears on one destination.

    `vulnerabilities` and `restrictions` are those of the suppliers documented there; `home_states` are the host and the
    home states of those suppliers; `suppliers` also holds the makers of resold brands. `names` has the name of every
    state, and of the EU, by code. Tuples are sorted by fact id, indicators by name and then year.

    `own` is what an organisation adds, None where it adds nothing on this destination.
    """

    country: Country
    deployments: tuple[Deployment, ...]
    laws: tuple[Law, ...]
    indicators: tuple[Indicator, ...]
    vulnerabilities: tuple[Vulnerability, ...]
    restrictions: tuple[Restriction, ...]
    home_states: Mapping[CountryCode, HomeState]
    suppliers: Mapping[SupplierId, Supplier]
    sources: Mapping[SourceId, Source]
    names: Mapping[str, str]
    own: OwnFacts | None = None

    @property
    def count(self) -> int:
        """How many facts are about this destination itself: systems, rules and published scores."""
        return len(self.deployments) + len(self.laws) + len(self.indicators)
