"""What a running program reads is what the facts say, and only from the file that was built."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.dataset.codes import Confidence, CountryCode, Device, Effort, FactId, Phase, SourceId, Status, SupplierId
from desktop.dataset.dates import PartialDate
from desktop.dataset.identity import APPLICATION_ID, SCHEMA_VERSION, Manifest, default_path, digest_of, manifest_path
from desktop.dataset.model import Deployment
from desktop.dataset.search import Search
from desktop.dataset.store import Dataset, open_dataset
from desktop.dataset.tables import Claim
from desktop.errors import DatasetCorruptError, DatasetMissingError, DatasetSchemaError, UnknownPlaceError
from tests.unit.dataset.small_facts import Facts, build_small

RS = CountryCode("RS")
CN = CountryCode("CN")


def sign(path: Path) -> None:
    """Make the manifest fit a file that was changed on purpose."""
    beside = manifest_path(path)
    manifest = Manifest.loads(beside.read_text(encoding="utf-8"))
    beside.write_text(replace(manifest, sha256=digest_of(path)).dumps(), encoding="utf-8")


def mark(path: Path, *, application_id: int = APPLICATION_ID, schema_version: int = SCHEMA_VERSION) -> None:
    """Give a dataset other marks."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(f"PRAGMA user_version = {schema_version}")
        connection.commit()
    sign(path)


def test_country_knows_all_that_bears_on_it(small_dataset: Dataset) -> None:
    found = small_dataset.facts_for(RS)
    assert found.country.name == "Serbia"
    assert [fact.fact_id for fact in found.deployments] == ["rs-cameras"]
    assert [fact.fact_id for fact in found.laws] == ["rs-sim"]
    assert [fact.fact_id for fact in found.indicators] == [
        "ind-rs-fiw-score-2025",
        "ind-rs-fiw-score-2026",
        "ind-rs-fiw-status-2026",
    ]
    assert set(found.sources) == {"wire-2020", "registry-2021"}


def test_deployment_reads_as_it_was_written(small_dataset: Dataset) -> None:
    (deployment,) = small_dataset.facts_for(RS).deployments
    assert deployment == Deployment(
        fact_id=FactId("rs-cameras"),
        country=RS,
        place="Belgrade",
        supplier_ids=(SupplierId("relabel"),),
        technologies=("safe-city", "cctv"),
        system_name="Safe City",
        status=Status.OPERATIONAL,
        since=PartialDate(year=2019, month=2),
        until=PartialDate(year=2019, month=12, day=31),
        summary="Cameras over the river are in use.",
        source_ids=(SourceId("registry-2021"), SourceId("wire-2020")),
        confidence=Confidence.HIGH,
    )


def test_resold_brand_brings_its_maker_with_weaknesses_restrictions_and_home(small_dataset: Dataset) -> None:
    found = small_dataset.facts_for(RS)
    assert set(found.suppliers) == {"acme", "relabel"}
    assert [fact.fact_id for fact in found.vulnerabilities] == ["acme-talk"]
    assert [fact.fact_id for fact in found.restrictions] == ["acme-eu"]
    assert set(found.home_states) == {RS, CN}
    assert [law.fact_id for law in found.home_states[CN].jurisdictions] == ["cn-intelligence"]
    assert [score.value for score in found.home_states[CN].indicators] == ["9"]
    assert found.home_states[RS].indicators == found.indicators


def test_every_source_that_a_fact_names_is_there(small_dataset: Dataset) -> None:
    for country in small_dataset.countries():
        found = small_dataset.facts_for(country.code)
        claims: list[Claim] = [*found.deployments, *found.laws, *found.indicators, *found.suppliers.values()]
        claims += (*found.vulnerabilities, *found.restrictions)
        for home in found.home_states.values():
            claims += (*home.jurisdictions, *home.indicators)
        named = {source_id for claim in claims for source_id in claim.source_ids}
        assert named == set(found.sources)


def test_country_without_facts_is_empty_not_an_error(small_dataset: Dataset) -> None:
    found = small_dataset.facts_for(CountryCode("TV"))
    assert found.country.name == "Tuvalu"
    assert (found.deployments, found.laws, found.indicators, dict(found.suppliers)) == ((), (), (), {})
    assert set(found.home_states) == {"TV"}


def test_advice_reads_as_it_was_written(small_dataset: Dataset) -> None:
    (advice,) = small_dataset.advice()
    assert (advice.advice_id, advice.group, advice.phase) == ("before-update", "update", Phase.BEFORE)
    assert advice.triggers == ("any", "exposes-audio")
    assert advice.devices == (Device.PHONE, Device.LAPTOP)
    assert (advice.effort, advice.weight) == (Effort.LOW, 4)
    assert (advice.postures, advice.profiles) == (("own-hardened",), ("journalist",))


def test_translated_title_is_shown_and_the_original_kept(small_dataset: Dataset) -> None:
    source = small_dataset.sources([SourceId("registry-2021")])[SourceId("registry-2021")]
    assert (source.shown_title, source.title) == ("Register", "سجل")


def test_unknown_supplier_is_none(small_dataset: Dataset) -> None:
    assert small_dataset.supplier(SupplierId("nobody")) is None


def test_unknown_country_is_an_error(small_dataset: Dataset) -> None:
    with pytest.raises(UnknownPlaceError):
        small_dataset.facts_for(CountryCode("ZZ"))


