"""A log-linear model of counts with season, trend and over-dispersion, many series at once.

Arrays are (series, months). Every series of a call shares its months, and so its design. The
coefficients have normal priors: with sister series (the same measure in other forces) the
priors are learnt from all of them (empirical Bayes), else they are the defaults below.
Source: penalised quasi-likelihood, as Farrington's surveillance model and its flexible
successor (Noufaily et al. 2013) extended by shrinkage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]

HARMONICS = 3
FREE = 1e-4  # precision of the intercept's prior: as good as none
SEASON_SD = (0.06, 0.03, 0.02)  # of a harmonic's coefficients on the log scale, by order
TREND_SD = 0.03  # of the yearly trend on the log scale
EXTRA = 0.04  # variation of the rate between months, as a share of it
EXTRA_WEIGHT = 6.0  # months' worth of belief in the spread that EXTRA gives
ENOUGH_SISTERS = 8  # series needed before priors are learnt from them
ROUNDS = 5  # of learning priors; they settle in three or four


@dataclass(frozen=True)
class Priors:
    """Prior means and standard deviations of the coefficients, and each series' dispersion.

    `dispersion` is the variance over the mean, one a series, never below 1; `near` are
    coefficients close to those that the priors lead to, where learning has met some.
    """

    mean: Array
    sd: Array
    dispersion: Array
    sisters: int
    near: Array | None = None


@dataclass(frozen=True)
class Fit:
    """Coefficients (series, k), their covariance (series, k, k) and fitted values."""

    coefficients: Array
    covariance: Array
    fitted: Array


def design(months: int, baseline: int) -> Array:
    """Intercept, yearly trend from 0 at the baseline's end, and harmonics of the year."""
    month = np.arange(months)
    columns = [np.ones(months), (month - (baseline - 1)) / 12.0]
    for order in range(1, HARMONICS + 1):
        angle = 2 * np.pi * order * month / 12
        columns += [np.cos(angle), np.sin(angle)]
    return np.stack(columns, axis=1)


def fit(
    counts: Array,
    known: Array,
    offset: Array,
    columns: Array,
    priors: Priors,
    rounds: int = 5,
    start: Array | None = None,
) -> Fit:
    """The most credible coefficients given the counts.

    `known` is 1 where a count is known, 0 where it is missing; `offset` (series, months) the
    logarithm of the exposure: days, residents or another denominator. `start` are
    coefficients from which fewer rounds will do.
    """
    series, width = counts.shape[0], columns.shape[1]
    outer = outer_of(columns)
    precision = 1 / priors.sd**2
    pull = precision.copy()
    precision[0], pull[0] = FREE, 0.0
    weight = known / priors.dispersion[:, None]
    if start is None:
        exposure = (known * np.exp(offset)).sum(axis=1)
        coefficients = np.tile(priors.mean, (series, 1))
        coefficients[:, 0] = np.log(np.maximum((known * counts).sum(axis=1), 0.5) / exposure)
    else:
        coefficients = start
    diagonal = np.arange(width)
    for left in range(rounds, 0, -1):
        mean = np.exp(np.minimum(coefficients @ columns.T + offset, 50.0))
        curvature = ((mean * weight) @ outer).reshape(series, width, width)
        curvature[:, diagonal, diagonal] += precision
        slope = ((counts - mean) * weight) @ columns - (coefficients - priors.mean) * pull
        if left > 1:
            step = np.linalg.solve(curvature, slope[..., None])[..., 0]
        else:
            covariance: Array = np.linalg.inv(curvature)
            step = np.matmul(covariance, slope[..., None])[..., 0]
        coefficients = coefficients + np.clip(step, -2.0, 2.0)
    mean = np.exp(np.minimum(coefficients @ columns.T + offset, 50.0))
    return Fit(coefficients, covariance, mean)


def outer_of(columns: Array) -> Array:
    """Products of every two columns, (months, k x k): one matrix product serves all series."""
    return (columns[:, :, None] * columns[:, None, :]).reshape(len(columns), -1)


def doubt_of(columns: Array, covariance: Array) -> Array:
    """Variance of each month's fitted logarithm, (series, months)."""
    found: Array = covariance.reshape(len(covariance), -1) @ outer_of(columns).T
    return found


