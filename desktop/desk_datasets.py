"""Puts what is in a signed pack, or in a publisher's file of keys, before a person who decides on it."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from desktop.assessment.method import Method
from desktop.briefing.words import level_word, posture_title, theme_name
from desktop.dataset import installed
from desktop.dataset.codes import CountryCode
from desktop.dataset.store import open_dataset
from desktop.errors import DatasetError, PackError, reason_of
from desktop.handout import pack
from desktop.handout.difference import Difference, compare
from desktop.handout.trust import read_trust, trust_publisher
from desktop.i18n import _
from desktop.ui.dataset_offer import DatasetOffer, Move, PublisherOffer


def examine(
    path: Path, countries: tuple[CountryCode, ...], *, method: Method, reopen: Callable[[], None]
) -> DatasetOffer:
    """Check a pack and compare its dataset with the one in use; raises PackError with the reason of a refusal.

    No countries ask for the changes of all of them. `reopen` is called once the offer is accepted.
    """
    with ExitStack() as stack:
        candidate = stack.enter_context(pack.examine(path))
        changes = _changes(candidate.path, countries, method)
        opened = stack.pop_all()

    def accept() -> None:
        with opened:
            pack.accept(candidate)
        try:
            reopen()
        except DatasetError as error:
            pack.restore()
            raise PackError(
                _("This dataset and the own facts in use do not go together, so the one before stays: {reason}").format(
                    reason=error
                )
            ) from error

    return DatasetOffer(
        identity=candidate.identity,
        present=changes.old,
        release=candidate.release,
        signed_by=candidate.signed_by,
        needed=candidate.trust.threshold,
        added=_count(changes, "added"),
        changed=_count(changes, "changed"),
        withdrawn=_count(changes, "withdrawn"),
        moves=_moves(changes),
        accept=accept,
        decline=opened.close,
    )


def publisher(path: Path) -> PublisherOffer:
    """Read a publisher's file of keys; raises PackError when it is none."""
    content = _content(path)
    found = read_trust(content)

    def accept() -> None:
        if _content(path) != content:
            raise PackError(_("“{name}” changed while you looked at it; choose it again.").format(name=path.name))
        trust_publisher(path)

    return PublisherOffer(keys=found.keys, needed=found.threshold, until=found.expires.date(), accept=accept)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PackError(
            _("“{name}” cannot be read ({reason}); choose another file.").format(
                name=path.name, reason=reason_of(error)
            )
        ) from error


def _changes(new: Path, countries: tuple[CountryCode, ...], method: Method) -> Difference:
    with open_dataset(installed.path_in_use()) as before, open_dataset(new) as after:
        there = {country.code for country in after.countries()}
        lost = [country for country in countries if country not in there]
        if lost:
            raise PackError(
                _("The dataset in the pack knows nothing of {country}, where your trip goes.").format(country=lost[0])
            )
        return compare(before, after, method, countries or None)


def _count(changes: Difference, change: str) -> int:
    return sum(fact.change == change for fact in changes.facts)


def _moves(changes: Difference) -> tuple[Move, ...]:
    """Put postures and levels together, by country."""
    postures = [
        Move(country=each.name, what=_("Posture"), before=posture_title(each.before), after=posture_title(each.after))
        for each in changes.postures
    ]
    levels = [
        Move(
            country=each.name,
            what=theme_name(each.theme),
            before=level_word(each.before, each.theme),
            after=level_word(each.after, each.theme),
            level_before=each.before,
            level_after=each.after,
        )
        for each in changes.levels
    ]
    # Sorting keeps the order within a country: the posture first, then the themes in theirs.
    return tuple(sorted((*postures, *levels), key=lambda move: move.country))