def test_identity_is_that_of_the_file(facts: Facts, target: Path) -> None:
    built = build_small(facts.write(), target)
    with open_dataset(target) as dataset:
        assert dataset.identity == built
        assert built.sha256 == digest_of(target)


def test_dataset_is_read_only(small_dataset: Dataset) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        small_dataset.connection.execute("DELETE FROM laws")


def test_reading_leaves_nothing_beside_the_file(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target)
    before = sorted(target.parent.iterdir())
    with open_dataset(target) as dataset:
        dataset.facts_for(RS)
        assert sorted(target.parent.iterdir()) == before


def test_path_may_hold_what_addresses_may_not(facts: Facts, tmp_path: Path) -> None:
    target = tmp_path / "a #? %41 ü" / "forewarned.sqlite"
    build_small(facts.write(), target)
    with open_dataset(target) as dataset:
        assert dataset.facts_for(RS).laws


def test_closed_dataset_lets_go(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target)
    with open_dataset(target) as dataset:
        pass
    with pytest.raises(sqlite3.ProgrammingError):
        dataset.advice()


def test_shipped_dataset_lies_where_the_builder_puts_it(checkout: Path) -> None:
    assert default_path() == checkout / "data" / "build" / "forewarned.sqlite"


def test_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(DatasetMissingError, match="build it with “forewarned dataset build”"):
        open_dataset(tmp_path / "forewarned.sqlite")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda raw: raw[: len(raw) // 2], "is not the file that was built"),
        (lambda raw: raw[:5000] + bytes([raw[5000] ^ 1]) + raw[5001:], "is not the file that was built"),
        (lambda _: b"", "is not the file that was built"),
    ],
    ids=["cut short", "one bit flipped", "emptied"],
)
def test_damaged_file_is_refused(facts: Facts, target: Path, damage: Callable[[bytes], bytes], sentence: str) -> None:
    build_small(facts.write(), target)
    target.write_bytes(damage(target.read_bytes()))
    with pytest.raises(DatasetCorruptError, match=sentence):
        open_dataset(target)


def test_file_that_is_no_database_is_refused_even_when_signed(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target)
    target.write_bytes(b"not a database" * 100)
    sign(target)
    with pytest.raises(DatasetCorruptError, match="holds no dataset"):
        open_dataset(target)


@pytest.mark.parametrize("text", [None, "", "{}", "[1]", '{"sha256": 1, "version": "x", "schema_version": 1}'])
def test_file_without_a_sound_manifest_is_refused(facts: Facts, target: Path, text: str | None) -> None:
    build_small(facts.write(), target)
    if text is None:
        manifest_path(target).unlink()
    else:
        manifest_path(target).write_text(text, encoding="utf-8")
    with pytest.raises(DatasetCorruptError, match="manifest"):
        open_dataset(target)


@pytest.mark.parametrize(
    "statement", ["DROP TABLE meta", "DELETE FROM meta", "UPDATE meta SET value = 'soon' WHERE key = 'version'"]
)
def test_database_without_identity_is_refused_even_when_signed(facts: Facts, target: Path, statement: str) -> None:
    build_small(facts.write(), target)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute(statement)
    sign(target)
    with pytest.raises(DatasetCorruptError, match="holds no dataset"):
        open_dataset(target)


def test_unreadable_file_is_one_sentence(facts: Facts, target: Path) -> None:
    build_small(facts.write(), target)
    manifest_path(target).unlink()
    manifest_path(target).mkdir()
    with pytest.raises(DatasetCorruptError, match=r"cannot be read \(.+\); check the permissions"):
        open_dataset(target)


@pytest.mark.parametrize(
    ("application_id", "schema_version", "sentence"),
    [
        (APPLICATION_ID, SCHEMA_VERSION + 1, "has schema 2 and this program reads 1; update the program"),
        (APPLICATION_ID, SCHEMA_VERSION - 1, "has schema 0 and this program reads 1; build it anew"),
        (0, SCHEMA_VERSION, "is no Forewarned dataset; choose another file"),
    ],
)
def test_dataset_of_another_program_is_refused(
    facts: Facts, target: Path, application_id: int, schema_version: int, sentence: str
) -> None:
    build_small(facts.write(), target)
    mark(target, application_id=application_id, schema_version=schema_version)
    with pytest.raises(DatasetSchemaError, match=sentence):
        open_dataset(target)


@pytest.fixture
def harmed(dataset_path: Path, tmp_path: Path) -> Path:
    """Return a dataset with one byte changed in a place that opening does not look at."""
    path = tmp_path / dataset_path.name
    content = bytearray(dataset_path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    shutil.copy(dataset_path.with_name(f"{path.name}.manifest.json"), tmp_path)
    return path


def test_a_dataset_that_is_checked_later_answers_nothing_before(harmed: Path) -> None:
    with open_dataset(harmed, is_checked_later=True) as dataset:
        for ask in (dataset.countries, dataset.advice, lambda: Search(dataset), lambda: dataset.connection):
            with pytest.raises(DatasetCorruptError, match="is not the file that was built"):
                ask()


def test_a_whole_dataset_that_is_checked_later_answers_as_ever(dataset_path: Path) -> None:
    with open_dataset(dataset_path, is_checked_later=True) as later, open_dataset(dataset_path) as now:
        assert later.identity == now.identity
        assert later.countries() == now.countries()
