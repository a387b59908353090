"""Stands for a person at the keyboard: starts the real program and types one story into it.

`python -m tests.ui.system.person STORY [FILE]`; ends with the window, exit code 0 if the story went through.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from unittest.mock import patch

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtPrintSupport import QAbstractPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QTreeView, QWidget

from desktop import app
from desktop.ui.dialogs.report import ReportDialog
from desktop.ui.main_window import MainWindow
from tests.ui.system.print_dialog import choose

_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_PAUSE_MS: Final = 50
_PATIENCE: Final = 600


def window() -> MainWindow:
    """Return the program's window."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))


def focused() -> QWidget:
    """Return where the keyboard is; without a window manager no window is the active one."""
    return QApplication.focusWidget() or window().focusWidget() or window()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focused(), key, modifier)


def write(text: str) -> None:
    """Type a text where the keyboard is."""
    QTest.keyClicks(focused(), text)


def until(is_so: Callable[[], bool]) -> Iterator[None]:
    """Wait until something is so; give up in the end."""
    for _turn in range(_PATIENCE):
        if is_so():
            return
        yield
    raise TimeoutError


def is_made() -> bool:
    """Tell whether the pages of the trip stand in the window."""
    return not window().maker.is_busy and window().maker.pages is not None


def plan() -> Iterator[None]:
    """Make a trip to Serbia and Uruguay."""
    for place in ("Belgrade", "Uruguay"):
        write(place)
        press(Qt.Key.Key_Return)
        yield
    yield from until(is_made)


def look() -> Iterator[None]:
    """Open what there is to open, the first level down to its sources, and leave the windows to who listens."""
    yield from plan()
    for tab in (1, 0):
        window().briefing.tabs.setCurrentIndex(tab)
        yield
    window().risks.open_stop(0)
    tree = window().risks.stop_pages[0].findChild(QTreeView)
    assert tree is not None
    tree.setFocus()
    for _step in range(4):
        press(Qt.Key.Key_Right)
        yield
    window().brief_many()
    yield
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    yield from until(lambda: False)


def name_file(path: str) -> Iterator[None]:
    """Give the file dialog that opens a path."""
    yield from until(lambda: any(each.isVisible() for each in window().findChildren(QFileDialog)))
    dialog = next(each for each in window().findChildren(QFileDialog) if each.isVisible())
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(path)
    QTest.keyClick(name, Qt.Key.Key_Return)
    yield
    window().activateWindow()
    yield from until(window().isActiveWindow)


def hand_out(organisation: str, target: str) -> Iterator[None]:
    """Speak for an organisation, save the briefing with a page to sign, and print it on the default printer."""
    yield from plan()
    press(Qt.Key.Key_O, _CONTROL | _SHIFT)
    yield from name_file(organisation)
    window().briefing.has_sign_off.setFocus()
    press(Qt.Key.Key_Space)
    yield from until(is_made)
    press(Qt.Key.Key_S, _CONTROL)
    yield from name_file(target)
    yield from print_it("")


def print_it(words: str) -> Iterator[None]:
    """Print on the default printer, as the words say; write down what the window says of it."""
    window().briefing.message.clear()
    press(Qt.Key.Key_P, _CONTROL)
    yield from until(lambda: any(each.isVisible() for each in window().findChildren(QAbstractPrintDialog)))
    dialog = next(each for each in window().findChildren(QAbstractPrintDialog) if each.isVisible())
    assert isinstance(dialog, QAbstractPrintDialog)
    choose(dialog, words)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    yield from until(lambda: bool(window().briefing.message.text()))
    sys.stdout.write(window().briefing.message.text() + "\n")
    yield
    window().activateWindow()
    yield from until(window().isActiveWindow)


def print_parts(*choices: str) -> Iterator[None]:
    """Print a trip once for each choice."""
    yield from plan()
    for words in choices:
        yield from print_it(words)


