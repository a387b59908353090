"""What a test wants to know of a finished PDF, read with tools that had no part in making it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2


@dataclass
class Node:
    """A structure element as read back."""

    role: str
    alternative: str
    attributes: str
    marks: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[pikepdf.Object] = field(default_factory=list)
    children: "list[Node]" = field(default_factory=list)

    def walk(self) -> "Iterator[Node]":
        """Yield this element and all below."""
        yield self
        for child in self.children:
            yield from child.walk()

    def of(self, role: str) -> "list[Node]":
        """Return all elements of a role, in reading order."""
        return [node for node in self.walk() if node.role == role]


def pages_text(pdf: bytes) -> list[str]:
    """Return the text of each page, its line breaks made plain."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_size() for page in document]


def lowest_content(pdf: bytes, *, above: float) -> list[float]:
    """Return how far down the text of each page reaches, in points from the paper's lower edge, footers left out."""
    lowest = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            bottoms = [text.get_rect(place)[1] for place in range(text.count_rects())]
            lowest.append(min(bottom for bottom in bottoms if bottom > above))
    return lowest


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a PDF for its objects."""
    return pikepdf.open(BytesIO(pdf))


def structure(document: pikepdf.Pdf) -> Node:
    """Read the structure tree."""
    return _node(document.Root.StructTreeRoot.K, page_places(document))


def page_places(document: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """Return the place of each page by the number of its object."""
    return {page.obj.objgen: place for place, page in enumerate(document.pages)}


def _node(element: pikepdf.Object, pages: dict[tuple[int, int], int]) -> Node:
    node = Node(str(element.S), str(element.get("/Alt", "")), str(element.get("/A", "")), marks_of(element, pages))
    for kid in _kids(element):
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            continue
        if kid.get("/Type") == "/OBJR":
            node.annotations.append(kid.Obj)
        else:
            assert kid.P.objgen == element.objgen, "an element does not know its parent"
            node.children.append(_node(kid, pages))
    return node


def marks_of(element: pikepdf.Object, pages: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Return page and number of each piece of content that an element holds itself."""
    found = []
    for kid in _kids(element):
        if isinstance(kid, int):
            found.append((pages[element.Pg.objgen], kid))
        elif kid.get("/Type") == "/MCR":
            found.append((pages[kid.get("/Pg", element.Pg).objgen], int(kid.MCID)))
    return found


def _kids(element: pikepdf.Object) -> list[Any]:
    """Return what an element holds: numbers of its content, dictionaries of other content, and elements."""
    return list(element.K)


def unmarked_operators(page: pikepdf.Page) -> list[str]:
    """Return the drawing operators of a page that stand outside any marked content."""
    depth = 0
    found = []
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        depth += name in {"BDC", "BMC"}
        depth -= name == "EMC"
        if depth == 0 and name in {"Tj", "TJ", "S", "s", "f", "F", "f*", "B", "b", "B*", "b*", "Do", "sh"}:
            found.append(name)
    assert depth == 0, "marked content is not closed"
    return found


def marked_numbers(page: pikepdf.Page) -> list[int]:
    """Return the numbers of the marked content on a page, in order of drawing."""
    return [
        int(instruction.operands[1]["/MCID"])
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
    ]


def printable_bytes(pdf: bytes) -> str:
    """Return everything readable in a PDF, streams unpacked."""
    with opened(pdf) as document:
        buffer = BytesIO()
        document.save(buffer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return re.sub(r"[^\x20-\x7e]+", " ", buffer.getvalue().decode("latin-1"))
