"""Shares of a whole: the interval of one, and the difference between two."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wardmote.analysis.counts import D2

Z95 = 1.959963984540054


def wilson(part: float, whole: float, z: float = Z95) -> tuple[float, float]:
    """Score interval of a proportion, as fractions. Source: Wilson (1927).

    Raises ValueError unless 0 <= part <= whole and whole > 0.
    """
    if not 0 <= part <= whole or whole <= 0:
        raise ValueError(f"{part} is not a part of {whole}")
    p = part / whole
    centre = p + z * z / (2 * whole)
    reach = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    return max(0.0, (centre - reach) / scale), min(1.0, (centre + reach) / scale)


@dataclass(frozen=True, slots=True)
class TwoShares:
    """Later share less earlier share, as a fraction, with its interval and two-sided p."""

    difference: float
    lower: float
    upper: float
    p: float


def compare_shares(
    later: float, later_whole: float, earlier: float, earlier_whole: float, z: float = Z95
) -> TwoShares:
    """Difference of two independent proportions.

    The interval is Newcombe's hybrid score (1998, Statistics in Medicine 17:873, method 10);
    p is Pearson's chi-square without continuity correction, as R's `prop.test`.
    """
    p1, p2 = later / later_whole, earlier / earlier_whole
    low1, high1 = wilson(later, later_whole, z)
    low2, high2 = wilson(earlier, earlier_whole, z)
    difference = p1 - p2
    pooled = (later + earlier) / (later_whole + earlier_whole)
    variance = pooled * (1 - pooled) * (1 / later_whole + 1 / earlier_whole)
    score = difference / math.sqrt(variance) if variance else 0.0
    return TwoShares(
        difference,
        difference - math.hypot(p1 - low1, high2 - p2),
        difference + math.hypot(high1 - p1, p2 - low2),
        math.erfc(abs(score) / math.sqrt(2)),
    )


def proportion_chart(parts: Sequence[float | None], wholes: Sequence[float | None]) -> str:
    """`p-prime`, widened for variation between periods, where that widens limits; else `p`."""
    pairs = zip(parts, wholes, strict=True)
    wide = sigma_z([(v / s, s) for v, s in pairs if v is not None and s]) > 1
    return "p-prime" if wide else "p"


def sigma_z(shares: Sequence[tuple[float, float]]) -> float:
    """How many times more shares vary from one to the next than chance makes them; at least 1.

    `shares` are (share as a fraction, whole) in time order. The mean moving range of the
    standardised shares over 1.128, never below 1: limits do not become narrower than chance.
    Source: Laney (2002), Quality Engineering 14:531.
    """
    whole = sum(n for _, n in shares)
    mean = sum(p * n for p, n in shares) / whole if whole else 0.0
    if len(shares) < 2 or not 0 < mean < 1:
        return 1.0
    z = [(p - mean) / math.sqrt(mean * (1 - mean) / n) for p, n in shares]
    ranges = [abs(b - a) for a, b in pairwise(z)]
    return max(1.0, sum(ranges) / len(ranges) / D2)
