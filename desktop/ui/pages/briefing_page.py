"""The right column: the briefing's pages or its checklist, and the ways to keep it."""

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.errors import OutputError
from desktop.i18n import _
from desktop.ui import messages, tasks
from desktop.ui.briefing_maker import BriefingMaker
from desktop.ui.options_state import OptionsState
from desktop.ui.outlook import Outlook
from desktop.ui.pages.organisation_row import OrganisationRow
from desktop.ui.parts import (
    Choice,
    MessageLine,
    TickBox,
    beside_bar,
    button,
    clear_of_bar,
    label,
    rule,
    spaced,
)
from desktop.ui.preferences import PaperSize
from desktop.ui.services import PreparedT
from desktop.ui.tab_order import place_after
from desktop.ui.theme import L, M, S
from desktop.ui.trip_state import TripState

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.briefing.own import OwnWords
    from desktop.ui.pages.checklist import Checklist
    from desktop.ui.pages.preview import Preview


class BriefingPage(QWidget):
    """Shows, saves and prints the briefing."""

    paper_chosen = Signal(PaperSize)

    def __init__(
        self,
        *,
        state: TripState,
        outlook: Outlook[PreparedT],
        options: OptionsState,
        maker: BriefingMaker[PreparedT],
        organisation: Callable[[Path], "OwnWords"],
        pool: tasks.Pool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state = state
        self._outlook = outlook
        self._options = options
        self._maker = maker
        self._pool = pool
        self._printer: QPrinter | None = None
        self._has_failed = False
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(_("Briefing"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(_("Pages"))
        self.tabs.addTab(_("Checklist"))
        self.empty = label(_("The briefing appears here as soon as the trip has a destination."), "quiet", self)
        self.empty.setContentsMargins(*clear_of_bar())
        self.status = label("", "secondary", self)
        self.message = MessageLine(_("Briefing"), self)
        self.organisation = OrganisationRow(options=options, read=organisation, parent=self)
        self.is_short = TickBox(_("One sheet"), self)
        self.has_sign_off = TickBox(_("A page to sign"), self)
        self.save = button(_("&Save PDF…"), "primary", self)
        self.print = button(_("&Print…"), "plain", self)
        self.paper = Choice(_("Paper"), self)
        self.paper.addItem(_("A4"), PaperSize.A4)
        self.paper.addItem(_("Letter"), PaperSize.LETTER)
        self.paper.setCurrentIndex(self.paper.findData(maker.paper))
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._lay_out()
        self._connect()
        self._on_trip_changed()
        self._on_busy_changed()

    @cached_property
    def preview(self) -> "Preview":
        """The pages, as they will be saved; made for the first trip."""
        from desktop.ui.pages.preview import Preview

        page = Preview(maker=self._maker, pool=self._pool)
        place_after(self.tabs, page, self._pages.addWidget)
        return page

    @cached_property
    def checklist(self) -> "Checklist":
        """What to do; made when it is first opened."""
        from desktop.ui.pages.checklist import Checklist

        page = Checklist(state=self._state, outlook=self._outlook)
        place_after(self.tabs, page, self._pages.addWidget)
        return page

    def _lay_out(self) -> None:
        form = QHBoxLayout()
        spaced(form, gap=L)
        form.addWidget(self.is_short)
        form.addWidget(self.has_sign_off)
        form.addStretch(1)
        form.addWidget(self.paper)
        buttons = QHBoxLayout()
        spaced(buttons)
        buttons.addWidget(self.save)
        buttons.addWidget(self.print)
        buttons.addSpacing(S)
        buttons.addWidget(self.status, 1)
        layout = QVBoxLayout(self)
        spaced(layout, margin=beside_bar(L, M, L))
        above, below = QVBoxLayout(), QVBoxLayout()
        spaced(above, margin=clear_of_bar(), gap=0)
        above.addWidget(self.tabs)
        above.addWidget(rule(self))
        spaced(below, margin=clear_of_bar())
        below.addWidget(rule(self))
        below.addWidget(self.organisation)
        below.addLayout(form)
        below.addWidget(self.message)
        below.addLayout(buttons)
        layout.addLayout(above)
        layout.addWidget(self._pages, 1)
        layout.addLayout(below)
        for before, after in pairwise((self.has_sign_off, self.paper, self.save, self.print)):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_trip_changed)
        self.save.clicked.connect(self.choose_file)
        self.print.clicked.connect(self.choose_printer)
        self.is_short.toggled.connect(self._options.set_short)
        self.has_sign_off.toggled.connect(self._options.set_sign_off)
        self._options.changed.connect(self._on_options_changed)
        self.organisation.refused.connect(self._on_organisation_refused)
        self.organisation.accepted.connect(self.message.clear)
        self.paper.activated.connect(self._on_paper_activated)
        self._state.trip_changed.connect(self._on_trip_changed)
        self._state.ticks_changed.connect(self._on_ticks_changed)
        self._maker.busy_changed.connect(self._on_busy_changed)
        self._maker.failed.connect(self._on_failed)
        self._maker.pages_changed.connect(self._on_pages_changed)

    def make_ready(self) -> QWidget:
        """Make the page that the first trip shows, and return it."""
        return self.preview

    def progress(self) -> tuple[int, int]:
        """Return how many measures are ticked, and how many there are."""
        every = {measure.advice_id for measure in self._outlook.measures}
        return len(every & self._state.ticked), len(every)

    def choose_file(self) -> None:
        """Ask where to save the PDF."""
        # The window stands before anybody chooses a file.
        from desktop.ui.file_dialog import ask_where_to_save

        ask_where_to_save(self, "save-pdf", _("Save PDF"), _("PDF (*.pdf)"), self.save_to, suggested="briefing.pdf")

    def save_to(self, path: str) -> None:
        """Write the PDF and say what was left where."""
        pages = self._maker.pages
        if pages is None:
            return
        # Nobody saves before there is a window.
        from desktop.output import write_file

        try:
            write_file(Path(path), pages.pdf)
        except OutputError as error:
            self.message.show_error(messages.text_for(error))
        else:
            self.message.show_note(
                _("Saved as {path}. That file holds your trip; nothing else does.").format(path=path)
            )

    def choose_printer(self) -> None:
        """Ask how to print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

        from desktop.ui.printing import printer_for

        if not QPrinterInfo.availablePrinterNames():
            self.message.show_error(_("There is no printer on this computer. Save the PDF and print it elsewhere."))
            return
        self._printer = printer_for(self._maker.paper)
        dialog = QPrintDialog(self._printer, self)
        dialog.setObjectName("print")
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        # That would draw the pages again; the button beside saves the very briefing.
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
        # Paper, margins and sheets in its “Properties” would not be heeded: the pages are made already.
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintShowPageSize, on=False)
        pages = self._maker.pages
        if pages is not None:
            dialog.setMinMax(1, len(pages.sizes))
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(self._on_print_accepted)
        # QPrintDialog hides the open() that takes no receiver.
        QDialog.open(dialog)

    def _on_print_accepted(self) -> None:
        pages = self._maker.pages
        if pages is None or self._printer is None:
            return
        from desktop.ui.printing import print_briefing

        try:
            print_briefing(pages.pdf, self._printer, paper=self._maker.paper)
        except OutputError as error:
            self.message.show_error(messages.text_for(error))
        else:
            self.message.show_note(_("Sent to the printer. Its queue and memory may keep a copy."))

    def _on_paper_activated(self, row: int) -> None:
        paper = PaperSize(self.paper.itemData(row))
        self._maker.set_paper(paper)
        self.paper_chosen.emit(paper)

    def _on_options_changed(self) -> None:
        self.is_short.setChecked(self._options.options.is_short)
        self.has_sign_off.setChecked(self._options.options.has_sign_off)

    def _on_organisation_refused(self, error: Exception) -> None:
        self.message.show_error(messages.text_for(error))

    def _on_trip_changed(self) -> None:
        self.message.clear()
        has_trip = bool(self._state.stops)
        chosen: QWidget = self.empty
        if has_trip:
            chosen = self.preview if self.tabs.currentIndex() == 0 else self.checklist
        self._pages.setCurrentWidget(chosen)
        self._on_ticks_changed()

    def _on_ticks_changed(self) -> None:
        done, every = self.progress()
        text = _("Checklist · {done} of {all}").format(done=done, all=every) if every else _("Checklist")
        self.tabs.setTabText(1, text)

    def _on_busy_changed(self) -> None:
        is_busy = self._maker.is_busy
        is_ready = self._maker.pages is not None and not is_busy and not self._has_failed
        # A moment later both may be the other way round; a button must not lose the keyboard for that.
        self.save.setEnabled(is_ready or (self.save.hasFocus() and is_busy))
        self.print.setEnabled(is_ready or (self.print.hasFocus() and is_busy))
        self.status.setText(_("Making the briefing…") if is_busy else "")

    def _on_pages_changed(self) -> None:
        self._has_failed = False

    def _on_failed(self, error: Exception) -> None:
        self._has_failed = True
        self.message.show_error(messages.text_for(error))
        self._on_busy_changed()
