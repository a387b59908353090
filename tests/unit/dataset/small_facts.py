"""A small, sound folder of facts that a test changes in one place."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.dataset.build import build_dataset
from desktop.dataset.codes import CountryCode, SourceId
from desktop.dataset.gazetteer import GazetteerRow
from desktop.dataset.identity import DatasetIdentity
from desktop.dataset.read import COLUMNS

_WIRED = {"source_ids": "wire-2020", "confidence": "medium"}
ROWS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "sources": (
        {
            "source_id": "wire-2020",
            "publisher": "The Wire",
            "title": "Cameras over the river",
            "url": "https://wire.example/cameras",
            "published": "2020-05",
            "kind": "press",
        },
        {
            "source_id": "registry-2021",
            "publisher": "Official Registry",
            "title": "سجل",
            "title_translated": "Register",
            "published": "2021",
            "kind": "government",
            "licence": "CC BY 4.0",
            "note": "Read in full",
        },
    ),
    "suppliers": (
        {
            "supplier_id": "acme",
            "name": "Acme Optics",
            "aliases": "Acme;Acme Ltd",
            "hq": "CN",
            "ownership": "private",
            "products": "cctv;facial-recognition",
            "summary": "Makes cameras.",
            **_WIRED,
        },
        {
            "supplier_id": "relabel",
            "name": "Relabel",
            "ownership": "unknown",
            "made_by": "acme",
            "source_ids": "registry-2021",
            "confidence": "low",
        },
    ),
    "deployments": (
        {
            "deployment_id": "rs-cameras",
            "country": "RS",
            "place": "Belgrade",
            "supplier_ids": "relabel",
            "technology": "safe-city;cctv",
            "system_name": "Safe City",
            "status": "operational",
            "since": "2019-02",
            "until": "2019-12-31",
            "summary": "Cameras over the river are in use.",
            "source_ids": "registry-2021;wire-2020",
            "confidence": "high",
        },
        {
            "deployment_id": "uy-faces",
            "country": "UY",
            "place": "national",
            "technology": "facial-recognition",
            "status": "planned",
            "since": "2028",
            "summary": "Face recognition is planned.",
            **_WIRED,
        },
    ),
    "laws": (
        {
            "law_id": "rs-sim",
            "country": "RS",
            "topic": "sim-registration",
            "level": "broad",
            "since": "2010",
            "summary": "SIM cards are registered.",
            **_WIRED,
        },
    ),
    "indicators": (
        {"country": "RS", "indicator": "fiw-status", "year": "2026", "value": "Partly Free", "source_id": "wire-2020"},
        {"country": "RS", "indicator": "fiw-score", "year": "2026", "value": "56", "source_id": "wire-2020"},
        {"country": "RS", "indicator": "fiw-score", "year": "2025", "value": "57", "source_id": "wire-2020"},
        {"country": "CN", "indicator": "fiw-score", "year": "2026", "value": "9", "source_id": "registry-2021"},
    ),
    "restrictions": (
        {
            "restriction_id": "acme-eu",
            "supplier_id": "acme",
            "imposed_by": "EU",
            "list_name": "Some list",
            "effective": "2022-01-01",
            "scope": "Public purchases",
            **_WIRED,
        },
    ),
    "jurisdictions": (
        {
            "jurisdiction_id": "cn-intelligence",
            "country": "CN",
            "law": "Intelligence Law",
            "effective": "2017",
            "duty": "assist-intelligence",
            "summary": "Organisations must help.",
            "source_ids": "registry-2021",
            "confidence": "high",
        },
    ),
    "vulnerabilities": (
        {
            "vulnerability_id": "acme-talk",
            "cve": "CVE-2019-3948",
            "supplier_id": "acme",
            "products": "Acme cameras",
            "technology": "cctv",
            "published": "2019-07-29",
            "cvss": "7.5",
            "cvss_version": "3.1",
            "known_exploited": "yes",
            "kev_added": "2021-11-03",
            "exposes": "audio",
            "summary": "Anyone can listen in.",
            "fix": "Firmware",
            "source_ids": "wire-2020",
        },
    ),
    "advice": (
        {
            "advice_id": "before-update",
            "group": "update",
            "phase": "before",
            "headline": "Update everything",
            "action": "Install every update before you leave.",
            "why": "Most updates close known flaws.",
            "risks": "any;exposes-audio",
            "devices": "phone;laptop",
            "effort": "low",
            "weight": "4",
            "postures": "own-hardened",
            "profiles": "journalist",
            "source_ids": "registry-2021",
        },
    ),
}


PLACES = (
    GazetteerRow(
        country=CountryCode("RS"), name="Serbia", key="serbia", kind="country", note="", english=True, weight=7_000_000
    ),
    GazetteerRow(
        country=CountryCode("RS"), name="Београд", key="beograd", kind="city", note="Belgrade", english=False, weight=1
    ),
)


def build_small(data: Path, target: Path, *, without: Collection[SourceId] = ()) -> DatasetIdentity:
    """Build a dataset that knows few places, which takes little time."""
    return build_dataset(data, target, without=without, places=lambda: PLACES)


def sheet(name: str, rows: tuple[Mapping[str, str], ...]) -> str:
    """Write rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[name], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@dataclass
class Facts:
    """A folder of facts, as `data` is to the builder."""

    data: Path
    rows: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {name: [dict(row) for row in rows] for name, rows in ROWS.items()}
    )

    def path(self, name: str) -> Path:
        """Return the file of one sheet."""
        return self.data / "facts" / f"{name}.csv"

    def change(self, name: str, column: str, cell: str, *, row: int = 0) -> None:
        """Put something else into one cell."""
        self.rows[name][row][column] = cell

    def write(self) -> Path:
        """Write every sheet, and return the folder."""
        self.path("laws").parent.mkdir(parents=True, exist_ok=True)
        (self.data / "facts" / "VERSION").write_text("2026-11-25\n", encoding="utf-8")
        for name, rows in self.rows.items():
            self.path(name).write_text(sheet(name, tuple(rows)), encoding="utf-8", newline="\n")
        return self.data
