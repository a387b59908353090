"""The validation report: figures set into the words of report.md, chapter by chapter."""

import csv
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.assessment.levels import Level, Posture, Theme
from desktop.briefing.words import level_word, posture_title, theme_name
from desktop.dataset.codes import CountryCode
from tests.dataset_fixture import CHECKOUT
from tests.validation import stability
from tests.validation.agreement import Disagreement, comparisons, disagreements, mean_agreement, yardsticks
from tests.validation.contrasts import LETTER, PRESS, city_systems_of_china, contrast_table, supplier_states
from tests.validation.stability import Effect
from tests.validation.table import interval, share, table
from tests.validation.world import World

EXPLANATIONS = CHECKOUT / "data" / "validation" / "explanations.csv"
MOST_IN_ONE_LEVEL = 60
_WORDS = Path(__file__).with_name("report.md")
_SHOWN = 15
_ONE_SYSTEM = "Entry/Exit System"
_SPREAD = ((0, 0, "none"), (1, 1, "1"), (2, 5, "2 to 5"), (6, 20, "6 to 20"), (21, 100, "21 to 100"))


def explanations() -> Mapping[CountryCode, str]:
    """Return the reviewed sentence for each country whose levels disagree with press freedom."""
    with EXPLANATIONS.open(encoding="utf-8", newline="") as file:
        return {CountryCode(row["country"]): row["explanation"] for row in csv.DictReader(file)}


def _opening(world: World) -> Mapping[str, str]:
    return {
        "date": world.as_of.isoformat(),
        "destinations": str(len(world.facts)),
        "rated": str(sum(1 for levels in world.levels.values() if any(levels))),
        "documented": f"{world.documented:,}",
        "deployments": f"{sum(len(facts.deployments) for facts in world.facts.values()):,}",
        "laws": f"{sum(len(facts.laws) for facts in world.facts.values()):,}",
    }


def fullest_levels(world: World) -> Mapping[Theme, tuple[Level, int, int]]:
    """Return for each theme the level that most documented destinations share, how many, and of how many."""
    found = {}
    for place, theme in enumerate(Theme):
        counts = Counter(levels[place] for levels in world.levels.values() if levels[place])
        level = max(sorted(counts), key=counts.__getitem__)
        found[theme] = (level, counts[level], counts.total())
    return found


def why_crowded(theme: Theme, world: World) -> str:
    """Say why the facts force most destinations of a theme onto one level; empty where they do not."""
    if theme is not Theme.BORDER:
        return ""
    level, most, documented = fullest_levels(world)[theme]
    shared = sum(
        1
        for each in world.assessments.values()
        if each.rating(theme).level is level
        if any(_ONE_SYSTEM in deployment.system_name for deployment in each.facts.deployments)
    )
    return (
        f"One system forces this, not a rule: {shared} of the {most} run the Entry/Exit System of the European Union, "
        f"which takes face and fingers of every short-stay visitor in all of them alike. Without these "
        f"{share(most - shared, documented - shared)} would share the level. A rule that told them apart would have to "
        "invent a difference."
    )


def _distribution(world: World) -> Mapping[str, str]:
    rows = []
    crowded: list[str] = []
    for place, (theme, (level, most, documented)) in enumerate(fullest_levels(world).items()):
        counts = Counter(levels[place] for levels in world.levels.values())
        fullest = f"{level_word(level, theme).lower()}, {share(most, documented)}"
        rows.append((theme_name(theme), *(str(counts[each]) for each in Level), fullest))
        if 100 * most > MOST_IN_ONE_LEVEL * documented:
            reason = why_crowded(theme, world) or "**Not yet explained.**"
            crowded.append(
                f"**{theme_name(theme)}: more than {MOST_IN_ONE_LEVEL} % of the documented share one level.** {reason}"
            )
    verdict = f"No level holds more than {MOST_IN_ONE_LEVEL} % of the documented destinations of a theme."
    if crowded:
        verdict = "\n\n".join(crowded)
    postures = Counter(each.posture.posture for each in world.assessments.values())
    return {
        "levels": table(("Theme", *map(level_word, Level), "Fullest level, of the documented"), rows),
        "verdict": verdict,
        "postures": table(
            ("Posture, general profile", "Destinations"),
            ((posture_title(posture), str(postures[posture])) for posture in Posture),
        ),
    }


def _contrasts(world: World) -> Mapping[str, str]:
    documented = tuple(level for level in Level if level)
    states = [
        (
            each.name,
            each.duty,
            level_word(each.home, Theme.SAFEGUARDS).lower(),
            str(each.destinations),
            *(str(each.levels.get(level, 0)) for level in documented),
        )
        for each in supplier_states(world)
    ]
    bare = sorted((code for code, levels in world.levels.items() if not any(levels)), key=world.name)
    titles = ("Home of suppliers", "Gravest documented duty", "Safeguards at home", "Destinations")
    return {
        "letter": contrast_table(world, LETTER),
        "press": contrast_table(world, PRESS),
        "city_systems": str(len(city_systems_of_china(world))),
        "states": table((*titles, *map(level_word, documented)), states),
        "bare": str(len(bare)),
        "bare_names": ", ".join(world.name(code) for code in bare[:3]),
        "bare_posture": posture_title(world.assessments[bare[0]].posture.posture),
    }


