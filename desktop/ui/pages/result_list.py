"""What a search found, as a list below its field."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.i18n import _
from desktop.ui.drawing import bold
from desktop.ui.models.result_model import ResultModel, whys
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.row_paint import hairline, mirrored
from desktop.ui.services import Found
from desktop.ui.spoken import say
from desktop.ui.theme import XS, S


class _ResultDelegate(QStyledItemDelegate):
    """Draws the matched text in bold and the why beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(0, option.fontMetrics.height() + 2 * S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: Found = index.data(ROW_ROLE)
        painter.save()
        painter.setLayoutDirection(option.direction)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Midlight))
        if is_current:
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(mirrored(option, bar), option.palette.color(QPalette.ColorRole.Accent))
        box = option.rect.adjusted(S + XS, 0, -S, 0)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(bold(option.font))
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        name, reason = fitted(found, box.width() - S, painter.fontMetrics(), option.fontMetrics)
        advance = painter.fontMetrics().horizontalAdvance(name)
        painter.drawText(mirrored(option, box), flags, name)
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(mirrored(option, box.adjusted(advance + S, 0, 0, 0)), flags, reason)
        if index.row() < index.model().rowCount() - 1:
            hairline(painter, option)
        painter.restore()


def fitted(found: Found, room: int, bold_text: QFontMetrics, text: QFontMetrics) -> tuple[str, str]:
    """Return what was matched and the why as they fit beside each other; the country is the last to be cut."""
    whole, short, shortest = whys(found)
    advance = bold_text.horizontalAdvance(found.matched)
    rest = room - text.horizontalAdvance(short)
    if advance <= rest:
        reason = _cut(whole, room - advance, text)
        return found.matched, reason if short in reason else short
    if shortest and min(advance, room * 2 // 5) <= rest:
        # A long name, such as an airport's, is known by its beginning.
        return _cut(found.matched, rest, bold_text), short
    name = _cut(found.matched, max(room - text.horizontalAdvance(shortest), room // 4), bold_text)
    return name, _cut(shortest, room - bold_text.horizontalAdvance(name), text)


def _cut(words: str, width: int, metrics: QFontMetrics) -> str:
    if metrics.horizontalAdvance(words) <= width:
        return words
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(width, 0))


class ResultList(QListView):
    """Shows the results, as high as they are, and none of itself while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAccessibleName(_("Destinations found"))
        self.setItemDelegate(_ResultDelegate(self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The field keeps the keyboard; arrows reach the list through it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self.found = ResultModel(self)
        self.setModel(self.found)

    def show_results(self, rows: tuple[Found, ...]) -> None:
        """Show results, of which the first is chosen."""
        self.found.set_rows(rows)
        self.setVisible(bool(rows))
        if rows:
            height = sum(self.sizeHintForRow(row) for row in range(len(rows)))
            self.setFixedHeight(height + 2 * self.frameWidth() + 2)

    def go_to(self, row: int) -> None:
        """Choose a row, and have it read aloud: the keyboard stays in the field."""
        index = self.found.index(row)
        self.setCurrentIndex(index)
        say(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
