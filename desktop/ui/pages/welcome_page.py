"""What the window says before there is a trip: what it is for, and how levels look."""

from PySide6.QtWidgets import QWidget

from desktop.assessment.levels import Level
from desktop.briefing.words import level_word, not_documented
from desktop.i18n import _
from desktop.ui.level_badge import LevelBadge
from desktop.ui.pages.sheet_page import SheetPage
from desktop.ui.parts import Paragraph, label
from desktop.ui.theme import XL, XXL, L


class WelcomePage(SheetPage):
    """Stands where the levels will be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.setContentsMargins(XL, XXL, XL, XXL)
        self.column.addStretch(1)
        for text, look in (
            (_("Know before you go what will watch you"), "title"),
            (_("Add a destination at the left. You then see, with reasons and sources:"), "quiet"),
            (_("Which surveillance is documented there, and how sure that is."), "body"),
            (_("Which governments can reach what is recorded, the host and the suppliers’ homes."), "body"),
            (_("What to do before you leave, at the border, during the stay and after."), "body"),
            (_("The briefing to print stands ready at the right. Nothing leaves this computer."), "quiet"),
        ):
            self.column.addWidget(Paragraph(text, look))
        self.column.addSpacing(L)
        self.column.addWidget(label(_("Levels, by shape, word and colour"), "secondary"))
        for level in Level:
            self.column.addWidget(LevelBadge(level, level_word(level)))
        self.column.addWidget(label(not_documented(), "secondary"))
        self.column.addStretch(2)
