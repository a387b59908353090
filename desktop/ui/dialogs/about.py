"""What this program and its dataset are, and under which terms."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from desktop import __version__
from desktop.briefing import own_facts
from desktop.briefing.date_words import date_text
from desktop.dataset.identity import DatasetIdentity
from desktop.i18n import _
from desktop.ui.parts import label, make_roomy, spaced
from desktop.ui.reading import Reading
from desktop.ui.theme import XL, XS, S


class AboutDialog(QDialog):
    """Shows versions, the dataset's digest and the licences."""

    def __init__(
        self, *, identity: DatasetIdentity, licences: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Forewarned"))
        self.digest = QLineEdit(identity.sha256, self)
        self.digest.setReadOnly(True)
        self.digest.setCursorPosition(0)
        digest_label = label(_("&SHA-256 of the dataset"), "secondary")
        digest_label.setBuddy(self.digest)
        self.digest.setAccessibleName(_("SHA-256 of the dataset"))
        terms = Reading(_("Licences"), margin=XS, parent=self)
        terms.show_markdown(licences())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        spaced(layout, margin=XL, gap=S)
        layout.addWidget(label(_("Forewarned {version}").format(version=__version__), "title"))
        layout.addWidget(label(_("Offline pre-travel briefings on documented state surveillance."), "quiet"))
        layout.addSpacing(S)
        layout.addWidget(
            label(
                _("Dataset of {date}, schema {schema}. Verified when the program started.").format(
                    date=date_text(identity.version), schema=identity.schema_version
                )
            )
        )
        layout.addWidget(digest_label)
        layout.addWidget(self.digest)
        if identity.overlay:
            layout.addWidget(label(own_facts.title(identity.overlay)))
            layout.addWidget(label(own_facts.label(identity.overlay), "secondary"))
        layout.addSpacing(S)
        layout.addWidget(label(_("Licences"), "heading"))
        layout.addWidget(terms, 1)
        layout.addWidget(buttons)
        make_roomy(self, 58, 52)
