"""Colours as drawing operators."""

from functools import lru_cache


@lru_cache(maxsize=64)
def filled(colour: str) -> str:
    """Set the colour of text and fills."""
    return f"{_channels(colour)} rg"


@lru_cache(maxsize=64)
def stroked(colour: str) -> str:
    """Set the colour of lines."""
    return f"{_channels(colour)} RG"


def _channels(colour: str) -> str:
    values = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)
