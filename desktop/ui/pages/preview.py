"""The briefing as it will leave the printer: page, thumbnails, zoom, find."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.ui import tasks
from desktop.ui.briefing_maker import BriefingMaker
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.models.thumbnail_model import Thumbnail, ThumbnailModel
from desktop.ui.page_view import ZOOMS, PageView
from desktop.ui.parts import button, clear_of_bar, label, spaced
from desktop.ui.pdf_pages import Hit, find_text
from desktop.ui.row_paint import focus_ring
from desktop.ui.services import PreparedT
from desktop.ui.theme import XS, S
from desktop.ui.thumbnails import ThumbnailMaker

_THUMBNAIL_HEIGHT = 76


class _ThumbnailDelegate(QStyledItemDelegate):
    """Draws a page as a small picture; the one on show has a frame."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return self._shown(index.data(ROW_ROLE)) + QSize(S, S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Thumbnail = index.data(ROW_ROLE)
        sheet = QRect(option.rect.topLeft() + QPoint(XS, XS), self._shown(row))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if row.image is None:
            painter.fillRect(sheet, Qt.GlobalColor.white)
        else:
            painter.drawImage(sheet, row.image)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.Accent if is_current else QPalette.ColorRole.Mid
        painter.setPen(QPen(option.palette.color(role), 2 if is_current else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet)
        painter.restore()
        if is_current:
            focus_ring(painter, option)

    def _shown(self, row: Thumbnail) -> QSize:
        room = QSizeF(_THUMBNAIL_HEIGHT, _THUMBNAIL_HEIGHT)
        return row.size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).toSize()


