"""The rest of starting, piece by piece once the window stands, between what the person does."""

import gc
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import ForewarnedError

_PAUSE_MS = 100
"""Between two pieces, so that a key or a picture that came meanwhile goes first."""
_FIRST_MS = 20
"""Until the first piece: the window is on the screen by then, and nobody has typed."""


class LateStart(QObject):
    """Loads what the first trip needs, so that nobody waits for it then; ends at the first piece that fails.

    Begins when the window is first painted: whatever waits for it has been seen to by then.
    """

    ended = Signal()

    def __init__(self, pieces: Sequence[Callable[[], object]], window: QWidget) -> None:
        super().__init__(window)
        self.error: ForewarnedError | None = None
        self._pieces = list(pieces)
        self._turn = QTimer(self)
        self._turn.setInterval(_PAUSE_MS)
        self._turn.timeout.connect(self._on_turn)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._turn.start()
            QTimer.singleShot(_FIRST_MS, self._on_turn)
        return False

    def _on_turn(self) -> None:
        try:
            self._pieces.pop(0)()
        except ForewarnedError as error:
            self.error = error
            self._pieces.clear()
        if not self._pieces:
            self._turn.stop()
            # What is loaded now stays. To look it through again and again for what can go would hold up a keystroke.
            gc.freeze()
            gc.enable()
            self.ended.emit()
