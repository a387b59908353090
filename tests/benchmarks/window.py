"""How fast the window answers, on the real dataset: keystrokes, a new stop, the preview.

Run as ``python -m tests.benchmarks.window``. How fast it starts is measured by ``tests.benchmarks.startup``.
"""

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import redirect_qt_settings
from desktop.briefing.options import BriefingOptions
from desktop.dataset.model import CountryCode
from desktop.desk import Desk
from desktop.trip import Stop, Trip
from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import page_sizes
from desktop.ui.preferences import Appearance, PaperSize, Preferences
from desktop.ui.theme import Theme

KEYSTROKE_MS, STOP_MS, PREVIEW_RATIO = 10.0, 50.0, 1.2
TYPED = ("Serbia", "Uruguay", "United Arab Emirates", "Belgrade", "Deutschland", "Mexco", "Kuala Lumpur", "JFK", "中国")
COUNTRIES = tuple(map(CountryCode, ("RS", "UY", "CN", "US", "DE", "AE", "PK", "KE", "BR", "KZ", "FR", "EG")))
FIVE = Trip(stops=tuple(Stop(country=country) for country in COUNTRIES[2:7]))
_ROUNDS = 5


def main() -> None:
    """Print the figures."""
    app = QApplication(["benchmark"])
    with tempfile.TemporaryDirectory() as throwaway, Desk() as desk:
        redirect_qt_settings(throwaway)
        services = desk.services()
        Theme(app).apply(Appearance.LIGHT, 100)
        window = MainWindow(services=services, preferences=Preferences())
        window.show()
        settle()
        keys = sorted(1000 * took for took in keystrokes(window))
        slowest = keys[round(0.99 * (len(keys) - 1))]
        said = f"keystroke to painted results, {len(keys)} keys: median {statistics.median(keys):.1f} ms"
        print(f"{said}, 99th percentile {slowest:.1f} ms ({verdict(slowest, KEYSTROKE_MS)})")
        stops = [1000 * each for each in new_stops(window)]
        middle = statistics.median(stops)
        said = f"new stop to painted levels, {len(stops)} stops: slowest {max(stops):.1f} ms"
        print(f"{said}, median {middle:.1f} ms ({verdict(max(stops), STOP_MS)})")

        def bare() -> None:
            services.render(services.compose(services.prepare(FIVE, None), BriefingOptions()), PaperSize.A4)

        bare()
        alone, shown = [], []
        preview(window)
        for _round in range(_ROUNDS):
            alone.append(timed(bare))
            shown.append(timed(lambda: preview(window)))
        ratio = statistics.median(shown) / statistics.median(alone)
        pages = window.maker.pages
        assert pages is not None
        said = f"preview of five stops, {len(page_sizes(pages.pdf))} pages: {statistics.median(shown) * 1000:.0f} ms"
        print(f"{said}, {ratio:.2f} times the bare PDF ({verdict(ratio, PREVIEW_RATIO)})")
        window.close()


def keystrokes(window: MainWindow) -> Iterator[float]:
    """Type names and yield the time from each key until its results are painted."""
    field = window.trip.search.field
    for text in TYPED:
        for letter in text:
            start = perf_counter()
            if letter.isascii():
                QTest.keyClicks(field, letter)
            else:
                field.insert(letter)
                field.textEdited.emit(field.text())
            window.trip.search.results.viewport().repaint()
            yield perf_counter() - start
        QTest.keyClick(field, Qt.Key.Key_Escape)


def new_stops(window: MainWindow) -> Iterator[float]:
    """Begin trips of one stop to five and yield the time until each new stop's levels are painted."""
    for country in COUNTRIES[:5]:
        start = perf_counter()
        window.trip.add(country)
        window.risks.stop_pages[-1].repaint()
        window.risks.stop_pages[-1].tree.viewport().repaint()
        yield perf_counter() - start
        wait_for_pages(window)
    window.clear_everything()


def preview(window: MainWindow) -> None:
    """Show the trip of five stops and wait until its first page is in the window."""
    window.state.clear()
    window.state.load(FIVE)
    wait_for_pages(window)


def wait_for_pages(window: MainWindow) -> None:
    """Let the window work until its pages are those of the trip, drawn."""
    waiting = QEventLoop()
    while window.maker.is_busy or not window.briefing.preview.view.has_picture:
        # Asleep until something happens: asking all the time would take the time from the thread that works.
        waiting.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle() -> None:
    """Let what is under way be done."""
    for _turn in range(20):
        QApplication.processEvents()


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def verdict(figure: float, budget: float) -> str:
    """Hold a figure against its budget."""
    return f"budget {budget:g}: {'met' if figure <= budget else 'MISSED'}"


if __name__ == "__main__":
    main()
