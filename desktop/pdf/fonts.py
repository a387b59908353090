"""The three weights of Source Sans, and the check that a text can be drawn in them before anything is.

Measures each word once: widths are kept by word, independent of size.
"""

import unicodedata
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import BasicFonts
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from desktop.errors import TextError
from desktop.pdf import styles
from desktop.pdf.document import Document
from desktop.pdf.embedding import embed

_FILES = {
    styles.REGULAR: "SourceSansPro-Regular.ttf",
    styles.SEMIBOLD: "SourceSansPro-Semibold.ttf",
    styles.BOLD: "SourceSansPro-Bold.ttf",
}
_FONT_NAME = "Source Sans"
_WORDS_KEPT = 20_000
# White space of any kind sets a space; a soft hyphen is a wish for the end of a line that we never grant.
_SPACING = dict.fromkeys(
    map(ord, "\t\n\v\f\r\x85\u2028\u2029\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2009\u200a\u3000"), " "
)
_SPACING[0xAD] = ""
_SPACING[0x202F] = _SPACING[0x2007] = "\u00a0"


class _Widths(dict[str, float]):
    """The width of each word at size 1, measured when it is first asked for."""

    def __init__(self, face: TTFontFace) -> None:
        super().__init__()
        self._widths = face.charWidths
        self._default = face.defaultWidth

    def __missing__(self, word: str) -> float:
        """Measure a word."""
        if len(self) > _WORDS_KEPT:
            self.clear()
        width = self[word] = 0.001 * sum([self._widths.get(ord(letter), self._default) for letter in word])
        return width


class Typeface(TTFont):
    """A TrueType face that remembers how wide each word is."""

    def __init__(self, name: str, data: bytes) -> None:
        # Read from memory: a face that knows its path would write it into the PDF's comments.
        super().__init__(name, BytesIO(data))
        self.widths = _Widths(self.face)

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:
        """Return the width of `text` at `size`."""
        return self.widths[text] * size

    def addObjects(self, doc: Document) -> None:
        """Add the subsets that a document uses; reportlab's own way cuts and packs them anew each time."""
        fonts = doc.idToObject[BasicFonts].dict
        for place, letters in enumerate(self.state[doc].subsets):
            name = self.getSubsetInternalName(place, doc).removeprefix("/")
            fonts[name] = f"{embed(self.face, tuple(letters), place, doc)} 0 R"
        del self.state[doc]


@lru_cache(maxsize=1)
def register() -> dict[str, Typeface]:
    """Load the three weights and make them known to reportlab, once per process."""
    folder = files("font_source_sans_pro") / "files"
    faces = {name: Typeface(name, (folder / file).read_bytes()) for name, file in _FILES.items()}
    for face in faces.values():
        pdfmetrics.registerFont(face)
    return faces


@lru_cache(maxsize=1)
def carried() -> frozenset[str]:
    """Return every character that all three weights can draw on their own, without a shaping engine."""
    glyphs = [set(face.face.charToGlyph) for face in register().values()]
    return frozenset(
        chr(code)
        for code in set.intersection(*glyphs)
        if not unicodedata.combining(chr(code)) and unicodedata.category(chr(code)) not in {"Cc", "Cf", "Co"}
    )


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    """Return the characters that are drawn as they stand: neither composed of others nor a kind of space."""
    return frozenset(each for each in carried() if ord(each) not in _SPACING and unicodedata.is_normalized("NFC", each))


def printable(text: str, place: str) -> str:
    """Return `text` as it will be drawn, composed and with plain spaces; refuse what the faces cannot draw.

    Raises:
        TextError: a character has no glyph; the sentence names it and `place`, and offers the way out.
    """
    if (text.isascii() and text.isprintable()) or _ordinary().issuperset(text):
        return text
    text = unicodedata.normalize("NFC", text).translate(_SPACING)
    if not carried().issuperset(text):
        missing = next(character for character in text if character not in carried())
        raise TextError(character=missing, place=place, font=_FONT_NAME)
    return text
