"""Long texts keep the window's sizes, whatever the text size, and look like pages rather than forms."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette, QTextBlock, QTextCursor, QTextTable
from pytestqt.qtbot import QtBot

from desktop.ui.preferences import Appearance
from desktop.ui.reading import Reading
from desktop.ui.theme import Theme

TEXT = "# Title\n\nOne line.\n\n## Part\n\n| word | meaning |\n|---|---|\n| fact | said by a source |\n"


@pytest.fixture
def reading(qtbot: QtBot, theme: Theme) -> Iterator[Reading]:
    reading = Reading("A text", margin=24)
    qtbot.addWidget(reading)
    reading.show()
    reading.show_markdown(TEXT)
    yield reading
    theme.apply(Appearance.LIGHT, 100)


def blocks(reading: Reading) -> dict[str, QTextBlock]:
    found = {}
    block = reading.document().begin()
    while block.isValid():
        found[block.text()] = block
        block = block.next()
    return found


def pixels(reading: Reading, text: str) -> int:
    cursor = QTextCursor(blocks(reading)[text])
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return cursor.charFormat().font().pixelSize()


def test_headings_stand_out_by_size_and_distance(reading: Reading) -> None:
    assert (pixels(reading, "Title"), pixels(reading, "Part")) == (20, 16)
    shapes = {text: block.blockFormat() for text, block in blocks(reading).items()}
    assert shapes["Title"].topMargin() == 0
    assert shapes["Part"].topMargin() > shapes["Part"].bottomMargin() > 0
    assert shapes["One line."].bottomMargin() > 0


def test_they_follow_the_text_size(reading: Reading, theme: Theme) -> None:
    theme.apply(Appearance.LIGHT, 200)
    assert (pixels(reading, "Title"), pixels(reading, "Part")) == (40, 32)


def test_tables_have_hairlines_and_no_boxes(reading: Reading) -> None:
    (table,) = (frame for frame in reading.document().rootFrame().childFrames() if isinstance(frame, QTextTable))
    assert table.format().border() == 0
    cell = table.cellAt(1, 0).format().toTableCellFormat()
    assert (cell.bottomBorder(), cell.leftBorder(), cell.topBorder()) == (1, 0, 0)


def test_lines_that_stand_as_they_were_typed_stand_close(reading: Reading) -> None:
    reading.show_markdown("### A licence\n\n    First line.\n    Second line.\n")
    shape = blocks(reading)["First line."].blockFormat()
    assert (shape.topMargin(), shape.bottomMargin()) == (0, 0)


def test_a_text_that_has_the_keyboard_shows_it(qtbot: QtBot, reading: Reading) -> None:
    accent = reading.palette().color(QPalette.ColorRole.Accent)
    reading.activateWindow()
    reading.setFocus()
    qtbot.waitUntil(reading.hasFocus)
    edge = reading.height() // 2
    assert reading.grab().toImage().pixelColor(0, edge) == accent
    reading.clearFocus()
    assert reading.grab().toImage().pixelColor(0, edge) != accent
