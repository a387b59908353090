"""How blocks stand on the page: kept with their heading, side by side or in columns.

Pages and frames are platypus's; these flowables only answer its three questions: how high, where to part, draw.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from reportlab.platypus.flowables import Flowable

from desktop.pdf.sheet import Sheet

_FUZZ = 0.01
_PARTS = 2
_FEWEST_ROWS = 2
"""What goes on overleaf is at least so many rows of columns."""


class Block(Flowable):
    """A flowable that draws itself in absolute coordinates, below `top`."""

    def __init__(self, *, before: float = 0, after: float = 0) -> None:
        super().__init__()
        self.spaceBefore = before
        self.spaceAfter = after
        self.height = 0.0

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Stay whole."""
        return []

    def drawOn(self, canvas: Sheet, x: float, y: float, _sW: float = 0) -> None:
        """Draw above `y`."""
        self.paint(canvas, x, y + self.height)

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw below `top`."""
        raise NotImplementedError


class Stack(Block):
    """Pieces one below the other, never parted."""

    def __init__(self, pieces: Sequence[Flowable], *, before: float = 0, after: float = 0) -> None:
        super().__init__(before=before, after=after)
        self.pieces = pieces

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Add up the heights and the gaps between."""
        self.height = sum([piece.wrap(aW, aH)[1] for piece in self.pieces]) + sum(gaps(self.pieces))
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw each below the one before."""
        for piece, gap in zip(self.pieces, (*gaps(self.pieces), 0.0), strict=False):
            top -= piece.height
            piece.drawOn(sheet, x, top)
            top -= gap


def gaps(pieces: Sequence[Flowable]) -> list[float]:
    """Return the space between each piece and the next: the larger of the two wishes."""
    return [max(above.getSpaceAfter(), below.getSpaceBefore()) for above, below in pairwise(pieces)]


class Headed(Block):
    """A heading with what it heads: a page never ends between the two."""

    def __init__(self, heading: Flowable, body: Flowable) -> None:
        super().__init__(before=heading.getSpaceBefore(), after=body.getSpaceAfter())
        self._heading = heading
        self._body = body

    @property
    def _gap(self) -> float:
        return max(self._heading.getSpaceAfter(), self._body.getSpaceBefore())

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Add up heading, gap and body."""
        above = self._heading.wrap(aW, aH)[1] + self._gap
        self.height = above + self._body.wrap(aW, aH - above)[1]
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Part the body, leaving the heading with its first part."""
        above = self._heading.wrap(aW, aH)[1] + self._gap
        if aH <= above:
            return []
        parts = self._body.split(aW, aH - above)
        return [Headed(self._heading, parts[0]), *parts[1:]] if parts else []

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw heading, then body."""
        self._heading.drawOn(sheet, x, top - self._heading.height)
        self._body.drawOn(sheet, x, top - self.height)


