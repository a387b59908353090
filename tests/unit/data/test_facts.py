"""What the facts promise, read straight from the CSV files."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

FACT_IDS = {
    "deployments": "deployment_id",
    "laws": "law_id",
    "restrictions": "restriction_id",
    "jurisdictions": "jurisdiction_id",
    "vulnerabilities": "vulnerability_id",
}
KINDS = (*FACT_IDS, "suppliers", "indicators", "advice")
PROSE = ("summary", "scope", "headline", "action", "why", "fix", "duty")
CITY_SYSTEMS = {"safe-city", "smart-city"}

Row = Mapping[str, str]
Facts = Mapping[str, tuple[Row, ...]]


def rows_of(path: Path) -> tuple[Row, ...]:
    """Read one sheet."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def parts(cell: str) -> list[str]:
    """Split a cell that holds several words."""
    return [part for part in cell.split(";") if part]


def source_ids(row: Row) -> list[str]:
    """Return the sources of a row, whichever column names them."""
    return parts(row.get("source_ids", "") or row.get("source_id", ""))


def fact_ids(facts: Facts) -> Iterator[str]:
    """Yield the id of every fact."""
    for kind, column in FACT_IDS.items():
        yield from (row[column] for row in facts[kind])
    for row in facts["indicators"]:
        yield f"ind-{row['country'].lower()}-{row['indicator']}-{row['year']}"


def supplied_by(facts: Facts, home: str) -> tuple[Row, ...]:
    """Return the deployments with a supplier at home in `home`."""
    makers = {row["supplier_id"] for row in facts["suppliers"] if row["hq"] == home}
    return tuple(row for row in facts["deployments"] if makers.intersection(parts(row["supplier_ids"])))


@pytest.fixture(scope="module")
def facts(checkout: Path) -> Facts:
    """Return every sheet by its name."""
    return {path.stem: rows_of(path) for path in sorted((checkout / "data" / "facts").glob("*.csv"))}


def test_sentences_hold_no_typewriter_quotes(facts: Facts) -> None:
    sentences = [row.get(column, "") for kind in KINDS for row in facts[kind] for column in PROSE]
    assert [sentence for sentence in sentences if "'" in sentence or '"' in sentence] == []


