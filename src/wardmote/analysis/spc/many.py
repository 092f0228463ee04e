"""The moving-range profiles on very many series of one length at once.

Time-major arrays, (points, series), in blocks that stay in the processor's cache. The answers
are those of `judge`, one series after another; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.analysis.spc.limits import LIMIT, NEAR, SCREEN
from wardmote.analysis.spc.profiles import Profile

Array = NDArray[np.floating[Any]]
Small = NDArray[np.int8]
BLOCK = 1024
CAUSES = ("", "outside_limits", "trend", "two_in_three", "shift")


@dataclass(frozen=True)
class Judged:
    """Mean, lower and upper limit of each series; the cause (an index of `CAUSES`) and side
    (1, 0, -1) of each point, as (points, series)."""

    mean: Array
    lower: Array
    upper: Array
    cause: Small
    side: Small


def judge_many(values: Array, profile: Profile) -> Judged:
    """Judge every column of `values` (points, series) by a moving-range profile.

    Raises ValueError for a profile of another kind, for fewer than two points, or for a value
    that is missing or not finite: such series go through `judge`.
    """
    if profile.judges_series:
        raise ValueError(f"profile {profile.name} does not judge by moving ranges alone")
    points, series = values.shape
    if points < 2:
        raise ValueError("at least two points are needed")
    mean, lower, upper = np.empty(series), np.empty(series), np.empty(series)
    cause = np.zeros((points, series), np.int8)
    side = np.zeros((points, series), np.int8)
    for start in range(0, series, BLOCK):
        here = slice(start, start + BLOCK)
        block = np.ascontiguousarray(values[:, here], dtype=float)
        total = block.sum(axis=0)
        if not np.isfinite(total).all():
            raise ValueError("a value is missing or not finite; judge its series by itself")
        _block(block, profile, mean[here], lower[here], upper[here], cause[:, here], side[:, here])
    return Judged(mean, lower, upper, cause, side)


def _block(
    values: Array,
    profile: Profile,
    mean: Array,
    lower: Array,
    upper: Array,
    cause: Small,
    side: Small,
) -> None:
    """Judge one block, writing into the slices given."""
    points = len(values)
    middle = values.mean(axis=0)
    away = values - middle
    middle += away.mean(axis=0)  # takes out the rounding of the first mean, as `mean_of` does
    np.subtract(values, middle, out=away)
    steps = values[1:] - values[:-1]
    ranges = np.abs(steps)
    spread = ranges.mean(axis=0)
    if profile.screen:
        kept = ranges < SCREEN * spread
        number = np.count_nonzero(kept, axis=0)
        np.multiply(ranges, kept, out=ranges)
        with np.errstate(invalid="ignore", divide="ignore"):
            spread = ranges.sum(axis=0) / number
    mean[:], lower[:], upper[:] = middle, middle - LIMIT * spread, middle + LIMIT * spread
    above, below = away > 0, away < 0
    sides = above.view(np.int8) - below.view(np.int8)
    beyond = (values > upper) | (values < lower)
    high = values > middle + NEAR * spread
    low = values < middle - NEAR * spread
    near = (high | low) & ~beyond & ~np.isnan(spread)
    rises, falls = steps > 0, steps < 0
    trend = _windows(rises, profile.trend - 1) | _windows(falls, profile.trend - 1)
    in_trend = _reach(trend, points, profile.trend)
    run = _windows(above, profile.run) | _windows(below, profile.run)
    in_run = _reach(run, points, profile.run)
    in_near = _two_in_three(near, above, below)
    cause[:] = np.where(
        beyond, 1, np.where(in_trend, 2, np.where(in_near, 3, np.where(in_run, 4, 0)))
    ).astype(np.int8)
    side[:] = sides
    if in_trend.any():
        _trend_sides(steps, in_trend, cause, side)


def _windows(truths: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Whether each window of `length` is all true; doubling keeps the passes few."""
    width, held = 1, truths
    while width < length:
        step = min(width, length - width)
        held = held[:-step] & held[step:] if len(held) > step else held[:0]
        width += step
    return held


def _reach(starts: NDArray[np.bool_], points: int, length: int) -> NDArray[np.bool_]:
    """Every point of a window that signals."""
    found = np.zeros((points, starts.shape[1]), bool)
    if len(starts) and starts.any():
        for k in range(length):
            found[k : k + len(starts)] |= starts
    return found


def _two_in_three(
    near: NDArray[np.bool_], above: NDArray[np.bool_], below: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    found = np.zeros_like(near)
    if len(near) < 3 or not near.any():
        return found
    same = _windows(above, 3) | _windows(below, 3)
    a, b, c = near[:-2], near[1:-1], near[2:]
    window = same & ((a & b) | (b & c) | (a & c))
    for k in range(3):
        found[k : k + len(window)] |= window
    return found & near


def _trend_sides(steps: Array, in_trend: NDArray[np.bool_], cause: Small, side: Small) -> None:
    """The direction of each point of a trend, as `rules.trend_direction` gives it."""
    rows, columns = np.nonzero(cause == 2)
    last = len(in_trend) - 1
    following = np.minimum(rows + 1, last)
    ahead = (rows < last) & in_trend[following, columns]
    at = np.where(ahead, rows, rows - 1)
    rising = (at >= 0) & (steps[np.maximum(at, 0), columns] > 0)
    side[rows, columns] = np.where(rising, 1, -1)
