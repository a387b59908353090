"""The method as values: every rule and number of data/method.toml.

Reading lives in `rule_book`, evaluation in the modules beside this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.assessment.levels import Level, Posture, Theme
from desktop.dataset.codes import Confidence, LawLevel, Phase, Status
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