def first_priors(counts: Array, known: Array, columns: Array) -> Priors:
    """Priors before anything is known of the series but its size."""
    sd = np.array([10.0, TREND_SD, *np.repeat(SEASON_SD, 2)])
    dispersion = 1 + EXTRA**2 * _mean(counts, known)
    return Priors(np.zeros(columns.shape[1]), sd, dispersion, 1)


def default_priors(
    counts: Array, known: Array, offset: Array, columns: Array, near: Array
) -> Priors:
    """Priors for series that stand alone, and each one's own dispersion, shrunk.

    `near` are coefficients from which one round will do.
    """
    start = first_priors(counts, known, columns)
    first = fit(counts, known, offset, columns, start, 1, near)
    own, freedom = _own_dispersion(counts, known, columns, first, start)
    believed = 1 + EXTRA**2 * _mean(first.fitted, known)
    dispersion = (EXTRA_WEIGHT * believed + freedom * own) / (EXTRA_WEIGHT + freedom)
    return Priors(start.mean, start.sd, np.maximum(1.0, dispersion), 1, first.coefficients)


def learn_priors(counts: Array, known: Array, offset: Array, columns: Array, near: Array) -> Priors:
    """Priors learnt from sister series: how trends, seasons and spread differ between them.

    The trend's prior is widened by what is not known of the sisters' common trend. Fewer than
    eight series get the defaults.
    """
    sisters = len(counts)
    if sisters < ENOUGH_SISTERS:
        return default_priors(counts, known, offset, columns, near)
    width = columns.shape[1]
    priors = default_priors(counts, known, offset, columns, near)
    mean, sd = priors.mean.copy(), priors.sd.copy()
    dispersion = priors.dispersion
    warm = priors.near
    for _ in range(ROUNDS):
        held = Priors(mean, sd, dispersion, sisters)
        found = fit(counts, known, offset, columns, held, 1, warm)
        warm = found.coefficients
        own, freedom = _own_dispersion(counts, known, columns, found, held)
        size = _mean(found.fitted, known)
        extra = max((own.mean() - 1) / size.mean(), 0.0)
        common = np.maximum(1 + extra * size, 1.0)
        chance = 2 / freedom.mean()  # variance of a dispersion estimate, relative
        between = max(float(np.var(own / common)) - chance, 1e-3)
        dispersion = np.maximum(
            1.0, common * (1 + between / (between + chance) * (own / common - 1))
        )
        trend, doubt = found.coefficients[:, 1], found.covariance[:, 1, 1]
        mean = mean.copy()
        sd = sd.copy()
        mean[1] = trend.mean()
        sd[1] = max(float(np.sqrt(((trend - mean[1]) ** 2 + doubt).mean())), 0.003)
        for j in range(2, width, 2):
            power = found.coefficients[:, j : j + 2] ** 2
            power = power + found.covariance[:, [j, j + 1], [j, j + 1]]
            sd[j : j + 2] = max(float(np.sqrt(power.mean())), 0.002)
    size = np.maximum(_mean(found.fitted, known), 0.5)
    leverage = np.maximum(known.sum(axis=1), 1.0) * np.var(columns[:, 1])
    sd[1] = np.sqrt(sd[1] ** 2 + np.median(dispersion / (size * leverage)) / sisters)
    return Priors(mean, sd, dispersion, sisters, warm)


def _own_dispersion(
    counts: Array, known: Array, columns: Array, found: Fit, priors: Priors
) -> tuple[Array, Array]:
    """Pearson's dispersion of each series, allowing for leverage, and its freedom."""
    leverage = doubt_of(columns, found.covariance)
    leverage = leverage * found.fitted / priors.dispersion[:, None]
    spread = (counts - found.fitted) ** 2 / found.fitted / np.maximum(1 - leverage, 0.2)
    months = known.sum(axis=1)
    own = (known * spread).sum(axis=1) / np.maximum(months, 1)
    return own, np.maximum(months - 6.0, 2.0)


def _mean(values: Array, known: Array) -> Array:
    total: Array = (known * values).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return total