class FindField(QLineEdit):
    """A line where Escape means “enough”, Enter the next hit and Shift+Enter the one before."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.textEdited.emit("")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class Preview(QWidget):
    """Shows the pages that the maker made last."""

    def __init__(self, *, maker: BriefingMaker[PreparedT], pool: tasks.Pool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maker = maker
        self._pool = pool
        self._hits: tuple[Hit, ...] = ()
        self._current: int | None = None
        self._search_ticket = tasks.Ticket(self)
        self._search_ticket.done.connect(self._on_text_found)
        self.view = PageView(pool=pool, parent=self)
        maker.draw_for(self.view.look)
        self.thumbnails = ThumbnailModel(self)
        self._thumbnail_maker = ThumbnailMaker(pool=pool, parent=self)
        self.strip = self._make_strip()
        self.back = self._tool("◂", _("Previous page"))
        self.forward = self._tool("▸", _("Next page"))
        self.place = label("", "secondary", self)
        self.place.setWordWrap(False)
        self.smaller = self._tool("−", _("Zoom out"))
        self.larger = self._tool("+", _("Zoom in"))
        self.zoom = label("", "secondary", self)
        self.zoom.setWordWrap(False)
        self.find_field = FindField(self)
        self.find_field.setAccessibleName(_("Find in the briefing"))
        self.find_field.setPlaceholderText(_("Find"))
        self.found = label("", "secondary", self)
        self.found.setWordWrap(False)
        self.found.hide()
        self._lay_out()
        self._connect()
        self._on_zoom_changed(ZOOMS[0])
        self._on_pages_changed()
        self._on_busy_changed(maker.is_busy)

    def _make_strip(self) -> QListView:
        strip = QListView(self)
        strip.setObjectName("pages")
        strip.setAccessibleName(_("Pages"))
        strip.setModel(self.thumbnails)
        strip.setFlow(QListView.Flow.LeftToRight)
        strip.setWrapping(False)
        strip.setItemDelegate(_ThumbnailDelegate(strip))
        strip.setMouseTracking(True)
        strip.setFixedHeight(_THUMBNAIL_HEIGHT + 2 * S)
        strip.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The wheel, the arrows beside the page number and the keyboard reach every page; a bar would only add a line.
        strip.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        return strip

    def _tool(self, text: str, name: str) -> QPushButton:
        made = button(text, "tool", self)
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        spaced(tools, gap=XS)
        for widget in (self.back, self.place, self.forward):
            tools.addWidget(widget)
        tools.addSpacing(S)
        for widget in (self.smaller, self.zoom, self.larger):
            tools.addWidget(widget)
        tools.addSpacing(S)
        tools.addWidget(self.find_field, 1)
        tools.addWidget(self.found)
        layout = QVBoxLayout(self)
        spaced(layout, margin=clear_of_bar())
        layout.addWidget(self.view, 1)
        layout.addWidget(self.strip)
        layout.addLayout(tools)

    def _connect(self) -> None:
        self._maker.pages_changed.connect(self._on_pages_changed)
        self.view.page_changed.connect(self._on_page_changed)
        self.view.zoom_changed.connect(self._on_zoom_changed)
        # Later than now, because now something is being painted.
        self.view.page_painted.connect(self._thumbnail_maker.go_on, Qt.ConnectionType.QueuedConnection)
        self._maker.busy_changed.connect(self._on_busy_changed)
        self._thumbnail_maker.drawn.connect(self.thumbnails.show_picture)
        self.strip.selectionModel().currentChanged.connect(self._on_thumbnail_chosen)
        self.back.clicked.connect(self._on_back_clicked)
        self.forward.clicked.connect(self._on_forward_clicked)
        self.smaller.clicked.connect(self._on_smaller_clicked)
        self.larger.clicked.connect(self._on_larger_clicked)
        self.find_field.textEdited.connect(self._on_find_edited)
        self.find_field.stepped.connect(self._on_find_stepped)

    def _on_pages_changed(self) -> None:
        pages = self._maker.pages
        if pages is None:
            # What was looked for says something of the trip that is to be forgotten.
            self.find_field.setText("")
        self.thumbnails.show_sheets(() if pages is None else pages.sizes)
        self.view.show_pages(pages)
        self._find()

    def _on_busy_changed(self, is_busy: bool) -> None:  # noqa: FBT001 - a slot
        # Nothing is less urgent than thumbnails: they wait for the briefing, and then for the page in view.
        self._thumbnail_maker.show_pages(None if is_busy else self._maker.pages)
        if self.view.is_painted:
            self._thumbnail_maker.go_on()

    def _on_page_changed(self, page: int) -> None:
        count = len(self.thumbnails.rows)
        self.place.setText(_("{page} of {count}").format(page=page + 1, count=count) if count else "")
        self.back.setEnabled(page > 0)
        self.forward.setEnabled(page + 1 < count)
        self.strip.setCurrentIndex(self.thumbnails.index(page))

    def _on_thumbnail_chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.view.go_to(current.row())

    def _on_zoom_changed(self, zoom: float) -> None:
        self.zoom.setText(_("{percent} %").format(percent=round(zoom * 100)))
        self.smaller.setEnabled(zoom > ZOOMS[0])
        self.larger.setEnabled(zoom < ZOOMS[-1])

    def _on_back_clicked(self) -> None:
        self.view.go_to(self.view.page - 1)

    def _on_forward_clicked(self) -> None:
        self.view.go_to(self.view.page + 1)

    def _on_smaller_clicked(self) -> None:
        self.view.zoom_by(-1)

    def _on_larger_clicked(self) -> None:
        self.view.zoom_by(1)

    def _on_find_edited(self) -> None:
        self._find()

    def _on_find_stepped(self, step: int) -> None:
        if self._hits:
            self._go_to_hit(((self._current or 0) + step) % len(self._hits))

    def _find(self) -> None:
        text, pages = self.find_field.text(), self._maker.pages
        if pages is None or not text.strip():
            self._on_text_found(("", ()))
            return
        tasks.start(self._pool, self._search_ticket, lambda: (text, find_text(pages.pdf, text)))

    def _on_text_found(self, found: tuple[str, tuple[Hit, ...]]) -> None:
        text, hits = found
        wanted = self.find_field.text() if self.find_field.text().strip() else ""
        if text != wanted:
            return
        self._hits = hits
        self._current = None
        if hits:
            self._go_to_hit(0)
        else:
            self.view.show_hits((), None)
            self.found.setText(_("none") if wanted else "")
            self.found.setVisible(bool(wanted))

    def _go_to_hit(self, place: int) -> None:
        self._current = place
        self.view.show_hits(self._hits, place)
        self.found.show()
        self.found.setText(_("{place} of {count}").format(place=place + 1, count=len(self._hits)))
