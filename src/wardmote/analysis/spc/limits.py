"""Mean and process limits of individual values, from their moving ranges."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

Value = float | None

LIMIT = 2.66  # 3 / d2 with d2 = 1.128 for ranges of two
NEAR = 2 * (LIMIT / 3)  # two thirds of the way to the limit
SCREEN = 3.267  # D4 for ranges of two: the upper limit of a moving range (Nelson 1982)


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean and limits in the unit of the values; NaN where the ranges define none."""

    mean: float
    spread: float

    @property
    def lower(self) -> float:
        """Lower process limit."""
        return self.mean - LIMIT * self.spread

    @property
    def upper(self) -> float:
        """Upper process limit."""
        return self.mean + LIMIT * self.spread

    @property
    def near_lower(self) -> float:
        """The line two thirds of the way down to the lower limit."""
        return self.mean - NEAR * self.spread

    @property
    def near_upper(self) -> float:
        """The line two thirds of the way up to the upper limit."""
        return self.mean + NEAR * self.spread


def mean_of(values: Sequence[Value]) -> float:
    """Mean of the known values, correct to the last digit; NaN when there are none.

    The second pass takes out the rounding of the first, so that a value that lies on the
    mean is found to lie on it.

    >>> mean_of([1.1, 2.2, None, 3.3])
    2.2
    """
    known = [v for v in values if v is not None and not math.isnan(v)]
    if not known:
        return math.nan
    first = math.fsum(known) / len(known)
    return first + math.fsum(v - first for v in known) / len(known)


def moving_ranges(values: Sequence[Value]) -> list[Value]:
    """Differences between neighbours, without sign; None beside a missing value."""
    return [
        None if before is None or after is None else abs(after - before)
        for before, after in itertools.pairwise(values)
    ]


def limits_of(values: Sequence[Value], *, screen: bool) -> Limits:
    """Limits from the values in order: mean ± 2.66 times the mean moving range.

    With `screen`, ranges at or past 3.267 times their mean are set aside once. When every
    value is equal nothing is left to average and the limits are NaN, as in NHSRplotthedots.
    Source: Shewhart individuals chart as in NHSRplotthedots 0.2.2.
    """
    ranges = moving_ranges(values)
    spread = mean_of(ranges)
    if screen:
        spread = mean_of([r for r in ranges if r is not None and r < SCREEN * spread])
    return Limits(mean_of(values), spread)
