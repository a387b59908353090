"""The folder of facts as checked tables: reads every sheet and checks what one row says about another.

Lists every problem it finds before it gives up.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from desktop.dataset import row, vocabulary
from desktop.dataset.cell import Cells
from desktop.dataset.codes import SupplierId
from desktop.dataset.model import Advice, Deployment, Restriction, Supplier, Vulnerability
from desktop.dataset.sheet import Line, Problems, read_sheet
from desktop.dataset.tables import Claim, Tables
from desktop.errors import DatasetBuildError

FOLDER: Final = "facts"
VERSION_FILE: Final = "VERSION"

_CLAIM = ("source_ids", "confidence")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "sources": (
            *("source_id", "publisher", "title", "title_translated", "url", "published", "kind", "licence", "note"),
        ),
        "suppliers": (
            *("supplier_id", "name", "aliases", "hq", "ownership", "products", "made_by", "summary", *_CLAIM),
        ),
        "deployments": (
            *("deployment_id", "country", "place", "supplier_ids", "technology", "system_name", "status"),
            *("since", "until", "summary", *_CLAIM),
        ),
        "laws": ("law_id", "country", "topic", "level", "since", "summary", *_CLAIM),
        "indicators": ("country", "indicator", "year", "value", "source_id"),
        "restrictions": ("restriction_id", "supplier_id", "imposed_by", "list_name", "effective", "scope", *_CLAIM),
        "jurisdictions": ("jurisdiction_id", "country", "law", "effective", "duty", "summary", *_CLAIM),
        "vulnerabilities": (
            *("vulnerability_id", "cve", "supplier_id", "products", "technology", "published", "cvss", "cvss_version"),
            *("known_exploited", "kev_added", "exposes", "summary", "fix", "source_ids"),
        ),
        "advice": (
            *("advice_id", "group", "phase", "headline", "action", "why", "risks", "devices", "effort", "weight"),
            *("postures", "profiles", "source_ids"),
        ),
    }
)
"""The sheets and their columns."""

_Row = TypeVar("_Row")
_Row_co = TypeVar("_Row_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed(Generic[_Row_co]):
    """A row and where it stands, so that a problem found later can point at it."""

    shown: str
    line: int
    value: _Row_co


def read_version(data: Path) -> date:
    """Read the dataset's date; raise DatasetBuildError when there is none."""
    shown = f"{data.name}/{FOLDER}/{VERSION_FILE}:1: version"
    try:
        text = (data / FOLDER / VERSION_FILE).read_text(encoding="utf-8").strip()
        return date.fromisoformat(text)
    except FileNotFoundError as error:
        problem = f"{shown}: the file is missing; write the dataset's date into it, such as 2026-11-25"
        raise DatasetBuildError((problem,)) from error
    except ValueError as error:
        problem = f"{shown}: it holds no date; write the dataset's date, such as 2026-11-25"
        raise DatasetBuildError((problem,)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of one file, and the name by which problems call it."""

    shown: str
    lines: tuple[Line, ...]


def read_tables(data: Path, *, countries: Collection[str], version: date) -> Tables:
    """Read and check the sheets below `data`; raise DatasetBuildError with every problem found."""
    problems = Problems()
    sheets = {}
    for name, columns in COLUMNS.items():
        shown = f"{data.name}/{FOLDER}/{name}.csv"
        lines = read_sheet(data / FOLDER / f"{name}.csv", shown=shown, columns=columns, problems=problems)
        sheets[name] = Sheet(shown=shown, lines=lines)
    tables = check_sheets(sheets, countries=countries, version=version, problems=problems)
    if problems.found:
        raise DatasetBuildError(problems.lines())
    return tables


def check_sheets(
    sheets: Mapping[str, Sheet],
    *,
    countries: Collection[str],
    version: date,
    problems: Problems,
    makers: Mapping[SupplierId, SupplierId | None] = MappingProxyType({}),
    source_kinds: Collection[str] = vocabulary.SOURCE_KINDS,
) -> Tables:
    """Turn sheets into tables and note every problem of a row or between rows; a sheet that is not there is empty.

    `makers` has the suppliers that rows may name besides those of the sheets, with the makers of resold brands;
    `source_kinds` are the kinds that a source may have.
    """

    def placed(name: str, value_of: Callable[[Cells], _Row]) -> tuple[_Placed[_Row], ...]:
        sheet = sheets.get(name)
        if sheet is None:
            return ()
        return tuple(
            _Placed(
                shown=sheet.shown,
                line=line.number,
                value=value_of(
                    Cells(shown=sheet.shown, line=line, problems=problems, countries=countries, dataset_date=version)
                ),
            )
            for line in sheet.lines
        )

    sources = placed("sources", partial(row.source_of, kinds=source_kinds))
    suppliers = placed("suppliers", row.supplier_of)
    deployments = placed("deployments", row.deployment_of)
    laws = placed("laws", row.law_of)
    indicators = placed("indicators", row.indicator_of)
    restrictions = placed("restrictions", row.restriction_of)
    jurisdictions = placed("jurisdictions", row.jurisdiction_of)
    vulnerabilities = placed("vulnerabilities", row.vulnerability_of)
    advice = placed("advice", row.advice_of)

    facts: tuple[_Placed[Claim], ...] = (*deployments, *laws, *indicators, *restrictions, *jurisdictions)
    claims: tuple[_Placed[Claim], ...] = (*suppliers, *facts, *vulnerabilities, *advice)
    users: tuple[_Placed[Deployment | Restriction | Vulnerability], ...] = (
        *deployments,
        *restrictions,
        *vulnerabilities,
    )
    _check_unique(sources, "source_id", lambda source: source.source_id, problems)
    _check_unique(claims, "id", _claim_id, problems)
    _check_sources(claims, {source.value.source_id for source in sources}, problems)
    _check_suppliers(suppliers, users, problems, makers)
    return Tables(
        sources=_sorted(sources, lambda source: source.source_id),
        suppliers=_sorted(suppliers, _claim_id),
        deployments=_sorted(deployments, _claim_id),
        laws=_sorted(laws, _claim_id),
        indicators=_sorted(indicators, _claim_id),
        restrictions=_sorted(restrictions, _claim_id),
        jurisdictions=_sorted(jurisdictions, _claim_id),
        vulnerabilities=_sorted(vulnerabilities, _claim_id),
        advice=_sorted(advice, _claim_id),
    )


def _claim_id(claim: Claim) -> str:
    match claim:
        case Supplier():
            return claim.supplier_id
        case Advice():
            return claim.advice_id
        case _:
            return claim.fact_id


def _sorted(rows: Iterable[_Placed[_Row]], id_of: Callable[[_Row], str]) -> tuple[_Row, ...]:
    return tuple(sorted((placed.value for placed in rows), key=id_of))


def _check_unique(rows: Iterable[_Placed[_Row]], column: str, id_of: Callable[[_Row], str], problems: Problems) -> None:
    first: dict[str, _Placed[_Row]] = {}
    for placed in rows:
        key = id_of(placed.value)
        if not key:
            continue
        before = first.setdefault(key, placed)
        if before is not placed:
            text = f"“{key}” already stands in {before.shown}:{before.line}; rename or remove one"
            problems.add(placed.shown, placed.line, column, text)


def _check_sources(claims: Iterable[_Placed[Claim]], known: Collection[str], problems: Problems) -> None:
    for placed in claims:
        column = "source_id" if placed.shown.endswith("indicators.csv") else "source_ids"
        for source_id in placed.value.source_ids:
            if source_id not in known:
                problems.add(placed.shown, placed.line, column, _unknown(source_id, "sources.csv", known))


def _check_suppliers(
    suppliers: Iterable[_Placed[Supplier]],
    users: Iterable[_Placed[Deployment | Restriction | Vulnerability]],
    problems: Problems,
    others: Mapping[SupplierId, SupplierId | None],
) -> None:
    makers = {**others, **{placed.value.supplier_id: placed.value.made_by for placed in suppliers}}
    for placed in suppliers:
        maker = placed.value.made_by
        if maker is None:
            continue
        if maker not in makers:
            problems.add(placed.shown, placed.line, "made_by", _unknown(maker, "suppliers.csv", makers))
        elif maker == placed.value.supplier_id or makers[maker] is not None:
            text = f"“{maker}” is itself a resold brand; name the maker of the equipment"
            problems.add(placed.shown, placed.line, "made_by", text)
    for user in users:
        fact = user.value
        column, ids = (
            ("supplier_ids", fact.supplier_ids)
            if isinstance(fact, Deployment)
            else ("supplier_id", (fact.supplier_id,))
        )
        for supplier_id in ids:
            if supplier_id and supplier_id not in makers:
                problems.add(user.shown, user.line, column, _unknown(supplier_id, "suppliers.csv", makers))


def _unknown(name: str, file: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "correct it or add its row"
    return f"“{name}” is not in {file}; {hint}"
