"""The middle column: levels, reasons, facts and sources."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.briefing.words import level_word
from desktop.dataset.codes import CountryCode
from desktop.dataset.overlay import Known
from desktop.ui import risk_delegate
from desktop.ui.main_window import MainWindow
from desktop.ui.models.risk_model import Kind, nodes_of
from desktop.ui.pages.stop_page import StopPage
from desktop.ui.risk_tree import RiskTree
from desktop.ui.row_paint import draw_wrapped
from desktop.ui.theme import Theme
from tests.own_sheets import overlay
from tests.ui.fakes import CHAD, SERBIA, assessment

LEVEL = level_word(assessment(SERBIA).ratings[0].level)


def tree_of(window: MainWindow, row: int = 0) -> RiskTree:
    window.risks.open_stop(row)
    return window.risks.stop_pages[row].tree


def texts(tree: RiskTree, parent: QModelIndex | None = None) -> list[str]:
    above = parent or QModelIndex()
    return [tree.model().index(row, 0, above).data() for row in range(tree.model().rowCount(above))]


def spoken(index: QModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_there_is_a_tab_for_the_trip_each_stop_and_the_method(window: MainWindow) -> None:
    window.trip.example.click()
    tabs = [window.risks.tabs.tabText(place) for place in range(window.risks.tabs.count())]
    assert tabs == ["Overview", "Serbia", "Uruguay", "Compare", "Map", "How levels are made"]


def test_a_page_is_made_when_it_is_first_opened(window: MainWindow) -> None:
    window.trip.example.click()
    assert not window.risks.findChildren(StopPage)
    window.risks.tabs.setCurrentIndex(2)
    assert len(window.risks.findChildren(StopPage)) == 1


def test_every_theme_shows_its_level_as_a_word(window: MainWindow) -> None:
    window.state.add_stop(SERBIA)
    tree = tree_of(window)
    assert tree.model().rowCount() == 9
    assert spoken(tree.model().index(0, 0)).startswith(f"Public surveillance: {LEVEL}.")


def test_own_facts_stand_below_all_themes_under_their_owners_name() -> None:
    without = assessment(SERBIA)
    own = overlay(Known(countries=(SERBIA, CountryCode("UY")), makers={})).facts_for(SERBIA, (), {})
    nodes = nodes_of(replace(without, facts=replace(without.facts, own=own)))

    assert nodes[:-1] == nodes_of(without)
    assert nodes[-1].spoken.startswith("Own facts of Example Corp. Added by Example Corp, from sources of its own.")
    fact, source = nodes[-1].children
    assert fact.text.startswith("Lobby cameras of the office tower: The landlord")
    assert source.kind is Kind.SOURCE
    assert source.text == "Example Corp security, 14 October 2026 — Site visit, Belgrade office"


def test_a_country_without_facts_says_that_this_is_no_all_clear(qtbot: QtBot, window: MainWindow) -> None:
    window.state.add_stop(CHAD)
    tree = tree_of(window)
    assert "Not documented. Nothing found, which is no all-clear." in spoken(tree.model().index(0, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert "Not documented: nothing found, which is no all-clear." in texts(tree, tree.model().index(0, 0))


def test_a_level_opens_to_reasons_and_a_reason_to_facts_and_sources(qtbot: QtBot, window: MainWindow) -> None:
    window.state.add_stop(SERBIA)
    tree = tree_of(window)
    level = tree.model().index(0, 0)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert tree.isExpanded(level)
    reason = tree.model().index(0, 0, level)
    assert "Belgrade" in reason.data()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(reason)
    fact, source = texts(tree, reason)[:2]
    assert fact == "Belgrade: Cameras with face recognition watch main streets."
    assert source == "Example Institute, 1 May 2020 — Cameras in the capital"


def test_a_level_says_what_would_change_it(window: MainWindow) -> None:
    window.state.add_stop(SERBIA)
    tree = tree_of(window)
    level = tree.model().index(0, 0)
    assert texts(tree, level)[-1] == "What would change this"
    change = tree.model().index(tree.model().rowCount(level) - 1, 0, level)
    assert texts(tree, change) == ["Down to low: no face recognition were documented"]


@pytest.mark.parametrize(
    ("modifier", "copied"),
    [
        (
            Qt.KeyboardModifier.ControlModifier,
            "Example Institute, 1 May 2020 — Cameras in the capital. https://example.org/cameras",
        ),
        (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "https://example.org/cameras",
        ),
    ],
)
def test_a_source_is_copied_from_the_keyboard(
    qtbot: QtBot, window: MainWindow, modifier: Qt.KeyboardModifier, copied: str
) -> None:
    window.state.add_stop(SERBIA)
    tree = tree_of(window)
    tree.setFocus()
    reason = tree.model().index(0, 0, tree.model().index(0, 0))
    tree.setCurrentIndex(tree.model().index(1, 0, reason))
    with qtbot.waitSignal(tree.copied):
        qtbot.keyClick(tree, Qt.Key.Key_C, modifier)
    assert QGuiApplication.clipboard().text() == copied


def test_rows_stay_open_when_dates_or_profile_change(window: MainWindow) -> None:
    window.state.add_stop(SERBIA)
    tree = tree_of(window)
    tree.expand(tree.model().index(0, 0))
    window.state.set_transit(0, is_transit=True)
    assert tree.isExpanded(tree.model().index(0, 0))


def test_the_page_being_read_stays_as_it_is_when_its_stop_moves(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    tree_of(window, 0).expand(window.risks.stop_pages[0].tree.model().index(2, 0))
    tree = tree_of(window, 1)
    level = tree.model().index(0, 0)
    tree.expand(level)
    reason = tree.model().index(0, 0, level)
    tree.setCurrentIndex(reason)
    window.trip.stops.select(1)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(window.trip.stops, key, Qt.KeyboardModifier.AltModifier)
        place = window.risks.tabs.currentIndex()
        assert window.risks.tabs.tabText(place) == "Uruguay"
        assert tree.isVisible()
        assert tree.isExpanded(level)
        assert tree.currentIndex() == reason
        assert "Montevideo" in reason.data()
    assert window.risks.stop_pages[0].tree is tree
    assert tree_of(window, 1).isExpanded(tree_of(window, 1).model().index(2, 0))


def test_the_page_being_read_stays_when_an_earlier_stop_goes_and_leaves_with_its_own(window: MainWindow) -> None:
    window.trip.example.click()
    tree = tree_of(window, 1)
    window.state.remove_stop(0)
    assert tree.isVisible()
    window.state.remove_stop(0)
    assert not window.risks.stop_pages
    assert window.risks.welcome.isVisible()


def test_the_overview_shows_levels_by_stop_and_the_strictest_posture(window: MainWindow) -> None:
    window.trip.example.click()
    levels = window.risks.overview.levels
    assert [levels.headerData(column, Qt.Orientation.Horizontal) for column in (1, 2)] == ["Serbia", "Uruguay"]
    assert levels.index(0, 0).data() == "Public surveillance"
    assert levels.index(0, 1).data() == LEVEL


def test_reach_names_the_host_and_the_suppliers_home(window: MainWindow) -> None:
    window.state.add_stop(SERBIA)
    reach = window.risks.overview.reach
    assert [reach.index(row, 0).data() for row in range(reach.rowCount())] == ["Serbia", "China"]
    assert reach.index(1, 1).data() == "Huawei"


def test_stops_are_compared_side_by_side_with_their_reasons(window: MainWindow) -> None:
    window.trip.example.click()
    window.risks.tabs.setCurrentIndex(3)
    levels = window.risks.compare.levels
    assert levels.index(0, 0).data() == "Posture"
    assert "Belgrade" in str(levels.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Montevideo" in str(levels.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_method_is_read_in_the_window_from_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.risks.method.text.hasFocus()
    assert "By rules." in window.risks.method.text.toPlainText()


def test_the_models_keep_qts_rules(qtmodeltester: ModelTester, window: MainWindow) -> None:
    window.trip.example.click()
    qtmodeltester.check(window.risks.stop_pages[0].model)


def test_the_tables_keep_qts_rules(qtmodeltester: ModelTester, window: MainWindow) -> None:
    window.trip.example.click()
    qtmodeltester.check(window.risks.overview.levels)


def test_a_stop_counts_the_facts_about_the_place_itself(window: MainWindow) -> None:
    window.trip.example.click()
    page = window.risks.stop_pages[0]
    window.risks.open_stop(0)
    said = [each.text() for each in page.findChildren(QLabel)]
    # The briefing counts the same way; what is known of the suppliers' home states is not about this place.
    assert any(text.startswith(f"{assessment(SERBIA).facts.count} fact ·") for text in said)


def test_a_level_of_the_overview_leads_to_its_reasons(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    window.risks.tabs.setCurrentIndex(0)
    table = window.risks.overview.level_table
    place = table.visualRect(table.model().index(0, 2)).center()
    qtbot.mouseMove(table.viewport(), place)
    assert table.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    tree = window.risks.stop_pages[1].tree
    assert tree.isVisible()
    assert tree.hasFocus()
    assert tree.isExpanded(tree.model().index(0, 0))
    assert "Montevideo" in texts(tree, tree.currentIndex())[0]


def test_so_does_enter_on_a_level_of_the_comparison(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    window.risks.tabs.setCurrentIndex(3)
    table = window.risks.compare.table
    table.setFocus()
    # The name of a theme, and a posture, are no levels.
    for cell in ((1, 0), (0, 1)):
        table.setCurrentIndex(table.model().index(*cell))
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert table.isVisible()
    table.setCurrentIndex(table.model().index(2, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    tree = window.risks.stop_pages[0].tree
    assert tree.hasFocus()
    assert tree.currentIndex().row() == 1


@pytest.mark.parametrize("width", [340, 400, 460, 900])
def test_no_name_of_a_theme_lies_over_its_reason(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, theme: Theme, width: int
) -> None:
    assert theme is not None
    page = StopPage()
    qtbot.addWidget(page)
    page.show_assessment(assessment(SERBIA))
    page.resize(width, 1200)
    page.show()
    drawn: list[tuple[QRect, str]] = []

    def note(painter: QPainter, box: QRect, text: str, font: QFont, role: QPalette.ColorRole, **how: object) -> None:
        drawn.append((QFontMetrics(font).boundingRect(box, Qt.TextFlag.TextWordWrap, text), text))
        draw_wrapped(painter, box, text, font, role, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(risk_delegate, "draw_wrapped", note)
    page.tree.viewport().grab()
    names = [(box, text) for box, text in drawn if text in {"Public surveillance", "Border and custody"}]
    whys = [(box, text) for box, text in drawn if text.endswith((".", "all-clear."))]
    assert len(names) == 2
    assert len(whys) == 9
    assert not [(name, why) for box, name in names for other, why in whys if box.intersects(other)]


def test_a_new_stop_is_shown_at_once_and_the_overview_written_when_it_is_seen(window: MainWindow) -> None:
    window.trip.example.click()
    header = window.risks.overview.levels.header
    window.trip.add(CHAD)
    assert window.risks.tabs.tabText(window.risks.tabs.currentIndex()) == "Chad"
    assert window.risks.overview.levels.header == header
    window.risks.tabs.setCurrentIndex(0)
    assert window.risks.overview.levels.header == (*header, "Chad")
    window.state.set_traveller("Quill")
    assert window.risks.tabs.currentIndex() == 0
