"""The validation page is up to date, and what it promises holds."""

from pathlib import Path

import pytest

from desktop.assessment.levels import Theme
from desktop.dataset.codes import SourceId
from tests.validation.agreement import disagreements, pairs
from tests.validation.ranking import agreement, ranks, spearman
from tests.validation.report import (
    CHAPTERS,
    MOST_IN_ONE_LEVEL,
    SLOW,
    chapter,
    cut,
    explanations,
    fullest_levels,
    why_crowded,
)
from tests.validation.world import World, without_source


@pytest.mark.parametrize("number", [number for number in range(len(CHAPTERS)) if number not in SLOW])
def test_the_written_page_is_up_to_date(number: int, world: World, checkout: Path) -> None:
    written = cut((checkout / "data" / "VALIDATION.md").read_text(encoding="utf-8"))

    assert written[number].strip() == chapter(number, world).strip(), (
        "data/VALIDATION.md is stale; write it anew with “make validate”"
    )


def test_every_disagreement_shown_has_been_explained(world: World) -> None:
    missing = {row.country for row in disagreements(world)} - explanations().keys()

    assert not missing, "read the facts of these countries and add a sentence to data/validation/explanations.csv"


def test_no_level_holds_most_countries_of_a_theme_unless_the_facts_force_it(world: World) -> None:
    for theme, (level, most, documented) in fullest_levels(world).items():
        assert 100 * most <= MOST_IN_ONE_LEVEL * documented or why_crowded(theme, world), f"{theme}: {level.code}"


def test_every_theme_stands_beside_a_measure_that_its_rules_do_not_use(world: World) -> None:
    used = {rule.indicator for rule in world.method.indicator}

    assert {theme for theme, _yardstick in pairs(world)} == set(Theme)
    assert used.isdisjoint({"fotn-score", "carnegie-forensics-vendors", "aigs-china-tech", "aigs-bri"})


def test_equal_values_share_the_mean_of_their_ranks() -> None:
    assert ranks([30, 10, 20, 20]) == [4, 1, 2.5, 2.5]


def test_a_rank_correlation_is_that_of_the_textbook() -> None:
    # IQ and hours of television of ten people, the worked example of many textbooks: 1 − 6·194 / (10·99).
    iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]

    assert spearman(iq, hours) == pytest.approx(-29 / 165)
    assert spearman(iq, [1] * 10) is None


def test_an_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    ours, theirs = [1, 2, 2, 3, 4, 4, 5], [2, 1, 3, 3, 5, 4, 6]
    found = agreement(ours, theirs)

    assert found.low <= found.rho <= found.high
    assert found == agreement(ours, theirs)


def test_leaving_a_source_out_takes_its_facts_away(world: World) -> None:
    gone = SourceId("unctad-cyberlaw-2026")
    code = next(code for code, facts in world.facts.items() if any(law.source_ids == (gone,) for law in facts.laws))
    fewer = without_source(world.facts[code], gone)

    assert len(fewer.laws) < len(world.facts[code].laws)
    assert not any(gone in law.source_ids for law in fewer.laws)
