"""What a window leaves in memory, counted, so that a test can hold one moment against another."""

import gc
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

_KIBIBYTES_A_PAGE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftovers:
    """Qt's objects below a widget, widgets of the whole application, and Python's objects by type."""

    qt_objects: Counter[str]
    widgets: Counter[str]
    python_objects: Counter[str]

    @property
    def of_ours(self) -> Counter[str]:
        """The objects whose types are the program's own, such as assessments and rows."""
        ours = {name: count for name, count in self.python_objects.items() if name.startswith("desktop.")}
        return Counter(ours)


def turn_the_loop() -> None:
    """Do what a running event loop does between two events, deletions that were put off among it."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def leftovers(root: QWidget) -> Leftovers:
    """Count once everything that was on its way out is gone."""
    for _turn in range(3):
        turn_the_loop()
        gc.collect()
    return Leftovers(
        qt_objects=Counter(type(each).__name__ for each in root.findChildren(QObject)),
        widgets=Counter(type(each).__name__ for each in QApplication.allWidgets()),
        # What pytest-qt notes of Qt's messages stays until the test has ended.
        python_objects=Counter(name for name in map(_type_of, gc.get_objects()) if not name.startswith("pytestqt.")),
    )


def _type_of(each: object) -> str:
    return f"{type(each).__module__}.{type(each).__qualname__}"


def resident_kibibytes() -> int:
    """Return how much memory the process holds; 0 where the system does not say."""
    pages = Path("/proc/self/statm")
    # As bytes: an encoding that nobody needed before would be loaded here, and count as growth.
    return int(pages.read_bytes().split()[1]) * _KIBIBYTES_A_PAGE if pages.is_file() else 0
