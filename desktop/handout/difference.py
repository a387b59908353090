"""What changed from one dataset to another: facts added, changed and withdrawn, and levels that moved, by country."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from desktop.assessment.assess import assess
from desktop.assessment.levels import Level, Posture, Theme
from desktop.assessment.method import Method
from desktop.briefing.words import level_word, posture_title, theme_name
from desktop.dataset.codes import CountryCode
from desktop.dataset.identity import DatasetIdentity
from desktop.dataset.store import Dataset
from desktop.i18n import _, ngettext
from desktop.trip import Profile

_TABLES: Final = (
    ("deployment", "SELECT * FROM deployments", "fact_id"),
    ("law", "SELECT * FROM laws", "fact_id"),
    ("indicator", "SELECT * FROM indicators", "fact_id"),
    ("restriction", "SELECT * FROM restrictions", "fact_id"),
    ("jurisdiction", "SELECT * FROM jurisdictions", "fact_id"),
    ("vulnerability", "SELECT * FROM vulnerabilities", "fact_id"),
)
_LINKS: Final = (
    "SELECT claim_id, source_id FROM claim_sources ORDER BY claim_id, position",
    "SELECT fact_id, supplier_id FROM deployment_suppliers ORDER BY fact_id, position",
)

Facts: TypeAlias = Mapping[tuple[str, str], Mapping[str, object]]
"""All that is said of each fact, by kind and id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact that is new, was changed or was withdrawn; `country` is empty for one that belongs to none."""

    kind: str
    fact_id: str
    country: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """A level that moved."""

    country: CountryCode
    name: str
    theme: Theme
    before: Level
    after: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureChange:
    """A posture for the general traveller that moved."""

    country: CountryCode
    name: str
    before: Posture
    after: Posture


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs, in order of country."""

    old: DatasetIdentity
    new: DatasetIdentity
    facts: tuple[FactChange, ...]
    levels: tuple[LevelChange, ...]
    postures: tuple[PostureChange, ...]


def compare(old: Dataset, new: Dataset, method: Method, countries: Iterable[CountryCode] | None = None) -> Difference:
    """Compare two datasets under one method; `countries` limits it, as to those of an open trip."""
    known = {country.code: country.name for country in new.countries()}
    wanted = sorted(known if countries is None else set(countries) & known.keys())
    levels: list[LevelChange] = []
    postures: list[PostureChange] = []
    there = {country.code for country in old.countries()}
    for code in wanted:
        if code not in there:
            continue
        before, after = (
            assess(dataset.facts_for(code), method=method, profile=Profile.GENERAL, as_of=dataset.identity.version)
            for dataset in (old, new)
        )
        levels += [
            LevelChange(country=code, name=known[code], theme=one.theme, before=one.level, after=two.level)
            for one, two in zip(before.ratings, after.ratings, strict=True)
            if one.level is not two.level
        ]
        if before.posture.posture is not after.posture.posture:
            postures.append(
                PostureChange(
                    country=code, name=known[code], before=before.posture.posture, after=after.posture.posture
                )
            )
    all_facts = fact_changes(_facts(old.connection), _facts(new.connection))
    facts = [change for change in all_facts if countries is None or change.country in {"", *wanted}]
    return Difference(
        old=old.identity, new=new.identity, facts=tuple(facts), levels=tuple(levels), postures=tuple(postures)
    )


def fact_changes(before: Facts, after: Facts) -> Sequence[FactChange]:
    """Compare two sets of facts, by country."""
    changes = []
    for key in sorted({*before, *after}):
        if key not in before:
            change = "added"
        elif key not in after:
            change = "withdrawn"
        elif before[key] != after[key]:
            change = "changed"
        else:
            continue
        kind, fact_id = key
        country = str((after.get(key) or before[key]).get("country") or "")
        changes.append(FactChange(kind=kind, fact_id=fact_id, country=country, change=change))
    return sorted(changes, key=lambda each: (each.country, each.kind, each.fact_id))


def _facts(connection: sqlite3.Connection) -> Facts:
    """Read every fact with all that is said of it, sources and suppliers included."""
    links: dict[str, list[str]] = {}
    for sql in _LINKS:
        for fact_id, other in connection.execute(sql):
            links.setdefault(fact_id, []).append(other)
    found: dict[tuple[str, str], Mapping[str, object]] = {}
    for kind, sql, id_column in _TABLES:
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description]
        for values in cursor:
            cells = dict(zip(names, values, strict=True))
            fact_id = str(cells[id_column])
            found[kind, fact_id] = cells | {"links": links.get(fact_id, [])}
    return found


def counted(facts: Iterable[FactChange]) -> str:
    """Say in one line how many facts changed in which way."""
    counts = Counter(each.change for each in facts)
    return _("facts: {added} added, {changed} changed, {withdrawn} withdrawn").format(
        added=counts["added"], changed=counts["changed"], withdrawn=counts["withdrawn"]
    )


def lines(found: Difference) -> Sequence[str]:
    """Say in lines what changed."""
    said = [
        _("From {old} ({old_digest}) to {new} ({new_digest}):").format(
            old=found.old.version.isoformat(),
            old_digest=found.old.short,
            new=found.new.version.isoformat(),
            new_digest=found.new.short,
        )
    ]
    said.append(counted(found.facts))
    said.append(ngettext("{n} level moved", "{n} levels moved", len(found.levels)).format(n=len(found.levels)))
    said += [
        _("  {country}: {theme}: {before} → {after}").format(
            country=each.name,
            theme=theme_name(each.theme),
            before=level_word(each.before, each.theme),
            after=level_word(each.after, each.theme),
        )
        for each in found.levels
    ]
    said += [
        _("  {country}: posture: {before} → {after}").format(
            country=each.name, before=posture_title(each.before), after=posture_title(each.after)
        )
        for each in found.postures
    ]
    return said


def document(found: Difference) -> Mapping[str, object]:
    """Return what changed as one JSON document; field names are stable once shipped."""
    return {
        "old": {"version": found.old.version.isoformat(), "sha256": found.old.sha256},
        "new": {"version": found.new.version.isoformat(), "sha256": found.new.sha256},
        "facts": [
            {"kind": each.kind, "id": each.fact_id, "country": each.country, "change": each.change}
            for each in found.facts
        ],
        "levels": [
            {
                "country": each.country,
                "theme": each.theme.value,
                "before": each.before.code,
                "after": each.after.code,
            }
            for each in found.levels
        ],
        "postures": [
            {"country": each.country, "before": each.before.code, "after": each.after.code} for each in found.postures
        ],
    }
