"""All facts at once as tables of frozen rows, as they are when a dataset is built.

A running program reads the dataset instead, one country at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

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

Claim: TypeAlias = Supplier | Deployment | Law | Indicator | Restriction | Jurisdiction | Vulnerability | Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All rows of the facts, each kind sorted by id."""

    sources: tuple[Source, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    deployments: tuple[Deployment, ...] = ()
    laws: tuple[Law, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    vulnerabilities: tuple[Vulnerability, ...] = ()
    advice: tuple[Advice, ...] = ()

    def claims(self) -> Iterator[tuple[str, str, Claim]]:
        """Yield every claim with its kind and id."""
        for supplier in self.suppliers:
            yield "supplier", supplier.supplier_id, supplier
        for kind, facts in (
            ("deployment", self.deployments),
            ("law", self.laws),
            ("indicator", self.indicators),
            ("restriction", self.restrictions),
            ("jurisdiction", self.jurisdictions),
            ("vulnerability", self.vulnerabilities),
        ):
            for fact in facts:
                yield kind, fact.fact_id, fact
        for advice in self.advice:
            yield "advice", advice.advice_id, advice
