"""A question with all that bears on it, and one button that does what it says; what goes wrong is said in place."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.errors import ForewarnedError
from desktop.i18n import _
from desktop.ui import messages
from desktop.ui.pages.sheet_page import SheetPage
from desktop.ui.parts import MessageLine, button, label, make_roomy, spaced
from desktop.ui.theme import XL, M


class DecisionDialog(QDialog):
    """Shows what is in `column`; the decision is taken by a button, everything else leaves things as they are."""

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._decide: Callable[[], None] | None = None
        sheet = SheetPage(self)
        self.column = sheet.column
        self.message = MessageLine(title, self)
        self.decide = button(title, "primary", self)
        self.buttons = QDialogButtonBox(self)
        self.buttons.addButton(self.decide, QDialogButtonBox.ButtonRole.ActionRole)
        # The box shows what it is given.
        self.decide.hide()
        self.leave = button(_("Leave as it is"), parent=self)
        self.buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        self.column.addWidget(label(title, "title"))
        foot = QVBoxLayout()
        spaced(foot, margin=(XL, M, XL, XL), gap=M)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        spaced(layout, gap=0)
        layout.addWidget(sheet, 1)
        layout.addLayout(foot)
        make_roomy(self, 56, 28)
        self.decide.clicked.connect(self._on_decide_clicked)
        self.buttons.rejected.connect(self.reject)

    def offer(self, text: str, decide: Callable[[], None]) -> None:
        """Offer the decision: what its button says, and what it does; a ForewarnedError keeps the dialog open."""
        self._decide = decide
        self.decide.setText(text)
        self.decide.show()
        # What is done without a look at it changes nothing.
        self.leave.setFocus()

    def refuse(self, error: BaseException) -> None:
        """Say what went wrong; there is nothing to decide any more."""
        self._decide = None
        self.decide.hide()
        self.leave.setText(_("Close"))
        self.leave.setFocus()
        self.column.addWidget(self.message)
        self.column.addStretch(1)
        self.message.show_error(messages.text_for(error))

    def _on_decide_clicked(self) -> None:
        decide, self._decide = self._decide, None
        if decide is None:
            return
        try:
            decide()
        except ForewarnedError as error:
            self.refuse(error)
        else:
            self.accept()
