"""The structure tree of a tagged PDF: elements in reading order, and the objects that carry them into the file.

Flowables make elements while the story is told; the sheet adds what it draws of each. Reading order is the order of
the story, wherever a thing stands on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

from desktop.pdf.document import Document

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Mark:
    """A piece of drawn content on another page than the first of its element: which page, and its number there."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Annotation:
    """A link or form field on a page; `entries` are its dictionary entries, written out, but for its place in the tree.

    `place` is its own among all annotations, `owner` that of the element which holds it.
    """

    page: int
    place: int
    box: Box
    owner: int
    entries: str


class Element:
    """A structure element such as a paragraph; `attributes` are written as they stand in the file.

    `alternative` says what a figure shows, `spoken` what an abbreviation stands for. `tree` holds all elements of the
    document in the order in which they were made; `place` says where this one stands, `parent` where the one above it
    does, and the document's own element stands below none.
    """

    __slots__ = ("alternative", "attributes", "kids", "page", "parent", "place", "role", "spoken", "tree")

    def __init__(
        self,
        role: str,
        parent: "Element | None" = None,
        *,
        alternative: str = "",
        attributes: str = "",
        spoken: str = "",
    ) -> None:
        self.role = role
        self.parent: int = -1 if parent is None else parent.place
        self.alternative = alternative
        self.spoken = spoken
        self.attributes = attributes
        self.page = -1
        self.kids: list[Element | int | Mark | Annotation] = []
        self.tree: list[Element] = [] if parent is None else parent.tree
        self.place: int = len(self.tree)
        self.tree.append(self)

    def child(self, role: str, *, alternative: str = "", attributes: str = "", spoken: str = "") -> "Element":
        """Append an element and return it."""
        element = Element(role, self, alternative=alternative, attributes=attributes, spoken=spoken)
        self.kids.append(element)
        return element

    def mark(self, page: int, number: int) -> None:
        """Append a piece of drawn content; the page of the first goes for all that stand there too."""
        if self.page < 0:
            self.page = page
        self.kids.append(number if page == self.page else Mark(page, number))


def literal(text: str) -> str:
    """Return a text string as it stands in a PDF file."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """Return a length as it stands in a PDF file."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def box_text(box: Box) -> str:
    """Return a rectangle as it stands in a PDF file."""
    left, bottom, right, top = box
    return f"[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"


class StructureTree:
    """Writes elements and annotations into a document once everything is drawn; `pages` are the pages' references."""

    def __init__(
        self, document: Document, root: Element, *, annotations: Sequence[Annotation], pages: Sequence[str]
    ) -> None:
        self._document = document
        self._elements = root.tree
        self._annotations = annotations
        self._pages = pages
        self._first = document.reserve(1 + len(self._elements) + len(annotations))
        self._own = f"{self._first} 0 R"
        behind = self._first + 1 + len(self._elements)
        self._named = [f"{place} 0 R" for place in range(self._first + 1, behind)]
        self.annotations_named = [f"{place} 0 R" for place in range(behind, behind + len(annotations))]

    def write(self, marks: Sequence[Sequence[int]]) -> None:
        """Write everything; `marks` holds, for each page, the owner's place of each piece of content in order."""
        texts = [
            self._root(marks),
            *map(self._element, self._elements),
            *map(self._annotation, self._annotations),
        ]
        self._document.fill(self._first, texts)
        # Each element knows this list; emptied, it lets them go at once instead of leaving them to be searched for.
        self._elements.clear()
        self._document.Catalog.StructTreeRoot = self._own
        self._document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def on_pages(self) -> list[list[str]]:
        """Return the references of each page's annotations."""
        found: list[list[str]] = [[] for _page in self._pages]
        for annotation, name in zip(self._annotations, self.annotations_named, strict=True):
            found[annotation.page].append(name)
        return found

    def _root(self, marks: Sequence[Sequence[int]]) -> str:
        named = self._named
        entries = [f"{key}[{' '.join([named[owner] for owner in owners])}]" for key, owners in enumerate(marks)]
        entries += [f"{len(marks) + each.place} {named[each.owner]}" for each in self._annotations]
        return (
            f"<</Type/StructTreeRoot/K {named[0]}/ParentTree<</Nums[{' '.join(entries)}]>>"
            f"/ParentTreeNextKey {len(entries)}>>"
        )

    def _element(self, element: Element) -> str:
        named = self._named
        parent = self._own if element.parent < 0 else named[element.parent]
        kids = [named[kid.place] if isinstance(kid, Element) else self._kid(kid, element.page) for kid in element.kids]
        page = "" if element.page < 0 else f"/Pg {self._pages[element.page]}"
        alternative = f"/Alt{literal(element.alternative)}" if element.alternative else ""
        spoken = f"/ActualText{literal(element.spoken)}" if element.spoken else ""
        attributes = f"/A{element.attributes}" if element.attributes else ""
        return f"<</S/{element.role}/P {parent}{page}{alternative}{spoken}{attributes}/K[{' '.join(kids)}]>>"

    def _kid(self, kid: int | Mark | Annotation, page: int) -> str:
        if isinstance(kid, int):
            return str(kid)
        where = "" if kid.page == page else f"/Pg {self._pages[kid.page]}"
        if isinstance(kid, Mark):
            return f"<</Type/MCR{where}/MCID {kid.number}>>"
        return f"<</Type/OBJR{where}/Obj {self.annotations_named[kid.place]}>>"

    def _annotation(self, annotation: Annotation) -> str:
        return (
            f"<</Type/Annot/Rect{box_text(annotation.box)}/F 4/P {self._pages[annotation.page]}"
            f"/StructParent {len(self._pages) + annotation.place}{annotation.entries}>>"
        )


def metadata(*, title: str, subject: str, language: str, producer: str) -> PDFStream:
    """Return the XMP packet that names the document and claims PDF/UA-1."""

    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escaped(subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{escaped(language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{escaped(producer)}</xmp:CreatorTool>
<pdf:Producer>{escaped(producer)}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    stream = PDFStream(content=packet.encode())
    stream.dictionary["Type"] = "/Metadata"
    stream.dictionary["Subtype"] = "/XML"
    stream.filters = []
    return stream
