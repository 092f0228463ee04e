"""Centre lines and three-sigma limits of the charts that qicharts2 0.8.1 draws.

Every function takes one phase: `y` the values (a ratio where there is a denominator), `total`
the numerators, `size` the denominators (1 where there is none), and `base` which points the
lines are drawn from. It gives the centre, lower and upper line of each point. NaN is missing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

SIGMA = 3.0
D2 = 1.128  # expected range of two normal values, in standard deviations (Montgomery 6.33)
SCREEN = 3.267  # upper limit of a moving range (Nelson 1982)
SCREEN_I_PRIME = 3.2665  # the reference writes it so for this chart alone
POWER = 3.6  # makes waiting times nearly normal (Nelson 1994)


@dataclass(frozen=True, slots=True)
class Given:
    """One phase as the limits see it."""

    y: Array
    total: Array
    size: Array
    base: Mask
    screen: bool


Lines = tuple[Array, Array, Array]


def average(values: Array) -> float:
    """Mean of the known values; NaN when there are none."""
    known = values[~np.isnan(values)]
    return math.fsum(known) / known.size if known.size else math.nan


def _spread(ranges: Array, screen: bool, limit: float = SCREEN) -> float:
    """Mean range, once without the ranges at or past `limit` times it."""
    mean = average(ranges)
    if screen:
        with np.errstate(invalid="ignore"):
            mean = average(ranges[ranges < limit * mean])
    return mean


def _flat(value: float, given: Given) -> Array:
    return np.full(given.y.size, value)


def _around(
    centre: Array, deviation: Array, low: float = -math.inf, high: float = math.inf
) -> Lines:
    """Three deviations either way, cut where the value itself cannot go."""
    with np.errstate(invalid="ignore"):
        lower, upper = centre - SIGMA * deviation, centre + SIGMA * deviation
        lower = np.where(np.isfinite(lower) & (lower < low), low, lower)
        upper = np.where(np.isfinite(upper) & (upper > high), high, upper)
    return centre, _finite(lower), _finite(upper)


def _finite(line: Array) -> Array:
    return np.where(np.isfinite(line), line, math.nan)


def _pooled(given: Given) -> float:
    """Sum of numerators over sum of denominators of the baseline."""
    total, size = given.total[given.base], given.size[given.base]
    known = ~np.isnan(total) & ~np.isnan(size)
    below = math.fsum(size[known])
    return math.fsum(total[known]) / below if below else math.nan


def run(given: Given) -> Lines:
    """The median, without limits."""
    known = given.y[given.base & ~np.isnan(given.y)]
    nothing = _flat(math.nan, given)
    return _flat(float(np.median(known)) if known.size else math.nan, given), nothing, nothing


def xmr(given: Given) -> Lines:
    """Individual values by their mean moving range."""
    base = given.y[given.base]
    spread = _spread(np.abs(np.diff(base)), given.screen)
    return _around(_flat(average(base), given), _flat(spread / D2, given))


def c(given: Given) -> Lines:
    """Counts of events in equal opportunities."""
    centre = _flat(average(given.total[given.base]), given)
    return _around(centre, np.sqrt(centre), low=0.0)


def u(given: Given) -> Lines:
    """Events per unit of a denominator."""
    centre = _flat(_pooled(given), given)
    return _around(centre, _divided(centre, given.size), low=0.0)


def p(given: Given) -> Lines:
    """Proportions of a denominator."""
    centre = _flat(_pooled(given), given)
    return _around(centre, _divided(centre * (1 - centre), given.size), 0.0, 1.0)


def u_prime(given: Given) -> Lines:
    """u with Laney's allowance for variation between periods."""
    centre = _flat(_pooled(given), given)
    deviation = _divided(centre, given.size)
    return _around(centre, deviation * _laney(given, centre, deviation), low=0.0)


def p_prime(given: Given) -> Lines:
    """p with Laney's allowance for variation between periods."""
    centre = _flat(_pooled(given), given)
    deviation = _divided(centre * (1 - centre), given.size)
    return _around(centre, deviation * _laney(given, centre, deviation), 0.0, 1.0)


def i_prime(given: Given) -> Lines:
    """Individual values weighted by their denominators (Taylor 2017).

    The reference reads the ranges of the whole phase, not of the baseline alone.
    """
    known = given.base & ~np.isnan(given.y) & ~np.isnan(given.size)
    weight = math.fsum(given.size[known])
    centre = math.fsum(given.y[known] * given.size[known]) / weight if weight else math.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = 1 / given.size
        ranges = np.abs(np.diff(given.y)) / np.sqrt(inverse[:-1] + inverse[1:])
        spread = _spread(math.sqrt(math.pi / 2) * ranges, given.screen, SCREEN_I_PRIME)
        return _around(_flat(centre, given), spread * np.sqrt(inverse))


def t(given: Given) -> Lines:
    """Times between rare events: xmr on a power of them. Raises ValueError for a time of 0."""
    known = given.y[~np.isnan(given.y)]
    if known.size and known.min() <= 0:
        raise ValueError("times between events must be greater than zero")
    powered = Given(given.y ** (1 / POWER), given.total, given.size, given.base, given.screen)
    centre, lower, upper = xmr(powered)
    with np.errstate(invalid="ignore"):
        back = np.where(lower > 0, lower, 0.0) ** POWER
    return centre**POWER, back, upper**POWER


def g(given: Given) -> Lines:
    """Opportunities between rare events: limits about the mean, drawn with the median."""
    base = given.y[given.base]
    mean = average(base)
    deviation = math.sqrt(mean * (mean + 1)) if mean >= 0 else math.nan
    _, lower, upper = _around(_flat(mean, given), _flat(deviation, given), low=0.0)
    return run(given)[0], lower, upper


def _divided(variance: Array, size: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sqrt(variance / size)


def _laney(given: Given, centre: Array, deviation: Array) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        z = ((given.y - centre) / deviation)[given.base]
    return _spread(np.abs(np.diff(z)), given.screen) / D2


LINES: Mapping[str, Callable[[Given], Lines]] = {
    "xmr": xmr,
    "run": run,
    "c": c,
    "u": u,
    "p": p,
    "u-prime": u_prime,
    "p-prime": p_prime,
    "i-prime": i_prime,
    "t": t,
    "g": g,
}
NEED_DENOMINATOR = frozenset({"u", "p", "u-prime", "p-prime"})
