"""Whose paper it is: an organisation's logo and name on page one, its classification at the top of every page."""

from functools import lru_cache
from io import BytesIO

from reportlab.lib.utils import ImageReader

from desktop.briefing.letterhead import Letterhead, Logo, PictureLogo, Shape, VectorLogo
from desktop.i18n import _
from desktop.pdf import styles
from desktop.pdf.flow import Block
from desktop.pdf.fonts import printable
from desktop.pdf.ink import filled, stroked
from desktop.pdf.runs import look_of, plain_look
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element, box_text, number

_LOGO_HEIGHT = 28.0
_LOGO_WIDTH = 150.0
_TRACKING = 0.8


class Masthead(Block):
    """The organisation's logo and name above the title of page one."""

    def __init__(self, letterhead: Letterhead, parent: Element) -> None:
        super().__init__(after=styles.SPACE_16)
        self._name = printable(letterhead.name, _("the organisation's name"))
        self._logo = letterhead.logo
        alternative = self._logo.alternative or letterhead.name if self._logo else ""
        self._figure = parent.child("Figure", alternative=alternative) if self._logo else None
        self._text = parent.child("P")

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Be as high as the logo."""
        self.width = aW
        self.height = _size(self._logo)[1] if self._logo else styles.NOTE_STRONG.leading
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the logo at the left and the name beside it."""
        bottom = top - self.height
        if self._logo is not None and self._figure is not None:
            width, height = _size(self._logo)
            box = (x, bottom, x + width, bottom + height)
            self._figure.attributes = f"<</O/Layout/BBox{box_text(box)}/Placement/Block>>"
            sheet.open(self._figure)
            if isinstance(self._logo, PictureLogo):
                picture = ImageReader(BytesIO(self._logo.content))
                sheet.drawImage(picture, x, bottom, width=width, height=height, mask="auto")
            else:
                sheet.place(_outlines(self._logo), x, bottom)
            sheet.close()
            x += width + styles.SPACE_12
        look = look_of(styles.NOTE_STRONG)
        sheet.open(self._text)
        sheet.show(self._name, x, bottom + self.height / 2 - look.size * 0.33, look)
        sheet.close()


class Classification:
    """The line at the top of every page: heard once, seen always."""

    def __init__(self, letterhead: Letterhead, parent: Element) -> None:
        self._text = printable(letterhead.classification, _("the classification line"))
        self._colour = letterhead.classification_colour or styles.INK
        self._element = parent.child("P")

    def draw(self, sheet: Sheet, *, middle: float, baseline: float, is_first: bool) -> None:
        """Draw the line in the middle of the top margin."""
        look = plain_look(styles.LABEL.fontName, styles.LABEL.fontSize, self._colour)
        width = look.width(self._text) + _TRACKING * len(self._text)

        def show() -> None:
            sheet.show(self._text, middle - width / 2, baseline, look, tracking=_TRACKING)

        if is_first:
            sheet.open(self._element)
            show()
            sheet.close()
        else:
            with sheet.artifact("/Pagination"):
                show()


def _size(logo: Logo) -> tuple[float, float]:
    scale = min(_LOGO_HEIGHT / logo.height, _LOGO_WIDTH / logo.width)
    return logo.width * scale, logo.height * scale


@lru_cache(maxsize=4)
def _outlines(logo: VectorLogo) -> str:
    """Draw the shapes, turned from SVG's downward axis to the page's upward one."""
    scale = _size(logo)[0] / logo.width
    matrix = f"{scale:.5f} 0 0 {-scale:.5f} 0 {logo.height * scale:.2f} cm"
    return " ".join((matrix, *(_shape(shape) for shape in logo.shapes)))


def _shape(shape: Shape) -> str:
    operators = {"move": "m", "line": "l", "curve": "c", "close": "h"}
    path = " ".join(
        " ".join([*(f"{number(x)} {number(y)}" for x, y in stroke.points), operators[stroke.kind]])
        for stroke in shape.outline
    )
    rule = "*" if shape.is_even_odd else ""
    colours = []
    if shape.fill:
        colours.append(filled(shape.fill))
    if shape.line:
        colours += [stroked(shape.line), f"{shape.line_width:g} w"]
    if shape.fill and shape.line:
        ending = f"B{rule}"
    elif shape.fill:
        ending = f"f{rule}"
    else:
        ending = "S" if shape.line else "n"
    return " ".join((*colours, path, ending))
