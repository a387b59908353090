"""Paper to handle: the pocket card to cut out and fold, and the page to sign."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from desktop.briefing.model import PocketCard, SignOff, Text
from desktop.pdf import styles
from desktop.pdf.flow import Block, Stack
from desktop.pdf.ink import stroked
from desktop.pdf.prose import Prose, plain, prose
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element

_WIDTH = 85 * mm
_HEIGHT = 54 * mm
_FACE_PAD = 10.0
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
    """Two faces side by side: cut along the outside, fold in the middle."""

    def __init__(self, faces: Sequence[Stack]) -> None:
        super().__init__(before=styles.SPACE_8, after=styles.SPACE_8)
        self._faces = faces

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Keep the size of a bank card unless the words need more."""
        self.width = aW
        inside = max(face.wrap(_WIDTH - 2 * _FACE_PAD, aH)[1] for face in self._faces)
        self.height = max(_HEIGHT, inside + 2 * _FACE_PAD)
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the lines to cut and fold, then both faces."""
        bottom = top - self.height
        with sheet.artifact():
            outline = f"{stroked(styles.SECONDARY)} 0.6 w [4 3] 0 d 0 0 {2 * _WIDTH:.2f} {self.height:.2f} re S"
            fold = f"{stroked(styles.LINE)} 0.6 w [1 2] 0 d {_WIDTH:.2f} 0 m {_WIDTH:.2f} {self.height:.2f} l S"
            sheet.place(f"{outline} {fold}", x, bottom)
        for face in self._faces:
            face.drawOn(sheet, x + _FACE_PAD, top - _FACE_PAD - face.height)
            x += _WIDTH


def pocket_card(block: PocketCard, parent: Element, place: str) -> list[Flowable]:
    """Set the card with the note that says what to do with it."""
    note = plain(block.note, styles.NOTE, parent.child("P"), place)
    section = parent.child("Div")
    front = [plain(block.title, styles.NOTE_STRONG, section.child("P"), place, after=2)]
    faces = [
        Stack([*front, *(_line(text, section.child("P"), place) for text in block.front)]),
        Stack([_line(text, section.child("P"), place) for text in block.back]),
    ]
    return [Stack((note, Card(faces)), after=styles.SPACE_12)]


def _line(text: Text, element: Element, place: str) -> Flowable:
    line = prose(text, styles.SMALL, element, place, after=1.5)
    ending = text[-1].text if text else ""
    return Blank(line) if ending.rstrip().endswith(":") else line


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
