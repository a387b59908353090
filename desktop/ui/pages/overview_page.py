"""The whole trip at a glance: posture, levels by stop, who can reach what is recorded."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.assessment.levels import Theme
from desktop.assessment.model import Assessment
from desktop.assessment.posture import strictest
from desktop.briefing.words import not_documented
from desktop.i18n import _
from desktop.ui.fact_table import FactTable
from desktop.ui.level_table import LevelTable
from desktop.ui.models.table_model import TableModel
from desktop.ui.outlook import Outlook
from desktop.ui.pages.posture_box import PostureBox
from desktop.ui.pages.sheet_page import SheetPage
from desktop.ui.parts import label
from desktop.ui.services import PreparedT
from desktop.ui.tables import level_rows, names, posture_row, reach_header, reach_rows
from desktop.ui.theme import L, S
from desktop.ui.when_seen import WhenSeen

_REACH_SHARES = (0.24, 0.34, 0.42)


class TripSheet(SheetPage):
    """A page about the stops of a trip, written when it is seen."""

    level_chosen = Signal(int, Theme)
    """The reasons of this theme are wanted, at the stop in this row of the trip."""

    def __init__(self, *, outlook: Outlook[PreparedT], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outlook = outlook
        self._writing = WhenSeen(self, self._on_seen)
        self._writing.want()
        outlook.changed.connect(self._on_outlook_changed)

    def showEvent(self, event: QShowEvent) -> None:
        self._writing.catch_up()
        super().showEvent(event)

    def _show_levels(self, table: LevelTable, rows_above: int) -> None:
        """Pass on which level is chosen in a table of themes by stop, below rows that are no themes."""

        def choose(row: int, column: int) -> None:
            self.level_chosen.emit(column - 1, tuple(Theme)[row - rows_above])

        table.level_chosen.connect(choose)

    def _on_outlook_changed(self) -> None:
        self._writing.want(at_once=not self._outlook.assessments)

    def _on_seen(self) -> None:
        self._write(self._outlook.assessments)

    def _write(self, assessments: tuple[Assessment, ...]) -> None:
        raise NotImplementedError


class OverviewPage(TripSheet):
    """Shows the assessments of a trip side by side."""

    def __init__(self, *, outlook: Outlook[PreparedT], parent: QWidget | None = None) -> None:
        super().__init__(outlook=outlook, parent=parent)
        self._title = label("", "title")
        self._subtitle = label(_("The strictest posture of the stops holds for the whole trip."), "secondary")
        self._posture = PostureBox()
        self.levels = TableModel(self)
        self.reach = TableModel(self)
        self.level_table = LevelTable(_("Levels by stop"), model=self.levels)
        self.reach_table = FactTable(_("Who can reach what is recorded"), model=self.reach, shares=_REACH_SHARES)
        for widget in (self._title, self._subtitle, self._posture):
            self.column.addWidget(widget)
        self.column.addSpacing(S)
        self.column.addWidget(self.level_table)
        self._show_levels(self.level_table, 0)
        self.column.addWidget(
            label(_("Choose a level for its reasons. {note}").format(note=not_documented()), "secondary")
        )
        self.column.addSpacing(L)
        self.column.addWidget(label(_("Who can reach what is recorded"), "heading"))
        self.column.addWidget(self.reach_table)
        self.column.addStretch(1)

    def _write(self, assessments: tuple[Assessment, ...]) -> None:
        self._title.setText(", ".join(names(assessments)))
        self._subtitle.setVisible(len(assessments) > 1)
        if assessments:
            self._posture.show_decision(strictest([each.posture for each in assessments]))
        else:
            self._posture.clear()
        self.levels.set_rows(("", *names(assessments)), level_rows(assessments, with_reasons=False))
        self.reach.set_rows(reach_header(), reach_rows(assessments))


class ComparePage(TripSheet):
    """Shows two to four stops side by side, each level with its strongest reason; one stop has nothing beside it."""

    AT_MOST = 4

    def __init__(self, *, outlook: Outlook[PreparedT], parent: QWidget | None = None) -> None:
        super().__init__(outlook=outlook, parent=parent)
        self.levels = TableModel(self)
        self.table = LevelTable(_("Stops side by side"), model=self.levels)
        self._show_levels(self.table, 1)
        self._note = label("", "secondary")
        self.column.addWidget(label(_("Side by side"), "title"))
        self.column.addWidget(self._note)
        self.column.addWidget(self.table)
        self.column.addStretch(1)

    def _write(self, assessments: tuple[Assessment, ...]) -> None:
        is_alone = len(assessments) < 2  # noqa: PLR2004 - two is what comparing needs
        self.table.setVisible(not is_alone)
        shown = assessments[: self.AT_MOST]
        if is_alone:
            self._note.setText(_("Add a second stop to compare it with the first."))
        elif len(assessments) > self.AT_MOST:
            self._note.setText(_("The first four stops; move others up in the trip to see them here."))
        else:
            self._note.setText(_("Each level with its strongest reason; choose one for the rest."))
        rows = (posture_row(shown), *level_rows(shown, with_reasons=True)) if shown else ()
        self.levels.set_rows(("", *names(shown)), rows)