def test_no_two_facts_share_an_id(facts: Facts) -> None:
    assert [fact for fact, count in Counter(fact_ids(facts)).items() if count > 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_names_a_source_that_exists(facts: Facts, kind: str) -> None:
    known = {row["source_id"] for row in facts["sources"]}
    assert [row for row in facts[kind] if not source_ids(row) or not known.issuperset(source_ids(row))] == []


def test_every_supplier_that_a_row_names_exists(facts: Facts) -> None:
    known = {row["supplier_id"] for row in facts["suppliers"]}
    named = {part for row in facts["deployments"] for part in parts(row["supplier_ids"])}
    named |= {row["supplier_id"] for kind in ("restrictions", "vulnerabilities") for row in facts[kind]}
    named |= {row["made_by"] for row in facts["suppliers"] if row["made_by"]}
    assert named - known == set()


def test_no_deployment_ends_before_it_starts(facts: Facts) -> None:
    def is_backwards(row: Row) -> bool:
        length = min(len(row["since"]), len(row["until"]))
        return row["until"][:length] < row["since"][:length]

    assert [row["deployment_id"] for row in facts["deployments"] if is_backwards(row)] == []


def test_a_system_documented_for_a_time_that_is_over_is_not_reported_as_in_use(facts: Facts) -> None:
    over = [row["deployment_id"] for row in facts["deployments"] if row["status"] == "reported" and row["until"]]
    assert over == []


def test_no_page_stands_under_two_ids_with_one_title_and_date(facts: Facts) -> None:
    pages = Counter((row["url"], row["title"].casefold(), row["published"]) for row in facts["sources"] if row["url"])
    assert [page for page, count in pages.items() if count > 1] == []


def test_a_source_without_an_address_says_why(facts: Facts) -> None:
    assert [row["source_id"] for row in facts["sources"] if not row["url"] and "address" not in row["note"]] == []


def test_arabic_titles_have_a_translation(facts: Facts) -> None:
    arabic = [row for row in facts["sources"] if re.search(r"[\u0600-\u06ff]", row["title"])]
    assert arabic != []
    assert [row["source_id"] for row in arabic if not row["title_translated"]] == []


@pytest.mark.parametrize("kind", [*KINDS, "sources"])
def test_rows_are_sorted_and_files_are_plain(facts: Facts, checkout: Path, kind: str) -> None:
    raw = (checkout / "data" / "facts" / f"{kind}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    columns = ("country", "indicator", "year") if kind == "indicators" else (next(iter(facts[kind][0])),)
    keys = [tuple(row[column] for column in columns) for row in facts[kind]]
    assert keys == sorted(keys)


def test_chinese_supplied_city_systems_are_documented_in_at_least_18_countries(facts: Facts) -> None:
    seen = {row["country"] for row in supplied_by(facts, "CN") if CITY_SYSTEMS.intersection(parts(row["technology"]))}
    assert len(seen) >= 18


@pytest.mark.parametrize("country", ["DE", "PK", "AE"])
def test_chinese_supplied_systems_are_documented_in_the_three_countries_of_the_letter(
    facts: Facts, country: str
) -> None:
    running = [row for row in supplied_by(facts, "CN") if row["status"] in {"operational", "reported", "contracted"}]
    assert [row for row in running if row["country"] == country] != []


@pytest.mark.parametrize("supplier", ["dahua", "hikvision", "huawei"])
def test_the_camera_and_city_makers_of_the_letter_have_deployments(facts: Facts, supplier: str) -> None:
    assert [row for row in facts["deployments"] if supplier in parts(row["supplier_ids"])] != []


@pytest.mark.parametrize("supplier", ["dahua", "huawei"])
def test_serbia_has_rows_of_both_its_suppliers(facts: Facts, supplier: str) -> None:
    rows = [row for row in facts["deployments"] if row["country"] == "RS" and supplier in parts(row["supplier_ids"])]
    assert any("Belgrade" in row["place"] for row in rows)


def test_face_recognition_in_uruguay_is_documented(facts: Facts) -> None:
    rows = [
        row for row in facts["deployments"] if row["country"] == "UY" and not row["deployment_id"].startswith("aigs-")
    ]
    assert any("facial-recognition" in parts(row["technology"]) for row in rows)


def test_the_listening_weakness_of_dahua_cameras_is_there_and_counts_for_a_brand_that_resells_them(
    facts: Facts,
) -> None:
    weakness = next(row for row in facts["vulnerabilities"] if row["cve"] == "CVE-2019-3948")
    assert weakness["supplier_id"] == "dahua"
    assert "audio" in parts(weakness["exposes"])
    assert "cctv" in parts(weakness["technology"])
    amcrest = next(row for row in facts["suppliers"] if row["supplier_id"] == "amcrest")
    assert amcrest["made_by"] == "dahua"


def test_freedom_indicators_cover_at_least_195_countries(facts: Facts) -> None:
    assert len({row["country"] for row in facts["indicators"] if row["indicator"] == "fiw-score"}) >= 195


def test_every_country_of_the_surveillance_index_has_a_deployment(facts: Facts) -> None:
    listed = {row["country"] for row in facts["indicators"] if row["indicator"] == "aigs-smart-city"}
    seen = {
        row["country"]
        for row in facts["deployments"]
        if {"carnegie-aigs-2019", "carnegie-aigs-2022"}.intersection(source_ids(row))
    }
    assert len(seen) == 99
    assert seen - listed == set()


def test_press_freedom_scores_stand_beside_the_facts_and_not_among_them(facts: Facts, checkout: Path) -> None:
    assert [row for row in facts["indicators"] if row["indicator"].startswith("rsf")] == []
    assert [row["source_id"] for row in facts["sources"] if row["source_id"].startswith("rsf")] == []
    yardstick = rows_of(checkout / "data" / "validation" / "press-freedom.csv")
    known = {row["source_id"] for row in rows_of(checkout / "data" / "validation" / "sources.csv")}
    assert len(yardstick) == 712
    assert {row["source_id"] for row in yardstick} == known


def test_the_heaviest_weight_is_kept_for_a_dozen_measures(facts: Facts) -> None:
    assert sum(row["weight"] == "5" for row in facts["advice"]) <= 15


@pytest.mark.parametrize(("column", "limit"), [("headline", 48), ("action", 120), ("why", 120)])
def test_measures_fit_a_checklist(facts: Facts, column: str, limit: int) -> None:
    assert [row["advice_id"] for row in facts["advice"] if len(row[column]) > limit] == []


def test_advice_on_listening_cameras_follows_from_the_weakness(facts: Facts) -> None:
    measure = next(row for row in facts["advice"] if row["advice_id"] == "during-audio-cameras")
    assert parts(measure["risks"]) == ["exposes-audio"]


def test_a_listing_alone_is_of_low_confidence(facts: Facts) -> None:
    inventories = {"carnegie-aigs-2019", "carnegie-aigs-2022", "carnegie-spyware-2023"}
    alone = [row for row in facts["deployments"] if inventories.issuperset(source_ids(row))]
    assert [row["deployment_id"] for row in alone if row["confidence"] != "low"] == []


def test_a_search_of_single_pictures_is_not_called_face_recognition_in_public(facts: Facts) -> None:
    searches = [row for row in facts["deployments"] if "clearview-ai" in parts(row["supplier_ids"])]
    specific = [row for row in searches if not row["deployment_id"].startswith("aigs-")]
    assert specific != []
    assert all(set(parts(row["technology"])) == {"biometric-id", "facial-recognition"} for row in specific)


def test_a_headline_makes_sense_without_the_one_before_it(facts: Facts) -> None:
    leaning = re.compile(r"\b(the same|they|them)\b", re.IGNORECASE)
    assert [row["headline"] for row in facts["advice"] if leaning.search(row["headline"])] == []
