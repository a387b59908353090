"""The composition root of the window: opens the dataset, builds service and renderer, hands both to the window."""

import sys
import tempfile
from pathlib import Path
from types import TracebackType

from platformdirs import user_config_path
from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.assessment.rule_book import shipped_method
from desktop.assets import asset
from desktop.briefing.method_text import method_markdown
from desktop.briefing.model import Briefing
from desktop.briefing.service import BriefingService, Prepared
from desktop.dataset.geometry import Resolution, World, load_world
from desktop.dataset.model import CountryCode
from desktop.dataset.search import Search
from desktop.dataset.store import Dataset, open_dataset
from desktop.display import has_display
from desktop.errors import ForewarnedError
from desktop.i18n import _, is_right_to_left
from desktop.trip import Stop, Trip
from desktop.ui import messages
from desktop.ui.dialogs.report import ReportDialog, report_text
from desktop.ui.icon import program_icon
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import PaperSize, PreferenceFile, Preferences
from desktop.ui.services import Services
from desktop.ui.theme import Theme

EXAMPLE = Trip(stops=(Stop(country=CountryCode("RS")), Stop(country=CountryCode("UY"))))


def main(trip: Path | None = None) -> int:
    """Open the window, on the trip of a file if there is one, and stay until it is closed; return the exit code."""
    if not has_display():
        sys.stderr.write(
            _("forewarned: there is no display to open a window on; “forewarned brief RS UY -o trip.pdf” needs none.")
            + "\n"
        )
        return 1
    app = QApplication(["forewarned"])
    app.setApplicationName("forewarned")
    app.setDesktopFileName("forewarned")
    app.setWindowIcon(program_icon())
    set_reading_direction(app)
    with tempfile.TemporaryDirectory(prefix="forewarned-") as throwaway:
        redirect_qt_settings(throwaway)
        return _run(app, trip)


def _run(app: QApplication, trip: Path | None) -> int:
    preference_file = PreferenceFile(user_config_path("forewarned", appauthor=False) / "settings.ini")
    preferences = preference_file.read()
    theme = Theme(app)
    theme.apply(preferences.appearance, preferences.text_size)
    try:
        dataset = open_dataset()
        method = shipped_method()
    except ForewarnedError as error:
        return _show_and_stop(app, messages.text_for(error))
    with dataset:
        window = MainWindow(
            services=services_for(dataset, BriefingService(dataset=dataset, method=method)), preferences=preferences
        )
        hook = ExceptionHook(window)
        sys.excepthook = hook.report

        def keep(changed: Preferences) -> None:
            theme.apply(changed.appearance, changed.text_size)
            preference_file.write(changed)

        window.preferences_changed.connect(keep)
        window.show()
        if trip is not None:
            window.files.open_from(str(trip))
        return app.exec()


def set_reading_direction(app: QApplication) -> None:
    """Mirror every window where the chosen language is written from the right."""
    right_to_left, left_to_right = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(right_to_left if is_right_to_left() else left_to_right)


def redirect_qt_settings(folder: str) -> None:
    """Send what Qt itself stores, such as a file dialog's last folders, where it vanishes with the program."""
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, folder)


def services_for(dataset: Dataset, service: BriefingService) -> Services[Prepared]:
    """Bind the domain and the PDF maker into what the window asks for."""
    return Services(
        countries={country.code: country.name for country in dataset.countries()},
        find=Search(dataset).find,
        assess=service.assess,
        prepare=service.prepare,
        compose=service.compose,
        render=_render,
        identity=service.identity,
        method=_method_text,
        licences=_licence_text,
        world=_world,
        example=EXAMPLE,
    )


def _render(briefing: Briefing, paper: PaperSize) -> bytes:
    # The layout library loads slowly; the window stands before anyone needs a PDF.
    from desktop.pdf.render import Paper, render

    return render(briefing, paper=Paper(paper.value))


def _world() -> World:
    return load_world(Resolution.WORLD)


def _method_text() -> str:
    return method_markdown(shipped_method())


def _licence_text() -> str:
    folder = asset("resources", "licences")
    parts = []
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        # Indented, so that Markdown shows each text as it was written.
        body = "\n".join(f"    {line}" for line in file.read_text(encoding="utf-8").splitlines())
        parts.append(f"### {file.name.removesuffix('.txt')}\n\n{body}")
    return "\n\n".join(parts)


class ExceptionHook(QObject):
    """Shows a report for an exception that nobody expected, on the main thread, one at a time."""

    _raised = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: ReportDialog | None = None
        self._raised.connect(self._on_raised)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take what `sys.excepthook` takes; Ctrl+C in the terminal stays what it is."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            QApplication.quit()
            return
        self._raised.emit(report_text(kind, trace))

    def _on_raised(self, report: str) -> None:
        if self._dialog is None:
            self._dialog = ReportDialog(report, self._window)
            self._dialog.finished.connect(self._on_finished)
            self._dialog.open()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _show_and_stop(app: QApplication, sentence: str) -> int:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Forewarned", sentence, QMessageBox.StandardButton.Close)
    box.finished.connect(app.quit)
    box.open()
    app.exec()
    return 1