def _agreements(world: World) -> Mapping[str, str]:
    rows = [
        (
            theme_name(each.theme),
            each.yardstick.name,
            str(each.shipped.count),
            interval(each.shipped),
            interval(each.unmoved),
        )
        for each in comparisons(world)
    ]
    return {
        "comparisons": table(("Theme", "Measure", "n", "As shipped", "Safeguards move nothing"), rows),
        "yardsticks": "\n".join(f"- **{each.name}.** {each.why}" for each in yardsticks(world)),
    }


def _press_freedom(world: World) -> Mapping[str, str]:
    reviewed = explanations()
    shown = disagreements(world)
    found = mean_agreement(world)
    graver = sum(1 for row in shown if row.gap > 0)
    return {
        "mean_count": str(found.count),
        "mean_rho": interval(found),
        "shown": str(len(shown)),
        "graver": str(graver),
        "milder": str(len(shown) - graver),
        "disagreements": table(
            ("Country", "Our rank", "Press freedom", "Gravest of our themes", "Why"),
            (_disagreement(row, world, reviewed.get(row.country, "**Not yet explained.**")) for row in shown),
        ),
    }


def _disagreement(row: Disagreement, world: World, reviewed: str) -> tuple[str, ...]:
    ratings = world.assessments[row.country].ratings
    rated = [rating for rating in ratings if rating.level and rating.theme is not Theme.SAFEGUARDS]
    top = max(rating.level for rating in rated)
    gravest = ", ".join(theme_name(rating.theme).lower() for rating in rated if rating.level is top)
    drivers = f"{level_word(top)}: {gravest} ({len(rated)} of {len(Theme) - 1} themes documented)"
    return (world.name(row.country), f"{row.our_rank:g}", f"{row.their_rank:g}", drivers, reviewed)


def _sources(world: World) -> Mapping[str, str]:
    weights = stability.source_weights(world)
    spread = [(name, str(sum(1 for each in weights if low <= each.levels <= high))) for low, high, name in _SPREAD]
    most = _SPREAD[-1][1]
    spread.append((f"more than {most}", str(sum(1 for each in weights if each.levels > most))))
    rows = [
        (
            f"`{each.source_id}`",
            each.publisher,
            str(each.countries),
            str(each.levels),
            share(each.levels, world.documented),
            str(each.postures),
        )
        for each in weights[:_SHOWN]
    ]
    titles = ("Source", "Publisher", "Destinations", "Levels changed", "Share of all levels", "Postures changed")
    return {
        "sources": f"{len(weights):,}",
        "spread": table(("Levels changed", "Sources"), spread),
        "heaviest": weights[0].source_id,
        "heaviest_share": share(weights[0].levels, world.documented),
        "weights": table(titles, rows),
    }


def _numbers(world: World) -> Mapping[str, str]:
    effects = [each for each in stability.numbers_moved(world) if not each.knob.place.startswith("advice")]
    widest = max(effects, key=lambda each: each.levels)
    return {
        "numbers": _effects(effects, world),
        "widest": f"{widest.knob.place} from {widest.knob.value} to {widest.knob.moved_to}",
        "widest_share": share(widest.levels, world.documented),
    }


def _moved_levels(world: World) -> Mapping[str, str]:
    effects = stability.levels_moved(world)
    ordered = sorted(effects, key=lambda each: (-each.levels, each.knob.line, each.knob.moved_to))
    return {
        "moves": str(len(effects)),
        "small_moves": str(sum(1 for each in effects if 100 * each.levels <= world.documented)),
        "moved": _effects(ordered[:_SHOWN], world),
    }


def _effects(effects: list[Effect], world: World) -> str:
    titles = ("Place in method.toml", "From", "To", "Levels changed", "Share of all levels", "Postures changed")
    return table(titles, (_effect(each, world) for each in effects))


def _effect(effect: Effect, world: World) -> tuple[str, ...]:
    knob = effect.knob
    moved = (f"`{knob.place}`", knob.value, knob.moved_to)
    if effect.refused:
        return (*moved, "refused", "–", "–")
    return (*moved, str(effect.levels), share(effect.levels, world.documented), str(effect.postures))


def _limits(world: World) -> Mapping[str, str]:
    rated = [rating for each in world.assessments.values() for rating in each.ratings if rating.level]
    return {
        "stale": share(sum(1 for rating in rated if rating.is_stale), len(rated)),
        "mark_years": str(world.method.age.mark_years),
        "places": str(world.method.breadth.national_places),
    }


CHAPTERS: tuple[Callable[[World], Mapping[str, str]], ...] = (
    _opening,
    _distribution,
    _contrasts,
    _agreements,
    _press_freedom,
    _sources,
    _numbers,
    _moved_levels,
    _limits,
)
SLOW = frozenset({CHAPTERS.index(_sources), CHAPTERS.index(_moved_levels)})
"""Chapters that take longer than a test should; ``make validate ARGS=--check`` compares them as well."""


def cut(text: str) -> list[str]:
    """Cut a page into its chapters."""
    first, *others = text.split("\n## ")
    return [first, *(f"## {chapter}" for chapter in others)]


def chapter(number: int, world: World) -> str:
    """Write one chapter."""
    words = cut(_WORDS.read_text(encoding="utf-8"))[number]
    return words.format_map(CHAPTERS[number](world))


def report(world: World) -> str:
    """Compose the whole page."""
    return "\n".join(chapter(number, world) for number in range(len(CHAPTERS)))
