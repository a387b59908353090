"""The words of the facts are those of the program, and the data dictionary explains every column."""

import re
from pathlib import Path

import pytest

from desktop.assessment.levels import Posture
from desktop.dataset import vocabulary
from desktop.dataset.codes import LawLevel
from desktop.dataset.read import COLUMNS
from desktop.trip import Profile

WORDS = {
    *vocabulary.TECHNOLOGIES,
    *vocabulary.TOPICS,
    *vocabulary.EXPOSURES,
    *vocabulary.SOURCE_KINDS,
    *vocabulary.OWNERSHIPS,
    *vocabulary.DUTIES,
    *vocabulary.STATUSES,
    *vocabulary.INDICATORS,
}


@pytest.fixture(scope="module")
def dictionary(checkout: Path) -> str:
    """Return the data dictionary."""
    return (checkout / "data" / "README.md").read_text(encoding="utf-8")


def test_postures_and_profiles_are_those_of_the_program() -> None:
    assert tuple(posture.code for posture in Posture) == vocabulary.POSTURES
    assert tuple(Profile) == vocabulary.PROFILES


def test_data_protection_is_graded_by_its_own_words() -> None:
    assert vocabulary.law_levels("data-protection") == (LawLevel.NONE, LawLevel.PARTIAL, LawLevel.COMPREHENSIVE)
    assert vocabulary.law_levels("vpn") == (LawLevel.NONE, LawLevel.LIMITED, LawLevel.BROAD)


def test_press_freedom_scores_do_not_ship() -> None:
    assert [indicator for indicator in vocabulary.INDICATORS if indicator.startswith("rsf")] == []


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name, columns in COLUMNS.items() for column in columns]
)
def test_data_dictionary_explains_every_column(dictionary: str, name: str, column: str) -> None:
    chapters = [chapter for chapter in re.split(r"(?m)^#+ ", dictionary) if f"{name}.csv" in chapter.partition("\n")[0]]
    assert chapters, f"no heading of data/README.md names {name}.csv"
    assert any(stands_in(column, chapter) for chapter in chapters)


@pytest.mark.parametrize("word", sorted(WORDS))
def test_data_dictionary_holds_every_word(dictionary: str, word: str) -> None:
    assert stands_in(word, dictionary)


def stands_in(word: str, text: str) -> bool:
    """Tell whether a word stands in a text, and not only as part of another."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None
