"""A level and a season that wander, followed month by month by a filter.

The filter is a local level with twelve seasonal effects on a logarithmic scale. Its variances
are in units of a month's own noise, so that its gains hang on which months are known and on
nothing else. Source: the structural model of Harvey (1989), with surprises cut as in robust
filtering (Gelper, Fried and Croux 2010).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Known = NDArray[np.bool_]

YEAR = 12  # months looked ahead, always, so that the next month's forecast hangs on no horizon
SEASON_SD = 1.0  # of a seasonal effect before any month is seen, in noise's deviations
START = 100.0  # variance of the level before any month is seen
CUT = 3.0  # deviations past which a month is taken for an outlier and moves no more
SETTLED = 6  # months after which the filter learns its own noise
MIDDLE = 0.954  # the median difference of two normal values, in deviations of one
LEAST_EXTRA = 0.02  # variation beyond chance, as a share of chance


@dataclass(frozen=True)
class Scale:
    """The transformation to log(rate + shift), and the noise to expect on that scale.

    `shift` and `noise` (a standard deviation) are one a series. A count whose variation is
    chance alone gets a large shift and so stays nearly untransformed.
    """

    shift: Array
    noise: Array

    def to(self, rate: Array) -> Array:
        """Rates (series, ...) on the logarithmic scale."""
        found: Array = np.log(rate + self._along(rate))
        return found

    def back(self, value: Array) -> Array:
        """Rates from the logarithmic scale, none below zero."""
        found: Array = np.maximum(np.exp(np.minimum(value, 50.0)) - self._along(value), 0.0)
        return found

    def _along(self, like: Array) -> Array:
        return self.shift.reshape(-1, *[1] * (like.ndim - 1))


@dataclass(frozen=True)
class Gains:
    """How a filter answers a month, and what it does not know after it.

    `answer` (patterns, months, 13) multiplies the month's surprise. `doubt` and `sum_doubt`
    (patterns, months, YEAR) are the variances of the next months, and of the mean of the
    first k of them, their noise included, in units of a month's noise.
    """

    answer: Array
    doubt: Array
    sum_doubt: Array


def scale_of(rate: Array) -> Scale:
    """The scale on which each series' month-to-month noise is about constant.

    `rate` (series, months) is the count of an average month, NaN where missing. The noise
    comes from the median change between neighbouring months. Source of the shift: Anscombe's
    transformation of negative binomial counts (1948).
    """
    middle = _median(rate)[:, None]
    tame = np.where(np.isnan(rate), np.nan, np.minimum(rate, 5 * middle + 5))
    level = np.maximum(np.nanmean(tame, axis=1), 0.05)
    chance = 1 / level
    total = (_median(np.abs(np.diff(rate, axis=1))) / level / MIDDLE) ** 2
    extra = np.maximum(np.maximum(total - chance, LEAST_EXTRA * chance), 1e-4)
    shift = np.clip(0.5 / extra, 0.5, 0.5 / LEAST_EXTRA * (level + 1))
    return Scale(shift, np.sqrt(chance + extra) * level / (level + shift))


def _median(values: Array) -> Array:
    """Each row's median of what is known; 0 where nothing is."""
    rows = [row[~np.isnan(row)] for row in values]
    return np.array([np.median(row) if len(row) else 0.0 for row in rows])


def gains(known: Known, level_move: float, season_move: float) -> Gains:
    """Kalman gains for patterns of known months, (patterns, months).

    The level and each seasonal effect move by the given variances a month.
    """
    patterns, months = known.shape
    cover = np.zeros((patterns, 13, 13))
    cover[:, 0, 0] = START
    season = np.arange(1, 13)
    cover[:, season, season] = SEASON_SD**2
    answer = np.zeros((patterns, months, 13))
    doubt = np.zeros((patterns, months, YEAR))
    sum_doubt = np.zeros((patterns, months, YEAR))
    ahead = np.arange(1, YEAR + 1)
    for t in range(months):
        cover[:, 0, 0] += level_move
        cover[:, season, season] += season_move
        now = 1 + t % 12
        reach = cover[:, :, 0] + cover[:, :, now]
        spread = reach[:, 0] + reach[:, now] + 1
        answer[:, t] = reach / spread[:, None] * known[:, t, None]
        cover -= answer[:, t, :, None] * reach[:, None, :]
        then = 1 + (t + ahead) % 12
        own = 1 + cover[:, then, then] + ahead * season_move
        level = cover[:, :1, 0]
        doubt[:, t] = level + 2 * cover[:, 0, then] + own + ahead * level_move
        # The mean of k months of a random walk has a third of its last step's variance.
        sum_doubt[:, t] = level + ahead * level_move / 3 + own.cumsum(axis=1) / ahead**2
    return Gains(answer, doubt, sum_doubt)


def follow(values: Array, answer: Array, noise: Array) -> Array:
    """Forecasts of the next YEAR months from every month, (series, months, YEAR).

    `values` (series, months) on the logarithmic scale, NaN where missing; `answer` (series,
    months, 13) as `gains` gives it; `noise` (series) the deviation to expect of a month.
    """
    series, months = values.shape
    earliest = np.argsort(np.isnan(values), axis=1, kind="stable")[:, :12]
    level = _median(np.take_along_axis(values, earliest, axis=1))
    season = np.zeros((series, 12))
    spread = noise
    found = np.empty((series, months, YEAR))
    ahead = np.arange(1, YEAR + 1)
    for t in range(months):
        miss = values[:, t] - level - season[:, t % 12]
        seen = ~np.isnan(miss)
        miss = np.where(seen, np.clip(miss, -CUT * spread, CUT * spread), 0.0)
        if t >= SETTLED:
            spread = np.where(seen, np.sqrt(0.95 * spread**2 + 0.05 * miss**2), spread)
        level = level + answer[:, t, 0] * miss
        season += answer[:, t, 1:] * miss[:, None]
        found[:, t] = level[:, None] + season[:, (t + ahead) % 12]
    return found
