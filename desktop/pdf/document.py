"""The file itself: reportlab's document, with a quick way in for the many small objects of a tagged PDF.

A briefing has thousands of structure elements. reportlab writes an object through six calls, and remembers it in four
dictionaries; elements and annotations come as finished text instead and are written in one go.
"""

from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFFile, PDFIndirectObject, PDFObject, PDFTrailer

_FREE = "0000000000 65535 f \n"
_IN_USE = "%010d 00000 n \n"
_IDENTITY_LENGTH = 32


class Written(PDFObject):
    """An object whose text in the file is ready."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: PDFDocument) -> bytes:
        """Return the object's text."""
        return self.text.encode("ascii")


class Document(PDFDocument):
    """reportlab's document; it takes whole series of finished objects, and its identity is a digest of its content."""

    def __init__(self, *, version: tuple[int, int], language: str) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=version, lang=language)
        self._series: dict[int, Sequence[str]] = {}

    def add(self, item: PDFObject) -> int:
        """Add an object and return its number."""
        return self.number_of(self.Reference(item).name)

    def number_of(self, name: str) -> int:
        """Return the number of an object that reportlab knows by name."""
        found: int = self.idToObjectNumberAndVersion[name][0]
        return found

    def reserve(self, count: int) -> int:
        """Set numbers aside for a series; return the first."""
        first: int = self.objectcounter + 1
        self.objectcounter += count
        return first

    def fill(self, first: int, texts: Sequence[str]) -> None:
        """Give each object of the series that begins with number `first` its text."""
        self._series[first] = texts

    def format(self) -> bytes:
        """Write all objects, the table that says where each begins, and the trailer.

        Takes the place of reportlab's own method, which knows no series.
        """
        file = PDFFile(self._pdfVersion)
        offsets: list[int] = []
        # Writing an object may add others behind it.
        while (number := len(offsets) + 1) <= self.objectcounter:
            series = self._series.get(number)
            if series is None:
                name = self.numberToId[number]
                offsets.append(file.add(PDFIndirectObject(name, self.idToObject[name]).format(self)))
            else:
                texts = [f"{place} 0 obj\n{text}\nendobj\n" for place, text in enumerate(series, start=number)]
                begin = file.add("".join(texts).encode("ascii"))
                offsets += accumulate(map(len, texts[:-1]), initial=begin)
        identity = sha256(b"".join(file.strings)).hexdigest()[:_IDENTITY_LENGTH].upper()
        table = f"xref\n0 {len(offsets) + 1}\n{_FREE}" + _IN_USE * len(offsets) % tuple(offsets)
        trailer = PDFTrailer(
            startxref=file.add(table.encode("ascii")),
            Size=len(offsets) + 1,
            Root=self.Reference(self.Catalog),
            Info=self.Reference(self.info),
            ID=f"[<{identity}><{identity}>]",
        )
        file.add(trailer.format(self))
        return file.format(self)
