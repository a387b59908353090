"""Printing the very bytes of the briefing: through CUPS where it is, else as pages drawn by PDFium."""

import shutil
import subprocess
import sys
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintEngine, QPrinter

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
_CUPS_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""Where Qt's dialog leaves a list of pages, and odd or even ones, for CUPS. Qt's interface has no name for it."""


def printer_for(paper: PaperSize) -> QPrinter:
    """Make a printer that is set to the briefing's paper, for the print dialog to choose on."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_QT_PAGES[paper]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    # A document name would stand in the printer's queue and log.
    printer.setDocName("briefing")
    return printer


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintChoice:
    """What was chosen in the dialog. Pages rise, and count from 1."""

    printer: str
    copies: int
    is_collated: bool
    duplex: QPrinter.DuplexMode
    pages: tuple[int, ...]
    is_whole: bool
    is_reversed: bool


def choice_of(printer: QPrinter, *, pages: int) -> PrintChoice:
    """Read the choices off a printer that went through the dialog; raise OutputError if no page was among them."""
    chosen = _chosen_pages(printer, pages)
    if not chosen:
        raise OutputError(
            _("None of the pages you chose is among the briefing’s {count}. Print again and choose others.").format(
                count=pages
            )
        )
    return PrintChoice(
        printer=printer.printerName(),
        copies=printer.copyCount(),
        is_collated=printer.collateCopies(),
        duplex=printer.duplex(),
        pages=chosen,
        is_whole=len(chosen) == pages,
        is_reversed=printer.pageOrder() is QPrinter.PageOrder.LastPageFirst,
    )


def _chosen_pages(printer: QPrinter, pages: int) -> tuple[int, ...]:
    kept: list[str] = printer.printEngine().property(_CUPS_OPTIONS) or []
    options = dict(zip(kept[::2], kept[1::2], strict=True))
    ranges, first = QPageRanges.fromString(options.get("page-ranges", "")), 1
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        # Here Qt counts odd and even from the first page of the range; in a list from that of the document.
        ranges = printer.pageRanges()
        first = max(ranges.firstPage(), 1)
    step = {"odd": 0, "even": 1}.get(options.get("page-set", ""))
    chosen = (page for page in range(1, pages + 1) if ranges.isEmpty() or ranges.contains(page))
    return tuple(page for page in chosen if step is None or (page - first) % 2 == step)


def print_briefing(pdf: bytes, printer: QPrinter, *, paper: PaperSize) -> None:
    """Print as chosen in the dialog; raise OutputError if nothing reached the printer."""
    if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
        raise OutputError(_("“Print to file” would draw the pages again; use Save PDF… for the briefing itself."))
    choice = choice_of(printer, pages=len(page_sizes(pdf)))
    command = shutil.which("lp")
    if sys.platform.startswith("linux") and command is not None:
        _print_with_cups([command, *cups_arguments(choice, paper=paper)], pdf)
    else:
        _print_pages(pdf, printer, choice)


def cups_arguments(choice: PrintChoice, *, paper: PaperSize) -> list[str]:
    """Return what `lp` is told about printer, copies, sides, pages and their order."""
    arguments = ["-t", "briefing", "-n", str(choice.copies), "-o", f"media={_CUPS_MEDIA[paper]}"]
    if choice.printer:
        arguments += ["-d", choice.printer]
    if choice.duplex in _CUPS_SIDES:
        arguments += ["-o", f"sides={_CUPS_SIDES[choice.duplex]}"]
    if choice.copies > 1:
        arguments += ["-o", f"collate={'true' if choice.is_collated else 'false'}"]
    if not choice.is_whole:
        ranges = QPageRanges()
        for page in choice.pages:
            ranges.addPage(page)
        arguments += ["-P", ranges.toString()]
    if choice.is_reversed:
        arguments += ["-o", "outputorder=reverse"]
    return [*arguments, "--", "-"]


def _print_with_cups(command: list[str], pdf: bytes) -> None:
    # The bytes go in by a pipe, so that no copy of the briefing lies in a folder of ours.
    done = subprocess.run(command, input=pdf, capture_output=True, check=False)  # noqa: S603 -- no shell, system's own lp
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip() or str(done.returncode)
        raise OutputError(
            _("The printer took nothing: {reason}. Choose another printer, or save the PDF.").format(reason=reason)
        )


def _print_pages(pdf: bytes, printer: QPrinter, choice: PrintChoice) -> None:
    printer.setFullPage(True)
    # Only the chosen pages are drawn, in their order; what Qt kept for CUPS would choose among them again.
    printer.printEngine().setProperty(_CUPS_OPTIONS, [])
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    painter = QPainter()
    if not painter.begin(printer):
        raise OutputError(_("The printer took nothing. Choose another printer, or save the PDF."))
    try:
        for place, page in enumerate(reversed(choice.pages) if choice.is_reversed else choice.pages):
            if place:
                printer.newPage()
            image = draw_at_resolution(pdf, page - 1, dots_per_inch=printer.resolution())
            painter.drawImage(QRectF(painter.viewport()), image)
    finally:
        painter.end()
