"""Printing from the right column, as far as it goes without a print server; `system/test_printing.py` has one."""

import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import OutputError
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import PaperSize
from desktop.ui.printing import PrintChoice, choice_of, cups_arguments, print_briefing, printer_for
from tests.ui.test_briefing_page import make_briefing


def ranged(ranges: str) -> QPrinter:
    """Return a printer with what a system's own dialog leaves of the pages chosen."""
    printer = printer_for(PaperSize.A4)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString(ranges))
    return printer


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("ranges", "pages", "is_whole"),
    [
        ("2-4", (2, 3, 4), False),
        ("1,5-9", (1, 5, 6), False),
        ("1-6", (1, 2, 3, 4, 5, 6), True),
        ("", (1, 2, 3, 4, 5, 6), True),
    ],
)
def test_the_ranges_of_a_systems_own_dialog_are_the_pages(ranges: str, pages: tuple[int, ...], is_whole: bool) -> None:  # noqa: FBT001
    choice = choice_of(ranged(ranges), pages=6)
    assert (choice.pages, choice.is_whole) == (pages, is_whole)


@pytest.mark.usefixtures("qapp")
def test_pages_that_are_not_there_are_refused() -> None:
    with pytest.raises(OutputError, match="among the briefing’s 6"):
        choice_of(ranged("7-9"), pages=6)


def test_cups_is_told_printer_copies_pages_and_sides() -> None:
    choice = PrintChoice(
        printer="office",
        copies=2,
        is_collated=True,
        duplex=QPrinter.DuplexMode.DuplexLongSide,
        pages=(2, 3, 5),
        is_whole=False,
        is_reversed=True,
    )
    told = " ".join(cups_arguments(choice, paper=PaperSize.LETTER))
    assert "-d office" in told
    assert "-n 2" in told
    assert "media=Letter" in told
    assert "sides=two-sided-long-edge" in told
    assert "-P 2-3,5" in told
    assert "outputorder=reverse" in told
    assert told.endswith("-- -")


def test_printing_to_a_file_is_sent_to_save_pdf_instead(qtbot: QtBot, window: MainWindow) -> None:
    make_briefing(qtbot, window)
    assert window.maker.pages is not None
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    with pytest.raises(OutputError, match="Save PDF"):
        print_briefing(window.maker.pages.pdf, printer, paper=PaperSize.A4)


def test_without_a_printer_print_says_so_and_the_way_out(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, window: MainWindow
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    make_briefing(qtbot, window)
    window.briefing.print.click()
    assert window.briefing.findChild(QPrintDialog, "print") is None
    assert window.briefing.message.text().startswith("There is no printer on this computer.")


def test_the_print_dialog_offers_no_file_and_no_other_paper(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, window: MainWindow
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["office"])
    make_briefing(qtbot, window)
    window.briefing.print.click()
    dialog = window.briefing.findChild(QPrintDialog, "print")
    assert dialog is not None
    offered = [box.itemText(row) for box in dialog.findChildren(QComboBox) for row in range(box.count())]
    assert not [text for text in offered if "File" in text]
    properties = dialog.findChild(QPushButton, "properties")
    assert properties is None or properties.isHidden()
    dialog.reject()
