"""Draws the pages of a briefing small, in the background and after everything that is more urgent."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.ui import tasks
from desktop.ui.briefing_maker import Pages
from desktop.ui.pdf_pages import draw_page

_SCALE = 0.2


class ThumbnailMaker(QObject):
    """Draws one page after the other, each as a job of its own, so that PDFium is soon free for the page on show."""

    drawn = Signal(int, QImage)

    def __init__(self, *, pool: tasks.Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._pages: Pages | None = None
        self._next = 0
        self._is_working = False
        self._ticket = tasks.Ticket(self)
        self._ticket.done.connect(self._on_done)
        self._ticket.failed.connect(self._on_failed)

    def show_pages(self, pages: Pages | None) -> None:
        """Begin anew with other pages, as soon as told to go on."""
        self._pages, self._next = pages, 0

    def go_on(self) -> None:
        """Draw what is not drawn yet."""
        pages, page = self._pages, self._next
        if self._is_working or pages is None or page == len(pages.sizes):
            return
        self._is_working = True
        tasks.start(self._pool, self._ticket, lambda: (pages, page, draw_page(pages.pdf, page, scale=_SCALE)))

    def _on_done(self, made: tuple[Pages, int, QImage]) -> None:
        pages, page, image = made
        self._is_working = False
        if pages is self._pages:
            self._next = page + 1
            self.drawn.emit(page, image)
        self.go_on()

    def _on_failed(self) -> None:
        # A sheet without a picture can still be chosen, saved and printed.
        self._is_working = False
        self._next += 1
        self.go_on()
