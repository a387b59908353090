"""Paper to handle: the pocket card to cut out and fold, and the page to sign."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from desktop.briefing.model import PocketCard, SignOff, Span, Text
from desktop.pdf import styles
from desktop.pdf.flow import Block, Stack
from desktop.pdf.ink import stroked
from desktop.pdf.prose import Prose, plain, prose
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element

_WIDTH = 85 * mm
_HEIGHT = 54 * mm
_FACE_PAD = 10.0
_FACE_WIDTH = _WIDTH - 2 * _FACE_PAD
_FACE_HEIGHT = _HEIGHT - 2 * _FACE_PAD
_LINES_HIGH = 26.0
_LABEL_WIDTH = 110.0


class Blank(Block):
    """A line of text that ends in room to write by hand."""

    def __init__(self, text: Prose) -> None:
        super().__init__(after=styles.SPACE_4)
        self._text = text

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Be as high as the text, and a little more for the pen."""
        self.width = aW
        self.height = self._text.wrap(aW, aH)[1] + 3
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the text and a hairline from its end."""
        self._text.drawOn(sheet, x, top - self.height)
        start = self._text.last_line_width() + styles.SPACE_4
        if start < self.width:
            sheet.rule(x + start, top - self.height + 2, self.width - start, colour=styles.SECONDARY)


class Card(Block):
    """Two faces of a bank card's size side by side: cut along the outside, fold in the middle."""

    def __init__(self, faces: Sequence[Stack]) -> None:
        super().__init__(before=styles.SPACE_8, after=styles.SPACE_12)
        self._faces = faces

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Keep the size whatever stands on it."""
        self.width = aW
        for face in self._faces:
            face.wrap(_FACE_WIDTH, aH)
        self.height = _HEIGHT
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the lines to cut and fold, then both faces."""
        bottom = top - self.height
        with sheet.artifact():
            outline = f"{stroked(styles.SECONDARY)} 0.6 w [4 3] 0 d 0 0 {2 * _WIDTH:.2f} {self.height:.2f} re S"
            fold = f"{stroked(styles.SECONDARY)} 0.4 w [1 3] 0 d {_WIDTH:.2f} 0 m {_WIDTH:.2f} {self.height:.2f} l S"
            sheet.place(f"{outline} {fold}", x, bottom)
        for face in self._faces:
            face.drawOn(sheet, x + _FACE_PAD, top - _FACE_PAD - face.height)
            x += _WIDTH


def pocket_card(block: PocketCard, parent: Element, place: str) -> Card:
    """Set the card, each face as far as its lines fit."""
    section = parent.child("Div")
    title: Text = (Span(text=block.title, bold=True),)
    return Card([_face((title, *block.front), section, place), _face(block.back, section, place)])


def _face(texts: Sequence[Text], section: Element, place: str) -> Stack:
    """Take lines from the top as far as they fit; a heading that would be the last goes with what it heads."""
    lines = [
        prose(text, styles.SMALL, None, place, before=styles.SPACE_4 if _is_heading(text) else 0, after=1.5)
        for text in texts
    ]
    shown = [
        Blank(line) if text[-1].text.rstrip().endswith(":") else line for text, line in zip(texts, lines, strict=True)
    ]
    count = len(shown)
    while count and (_is_heading(texts[count - 1]) or _height(shown[:count]) > _FACE_HEIGHT):
        count -= 1
    for line, text in zip(lines[:count], texts, strict=False):
        line.element = section.child("H3" if _is_heading(text) else "P")
    return Stack(shown[:count])


def _height(lines: Sequence[Flowable]) -> float:
    return Stack(lines).wrap(_FACE_WIDTH, _FACE_HEIGHT)[1]


def _is_heading(text: Text) -> bool:
    return all(span.bold for span in text)


class SignLine(Block):
    """A label with a line to write on."""

    def __init__(self, label: Prose) -> None:
        super().__init__(after=styles.SPACE_4)
        self._label = label

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Leave room for a hand."""
        self.width = aW
        self._label.wrap(_LABEL_WIDTH, aH)
        self.height = max(_LINES_HIGH, self._label.height)
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the label and the line."""
        bottom = top - self.height
        self._label.drawOn(sheet, x, bottom)
        sheet.rule(x + _LABEL_WIDTH, bottom + 2, self.width - _LABEL_WIDTH, colour=styles.SECONDARY)


def sign_off(block: SignOff, parent: Element, place: str) -> list[Flowable]:
    """Set the statement, the lines to fill in and what identifies the briefing."""
    found: list[Flowable] = [plain(block.statement, styles.BODY, parent.child("P"), place, after=styles.SPACE_8)]
    found += [SignLine(plain(label, styles.NOTE, parent.child("P"), place)) for label in block.lines]
    for label, value in block.identity:
        found.append(plain(label, styles.NOTE_STRONG, parent.child("P"), place, before=styles.SPACE_16))
        found.append(plain(value, styles.SMALL, parent.child("P"), place))
    return found
