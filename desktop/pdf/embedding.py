"""The letters that a document needs, cut out of a face and packed; kept, for a batch needs the same ones each time."""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from reportlab.pdfbase.pdfdoc import PDFName, PDFStream
from reportlab.pdfbase.ttfonts import SUBSETN, TTFontFace, makeToUnicodeCMap

from desktop.pdf.document import Document, Written

_CUTS_KEPT = 16
# reportlab's faces name their letters by codes of their own, which a PDF calls symbolic.
_SYMBOLIC = 1 << 2
_NONSYMBOLIC = 1 << 5
# A face reads its file from one place at a time.
_reading = Lock()


@dataclass(frozen=True, slots=True)
class Cut:
    """Part of a face as a PDF wants it: a font of its own, and what each code means in Unicode, both packed."""

    name: str
    font: bytes
    unpacked_length: int
    meanings: bytes
    widths: str


def embed(face: TTFontFace, letters: tuple[int, ...], place: int, document: Document) -> int:
    """Add a subset of a face to a document, the one of the given place, and return its font's number."""
    cut = _cut(face, letters, place)
    font = _packed(cut.font)
    font.dictionary["Length1"] = cut.unpacked_length
    box = " ".join(map(str, face.bbox))
    descriptor = (
        f"<</Type/FontDescriptor/FontName{cut.name}/Flags {face.flags & ~_NONSYMBOLIC | _SYMBOLIC}/FontBBox[{box}]"
        f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}/Descent {face.descent:g}"
        f"/CapHeight {face.capHeight:g}/StemV {face.stemV:g}/MissingWidth {face.defaultWidth:g}"
        f"/FontFile2 {document.add(font)} 0 R>>"
    )
    return document.add(
        Written(
            f"<</Type/Font/Subtype/TrueType/BaseFont{cut.name}/FirstChar 0/LastChar {len(letters) - 1}"
            f"/Widths[{cut.widths}]/FontDescriptor {document.add(Written(descriptor))} 0 R"
            f"/ToUnicode {document.add(_packed(cut.meanings))} 0 R>>"
        )
    )


@lru_cache(maxsize=_CUTS_KEPT)
def _cut(face: TTFontFace, letters: tuple[int, ...], place: int) -> Cut:
    with _reading:
        font: bytes = face.makeSubset(list(letters))
    name = f"{SUBSETN(place).decode()}+{face.name.decode()}"
    return Cut(
        name=PDFName(name),
        font=zlib.compress(font),
        unpacked_length=len(font),
        meanings=zlib.compress(makeToUnicodeCMap(name, letters).encode("ascii")),
        widths=" ".join(f"{face.getCharWidth(letter):g}" for letter in letters),
    )


def _packed(content: bytes) -> PDFStream:
    stream = PDFStream(content=content, filters=[])
    stream.dictionary["Filter"] = "/FlateDecode"
    return stream
