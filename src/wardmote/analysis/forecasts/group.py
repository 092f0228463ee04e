"""Forecasts of the next months' counts, and of their sums, for many series at once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from wardmote.analysis.forecasts.blend import Blend, blend, following
from wardmote.analysis.forecasts.calibration import reach_of, season_of
from wardmote.analysis.forecasts.smoothing import SETTLED, YEAR, Array, Scale, scale_of

FEWEST = 12  # known months that a series needs
LOOKED_BACK = 132  # latest months whose forecasts are judged; older ones hardly count


@dataclass(frozen=True)
class Interval:
    """Medians with the ends of their 80 and 95 % intervals, (series, months), as counts.

    The ends are whole numbers, none below zero: the least and the greatest count inside.
    """

    point: Array
    lower80: Array
    upper80: Array
    lower95: Array
    upper95: Array


@dataclass(frozen=True)
class Forecasts:
    """Forecasts of the next months, and of the sums of the first 1, 2, ... of them.

    The sums have intervals of their own, learnt from the errors of sums: months err together,
    so that the ends of a sum are not the sums of ends.
    """

    months: Interval
    sums: Interval

    def total(self, known: Array | float, months: int) -> Interval:
        """What is known of a year plus its next `months`, (series, 1).

        `known` is one count a series, or one for all. Raises ValueError where it is not
        known or below zero, and for months that were not forecast.
        """
        horizon = self.sums.point.shape[1]
        if not 1 <= months <= horizon:
            raise ValueError(f"a total takes 1 to {horizon} forecast months, not {months}")
        base = np.broadcast_to(np.asarray(known, dtype=float), (len(self.sums.point),))
        if not (np.isfinite(base) & (base >= 0)).all():
            raise ValueError("the known part of a total must be known and not below zero")
        ends = [getattr(self.sums, f.name)[:, months - 1 : months] for f in fields(Interval)]
        return Interval(*[base[:, None] + end for end in ends])


def forecast_group(
    counts: Array, exposure: Array, horizon: int = 12, *, sisters: bool = True
) -> Forecasts:
    """Forecast the months after the last for series that share their months.

    `counts` (series, months) holds NaN where a month is missing; `exposure` (series, months +
    horizon) is positive: days of the month, or another denominator. With `sisters` the series
    inform one another's season speed and intervals. History counts from the first column: clip
    it where a change of recording broke the series. Under 24 known months hardly a season is
    known, and the intervals say so.

    Raises ValueError for fewer than twelve known months in a series, for counts that are not
    whole or below zero, for an exposure of another shape or not positive, and for a horizon
    outside 1 to 12.

    >>> days = np.array([[31.0, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 4])
    >>> year = forecast_group(10.0 * days[:, :36], days, 12).total(0, 12)
    >>> round(float(year.point[0, 0]), -1)
    3650.0
    """
    counts, exposure = np.asarray(counts, dtype=float), np.asarray(exposure, dtype=float)
    _check(counts, exposure, horizon)
    if len(counts) == 0:
        return Forecasts(*[Interval(*[np.zeros((0, horizon)) for _ in range(5)])] * 2)
    if sisters:
        return _forecast(counts, exposure, horizon)
    alone = [_forecast(counts[i : i + 1], exposure[i : i + 1], horizon) for i in range(len(counts))]
    return Forecasts(_stacked([a.months for a in alone]), _stacked([a.sums for a in alone]))


def _check(counts: Array, exposure: Array, horizon: int) -> None:
    if not 1 <= horizon <= YEAR:
        raise ValueError(f"a forecast reaches 1 to {YEAR} months ahead, not {horizon}")
    if counts.ndim != 2:
        raise ValueError(f"counts must be (series, months), not of shape {counts.shape}")
    series, months = counts.shape
    if exposure.shape != (series, months + horizon):
        raise ValueError(
            f"the exposure must cover history and forecast, {(series, months + horizon)}, "
            f"not {exposure.shape}"
        )
    if not (np.isfinite(exposure) & (exposure > 0)).all():
        raise ValueError("every exposure must be above zero")
    seen = ~np.isnan(counts)
    if not (np.isfinite(counts[seen]) & (counts[seen] >= 0)).all() or np.any(counts[seen] % 1):
        raise ValueError("counts must be whole numbers, none below zero")
    few = np.flatnonzero(seen.sum(axis=1) < FEWEST)
    if len(few):
        raise ValueError(
            f"a forecast needs at least {FEWEST} known months; series {few[0]} has "
            f"{int(seen[few[0]].sum())}"
        )


def _forecast(counts: Array, exposure: Array, horizon: int) -> Forecasts:
    months = counts.shape[1]
    # Rates of an average month, so that the noise of chance can be told from them.
    exposure = exposure / exposure[:, :months].mean(axis=1, keepdims=True)
    rate = counts / exposure[:, :months]
    scale = scale_of(rate)
    values = scale.to(rate)
    first = max(months - LOOKED_BACK, SETTLED)
    found = blend(values, scale, first)
    found = _by_season(found, values, first)
    return Forecasts(
        _months(values, found, scale, first, exposure[:, months:]),
        _sums(counts, found, scale, first, exposure, horizon),
    )


def _by_season(found: Blend, values: Array, first: int) -> Blend:
    """The blend with its doubts shared out between the months of the year as errors were."""
    ahead = np.arange(1, YEAR + 1)
    month = (np.arange(first, values.shape[1])[:, None] + ahead) % YEAR
    errors = (following(values, first) - found.ahead) / np.sqrt(found.doubt)
    share = season_of(errors, month)[month]
    return replace(
        found,
        doubt=found.doubt * share,
        sum_doubt=found.sum_doubt * share.cumsum(axis=1) / ahead,
    )


def _months(values: Array, found: Blend, scale: Scale, first: int, to_come: Array) -> Interval:
    noise = scale.noise[:, None, None] * np.sqrt(found.doubt)
    errors = (following(values, first) - found.ahead) / noise
    return _interval(errors, found.ahead[:, -1], noise[:, -1], scale, to_come)


def _sums(
    counts: Array, found: Blend, scale: Scale, first: int, exposure: Array, horizon: int
) -> Interval:
    """Sums of the next months: their errors are those that sums made before."""
    # A shorter horizon leaves the exposure of its end open; no error and no end hangs on it.
    rest = np.repeat(exposure[:, -1:], YEAR - horizon, axis=1)
    size = following(np.concatenate([exposure, rest], axis=1), first)[:, : found.ahead.shape[1]]
    whole = np.cumsum(size, axis=2)
    expected = scale.to(np.cumsum(scale.back(found.ahead) * size, axis=2) / whole)
    true = scale.to(np.cumsum(following(counts, first), axis=2) / whole)
    noise = scale.noise[:, None, None] * np.sqrt(found.sum_doubt)
    errors = (true - expected) / noise
    return _interval(errors, expected[:, -1], noise[:, -1], scale, whole[:, -1, :horizon])


def _interval(errors: Array, centre: Array, noise: Array, scale: Scale, size: Array) -> Interval:
    """Counts of the coming `size` from standardised errors, the last origin's being unknown."""
    reach = reach_of(errors[:, :-1])
    horizon = size.shape[1]
    step = noise * reach.size
    low95, low80, point, high80, high95 = (
        scale.back(centre + step * end)[:, :horizon] * size for end in reach.ends.T
    )
    middle = np.rint(point)  # an interval narrower than one count holds its middle
    return Interval(
        point,
        np.minimum(np.ceil(low80), middle),
        np.maximum(np.floor(high80), middle),
        np.minimum(np.ceil(low95), middle),
        np.maximum(np.floor(high95), middle),
    )


def _stacked(parts: list[Interval]) -> Interval:
    names = [f.name for f in fields(Interval)]
    return Interval(*[np.concatenate([getattr(p, name) for p in parts]) for name in names])
