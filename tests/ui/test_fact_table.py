"""A table of levels in little room: no word is cut, and columns that need no more are alike."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.assessment.levels import Level
from desktop.ui.drawing import bold
from desktop.ui.fact_table import FactTable
from desktop.ui.level_badge import ball_diameter
from desktop.ui.models.table_model import TableCell, TableModel
from desktop.ui.theme import XS, S, Theme

NAME = TableCell(text="Public surveillance")
UNKNOWN = TableCell(text="Not documented", level=Level.NOT_DOCUMENTED)
HIGH = TableCell(text="High", level=Level.HIGH)
ROOM = 620


class _Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> FactTable:
    """Show an empty table in the room that a window of usual size leaves for it."""
    assert theme is not None
    table = FactTable("Levels by stop", model=TableModel())
    qtbot.addWidget(table)
    table.resize(ROOM, ROOM)
    table.show()
    return table


def fill(table: FactTable, titles: tuple[str, ...], cells: tuple[TableCell, ...]) -> None:
    model = table.model()
    assert isinstance(model, TableModel)
    model.set_rows(("", *titles), ((NAME, *cells),))


def test_no_word_of_a_level_is_cut_and_the_others_share_what_is_left(table: FactTable) -> None:
    fill(table, ("Germany", "China", "Serbia", "Chad", "Peru"), (UNKNOWN, HIGH, HIGH, HIGH, HIGH))

    metrics = QFontMetrics(table.font())
    around = XS + ball_diameter(metrics) + 2 * S
    widths = [table.columnWidth(column) for column in range(1, 6)]
    assert widths[0] >= around + metrics.horizontalAdvance("documented")
    assert max(widths[1:]) - min(widths[1:]) <= 1
    assert sum(widths) + table.columnWidth(0) <= ROOM


def test_a_long_title_stands_on_several_lines(table: FactTable) -> None:
    fill(table, ("Chad",) * 5, (HIGH,) * 5)
    low = table.horizontalHeader().height()
    fill(table, ("United Arab Emirates",) * 5, (HIGH,) * 5)

    assert table.horizontalHeader().height() > low
    widest = QFontMetrics(bold(table.font())).horizontalAdvance("Emirates")
    assert all(table.columnWidth(column) >= widest for column in range(1, 6))


def test_what_is_new_is_painted_once(qtbot: QtBot, table: FactTable) -> None:
    fill(table, ("Germany", "China"), (UNKNOWN, HIGH))
    for _turn in range(20):
        QApplication.processEvents()
    watch = _Paints()
    table.viewport().installEventFilter(watch)
    fill(table, ("Germany", "United Arab Emirates", "Peru"), (UNKNOWN, HIGH, HIGH))
    qtbot.waitUntil(lambda: watch.count > 0)
    for _turn in range(20):
        QApplication.processEvents()
    assert watch.count == 1


def test_columns_that_do_not_fit_scroll(table: FactTable) -> None:
    fill(table, ("Germany",) * 9, (UNKNOWN,) * 9)

    assert table.horizontalScrollBar().maximum() > 0


def test_the_longest_word_of_a_name_has_room(table: FactTable) -> None:
    model = table.model()
    assert isinstance(model, TableModel)
    word = "Telekommunikationsgeheimnis"
    model.set_rows(("", "Chad"), ((TableCell(text=f"{word} und mehr"), HIGH),))
    assert table.columnWidth(0) >= XS + S + QFontMetrics(bold(table.font())).horizontalAdvance(word)


def test_a_title_that_needs_more_than_its_part_takes_it_from_the_widest(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    table = FactTable("Reach", model=TableModel(), shares=(0.15, 0.25, 0.6))
    qtbot.addWidget(table)
    table.resize(ROOM, ROOM)
    table.show()
    model = table.model()
    assert isinstance(model, TableModel)
    title = "Regierungsbehörde"
    model.set_rows((title, "Durch", "Gesetz"), ((NAME, NAME, NAME),))
    assert table.columnWidth(0) >= QFontMetrics(bold(table.font())).horizontalAdvance(title)
    assert table.horizontalScrollBar().maximum() == 0
