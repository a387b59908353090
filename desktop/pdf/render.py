"""A briefing in, the bytes of its PDF out. Pure: no clock, no user, no path; the same briefing gives the same bytes."""

import gc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDictionary, PDFDocument, PDFInfo, PDFStream
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from desktop.briefing.model import Briefing
from desktop.pdf import styles
from desktop.pdf.document import Written
from desktop.pdf.fonts import printable
from desktop.pdf.letterhead import Classification
from desktop.pdf.runs import look_of
from desktop.pdf.sheet import Sheet
from desktop.pdf.story import tell
from desktop.pdf.tagging import Element, StructureTree, literal, metadata, number

_PROGRAM = "Forewarned"
_COMPRESSION = 4


class Paper(StrEnum):
    """The sizes that printers hold."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return A4 if self is Paper.A4 else LETTER

    @property
    def margins(self) -> styles.Margins:
        """The room above and below the text; the shorter sheet has less of it, so that it holds nearly as much."""
        return styles.A4_MARGINS if self is Paper.A4 else styles.LETTER_MARGINS


def render(briefing: Briefing, *, paper: Paper = Paper.A4) -> bytes:
    """Draw a briefing as a tagged PDF.

    Raises:
        TextError: a text holds a character that the fonts do not carry; nothing has been drawn by then.
    """
    with _no_search_for_garbage():
        return _rendered(briefing, paper)


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Put off Python's search for garbage: what a briefing is made of lives until its file is written.

    The search takes a sixth of the time and finds nothing. The first one afterwards finds it all.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _rendered(briefing: Briefing, paper: Paper) -> bytes:
    # Binary streams are smaller and quicker than reportlab's default of text.
    rl_config.useA85 = 0
    rl_config.pdfComments = 0
    buffer = BytesIO()
    width, height = paper.size
    head = briefing.letterhead
    accent = head.accent if head and head.accent else styles.ACCENT
    sheet = Sheet(buffer, size=paper.size, language=briefing.language, accent=accent)
    root = Element("Document")
    classification = Classification(head, root) if head and head.classification else None
    footer = printable(briefing.footer, briefing.title)
    story = tell(briefing, root)
    frame = Frame(
        (width - styles.TEXT_WIDTH) / 2,
        paper.margins.bottom,
        styles.TEXT_WIDTH,
        height - paper.margins.top - paper.margins.bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document = BaseDocTemplate(buffer, pagesize=paper.size, pageTemplates=[PageTemplate(frames=[frame])])
    document._doSave = 0
    if classification is not None:
        _classify_pages(document.pageTemplates[0], classification, paper)
    document.build(story, canvasmaker=lambda *_args, **_options: sheet)
    _Finish(sheet, briefing, root, footer, paper).write()
    return sheet.getpdfdata()


def _classify_pages(template: PageTemplate, classification: Classification, paper: Paper) -> None:
    width, height = paper.size

    def draw(canvas: Sheet, _document: BaseDocTemplate) -> None:
        classification.draw(canvas, middle=width / 2, baseline=height - paper.margins.header, is_first=canvas.page == 0)

    template.beforeDrawPage = draw


class _Finish:
    """What can be written only when all pages are drawn: footers, links, structure tree and the document's names."""

    def __init__(self, sheet: Sheet, briefing: Briefing, root: Element, footer: str, paper: Paper) -> None:
        self._sheet = sheet
        self._document = sheet._doc
        self._briefing = briefing
        self._root = root
        self._footer = footer
        self._left = (paper.size[0] - styles.TEXT_WIDTH) / 2
        self._baseline = paper.margins.footer
        names = [f"Page{place}" for place in range(1, sheet.page + 1)]
        self._pages = [self._document.idToObject[name] for name in names]
        self._named = [f"{self._document.number_of(name)} 0 R" for name in names]

    def write(self) -> None:
        """Complete the document."""
        self._footers()
        sheet = self._sheet
        tree = StructureTree(self._document, self._root, annotations=sheet.annotations, pages=self._named)
        tree.write(sheet.marks[: len(self._pages)])
        fonts = Written(f"<</Font {self._document.number_of(BasicFonts)} 0 R>>")
        for place, (page, annotations) in enumerate(zip(self._pages, tree.on_pages(), strict=True)):
            if not page.XObjects:
                # One dictionary for all pages without pictures, instead of one each.
                page.Resources = fonts
            # reportlab writes an empty one where pages do not fade into each other.
            page.Trans = None
            page.Annots = Written(f"[{' '.join(annotations)}]") if annotations else None
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = place
            page.Tabs = "/S"
        self._catalogue(tree)

    def _footers(self) -> None:
        sheet, total = self._sheet, len(self._pages)
        look = look_of(styles.NOTE)
        for place, page in enumerate(self._pages, start=1):
            label = self._briefing.page_label.format(page=place, pages=total)
            sheet.forget_look()
            with sheet.artifact("/Pagination"):
                sheet.show(self._footer, self._left, self._baseline, look)
                sheet.show(label, self._left + styles.TEXT_WIDTH - look.width(label), self._baseline, look)
            page.Contents = PDFStream(content=f"{page.stream}{sheet.take_code()}\n", filters=[_Packed()])

    def _catalogue(self, tree: StructureTree) -> None:
        briefing, document = self._briefing, self._document
        catalog = document.Catalog
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        catalog.PageLabels = Written("<</Nums[0<</S/D>>]>>")
        catalog.Metadata = metadata(
            title=briefing.title, subject=briefing.subject, language=briefing.language, producer=_PROGRAM
        )
        catalog.Dests = Written(
            "<<"
            + "".join(
                f"/{key}[{self._named[page]}/XYZ null {number(top)} null]"
                for key, (page, top) in sorted(self._sheet.places.items())
            )
            + ">>"
        )
        if self._sheet.fields:
            fields = " ".join(tree.annotations_named[field.place] for field in self._sheet.fields)
            catalog.AcroForm = Written(f"<</Fields[{fields}]>>")
        catalog.setPageMode("UseOutlines")
        document.info = _Info(briefing)


class _Info(PDFInfo):
    """The document information, dated by the dataset and by nothing else."""

    def __init__(self, briefing: Briefing) -> None:
        super().__init__()
        self._title = briefing.title
        self._subject = briefing.subject
        self._dated = briefing.identity.version

    def format(self, document: PDFDocument) -> bytes:
        """Return the dictionary's text."""
        day = _day(self._dated)
        return (
            f"<</Title{literal(self._title)}/Subject{literal(self._subject)}/Author{literal(_PROGRAM)}"
            f"/Creator{literal(_PROGRAM)}/Producer{literal(_PROGRAM)}/CreationDate({day})/ModDate({day})>>"
        ).encode("ascii")


def _day(day: date) -> str:
    return f"D:{day:%Y%m%d}000000Z"


class _Packed:
    """Compression that is nearly as small as reportlab's and takes a third of its time."""

    pdfname = "FlateDecode"

    def encode(self, content: str) -> bytes:
        """Compress a stream."""
        return zlib.compress(content.encode("latin-1"), _COMPRESSION)
