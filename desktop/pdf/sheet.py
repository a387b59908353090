"""The canvas of a tagged page: every mark it makes belongs to an element of the structure tree or is an artifact."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfgen.canvas import Canvas

from desktop.pdf.codes import Codes
from desktop.pdf.document import Document
from desktop.pdf.fonts import Typeface, register
from desktop.pdf.ink import filled, stroked
from desktop.pdf.marks import tick
from desktop.pdf.runs import Look
from desktop.pdf.styles import ACCENT, HAIRLINE, REGULAR
from desktop.pdf.tagging import Annotation, Box, Element, literal, number

_PDF_VERSION = (1, 7)


class Sheet(Canvas):
    """A canvas that draws in absolute coordinates and keeps what the structure tree needs."""

    _code: list[str]
    _doc: Document

    def __init__(self, buffer: BytesIO, *, size: tuple[float, float], language: str, accent: str = ACCENT) -> None:
        self.faces: dict[str, Typeface] = register()
        super().__init__(buffer, pagesize=size, pageCompression=1, invariant=1, initialFontName=REGULAR)
        # In place of the one that reportlab has just made and not used yet.
        self._doc = Document(version=_PDF_VERSION, language=language)
        self._accent = accent
        self.marks: list[list[int]] = [[]]
        self.annotations: list[Annotation] = []
        self.fields: list[Annotation] = []
        self.places: dict[str, tuple[int, float]] = {}
        self._look: Look | None = None
        self._codes: dict[str, Codes] = {}
        self._tick_states: tuple[int, int] | None = None

    @property
    def page(self) -> int:
        """The place of the current page, from 0."""
        return len(self.marks) - 1

    def showPage(self) -> None:
        """End the page."""
        super().showPage()
        self.marks.append([])
        self.forget_look()

    def open(self, element: Element) -> None:
        """Let what is drawn from here on belong to `element`."""
        owners = self.marks[-1]
        place = len(owners)
        owners.append(element.place)
        element.mark(self.page, place)
        self._code.append(f"/{element.role} <</MCID {place}>> BDC")

    def close(self) -> None:
        """End what `open` or an artifact began."""
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """Draw what is no content: rules, panels, repeated headers. `kind` is ``/Pagination`` or ``/Layout``."""
        self._code.append(f"/Artifact <</Type{kind}>> BDC" if kind else "/Artifact BMC")
        yield
        self._code.append("EMC")

    def show(self, text: str, x: float, y: float, look: Look, *, tracking: float = 0) -> None:
        """Set a run of text with its baseline at `y`."""
        if look is not self._look:
            self._take(look)
        shown = self._codes[look.face].shown(text, look.size)
        if tracking:
            shown = f"{tracking:g} Tc {shown} 0 Tc"
        self._code.append(f"BT {x:.2f} {y:.2f} Td {shown} ET")

    def _take(self, look: Look) -> None:
        """Set face, size and colour of the text that follows on this page."""
        before, self._look = self._look, look
        if before is None or before.colour != look.colour:
            self._code.append(filled(self._accent if look.colour == ACCENT else look.colour))
        if before is None or before.face != look.face or before.size != look.size:
            if look.face not in self._codes:
                self._codes[look.face] = Codes(self.faces[look.face], self._doc)
            self._code.append(f"{self._codes[look.face].name} {look.size:g} Tf")

    def rule(self, x: float, y: float, width: float, *, colour: str, weight: float = HAIRLINE, dash: str = "") -> None:
        """Draw a horizontal line as an artifact."""
        pattern = f" [{dash}] 0 d" if dash else ""
        line = f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
        self._code.append(f"/Artifact BMC q {stroked(colour)} {weight:g} w{pattern} {line} Q EMC")

    def panel(self, box: Box, colour: str) -> None:
        """Fill a rectangle as an artifact."""
        left, bottom, right, top = box
        self._code.append(
            f"/Artifact BMC q {filled(colour)} {left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f Q EMC"
        )

    def place(self, operators: str, x: float, y: float) -> None:
        """Draw operators around a point, within whatever is open."""
        self._code.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm {operators} Q")

    def annotate(self, box: Box, owner: Element, entries: str) -> None:
        """Put a link or form field on the page, held by `owner`."""
        annotation = Annotation(self.page, len(self.annotations), box, owner.place, entries)
        self.annotations.append(annotation)
        owner.kids.append(annotation)

    def tick_field(self, box: Box, owner: Element, *, name: str, label: str) -> None:
        """Put a check box on the page; only its tick is drawn by the field itself."""
        if not self._tick_states:
            size = box[2] - box[0]
            self._tick_states = (self._appearance(tick(size), size), self._appearance("", size))
        on, off = self._tick_states
        entries = (
            f"/Subtype/Widget/FT/Btn/T{literal(name)}/TU{literal(label)}/V/Off/AS/Off/H/N"
            f"/AP<</N<</Yes {on} 0 R/Off {off} 0 R>>>>"
        )
        self.annotate(box, owner, entries)
        self.fields.append(self.annotations[-1])

    def _appearance(self, operators: str, size: float) -> int:
        stream = PDFStream(content=f"q {operators} Q")
        stream.filters = []
        stream.dictionary["Type"] = "/XObject"
        stream.dictionary["Subtype"] = "/Form"
        stream.dictionary["BBox"] = f"[0 0 {number(size)} {number(size)}]"
        stream.dictionary["Resources"] = "<<>>"
        return self._doc.add(stream)

    def mark_place(self, key: str, top: float) -> None:
        """Remember where a link may lead; the first place of a name counts."""
        self.places.setdefault(key, (self.page, top))

    def forget_look(self) -> None:
        """Set face and colour anew before the next text, wherever it is drawn."""
        self._look = None

    def take_code(self) -> str:
        """Return and forget what was drawn since the page began."""
        code, self._code = "\n".join(self._code), []
        return code
