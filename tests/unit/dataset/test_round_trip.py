"""Any sound facts come back from the dataset as they went in."""

import string
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.dataset import record, vocabulary
from desktop.dataset.codes import Confidence, CountryCode, FactId, SourceId, Status, SupplierId
from desktop.dataset.dates import PartialDate
from desktop.dataset.model import Deployment, Source, Supplier
from desktop.dataset.store import open_dataset
from tests.unit.dataset.small_facts import Facts, build_small

RS = CountryCode("RS")
SOURCE_IDS = tuple(SourceId(f"source-{letter}") for letter in "abcd")
SUPPLIER_IDS = tuple(SupplierId(f"supplier-{letter}") for letter in "abc")

_Item = TypeVar("_Item")


def some(items: tuple[_Item, ...], *, at_least: int = 0) -> st.SearchStrategy[tuple[_Item, ...]]:
    """Draw different items in any order."""
    return st.lists(st.sampled_from(items), unique=True, min_size=at_least).map(tuple)


def texts(limit: int, *, at_least: int = 1) -> st.SearchStrategy[str]:
    """Draw text that a cell may hold: letters of any script, quotes, commas, single spaces."""
    letters = st.sampled_from(string.ascii_letters + string.digits + "äßøЖчنس中文–“”\"',;&<>%=+@-")
    words = st.text(letters, min_size=1, max_size=12)
    return st.lists(words, min_size=at_least, max_size=6).map(" ".join).filter(lambda text: len(text) <= limit)


def days() -> st.SearchStrategy[PartialDate | None]:
    """Draw a date of any precision, or none."""
    written = st.dates(date(1990, 1, 1), date(2025, 12, 31)).map(date.isoformat)
    return st.none() | st.tuples(written, st.sampled_from((4, 7, 10))).map(lambda drawn: as_precise(*drawn))


def as_precise(text: str, length: int) -> PartialDate:
    """Cut a written date to a year, a month or a day."""
    return PartialDate.parse(text[:length])


PLAIN = Source(
    source_id=SOURCE_IDS[1],
    publisher="Publisher",
    title="Title",
    title_translated="",
    url="",
    published=None,
    kind="press",
    licence="",
    note="",
)
MAKER = Supplier(
    supplier_id=SUPPLIER_IDS[1],
    name="Maker",
    aliases=(),
    hq=None,
    ownership="unknown",
    products=(),
    made_by=None,
    summary="",
    source_ids=SOURCE_IDS[1:2],
    confidence=Confidence.LOW,
)
sources = st.builds(
    Source,
    source_id=st.just(SOURCE_IDS[0]),
    publisher=texts(120),
    title=texts(400),
    title_translated=texts(400, at_least=0),
    url=st.just(""),
    published=days(),
    kind=st.sampled_from(vocabulary.SOURCE_KINDS),
    licence=texts(400, at_least=0),
    note=texts(400, at_least=0),
)
suppliers = st.builds(
    Supplier,
    supplier_id=st.just(SUPPLIER_IDS[0]),
    name=texts(120),
    aliases=some(("One", "Two Ltd", "Три")),
    hq=st.sampled_from((None, CountryCode("CN"), CountryCode("XK"))),
    ownership=st.sampled_from(vocabulary.OWNERSHIPS),
    products=some(vocabulary.TECHNOLOGIES),
    made_by=st.sampled_from((None, SUPPLIER_IDS[1])),
    summary=texts(280, at_least=0),
    source_ids=some(SOURCE_IDS, at_least=1),
    confidence=st.sampled_from(Confidence),
)
deployments = st.builds(
    Deployment,
    fact_id=st.just(FactId("rs-system")),
    country=st.just(RS),
    place=texts(120),
    supplier_ids=some(SUPPLIER_IDS),
    technologies=some(vocabulary.TECHNOLOGIES, at_least=1),
    system_name=texts(120, at_least=0),
    status=st.sampled_from(Status),
    since=days(),
    until=st.none(),
    summary=texts(280),
    source_ids=some(SOURCE_IDS, at_least=1),
    confidence=st.sampled_from(Confidence),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(source=sources, supplier=suppliers, deployment=deployments)
def test_facts_come_back_as_they_went_in(source: Source, supplier: Supplier, deployment: Deployment) -> None:
    named = replace(deployment, supplier_ids=tuple(dict.fromkeys((*deployment.supplier_ids, supplier.supplier_id))))
    all_sources = (source, *(replace(PLAIN, source_id=source_id) for source_id in SOURCE_IDS[1:]))
    all_suppliers = (supplier, *(replace(MAKER, supplier_id=supplier_id) for supplier_id in SUPPLIER_IDS[1:]))
    with tempfile.TemporaryDirectory() as folder:
        facts = Facts(Path(folder, "data"))
        facts.rows = {name: [] for name in facts.rows}
        facts.rows["sources"] = [cells_of(row) for row in all_sources]
        facts.rows["suppliers"] = [cells_of(row) for row in all_suppliers]
        facts.rows["deployments"] = [cells_of(named)]
        build_small(facts.write(), Path(folder, "forewarned.sqlite"))
        with open_dataset(Path(folder, "forewarned.sqlite")) as dataset:
            found = dataset.facts_for(RS)
            assert found.deployments == (named,)
            assert found.suppliers[supplier.supplier_id] == supplier
            assert dataset.sources([source.source_id]) == {source.source_id: source}


def cells_of(value: Source | Supplier | Deployment) -> dict[str, str]:
    """Write a value as the cells of its row in the facts."""
    cells = {name: "" if cell is None else str(cell) for name, cell in record.stored(value).items()}
    if not isinstance(value, Source):
        cells |= {"source_ids": ";".join(value.source_ids), "confidence": value.confidence.code}
    if isinstance(value, Deployment):
        cells |= {"deployment_id": cells.pop("fact_id"), "technology": cells.pop("technologies")}
        cells["supplier_ids"] = ";".join(value.supplier_ids)
    return cells
