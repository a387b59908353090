"""Work that waits until somebody can see what it changes, so that a change of the trip costs what is in sight."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget


class WhenSeen:
    """Does a widget's work at once while it is in sight, else when it is next shown; wanted twice, done once.

    The widget calls `catch_up` in its `showEvent`.
    """

    def __init__(self, widget: QWidget, work: Callable[[], None]) -> None:
        self._widget = widget
        self._work = work
        self._is_wanted = False

    def want(self, *, at_once: bool = False) -> None:
        """Ask for the work; `at_once` is for what must be forgotten, in sight or not."""
        self._is_wanted = True
        if at_once or self._widget.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Do the work if it is still wanted."""
        if self._is_wanted:
            self._is_wanted = False
            self._work()
