"""A language 40 % longer, and one from right to left, open every page with nothing cut off and nothing overlapping."""

import gettext
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.app import set_reading_direction
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Appearance, Preferences
from desktop.ui.theme import Theme
from tests.ui.dialogs import dialogs
from tests.ui.fakes import CHAD, InlinePool, services
from tests.ui.languages import LongLanguage, MirroredLanguage

_SIZES = ((1360, 850, 100), (1000, 700, 100), (1280, 800, 200))
_KINDS = (QLabel, QAbstractButton, QLineEdit, QComboBox, QTabBar)


@pytest.fixture(params=[LongLanguage, MirroredLanguage], ids=["longer", "from-the-right"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[gettext.NullTranslations]:
    """Speak a made-up language."""
    made: Callable[[], gettext.NullTranslations] = request.param
    catalogue = made()
    i18n.use(catalogue)
    set_reading_direction(qapp)
    yield catalogue
    i18n.use(gettext.NullTranslations())
    set_reading_direction(qapp)


def shown(window: QWidget) -> list[QWidget]:
    return [
        child
        for kind in _KINDS
        for child in window.findChildren(kind)
        if child.isVisible() and not child.visibleRegion().isEmpty() and _is_ours(child)
    ]


def _is_ours(widget: QWidget) -> bool:
    # Qt's own parts, such as the buttons that scroll a row of tabs, have no words.
    parent = widget.parentWidget()
    return not isinstance(parent, QTabBar | QComboBox | QLineEdit) and not widget.objectName().startswith("qt_")


def problems(window: QWidget) -> list[str]:
    widgets = shown(window)
    found = [f"{_said(widget)}: {reason}" for widget in widgets for reason in _cut_off(widget)]
    for one, other in combinations(widgets, 2):
        shared = _place(one, window) & _place(other, window)
        if shared.width() > 1 and shared.height() > 1 and not (one.isAncestorOf(other) or other.isAncestorOf(one)):
            found.append(f"{_said(one)} lies over {_said(other)}")
    return found


def _cut_off(widget: QWidget) -> Iterator[str]:
    metrics = QFontMetrics(widget.font())
    room = widget.contentsRect().width()
    if isinstance(widget, QLabel) and widget.wordWrap():
        longest = max(map(metrics.horizontalAdvance, widget.text().split()), default=0)
        if longest > room:
            yield f"its longest word needs {longest} of {room}"
        if widget.heightForWidth(widget.width()) > widget.height() + 1:
            yield f"its lines need {widget.heightForWidth(widget.width())} of {widget.height()}"
    elif isinstance(widget, QTabBar):
        yield from _cut_tabs(widget)
    elif isinstance(widget, QLineEdit):
        hint = widget.placeholderText()
        if hint and metrics.horizontalAdvance(hint) > room:
            yield f"its hint needs {metrics.horizontalAdvance(hint)} of {room}"
    elif widget.sizeHint().width() > widget.width():
        yield f"it needs {widget.sizeHint().width()} of {widget.width()}"
    seen = widget.visibleRegion().boundingRect().width()
    if seen < widget.width():
        yield f"only {seen} of its {widget.width()} are to be seen"
    if widget.minimumSizeHint().height() > widget.height() + 1:
        yield f"it needs a height of {widget.minimumSizeHint().height()} and has {widget.height()}"


def _cut_tabs(tabs: QTabBar) -> Iterator[str]:
    """Where there is no room for all tabs they scroll; none is ever abbreviated."""
    if not tabs.usesScrollButtons() and tabs.sizeHint().width() > tabs.width():
        yield f"its tabs need {tabs.sizeHint().width()} of {tabs.width()}"
    if tabs.elideMode() is not Qt.TextElideMode.ElideNone:
        yield "it would abbreviate its tabs"
    for place in range(tabs.count()):
        needed = tabs.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, tabs.tabText(place)).width()
        if tabs.tabRect(place).width() < needed:
            yield f"its tab “{tabs.tabText(place)}” needs {needed} of {tabs.tabRect(place).width()}"


def _place(widget: QWidget, window: QWidget) -> QRect:
    seen = widget.visibleRegion().boundingRect()
    return seen.translated(widget.mapTo(window, QPoint(0, 0)))


def _said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else widget.accessibleName()
    return f"{type(widget).__name__} “{text}”"


def pages(window: MainWindow) -> Iterator[str]:
    """Open every page in turn."""
    for step in range(3):
        window.columns.steps.setCurrentIndex(step)
        for tabs in (window.risks.tabs, window.briefing.tabs):
            if not tabs.isVisible():
                continue
            for place in range(tabs.count()):
                tabs.setCurrentIndex(place)
                for _turn in range(3):
                    QApplication.processEvents()
                yield f"step {step}, {tabs.tabText(place)}"


@pytest.mark.parametrize(("width", "height", "text_size"), _SIZES)
def test_every_page_opens_with_nothing_cut_off_or_overlapping(
    qtbot: QtBot, theme: Theme, language: gettext.NullTranslations, width: int, height: int, text_size: int
) -> None:
    assert language is not None
    theme.apply(Appearance.LIGHT, text_size)
    window = MainWindow(services=services(), preferences=Preferences(), pool=InlinePool())
    qtbot.addWidget(window)
    try:
        window.resize(width, height)
        window.show()
        found = {page: problems(window) for page in pages(window)}
        window.trip.example.click()
        window.state.add_stop(CHAD)
        window.files.choose_source()
        window.findChildren(QDialog)[-1].reject()
        found |= {f"with a trip, {page}": problems(window) for page in pages(window)}
    finally:
        window.close()
        theme.apply(Appearance.LIGHT, 100)
    assert not {page: faults for page, faults in found.items() if faults}


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_dialogs_open_with_nothing_cut_off(
    qtbot: QtBot, theme: Theme, language: gettext.NullTranslations, text_size: int
) -> None:
    assert language is not None
    theme.apply(Appearance.LIGHT, text_size)
    found = {}
    try:
        for place, dialog in enumerate(dialogs()):
            qtbot.addWidget(dialog)
            dialog.show()
            for _turn in range(3):
                QApplication.processEvents()
            found[f"{place} {dialog.windowTitle()}"] = problems(dialog)
            assert dialog.height() <= 800
            dialog.close()
    finally:
        theme.apply(Appearance.LIGHT, 100)
    assert not {dialog: faults for dialog, faults in found.items() if faults}


@pytest.mark.parametrize("language", [MirroredLanguage], indirect=True)
def test_a_window_from_the_right_is_mirrored(qtbot: QtBot, theme: Theme, language: gettext.NullTranslations) -> None:
    assert theme is not None
    assert language is not None
    window = MainWindow(services=services(), preferences=Preferences(), pool=InlinePool())
    qtbot.addWidget(window)
    window.resize(1360, 850)
    window.show()
    window.trip.example.click()
    window.risks.open_stop(0)
    QApplication.processEvents()
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    columns = [each.mapTo(window, QPoint(0, 0)).x() for each in (window.trip, window.risks, window.briefing)]
    assert columns == sorted(columns, reverse=True)
    title = window.risks.stop_pages[0].findChildren(QLabel)[0]
    assert title.text() == "Serbia"
    left, right = ink(title)
    assert left > title.width() / 2
    assert right > title.width() - title.fontMetrics().height()


def ink(label: QLabel) -> tuple[int, int]:
    """Return where the drawn letters begin and end."""
    picture = label.grab().toImage()
    ground = picture.pixel(0, 0)
    columns = [x for x in range(picture.width()) if any(picture.pixel(x, y) != ground for y in range(picture.height()))]
    return min(columns), max(columns)
