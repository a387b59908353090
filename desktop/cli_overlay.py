"""The commands around an organisation's own facts: pack its sheets, take a pack in, go on without.

`cli.py` adds them to `dataset`.
"""

import argparse
from pathlib import Path

from desktop.cli_dataset import whose
from desktop.cli_parser import Commands
from desktop.dataset.installed import path_in_use
from desktop.dataset.overlay import Overlay
from desktop.dataset.store import Dataset, open_dataset
from desktop.errors import DatasetError
from desktop.i18n import _
from desktop.output import print_lines


def add_overlay(actions: "Commands[argparse.ArgumentParser]") -> None:
    """Add `overlay` with its own actions."""
    parser = actions.add_parser("overlay", help=_("facts of your own, shown as yours beside the dataset's"))
    choice = parser.add_subparsers(required=True, metavar="ACTION")
    pack = choice.add_parser("pack", help=_("check the sheets in a folder and write them as one pack"))
    pack.add_argument(
        "folder", type=Path, metavar="FOLDER", help=_("holds overlay.csv, sources.csv and sheets of facts")
    )
    pack.add_argument("-o", "--output", type=Path, required=True, metavar="PACK", help=_("the pack to write"))
    pack.set_defaults(run=_pack)
    take = choice.add_parser("import", help=_("check a pack of own facts and put them into use"))
    take.add_argument("pack", type=Path, metavar="PACK")
    take.add_argument("--check-only", action="store_true", help=_("say what it holds and leave everything as it is"))
    take.set_defaults(run=_import)
    choice.add_parser("remove", help=_("go on without own facts")).set_defaults(run=_remove)


def _pack(options: argparse.Namespace) -> None:
    # Reading sheets takes what no other command needs.
    from desktop.handout.own_facts import pack_own_facts

    with _dataset_alone(options) as dataset:
        overlay = pack_own_facts(options.folder, options.output, dataset.known)
    print_lines(
        [
            *whose(overlay.identity, overlay.counts),
            _("Written to {pack}; nothing is in use yet.").format(pack=options.output.name),
        ]
    )


def _import(options: argparse.Namespace) -> None:
    # As above.
    from desktop.dataset.overlay_sheets import read_overlay
    from desktop.handout.difference import counted
    from desktop.handout.own_facts import changes_of, use_own_facts

    with _dataset_alone(options) as dataset:
        overlay = read_overlay(options.pack, dataset.known)
    print_lines([*whose(overlay.identity, overlay.counts), counted(changes_of(_overlay_in_use(), overlay))])
    if not options.check_only:
        use_own_facts(options.pack, overlay)
        print_lines([_("They are in use from now on; “forewarned dataset overlay remove” goes on without.")])


def _remove(_options: argparse.Namespace) -> None:
    # As above.
    from desktop.handout.own_facts import remove_own_facts

    remove_own_facts()
    print_lines([_("No own facts are in use any more.")])


def _dataset_alone(options: argparse.Namespace) -> Dataset:
    """Open the dataset without own facts: new ones must be taken in even where those in use are damaged."""
    return open_dataset(options.dataset or path_in_use())


def _overlay_in_use() -> Overlay | None:
    try:
        with open_dataset() as dataset:
            return dataset.overlay
    except DatasetError:
        return None
