"""Runs and crossings: a verdict on a whole phase."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

CHANCE = 0.05  # of as few crossings by chance (Chen 2010)


@dataclass(frozen=True, slots=True)
class Runs:
    """Longest run and number of crossings, with what chance allows; None without a point."""

    useful: int
    longest: int | None
    longest_allowed: int | None
    crossings: int | None
    crossings_needed: int | None

    @property
    def signal(self) -> bool:
        """Whether the longest run is too long or the crossings too few."""
        if self.longest is None or self.longest_allowed is None:
            return False
        if self.crossings is None or self.crossings_needed is None:
            return False
        return self.longest > self.longest_allowed or self.crossings < self.crossings_needed


@cache
def fewest_crossings(points: int) -> int:
    """The 5 % quantile of a binomial of `points` - 1 tosses of a fair coin.

    >>> fewest_crossings(24)
    8
    """
    tosses = max(points - 1, 0)
    below = 0
    for k in range(tosses + 1):
        below += math.comb(tosses, k)
        if below >= CHANCE * 2**tosses:
            return k
    return tosses


def runs_of(sides: Sequence[int | None]) -> Runs:
    """Runs of points on one side of the centre; points on it, and gaps, do not count.

    Source: Anhøj and Olesen (2014), as qicharts2 0.8.1.
    """
    useful = [side for side in sides if side]
    if not useful:
        return Runs(0, None, None, None, None)
    lengths = [sum(1 for _ in same) for _, same in groupby(useful)]
    return Runs(
        len(useful),
        max(lengths),
        round(math.log2(len(useful))) + 3,  # Schilling 2012
        len(lengths) - 1,
        fewest_crossings(len(useful)),
    )
