"""Pages of a PDF as pictures and words, through PDFium.

PDFium knows one thread at a time in the whole process, so every function here takes the same lock.
"""

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    # Loaded with the first document, because it loads slowly and the window stands before there is one.
    import pypdfium2

_POINTS_PER_INCH = 72
_lock = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a text stands: the page and its boxes, in points from the upper left corner."""

    page: int
    boxes: tuple[QRectF, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A wish to see a page, or the last one if there are fewer, so many pixels wide."""

    page: int
    width: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """A page as it looks at `scale` pixels per point."""

    page: int
    scale: float
    image: QImage


def first_sight(pdf: bytes, look: Look | None) -> tuple[tuple[QSizeF, ...], Picture | None]:
    """Return the size of each page in points, and the page that is wanted as a picture, unless it cannot be drawn."""
    from pypdfium2 import PdfiumError

    with _lock, _opened(pdf) as document:
        sizes = _sizes(document)
        if look is None or not sizes:
            return sizes, None
        page = min(look.page, len(sizes) - 1)
        scale = look.width / sizes[page].width()
        try:
            return sizes, Picture(page=page, scale=scale, image=_draw(document, page, scale))
        except PdfiumError:
            return sizes, None


def page_sizes(pdf: bytes) -> tuple[QSizeF, ...]:
    """Return the size of each page in points."""
    with _lock, _opened(pdf) as document:
        return _sizes(document)


def draw_page(pdf: bytes, number: int, *, scale: float) -> QImage:
    """Draw one page at `scale` pixels per point."""
    with _lock, _opened(pdf) as document:
        return _draw(document, number, scale)


def draw_at_resolution(pdf: bytes, number: int, *, dots_per_inch: int) -> QImage:
    """Draw one page as a printer wants it."""
    return draw_page(pdf, number, scale=dots_per_inch / _POINTS_PER_INCH)


def find_text(pdf: bytes, text: str) -> tuple[Hit, ...]:
    """Return every place where `text` stands, whatever its case, in reading order."""
    if not text.strip():
        return ()
    with _lock, _opened(pdf) as document:
        return tuple(hit for number in range(len(document)) for hit in _hits(document[number], number, text))


def _opened(pdf: bytes) -> "pypdfium2.PdfDocument":
    import pypdfium2

    return pypdfium2.PdfDocument(pdf)


def _sizes(document: "pypdfium2.PdfDocument") -> tuple[QSizeF, ...]:
    return tuple(QSizeF(*document.get_page_size(number)) for number in range(len(document)))


def _draw(document: "pypdfium2.PdfDocument", number: int, scale: float) -> QImage:
    page = document[number]
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    image = QImage(
        memoryview(bitmap.buffer).cast("B"), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
    )
    # The picture must own its pixels: PDFium's go with the bitmap.
    copy = image.copy()
    bitmap.close()
    page.close()
    return copy


def _hits(page: "pypdfium2.PdfPage", number: int, text: str) -> list[Hit]:
    words = page.get_textpage()
    height = page.get_height()
    search = words.search(text)
    hits: list[Hit] = []
    while (place := search.get_next()) is not None:
        boxes = []
        for each in range(words.count_rects(*place)):
            left, bottom, right, top = words.get_rect(each)
            boxes.append(QRectF(left, height - top, right - left, top - bottom))
        hits.append(Hit(page=number, boxes=tuple(boxes)))
    search.close()
    words.close()
    page.close()
    return hits
