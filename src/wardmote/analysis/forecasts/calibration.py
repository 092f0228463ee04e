"""How far forecasts miss: learnt from the errors that the method made inside its history.

Errors (series, origins, horizon) are in units of what the filters expect; NaN where the month
to come is not known. A series' own reach follows its latest errors and is drawn to that of
its sisters; the shape of the interval is that of all their errors. Each error is judged by
the reach that was known when its forecast was made, so that the ends hold for forecasts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardmote.analysis.forecasts.smoothing import YEAR, Array

LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)  # ends of the 95 and 80 % intervals, and the median
NORMAL = (1.959964, 1.281552, 0.0, 1.281552, 1.959964)  # the same of a normal, without sign
USUAL = (-2.3, -1.25, 0.0, 1.3, 2.5)  # in units of reach, where few errors are known
MEMORY = 18.0  # months after which an error counts half for a series' own reach
LONG_MEMORY = 48.0  # the same for the shape, and for the growth with the horizon
OWN_BELIEF = 3.0  # forecasts' worth of belief in the sisters' reach
SHAPE_BELIEF = 40.0  # forecasts' worth of belief in the usual shape
GROWTH_BELIEF = 12.0  # forecasts' worth of belief that reach grows as the filters say
CAP = 4.0  # an error counts as this many reaches at most
APART = 4.0  # errors of horizon h are told from one another (h + 1) / APART origins apart
LEAST_FREEDOM = 3.0
SEASON_BELIEF = 60.0  # forecasts' worth of belief that all months of the year err alike


@dataclass(frozen=True)
class Reach:
    """The reach of each series, (series, horizon), and the LEVELS' ends in it, (horizon, 5)."""

    size: Array
    ends: Array


def reach_of(errors: Array) -> Reach:
    """Learn reach and ends from standardised errors, the oldest origin first."""
    seen = ~np.isnan(errors)
    errors = np.where(seen, errors, 0.0)
    fading = _fading(errors.shape[1])
    weight = fading * seen
    growth = _growth(errors**2, weight)
    own = _own(np.minimum(errors**2 / growth, CAP**2), seen)
    shape = errors / np.sqrt(growth * own[:, :-1, None])
    ends = _ends(shape, weight) * np.ones((errors.shape[2], 1))
    freedom = (fading * seen.any(axis=0)).sum(axis=0)
    return Reach(np.sqrt(growth * own[:, -1:]), _widened(ends, freedom))


def season_of(errors: Array, month: NDArray[np.intp]) -> Array:
    """How the variance of errors differs between the months of the year, (12,), about 1.

    `month` (origins, horizon) is the month of the year, 0 to 11, that each error is of. A
    campaign held every December makes Decembers hard to forecast.
    """
    seen = ~np.isnan(errors)
    squares = np.where(seen, errors, 0.0) ** 2
    own = squares.sum(axis=1, keepdims=True) / np.maximum(seen.sum(axis=1, keepdims=True), 1)
    squares = np.minimum(squares / np.maximum(own, 1e-9), CAP**2)
    weight = _fading(errors.shape[1]) * seen
    count = np.bincount(month.ravel(), weight.sum(axis=0).ravel(), YEAR)
    total = np.bincount(month.ravel(), (weight * squares).sum(axis=0).ravel(), YEAR)
    mean = max(total.sum() / max(count.sum(), 1e-9), 1e-9)
    belief = SEASON_BELIEF * errors.shape[2]
    found: Array = (total / mean + belief) / (count + belief)
    return found


def _fading(origins: int) -> Array:
    """How much each origin's errors still count, (origins, 1)."""
    found: Array = 0.5 ** (np.arange(origins)[::-1, None] / LONG_MEMORY)
    return found


def _growth(squares: Array, weight: Array) -> Array:
    """Mean square by horizon over all series; horizons with few errors follow the others."""
    ahead = np.arange(1, squares.shape[2] + 1)
    total = weight.sum(axis=(0, 1))
    count = total / ahead  # overlapping horizons tell the same story several times
    growth = np.ones(len(ahead))
    for _ in range(3):  # the cap hangs on the growth
        capped = np.minimum(squares, CAP**2 * growth)
        sums = count * (weight * capped).sum(axis=(0, 1)) / np.maximum(total, 1e-9)
        overall = (sums.sum() + GROWTH_BELIEF) / (count.sum() + GROWTH_BELIEF)
        growth = np.maximum((sums + GROWTH_BELIEF * overall) / (count + GROWTH_BELIEF), 0.05)
    return growth


def _own(squares: Array, seen: Array) -> Array:
    """Each series' squared reach at every origin and after the last, (series, origins + 1).

    At an origin only the errors of months that were known by then count.
    """
    series, origins, horizon = squares.shape
    total, count = np.zeros(series), np.zeros(series)
    found = np.ones((series, origins + 1))
    fade = 0.5 ** (1 / MEMORY)
    ahead = np.arange(horizon)
    for t in range(origins + 1):
        found[:, t] = (total + OWN_BELIEF) / (count + OWN_BELIEF)
        if t < origins:
            past = t - ahead[: t + 1]  # origins whose month at each horizon is known next
            now = seen[:, past, ahead[: t + 1]]
            total = fade * total + (now * squares[:, past, ahead[: t + 1]]).sum(axis=1) / horizon
            count = fade * count + now.sum(axis=1) / horizon
    return found


def _ends(shape: Array, weight: Array) -> Array:
    """Weighted quantiles of all errors, drawn to the usual ones where there are few."""
    weights = weight.ravel()
    usual = np.array(USUAL)
    total = weights.sum()
    if total <= 0:
        return usual
    values = shape.ravel()
    order = np.argsort(values, kind="stable")
    position = (np.cumsum(weights[order]) - 0.5 * weights[order]) / total
    found = np.interp(LEVELS, position, values[order])
    count = total / shape.shape[2] ** 1.5
    ends: Array = (count * found + SHAPE_BELIEF * usual) / (count + SHAPE_BELIEF)
    return ends


def _widened(ends: Array, origins: Array) -> Array:
    """Ends widened as Student's t is, for what few separate errors leave unknown.

    `origins` are the origins behind each horizon; sisters share their shocks and do not add
    to them. Source: the expansion of t's quantiles, Abramowitz and Stegun 26.7.5.
    """
    ahead = np.arange(1, len(ends) + 1)
    freedom = np.maximum(APART * origins / (ahead + 1), LEAST_FREEDOM)
    wider = 1 + (np.square(NORMAL) + 1) / (4 * freedom[:, None])
    middle = ends[:, 2:3]
    found: Array = middle + (ends - middle) * wider
    return found
