"""How fast the window answers, on the real dataset: keystrokes, a new stop, the preview.

Run as ``python -m tests.benchmarks.window``. Each figure stands beside the least that it could be in the same process:
a key in a field that does nothing, the assessment alone, the PDF alone. A busy machine makes everyone wait, so keys and
stops are judged at their least disturbed of several rounds, with the middle round beside, and the preview by its ratio
to the PDF made just before. `first_window` measures the start.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from threading import get_native_id
from time import perf_counter, process_time, thread_time
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.app import keep_qt_settings_nowhere
from desktop.briefing.options import BriefingOptions
from desktop.dataset.codes import CountryCode
from desktop.desk import Desk
from desktop.trip import Profile, Stop, Trip
from desktop.ui.late_start import LateStart
from desktop.ui.main_window import MainWindow
from desktop.ui.pdf_pages import page_sizes
from desktop.ui.preferences import Appearance, PaperSize, Preferences
from desktop.ui.theme import Theme

KEYSTROKE_MS, STOP_MS, PREVIEW_RATIO = 10.0, 50.0, 1.2
TYPED = ("Serbia", "Uruguay", "United Arab Emirates", "Belgrade", "Deutschland", "Mexco", "Kuala Lumpur", "JFK", "中国")
COUNTRIES = tuple(map(CountryCode, ("CN", "US", "DE", "AE", "PK")))
FIVE = Trip(stops=tuple(Stop(country=country) for country in COUNTRIES))
FOUR = Trip(stops=FIVE.stops[:-1])
_ROUNDS = 9


class Took(NamedTuple):
    """Seconds by the clock, and of the processor."""

    clock: float
    processor: float


def main() -> None:
    """Print the figures."""
    app = QApplication(["benchmark"])
    keep_qt_settings_nowhere()
    with Desk() as desk:
        theme = Theme(app)
        theme.size_text(100)
        window = MainWindow(services=desk.services(), preferences=Preferences())
        theme.apply(Appearance.LIGHT, 100)
        window.show()
        make_ready(desk, window)
        measure_keystrokes(window)
        measure_new_stops(desk, window)
        measure_preview(desk, window)
        window.close()


def measure_keystrokes(window: MainWindow) -> None:
    """Type names, and the same letters into a field that does nothing."""
    plain = QLineEdit(window.trip)
    plain.setGeometry(window.trip.search.field.geometry())
    plain.show()
    empty = median(took.clock for _round in range(_ROUNDS) for took in typed_into(plain))
    plain.setParent(None)
    rounds = [list(typed_into(window.trip.search.field)) for _round in range(_ROUNDS)]
    said = f"keystroke to painted results, {len(rounds[0])} keys in each of {_ROUNDS} rounds"
    middle = median(took.clock for keys in rounds for took in keys)
    print(f"{said}: median {middle * 1000:.1f} ms, {middle / empty:.1f} times a key in a field that does nothing")
    judge("99th percentile", rounds, 0.99, KEYSTROKE_MS)


def measure_new_stops(desk: Desk, window: MainWindow) -> None:
    """Make trips of one stop to five, and assess the same stops without showing them."""
    services = desk.services()
    assess = services.assess
    alone = [
        timed(partial(assess, each, Profile.GENERAL), process_time) for _round in range(_ROUNDS) for each in COUNTRIES
    ]
    rounds = [list(new_stops(window)) for _round in range(_ROUNDS)]
    said = f"new stop to painted levels, {len(COUNTRIES)} stops in each of {_ROUNDS} rounds"
    middle = median(took.clock for stops in rounds for took in stops)
    times = middle / median(took.clock for took in alone)
    print(f"{said}: median {middle * 1000:.1f} ms, {times:.1f} times its assessment alone")
    judge("slowest stop", rounds, 1.0, STOP_MS)


def measure_preview(desk: Desk, window: MainWindow) -> None:
    """Hold the preview against what ``forewarned brief`` does between opening the dataset and writing the file.

    The preview counts from the change of the trip until the page in view is painted anew, the levels having been
    painted on the way. No assessment is at hand when either begins, except those of stops that were in the trip before.
    The processor's time is that of the window and of the press beside it.
    """
    services = desk.services()

    def bare() -> None:
        services.render(services.compose(services.prepare(FIVE, None), BriefingOptions()), PaperSize.A4)

    def open_trip() -> None:
        window.state.load(FIVE)
        wait_for_pages(window)

    def add_fifth() -> None:
        window.trip.add(COUNTRIES[-1])
        wait_for_pages(window)

    alone, opened, added = [], [], []
    for _turn in range(_ROUNDS + 1):
        window.clear_everything()
        settle()
        alone.append(timed(bare, process_time))
        opened.append(timed(open_trip))
        window.clear_everything()
        window.state.load(FOUR)
        wait_for_pages(window)
        added.append(timed(add_fifth))
    pages = window.maker.pages
    assert pages is not None
    print(f"preview of five stops, {len(page_sizes(pages.pdf))} pages, beside the bare PDF of the same round:")
    # The first turn loads the PDF maker and its fonts.
    for what, times in (("a trip is opened", opened[1:]), ("a fifth stop is added", added[1:])):
        pairs = list(zip(times, alone[1:], strict=True))
        ratio = median(shown.clock / bare.clock for shown, bare in pairs)
        work = median(shown.processor / bare.processor for shown, bare in pairs)
        verdict = "met" if ratio <= PREVIEW_RATIO else "MISSED"
        print(f"  {what}: {ratio:.2f} times (budget {PREVIEW_RATIO:g}: {verdict}), {work:.2f} times its processor time")


class _Paint(QObject):
    """Waits until a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._is_painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._is_painted = True
        return False

    def wait(self) -> None:
        """Let the window work until then."""
        waiting = QEventLoop()
        while not self._is_painted:
            waiting.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def typed_into(field: QLineEdit) -> Iterator[Took]:
    """Type names and yield the time from each key until what it changed is painted."""
    for text in TYPED:
        for letter in text:
            # The results are painted with the field, at one go.
            paint = _Paint(field)
            start = now()
            if letter.isascii():
                QTest.keyClicks(field, letter)
            else:
                field.insert(letter)
                field.textEdited.emit(field.text())
            paint.wait()
            yield since(start)
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        settle()


