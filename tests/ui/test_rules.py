"""From a level to the rule that set it, and back: by mouse, by keyboard, and for who hears the window."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from pytestqt.qtbot import QtBot

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.method_text import method_markdown
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.method_page import RuleText
from desktop.ui.pages.stop_page import StopPage
from desktop.ui.theme import Theme
from tests.ui.fakes import CHAD, SERBIA, URUGUAY
from tests.ui.keys import press, tab_to

_RULE = "public-surveillance-faces"
_LINES = ["If a face is named, then high. public-surveillance-faces", "If in one town, one step less."]


@pytest.fixture
def page(window: MainWindow) -> StopPage:
    """Open Serbia, with the reasons of its first level in sight."""
    window.state.add_stop(SERBIA)
    window.risks.open_stop(0)
    page = window.risks.stop_pages[0]
    page.tree.setFocus()
    page.tree.expand(page.tree.model().index(0, 0))
    return page


def reason(page: StopPage) -> QModelIndex:
    return page.tree.model().index(0, 0, page.tree.model().index(0, 0))


def link(page: StopPage) -> QPoint:
    """Return the middle of what stands in the colour of links in the row of the reason."""
    picture = page.tree.viewport().grab().toImage()
    colour, row = page.tree.palette().color(QPalette.ColorRole.Link).rgb(), page.tree.visualRect(reason(page))
    inside = row.adjusted(3, 3, -3, -3)
    dots = [
        (x, y)
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
        if picture.pixel(x, y) == colour
    ]
    assert dots, "no link is to be seen"
    across, down = zip(*dots, strict=True)
    return QPoint((min(across) + max(across)) // 2, (min(down) + max(down)) // 2)


def marked(window: MainWindow) -> list[str]:
    return [each.cursor.selectedText() for each in window.risks.method.text.extraSelections()]


def test_a_click_on_the_id_of_a_rule_opens_the_method_there(qtbot: QtBot, window: MainWindow, page: StopPage) -> None:
    place = link(page)
    qtbot.mouseMove(page.tree.viewport(), place)
    assert page.tree.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.risks.method.isVisible()
    assert marked(window) == _LINES
    assert not page.tree.isExpanded(reason(page))


def test_a_click_beside_the_id_opens_the_reason(qtbot: QtBot, page: StopPage) -> None:
    row = page.tree.visualRect(reason(page))
    beside = QPoint(row.right() - 10, link(page).y())
    qtbot.mouseMove(page.tree.viewport(), beside)
    assert page.tree.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor
    qtbot.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert page.tree.isExpanded(reason(page))
    assert page.isVisible()


def test_a_rule_is_read_and_left_from_the_keyboard(qtbot: QtBot, window: MainWindow, page: StopPage) -> None:
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    text = window.risks.method.text
    assert marked(window) == _LINES
    assert text.hasFocus()
    # A screen reader goes on from the rule.
    assert text.textCursor().block().text() == _LINES[0]

    press(qtbot, Qt.Key.Key_Escape)
    assert page.tree.hasFocus()
    assert page.tree.currentIndex() == reason(page)


def test_tab_finds_the_button_that_reads_the_rule_and_the_one_that_leads_back(
    qtbot: QtBot, window: MainWindow, page: StopPage
) -> None:
    tab_to(qtbot, page.read_rule)
    press(qtbot, Qt.Key.Key_Space)
    assert marked(window) == _LINES
    back = window.risks.method.back
    assert back.text() == "Back to Serbia"
    tab_to(qtbot, back)
    press(qtbot, Qt.Key.Key_Space)
    assert page.isVisible()
    assert page.tree.hasFocus()


def test_a_screen_reader_hears_a_button_and_which_rule_it_reads(page: StopPage) -> None:
    button = QAccessible.queryAccessibleInterface(page.read_rule)
    assert button.role() is QAccessible.Role.Button
    assert button.text(QAccessible.Text.Name) == f"Read the rule {_RULE}"
    # The level itself names no rule in writing; the one that set it is at hand all the same.
    assert page.tree.currentIndex() == page.tree.model().index(0, 0)


def test_a_source_has_its_citation_at_hand_instead(page: StopPage) -> None:
    page.tree.setCurrentIndex(page.tree.model().index(1, 0, reason(page)))
    assert page.copy_citation.isVisible()
    assert not page.read_rule.isVisible()
    page.tree.setCurrentIndex(reason(page))
    assert not page.copy_citation.isVisible()
    assert page.read_rule.isEnabled()


def test_where_nothing_is_documented_there_is_no_rule_to_read(window: MainWindow) -> None:
    window.state.add_stop(CHAD)
    window.risks.open_stop(0)
    assert not window.risks.stop_pages[0].read_rule.isEnabled()


def test_who_opens_the_method_by_its_tab_is_led_nowhere_back(window: MainWindow, page: StopPage) -> None:
    page.read_rule.click()
    window.risks.open_stop(0)
    window.risks.open_method()
    assert not window.risks.method.back.isVisible()
    assert not marked(window)


def test_a_stop_that_moves_is_gone_back_to(window: MainWindow, page: StopPage) -> None:
    window.state.add_stop(URUGUAY)
    window.risks.open_stop(0)
    page.read_rule.click()
    window.state.move_stop(0, 1)
    window.risks.method.back.click()
    assert page.tree.hasFocus()
    assert window.risks.stop_pages[1] is page


def test_a_stop_that_is_gone_is_nothing_to_go_back_to(window: MainWindow, page: StopPage) -> None:
    page.read_rule.click()
    window.clear_everything()
    assert window.risks.method.isVisible()
    assert not window.risks.method.back.isVisible()


def test_every_rule_of_the_method_is_found_on_its_page(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    text = RuleText("How levels are made", margin=24)
    qtbot.addWidget(text)
    text.resize(620, 700)
    text.show()
    method = shipped_method()
    text.show_markdown(method_markdown(method))
    assert len(method.rule_ids()) > 20
    for rule in method.rule_ids():
        text.show_rule(rule)
        first = text.extraSelections()[0]
        assert rule in first.cursor.selectedText()
        assert first.format.background().color() != QColor("white")
        assert text.viewport().rect().contains(text.cursorRect().center())


def test_the_method_never_scrolls_sideways(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    text = RuleText("How levels are made", margin=24)
    qtbot.addWidget(text)
    text.show()
    text.show_markdown(method_markdown(shipped_method()))
    for width in (*range(400, 760, 7), 700, 500):
        text.resize(width, 700)
        assert text.horizontalScrollBar().maximum() == 0, width
