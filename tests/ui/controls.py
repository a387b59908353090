"""What a person can reach with Tab in a window, and whether a screen reader has a name for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTabBar, QWidget


def controls(window: QWidget) -> list[QWidget]:
    """Return what takes the keyboard."""
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTabBar)
    reachable = Qt.FocusPolicy.TabFocus.value
    # What Qt builds inside its own widgets, such as a combo box's list, is named by Qt.
    inner = {child for box in window.findChildren(QComboBox) for child in box.findChildren(QWidget)}
    return [
        child
        for child in window.findChildren(QWidget)
        if isinstance(child, kinds) and child.focusPolicy().value & reachable and child not in inner
    ]


def nameless(window: QWidget) -> list[QWidget]:
    """Return those of them that a screen reader could not name."""
    return [
        control
        for control in controls(window)
        if not control.accessibleName() and not (isinstance(control, QAbstractButton) and control.text())
    ]