class Footed(Block):
    """A table or list with the note under it: no page begins with a note whose table stands overleaf."""

    def __init__(self, body: Flowable, note: Flowable) -> None:
        super().__init__(before=body.getSpaceBefore(), after=note.getSpaceAfter())
        self._body = body
        self._note = note

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Add up body, gap and note."""
        self.height = self._body.wrap(aW, aH)[1] + self._below(aW, aH)
        return aW, self.height

    def _below(self, width: float, height: float) -> float:
        gap = max(self._body.getSpaceAfter(), self._note.getSpaceBefore())
        return float(gap + self._note.wrap(width, height)[1])

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Part the body so that the note keeps its last part."""
        body = self._body.wrap(aW, aH)[1]
        parts = self._body.split(aW, min(aH, body - _FUZZ))
        if len(parts) < _PARTS:
            return []
        return [*parts[:-1], Footed(parts[-1], self._note)]

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw body, then note."""
        self._body.drawOn(sheet, x, top - self._body.height)
        self._note.drawOn(sheet, x, top - self.height)


class Beside(Block):
    """A text with a figure at its right."""

    def __init__(self, text: Flowable, figure: Flowable, *, figure_width: float, gap: float, after: float) -> None:
        super().__init__(after=after)
        self._text = text
        self._figure = figure
        self._figure_width = figure_width
        self._gap = gap

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Be as high as the higher of the two."""
        text = self._text.wrap(aW - self._figure_width - self._gap, aH)[1]
        figure = self._figure.wrap(self._figure_width, aH)[1]
        self.width = aW
        self.height = max(text, figure)
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw both from the same top."""
        self._text.drawOn(sheet, x, top - self._text.height)
        self._figure.drawOn(sheet, x + self.width - self._figure_width, top - self._figure.height)


class Columns(Block):
    """Pieces that run down one column and then the next, level at the end."""

    def __init__(
        self,
        pieces: Sequence[Flowable],
        *,
        gutter: float,
        row_gap: float,
        count: int = 2,
        before: float = 0,
        after: float = 0,
        least_height: float = 0,
    ) -> None:
        super().__init__(before=before, after=after)
        self._pieces = pieces
        self._least_height = least_height
        self._gutter = gutter
        self._row_gap = row_gap
        self._count = count
        self._runs: list[list[Flowable]] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Find the lowest height at which everything fits."""
        self.width = aW
        width = (aW - self._gutter * (self._count - 1)) / self._count
        heights = [piece.wrap(width, aH)[1] for piece in self._pieces]
        total = sum(heights) + self._row_gap * max(len(heights) - self._count, 0)
        limit = max([total / self._count, *heights])
        while (fill := self._fill(heights, limit))[-1] < len(heights):
            # The next limit worth a try is the one at which some column takes one piece more.
            limit = min(self._wanted(heights, fill)) + _FUZZ
        self._runs = self._cut(fill)
        self.height = max([self._least_height, *(self._high(run) for run in self._runs)])
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Fill all columns as far as there is room; the rest goes on, and is no single piece on a page of its own."""
        width = (aW - self._gutter * (self._count - 1)) / self._count
        heights = [piece.wrap(width, aH)[1] for piece in self._pieces]
        taken = self._fill(heights, aH)[-1]
        least = _FEWEST_ROWS * self._count
        if least < len(heights) - least < taken < len(heights):
            taken = len(heights) - least
        if taken in {0, len(heights)} or (taken < self._count and len(heights) > self._count):
            return []
        # The first part takes all the room, so that none of the rest stands below it.
        return [
            self._part(self._pieces[:taken], after=0, least_height=aH),
            self._part(self._pieces[taken:], after=self.spaceAfter),
        ]

    def _part(self, pieces: Sequence[Flowable], *, after: float, least_height: float = 0) -> "Columns":
        return Columns(
            pieces,
            gutter=self._gutter,
            row_gap=self._row_gap,
            count=self._count,
            before=self.spaceBefore,
            after=after,
            least_height=least_height,
        )

    def _fill(self, heights: Sequence[float], limit: float) -> list[int]:
        """Return how many pieces stand before the end of each column of height `limit`."""
        ends = []
        place = 0
        for _column in range(self._count):
            used = -self._row_gap
            while place < len(heights) and used + self._row_gap + heights[place] <= limit + _FUZZ:
                used += self._row_gap + heights[place]
                place += 1
            ends.append(place)
        return ends

    def _wanted(self, heights: Sequence[float], ends: Sequence[int]) -> list[float]:
        wanted = []
        for first, last in zip((0, *ends), ends, strict=False):
            if last < len(heights):
                wanted.append(sum(heights[first : last + 1]) + self._row_gap * (last - first))
        return wanted

    def _cut(self, ends: Sequence[int]) -> list[list[Flowable]]:
        return [list(self._pieces[first:last]) for first, last in zip((0, *ends), ends, strict=False)]

    def _high(self, run: Sequence[Flowable]) -> float:
        return sum(piece.height for piece in run) + self._row_gap * max(len(run) - 1, 0)

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw column by column."""
        width = (self.width - self._gutter * (self._count - 1)) / self._count
        for run in self._runs:
            y = top
            for piece in run:
                y -= piece.height
                piece.drawOn(sheet, x, y)
                y -= self._row_gap
            x += width + self._gutter


class Ruled(Block):
    """A figure of a fixed height, drawn by a function."""

    def __init__(
        self, height: float, draw: Callable[[Sheet, float, float, float], None], *, before: float = 0, after: float = 0
    ) -> None:
        super().__init__(before=before, after=after)
        self._fixed = height
        self._draw = draw

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width = aW
        self.height = self._fixed
        return aW, self.height

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Call the function with the place and the width."""
        self._draw(sheet, x, top, self.width)
