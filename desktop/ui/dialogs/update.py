"""A dataset out of a signed pack, before it is taken in: who signed it, what it is, what it changes for the trip."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.briefing import own_facts
from desktop.briefing.date_words import date_text
from desktop.i18n import _, ngettext
from desktop.ui import tasks
from desktop.ui.dataset_offer import DatasetOffer, Move
from desktop.ui.dialogs.decision import DecisionDialog
from desktop.ui.fact_table import FactTable
from desktop.ui.models.table_model import TableCell, TableModel, TableRow
from desktop.ui.parts import key_label, label, make_roomy
from desktop.ui.theme import L

_SHARES = (0.24, 0.28, 0.24, 0.24)


class UpdateDialog(DecisionDialog):
    """Checks a pack off the main thread, then shows what it holds, or why it is refused."""

    def __init__(
        self, *, examine: Callable[[], DatasetOffer], has_trip: bool, pool: tasks.Pool, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Update the dataset"), parent=parent)
        self._has_trip = has_trip
        self._offer: DatasetOffer | None = None
        self._is_checking = True
        self.summary = label(_("Checking who signed it, and what it changes…"), "quiet", self)
        self.column.addWidget(self.summary)
        self.model = TableModel(self)
        self.moves = FactTable(_("What changes"), model=self.model, shares=_SHARES, parent=self)
        self.moves.hide()
        self.leave.setEnabled(False)
        make_roomy(self, 64, 48)
        self.finished.connect(self._on_finished)
        self._ticket = tasks.Ticket(self)
        self._ticket.done.connect(self._on_examined)
        self._ticket.failed.connect(self._on_refused)
        tasks.start(pool, self._ticket, examine)

    def _on_examined(self, offer: DatasetOffer) -> None:
        self._is_checking = False
        self.leave.setEnabled(True)
        self._offer = offer
        self.summary.setText(
            _("The dataset of {new}, release {release}, in place of the one of {old}.").format(
                new=date_text(offer.identity.version), release=offer.release, old=date_text(offer.present.version)
            )
        )
        self.summary.setProperty("look", "body")
        self.column.addWidget(label(_("SHA-256 of the dataset"), "secondary"))
        self.column.addWidget(key_label(offer.identity.sha256))
        self.column.addSpacing(L)
        self.column.addWidget(label(_("Signed by"), "heading"))
        for key in offer.signed_by:
            self.column.addWidget(key_label(key))
        signed = ngettext(
            "{n} key that you trust, where {needed} must sign.",
            "{n} keys that you trust, where {needed} must sign.",
            len(offer.signed_by),
        )
        self.column.addWidget(label(signed.format(n=len(offer.signed_by), needed=offer.needed), "secondary"))
        self.column.addSpacing(L)
        heading = _("What changes for your trip") if self._has_trip else _("What changes")
        self.column.addWidget(label(heading, "heading"))
        self.column.addWidget(label(_facts(offer)))
        self.column.addWidget(self.moves)
        if own := offer.identity.overlay:
            self.column.addSpacing(L)
            self.column.addWidget(label(own_facts.title(own), "heading"))
            self.column.addWidget(label(own_facts.label(own)))
            self.column.addWidget(label(own_facts.caveat(own), "secondary"))
        self.column.addStretch(1)
        header = (_("Country"), _("What"), _("Now"), _("After it"))
        self.model.set_rows(header if offer.moves else (), tuple(_row(move) for move in offer.moves))
        self.moves.setVisible(bool(offer.moves))
        self.offer(_("&Use this dataset"), self._accept_offer)

    def _on_refused(self, error: Exception) -> None:
        self._is_checking = False
        self.leave.setEnabled(True)
        self.summary.setText(_("The pack is refused; the dataset in use stays in use."))
        self.refuse(error)

    def reject(self) -> None:
        """Close, but not while the check is under way: its answer comes back to this dialog."""
        if not self._is_checking:
            super().reject()

    def _accept_offer(self) -> None:
        offer, self._offer = self._offer, None
        if offer is not None:
            offer.accept()

    def _on_finished(self) -> None:
        if self._offer is not None:
            self._offer.decline()
            self._offer = None


def _facts(offer: DatasetOffer) -> str:
    if not any((offer.added, offer.changed, offer.withdrawn, offer.moves)):
        return _("Nothing: the facts and levels are the same.")
    facts = _("Facts: {added} added, {changed} changed, {withdrawn} withdrawn.").format(
        added=offer.added, changed=offer.changed, withdrawn=offer.withdrawn
    )
    return facts if offer.moves else facts + " " + _("No level and no posture moves.")


def _row(move: Move) -> TableRow:
    return (
        TableCell(text=move.country),
        TableCell(text=move.what),
        TableCell(text=move.before, level=move.level_before),
        TableCell(text=move.after, level=move.level_after),
    )
