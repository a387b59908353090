"""Small building blocks of every page: labels by role, gaps, choices, a line for messages."""

import sys

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from desktop.i18n import is_right_to_left
from desktop.ui.drawing import mirrored_in, paint_tick_box
from desktop.ui.theme import BAR, XS, S

_INSET = S + 3
"""Where a line to type in begins its text, border and all; a choice below it begins there as well."""


_MOST_OF_SCREEN, _GROUP = 0.9, 8


def label(text: str, look: str = "body", parent: QWidget | None = None) -> QLabel:
    """Make a label that wraps, never reads markup and has the look of a role."""
    made = QLabel(text, parent)
    _set_up(made, look)
    if look == "kicker":
        font = QFont(made.font())
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        made.setFont(font)
    return made


def _set_up(made: QLabel, look: str) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("look", look)
    align_with_language(made)


def align_with_language(made: QLabel) -> None:
    """Let a text begin where the language begins its lines; by itself Qt asks the letters, so Latin names would not."""
    if is_right_to_left():
        align = Qt.AlignmentFlag
        made.setAlignment(align.AlignRight | align.AlignAbsolute | align.AlignVCenter)


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget the look of another role."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Paragraph(QLabel):
    """A wrapped text that grows no wider than a line reads well; tells layouts the height for that width."""

    def __init__(self, text: str, look: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_up(self, look)
        self.setMaximumWidth(560)

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))


class _Button(QPushButton):
    """A button that Enter presses as well as Space; by itself Qt does so in dialogs alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, look: str = "plain", parent: QWidget | None = None) -> QPushButton:
    """Make a button with the look of a role: ``primary``, ``plain``, ``link`` or, for a sign, ``tool``."""
    made = _Link(text, parent) if look == "link" else _Button(text, parent)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    return made


class _Link(_Button):
    """Shows a hand to a mouse; the window stands before Qt has loaded one."""

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


def make_roomy(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog a size in letters of the chosen text size, as far as the screen allows."""
    em = dialog.fontMetrics().horizontalAdvance("m")
    room = dialog.screen().availableSize() * _MOST_OF_SCREEN
    dialog.resize(QSize(width * em, height * em).boundedTo(room))


def rule(parent: QWidget | None = None) -> QFrame:
    """Make a hairline."""
    made = QFrame(parent)
    made.setObjectName("rule")
    return made


def key_label(key: str, parent: QWidget | None = None) -> QLabel:
    """Make a label of a long hexadecimal number in groups, to be compared by eye and copied."""
    made = label(" ".join(key[place : place + _GROUP] for place in range(0, len(key), _GROUP)), "body", parent)
    flags = Qt.TextInteractionFlag
    made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return made


def spaced(layout: QBoxLayout, *, margin: int | tuple[int, int, int, int] = 0, gap: int = S) -> None:
    """Set the margins and the gap of a layout."""
    edges = (margin,) * 4 if isinstance(margin, int) else margin
    layout.setContentsMargins(*edges)
    layout.setSpacing(gap)


def keep_room_for_bar(area: QAbstractScrollArea) -> None:
    """Scroll downwards only, with a bar whose room stays where it is while there is nothing to scroll."""
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)


def beside_bar(side: int, top: int = 0, bottom: int = 0) -> tuple[int, int, int, int]:
    """Return the margins of what scrolls, `side` from both edges: the bar stands in the margin, not in the page."""
    margins = (side, top, side - BAR, bottom)
    return _mirrored(margins)


def clear_of_bar() -> tuple[int, int, int, int]:
    """Return the margins of what stands above or below something that scrolls, so that both end at the same place."""
    return _mirrored((0, 0, BAR, 0))


def _mirrored(margins: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = margins
    return (right, top, left, bottom) if is_right_to_left() else margins


class MessageLine(QLabel):
    """Says what went wrong, or what was done, where it happened; takes no room while there is nothing to say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAccessibleName(name)
        align_with_language(self)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def show_error(self, sentence: str) -> None:
        """Show what went wrong."""
        self._say(sentence, "error")

    def show_note(self, sentence: str) -> None:
        """Show what was done."""
        self._say(sentence, "secondary")

    def clear(self) -> None:
        super().clear()
        self.setAccessibleName(self._name)
        self.hide()

    def _say(self, sentence: str, look: str) -> None:
        set_look(self, look)
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        # There is nothing to say while the window is loaded.
        from desktop.ui.spoken import say

        say(sentence)


class Choice(QComboBox):
    """A choice of one, drawn flat in palette colours with a visible focus."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        if sys.platform == "linux":
            # There Qt tells a screen reader the choice as the name, and nothing of what is chosen.
            self.setAccessibleDescription(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Others have Qt set it to its least width once it is shown, and a moment later to its place again.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.model().rowsInserted.connect(self._on_items_changed)
        self.model().rowsRemoved.connect(self._on_items_changed)
        self.setMinimumHeight(self.fontMetrics().height() + 2 * S)

    def _on_items_changed(self) -> None:
        self.updateGeometry()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        self.setMinimumHeight(self.fontMetrics().height() + 2 * S)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count())), default=0)
        # The text, as it is painted below, and the arrow.
        return QSize(longest + _INSET + metrics.height() + S + 2, metrics.height() + 2 * S)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, role = self.palette(), QPalette.ColorRole
        has_focus = self.hasFocus()
        width = 2.0 if has_focus else 1.0
        painter.setPen(QPen(palette.color(role.Accent if has_focus else role.Dark), width))
        painter.setBrush(palette.color(role.Midlight if self.underMouse() and not has_focus else role.Button))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 6, 6)
        painter.setPen(palette.color(role.ButtonText))
        arrow = self.fontMetrics().height()
        text = self._mirrored(QRect(_INSET, 0, self.width() - arrow - _INSET - S, self.height()))
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)
        box = QRectF(self._mirrored(QRect(self.width() - arrow - XS, 0, arrow, self.height())))
        painter.setPen(QPen(palette.color(role.PlaceholderText), 1.5))
        x, y, reach = box.center().x(), box.center().y(), arrow / 5
        painter.drawPolyline(
            [QPointF(x - reach, y - reach / 2), QPointF(x, y + reach / 2), QPointF(x + reach, y - reach / 2)]
        )

    def _mirrored(self, box: QRect) -> QRect:
        return mirrored_in(self.rect(), box, self.layoutDirection())


class TickBox(QCheckBox):
    """A box to tick with its words, drawn in palette colours with a visible focus."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        side = round(line * 0.8)
        box = QRect(0, (self.height() - side) // 2, side, side)
        text = QRect(side + S, 0, self.width() - side - S, self.height())
        shown = [mirrored_in(self.rect(), each, self.layoutDirection()) for each in (box, text)]
        paint_tick_box(painter, QRectF(shown[0]), self.palette(), is_ticked=self.isChecked())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(shown[1], flags, self.text())
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(shown[1]).adjusted(-XS, 1, -1, -1), 3, 3)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        width = round(line * 0.8) + S + self.fontMetrics().horizontalAdvance(self.text()) + XS
        return QSize(width, line + XS)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)
