"""How well a colour reads on white paper, by the formula of WCAG 2.2."""

from typing import Final

LEAST_CONTRAST: Final = 4.5
_LINEAR_BELOW: Final = 0.04045


def contrast_on_white(colour: str) -> float:
    """Return the contrast of ``#RRGGBB`` on white, from 1 to 21."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 1.05 / (luminance + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
