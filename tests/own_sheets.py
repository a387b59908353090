"""Own facts for tests: the sheets of the example that ships, changed in one place."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.dataset.overlay import Known, Overlay
from desktop.dataset.overlay_sheets import SHEETS, check_overlay, file_of

EXAMPLE = Path(__file__).parent.parent / "resources" / "examples" / "own-facts"


def example_sheets() -> dict[str, bytes]:
    """Return the content of each sheet of the example."""
    return {name: path.read_bytes() for name in SHEETS if (path := EXAMPLE / file_of(name)).exists()}


def changed(name: str, change: Callable[[dict[str, str]], object], row: int = 0) -> dict[str, bytes]:
    """Return the sheets of the example with one row changed."""
    sheets = example_sheets()
    rows = list(csv.DictReader(io.StringIO(sheets[name].decode(), newline="")))
    change(rows[row])
    sheets[name] = written(name, *rows)
    return sheets


def written(name: str, *rows: Mapping[str, str]) -> bytes:
    """Write rows as the content of a sheet."""
    text = io.StringIO()
    writer = csv.DictWriter(text, SHEETS[name], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def overlay(known: Known, sheets: Mapping[str, bytes] | None = None) -> Overlay:
    """Check sheets, or those of the example."""
    return check_overlay(sheets or example_sheets(), Path("own-facts"), known)


def grave_sheets() -> dict[str, bytes]:
    """Return own facts that would move levels of Serbia and Uruguay, if any rule read them."""
    deployment = {
        "country": "UY",
        "place": "national",
        "supplier_ids": "hikvision;own-lobbycam",
        "technology": "facial-recognition;spyware;interception;phone-forensics",
        "status": "operational",
        "since": "2026",
        "summary": "Everything is watched.",
        "source_ids": "own-site-visit-belgrade",
        "confidence": "high",
    }
    law = {
        "topic": "data-protection",
        "summary": "All data is protected.",
        "source_ids": "own-counsel-montevideo",
        "confidence": "high",
    }
    weakness = {
        "vulnerability_id": "own-weakness",
        "cve": "CVE-2026-0001",
        "supplier_id": "dahua",
        "products": "all",
        "known_exploited": "yes",
        "exposes": "takeover",
        "summary": "An audit found an open door.",
        "source_ids": "own-site-visit-belgrade",
    }
    jurisdiction = {
        "jurisdiction_id": "own-duty",
        "country": "UY",
        "law": "Own reading of the intelligence act",
        "duty": "assist-intelligence",
        "summary": "Counsel reads it so.",
        "source_ids": "own-counsel-montevideo",
        "confidence": "medium",
    }
    restriction = {
        "restriction_id": "own-ban",
        "supplier_id": "dahua",
        "imposed_by": "EU",
        "list_name": "Own list",
        "scope": "Not to be bought by Example Corp.",
        "source_ids": "own-site-visit-belgrade",
        "confidence": "high",
    }
    return example_sheets() | {
        "deployments": written("deployments", deployment | {"deployment_id": "own-everything"}),
        "laws": written(
            "laws",
            law | {"law_id": "own-rs-law", "country": "RS", "level": "comprehensive"},
            law | {"law_id": "own-uy-law", "country": "UY", "level": "none"},
        ),
        "vulnerabilities": written("vulnerabilities", weakness),
        "jurisdictions": written("jurisdictions", jurisdiction),
        "restrictions": written("restrictions", restriction),
    }
