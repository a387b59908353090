"""The structure tree of a tagged PDF: elements in reading order, and the objects that carry them into the file.

Flowables make elements while the story is told; the sheet adds what it draws of each. Reading order is the order of
the story, wherever a thing stands on the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFStream, PDFString

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Mark:
    """A piece of drawn content: which page, and its number there."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Annotation:
    """A link or form field on a page; `entries` are its dictionary entries, written out, but for its place in the tree.

    `owner` is the element that holds it.
    """

    page: int
    box: Box
    owner: "Element"
    entries: str


@dataclass(slots=True, eq=False)
class Element:
    """A structure element such as a paragraph; `attributes` are written as they stand in the file."""

    role: str
    alternative: str = ""
    attributes: str = ""
    kids: "list[Element | Mark | Annotation]" = field(default_factory=list)

    def child(self, role: str, *, alternative: str = "", attributes: str = "") -> "Element":
        """Append an element and return it."""
        element = Element(role, alternative, attributes)
        self.kids.append(element)
        return element

    def walk(self) -> "Iterator[Element]":
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


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
    return f"[{' '.join(number(edge) for edge in box)}]"


class Written(PDFObject):
    """An object whose text in the file is ready."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: PDFDocument) -> bytes:
        """Return the object's text."""
        return self.text.encode("ascii")


def add_object(document: PDFDocument, item: PDFObject) -> int:
    """Add an object to the file and return its number."""
    reference = document.Reference(item)
    found: int = document.idToObjectNumberAndVersion[reference.name][0]
    return found


class StructureTree:
    """Writes the elements into a document once everything is drawn."""

    def __init__(self, document: PDFDocument, root: Element) -> None:
        self._document = document
        self._root = root
        self._objects: list[tuple[Element, Written]] = []
        self._numbers: dict[int, int] = {}
        self._annotation_numbers: dict[int, int] = {}

    def write(
        self, *, marks: Sequence[Sequence[Element]], pages: Sequence[int], annotations: Sequence[Annotation]
    ) -> list[list[int]]:
        """Write tree and annotations; return the object numbers of each page's annotations.

        `marks` holds, for each page, the owner of each piece of content in order; `pages` the pages' object numbers.
        """
        for element in self._root.walk():
            written = Written()
            self._numbers[id(element)] = add_object(self._document, written)
            self._objects.append((element, written))
        tree = Written()
        tree_number = add_object(self._document, tree)
        on_page = self._annotations(annotations, pages, first_key=len(pages))
        self._elements(tree_number, pages)
        tree.text = self._tree(marks, annotations, first_key=len(pages))
        catalog = self._document.Catalog
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        return on_page

    def number_of(self, annotation: Annotation) -> int:
        """Return the object number of an annotation that was written."""
        return self._annotation_numbers[id(annotation)]

    def _annotations(
        self, annotations: Sequence[Annotation], pages: Sequence[int], *, first_key: int
    ) -> list[list[int]]:
        on_page: list[list[int]] = [[] for _ in pages]
        for key, annotation in enumerate(annotations, start=first_key):
            text = (
                f"<</Type/Annot/Rect{box_text(annotation.box)}/F 4/P {pages[annotation.page]} 0 R"
                f"/StructParent {key}{annotation.entries}>>"
            )
            found = add_object(self._document, Written(text))
            self._annotation_numbers[id(annotation)] = found
            on_page[annotation.page].append(found)
        return on_page

    def _elements(self, tree: int, pages: Sequence[int]) -> None:
        parents = {id(self._root): tree}
        annotations = self._annotation_numbers
        for element, written in self._objects:
            own = self._numbers[id(element)]
            kids: list[str] = []
            for kid in element.kids:
                if isinstance(kid, Element):
                    parents[id(kid)] = own
                    kids.append(f"{self._numbers[id(kid)]} 0 R")
                elif isinstance(kid, Mark):
                    kids.append(f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.number}>>")
                else:
                    kids.append(f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {annotations[id(kid)]} 0 R>>")
            written.text = "".join(
                (
                    f"<</Type/StructElem/S/{element.role}/P {parents[id(element)]} 0 R",
                    f"/Alt{literal(element.alternative)}" if element.alternative else "",
                    f"/A{element.attributes}" if element.attributes else "",
                    f"/K[{' '.join(kids)}]" if kids else "",
                    ">>",
                )
            )

    def _tree(self, marks: Sequence[Sequence[Element]], annotations: Sequence[Annotation], *, first_key: int) -> str:
        numbers = self._numbers
        entries = [
            f"{key}[{' '.join(f'{numbers[id(owner)]} 0 R' for owner in owners)}]" for key, owners in enumerate(marks)
        ]
        entries += [
            f"{key} {numbers[id(annotation.owner)]} 0 R" for key, annotation in enumerate(annotations, start=first_key)
        ]
        return (
            f"<</Type/StructTreeRoot/K {numbers[id(self._root)]} 0 R/ParentTree<</Nums[{' '.join(entries)}]>>"
            f"/ParentTreeNextKey {first_key + len(annotations)}>>"
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


def text_entry(text: str) -> PDFString:
    """Return a text for reportlab's own dictionaries."""
    return PDFString(text)
