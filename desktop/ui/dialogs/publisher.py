"""A publisher of datasets, before one trusts them: which keys, and how to be sure that they are theirs."""

from PySide6.QtWidgets import QWidget

from desktop.briefing.date_words import date_text
from desktop.i18n import _, ngettext
from desktop.ui.dataset_offer import PublisherOffer
from desktop.ui.dialogs.decision import DecisionDialog
from desktop.ui.parts import key_label, label
from desktop.ui.theme import L


class PublisherDialog(DecisionDialog):
    """Shows the keys of a publisher to compare with what they told by another way."""

    def __init__(self, offer: PublisherOffer, parent: QWidget | None = None) -> None:
        super().__init__(_("Trust a publisher"), parent=parent)
        self.column.addWidget(
            label(
                _(
                    "Datasets signed with these keys can be taken in from then on, in place of those of any publisher "
                    "trusted before. Compare the keys with what the publisher told you by another way."
                )
            )
        )
        self.column.addSpacing(L)
        for key in offer.keys:
            self.column.addWidget(key_label(key))
        text = ngettext(
            "{n} of these keys must sign. They hold until {day}.",
            "{n} of these keys must sign. They hold until {day}.",
            offer.needed,
        )
        self.column.addWidget(label(text.format(n=offer.needed, day=date_text(offer.until)), "secondary"))
        self.column.addStretch(1)
        self.offer(_("&Trust this publisher"), offer.accept)
