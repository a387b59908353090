"""The five level shapes and the check box, as drawing operators around their own centre or corner."""

from functools import lru_cache
from itertools import pairwise

from desktop.assessment.levels import Level
from desktop.pdf.ink import circle, filled, stroked
from desktop.pdf.styles import INK, LEVEL_FILL, SECONDARY

BALL_RADIUS = 4.4
BOX_SIZE = 10.0

_QUARTERS = {Level.LOW: 1, Level.MODERATE: 2, Level.HIGH: 3, Level.VERY_HIGH: 4}
_FULL = 4
# How far a Bézier curve's handles reach for a quarter of a circle.
_HANDLE = 0.5523


@lru_cache(maxsize=32)
def ball(level: Level, radius: float = BALL_RADIUS) -> str:
    """Draw a level's Harvey ball: a dashed ring, or a disc filled clockwise by quarters from the top."""
    ring = circle(radius)
    if level is Level.NOT_DOCUMENTED:
        return f"{stroked(SECONDARY)} 0.9 w [1.5 1.5] 0 d {ring} S"
    # The wedge has an edge of its own, so that the palest fill still shows its quarter in black and white.
    quarters = _QUARTERS[level]
    wedge = f"{ring} f" if quarters == _FULL else f"0 0 m 0 {radius:.2f} l {_arc(radius, quarters)} h B"
    return f"{filled(LEVEL_FILL[level])} {stroked(INK)} 0.5 w 1 j {wedge} 0.8 w {ring} S"


@lru_cache(maxsize=2)
def check_box(size: float = BOX_SIZE) -> str:
    """Draw an empty box to tick."""
    inset = 0.5
    return f"{stroked(INK)} 0.9 w {inset} {inset} {size - 2 * inset} {size - 2 * inset} re S"


def tick(size: float = BOX_SIZE) -> str:
    """Draw the tick that a form field shows inside its box."""
    points = ((0.22, 0.52), (0.42, 0.28), (0.80, 0.78))
    (x0, y0), *rest = [(x * size, y * size) for x, y in points]
    lines = " ".join(f"{x:.2f} {y:.2f} l" for x, y in rest)
    return f"{stroked(INK)} 1.4 w 1 J 1 j {x0:.2f} {y0:.2f} m {lines} S"


def _arc(radius: float, quarters: int) -> str:
    handle = radius * _HANDLE
    corners = ((0.0, radius), (radius, 0.0), (0.0, -radius), (-radius, 0.0), (0.0, radius))
    curves = []
    for (x0, y0), (x1, y1) in pairwise(corners[: quarters + 1]):
        # A clockwise tangent at (x, y) points along (y, -x).
        first = (x0 + y0 * handle / radius, y0 - x0 * handle / radius)
        second = (x1 - y1 * handle / radius, y1 + x1 * handle / radius)
        curves.append(f"{first[0]:.2f} {first[1]:.2f} {second[0]:.2f} {second[1]:.2f} {x1:.2f} {y1:.2f} c")
    return " ".join(curves)
