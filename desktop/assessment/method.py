"""The method: rules and numbers read from data/method.toml, checked as they are read.

Values only; evaluation lives in the modules beside this one.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial

import cattrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError

from desktop.assessment.model import Level, Posture, Theme
from desktop.assets import asset
from desktop.dataset.model import Confidence, LawLevel, Phase, Status
from desktop.errors import MethodError
from desktop.trip import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRule:
    """Evidence older than `mark_years` is marked; evidence of `fade_years` or more loses `fade_steps`, undated too."""

    mark_years: int
    fade_years: int
    fade_steps: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceRule:
    """The highest level that a confidence can carry, and how many independent sources raise it by one step."""

    cap: Mapping[Confidence, Level]
    independent_sources: int
    dependent_kinds: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule:
    """The highest level that a deployment can carry at each stage, and the stages that count as present use."""

    cap: Mapping[Status, Level]
    current: tuple[Status, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreadthRule:
    """A technology seen in fewer than `national_places` places, none of them national, counts `local_steps` less."""

    national: str
    national_places: int
    local_steps: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentRule:
    """A documented system of one of `technologies`, nationwide and well established, gives `level`.

    A system whose other technologies all stand in `elsewhere_beside` belongs to another theme: a face check at passport
    control is no camera in the street.
    """

    id: str
    theme: Theme
    technologies: tuple[str, ...]
    level: Level
    moderated: bool
    sentence: str
    why: str
    elsewhere_beside: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRule:
    """A law of `topic` gives the level of its reach; `sentences` has one sentence per reach."""

    id: str
    theme: Theme
    topic: str
    levels: Mapping[LawLevel, Level]
    sentences: Mapping[LawLevel, str]
    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRule:
    """The newest value of `indicator` gives `level` if it equals one of `equals`, or lies in `at_least` … `at_most`."""

    id: str
    theme: Theme
    indicator: str
    level: Level
    confidence: Confidence
    sentence: str
    why: str
    equals: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachRule:
    """A supplier whose home state can use `duty` gives `level`; without a documented law, an empty `duty` does."""

    id: str
    duty: str
    level: Level
    sentence: str
    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentRule:
    """A weakness that exposes one of `exposes` gives `level`; `known_exploited` asks for one seen in attacks."""

    id: str
    exposes: tuple[str, ...]
    known_exploited: bool
    level: Level
    sentence: str
    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardRule:
    """A freedom status, a law among `data_protection` and a finding among `adequacy` (empty: any) give `level`."""

    id: str
    freedom: str
    level: Level
    sentence: str
    why: str
    data_protection: tuple[LawLevel, ...] = ()
    adequacy: tuple[str, ...] = ()
    below_score: float | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardTable:
    """Where safeguards are read and how far they move the level of a moderated rule (steps by safeguards level)."""

    status: str
    score: str
    data_protection: str
    adequacy: str
    moderation: Mapping[Level, int]
    why: str
    rules: tuple[SafeguardRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureRule:
    """A row of the decision table: all `needs` reached by a traveller of at least `sensitivity` asks for `posture`."""

    id: str
    posture: Posture
    sensitivity: str
    why: str
    needs: Mapping[Theme, Level] = field(default_factory=dict)
    undocumented: tuple[Theme, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileTable:
    """How exposed each profile is: `sensitivities` from least to most, and one for every profile."""

    sensitivities: tuple[str, ...]
    of: Mapping[Profile, str]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRule:
    """How measures are ranked: priority = weight × `weight` + level × `level` − effort; at most `limit` a phase."""

    weight: float
    level: float
    effort: Mapping[str, float]
    limit: Mapping[Phase, int]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """Everything that turns facts into levels, posture and advice."""

    summary: str
    age: AgeRule
    confidence: ConfidenceRule
    status: StatusRule
    breadth: BreadthRule
    safeguards: SafeguardTable
    profiles: ProfileTable
    advice: AdviceRule
    deployment: tuple[DeploymentRule, ...]
    law: tuple[LawRule, ...]
    indicator: tuple[IndicatorRule, ...]
    reach: tuple[ReachRule, ...]
    equipment: tuple[EquipmentRule, ...]
    posture: tuple[PostureRule, ...]

    def rule_ids(self) -> tuple[str, ...]:
        """Return the ids of all rules that a reason can name, in the order of the file."""
        return (
            *(rule.id for rule in self.deployment),
            *(rule.id for rule in self.law),
            *(rule.id for rule in self.indicator),
            *(rule.id for rule in self.reach),
            *(rule.id for rule in self.equipment),
            *(rule.id for rule in self.safeguards.rules),
        )

    def themes_of(self, trigger: str) -> frozenset[Theme]:
        """Return the themes that a technology or law topic bears on, by the rules themselves."""
        deployments = {rule.theme for rule in self.deployment if trigger in rule.technologies}
        laws = {rule.theme for rule in self.law if trigger == rule.topic}
        weaknesses = {Theme.EQUIPMENT} if trigger.startswith("exposes-") else set()
        return frozenset(deployments | laws | weaknesses)


@cache
def _converter() -> cattrs.Converter:
    """Make a converter that forces nothing: no unknown key, no number for a word, no word outside its vocabulary."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    vocabularies: dict[type, dict[str, object]] = {
        Level: {level.code: level for level in Level},
        Posture: {posture.code: posture for posture in Posture},
        Confidence: {confidence.code: confidence for confidence in Confidence},
    }
    vocabularies |= {
        kind: {member.value: member for member in kind} for kind in (LawLevel, Phase, Profile, Status, Theme)
    }
    for kind, words in vocabularies.items():
        converter.register_structure_hook(kind, partial(_one_of, words))
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _exactly)
    return converter


def _one_of(words: Mapping[str, object], value: object, _kind: type) -> object:
    if not isinstance(value, str) or value not in words:
        raise ValueError(f"“{value}” is none of {', '.join(words)}")
    return words[value]


def _exactly(value: object, kind: type) -> object:
    if type(value) is not kind:
        raise ValueError(f"“{value}” is no {kind.__name__}")
    return value


def _problems(error: BaseException, path: str) -> Iterable[str]:
    match error:
        case ForbiddenExtraKeysError():
            yield f"{path}: unknown key {', '.join(sorted(error.extra_fields))}"
        case ClassValidationError() | cattrs.IterableValidationError():
            for part in error.exceptions:
                notes = [note for note in getattr(part, "__notes__", []) if hasattr(note, "name")]
                notes += [note for note in getattr(part, "__notes__", []) if hasattr(note, "index")]
                step = "".join(f".{note.name}" if hasattr(note, "name") else f"[{note.index}]" for note in notes[:1])
                yield from _problems(part, path + step)
        case KeyError():
            yield f"{path}: missing key {error}"
        case _:
            yield f"{path}: {error}"


def read_method(text: str, name: str = "method.toml") -> Method:
    """Read a method from TOML; raise MethodError with every problem found, one a line."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MethodError(f"{name}: no valid TOML: {error}") from error
    try:
        method = _converter().structure(raw, Method)
    except (ClassValidationError, cattrs.IterableValidationError) as error:
        raise MethodError("\n".join(_problems(error, name))) from error
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
