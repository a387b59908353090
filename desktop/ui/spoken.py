"""What a screen reader is told while the keyboard stays where it is."""

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget

_KEPT: Final = "described before"


def say(text: str) -> None:
    """Have a text read aloud."""
    focused = QApplication.focusWidget()
    if focused is None:
        return
    if sys.platform == "linux":
        _describe(focused, text)
    else:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(focused, text))


def _describe(focused: QWidget, text: str) -> None:
    """Describe a widget anew, until the keyboard leaves it: Orca speaks that, and before version 45 no announcement."""
    if focused.property(_KEPT) is None:
        focused.setProperty(_KEPT, focused.accessibleDescription())
        changed = QApplication.instance().focusChanged  # type: ignore[union-attr]
        changed.connect(_restore, Qt.ConnectionType.SingleShotConnection)
    focused.setAccessibleDescription(text)


def _restore(left: QWidget | None) -> None:
    if left is not None and left.property(_KEPT) is not None:
        left.setAccessibleDescription(left.property(_KEPT))
        left.setProperty(_KEPT, None)
