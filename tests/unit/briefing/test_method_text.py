"""The method in words says everything that the rules say, and cannot drift from them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.assessment.levels import Level, Posture, Theme
from desktop.assessment.rule_book import shipped_method
from desktop.briefing.method_text import method_markdown, method_short
from desktop.briefing.words import level_word, posture_title, theme_name
from desktop.dataset.codes import Status

METHOD = shipped_method()
TEXT = method_markdown(METHOD)


def test_the_written_method_is_up_to_date(checkout: Path) -> None:
    written = (checkout / "data" / "METHOD.md").read_text(encoding="utf-8")

    assert written == TEXT, "data/METHOD.md is stale; write it anew with “make method”"


@pytest.mark.parametrize("rule_id", METHOD.rule_ids())
def test_every_rule_stands_in_it_with_its_id(rule_id: str) -> None:
    assert TEXT.count(f"`{rule_id}`") >= 1


def test_every_reason_why_stands_in_it() -> None:
    reasons = {METHOD.age.why, METHOD.breadth.why, METHOD.status.why, METHOD.confidence.why}
    reasons |= {rule.why for rule in METHOD.deployment} | {rule.why for rule in METHOD.law}
    reasons |= {rule.why for rule in METHOD.indicator} | {rule.why for rule in METHOD.reach}
    reasons |= {rule.why for rule in METHOD.equipment} | {rule.why for rule in METHOD.posture}
    reasons |= {rule.why for rule in METHOD.safeguards.rules}

    assert {reason for reason in reasons if reason not in TEXT} == set()


def test_every_theme_has_a_chapter_and_every_posture_a_meaning() -> None:
    for theme in Theme:
        assert f"### {theme_name(theme)}\n" in TEXT
    for posture in Posture:
        assert f"| {posture_title(posture)} |" in TEXT


def test_a_number_changed_in_the_rules_changes_in_the_words() -> None:
    slower = replace(METHOD, age=replace(METHOD.age, fade_years=9))
    wider = replace(METHOD, breadth=replace(METHOD.breadth, national_places=7))
    kinder = replace(METHOD, status=replace(METHOD.status, cap={**METHOD.status.cap, Status.PILOT: Level.HIGH}))

    assert "9 years old or more" in method_markdown(slower)
    assert "fewer than 7 places" in method_markdown(wider)
    assert "| pilot | high |" in method_markdown(kinder)


def test_a_level_changed_in_a_rule_changes_in_the_words() -> None:
    rule = METHOD.deployment[0]
    milder = replace(METHOD, deployment=(replace(rule, level=Level.LOW), *METHOD.deployment[1:]))
    line = next(line for line in method_markdown(milder).splitlines() if f"`{rule.id}`" in line)

    assert f"**{level_word(Level.LOW).lower()}**" in line


def test_the_decision_table_keeps_the_order_of_its_rows() -> None:
    places = [TEXT.index(f"`{rule.id}` |") for rule in METHOD.posture]

    assert places == sorted(places)


def test_no_code_word_and_no_gap_is_left_for_the_reader() -> None:
    prose = re.sub(r"`[^`]*`", "", TEXT)

    assert not re.search(r"[{}]", prose)
    assert not re.search(r"very-high|not-documented|data-reach|public-surveillance", prose)


def test_every_table_has_as_many_cells_in_each_row() -> None:
    for block in TEXT.split("\n\n"):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.splitlines()}) == 1


def test_the_short_form_fits_a_page_margin() -> None:
    short = method_short(METHOD)

    assert METHOD.summary in short
    assert "no all-clear" in short
    assert len(short) < 700
