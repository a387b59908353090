"""A method file that is wrong is refused, with every problem named."""

import pytest

from desktop.assessment.rule_book import read_method, shipped_method
from desktop.assets import asset
from desktop.errors import MethodError

TEXT = asset("data", "method.toml").read_text(encoding="utf-8")


def refused(old: str, new: str) -> str:
    """Change the shipped method in one place and return the complaint."""
    assert old in TEXT
    with pytest.raises(MethodError) as caught:
        read_method(TEXT.replace(old, new, 1))
    return str(caught.value)


def test_the_shipped_method_has_rules_for_all_nine_themes() -> None:
    method = shipped_method()
    themes = {rule.theme.value for rule in method.deployment}
    themes |= {rule.theme.value for rule in method.law}
    themes |= {rule.theme.value for rule in method.indicator}

    assert themes | {"data-reach", "equipment", "safeguards"} == {
        "public-surveillance",
        "communications",
        "border",
        "identification",
        "tools",
        "connectivity",
        "data-reach",
        "equipment",
        "safeguards",
    }


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("mark_years = 3", "mark_years = 3\nmark_weeks = 3", "method.toml: age.mark_weeks: no such key is known"),
        ("mark_years = 3\n", "", "method.toml: age.mark_years: the key is missing"),
        ("mark_years = 3", "mark_years = 0", "age.mark_years: 0 is below 1"),
        ("mark_years = 3", 'mark_years = "three"', "“three” is not a whole number"),
        ('level = "very-high"', 'level = "extreme"', "“extreme” is none of not-documented, low"),
        ('low = "moderate"\n', "", "confidence.cap: no value for"),
        (
            'low = "moderate"\nmedium = "very-high"',
            'low = "very-high"\nmedium = "low"',
            "a surer fact may not carry less",
        ),
        ('technologies = ["spyware"]', "technologies = []", "rule communications-spyware: can never fire"),
        ('id = "public-plates"', 'id = "public-cameras"', "rule public-cameras: two rules have this id"),
        ("at_least = 1\nat_most = 4", "at_least = 5\nat_most = 4", "can never fire: at_least 5.0 is above at_most 4.0"),
        ("at_least = 5\n", "", "can never fire; give equals, at_least or at_most"),
        ("below_score = 15\n", "", "rule safeguards-not-free: can never fire"),
        ('general = "ordinary"', 'general = "calm"', "profiles.of: “calm” is none of ordinary, exposed, targeted"),
        ("low = -1\n", "low = 2\n", "weaker safeguards may not move a level further down"),
        (
            'needs = { communications = "very-high" }',
            'needs = { communications = "very-high", safeguards = "high" }',
            "posture loan-targeted-communications: can never fire: loan-everyone above it takes every case",
        ),
        (
            'id = "own-hardened"',
            'id = "own-hardened"\nneeds = { tools = "low" }',
            "the last row must hold for everyone",
        ),
        ("[age]", "[age", "no valid TOML"),
    ],
)
def test_each_fault_is_named(old: str, new: str, complaint: str) -> None:
    assert complaint in refused(old, new)


def test_all_faults_are_named_at_once() -> None:
    broken = TEXT.replace("mark_years = 3", "mark_weeks = 3").replace('low = "moderate"\n', 'low = "mild"\n', 1)
    with pytest.raises(MethodError) as caught:
        read_method(broken)

    assert len(str(caught.value).splitlines()) == 3
