"""What the window says of an error: one sentence per class, in the reader's language."""

from collections.abc import Callable
from typing import Final

from desktop.briefing.date_words import span_text
from desktop.dataset.codes import CountryCode
from desktop.errors import (
    BatchError,
    DatasetBuildError,
    DatasetCorruptError,
    DatasetMissingError,
    DatasetSchemaError,
    MethodError,
    OrganisationError,
    OutputError,
    OwnFactsError,
    PackError,
    SheetError,
    StopOrderError,
    TextError,
    TravellersError,
    TripError,
    TripFileError,
    UnknownPlaceError,
)
from desktop.i18n import _, ngettext
from desktop.trip import Stop

_MOST_PROBLEMS: Final = 4


def text_for(error: BaseException) -> str:
    """Return what went wrong, where, and the way out."""
    match error:
        case UnknownPlaceError(nearest=(name, *_others)):
            return _("No destination is called that. Did you mean {name}?").format(name=name)
        case TextError(character=character, place=place):
            return _(
                "The character “{character}” in {place} cannot be printed. Spell the text in other letters, or leave "
                "it blank and write it by hand on the printed page."
            ).format(character=character, place=place)
        case OrganisationError(problems=problems) | TripFileError(problems=problems):
            return _first_of(problems)
        case DatasetBuildError(problems=problems):
            return _first_of(problems)
        case OutputError() | TravellersError() | BatchError() | PackError() | SheetError() | OwnFactsError():
            # It names the file and what is wrong in it, which no catalogue can know.
            return str(error)
        case _:
            return _general(error)


def text_for_move(error: StopOrderError, stops: tuple[Stop, ...], name_of: Callable[[CountryCode], str]) -> str:
    """Return why a stop stays where it is: whoever tried the other order can only change the dates."""
    named = {
        stop.country: _("{name} ({dates})").format(name=name_of(stop.country), dates=span_text(stop.arrive, stop.leave))
        for stop in stops
    }
    return _("{later} cannot come before {earlier}. Change the dates first.").format(
        later=named[CountryCode(error.later)], earlier=named[CountryCode(error.earlier)]
    )


def _general(error: BaseException) -> str:
    known = (sentence for kind, sentence in _sentences().items() if isinstance(error, kind))
    unknown = _("Something went wrong in the program itself ({kind}). Your trip is unchanged; try again.")
    return next(known, unknown.format(kind=type(error).__name__))


def _first_of(problems: tuple[str, ...]) -> str:
    """Return one line per problem of a file, and how many more there are where they would fill the window."""
    more = len(problems) - _MOST_PROBLEMS
    shown = "\n".join(problems[:_MOST_PROBLEMS])
    if more < 1:
        return shown
    rest = ngettext("One more after these.", "{n} more after these.", more)
    return f"{shown}\n{rest.format(n=more)}"


def _sentences() -> dict[type[Exception], str]:
    return {
        UnknownPlaceError: _("No destination is called that. Try the country's name or its two-letter code."),
        TripError: _("The dates run backwards; swap the two dates, or the stops. The trip keeps its last dates."),
        DatasetMissingError: _(
            "The dataset is missing. Install the program again, or build it with “forewarned dataset build”."
        ),
        DatasetCorruptError: _("The dataset is damaged or was changed. Install the program again."),
        DatasetSchemaError: _("The dataset belongs to another version of the program. Install the two together."),
        MethodError: _("The file that says how levels are made cannot be used. Install the program again."),
    }