def opened(_trip: str) -> Iterator[None]:
    """Say what the window shows that was opened on a trip file: its stops, and what it says of the file."""
    yield from until(lambda: bool(window().state.stops or window().trip.message.text()))
    tell()


def begin() -> Iterator[None]:
    """Say how many processes the window has started before the first key, and that there is one more after it."""
    yield from until(lambda: "verified" in window().trip.dataset.text())
    yield
    sys.stdout.write(f"{len(children())}\n")
    write("b")
    yield from until(lambda: bool(children()))
    sys.stdout.write(f"{len(children())}\n")


def children() -> list[str]:
    """Return the numbers of the processes that this one has started."""
    return [child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()]


def given(trip: str, other: str) -> Iterator[None]:
    """Have the system hand over a file, and another once the first trip was changed; say what the window shows."""
    application = QApplication.instance()
    assert application is not None
    QApplication.sendEvent(application, QFileOpenEvent(trip))
    yield
    tell()
    window().state.set_traveller("Somebody else")
    QApplication.sendEvent(application, QFileOpenEvent(other))
    yield
    tell()
    question = window().findChild(QMessageBox, "replace-trip")
    assert question is not None
    question.button(QMessageBox.StandardButton.Open).click()
    yield
    tell()


def tell() -> None:
    """Write down the stops in the window, and what it says of a file."""
    stops = " ".join(stop.country for stop in window().state.stops)
    sys.stdout.write(f"{stops}\n{window().trip.message.text()}\n")


def use_it_all(target: str) -> Iterator[None]:
    """Use everything, save one PDF, change a setting, clear."""
    yield from plan()
    press(Qt.Key.Key_1, _CONTROL)
    press(Qt.Key.Key_Tab)
    write("2027-01-10")
    press(Qt.Key.Key_Return)
    window().state.set_traveller("Zebediah Quill")
    yield from until(is_made)
    press(Qt.Key.Key_F, _CONTROL)
    write("Huawei")
    for place in range(window().risks.tabs.count()):
        window().risks.tabs.setCurrentIndex(place)
        yield
    press(Qt.Key.Key_S, _CONTROL)
    yield from name_file(target)
    yield from until(lambda: bool(window().briefing.message.text()))
    window().menu.appearances.actions()[-1].trigger()
    yield
    press(Qt.Key.Key_Delete, _CONTROL | _SHIFT)
    yield


class Person:
    """Goes on with a story whenever the program has nothing to do."""

    def __init__(self, story: Iterator[None]) -> None:
        self._story = story
        self.has_failed = False
        self._timer = QTimer()
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Sit down at the keyboard."""
        self._timer.start()

    def _go_on(self) -> None:
        if not any(isinstance(each, MainWindow) and each.isVisible() for each in QApplication.topLevelWidgets()):
            return
        if any(isinstance(each, ReportDialog) for each in QApplication.topLevelWidgets()):
            sys.stderr.write("the window shows a report of an unexpected error\n")
            self.has_failed = True
            QApplication.quit()
            return
        try:
            next(self._story)
        except StopIteration:
            window().close()
        except (AssertionError, AttributeError, TimeoutError) as error:
            sys.stderr.write(f"the story ends here: {error!r}\n")
            self.has_failed = True
            window().close()


def main() -> int:
    """Type the story that the arguments name."""
    stories: dict[str, Callable[..., Iterator[None]]] = {
        "look": look,
        "hand-out": hand_out,
        "print-parts": print_parts,
        "use-it-all": use_it_all,
        "begin": begin,
        "opened": opened,
        "given": given,
    }
    trip = Path(sys.argv[2]) if sys.argv[1] == "opened" else None
    person = Person(stories[sys.argv[1]](*sys.argv[2:]))

    class Attended(app.Application):
        """The program's application, with a person in front of it."""

        @staticmethod
        def exec() -> int:
            person.begin()
            return int(QApplication.exec())

    with patch.object(app, "Application", Attended):
        return app.main(trip) or int(person.has_failed)


if __name__ == "__main__":
    sys.exit(main())
