"""How levels are made, readable in the window, and the way from a reason to its rule and back."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPalette, QResizeEvent, QShowEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.parts import button, spaced
from desktop.ui.reading import Reading
from desktop.ui.theme import XL, M


class MethodPage(QWidget):
    """Shows the method, read when it is first opened."""

    back_wanted = Signal()
    """Somebody has read the rule and wants to go back to where it was named."""

    def __init__(self, *, method: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = method
        self._is_read = False
        self._above = QWidget(self)
        self._above.hide()
        self.back = button("", "link", self._above)
        self.text = RuleText(_("How levels are made"), margin=XL, parent=self)
        layout = QVBoxLayout(self)
        spaced(layout, gap=0)
        above = QVBoxLayout(self._above)
        spaced(above, margin=(XL, M, XL, 0), gap=0)
        above.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._above)
        layout.addWidget(self.text, 1)
        self._go_back = QAction(self)
        self._go_back.setShortcuts([QKeySequence(QKeySequence.StandardKey.Back), QKeySequence("Escape")])
        self._go_back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._go_back.setEnabled(False)
        self.addAction(self._go_back)
        self._go_back.triggered.connect(self.back_wanted)
        self.back.clicked.connect(self.back_wanted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_read:
            self._is_read = True
            self.text.show_markdown(self._method())

    def show_rule(self, rule: str, origin: str) -> None:
        """Show the rule of this id, for who comes from the page of this name."""
        self.back.setText(_("Back to {place}").format(place=origin))
        self._above.show()
        self._go_back.setEnabled(True)
        self.text.show_rule(rule)
        self.text.setFocus()

    def forget_origin(self) -> None:
        """Be the page that nobody came to from a rule."""
        self._above.hide()
        self._go_back.setEnabled(False)
        self.text.show_rule("")


class RuleText(Reading):
    """The method, in which one rule can be marked."""

    def __init__(self, name: str, *, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(name, margin=margin, parent=parent)
        self._marked = ""

    def show_markdown(self, text: str) -> None:
        super().show_markdown(text)
        self._mark()

    def show_rule(self, rule: str) -> None:
        """Mark a rule and bring it into sight; none, where it is empty."""
        self._marked = rule
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._reveal()

    def _mark(self) -> None:
        marks = []
        for block in self._blocks():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(block)
            mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(self.palette().brush(QPalette.ColorRole.Midlight))
            mark.format.setProperty(mark.format.Property.FullWidthSelection, True)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._reveal()

    def _reveal(self) -> None:
        block = next(self._blocks(), None)
        if block is None:
            return
        # Where a screen reader begins to read.
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        # Below the name of its theme, which stands above its rules.
        self.verticalScrollBar().setValue(round(top) - self.viewport().height() // 5)

    def _blocks(self) -> Iterator[QTextBlock]:
        """Yield the paragraphs of the rule: the one that names it, and what is listed below that."""
        block = self._first_block() if self._marked else QTextBlock()
        depth = _depth(block)
        if block.isValid():
            yield block
            block = block.next()
        while block.isValid() and _depth(block) > depth:
            yield block
            block = block.next()

    def _first_block(self) -> QTextBlock:
        block = self.document().begin()
        while block.isValid() and not _names(block, self._marked):
            block = block.next()
        return block


def _names(block: QTextBlock, rule: str) -> bool:
    """Say whether a paragraph has the id of a rule; ids alone are set in one width."""
    if rule not in block.text():
        return False
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        if piece.text() == rule and piece.charFormat().fontFixedPitch():
            return True
        pieces += 1
    return False


def _depth(block: QTextBlock) -> int:
    return block.textList().format().indent() if block.isValid() and block.textList() else 0
