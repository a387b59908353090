"""How far the levels hang on one source, one number or one rule."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from desktop.assessment.levels import Level
from desktop.assessment.method import DeploymentRule, EquipmentRule, IndicatorRule, Method, ReachRule
from desktop.assessment.rule_book import read_method
from desktop.assets import asset
from desktop.dataset.codes import CountryCode, SourceId
from desktop.dataset.model import CountryFacts
from desktop.dataset.tables import Claim
from desktop.errors import MethodError
from tests.validation.world import World, levels_of, without_source

_HEADER = re.compile(r"^\[+([\w.-]+)\]+$")
_ID = re.compile(r'^id = "([\w-]+)"$')
_NUMBER = re.compile(r"^([\w-]+) = (-?\d+(?:\.\d+)?)$")
_LEVEL = re.compile(r'^([\w-]+) = "(low|moderate|high|very-high)"$')
_PART = Fraction(1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWeight:
    """How many levels and postures change when one source is left out."""

    source_id: SourceId
    publisher: str
    title: str
    countries: int
    levels: int
    postures: int


def source_weights(world: World) -> tuple[SourceWeight, ...]:
    """Leave out each source in turn, where it bears on a destination; the heaviest first."""
    using: dict[SourceId, list[CountryCode]] = {}
    for code, facts in world.facts.items():
        for source_id in facts.sources:
            using.setdefault(source_id, []).append(code)
    bearing = {code: _bearing(facts, world.method) for code, facts in world.facts.items()}
    weights = [_weight(source_id, codes, bearing, world) for source_id, codes in using.items()]
    return tuple(sorted(weights, key=lambda each: (-each.levels, -each.postures, each.source_id)))


def _bearing(facts: CountryFacts, method: Method) -> frozenset[SourceId]:
    """Return the sources whose loss can move a level here: not those of restrictions, or of rows that no rule reads."""
    read = {rule.indicator for rule in method.indicator}
    read |= {method.safeguards.status, method.safeguards.score, method.safeguards.adequacy}
    alone = [supplier for supplier in facts.suppliers.values() if len(supplier.source_ids) == 1]
    states = facts.home_states.values()
    claims: tuple[Claim, ...] = (
        *facts.deployments,
        *facts.laws,
        *facts.vulnerabilities,
        *alone,
        *(law for state in states for law in state.jurisdictions),
        *(row for state in states for row in state.indicators if row.indicator in read),
    )
    return frozenset(source_id for claim in claims for source_id in claim.source_ids)


def _weight(
    source_id: SourceId,
    codes: Sequence[CountryCode],
    bearing: Mapping[CountryCode, frozenset[SourceId]],
    world: World,
) -> SourceWeight:
    levels = postures = 0
    for code in codes:
        if source_id not in bearing[code]:
            continue
        fewer = world.assess(without_source(world.facts[code], source_id))
        levels += _changed(world.levels[code], levels_of(fewer))
        postures += fewer.posture.posture is not world.assessments[code].posture.posture
    source = world.facts[codes[0]].sources[source_id]
    return SourceWeight(
        source_id=source_id,
        publisher=source.publisher,
        title=source.shown_title,
        countries=len(codes),
        levels=levels,
        postures=postures,
    )


def _changed(before: Sequence[Level], after: Sequence[Level]) -> int:
    return sum(1 for one, other in zip(before, after, strict=True) if one is not other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knob:
    """A number or a level of the method, where it stands, and the method's text with it moved."""

    line: int
    place: str
    value: str
    moved_to: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What moving a knob does: levels and postures changed, or why it cannot be moved there."""

    knob: Knob
    levels: int = 0
    postures: int = 0
    refused: bool = False


def numbers_moved(world: World) -> tuple[Effect, ...]:
    """Move every number of the method by a fifth, whole numbers by one at least, down and up."""
    return tuple(_effect(knob, world) for knob in _number_knobs(_shipped_text()))


def levels_moved(world: World) -> tuple[Effect, ...]:
    """Move every level that a rule or a cap gives by one, down and up."""
    return tuple(_effect(knob, world) for knob in _level_knobs(_shipped_text()))


def _shipped_text() -> str:
    return asset("data", "method.toml").read_text(encoding="utf-8")


def _number_knobs(text: str) -> Iterator[Knob]:
    for number, place, match in _lines(text, _NUMBER):
        value = match[2]
        for sign in (-1, 1):
            if "." in value:
                moved = str(float(Fraction(value) * (1 + sign * _PART)))
            else:
                moved = str(int(value) + sign * max(1, round(abs(int(value)) * _PART)))
            if moved != value:
                yield _knob(text, number, f"{place}.{match[1]}", value, moved)


def _level_knobs(text: str) -> Iterator[Knob]:
    words = {level.code: level for level in Level}
    for number, place, match in _lines(text, _LEVEL):
        if match[1] == "confidence":
            continue
        for sign in (-1, 1):
            moved = words[match[2]] + sign
            if Level.LOW <= moved <= Level.VERY_HIGH:
                yield _knob(text, number, f"{place}.{match[1]}", f'"{match[2]}"', f'"{Level(moved).code}"')


def _lines(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, re.Match[str]]]:
    """Yield each line that matches, with the name of its table and, where it has one, the id of its rule."""
    place = rule = ""
    for number, line in enumerate(text.splitlines()):
        if header := _HEADER.match(line):
            place = header[1]
            if line.startswith("[["):
                rule = ""
        elif named := _ID.match(line):
            rule = named[1]
        elif match := pattern.match(line):
            yield number, f"{rule} {place}" if rule else place, match


def _knob(text: str, number: int, place: str, value: str, moved: str) -> Knob:
    lines = text.splitlines()
    key, _equals, _old = lines[number].partition(" = ")
    lines[number] = f"{key} = {moved}"
    return Knob(line=number, place=place, value=value.strip('"'), moved_to=moved.strip('"'), text="\n".join(lines))


def _effect(knob: Knob, world: World) -> Effect:
    try:
        method = read_method(knob.text)
    except MethodError:
        return Effect(knob=knob, refused=True)
    if replace(method, advice=world.method.advice) == world.method:
        return Effect(knob=knob)
    levels = postures = 0
    for code in _touched(method, world):
        moved = world.assess(world.facts[code], method=method)
        levels += _changed(world.levels[code], levels_of(moved))
        postures += moved.posture.posture is not world.assessments[code].posture.posture
    return Effect(knob=knob, levels=levels, postures=postures)


def _touched(method: Method, world: World) -> Sequence[CountryCode]:
    """Return the destinations that a changed method can rate otherwise: where a rule of another level fires, or all."""
    before, after = _rule_levels(world.method), _rule_levels(method)
    changed = {rule_id for rule_id in after if after[rule_id] != before[rule_id]}
    fired = _fired(world)
    return tuple(code for code in world.facts if not changed or fired[code] & changed)


def _rule_levels(method: Method) -> Mapping[str, object]:
    # Safeguards are left out: they move other themes, and the reach of suppliers from there.
    given: tuple[DeploymentRule | IndicatorRule | ReachRule | EquipmentRule, ...] = (
        *method.deployment,
        *method.indicator,
        *method.reach,
        *method.equipment,
    )
    return {rule.id: rule.level for rule in given} | {law.id: law.levels for law in method.law}


def _fired(world: World) -> Mapping[CountryCode, frozenset[str]]:
    return {
        code: frozenset(reason.rule for rating in each.ratings for reason in rating.reasons)
        for code, each in world.assessments.items()
    }
