"""How a row of the risk tree looks: themes in columns, evidence below them on a tinted ground."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from desktop.ui.drawing import bold, small
from desktop.ui.level_badge import ball_diameter, paint_badge
from desktop.ui.models.risk_model import Kind, Node
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.row_paint import draw_wrapped, focus_ring, hairline, linked, mirrored, wrapped_height
from desktop.ui.theme import XL, XS, L, M, S

_Role = QPalette.ColorRole

_NARROW_EM = 50
"""Below this many letters of width the why moves under the level."""


class _Columns:
    """Where the parts of a theme row stand in a given width."""

    def __init__(self, option: QStyleOptionViewItem, width: int) -> None:
        metrics = option.fontMetrics
        em = metrics.horizontalAdvance("m")
        self.is_narrow = width < _NARROW_EM * em
        self.name = XS + metrics.height()
        known = metrics.horizontalAdvance("medium · 2025, old") + S
        if self.is_narrow:
            self.badge = max(int(width * 0.42), em * 12 + self.name)
            self.why, self.why_width = self.name, width - self.name - known - S
        else:
            self.badge = int(width * 0.27)
            self.why = self.badge + max(int(width * 0.22), metrics.horizontalAdvance("Not documented") + 3 * M)
            self.why_width = width - self.why - known - M
        self.known_width = known
        self.name_width = self.badge - self.name - S


class RiskDelegate(QStyledItemDelegate):
    """Paints nodes; the view gives it the whole width and no indentation."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        node: Node = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        font, line = option.font, option.fontMetrics.height()
        if node.kind is Kind.THEME:
            columns = _Columns(option, width)
            name = max(line, wrapped_height(bold(font), columns.name_width, node.text))
            why = wrapped_height(small(font), columns.why_width, node.detail)
            known = wrapped_height(small(font), columns.known_width, node.known)
            height = name + XS + max(why, known) if columns.is_narrow else max(name, why, known)
            return QSize(width, height + 2 * M)
        return QSize(width, self._text_height(option, node, width) + _pad_above(node, index) + _pad_below(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node = index.data(ROW_ROLE)
        painter.save()
        painter.setLayoutDirection(option.direction)
        if node.kind is Kind.THEME:
            self._paint_theme(painter, option, index, node)
        else:
            self._paint_evidence(painter, option, index, node)
        focus_ring(painter, option)
        painter.restore()

    def _paint_theme(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, node: Node) -> None:
        rect, columns = option.rect, _Columns(option, option.rect.width())
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, option.palette.color(_Role.AlternateBase))
        top, line = rect.top() + M, option.fontMetrics.height()
        self._paint_triangle(painter, option, index, rect.left() + XS, top)
        name = QRect(rect.left() + columns.name, top, columns.name_width, rect.height())
        name_height = max(line, wrapped_height(bold(option.font), name.width(), node.text))
        draw_wrapped(painter, name, node.text, bold(option.font), _Role.Text, option=option)
        painter.setFont(option.font)
        assert node.level is not None
        badge = QRect(rect.left() + columns.badge, top, rect.width() - columns.badge, line * 2)
        if not columns.is_narrow:
            badge.setWidth(columns.why - columns.badge - S)
        paint_badge(painter, QRectF(mirrored(option, badge)), node.level, node.word, option.palette)
        why_top = top + name_height + XS if columns.is_narrow else top
        why = QRect(rect.left() + columns.why, why_top, columns.why_width, rect.height())
        draw_wrapped(painter, why, node.detail, small(option.font), _Role.PlaceholderText, option=option)
        known = QRect(rect.right() - columns.known_width - XS, why_top, columns.known_width, rect.height())
        draw_wrapped(
            painter,
            known,
            node.known,
            small(option.font),
            _Role.PlaceholderText,
            option=option,
            is_at_end=True,
        )
        hairline(painter, option)

    def _paint_evidence(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, node: Node) -> None:
        painter.fillRect(option.rect, option.palette.color(_Role.AlternateBase))
        text, detail = self._boxes(option, index, node)
        if node.kind is Kind.REASON:
            self._paint_triangle(painter, option, index, option.rect.left() + XL, text.top())
        font, role = _type_of(node, option)
        draw_wrapped(painter, text, node.text, font, role, option=option)
        if node.rule:
            painter.setPen(option.palette.color(_Role.PlaceholderText))
            _detail(option, node, detail).draw(painter, mirrored(option, detail).topLeft())
        elif node.detail:
            draw_wrapped(painter, detail, node.detail, small(option.font), _Role.PlaceholderText, option=option)
        if _is_last_of_theme(index, self._view):
            hairline(painter, option)

    def is_on_rule(self, option: QStyleOptionViewItem, index: Index, place: QPoint) -> bool:
        """Say whether a place in the view is on the id of a reason's rule."""
        node: Node = index.data(ROW_ROLE)
        if node.kind is not Kind.REASON or not node.rule:
            return False
        detail = self._boxes(option, index, node)[1]
        layout, inside = _detail(option, node, detail), place - mirrored(option, detail).topLeft()
        line = next(
            (each for each in map(layout.lineAt, range(layout.lineCount())) if inside.y() < each.rect().bottom()), None
        )
        if line is None or not line.naturalTextRect().contains(inside):
            return False
        start = node.detail.find(node.rule)
        return start <= line.xToCursor(inside.x(), line.CursorPosition.CursorOnCharacter) < start + len(node.rule)

    def _boxes(self, option: QStyleOptionViewItem, index: Index, node: Node) -> tuple[QRect, QRect]:
        """Return where the text of a row below a theme stands, and where its detail."""
        rect, left = option.rect, option.rect.left() + _indent(option)
        width = rect.right() + 1 - L - left
        height = wrapped_height(_type_of(node, option)[0], width, node.text)
        text = QRect(left, rect.top() + _pad_above(node, index), width, height)
        return text, QRect(left, text.top() + height, width, rect.height())

    def _text_height(self, option: QStyleOptionViewItem, node: Node, width: int) -> int:
        room = width - _indent(option) - L
        font, _role = _type_of(node, option)
        height = wrapped_height(font, room, node.text)
        if node.detail:
            height += wrapped_height(small(option.font), room, node.detail)
        return height

    def _paint_triangle(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, x: int, y: int) -> None:
        if not index.model().hasChildren(_plain(index)):
            return
        is_open = self._view.isExpanded(_plain(index))
        closed = "◂" if option.direction is Qt.LayoutDirection.RightToLeft else "▸"
        box = QRect(x, y, ball_diameter(option.fontMetrics), option.fontMetrics.height())
        draw_wrapped(painter, box, "▾" if is_open else closed, option.font, _Role.PlaceholderText, option=option)


def _indent(option: QStyleOptionViewItem) -> int:
    """Return where all text below a theme begins: beside the triangle of its reasons."""
    return XL + option.fontMetrics.height()


def _plain(index: Index) -> QModelIndex:
    return index.model().index(index.row(), index.column(), index.parent())


def _detail(option: QStyleOptionViewItem, node: Node, box: QRect) -> QTextLayout:
    return linked(box, node.detail, node.rule, small(option.font), option=option)


def _type_of(node: Node, option: QStyleOptionViewItem) -> tuple[QFont, QPalette.ColorRole]:
    match node.kind:
        case Kind.REASON:
            return bold(option.font), _Role.Text
        case Kind.FACT:
            return option.font, _Role.Text
        case _:
            return small(option.font), _Role.PlaceholderText


def _pad_above(node: Node, index: Index) -> int:
    if node.kind is Kind.SOURCE:
        return XS
    return M if node.kind is Kind.REASON and index.row() == 0 else S


def _pad_below(index: Index) -> int:
    is_last = index.row() == index.model().rowCount(_plain(index).parent()) - 1
    return M if is_last else XS


def _is_last_of_theme(index: Index, view: QTreeView) -> bool:
    below = view.indexBelow(_plain(index))
    return not below.isValid() or below.data(ROW_ROLE).kind is Kind.THEME
