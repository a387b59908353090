"""The command line: the whole program without a window.

Results go to stdout, one error line to stderr; exit code 0 done, 1 could not, 2 wrong use.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from desktop import __version__
from desktop.assessment.method import shipped_method
from desktop.assessment.model import Assessment
from desktop.briefing.document import assessment_document
from desktop.briefing.options import BriefingOptions
from desktop.briefing.service import BriefingService
from desktop.briefing.words import confidence_word, date_text, level_word, posture_title, theme_name
from desktop.cli_handout import add_batch, add_verify
from desktop.dataset.identity import default_path
from desktop.dataset.info import DatasetInfo, describe, verify
from desktop.dataset.model import SourceId
from desktop.dataset.search import Search
from desktop.dataset.store import Dataset, open_dataset
from desktop.errors import DatasetBuildError, ForewarnedError, UsageError
from desktop.i18n import _
from desktop.output import write_file
from desktop.trip import Profile, Stop, Trip

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
    text = str(error) if isinstance(error, DatasetBuildError) else " ".join(str(error).split())
    sys.stderr.write(f"forewarned: {text}\n")
    return code


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; “{self.prog} --help” shows how.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="forewarned",
        description=_("Offline briefings on the surveillance that a traveller's devices and data will meet."),
        epilog=_("Without a command the window opens."),
    )
    parser.add_argument("--version", action="version", version=f"forewarned {__version__}")
    parser.add_argument("--dataset", type=Path, metavar="FILE", help=_("use this dataset instead of the shipped one"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    _add_brief(commands)
    _add_assess(commands)
    _add_search(commands)
    _add_dataset(commands)
    add_batch(commands)
    add_verify(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001  # argparse exports no public name for what add_subparsers returns


def _add_brief(commands: "_Commands[_Parser]") -> None:
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
    parser.set_defaults(run=_brief)


def _add_assess(commands: "_Commands[_Parser]") -> None:
    parser = commands.add_parser("assess", help=_("show the levels of a country and their reasons"))
    parser.add_argument("country", metavar="COUNTRY")
    _add_profile(parser)
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=_assess)


def _add_search(commands: "_Commands[_Parser]") -> None:
    parser = commands.add_parser("search", help=_("find a destination by name, code, city or airport"))
    parser.add_argument("text")
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=_search)


def _add_dataset(commands: "_Commands[_Parser]") -> None:
    parser = commands.add_parser("dataset", help=_("look at the dataset, check it, build it"))
    actions = parser.add_subparsers(required=True, metavar="ACTION", parser_class=_Parser)
    info = actions.add_parser("info", help=_("version, digest and figures"))
    info.add_argument("--json", action="store_true", help=_("print one JSON document"))
    info.set_defaults(run=_dataset_info)
    actions.add_parser("verify", help=_("check the file all through")).set_defaults(run=_dataset_verify)
    build = actions.add_parser("build", help=_("check the facts and build the dataset from them"))
    build.add_argument("--data", type=Path, metavar="FOLDER", help=_("where facts/ lies; default: the shipped data"))
    build.add_argument("-o", "--output", type=Path, metavar="FILE", help=_("the dataset to write"))
    build.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="SOURCE_ID",
        help=_("leave out a source and what rests on it alone; may be given more than once"),
    )
    build.set_defaults(run=_dataset_build)


def _add_profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", choices=[profile.value for profile in Profile], default=Profile.GENERAL.value)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is no date; write it as 2027-01-10.") from error


def _brief(options: argparse.Namespace) -> None:
    # Drawing a PDF loads the fonts and the layout library, which no other command needs.
    from desktop.pdf.render import Paper, render

    if options.output.is_dir():
        raise UsageError(f"“{options.output}” is a folder; name a file, such as “{options.output / 'briefing.pdf'}”.")
    with open_dataset(options.dataset) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        trip = _trip(options, Search(dataset))
        briefing = service.compose(
            service.prepare(trip), BriefingOptions(is_short=options.short, has_sign_off=options.sign_off)
        )
    write_file(options.output, render(briefing, paper=Paper(options.paper)))


def _trip(options: argparse.Namespace, search: Search) -> Trip:
    countries = [search.resolve(text) for text in options.stops]
    last = len(countries) - 1
    stops = tuple(
        Stop(
            country=country,
            arrive=options.arrive if place == 0 else None,
            leave=options.leave if place == last else None,
        )
        for place, country in enumerate(countries)
    )
    return Trip(stops=stops, profile=Profile(options.profile), traveller=options.traveller.strip())


def _assess(options: argparse.Namespace) -> None:
    with open_dataset(options.dataset) as dataset:
        service = BriefingService(dataset=dataset, method=shipped_method())
        country = Search(dataset).resolve(options.country)
        assessment = service.assess(country, Profile(options.profile))
        if options.json:
            _print_json(assessment_document(assessment, dataset.identity))
        else:
            _print(_assessment_lines(assessment))


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
        _print_json(
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
        _print([f"{match.country}  {match.country_name}  ({match.matched}, {match.kind.value})" for match in matches])


def _dataset_info(options: argparse.Namespace) -> None:
    with open_dataset(options.dataset) as dataset:
        _show_info(dataset, as_json=options.json)


def _show_info(dataset: Dataset, *, as_json: bool) -> None:
    info = describe(dataset)
    if as_json:
        _print_json(_info_document(info))
        return
    lines = [
        _("Dataset {version}, schema {schema}").format(
            version=info.identity.version.isoformat(), schema=info.identity.schema_version
        ),
        _("SHA-256 {digest}").format(digest=info.identity.sha256),
        _("built from {digest}").format(digest=info.identity.built_from),
    ]
    for kind, count in info.counts.items():
        covered = info.countries.get(kind)
        where = _(" in {n} countries").format(n=covered) if covered is not None else ""
        lines.append(f"{kind:<16} {count:>6}{where}")
    lines.append(
        _("facts from {oldest} to {newest}").format(oldest=date_text(info.oldest), newest=date_text(info.newest))
    )
    shares = ", ".join(f"{confidence_word(grade)} {share:.0%}" for grade, share in info.confidence.items())
    lines.append(_("confidence: {shares}").format(shares=shares))
    if info.left_out:
        lines.append(_("left out: {sources}").format(sources=", ".join(info.left_out)))
    _print(lines)


def _info_document(info: DatasetInfo) -> dict[str, object]:
    return {
        "version": info.identity.version.isoformat(),
        "schema": info.identity.schema_version,
        "sha256": info.identity.sha256,
        "built_from": info.identity.built_from,
        "counts": dict(info.counts),
        "countries": dict(info.countries),
        "oldest": info.oldest.isoformat() if info.oldest else None,
        "newest": info.newest.isoformat() if info.newest else None,
        "confidence": {grade.code: round(share, 4) for grade, share in info.confidence.items()},
        "left_out": list(info.left_out),
    }


def _dataset_verify(options: argparse.Namespace) -> None:
    info = verify(options.dataset)
    _print(
        [
            _("The dataset of {version} is whole: {digest}").format(
                version=info.identity.version, digest=info.identity.sha256
            )
        ]
    )


def _dataset_build(options: argparse.Namespace) -> None:
    # Building needs libraries that a running program does without.
    from desktop.dataset.build import build_dataset

    data = options.data or default_path().parent.parent
    target = options.output or default_path()
    built = build_dataset(data, target, without=[SourceId(source_id) for source_id in options.without])
    _print([_("Built the dataset of {version}: {digest}").format(version=built.version, digest=built.sha256)])


def _print(lines: Sequence[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


def _print_json(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
