"""Running text: reportlab's own paragraph, fed with runs instead of markup and drawn with marked content.

No text is ever parsed as markup, so nothing in the data can change how a page reads. A paragraph measures itself once.
"""

from collections.abc import Sequence
from functools import lru_cache

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getAscentDescent
from reportlab.platypus.paragraph import Paragraph, ParaLines

from desktop.briefing.model import Text
from desktop.pdf.fonts import printable
from desktop.pdf.lines import fill_lines
from desktop.pdf.runs import Link, Look, Run, claim_place, look_of, plain_look, to_source
from desktop.pdf.sheet import Sheet
from desktop.pdf.styles import ACCENT, BOLD_OF, CITE_SIZE, LABEL, LABEL_TRACKING, REGULAR
from desktop.pdf.tagging import Element

_RAISED_BY = 0.34
_JOINER = "\u00a0"
_CITES_TOGETHER = 3


def runs(text: Text, style: ParagraphStyle, place: str) -> list[Run]:
    """Turn spans into runs; source numbers stand raised behind their claim, or plainly where they stand alone."""
    found: list[Run] = []
    is_alone = not any(span.text for span in text)
    size, rise = (style.fontSize, 0.0) if is_alone else (CITE_SIZE, style.fontSize * _RAISED_BY)
    between = plain_look(REGULAR, size, ACCENT, rise)
    for span in text:
        if span.text:
            face = BOLD_OF[style.fontName] if span.bold else style.fontName
            look = plain_look(face, style.fontSize, style.textColor)
            shown = printable(span.text, place)
            if found and found[-1].look is look:
                found[-1].text += shown
            else:
                found.append(Run(shown, look))
        few = len(span.cites) <= _CITES_TOGETHER and not is_alone
        for position, number in enumerate(span.cites):
            if position or not is_alone:
                found.append(Run(_JOINER if few or position == 0 else " ", between))
            look = Look(REGULAR, size, ACCENT, rise=rise, link=to_source(number), cite=number)
            found.append(Run(str(number), look))
    return found


class Prose(Paragraph):
    """A paragraph whose content belongs to one element of the structure tree.

    Positional arguments are reportlab's own: it makes the two parts of a split paragraph itself.
    """

    blPara: ParaLines

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None = None,
        frags: Sequence[Run] | None = None,
        *,
        element: Element | None = None,
        tracking: float = 0,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__(text or "", style, bulletText, list(frags or ()))
        self.element = element
        self.tracking = tracking
        self.spaceBefore = before
        self.spaceAfter = after
        self._measured = -1.0

    def getSpaceBefore(self) -> float:
        """Return the space above."""
        return self.spaceBefore

    def getSpaceAfter(self) -> float:
        """Return the space below."""
        return self.spaceAfter

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Fill lines, once for each width: quicker than reportlab's way, and addresses break behind punctuation."""
        if self._measured != aW:
            lines = fill_lines(self.frags, aW, self.tracking)
            self.blPara = ParaLines(kind=1, lines=lines)
            self.width = self._measured = aW
            self.height = len(lines) * self.style.leading
        return aW, self.height

    def split(self, aW: float, aH: float) -> "list[Prose]":
        """Split between lines, keeping two lines together at either end; both parts stay one element."""
        self.wrap(aW, aH)
        lines = self.blPara
        parts: list[Prose] = super().split(aW, aH)
        self.blPara = lines
        if len(parts) > 1:
            for part in parts:
                part.element = self.element
            parts[0]._measured = aW
            parts[0].height = len(parts[0].blPara.lines) * self.style.leading
            parts[0].spaceBefore, parts[1].spaceAfter = self.spaceBefore, self.spaceAfter
        return parts

    def repeated(self) -> "Prose":
        """Return the same text as an artifact: a header on a later page helps the eye, and is heard once."""
        copy = Prose(None, self.style, frags=self.frags, tracking=self.tracking)
        copy.wrap(self._measured, 0)
        return copy

    def natural_width(self, room: float) -> float:
        """Return the width of the longest line when there is `room`."""
        self.wrap(room, 0)
        return max((room - line.extraSpace for line in self.blPara.lines), default=0.0)

    def last_line_width(self) -> float:
        """Return how far the last line reaches."""
        lines = self.blPara.lines
        return float(self.width - lines[-1].extraSpace) if lines else 0.0

    def drawOn(self, canvas: Sheet, x: float, y: float, _sW: float = 0) -> None:
        """Draw the lines, each run under the element it belongs to."""
        _Pen(canvas, self.element, self.tracking).draw(self, x, y + self.height)


