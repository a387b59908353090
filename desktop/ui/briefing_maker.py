"""Makes the PDF of the trip in the background: one at work, the newest wish waiting, stale results dropped."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, NamedTuple

from PySide6.QtCore import QObject, QSizeF, Qt, QTimer, Signal

from desktop.ui import tasks
from desktop.ui.options_state import OptionsState
from desktop.ui.outlook import Outlook
from desktop.ui.preferences import PaperSize
from desktop.ui.services import PreparedT, PressServices

if TYPE_CHECKING:
    from desktop.briefing.model import Briefing
    from desktop.briefing.options import BriefingOptions
    from desktop.ui.pdf_pages import Look, Picture

_SETTLE_MS = 8
"""Long enough to let the levels be painted first, too short to notice."""


class Pages(NamedTuple):
    """A briefing as it will be saved, the sizes of its pages in points, and a picture of the page that is wanted."""

    pdf: bytes
    sizes: tuple[QSizeF, ...]
    picture: "Picture | None"


class BriefingMaker(QObject, Generic[PreparedT]):
    """Follows the trip. `pages` is the newest briefing made; it may be older than the trip while `is_busy`.

    The press makes the PDF while the levels are prepared and painted; where there is none, this process does so after.
    """

    pages_changed = Signal()
    busy_changed = Signal(bool)
    failed = Signal(Exception)

    def __init__(
        self,
        *,
        outlook: Outlook[PreparedT],
        options: OptionsState,
        compose: Callable[[PreparedT, "BriefingOptions"], "Briefing"],
        render: Callable[["Briefing", PaperSize], bytes],
        press: PressServices,
        pool: tasks.Pool,
        paper: PaperSize,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._outlook = outlook
        self._options = options
        self._compose = compose
        self._render = render
        self._press = press
        self._pool = pool
        self._paper = paper
        self._pages: Pages | None = None
        self._look: Callable[[], Look | None] | None = None
        self._is_working = False
        self._is_wanted = False
        self._options_at_work: BriefingOptions | None = None
        self._ticket = tasks.Ticket(self)
        self._ticket.done.connect(self._on_done)
        self._ticket.failed.connect(self._on_failed)
        # The press begins in the midst of a change, and is heard when the change is over.
        self._press_ticket = tasks.Ticket(self)
        self._press_ticket.done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        self._press_ticket.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        outlook.about_to_change.connect(self._on_about_to_change)
        outlook.changed.connect(self._on_outlook_changed)
        options.changed.connect(self._on_options_changed)

    @property
    def pages(self) -> Pages | None:
        """The newest briefing made; None without a trip."""
        return self._pages

    @property
    def is_busy(self) -> bool:
        """Whether the pages are older than the trip."""
        return self._is_wanted or self._is_working

    @property
    def paper(self) -> PaperSize:
        """The paper that the briefing is made for."""
        return self._paper

    def set_paper(self, paper: PaperSize) -> None:
        """Make the briefing for another paper."""
        if paper is not self._paper:
            self._paper = paper
            self._want()

    def draw_for(self, look: Callable[[], "Look | None"]) -> None:
        """Let the pages come with a picture of the one that `look` names when their making begins."""
        self._look = look

    def _on_about_to_change(self) -> None:
        # Before the levels are prepared, so that both are done side by side.
        self._is_wanted = True
        self._begin()

    def _on_outlook_changed(self) -> None:
        if self._outlook.prepared is not None:
            self._want(is_begun=not self._is_wanted)
            return
        # Nothing may be left of a trip that was cleared, not even for the moment until the next one is ready.
        self._settle.stop()
        self._is_wanted = False
        self._press.forget()
        self._show(None)

    def _on_options_changed(self) -> None:
        if self._outlook.prepared is not None:
            # What an organisation asks for changes the trip's outlook too; then all of it is ordered already.
            self._want(is_begun=self._options_at_work is self._options.options)

    def _want(self, *, is_begun: bool = False) -> None:
        self._is_wanted = self._is_wanted or not is_begun
        self.busy_changed.emit(self.is_busy)
        self._go_on()

    def _go_on(self) -> None:
        """Begin what is wanted; without a press only once the levels are painted."""
        if self._is_wanted and not self._is_working and not self._begin():
            self._settle.start()

    def _begin(self) -> bool:
        """Let the press begin if it can."""
        trip = self._outlook.trip
        if trip is None or self._is_working:
            return False
        wait = self._press.begin(trip, self._options.options, self._paper)
        if wait is not None:
            self._start(wait, self._press_ticket)
        return wait is not None

    def _on_settled(self) -> None:
        prepared = self._outlook.prepared
        if prepared is None or self._is_working:
            return
        compose, render, options, paper = self._compose, self._render, self._options.options, self._paper
        self._start(lambda: render(compose(prepared, options), paper), self._ticket)

    def _start(self, make: Callable[[], bytes | None], ticket: tasks.Ticket) -> None:
        self._settle.stop()
        self._is_wanted = False
        self._is_working = True
        self._options_at_work = self._options.options
        look = None if self._look is None else self._look()
        tasks.start(self._pool, ticket, lambda: _pages_of(make(), look))

    def _rest(self) -> None:
        self._is_working = False
        self._options_at_work = None

    def _on_done(self, pages: Pages | None) -> None:
        self._rest()
        if self._outlook.trip is None:
            self.busy_changed.emit(False)
        elif self._is_wanted:
            self._go_on()
        elif pages is None:
            # The press came back without: what it cannot do is found out here.
            self._on_settled()
        else:
            self._show(pages)

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        if self._is_wanted and self._outlook.trip is not None:
            self._go_on()
            return
        self.busy_changed.emit(False)
        if self._outlook.trip is not None:
            self.failed.emit(error)

    def _show(self, pages: Pages | None) -> None:
        self._pages = pages
        self.pages_changed.emit()
        self.busy_changed.emit(self.is_busy)


def _pages_of(pdf: bytes | None, look: "Look | None") -> Pages | None:
    if pdf is None:
        return None
    # The window stands before there is a PDF.
    from desktop.ui.pdf_pages import first_sight

    sizes, picture = first_sight(pdf, look)
    return Pages(pdf=pdf, sizes=sizes, picture=picture)
