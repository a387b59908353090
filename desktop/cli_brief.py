"""The command `brief`: from countries, or from a trip file, to a PDF.

`cli.py` adds it to its own.
"""

import argparse
from datetime import date
from pathlib import Path

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.cli_parser import Commands
from desktop.dataset.search import Search
from desktop.dataset.store import Dataset, open_dataset
from desktop.errors import UsageError
from desktop.handout.organisation import own_words
from desktop.i18n import _
from desktop.output import write_file
from desktop.trip import Profile, Trip
from desktop.trip_file import read_trip

_LONGEST_PASSWORD = 127


def add_brief(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `brief`."""
    parser = commands.add_parser("brief", help=_("write the briefing PDF of a trip"))
    parser.add_argument("stops", nargs="*", metavar="COUNTRY", help=_("countries in order of travel, by name or code"))
    parser.add_argument("--trip", type=Path, metavar="FILE", help=_("a trip saved in the window, instead of countries"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_("the PDF to write"))
    parser.add_argument("--arrive", type=_day, metavar="DATE", help=_("first day of the trip, such as 2027-01-10"))
    parser.add_argument("--leave", type=_day, metavar="DATE", help=_("last day of the trip"))
    parser.add_argument("--traveller", metavar="NAME", help=_("who travels"))
    add_profile(parser)
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument("--short", action="store_true", help=_("one sheet, two pages"))
    parser.add_argument("--sign-off", action="store_true", help=_("add a page to sign"))
    parser.add_argument("--organisation", type=Path, metavar="FILE", help=_("whose briefing this is, as TOML"))
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help=_("encrypt the PDF with the password on the file's first line"),
    )
    parser.set_defaults(run=_brief)


def add_profile(parser: argparse.ArgumentParser) -> None:
    """Add the option that says who travels."""
    parser.add_argument("--profile", choices=[profile.value for profile in Profile], help=_("default: general"))


def chosen_profile(options: argparse.Namespace) -> Profile:
    """Return who travels."""
    return Profile(options.profile) if options.profile else Profile.GENERAL


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is no date; write it as 2027-01-10.") from error


def _brief(options: argparse.Namespace) -> None:
    # Drawing a PDF loads the fonts and the layout library, which no other command needs.
    from desktop.pdf.protect import encrypt
    from desktop.pdf.render import Paper, render

    if options.output.is_dir():
        raise UsageError(f"“{options.output}” is a folder; name a file, such as “{options.output / 'briefing.pdf'}”.")
    password = _password(options.password_file) if options.password_file else None
    with open_dataset(options.dataset) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        own = own_words(options.organisation, dataset)
        prepared = service.prepare(_trip(options, dataset), own)
        briefing = service.compose(
            prepared, BriefingOptions(is_short=options.short, has_sign_off=options.sign_off, own=own)
        )
    pdf = render(briefing, paper=Paper(options.paper))
    write_file(options.output, pdf if password is None else encrypt(pdf, password))


def _trip(options: argparse.Namespace, dataset: Dataset) -> Trip:
    """Read the trip file, or put the trip together from what the command line says; never a bit of both."""
    if options.trip is None:
        if not options.stops:
            raise UsageError(_("The trip has no destination; name at least one country, or a file with --trip."))
        search = Search(dataset)
        return Trip.through(
            [search.resolve(text) for text in options.stops],
            arrive=options.arrive,
            leave=options.leave,
            profile=chosen_profile(options),
            traveller=(options.traveller or "").strip(),
        )
    if options.stops or any((options.arrive, options.leave, options.profile, options.traveller)):
        raise UsageError(
            _("A trip file says where, when and who; leave out the countries, dates, profile and traveller.")
        )
    return read_trip(options.trip, countries={country.code for country in dataset.countries()}).trip


def _password(path: Path) -> str:
    """Read a password from the first line of a file, so that it never stands on the command line."""
    try:
        with path.open(encoding="utf-8") as file:
            password = file.readline(_LONGEST_PASSWORD + 2).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The password file “{path}” cannot be read; write the password on its first line.") from error
    if not 0 < len(password) <= _LONGEST_PASSWORD:
        raise UsageError(
            f"The first line of “{path}” is no password; write one of 1 to {_LONGEST_PASSWORD} characters there."
        )
    return password
