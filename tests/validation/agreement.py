"""How our levels stand beside published measures that the rules do not use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.assessment.levels import Level, Theme
from desktop.dataset.codes import CountryCode
from tests.validation.ranking import Agreement, agreement, ranks
from tests.validation.world import World, levels_of, press_freedom, theme_index

_RATED_AT_LEAST = 5
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """A published measure turned so that more means worse; `why` says what it can and cannot show."""

    name: str
    why: str
    values: Mapping[CountryCode, float]
    themes: tuple[Theme, ...]


def yardsticks(world: World) -> tuple[Yardstick, ...]:
    """Return the measures, each with the themes whose rules do not use it."""
    all_themes = tuple(Theme)
    return (
        Yardstick(
            name="Press freedom (RSF, newest year), reversed",
            why="No rule and no fact uses it; it does not ship. It ranks states by how they treat reporters.",
            values=_turned(press_freedom()),
            themes=all_themes,
        ),
        Yardstick(
            name="Freedom on the Net (Freedom House, newest year), reversed",
            why="Shown to the reader, but no rule uses it. It counts blocking, arrests for posts and surveillance.",
            values=_turned(world.indicator("fotn-score")),
            themes=all_themes,
        ),
        Yardstick(
            name="Freedom in the World (Freedom House, newest year), reversed",
            why="Only for themes that safeguards do not move; the others use it.",
            values=_turned(world.indicator("fiw-score")),
            themes=(Theme.TOOLS, Theme.CONNECTIVITY, Theme.EQUIPMENT),
        ),
        Yardstick(
            name="Forensics suppliers listed (Carnegie 2023)",
            why="No rule counts them, but single facts of phone forensics rest on the same inventory.",
            values=world.indicator("carnegie-forensics-vendors"),
            themes=(Theme.BORDER,),
        ),
        Yardstick(
            name="Chinese AI surveillance technology listed (AIGS 2022, yes or no)",
            why="No rule reads it, but single facts rest on the same index.",
            values=world.indicator("aigs-china-tech"),
            themes=(Theme.DATA_REACH, Theme.EQUIPMENT, Theme.PUBLIC_SURVEILLANCE),
        ),
        Yardstick(
            name="Belt and Road member (AIGS 2022, yes or no)",
            why="A state’s place in a trade programme; neither rules nor facts use it.",
            values=world.indicator("aigs-bri"),
            themes=(Theme.DATA_REACH,),
        ),
    )


def _turned(scores: Mapping[CountryCode, float]) -> Mapping[CountryCode, float]:
    return {code: -score for code, score in scores.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One theme beside one measure, as shipped and with safeguards moving nothing."""

    theme: Theme
    yardstick: Yardstick
    shipped: Agreement
    unmoved: Agreement | None


def comparisons(world: World) -> tuple[Comparison, ...]:
    """Compare every theme with every measure that its rules do not use, over the countries documented in both."""
    unmoved = _unmoved(world)
    found = []
    for theme, yardstick in pairs(world):
        ours = _levels(world.levels, theme)
        bare = _levels(unmoved, theme)
        found.append(
            Comparison(
                theme=theme,
                yardstick=yardstick,
                shipped=_agree(ours, yardstick.values),
                unmoved=None if bare == ours else _agree(bare, yardstick.values),
            )
        )
    return tuple(found)


def pairs(world: World) -> tuple[tuple[Theme, Yardstick], ...]:
    """Return what is compared with what."""
    measures = yardsticks(world)
    return tuple((theme, yardstick) for theme in Theme for yardstick in measures if theme in yardstick.themes)


def _unmoved(world: World) -> Mapping[CountryCode, tuple[Level, ...]]:
    """Assess all by a method in which safeguards move nothing, so that freedom scores play no part."""
    table = replace(world.method.safeguards, moderation=dict.fromkeys(Level, 0))
    method = replace(world.method, safeguards=table)
    return {code: levels_of(world.assess(facts, method=method)) for code, facts in world.facts.items()}


def _levels(levels: Mapping[CountryCode, Sequence[Level]], theme: Theme) -> Mapping[CountryCode, Level]:
    place = theme_index(theme)
    return {code: each[place] for code, each in levels.items() if each[place]}


def _agree(ours: Mapping[CountryCode, float], theirs: Mapping[CountryCode, float]) -> Agreement:
    both = sorted(ours.keys() & theirs.keys())
    return agreement([ours[code] for code in both], [theirs[code] for code in both])


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A country that we rank otherwise than the published measure; rank 1 is the gravest of `of`."""

    country: CountryCode
    mean_level: float
    our_rank: float
    their_rank: float
    of: int

    @property
    def gap(self) -> float:
        """How many places apart the ranks are; above 0 we rate it graver than the measure does."""
        return self.their_rank - self.our_rank


def disagreements(world: World, shown: int = _SHOWN) -> tuple[Disagreement, ...]:
    """Return the countries whose mean level disagrees most with press freedom, widest gap first.

    Safeguards stay out of the mean, being themselves a measure of freedom; so do countries with few rated themes.
    """
    means = {code: mean for code, levels in world.levels.items() if (mean := _mean(levels)) is not None}
    scores = press_freedom()
    both = sorted(means.keys() & scores.keys())
    ours = ranks([-means[code] for code in both])
    theirs = ranks([scores[code] for code in both])
    rows = [
        Disagreement(country=code, mean_level=means[code], our_rank=our, their_rank=their, of=len(both))
        for code, our, their in zip(both, ours, theirs, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: (-abs(row.gap), row.country))[:shown])


def _mean(levels: Sequence[Level]) -> float | None:
    safeguards = theme_index(Theme.SAFEGUARDS)
    rated = [level for place, level in enumerate(levels) if level and place != safeguards]
    return sum(rated) / len(rated) if len(rated) >= _RATED_AT_LEAST else None


def mean_agreement(world: World) -> Agreement:
    """Correlate the mean level of each country with press freedom."""
    means = {code: mean for code, levels in world.levels.items() if (mean := _mean(levels)) is not None}
    return _agree(means, _turned(press_freedom()))
