"""The commands around dataset packs: whom to trust, take one in, go back, compare, and make one.

`cli.py` adds them to `dataset`.
"""

import argparse
from pathlib import Path
from types import ModuleType

from desktop.assessment.rule_book import shipped_method
from desktop.cli_dataset import whose
from desktop.cli_parser import Commands
from desktop.dataset import installed
from desktop.dataset.store import open_dataset
from desktop.errors import PackError, UsageError
from desktop.handout.difference import Difference, compare, document, lines
from desktop.i18n import _
from desktop.output import print_json, print_lines


def add_packs(actions: "Commands[argparse.ArgumentParser]") -> None:
    """Add `import`, `restore`, `keys`, `export` and `diff`."""
    take = actions.add_parser("import", help=_("check a dataset pack and put its dataset into use"))
    take.add_argument("pack", type=Path, metavar="PACK")
    take.add_argument("--check-only", action="store_true", help=_("say what it holds and leave everything as it is"))
    take.set_defaults(run=_import)
    actions.add_parser("restore", help=_("go back to the dataset before the last import")).set_defaults(run=_restore)
    keys = actions.add_parser("keys", help=_("show whom you trust, trust a publisher, or make keys of your own"))
    choice = keys.add_mutually_exclusive_group()
    choice.add_argument("--trust", type=Path, metavar="ROOT.JSON", help=_("trust the publisher of this file"))
    choice.add_argument("--make", type=Path, metavar="FILE", help=_("make a signing key"))
    choice.add_argument(
        "--found", type=Path, metavar="FOLDER", help=_("begin a repository with the keys given by --key")
    )
    choice.add_argument("--rotate", type=Path, metavar="FOLDER", help=_("pass a repository on from --key to --new-key"))
    _add_keys(keys, "--key")
    _add_keys(keys, "--new-key")
    keys.add_argument("--threshold", type=int, default=1, metavar="N", help=_("how many of the keys must sign"))
    keys.set_defaults(run=_keys)
    export = actions.add_parser("export", help=_("sign the dataset in use as the next release and write its pack"))
    export.add_argument("pack", type=Path, metavar="PACK")
    export.add_argument("--repository", type=Path, required=True, metavar="FOLDER")
    export.add_argument("--overlay", type=Path, metavar="PACK", help=_("own facts that shall come along"))
    export.add_argument("--days", type=int, default=180, help=_("how long the pack can be taken in; default: 180"))
    _add_keys(export, "--key")
    export.set_defaults(run=_export)
    diff = actions.add_parser("diff", help=_("compare two datasets: facts and levels, by country"))
    diff.add_argument("old", type=Path)
    diff.add_argument("new", type=Path)
    diff.add_argument("--json", action="store_true", help=_("print one JSON document"))
    diff.set_defaults(run=_diff)


def _add_keys(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument(
        name,
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=_("a signing key; may be given more than once"),
    )


def _import(options: argparse.Namespace) -> None:
    # Checking signatures takes libraries that no other command needs.
    from desktop.handout import pack

    with pack.examine(options.pack) as candidate:
        identity = candidate.identity
        print_lines(
            [
                _("Dataset of {version}, release {release}, {digest}").format(
                    version=identity.version.isoformat(), release=candidate.release, digest=identity.short
                ),
                _("signed by:"),
                *(f"  {key}" for key in candidate.signed_by),
                *lines(_difference(installed.path_in_use(), candidate.path)),
                *(whose(candidate.overlay.identity, candidate.overlay.counts) if candidate.overlay else ()),
            ]
        )
        if not options.check_only:
            pack.accept(candidate)
            print_lines([_("It is in use from now on; “forewarned dataset restore” goes back.")])


def _restore(_options: argparse.Namespace) -> None:
    # As above.
    from desktop.handout import pack

    with open_dataset(pack.restore()) as dataset:
        print_lines(
            [_("The dataset of {version} is in use again.").format(version=dataset.identity.version.isoformat())]
        )


def _keys(options: argparse.Namespace) -> None:
    if options.make or options.found or options.rotate:
        _publisher_keys(options)
        return
    # As above.
    from desktop.handout import trust

    found = trust.trust_publisher(options.trust) if options.trust else trust.trusted()
    print_lines(trust.describe(found) if found else [_("No publisher is trusted yet; the shipped dataset is in use.")])


def _publisher_keys(options: argparse.Namespace) -> None:
    publish = _publishing()
    if options.make:
        print_lines([_("Key {key}").format(key=publish.make_key(options.make))])
        return
    signers = [publish.load_key(path) for path in options.key]
    if options.found:
        publish.found(options.found, signers, threshold=options.threshold)
        print_lines([_("Give 1.root.json to those who shall trust you, by a way that nobody else can use.")])
        return
    new = [publish.load_key(path) for path in options.new_key]
    publish.rotate(options.rotate, signers, new, threshold=options.threshold)
    print_lines([_("The next pack tells everyone of the new keys.")])


def _export(options: argparse.Namespace) -> None:
    # As above.
    from desktop.dataset.overlay_sheets import read_overlay

    publish = _publishing()
    if not options.key:
        raise UsageError(_("A pack needs signatures; give at least one --key FILE."))
    signers = [publish.load_key(path) for path in options.key]
    dataset = options.dataset or installed.path_in_use()
    # Only what can be read is worth a signature.
    with open_dataset(dataset) as opened:
        if options.overlay:
            read_overlay(options.overlay, opened.known)
    release = publish.publish(
        options.repository, dataset, options.pack, signers, overlay=options.overlay, days=options.days
    )
    print_lines([_("Release {release} in {pack}").format(release=release, pack=options.pack.name)])


def _publishing() -> ModuleType:
    # As above. What is missing would be named only once something is signed.
    from desktop.handout.trust import has_cryptography

    if not has_cryptography():
        raise PackError(_("Signing needs the package “cryptography”; install it where you publish datasets."))
    from desktop.handout import publish

    return publish


def _diff(options: argparse.Namespace) -> None:
    found = _difference(options.old, options.new)
    if options.json:
        print_json(document(found))
    else:
        print_lines(lines(found))


def _difference(old: Path, new: Path) -> Difference:
    with open_dataset(old) as before, open_dataset(new) as after:
        return compare(before, after, shipped_method())
