"""Draw the pictures that README.md shows, with the program itself: `make pictures`.

Windows are drawn without a screen, in the typeface that ships, so that everyone gets the same pictures.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.app import redirect_qt_settings
from desktop.briefing.options import BriefingOptions
from desktop.dataset.model import CountryCode
from desktop.desk import Desk
from desktop.trip import Profile, Stop, Trip
from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import draw_page
from desktop.ui.preferences import Appearance, PaperSize, Preferences
from desktop.ui.theme import Theme

FOLDER = Path(__file__).parent.parent / "pictures"
_PIXELS_PER_POINT = 1.6
_PATIENCE_MS = 30_000
_TRIP = Trip(
    stops=(
        Stop(country=CountryCode("RS"), arrive=date(2027, 1, 10), leave=date(2027, 1, 17)),
        Stop(country=CountryCode("UY"), arrive=date(2027, 1, 17), leave=date(2027, 1, 24)),
    ),
    profile=Profile.JOURNALIST,
    traveller="A. Example",
)


def main() -> int:
    """Draw every picture."""
    app = QApplication(["forewarned"])
    app.setFont(QFont(_bundled_family()))
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as throwaway, Desk() as desk:
        redirect_qt_settings(throwaway)
        services = desk.services()
        theme = Theme(app)
        for appearance, text_size, name in (
            (Appearance.LIGHT, 100, "window"),
            (Appearance.DARK, 100, "window-dark"),
        ):
            theme.apply(appearance, text_size)
            preferences = Preferences(profile=Profile.JOURNALIST, appearance=appearance, text_size=text_size)
            window = MainWindow(services=services, preferences=preferences)
            _draw_window(window, FOLDER / f"{name}.png")
        pdf = services.render(services.compose(services.prepare(_TRIP, None), BriefingOptions()), PaperSize.A4)
        for number, name in enumerate(("page-one", "page-destination")):
            draw_page(pdf, number, scale=_PIXELS_PER_POINT).save(str(FOLDER / f"{name}.png"))
    return 0


def _bundled_family() -> str:
    families = [family for font in _bundled_fonts() for family in font]
    return families[0]


def _bundled_fonts() -> Iterator[list[str]]:
    for font in sorted((files("font_source_sans_pro") / "files").iterdir(), key=lambda file: file.name):
        if font.name.endswith(".ttf"):
            identifier = QFontDatabase.addApplicationFontFromData(font.read_bytes())
            yield QFontDatabase.applicationFontFamilies(identifier)


def _draw_window(window: MainWindow, target: Path) -> None:
    """Open the window on the example trip, wait for its pages, and keep what it shows."""
    window.state.load(_TRIP)
    window.show()
    window.risks.open_stop(0)
    loop = QEventLoop()
    window.maker.pages_changed.connect(loop.quit)
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    # One more turn of the loop lets the pages that have just arrived be laid out and painted.
    QTimer.singleShot(500, loop.quit)
    loop.exec()
    window.grab().save(str(target))
    window.close()
    window.deleteLater()


if __name__ == "__main__":
    sys.exit(main())
