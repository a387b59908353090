"""One start of the window, for `tests.benchmarks.start`: says when it is painted and when it has answered a key.

Run as ``python -m tests.benchmarks._first_window`` for Forewarned, with ``bare`` for the least that PySide6 can show.
"""

import sys
import time
from collections.abc import Callable

BARE, FOREWARNED = "bare", "forewarned"
_SIZE = (1360, 850)


def main() -> None:
    """Start, and leave once there is nothing more to say."""
    if sys.argv[1] == BARE:
        _start_bare()
    else:
        _start_forewarned()


def _say(what: str) -> None:
    # Since the process began, on the clock that the one who started it reads too.
    print(what, time.monotonic(), time.process_time(), flush=True)


def _start_bare() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, self.leave)

        def leave(self) -> None:
            _say("painted")
            app.quit()

    app = QApplication([BARE])
    window = Window()
    window.resize(*_SIZE)
    window.show()
    app.exec()


def _start_forewarned() -> None:
    from desktop.__main__ import main as start
    from desktop.ui import lean_qt

    # What the program does first, so that the name below is loaded its way.
    lean_qt.load()
    from PySide6.QtWidgets import QApplication

    run: Callable[[], int] = QApplication.exec

    def exec_watched(_app: QApplication) -> int:
        from PySide6.QtCore import QEvent, QObject, Qt, QTimer

        from desktop.ui.main_window import MainWindow

        (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        search = window.trip.search

        class Watch(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
                if event.type() is QEvent.Type.Paint:
                    watched.removeEventFilter(self)
                    QTimer.singleShot(0, self.type_a_key if watched is search.field else self.leave)
                return False

            def type_a_key(self) -> None:
                from PySide6.QtTest import QTest

                _say("painted")
                search.results.viewport().installEventFilter(self)
                QTest.keyClick(search.field, Qt.Key.Key_S)

            def leave(self) -> None:
                _say("answered")
                QApplication.quit()

        watch = Watch()
        search.field.installEventFilter(watch)
        return run()

    setattr(QApplication, "exec", exec_watched)  # noqa: B010 - a method of Qt, which the types guard
    sys.argv[1:] = []
    start()


if __name__ == "__main__":
    main()
