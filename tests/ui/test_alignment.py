"""Edges meet: what scrolls ends where the rule above it ends, and nothing moves once it is shown."""

import gettext
from collections import defaultdict
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.app import set_reading_direction
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.posture_box import PostureBox
from desktop.ui.parts import Choice
from desktop.ui.preferences import Preferences
from desktop.ui.theme import Theme
from tests.ui.fakes import InlinePool, services
from tests.ui.languages import MirroredLanguage

_LOW, _HIGH = 480, 1600
"""Heights at which pages scroll, and at which none does."""


@pytest.fixture(params=[gettext.NullTranslations, MirroredLanguage], ids=["from-the-left", "from-the-right"])
def mirrored(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[bool]:
    """Write from either side; return whether from the right."""
    i18n.use(request.param())
    set_reading_direction(qapp)
    yield i18n.is_right_to_left()
    i18n.use(gettext.NullTranslations())
    set_reading_direction(qapp)


@pytest.mark.parametrize("height", [_LOW, _HIGH])
def test_page_ends_where_the_rule_above_it_ends(qtbot: QtBot, theme: Theme, mirrored: bool, height: int) -> None:  # noqa: FBT001 - a fixture
    assert theme is not None
    window = MainWindow(services=services(), preferences=Preferences(), pool=InlinePool())
    qtbot.addWidget(window)
    window.resize(1360, height)
    window.show()
    window.trip.example.click()
    stop = window.risks.stop_pages[0]
    shown: tuple[tuple[QWidget, QWidget, list[QWidget]], ...] = (
        (window.risks, window.risks.overview, window.risks.overview.findChildren(PostureBox)),
        (window.risks, stop, [stop.tree.viewport(), stop.read_rule]),
        (
            window.briefing,
            window.briefing.checklist,
            [window.briefing.checklist.view.viewport(), window.briefing.paper],
        ),
    )
    for column, page, ends in shown:
        open_page(window, page)
        rule = next(each for each in column.findChildren(QFrame, "rule") if each.isVisible())
        for each in ends:
            assert end_of(each, window, mirrored=mirrored) == end_of(rule, window, mirrored=mirrored), each
    scrolls = stop.tree.verticalScrollBar().maximum() > 0
    assert scrolls == (height == _LOW)


def test_choice_has_its_place_when_it_is_first_painted(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    window = MainWindow(services=services(), preferences=Preferences(), pool=InlinePool())
    qtbot.addWidget(window)
    widths = _Widths()
    for choice in window.findChildren(Choice):
        choice.installEventFilter(widths)
    window.show()
    qtbot.waitUntil(lambda: len(widths.painted) > 0)
    # Longer than Qt waits before it looks again how wide a choice might be.
    QTest.qWait(60)
    for name, painted in widths.painted.items():
        assert len(painted) == 1, f"{name} was painted at widths of {painted}"


class _Widths(QObject):
    """Notes how wide each choice is when it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: defaultdict[str, set[int]] = defaultdict(set)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(watched, Choice) and event.type() is QEvent.Type.Paint:
            self.painted[watched.accessibleName()].add(watched.width())
        return False


def open_page(window: MainWindow, page: QWidget) -> None:
    for tabs in (window.risks.tabs, window.briefing.tabs):
        for place in range(tabs.count()):
            if not page.isVisible():
                tabs.setCurrentIndex(place)
                QApplication.processEvents()
    assert page.isVisible()


def end_of(widget: QWidget, window: QWidget, *, mirrored: bool) -> int:
    box = widget.rect()
    return widget.mapTo(window, box.topLeft() if mirrored else box.topRight()).x()
