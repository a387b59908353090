"""When systems appeared: a year scale with a point and a name for each, in as few lanes as fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from desktop.briefing.model import Timeline, TimelinePoint
from desktop.pdf import styles
from desktop.pdf.flow import Block
from desktop.pdf.fonts import printable
from desktop.pdf.ink import circle, filled, stroked
from desktop.pdf.runs import Look, claim_place, look_of, plain_look, to_source
from desktop.pdf.sheet import Sheet
from desktop.pdf.tagging import Element, box_text

_LANE = 13.0
_AXIS = 16.0
_RADIUS = 2.4
_GAP = 6.0
_LABEL_SHARE = 0.42
_YEARS_PER_TICK = (1, 2, 5, 10, 20, 50)
_TICK_ROOM = 34.0
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class _Placed:
    point: TimelinePoint
    label: str
    x: float
    lane: int
    label_x: float


class TimelineFigure(Block):
    """The drawing; its alternative text says the same in words."""

    def __init__(self, points: Sequence[TimelinePoint], element: Element, place: str) -> None:
        super().__init__(before=styles.SPACE_4, after=styles.SPACE_16)
        self._points = [(point, printable(point.label, place)) for point in points]
        self._element = element
        self._placed: list[_Placed] = []
        self._lanes = 1

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Put each label into the first lane where it fits."""
        self.width = aW
        self._placed = []
        ends: list[float] = []
        for point, label in self._points:
            x = self._x(point.year)
            shown = _fitted(label, aW * _LABEL_SHARE)
            room = _text_width(shown) + _cite_width(point)
            is_left = x + _GAP + room > aW
            label_x = x - _GAP - room if is_left else x + _GAP
            start, end = (label_x, x + _RADIUS) if is_left else (x - _RADIUS, label_x + room)
            lane = next((index for index, taken in enumerate(ends) if taken + _GAP <= start), len(ends))
            if lane == len(ends):
                ends.append(end)
            ends[lane] = end
            self._placed.append(_Placed(point, shown, x, lane, label_x))
        self._lanes = max(len(ends), 1)
        self.height = self._lanes * _LANE + _AXIS
        return aW, self.height

    def _span(self) -> tuple[int, int]:
        years = [point.year for point, _label in self._points]
        return min(years), max(years)

    def _x(self, year: int) -> float:
        first, last = self._span()
        inset = styles.SPACE_12
        return inset + (self.width - 2 * inset) * (year - first) / max(last - first, 1)

    def paint(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw scale, points and names."""
        axis = top - self._lanes * _LANE
        self._element.attributes = (
            f"<</O/Layout/BBox{box_text((x, top - self.height, x + self.width, top))}/Placement/Block>>"
        )
        sheet.open(self._element)
        self._scale(sheet, x, axis)
        for placed in self._placed:
            reach = self._lane_middle(top, placed) - axis
            stem = f"{stroked(styles.LINE)} {styles.HAIRLINE} w 0 0 m 0 {reach:.2f} l S"
            sheet.place(stem, x + placed.x, axis)
        for placed in self._placed:
            y = self._lane_middle(top, placed)
            # A name covers the stems that pass behind it.
            width = _text_width(placed.label) + _cite_width(placed.point)
            sheet.place(f"{filled(styles.WATER)} -1 -4.5 {width + 2:.2f} 9 re f", x + placed.label_x, y)
            look = filled(styles.WATER if placed.point.is_past else styles.ACCENT)
            dot = f"{look} {stroked(styles.ACCENT)} 1 w {circle(_RADIUS)} B"
            sheet.place(dot, x + placed.x, y)
            _say(sheet, placed.label, x + placed.label_x, y - 2.7, styles.SMALL.textColor)
        sheet.close()
        for placed in self._placed:
            self._cites(sheet, placed, x, self._lane_middle(top, placed) - 2.7)

    def _lane_middle(self, top: float, placed: _Placed) -> float:
        return top - (placed.lane + 0.5) * _LANE

    def _scale(self, sheet: Sheet, x: float, axis: float) -> None:
        first, last = self._span()
        sheet.place(f"{stroked(styles.SECONDARY)} {styles.HAIRLINE} w 0 0 m {self.width:.2f} 0 l S", x, axis)
        room = self.width / max(last - first, 1)
        step = next((each for each in _YEARS_PER_TICK if each * room >= _TICK_ROOM), _YEARS_PER_TICK[-1])
        for year in range(first + (-first) % step, last + 1, step):
            at = x + self._x(year)
            sheet.place(f"{stroked(styles.SECONDARY)} {styles.HAIRLINE} w 0 0 m 0 -3 l S", at, axis)
            _say(sheet, str(year), at - _text_width(str(year)) / 2, axis - 12, styles.SECONDARY)

    def _cites(self, sheet: Sheet, placed: _Placed, x: float, y: float) -> None:
        look = _cite_look()
        at = x + placed.label_x + _text_width(placed.label) + 2
        for source in placed.point.cites:
            text = str(source)
            width = look.width(text)
            link = self._element.child("Link")
            sheet.open(link)
            sheet.show(text, at, y + 2.7, look)
            sheet.close()
            sheet.annotate((at - 0.5, y + 1, at + width + 0.5, y + 9), link, to_source(source).entries)
            sheet.mark_place(claim_place(source), y + styles.SPACE_24)
            at += width + 2


def _say(sheet: Sheet, text: str, x: float, y: float, colour: str) -> None:
    sheet.show(text, x, y, plain_look(styles.REGULAR, styles.SMALL.fontSize, colour))


def _text_width(text: str) -> float:
    return look_of(styles.SMALL).width(text)


def _cite_width(point: TimelinePoint) -> float:
    return sum(_cite_look().width(str(each)) + 2 for each in point.cites)


def _cite_look() -> Look:
    return plain_look(styles.REGULAR, styles.CITE_SIZE, styles.ACCENT)


def _fitted(label: str, room: float) -> str:
    """Shorten a long name; the alternative text and the table above hold it whole."""
    if _text_width(label) <= room:
        return label
    while label and _text_width(label + _ELLIPSIS) > room:
        label = label[:-1].rstrip()
    return label + _ELLIPSIS


def timeline(block: Timeline, parent: Element, place: str) -> Flowable:
    """Draw a timeline of the briefing."""
    return TimelineFigure(block.points, parent.child("Figure", alternative=block.alternative), place)
