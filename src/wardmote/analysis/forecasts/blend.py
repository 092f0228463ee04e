"""Several filters averaged, each by how well it has forecast the series and its sisters."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from wardmote.analysis.forecasts.smoothing import YEAR, Array, Scale, follow, gains

# How far the level and the season move a month, as shares of the noise's variance.
LEVEL_MOVES = (0.003, 0.03, 0.3)
SEASON_MOVES = (0.0003, 0.003, 0.03, 0.3)
FILTERS = tuple(itertools.product(LEVEL_MOVES, SEASON_MOVES))
LEARNING = 24  # months before a long series' filters are compared
HALF_LIFE = 48.0  # months after which an error counts half
BELIEF = 100.0  # months' worth of belief in the sisters' choice of filter
SHARPNESS = 50.0  # how strongly a filter with smaller errors is preferred
WORST = 20.0  # noises that an error counts as at most


@dataclass(frozen=True)
class Blend:
    """What was forecast from every origin, (series, origins, YEAR), the latest origin last.

    `ahead` is on the logarithmic scale; `doubt` and `sum_doubt` are variances in units of a
    month's noise; `weights` (filters, series) are the filters' shares.
    """

    ahead: Array
    doubt: Array
    sum_doubt: Array
    weights: Array


def blend(values: Array, scale: Scale, first: int) -> Blend:
    """Forecast from every month since `first` by the filters' weighted average.

    `values` (series, months) on the logarithmic scale, NaN where missing. The filters run
    twice, for their errors and for the average, so that memory does not grow with them.
    """
    patterns, which = np.unique(~np.isnan(values), axis=0, return_inverse=True)
    which = which.ravel()
    found = [gains(patterns, *moves) for moves in FILTERS]
    true = following(values, first)
    seen = _counted(true, values.shape[1], first)
    losses = []
    for gain in found:
        made = follow(values, gain.answer[which], scale.noise)[:, first:]
        losses.append(_loss(true - made, seen, scale.noise))
    weights = _weights(np.array(losses), seen.sum(axis=(1, 2)) / YEAR)
    ahead, doubt, sum_doubt = (np.zeros(true.shape) for _ in range(3))
    for gain, share in zip(found, weights, strict=True):
        each = share[:, None, None]
        ahead += each * follow(values, gain.answer[which], scale.noise)[:, first:]
        doubt += each * gain.doubt[which, first:]
        sum_doubt += each * gain.sum_doubt[which, first:]
    return Blend(ahead, doubt, sum_doubt, weights)


def following(values: Array, first: int) -> Array:
    """The YEAR months after every month since `first`, (series, origins, YEAR); NaN past the end.

    >>> following(np.arange(14.0)[None], 11)[0, :, :3]
    array([[12., 13., nan],
           [13., nan, nan],
           [nan, nan, nan]])
    """
    unknown = np.full((len(values), YEAR), np.nan)
    padded = np.concatenate([values[:, first + 1 :], unknown], axis=1)
    found: Array = np.lib.stride_tricks.sliding_window_view(padded, YEAR, axis=1)
    return found


def _counted(true: Array, months: int, first: int) -> Array:
    """The weight of every error: none where unknown or while a long series was still young."""
    age = np.arange(true.shape[1])[::-1, None]
    seen: Array = 0.5 ** (age / HALF_LIFE) * ~np.isnan(true)
    if months >= LEARNING + YEAR:
        seen[:, : max(LEARNING - first, 0)] = 0.0
    return seen


def _loss(errors: Array, seen: Array, noise: Array) -> Array:
    """Mean absolute error of each series over all horizons, in units of its noise."""
    size = np.where(seen > 0, np.abs(errors) / noise[:, None, None], 0.0)
    total: Array = (np.minimum(size, WORST) * seen).sum(axis=(1, 2))
    mean: Array = total / np.maximum(seen.sum(axis=(1, 2)), 1e-9)
    return mean


def _weights(losses: Array, months: Array) -> Array:
    """The filters' shares in each series, (filters, series), from losses of the same shape."""
    losses = np.maximum(losses, 1e-9)
    losses = losses / np.median(losses, axis=0)
    sisters = np.exp(np.log(losses).mean(axis=1, keepdims=True))
    held = (months * losses + BELIEF * sisters) / (months + BELIEF)
    share = np.exp(-SHARPNESS * (held - held.min(axis=0)))
    found: Array = share / share.sum(axis=0)
    return found
