"""Reads the method from data/method.toml, and refuses one that contradicts itself.

Every problem is named at once: unknown keys, impossible numbers, rules that can never fire.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from desktop.assessment.levels import Level, Posture, Theme
from desktop.assessment.method import Method, PostureRule, SafeguardRule
from desktop.assets import asset
from desktop.dataset.codes import Confidence, LawLevel, Phase, Status
from desktop.errors import MethodError
from desktop.strict import StrictError, structure
from desktop.trip import Profile

_WORDS: Final[Mapping[type, Mapping[str, object]]] = {
    Level: {level.code: level for level in Level},
    Posture: {posture.code: posture for posture in Posture},
    Confidence: {confidence.code: confidence for confidence in Confidence},
    **{kind: {member.value: member for member in kind} for kind in (LawLevel, Phase, Profile, Status, Theme)},
}


def read_method(text: str, name: str = "method.toml") -> Method:
    """Read a method from TOML; raise MethodError with every problem found, one a line."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MethodError(f"{name}: no valid TOML: {error}") from error
    try:
        method = structure(raw, Method, _WORDS)
    except StrictError as error:
        lines = [f"{name}: {problem.shown_key}: {problem.text}" for problem in error.problems]
        raise MethodError("\n".join(lines)) from error
    problems = [f"{name}: {problem}" for problem in _impossible(method)]
    if problems:
        raise MethodError("\n".join(problems))
    return method


@cache
def shipped_method() -> Method:
    """Return the method that ships with the program."""
    return read_method(asset("data", "method.toml").read_text(encoding="utf-8"))


def _impossible(method: Method) -> Iterable[str]:
    yield from _incomplete_tables(method)
    yield from _dead_rules(method)
    yield from _dead_postures(method)


def _incomplete_tables(method: Method) -> Iterable[str]:
    documented = [level for level in Level if level is not Level.NOT_DOCUMENTED]
    tables: tuple[tuple[str, Iterable[object], Iterable[object]], ...] = (
        ("confidence.cap", Confidence, method.confidence.cap),
        ("status.cap", Status, method.status.cap),
        ("safeguards.moderation", Level, method.safeguards.moderation),
        ("profiles.of", Profile, method.profiles.of),
        ("advice.limit", Phase, method.advice.limit),
    )
    for where, wanted, given in tables:
        missing = sorted(str(key) for key in set(wanted) - set(given))
        if missing:
            yield f"{where}: no value for {', '.join(missing)}"
    for number, where in (
        (method.age.mark_years, "age.mark_years"),
        (method.age.fade_years, "age.fade_years"),
        (method.confidence.independent_sources, "confidence.independent_sources"),
        (method.breadth.national_places, "breadth.national_places"),
    ):
        if number < 1:
            yield f"{where}: {number} is below 1"
    if list(method.confidence.cap.values()) != sorted(method.confidence.cap.values()):
        yield "confidence.cap: a surer fact may not carry less than an unsure one"
    for sensitivity in method.profiles.of.values():
        if sensitivity not in method.profiles.sensitivities:
            yield f"profiles.of: “{sensitivity}” is none of {', '.join(method.profiles.sensitivities)}"
    shifts = [method.safeguards.moderation.get(level, 0) for level in documented]
    if shifts != sorted(shifts):
        yield "safeguards.moderation: weaker safeguards may not move a level further down"


def _dead_rules(method: Method) -> Iterable[str]:
    ids = [*method.rule_ids(), *(rule.id for rule in method.posture)]
    for rule_id in sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}):
        yield f"rule {rule_id}: two rules have this id"
    for rule in method.deployment:
        if not rule.technologies or rule.level is Level.NOT_DOCUMENTED:
            yield f"rule {rule.id}: can never fire"
    for law in method.law:
        if not law.levels or set(law.levels) != set(law.sentences):
            yield f"rule {law.id}: levels and sentences must name the same reaches, at least one"
    yield from _dead_indicators(method)
    for safeguard in method.safeguards.rules:
        earlier = method.safeguards.rules[: method.safeguards.rules.index(safeguard)]
        if any(_safeguard_covers(other, safeguard) for other in earlier):
            yield f"rule {safeguard.id}: can never fire: an earlier rule takes every case"


def _dead_indicators(method: Method) -> Iterable[str]:
    for indicator in method.indicator:
        low, high = indicator.at_least, indicator.at_most
        if not indicator.equals and low is None and high is None:
            yield f"rule {indicator.id}: can never fire; give equals, at_least or at_most"
        if low is not None and high is not None and low > high:
            yield f"rule {indicator.id}: can never fire: at_least {low} is above at_most {high}"


def _safeguard_covers(earlier: SafeguardRule, later: SafeguardRule) -> bool:
    if earlier.freedom != later.freedom or (earlier.adequacy and not set(later.adequacy) & set(earlier.adequacy)):
        return False
    laws = not earlier.data_protection or (
        bool(later.data_protection) and set(later.data_protection) <= set(earlier.data_protection)
    )
    score = earlier.below_score is None or (later.below_score is not None and later.below_score <= earlier.below_score)
    return laws and score


def _dead_postures(method: Method) -> Iterable[str]:
    order = method.profiles.sensitivities
    for rule in method.posture:
        if rule.sensitivity not in order:
            yield f"posture {rule.id}: sensitivity “{rule.sensitivity}” is none of {', '.join(order)}"
    if not method.posture or method.posture[-1].needs or method.posture[-1].undocumented:
        yield "posture: the last row must hold for everyone"
    for place, rule in enumerate(method.posture):
        for other in method.posture[:place]:
            if _posture_covers(other, rule, order):
                yield f"posture {rule.id}: can never fire: {other.id} above it takes every case"


def _posture_covers(earlier: PostureRule, later: PostureRule, order: tuple[str, ...]) -> bool:
    if earlier.sensitivity not in order or later.sensitivity not in order:
        return False
    return (
        order.index(earlier.sensitivity) <= order.index(later.sensitivity)
        and all(theme in later.needs and later.needs[theme] >= level for theme, level in earlier.needs.items())
        and set(earlier.undocumented) <= set(later.undocumented)
    )
