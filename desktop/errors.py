"""Every error that a caller can do something about: one root, one class per remedy.

Messages are one sentence: what went wrong, where, and the way out.
"""


class ForewarnedError(Exception):
    """Root of all expected errors; the command line turns it into exit code 1."""


class UsageError(ForewarnedError):
    """The request itself is wrong; the command line turns it into exit code 2."""


class UnknownPlaceError(UsageError):
    """No destination answers to this text; `nearest` holds names that might be meant."""

    def __init__(self, text: str, nearest: tuple[str, ...]) -> None:
        self.text = text
        self.nearest = nearest
        hint = (
            f" Did you mean {' or '.join(nearest)}?" if nearest else " Try the country's name or its two-letter code."
        )
        super().__init__(f"No destination is called “{text}”.{hint}")


class TripError(UsageError):
    """The trip contradicts itself, such as leaving before arriving."""


class StopOrderError(TripError):
    """Two stops stand in one order and their dates in the other; `earlier` and `later` go by the dates."""

    def __init__(self, *, earlier: str, later: str, dates: tuple[str, str]) -> None:
        self.earlier = earlier
        self.later = later
        super().__init__(
            f"The dates of the trip run backwards at {earlier}: {dates[0]} comes after {dates[1]}; change the dates or "
            "the order of the stops."
        )


class SheetError(UsageError):
    """A trip has more stops than one sheet holds."""

    def __init__(self, stops: int) -> None:
        self.stops = stops
        super().__init__(f"One sheet has no room for {stops} stops; make the whole briefing, or a trip of fewer stops.")


class DatasetError(ForewarnedError):
    """The dataset cannot be used."""


class DatasetMissingError(DatasetError):
    """There is no dataset file where one is expected."""


class DatasetCorruptError(DatasetError):
    """The dataset file is not the one that was built: cut short, changed or unreadable."""


class DatasetSchemaError(DatasetError):
    """The dataset was built for another version of the program."""


class OwnFactsError(DatasetError):
    """An organisation's own facts are in use and cannot be read; the dataset itself can."""


class DatasetBuildError(DatasetError):
    """The facts break the rules of the data dictionary; `problems` lists every one, as ``file:line: column: …``."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        count = len(problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__("\n".join((*problems, f"{count} {noun}; nothing was written.")))


class MethodError(ForewarnedError):
    """`method.toml` is not a method: an unknown key, an impossible number or a rule that can never fire."""


class OutputError(ForewarnedError):
    """A file could not be written; nothing is left half-written."""


class TextError(ForewarnedError):
    """A text holds a character that no shipped font can draw; `place` says where in the briefing the text stands."""

    def __init__(self, *, character: str, place: str, font: str) -> None:
        self.character = character
        self.place = place
        self.font = font
        shown = f"“{character}” " if character.isprintable() and not character.isspace() else ""
        super().__init__(
            f"The character {shown}(U+{ord(character):04X}) in {place} cannot be printed, because the font {font} does "
            f"not have it; spell the text in other letters, or leave it blank and write it by hand on the printed page."
        )


class TripFileError(ForewarnedError):
    """A trip file cannot be used; `problems` lists every reason, as ``file: field: ….``."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class OrganisationError(ForewarnedError):
    """An organisation file cannot be used; `problems` lists every reason, as ``file:line: key: ….``."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class TravellersError(ForewarnedError):
    """A list of travellers cannot be used as a whole; a single bad row is no error but a line of the manifest."""


class BatchError(ForewarnedError):
    """A batch cannot go on, or did not give every traveller a briefing; what it did is in the manifest."""


class PackError(DatasetError):
    """A dataset pack is refused; the dataset in use stays as it is."""


def reason_of(error: OSError) -> str:
    """Say in the system's words why a file could not be read or written."""
    return error.strerror or type(error).__name__
