"""A page that scrolls as a whole."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.ui.parts import beside_bar, keep_room_for_bar, spaced
from desktop.ui.theme import XL, L, S


class SheetPage(QScrollArea):
    """Holds a column of widgets on the colour of paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWidgetResizable(True)
        keep_room_for_bar(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        inside.setObjectName("sheet")
        self.setWidget(inside)
        self.column = QVBoxLayout(inside)
        spaced(self.column, margin=beside_bar(XL, L, L), gap=S)
