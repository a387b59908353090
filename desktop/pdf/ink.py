"""Colours and circles as drawing operators."""

from functools import lru_cache


@lru_cache(maxsize=64)
def filled(colour: str) -> str:
    """Set the colour of text and fills."""
    return f"{_channels(colour)} rg"


@lru_cache(maxsize=64)
def stroked(colour: str) -> str:
    """Set the colour of lines."""
    return f"{_channels(colour)} RG"


def circle(radius: float, x: float = 0, y: float = 0) -> str:
    """Return the path of a circle; how to paint it follows."""
    # How far a Bézier curve's handles reach for a quarter of a circle.
    reach = radius * 0.5523
    quarters = (
        (radius, reach, reach, radius, 0, radius),
        (-reach, radius, -radius, reach, -radius, 0),
        (-radius, -reach, -reach, -radius, 0, -radius),
        (reach, -radius, radius, -reach, radius, 0),
    )
    curves = " ".join(
        " ".join(f"{(x, y)[place % 2] + value:.2f}" for place, value in enumerate(quarter)) + " c"
        for quarter in quarters
    )
    return f"{x + radius:.2f} {y:.2f} m {curves} h"


def _channels(colour: str) -> str:
    values = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)
