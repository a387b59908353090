"""Where Tab goes: pages that are made late stand where they are seen, not at the end."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def place_after(before: QWidget, page: QWidget, place: Callable[[QWidget], object]) -> None:
    """Put a new page in its place; Tab enters it from `before` and leaves it to what came after `before`."""
    stops = [before, *_tab_stops(page)]
    place(page)
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


def _tab_stops(page: QWidget) -> Iterator[QWidget]:
    """Yield what Tab reaches in a page that has no parent yet, in order."""
    widget: QWidget | None = page
    while widget is not None:
        if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
            yield widget
        following = widget.nextInFocusChain()
        widget = None if following is page else following
