"""One page of the briefing, with hits of a search marked; scrolls when it is larger than its room."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.i18n import _
from desktop.ui import tasks
from desktop.ui.briefing_maker import Pages
from desktop.ui.pdf_pages import Hit, Look, draw_page
from desktop.ui.theme import XS

_STEP = 48
ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Times the size at which the page's width fits."""


class PageView(QAbstractScrollArea):
    """Draws the page in the background; the old picture stays, stretched, until the new one is ready."""

    page_changed = Signal(int)
    page_painted = Signal()
    """The page on show is painted, or cannot be; whatever is less urgent may go on."""
    zoom_changed = Signal(float)

    def __init__(self, *, pool: tasks.Pool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._pages: Pages | None = None
        self._page = 0
        self._zoom = ZOOMS[0]
        self._image: QImage | None = None
        self._wish: tuple[bytes, int, float] | None = None
        self._at_work: tuple[bytes, int, float] | None = None
        self._is_painted = False
        self._hits: tuple[Hit, ...] = ()
        self._current_hit: int | None = None
        self._ticket = tasks.Ticket(self)
        self._ticket.done.connect(self._on_drawn)
        self._ticket.failed.connect(self._on_failed)
        self.setObjectName("preview")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Briefing, page preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.horizontalScrollBar().setSingleStep(_STEP)

    @property
    def page(self) -> int:
        """The page shown, counted from 0."""
        return self._page

    @property
    def has_picture(self) -> bool:
        """Whether the page on show is drawn, as it is now."""
        return self._image is not None and self._wish is None

    @property
    def is_painted(self) -> bool:
        """Whether that picture has been painted."""
        return self.has_picture and self._is_painted

    def look(self) -> Look:
        """Return which page is on show, and how wide in the screen's own pixels."""
        return Look(page=self._page, width=self._width() * self.devicePixelRatioF())

    def show_pages(self, pages: Pages | None) -> None:
        """Show another briefing, at the same page if it has one."""
        self._pages = pages
        self._hits, self._current_hit = (), None
        count = 0 if pages is None else len(pages.sizes)
        if not count:
            self._image = None
        self._set_page(min(self._page, max(count - 1, 0)))
        self._draw()

    def go_to(self, page: int) -> None:
        """Show another page."""
        if self._pages is None or not 0 <= page < len(self._pages.sizes) or page == self._page:
            return
        self._set_page(page)
        self.verticalScrollBar().setValue(0)
        self._draw()

    def zoom_by(self, step: int) -> None:
        """Go up or down the ladder of sizes."""
        place = ZOOMS.index(self._zoom) + step
        if 0 <= place < len(ZOOMS):
            self._zoom = ZOOMS[place]
            self.zoom_changed.emit(self._zoom)
            self._draw()

    def show_hits(self, hits: tuple[Hit, ...], current: int | None) -> None:
        """Mark hits and bring the current one into sight."""
        self._hits, self._current_hit = hits, current
        if current is not None:
            self.go_to(hits[current].page)
            if hits[current].boxes:
                self._reveal(hits[current].boxes[0])
        self.viewport().update()

    def _set_page(self, page: int) -> None:
        self._page = page
        self.page_changed.emit(page)

    def _size(self) -> QSizeF:
        assert self._pages is not None
        return self._pages.sizes[self._page]

    def _width(self) -> float:
        # Whether the bar is shown makes no difference: a page that fits beside it only would show and hide it for ever.
        room = self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width() - 2 * XS
        return max(room, 1) * self._zoom

    def _scale(self) -> float:
        return self._width() / self._size().width()

    def _draw(self) -> None:
        self.viewport().update()
        if self._pages is None or not self._pages.sizes:
            self._wish = None
            return
        shown = self._size() * self._scale()
        horizontal, vertical = self.horizontalScrollBar(), self.verticalScrollBar()
        horizontal.setRange(0, max(0, round(shown.width() + 2 * XS - self.viewport().width())))
        horizontal.setPageStep(self.viewport().width())
        vertical.setRange(0, max(0, round(shown.height() + 2 * XS - self.viewport().height())))
        vertical.setPageStep(self.viewport().height())
        look, picture = self.look(), self._pages.picture
        scale = look.width / self._size().width()
        if picture is not None and (picture.page, picture.scale) == (look.page, scale):
            self._show(picture.image)
            return
        self._wish = (self._pages.pdf, self._page, scale)
        if self._at_work is None:
            self._start()

    def _start(self) -> None:
        self._at_work = self._wish
        if self._at_work is not None:
            pdf, page, scale = self._at_work
            tasks.start(self._pool, self._ticket, lambda: draw_page(pdf, page, scale=scale))

    def _is_other_wanted(self) -> bool:
        """Take note that a drawing ended; begin the next one if what is wanted now is another."""
        drawn, self._at_work = self._at_work, None
        is_other = self._wish != drawn
        if is_other:
            self._start()
        return is_other

    def _on_drawn(self, image: QImage) -> None:
        if not self._is_other_wanted():
            self._show(image)

    def _on_failed(self) -> None:
        # Whoever made the PDF has checked it; a page that cannot be drawn stays blank and can still be saved.
        if not self._is_other_wanted():
            self._show(None)
            self.page_painted.emit()

    def _show(self, image: QImage | None) -> None:
        self._wish = None
        self._image = image
        self._is_painted = False
        self.viewport().update()

    def _origin(self, shown: QSizeF) -> QPointF:
        left = max((self.viewport().width() - shown.width()) // 2, XS) - self.horizontalScrollBar().value()
        return QPointF(left, XS - self.verticalScrollBar().value())

    def _reveal(self, box: QRectF) -> None:
        middle = box.center() * self._scale()
        self.verticalScrollBar().setValue(round(middle.y() - self.viewport().height() / 2))
        self.horizontalScrollBar().setValue(round(middle.x() - self.viewport().width() / 2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        role = QPalette.ColorRole
        if self._pages is None or not self._pages.sizes:
            return
        shown = self._size() * self._scale()
        sheet = QRectF(self._origin(shown), shown)
        painter.setPen(Qt.PenStyle.NoPen)
        shadow = QColor(self.palette().color(role.Shadow))
        for spread in (1, 2, 3):
            shadow.setAlpha(28 // spread)
            painter.fillRect(sheet.adjusted(-spread + 1, 0, spread - 1, spread), shadow)
        # Paper is white in every theme, because that is what leaves the printer.
        painter.fillRect(sheet, QColor("white"))
        if self._image is not None:
            self._paint_image(painter, sheet, self._image)
        self._paint_hits(painter, sheet.topLeft())
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(role.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def _paint_image(self, painter: QPainter, sheet: QRectF, image: QImage) -> None:
        # The picture of this size is up to a pixel larger than its sheet, and sharp only as it is.
        whole = QRectF(sheet.topLeft(), QSizeF(image.size()) / self.devicePixelRatioF())
        is_larger = whole.width() - sheet.width() < 1 and whole.height() - sheet.height() < 1
        painter.drawImage(whole if is_larger and whole.contains(sheet) else sheet, image)
        if not self._is_painted:
            self._is_painted = True
            self.page_painted.emit()

    def _paint_hits(self, painter: QPainter, origin: QPointF) -> None:
        scale = self._scale()
        for place, hit in enumerate(self._hits):
            if hit.page != self._page:
                continue
            is_current = place == self._current_hit
            colour = QColor("#E2B06A")
            colour.setAlpha(170 if is_current else 90)
            painter.setBrush(colour)
            # Ink on paper in every theme: the shade alone would tell too little.
            painter.setPen(QPen(QColor("#1B2127"), 1) if is_current else Qt.PenStyle.NoPen)
            for box in hit.boxes:
                painter.drawRect(QRectF(origin + box.topLeft() * scale, box.size() * scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return
        bar = self.verticalScrollBar()
        if event.angleDelta().y() < 0 and bar.value() == bar.maximum():
            self.go_to(self._page + 1)
        elif event.angleDelta().y() > 0 and bar.value() == bar.minimum() and self._page > 0:
            self.go_to(self._page - 1)
            bar.setValue(bar.maximum())
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Right:
                self.go_to(self._page + 1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_Left:
                self.go_to(self._page - 1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End if self._pages is not None:
                self.go_to(len(self._pages.sizes) - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case _:
                super().keyPressEvent(event)
