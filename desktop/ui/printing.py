"""Printing the very bytes of the briefing: through CUPS where it is, else as pages drawn by PDFium."""

import shutil
import subprocess
import sys

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.errors import OutputError
from desktop.i18n import _
from desktop.ui.pdf_pages import draw_at_resolution, page_sizes
from desktop.ui.preferences import PaperSize

_CUPS_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
_CUPS_MEDIA = {PaperSize.A4: "A4", PaperSize.LETTER: "Letter"}
_QT_PAGES = {PaperSize.A4: QPageSize.PageSizeId.A4, PaperSize.LETTER: QPageSize.PageSizeId.Letter}


def printer_for(paper: PaperSize) -> QPrinter:
    """Make a printer that is set to the briefing's paper, for the print dialog to choose on."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_QT_PAGES[paper]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    # A document name would stand in the printer's queue and log.
    printer.setDocName("briefing")
    return printer


def print_briefing(pdf: bytes, printer: QPrinter, *, paper: PaperSize) -> None:
    """Print as chosen in the dialog; raise OutputError if nothing reached the printer."""
    if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
        raise OutputError(_("“Print to file” would draw the pages again; use Save PDF… for the briefing itself."))
    command = shutil.which("lp")
    if sys.platform.startswith("linux") and command is not None:
        _print_with_cups(command, pdf, printer, paper)
    else:
        _print_pages(pdf, printer)


def cups_arguments(printer: QPrinter, *, pages: int, paper: PaperSize) -> list[str]:
    """Return what `lp` is told about printer, copies, pages and sides."""
    arguments = ["-t", "briefing", "-n", str(printer.copyCount()), "-o", f"media={_CUPS_MEDIA[paper]}"]
    if printer.printerName():
        arguments += ["-d", printer.printerName()]
    sides = _CUPS_SIDES.get(printer.duplex())
    if sides is not None:
        arguments += ["-o", f"sides={sides}"]
    if printer.copyCount() > 1:
        arguments += ["-o", f"collate={'true' if printer.collateCopies() else 'false'}"]
    first, last = _page_range(printer, pages)
    if (first, last) != (1, pages):
        arguments += ["-P", f"{first}-{last}"]
    return [*arguments, "--", "-"]


def _page_range(printer: QPrinter, pages: int) -> tuple[int, int]:
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return 1, pages
    return max(printer.fromPage(), 1), min(printer.toPage() or pages, pages)


def _print_with_cups(command: str, pdf: bytes, printer: QPrinter, paper: PaperSize) -> None:
    arguments = cups_arguments(printer, pages=len(page_sizes(pdf)), paper=paper)
    # The bytes go in by a pipe, so that no copy of the briefing lies in a folder of ours.
    done = subprocess.run([command, *arguments], input=pdf, capture_output=True, check=False)  # noqa: S603 - no shell, and the path is the system's own
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip() or str(done.returncode)
        raise OutputError(
            _("The printer took nothing: {reason}. Choose another printer, or save the PDF.").format(reason=reason)
        )


def _print_pages(pdf: bytes, printer: QPrinter) -> None:
    printer.setFullPage(True)
    first, last = _page_range(printer, len(page_sizes(pdf)))
    painter = QPainter()
    if not painter.begin(printer):
        raise OutputError(_("The printer took nothing. Choose another printer, or save the PDF."))
    try:
        for number in range(first - 1, last):
            if number >= first:
                printer.newPage()
            image = draw_at_resolution(pdf, number, dots_per_inch=printer.resolution())
            painter.drawImage(QRectF(painter.viewport()), image)
    finally:
        painter.end()
