"""Rank correlation with an interval that anyone can compute again."""

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_SEED = 20190801
_RESAMPLES = 500
_TAIL = 0.025


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Spearman's rank correlation of `count` pairs, with a 95 % bootstrap interval."""

    count: int
    rho: float
    low: float
    high: float


def agreement(ours: Sequence[float], theirs: Sequence[float]) -> Agreement:
    """Correlate two rankings; the interval comes from a bootstrap with a fixed seed."""
    chance = random.Random(_SEED)  # noqa: S311 - a fixed seed, so that the figures can be reproduced
    pairs = list(zip(ours, theirs, strict=True))
    drawn = sorted(
        rho
        for _each in range(_RESAMPLES)
        if (rho := spearman(*zip(*chance.choices(pairs, k=len(pairs)), strict=True))) is not None
    )
    rho = spearman(ours, theirs)
    if rho is None:
        raise ValueError("a measure that is the same everywhere ranks nothing")
    edge = int(len(drawn) * _TAIL)
    return Agreement(count=len(pairs), rho=rho, low=drawn[edge], high=drawn[-1 - edge])


def spearman(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    """Return Spearman's rank correlation with mean ranks for ties; None where one side never varies."""
    if len(set(ours)) == 1 or len(set(theirs)) == 1:
        return None
    return statistics.correlation(ranks(ours), ranks(theirs))


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1 upwards; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in order[start : end + 1]:
            found[place] = (start + end) / 2 + 1
        start = end + 1
    return found
