"""The commands of those who keep the dataset: figures, check, build."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.briefing.date_words import date_text
from desktop.briefing.words import confidence_word
from desktop.cli_parser import Commands
from desktop.dataset.codes import SourceId
from desktop.dataset.identity import OverlayIdentity, default_path
from desktop.dataset.info import DatasetInfo, describe, verify
from desktop.dataset.store import Dataset, open_dataset
from desktop.i18n import _
from desktop.output import print_json, print_lines


def add_dataset(commands: "Commands[argparse.ArgumentParser]") -> "Commands[argparse.ArgumentParser]":
    """Add `dataset` with its actions, and return these for others to add to."""
    parser = commands.add_parser("dataset", help=_("look at the dataset, check it, build it"))
    actions = parser.add_subparsers(required=True, metavar="ACTION")
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
    return actions


def _dataset_info(options: argparse.Namespace) -> None:
    with open_dataset(options.dataset) as dataset:
        _show_info(dataset, as_json=options.json)


def _show_info(dataset: Dataset, *, as_json: bool) -> None:
    info = describe(dataset)
    if as_json:
        print_json(_info_document(info))
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
    if info.identity.overlay:
        lines += whose(info.identity.overlay, info.own)
    print_lines(lines)


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
        "own": _own_document(info),
    }


def _own_document(info: DatasetInfo) -> dict[str, object] | None:
    overlay = info.identity.overlay
    if overlay is None:
        return None
    return {
        "organisation": overlay.organisation,
        "version": overlay.version.isoformat(),
        "sha256": overlay.sha256,
        "counts": dict(info.own),
    }


def whose(overlay: OverlayIdentity, counts: Mapping[str, int]) -> Sequence[str]:
    """Say whose own facts go along, of which day, and how many."""
    return [
        _("Own facts of {organisation}, {version}, {digest}").format(
            organisation=overlay.organisation, version=overlay.version.isoformat(), digest=overlay.sha256
        ),
        *(f"{kind:<16} {count:>6}" for kind, count in counts.items()),
    ]


def _dataset_verify(options: argparse.Namespace) -> None:
    info = verify(options.dataset)
    print_lines(
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
    print_lines([_("Built the dataset of {version}: {digest}").format(version=built.version, digest=built.sha256)])
