"""The command line: the whole program without a window.

Results go to stdout, one error line to stderr; exit code 0 done, 1 could not, 2 wrong use.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from desktop import __version__
from desktop.assessment.model import Assessment
from desktop.assessment.rule_book import shipped_method
from desktop.briefing.date_words import date_text
from desktop.briefing.document import assessment_document
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.briefing.words import confidence_word, level_word, posture_title, theme_name
from desktop.cli_dataset import add_dataset
from desktop.cli_handout import add_batch, add_verify, own_words
from desktop.cli_pack import add_packs
from desktop.dataset.search import Search
from desktop.dataset.store import open_dataset
from desktop.errors import DatasetBuildError, ForewarnedError, UsageError
from desktop.i18n import _
from desktop.output import print_json, print_lines, write_file
from desktop.trip import Profile, Trip

DONE, COULD_NOT, WRONG_USE = 0, 1, 2
_LONGEST_PASSWORD = 127


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        options = _parser().parse_args(arguments)
        run = options.run
        run(options)
    except UsageError as error:
        return _complain(error, WRONG_USE)
    except ForewarnedError as error:
        return _complain(error, COULD_NOT)
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough; Python would complain again when it flushes at exit.
        sys.stdout = None
        return DONE
    return DONE


def _complain(error: ForewarnedError, code: int) -> int:
    text = str(error) if isinstance(error, DatasetBuildError) else " ".join(str(error).split())
    sys.stderr.write(f"forewarned: {text}\n")
    return code


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; “{self.prog} --help” shows how.")


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="forewarned",
        description=_("Offline briefings on the surveillance that a traveller's devices and data will meet."),
        epilog=_("Without a command the window opens."),
    )
    parser.add_argument("--version", action="version", version=f"forewarned {__version__}")
    parser.add_argument("--dataset", type=Path, metavar="FILE", help=_("use this dataset instead of the shipped one"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_brief(commands)
    _add_assess(commands)
    _add_search(commands)
    add_packs(add_dataset(commands))
    add_batch(commands)
    add_verify(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001  # argparse exports no public name for what add_subparsers returns


def _add_brief(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("brief", help=_("write the briefing PDF of a trip"))
    parser.add_argument("stops", nargs="+", metavar="COUNTRY", help=_("countries in order of travel, by name or code"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_("the PDF to write"))
    parser.add_argument("--arrive", type=_day, metavar="DATE", help=_("first day of the trip, such as 2027-01-10"))
    parser.add_argument("--leave", type=_day, metavar="DATE", help=_("last day of the trip"))
    parser.add_argument("--traveller", default="", metavar="NAME", help=_("who travels"))
    _add_profile(parser)
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


def _add_assess(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("assess", help=_("show the levels of a country and their reasons"))
    parser.add_argument("country", metavar="COUNTRY")
    _add_profile(parser)
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=_assess)


def _add_search(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("search", help=_("find a destination by name, code, city or airport"))
    parser.add_argument("text")
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=_search)


def _add_profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", choices=[profile.value for profile in Profile], default=Profile.GENERAL.value)


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
        prepared = service.prepare(_trip(options, Search(dataset)), own)
        briefing = service.compose(
            prepared, BriefingOptions(is_short=options.short, has_sign_off=options.sign_off, own=own)
        )
    pdf = render(briefing, paper=Paper(options.paper))
    write_file(options.output, pdf if password is None else encrypt(pdf, password))


def _trip(options: argparse.Namespace, search: Search) -> Trip:
    return Trip.through(
        [search.resolve(text) for text in options.stops],
        arrive=options.arrive,
        leave=options.leave,
        profile=Profile(options.profile),
        traveller=options.traveller.strip(),
    )


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


def _assess(options: argparse.Namespace) -> None:
    with open_dataset(options.dataset) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        country = Search(dataset).resolve(options.country)
        assessment = service.assess(country, Profile(options.profile))
        if options.json:
            print_json(assessment_document(assessment, dataset.identity))
        else:
            print_lines(_assessment_lines(assessment))


def _assessment_lines(assessment: Assessment) -> list[str]:
    lines = [
        assessment.facts.country.name,
        _("Posture: {title}. {reason}").format(
            title=posture_title(assessment.posture.posture), reason=assessment.posture.text
        ),
        "",
    ]
    for rating in assessment.ratings:
        level = level_word(rating.level, rating.theme)
        evidence = ""
        if rating.confidence is not None:
            evidence = _("confidence {word}, newest {date}").format(
                word=confidence_word(rating.confidence), date=date_text(rating.newest) or _("undated")
            )
        lines.append(f"{theme_name(rating.theme):<22} {level:<16} {evidence}".rstrip())
        lines += [f"    {reason.text} [{reason.rule}]" for reason in rating.reasons]
        if not rating.reasons:
            lines.append("    " + _("Nothing found, which is no all-clear."))
    return lines


def _search(options: argparse.Namespace) -> None:
    with open_dataset(options.dataset) as dataset:
        matches = Search(dataset).find(options.text)
    if options.json:
        print_json(
            [
                {
                    "country": match.country,
                    "name": match.country_name,
                    "matched": match.matched,
                    "kind": match.kind.value,
                }
                for match in matches
            ]
        )
    else:
        print_lines(
            [f"{match.country}  {match.country_name}  ({match.matched}, {match.kind.value})" for match in matches]
        )
