"""Counts of events: comparing two, and the interval of a rate."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SCREEN = 3.267  # upper limit of a moving range (Nelson 1982)
D2 = 1.128  # expected range of two normal values, in standard deviations
RELATIVE_SLACK = 1e-7  # outcomes this close to the one seen count as no more likely (R)


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """A later count compared with an earlier one, per unit of exposure.

    `ratio` is later over earlier, with its interval; `p_less` and `p_greater` are the
    chances of a ratio this small or this large when nothing changed; `p` is two-sided.
    """

    ratio: float
    lower: float
    upper: float
    p: float
    p_less: float
    p_greater: float


def compare_counts(
    later: float,
    earlier: float,
    exposure_later: float = 1.0,
    exposure_earlier: float = 1.0,
    *,
    level: float = 0.95,
) -> TwoCounts:
    """Compare two Poisson counts exactly, given their sum.

    Counts are whole and not negative; exposures (days, residents) are positive. Raises
    ValueError otherwise. The interval is Clopper and Pearson's for the share, carried to the
    ratio; the two-sided p adds every outcome no more likely than the one seen. Equal to R's
    `stats::poisson.test`.
    """
    from scipy.special import bdtr, bdtrc, betaincinv

    for name, count in (("later", later), ("earlier", earlier)):
        if count < 0 or count != int(count):
            raise ValueError(f"the {name} count must be whole and not negative, not {count}")
    if exposure_later <= 0 or exposure_earlier <= 0:
        raise ValueError("exposures must be positive")
    x, n = int(later), int(later + earlier)
    if n == 0:
        return TwoCounts(math.nan, 0.0, math.inf, 1.0, 1.0, 1.0)
    share = exposure_later / (exposure_later + exposure_earlier)
    tail = (1 - level) / 2
    low = float(betaincinv(x, n - x + 1, tail)) if x else 0.0
    high = float(betaincinv(x + 1, n - x, 1 - tail)) if x < n else 1.0
    odds = exposure_earlier / exposure_later
    likelier = _likelier(x, n, share)
    if likelier:
        p = float(bdtrc(likelier[-1], n, share))
        p += float(bdtr(likelier[0] - 1, n, share)) if likelier[0] else 0.0
    else:
        p = 1.0
    return TwoCounts(
        ratio=(later / exposure_later) / (earlier / exposure_earlier) if earlier else math.inf,
        lower=low / (1 - low) * odds,
        upper=high / (1 - high) * odds if high < 1 else math.inf,
        p=min(1.0, p),
        p_less=float(bdtr(x, n, share)),
        p_greater=float(bdtrc(x - 1, n, share)) if x else 1.0,
    )


def _likelier(x: int, n: int, share: float) -> range:
    """The outcomes of `n` trials that are likelier than `x`, found by halving: they lie together
    about the likeliest, and a national count has millions."""

    def log_chance(k: int) -> float:
        ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        return ways + k * math.log(share) + (n - k) * math.log1p(-share)

    least = log_chance(x) + math.log1p(RELATIVE_SLACK)

    def likely(k: int) -> bool:
        return log_chance(k) > least

    top = min(n, int((n + 1) * share))
    if not likely(top):
        return range(0)
    first = bisect_left(range(top), True, key=likely)
    past = bisect_left(range(top, n + 1), True, key=lambda k: not likely(k))
    return range(first, top + past)


def compare_dispersed_counts(
    later: float,
    earlier: float,
    dispersion: float,
    freedom: int,
    exposure_later: float = 1.0,
    exposure_earlier: float = 1.0,
    *,
    level: float = 0.95,
) -> TwoCounts:
    """Compare two counts that vary `dispersion` times as much as Poisson counts.

    The logarithm of the ratio has variance dispersion x (1/later + 1/earlier) and is judged by
    Student's t with `freedom` degrees of freedom. Both counts must be positive. Source:
    quasi-likelihood, McCullagh and Nelder, Generalized Linear Models (1989), chapter 9.
    """
    from scipy.special import stdtr, stdtrit

    ratio = (later / exposure_later) / (earlier / exposure_earlier)
    error = math.sqrt(dispersion * (1 / later + 1 / earlier))
    score = math.log(ratio) / error
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    return TwoCounts(
        ratio,
        ratio * math.exp(-reach),
        ratio * math.exp(reach),
        2 * float(stdtr(freedom, -abs(score))),
        float(stdtr(freedom, score)),
        float(stdtr(freedom, -score)),
    )


def dispersion_of(values: Sequence[float], exposures: Sequence[float]) -> float:
    """How many times more neighbouring values vary than Poisson counts would; never below 1.

    From the mean moving range of the rates per unit of exposure (days of the month), without
    the ranges at or past 3.267 times it: seasons, trends and single outliers hardly count.
    Raises ValueError for fewer than two values.
    """
    if len(values) < 2:
        raise ValueError("dispersion needs at least two values")
    usual = sum(exposures) / len(exposures)
    scaled = [v / e * usual for v, e in zip(values, exposures, strict=True)]
    mean = sum(scaled) / len(scaled)
    if mean == 0:
        return 1.0
    ranges = [abs(after - before) for before, after in pairwise(scaled)]
    return max(1.0, deviation_of(ranges) ** 2 / mean)


def deviation_of(ranges: Sequence[float]) -> float:
    """The standard deviation that moving ranges show, without those past their own limit."""
    whole = sum(ranges) / len(ranges)
    kept = [r for r in ranges if r < SCREEN * whole] or ranges
    return sum(kept) / len(kept) / D2


def rate_interval(
    count: float, population: float, *, per: float = 1000.0, level: float = 0.95
) -> tuple[float, float]:
    """Exact interval of a Poisson rate per `per` residents.

    Raises ValueError for a negative count or a population that is not positive. Source:
    Garwood (1936), as R's `stats::poisson.test`.
    """
    from scipy.special import gammaincinv

    if count < 0 or population <= 0:
        raise ValueError(f"cannot make a rate of {count} over {population}")
    tail = (1 - level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    high = float(gammaincinv(count + 1, 1 - tail))
    return low / population * per, high / population * per