def new_stops(window: MainWindow) -> Iterator[Took]:
    """Begin a trip and yield the time until each new stop's levels are painted."""
    for country in COUNTRIES:
        start = now()
        window.trip.add(country)
        _Paint(window.risks.stop_pages[-1].tree.viewport()).wait()
        yield since(start)
        wait_for_pages(window)
    window.clear_everything()
    settle()


def wait_for_pages(window: MainWindow) -> None:
    """Let the window work until its pages are those of the trip, and the one in view is painted."""
    waiting = QEventLoop()
    while window.maker.is_busy or not window.briefing.preview.view.has_picture:
        # Asleep until something happens: asking all the time would take the time from the thread that works.
        waiting.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    window.briefing.preview.view.viewport().repaint()


def make_ready(desk: Desk, window: MainWindow) -> None:
    """Start as the program does, to the end."""
    pieces = (desk.make_ready_to_find, desk.make_ready_to_assess, window.make_ready, desk.make_ready_to_draw)
    late = LateStart(pieces, window)
    waiting = QEventLoop()
    late.ended.connect(waiting.quit)
    waiting.exec()
    assert desk.is_press_ready()


def settle() -> None:
    """Let what is under way be done."""
    for _turn in range(20):
        QApplication.processEvents()


def all_processes_time() -> float:
    """Return what this process and those that it started had of the processor; where that cannot be read, this one."""
    children = Path(f"/proc/self/task/{get_native_id()}/children")
    pids = children.read_text(encoding="ascii").split() if children.exists() else []
    nanoseconds = [int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) for pid in pids]
    return process_time() + sum(nanoseconds) / 1e9


def timed(work: Callable[[], object], processor_time: Callable[[], float] = all_processes_time) -> Took:
    """Return how long work takes, on all threads."""
    start = Took(perf_counter(), processor_time())
    work()
    return Took(perf_counter() - start.clock, processor_time() - start.processor)


def now() -> Took:
    """Read the clock, and what this thread had of the processor."""
    return Took(perf_counter(), thread_time())


def since(start: Took) -> Took:
    """Return what has passed on both clocks."""
    return Took(perf_counter() - start.clock, thread_time() - start.processor)


def within(times: list[Took], share: float) -> Took:
    """Return the time that a share of all stays within, on each clock by itself."""
    place = round(share * (len(times) - 1))
    return Took(*(sorted(clock)[place] for clock in zip(*times, strict=True)))


def judge(what: str, rounds: list[list[Took]], share: float, budget_ms: float) -> None:
    """Hold against its budget what a share of all stays within, each taken at its least disturbed of all rounds."""
    alone = within([least(same) for same in zip(*rounds, strict=True)], share)
    middle = median(within(each, share).clock for each in rounds)
    verdict = "met" if alone.clock * 1000 <= budget_ms else "MISSED"
    said = f"  {what}: {alone.clock * 1000:.1f} ms undisturbed, {alone.processor * 1000:.1f} ms of it the processor's"
    print(f"{said} (budget {budget_ms:g}: {verdict}); {middle * 1000:.1f} ms in the middle round")


def least(times: Sequence[Took]) -> Took:
    """Return the least of times, on each clock by itself."""
    return Took(*map(min, zip(*times, strict=True)))


if __name__ == "__main__":
    main()
