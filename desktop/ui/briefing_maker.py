"""Makes the PDF of the trip in the background: one at work, the newest wish waiting, stale results dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from PySide6.QtCore import QObject, QSizeF, QTimer, Signal

from desktop.ui import tasks
from desktop.ui.options_state import OptionsState
from desktop.ui.outlook import Outlook
from desktop.ui.pdf_pages import page_sizes
from desktop.ui.preferences import PaperSize
from desktop.ui.services import PreparedT

if TYPE_CHECKING:
    from desktop.briefing.model import Briefing
    from desktop.briefing.options import BriefingOptions

_SETTLE_MS = 8
"""Long enough to let the levels be painted first, too short to notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A briefing as it will be saved, with the sizes of its pages in points."""

    pdf: bytes
    sizes: tuple[QSizeF, ...]


class BriefingMaker(QObject, Generic[PreparedT]):
    """Follows the trip. `pages` is the newest briefing made; it may be older than the trip while `is_busy`."""

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
        pool: tasks.Pool,
        paper: PaperSize,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._outlook = outlook
        self._options = options
        self._compose = compose
        self._render = render
        self._pool = pool
        self._paper = paper
        self._pages: Pages | None = None
        self._is_working = False
        self._is_wanted = False
        self._ticket = tasks.Ticket(self)
        self._ticket.done.connect(self._on_done)
        self._ticket.failed.connect(self._on_failed)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        outlook.changed.connect(self._want)
        options.changed.connect(self._want)

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

    def _want(self) -> None:
        self._is_wanted = True
        self.busy_changed.emit(True)
        if self._outlook.prepared is None:
            # Nothing may be left of a trip that was cleared, not even for the moment until the next one is ready.
            self._settle.stop()
            self._is_wanted = False
            self._show(None)
        elif not self._is_working:
            self._settle.start()

    def _on_settled(self) -> None:
        prepared = self._outlook.prepared
        if prepared is None or self._is_working:
            return
        self._is_wanted = False
        self._is_working = True
        compose, render, options, paper = self._compose, self._render, self._options.options, self._paper
        tasks.start(self._pool, self._ticket, lambda: _pages_of(render(compose(prepared, options), paper)))

    def _on_done(self, pages: Pages) -> None:
        self._is_working = False
        if self._outlook.prepared is None:
            self.busy_changed.emit(False)
        elif self._is_wanted:
            self._settle.start()
        else:
            self._show(pages)

    def _on_failed(self, error: Exception) -> None:
        self._is_working = False
        if self._is_wanted and self._outlook.prepared is not None:
            self._settle.start()
            return
        self.busy_changed.emit(False)
        if self._outlook.prepared is not None:
            self.failed.emit(error)

    def _show(self, pages: Pages | None) -> None:
        self._pages = pages
        self.pages_changed.emit()
        self.busy_changed.emit(self.is_busy)


def _pages_of(pdf: bytes) -> Pages:
    return Pages(pdf=pdf, sizes=page_sizes(pdf))
