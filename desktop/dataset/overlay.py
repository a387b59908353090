"""An organisation's own facts, which go along with the dataset and stay apart from it.

No rule reads them, no level moves by them, and wherever they are shown the organisation's name stands beside them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from desktop.dataset.codes import CountryCode, SupplierId
from desktop.dataset.identity import OverlayIdentity
from desktop.dataset.model import OwnFacts
from desktop.dataset.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What own facts may refer to: destinations, and the suppliers of the dataset with the makers of resold brands."""

    countries: Collection[CountryCode]
    makers: Mapping[SupplierId, SupplierId | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """One organisation's own facts, checked."""

    identity: OverlayIdentity
    tables: Tables

    def facts_for(
        self, country: CountryCode, seen: Collection[SupplierId], names: Mapping[SupplierId, str]
    ) -> OwnFacts | None:
        """Return what is added on one destination, None where nothing is.

        `seen` are the suppliers that the dataset documents there; `names` has the names of the dataset's suppliers.
        """
        tables = self.tables
        deployments = tuple(each for each in tables.deployments if each.country == country)
        present = {*seen, *(supplier for each in deployments for supplier in each.supplier_ids)}
        own_names = {each.supplier_id: each.name for each in tables.suppliers}
        found = OwnFacts(
            identity=self.identity,
            deployments=deployments,
            laws=tuple(each for each in tables.laws if each.country == country),
            jurisdictions=tuple(each for each in tables.jurisdictions if each.country == country),
            vulnerabilities=tuple(each for each in tables.vulnerabilities if each.supplier_id in present),
            restrictions=tuple(each for each in tables.restrictions if each.supplier_id in present),
            # A dataset that came later may know a supplier no more; its id still tells which is meant.
            suppliers=MappingProxyType({each: own_names.get(each) or names.get(each, each) for each in present}),
            sources=MappingProxyType({each.source_id: each for each in tables.sources}),
        )
        return found if found.facts else None

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows each sheet has, leaving out those without any."""
        return {sheet.name: len(rows) for sheet in fields(Tables) if (rows := getattr(self.tables, sheet.name))}
