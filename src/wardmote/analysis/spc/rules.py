"""The rules that mark a special cause, each over one phase of a series.

A missing value makes a comparison unknown (None), and an unknown rule marks nothing; this
is the three-valued logic of the reference packages, so that gaps come out as theirs do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from wardmote.analysis.spc.limits import Limits, Value

Truth = bool | None


def every(truths: Iterable[Truth]) -> Truth:
    """False if any is false, else unknown if any is unknown, else true."""
    seen: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            seen = None
    return seen


def some(truths: Iterable[Truth]) -> Truth:
    """True if any is true, else unknown if any is unknown, else false."""
    seen: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            seen = None
    return seen


def sides(values: Sequence[Value], mean: float) -> list[int | None]:
    """1 above the mean, -1 below, 0 exactly on it, None where the value is missing."""
    return [None if v is None or math.isnan(mean) else (v > mean) - (v < mean) for v in values]


def outside(values: Sequence[Value], limits: Limits) -> list[Truth]:
    """Whether each value lies beyond a limit; a value on the limit does not."""
    if math.isnan(limits.spread):
        return [None] * len(values)
    return [None if v is None else v > limits.upper or v < limits.lower for v in values]


def near(values: Sequence[Value], limits: Limits) -> list[Truth]:
    """Whether each value lies between the near line and the limit."""
    if math.isnan(limits.spread):
        return [None] * len(values)
    return [
        None
        if v is None
        else limits.lower <= v <= limits.upper and not limits.near_lower <= v <= limits.near_upper
        for v in values
    ]


def runs(side: Sequence[int | None], length: int) -> list[Truth]:
    """Whether each point is one of `length` in a row on the same side of the mean."""
    ends: list[Truth] = []
    for i, here in enumerate(side):
        before = [side[i - k] if i >= k else 0 for k in range(1, length)]
        same = every(None if here is None or b is None else here == b for b in before)
        ends.append(every([same, None if here is None else here != 0]))
    return _reaching_back(ends, length)


def trends(values: Sequence[Value], length: int) -> list[Truth]:
    """Whether each point is one of `length` that rise, or fall, without a tie or a gap.

    A gap ends a trend; NHSRplotthedots stops with an error where every other step of the
    window rises.
    """
    ends: list[Truth] = [False] * len(values)
    for i in range(length - 1, len(values)):
        steps = {_step(values[j - 1], values[j]) for j in range(i - length + 2, i + 1)}
        ends[i] = steps in ({1}, {-1})
    return _reaching_back(ends, length)


def two_in_three(close: Sequence[Truth], side: Sequence[int | None]) -> list[Truth]:
    """Whether a near point has another near point in a window of three on its side.

    Points beyond the limits do not count as near; all three must lie on one side.
    """

    def window(i: int) -> Truth:
        here = range(i, i + 3)
        if any(not 0 <= k < len(close) for k in here):
            return False
        if any(close[k] is None or side[k] is None for k in here):
            return None
        same = abs(sum(side[k] or 0 for k in here)) == 3
        return same and sum(bool(close[k]) for k in here) >= 2

    return [every([some(window(i - k) for k in (2, 1, 0)), close[i]]) for i in range(len(close))]


def trend_direction(values: Sequence[Value], part: Sequence[Truth], i: int) -> int:
    """The direction that NHSRplotthedots gives a point of a trend.

    It looks at the step to the next point when that one is part of a trend too, else at the
    step from the one before. Where one trend ends on the point before another begins, the
    step between the two belongs to neither, and the direction comes out wrong.
    """
    if i + 1 < len(values) and part[i + 1]:
        return _step(values[i], values[i + 1])
    return _step(values[i - 1], values[i]) if i else 0


def _step(before: Value, after: Value) -> int:
    if before is None or after is None:
        return 0
    return (after > before) - (after < before)


def _reaching_back(ends: Sequence[Truth], length: int) -> list[Truth]:
    return [some(ends[i : i + length]) for i in range(len(ends))]
