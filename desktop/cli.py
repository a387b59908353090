"""The command line: the whole program without a window.

Results go to stdout, one error line to stderr; exit code 0 done, 1 could not, 2 wrong use.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop import __version__
from desktop.assessment.model import Assessment
from desktop.assessment.rule_book import shipped_method
from desktop.briefing.date_words import date_text
from desktop.briefing.document import assessment_document
from desktop.briefing.own_facts import caveat, label, own_facts, source_lines, title
from desktop.briefing.service import BriefingService
from desktop.briefing.words import confidence_word, level_word, posture_title, theme_name
from desktop.cli_brief import add_brief, add_profile, chosen_profile
from desktop.cli_dataset import add_dataset
from desktop.cli_handout import add_batch, add_verify
from desktop.cli_overlay import add_overlay
from desktop.cli_pack import add_packs
from desktop.cli_parser import Commands, Parser
from desktop.dataset.model import OwnFacts
from desktop.dataset.search import Search
from desktop.dataset.store import open_dataset
from desktop.errors import DatasetBuildError, ForewarnedError, OrganisationError, UsageError
from desktop.i18n import _
from desktop.output import print_json, print_lines

DONE, COULD_NOT, WRONG_USE = 0, 1, 2


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
    # What is wrong with a file that a person writes stands one problem a line, to be mended one by one.
    is_list = isinstance(error, DatasetBuildError | OrganisationError)
    text = str(error) if is_list else " ".join(str(error).split())
    sys.stderr.write(f"forewarned: {text}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = Parser(
        prog="forewarned",
        description=_("Offline briefings on the surveillance that a traveller's devices and data will meet."),
        epilog=_("Without a command the window opens."),
    )
    parser.add_argument("--version", action="version", version=f"forewarned {__version__}")
    parser.add_argument("--dataset", type=Path, metavar="FILE", help=_("use this dataset instead of the shipped one"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_brief(commands)
    _add_assess(commands)
    _add_search(commands)
    actions = add_dataset(commands)
    add_packs(actions)
    add_overlay(actions)
    add_batch(commands)
    add_verify(commands)
    return parser


def _add_assess(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("assess", help=_("show the levels of a country and their reasons"))
    parser.add_argument("country", metavar="COUNTRY")
    add_profile(parser)
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=_assess)


def _add_search(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("search", help=_("find a destination by name, code, city or airport"))
    parser.add_argument("text")
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=_search)


def _assess(options: argparse.Namespace) -> None:
    with open_dataset(options.dataset) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        country = Search(dataset).resolve(options.country)
        assessment = service.assess(country, chosen_profile(options))
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
    return [*lines, *_own_lines(assessment.facts.own)]


def _own_lines(own: OwnFacts | None) -> list[str]:
    if own is None:
        return []
    lines = ["", f"{title(own.identity)} ({label(own.identity)})", caveat(own.identity)]
    for fact in own_facts(own):
        lines += [f"    {fact.subject}: {fact.text}", f"        {fact.detail}"]
        lines += [f"        {': '.join(source_lines(source))}" for source in fact.sources]
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
