"""Serious injuries counted alike: each casualty's chance of being serious, added up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analysis.counts import TwoCounts
from wardmote.analysis.proportions import Z95


@dataclass(frozen=True, slots=True)
class Adjusted:
    """An adjusted count with the 95 % interval that the unknown severities leave.

    `spread` is the sum of squared chances: the variance of the adjusted count as an estimate of
    a rate of serious injury.
    """

    value: float
    lower: float
    upper: float
    casualties: int
    spread: float


def adjusted_count(chances: Sequence[float]) -> Adjusted:
    """The expected number of serious casualties, given each one's chance.

    Forces that record injuries and let the system derive severity find more serious ones than
    officers judging by eye did; the publisher gives each earlier casualty the chance that it
    would now be serious. Raises ValueError for a chance outside 0 to 1. Source: Department for
    Transport, severity adjustments for reported road casualties.

    >>> adjusted_count([1.0, 0.2, 0.2, 0.1]).value
    1.5
    """
    if any(not 0 <= c <= 1 for c in chances):
        raise ValueError("each casualty's chance of a serious injury lies between 0 and 1")
    value = math.fsum(chances)
    reach = Z95 * math.sqrt(math.fsum(c * (1 - c) for c in chances))
    sure = sum(1 for c in chances if c == 1)
    possible = sum(1 for c in chances if c > 0)
    return Adjusted(
        value,
        max(float(sure), value - reach),
        min(float(possible), value + reach),
        len(chances),
        math.fsum(c * c for c in chances),
    )


def compare_adjusted(
    later: Adjusted,
    earlier: Adjusted,
    exposure_later: float = 1.0,
    exposure_earlier: float = 1.0,
) -> TwoCounts:
    """The ratio of two adjusted counts, per unit of exposure.

    Casualties come by chance (Poisson), each weighing as much as its chance: the logarithm of
    the ratio is taken as normal. Raises ValueError when either count is 0. Source: Fay and
    Feuer (1997), Statistics in Medicine 16:791, for the variance of weighted counts.
    """
    if later.value <= 0 or earlier.value <= 0:
        raise ValueError("an adjusted count of nothing has no ratio")
    ratio = (later.value / exposure_later) / (earlier.value / exposure_earlier)
    error = math.sqrt(later.spread / later.value**2 + earlier.spread / earlier.value**2)
    score = math.log(ratio) / error
    return TwoCounts(
        ratio,
        ratio * math.exp(-Z95 * error),
        ratio * math.exp(Z95 * error),
        math.erfc(abs(score) / math.sqrt(2)),
        0.5 * math.erfc(-score / math.sqrt(2)),
        0.5 * math.erfc(score / math.sqrt(2)),
    )