class _Pen:
    """Draws lines of runs, opening and closing marked content as the owner changes."""

    def __init__(self, sheet: Sheet, element: Element | None, tracking: float) -> None:
        self._sheet = sheet
        self._element = element
        self._tracking = tracking
        self._is_open = False
        self._link: Link | None = None
        self._holder: Element | None = None

    def draw(self, prose: Prose, x: float, top: float) -> None:
        style = prose.style
        baseline = top - _baseline_below_top(style.fontName, style.fontSize, style.leading)
        if self._element is None:
            with self._sheet.artifact():
                self._lines(prose.blPara, x, baseline, style)
            return
        self._lines(prose.blPara, x, baseline, style)
        if self._is_open:
            self._sheet.close()

    def _lines(self, lines: ParaLines, x: float, baseline: float, style: ParagraphStyle) -> None:
        for line in lines.lines:
            left = x + _indent(line.extraSpace, style.alignment)
            for run in line.words:
                self._put(run, left, baseline + run.look.rise)
                left += run.width
            baseline -= style.leading

    def _put(self, run: Run, x: float, y: float) -> None:
        look = run.look
        link = look.link
        if self._element is not None and (link is not self._link or not self._is_open):
            self._own(link)
        self._sheet.show(run.text, x, y, look, tracking=self._tracking)
        if link is not None and self._holder is not None:
            size = look.size
            box = (x - 0.5, y - 0.25 * size, x + run.width + 0.5, y + 0.85 * size)
            self._sheet.annotate(box, self._holder, link.entries)
            if look.cite:
                self._sheet.mark_place(claim_place(look.cite), y + 3 * size)

    def _own(self, link: Link | None) -> None:
        """Let what follows belong to the paragraph, or to the link inside it."""
        assert self._element is not None
        if self._is_open:
            self._sheet.close()
        self._holder = self._element.child("Link") if link is not None else None
        self._sheet.open(self._holder or self._element)
        self._link = link
        self._is_open = True


@lru_cache(maxsize=64)
def _baseline_below_top(face: str, size: float, leading: float) -> float:
    """Centre ascent and descent in the line."""
    ascent, descent = getAscentDescent(face, size)
    return float((leading - (ascent - descent)) / 2 + ascent)


def _indent(extra: float, alignment: int) -> float:
    if alignment == TA_LEFT:
        return 0.0
    return extra / 2 if alignment == TA_CENTER else extra


def prose(
    text: Text,
    style: ParagraphStyle,
    element: Element | None,
    place: str,
    *,
    before: float = 0,
    after: float = 0,
) -> Prose:
    """Set spans as a paragraph; `place` says where the text stands should a character have no glyph."""
    return Prose(None, style, frags=runs(text, style, place), element=element, before=before, after=after)


def capitals(text: str, element: Element, place: str, *, role: str = "P", after: float = 0) -> Prose:
    """Set a label in capitals inside `element`; it is heard as it is written, since capitals may be spelt out."""
    return plain(
        text.upper(),
        LABEL,
        element.child(role, spoken=printable(text, place)),
        place,
        tracking=LABEL_TRACKING,
        after=after,
    )


def plain(
    text: str,
    style: ParagraphStyle,
    element: Element | None,
    place: str,
    *,
    tracking: float = 0,
    before: float = 0,
    after: float = 0,
) -> Prose:
    """Set one string as a paragraph."""
    shown = printable(text, place)
    frags = [Run(shown, look_of(style))]
    return Prose(None, style, frags=frags, element=element, tracking=tracking, before=before, after=after)
