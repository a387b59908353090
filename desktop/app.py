"""The composition root of the window: the desk with its dataset, the settings, the theme, the window."""

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, QStandardPaths, Qt, Signal
from PySide6.QtGui import QFileOpenEvent, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from desktop.display import has_display
from desktop.errors import ForewarnedError
from desktop.i18n import _, is_right_to_left
from desktop.ui import messages
from desktop.ui.preferences import PreferenceFile, Preferences
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


def main(trip: Path | None = None) -> int:
    """Open the window, on the trip of a file if there is one, and stay until it is closed; return the exit code."""
    if not has_display():
        sys.stderr.write(
            _("forewarned: there is no display to open a window on; “forewarned brief RS UY -o trip.pdf” needs none.")
            + "\n"
        )
        return 1
    app = Application(["forewarned"])
    app.setApplicationName("forewarned")
    app.setDesktopFileName("forewarned")
    set_reading_direction(app)
    # Qt looks through the system's fonts, and this thread loads the window, both at once.
    threading.Thread(target=QFontDatabase.families).start()
    keep_qt_settings_nowhere()
    return _run(app, trip)


def _run(app: "Application", trip: Path | None) -> int:
    from desktop.desk import Desk
    from desktop.ui.late_start import LateStart
    from desktop.ui.main_window import MainWindow

    preference_file = PreferenceFile(settings_path())
    preferences = preference_file.read()
    theme = Theme(app)
    theme.size_text(preferences.text_size)
    with Desk() as desk:
        window = MainWindow(services=desk.services(), preferences=preferences)
        hook = ExceptionHook(window)
        sys.excepthook = hook.report

        def keep(changed: Preferences) -> None:
            theme.apply(changed.appearance, changed.text_size)
            preference_file.write(changed)

        window.preferences_changed.connect(keep)
        # Set once the window is built: every widget made under a style sheet would read it through.
        theme.apply(preferences.appearance, preferences.text_size)
        fit_into_screen(window)
        window.show()

        def open_given(path: str) -> None:
            window.files.open_given(path)

        def open_first() -> None:
            if trip is not None:
                # Somebody may have begun a trip meanwhile.
                open_given(str(trip))

        def show_icon() -> None:
            from desktop.ui.icon import program_icon

            app.setWindowIcon(program_icon())

        app.file_opened.connect(open_given)
        pieces = (
            desk.make_ready_to_find,
            open_first,
            show_icon,
            desk.make_ready_to_assess,
            window.make_ready,
        )
        late = LateStart(pieces, window)

        def go_on() -> None:
            if late.error is not None:
                window.close()

        late.ended.connect(go_on)
        # A press takes memory, which a window that only stands there leaves to others.
        for begins in (window.trip.search.field.textEdited, window.state.trip_changed):
            begins.connect(desk.make_ready_to_draw, Qt.ConnectionType.SingleShotConnection)
        code = app.exec()
    return code if late.error is None else _show_and_stop(app, messages.text_for(late.error))


def draw_window() -> tuple[int, int]:
    """Draw the window once for the check of a packaged program; return its size.

    Raises ForewarnedError where the icon cannot be drawn.
    """
    from desktop.desk import Desk
    from desktop.ui.icon import program_icon
    from desktop.ui.main_window import MainWindow

    app = QApplication(["forewarned"])
    if program_icon().isNull():
        raise ForewarnedError("The program's icon cannot be drawn; install the program again.")
    keep_qt_settings_nowhere()
    with Desk() as desk:
        window = MainWindow(services=desk.services(), preferences=Preferences())
        window.show()
        app.processEvents()
        size = window.grab().size()
        window.close()
    return size.width(), size.height()


def fit_into_screen(window: QWidget) -> None:
    """Make a window no larger than the screen has room for; not every desktop sees to that."""
    window.resize(window.size().boundedTo(window.screen().availableSize()))


def set_reading_direction(app: QApplication) -> None:
    """Mirror every window where the chosen language is written from the right."""
    right_to_left, left_to_right = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(right_to_left if is_right_to_left() else left_to_right)


def settings_path() -> Path:
    """Return where the settings of the window lie."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder, "forewarned", "settings.ini")


def keep_qt_settings_nowhere() -> None:
    """Let Qt write nothing of its own, such as a file dialog's last folders: what lies in a file can be no folder."""
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(Path(sys.executable, "nowhere")))


class Application(QApplication):
    """Hears of the files that macOS hands to a program that runs already, or that it starts for them."""

    file_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Tell of a file; leave everything else to Qt."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(event.file())
            return True
        return super().event(event)


class ExceptionHook(QObject):
    """Shows a report for an exception that nobody expected, on the main thread, one at a time."""

    _raised = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: QDialog | None = None
        self._raised.connect(self._on_raised)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take what `sys.excepthook` takes; Ctrl+C in the terminal stays what it is."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            QApplication.quit()
            return
        # Nobody is shown a report while all goes well.
        from desktop.ui.dialogs.report import report_text

        self._raised.emit(report_text(kind, trace))

    def _on_raised(self, report: str) -> None:
        if self._dialog is None:
            from desktop.ui.dialogs.report import ReportDialog

            self._dialog = ReportDialog(report, self._window)
            self._dialog.finished.connect(self._on_finished)
            self._dialog.open()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _show_and_stop(app: QApplication, sentence: str) -> int:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.NoIcon, "Forewarned", sentence, QMessageBox.StandardButton.Close)
    box.finished.connect(app.quit)
    box.open()
    app.exec()
    return 1
