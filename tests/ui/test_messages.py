"""What the window says of errors: of each that is expected a sentence of its own, and never a list without end."""

from collections.abc import Iterator

import pytest

from desktop import errors
from desktop.errors import (
    DatasetBuildError,
    ForewarnedError,
    OrganisationError,
    OwnFactsError,
    StopOrderError,
    TextError,
    TripFileError,
    UnknownPlaceError,
)
from desktop.ui.messages import text_for

_PROBLEMS = tuple(f"example.toml:{line}: name: it is empty; write something." for line in range(1, 8))
_SAID = "Rome.csv cannot be read; choose another file."


def expected(root: type[ForewarnedError] = ForewarnedError) -> Iterator[type[ForewarnedError]]:
    """Yield every class that is raised: those that no other is a kind of."""
    kinds = [kind for kind in root.__subclasses__() if kind.__module__ == errors.__name__]
    for kind in kinds:
        yield from expected(kind)
    if not kinds:
        yield root


def made(kind: type[ForewarnedError]) -> ForewarnedError:
    """Make an error of a class."""
    if kind is UnknownPlaceError:
        return UnknownPlaceError("Rmoe", ())
    if kind is TextError:
        return TextError(character="𓂀", place="the traveller’s name", font="Source Sans")
    if kind in {DatasetBuildError, OrganisationError, TripFileError}:
        return kind(_PROBLEMS)
    if kind is StopOrderError:
        return StopOrderError(earlier="UY", later="RS", dates=("2027-01-10", "2027-01-12"))
    return kind(_SAID)


@pytest.mark.parametrize("kind", list(expected()), ids=lambda kind: kind.__name__)
def test_every_expected_error_has_a_sentence_of_its_own(kind: type[ForewarnedError]) -> None:
    said = text_for(made(kind))
    assert "Something went wrong in the program itself" not in said
    assert kind.__name__ not in said
    assert said.endswith((".", "?"))


def test_only_what_nobody_expected_is_said_to_be_the_programs_own_fault() -> None:
    assert text_for(ZeroDivisionError("Rome")) == (
        "Something went wrong in the program itself (ZeroDivisionError). Your trip is unchanged; try again."
    )


def test_a_name_that_is_nearly_right_is_offered() -> None:
    assert text_for(UnknownPlaceError("Rmoe", ("Rome", "Romania"))).endswith("Did you mean Rome?")


def test_a_file_with_many_problems_does_not_fill_the_window() -> None:
    said = text_for(OrganisationError(_PROBLEMS)).splitlines()
    assert said == [*_PROBLEMS[:4], "3 more after these."]


def test_own_facts_are_not_taken_for_the_dataset() -> None:
    assert text_for(OwnFactsError(_SAID)) == _SAID
