"""Draw the pictures that README.md shows, with the program itself: `make pictures`.

The windows stand on a screen of their own (Xvfb) and are taken from it as a person would see them, in the typeface that
ships, so that everyone gets the same pictures.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from desktop.app import keep_qt_settings_nowhere
from desktop.briefing.options import BriefingOptions
from desktop.dataset.codes import CountryCode
from desktop.desk import Desk
from desktop.trip import Profile, Stop, Trip
from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import draw_page
from desktop.ui.preferences import Appearance, PaperSize, Preferences
from desktop.ui.theme import Theme

FOLDER = Path(__file__).parent.parent / "pictures"
_EXAMPLES = FOLDER.parent / "examples"
_COLOURS = 256
_PIXELS_PER_POINT = 1.6
_PATIENCE_MS, _GLANCE_MS = 30_000, 500
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
    # A blinking line would make two runs differ.
    app.setCursorFlashTime(0)
    FOLDER.mkdir(parents=True, exist_ok=True)
    keep_qt_settings_nowhere()
    with Desk() as desk:
        services = desk.services()
        theme = Theme(app)
        for appearance, text_size in product((Appearance.LIGHT, Appearance.DARK), (100, 200)):
            theme.apply(appearance, text_size)
            for step, show in (("trip", _show_trip), ("risks", _show_risks), ("briefing", _show_briefing)):
                window = MainWindow(services=services, preferences=Preferences(profile=Profile.JOURNALIST))
                window.show()
                window.make_ready()
                show(window)
                _keep(window.screen().grabWindow(window.winId()).toImage(), f"{step}-{appearance.value}-{text_size}")
                window.close()
                window.deleteLater()
        theme.apply(Appearance.LIGHT, 100)
        pdf = services.render(services.compose(services.prepare(_TRIP, None), BriefingOptions()), PaperSize.A4)
        for number, name in enumerate(("page-one", "page-destination")):
            _keep(draw_page(pdf, number, scale=_PIXELS_PER_POINT), name)
    return 0


def _show_trip(window: MainWindow) -> None:
    """A first stop is there, the second is being looked for."""
    window.state.load(Trip(stops=_TRIP.stops[:1]))
    window.trip.search.field.setText("montev")
    window.trip.search.field.textEdited.emit("montev")
    _settle(window)


def _show_risks(window: MainWindow) -> None:
    """The levels of a stop, one opened down to its sources."""
    window.state.load(_TRIP)
    window.columns.steps.setCurrentIndex(1)
    window.risks.open_stop(0)
    tree = window.risks.stop_pages[0].tree
    theme = tree.model().index(0, 0)
    tree.expand(theme)
    tree.expand(tree.model().index(0, 0, theme))
    _settle(window)


def _show_briefing(window: MainWindow) -> None:
    """The checklist begun, the pages made for an organisation."""
    window.state.load(_TRIP)
    window.briefing.organisation.open_from(str(_EXAMPLES / "organisation.toml"))
    window.columns.steps.setCurrentIndex(2)
    window.risks.open_stop(1)
    _settle(window)


def _settle(window: MainWindow) -> None:
    """Wait until the pages are made and everything is painted."""
    loop = QEventLoop()
    watch = QTimer()
    watch.timeout.connect(lambda: None if window.maker.is_busy else loop.quit())
    watch.start(_GLANCE_MS)
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    # Thumbnails follow the page in view.
    QTimer.singleShot(_GLANCE_MS, loop.quit)
    loop.exec()


def _keep(image: QImage, name: str) -> None:
    """Save a picture in its most telling colours, which makes it small and keeps every fill as it is."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("I")
    counts = Counter(pixels)
    table = sorted(counts, key=lambda colour: (-counts[colour] * _weight(colour), colour))[:_COLOURS]
    flat = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    small = plain.convertToFormat(QImage.Format.Format_Indexed8, table, flat)
    # The least quality is the closest packing; nothing of the picture is lost by it.
    small.save(str(FOLDER / f"{name}.png"), quality=0)


def _weight(colour: int) -> int:
    """Let a colour count for more than a grey: a single small disc of a level shall keep its own."""
    channels = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    return 1 + max(channels) - min(channels)


def _bundled_family() -> str:
    families = [family for font in _bundled_fonts() for family in font]
    return families[0]


def _bundled_fonts() -> Iterator[list[str]]:
    for font in sorted((files("font_source_sans_pro") / "files").iterdir(), key=lambda file: file.name):
        if font.name.endswith(".ttf"):
            identifier = QFontDatabase.addApplicationFontFromData(font.read_bytes())
            yield QFontDatabase.applicationFontFamilies(identifier)


if __name__ == "__main__":
    sys.exit(main())
