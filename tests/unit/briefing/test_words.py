"""Every code of the dataset has a word, and dates read as a traveller writes them."""

from datetime import date

import pytest

from desktop.assessment.levels import Level, Posture, Theme
from desktop.assessment.rule_book import shipped_method
from desktop.briefing import code_words, date_words, words
from desktop.dataset import vocabulary
from desktop.dataset.codes import Confidence, Device, LawLevel, Phase, Status
from desktop.dataset.dates import PartialDate
from desktop.trip import Profile


def test_every_code_of_the_vocabularies_has_a_word() -> None:
    assert set(code_words.technology_words()) == set(vocabulary.TECHNOLOGIES)
    assert set(code_words.topic_words()) == set(vocabulary.TOPICS)
    assert set(code_words.exposure_words()) == set(vocabulary.EXPOSURES)
    assert set(code_words.duty_words()) == set(vocabulary.DUTIES)


def test_the_vocabularies_of_advice_are_those_of_the_trip_and_the_posture() -> None:
    assert set(vocabulary.PROFILES) == {profile.value for profile in Profile}
    assert set(vocabulary.POSTURES) == {posture.code for posture in Posture}


def test_every_value_of_the_glossary_has_a_word() -> None:
    said = [words.theme_name(theme) for theme in Theme]
    said += [words.theme_question(theme) for theme in Theme]
    said += [words.level_word(level, theme) for level in Level for theme in (None, *Theme)]
    said += [words.posture_title(posture) + words.posture_meaning(posture) for posture in Posture]
    said += [words.profile_name(profile) for profile in Profile]
    said += [words.phase_title(phase) for phase in Phase]
    said += [words.device_name(device) for device in Device]
    said += [words.confidence_word(confidence) for confidence in Confidence]
    said += [words.status_word(status) for status in Status]
    said += [words.law_level_word(level) for level in LawLevel]

    assert all(said)


def test_every_reduction_of_a_level_has_words() -> None:
    assert all(code_words.step_words().values())
    assert shipped_method().age.fade_years > 0


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("2027", "2027"),
        ("2027-01", "January 2027"),
        ("2027-01-10", "10 January 2027"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(when: str, text: str) -> None:
    assert date_words.date_text(PartialDate.parse(when)) == text


@pytest.mark.parametrize(
    ("arrive", "leave", "text"),
    [
        (date(2027, 1, 10), date(2027, 1, 17), "10–17 January 2027"),
        (date(2027, 1, 30), date(2027, 2, 2), "30 January – 2 February 2027"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 December 2026 – 2 January 2027"),
        (date(2027, 1, 10), date(2027, 1, 10), "10 January 2027"),
        (date(2027, 1, 10), None, "from 10 January 2027"),
        (None, date(2027, 1, 10), "until 10 January 2027"),
        (None, None, ""),
    ],
)
def test_a_stay_is_written_short(arrive: date | None, leave: date | None, text: str) -> None:
    assert date_words.span_text(arrive, leave) == text
