"""Three questions of a count: is a month unusual, has the level shifted, where is it going.

The baseline gives expectations for the months after it, with what is not known of them. The
differences are made independent of one another (each month given all before it), so that the
same thresholds serve every series.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.analysis.expected.model import (
    ENOUGH_SISTERS,
    Array,
    Priors,
    default_priors,
    design,
    doubt_of,
    first_priors,
    fit,
    learn_priors,
)

SLACK = 0.6  # of the cumulative sum: half of the shift, in standard errors, it is tuned to
# Thresholds at which about 11.4 % of stable series alarm upwards within 12 months, over every
# mean, season, spread and trend of benchmarks/detection.py, which prints what they give.
LIMIT = 2.35
SHIFT_WITH_SISTERS = 2.42
SHIFT_ALONE = 2.45
OUTLYING = 3.5  # usual deviations past which a month of the baseline is believed less
YEAR = 12
STILL = 0.2  # usual deviation, in standard errors, under which a series hardly varies at all
MOST_LIKENESS = 0.8  # autocorrelation past which the series is a walk, not a level
Z95 = 1.959963984540054
HIDDEN = 1e12  # variance of a month that is missing: it says nothing


@dataclass(frozen=True)
class Verdicts:
    """What was found of each series, (series, months) unless said otherwise.

    `expected`, `lower` and `upper` are counts; `score` is the standardised difference of each
    month, given those before it for monitored ones; `shift` is 1 or -1 in months in which the
    level is found to have shifted up or down, else 0. `began` (series) is the position of the
    most likely start of a shift, `size` (series, 3) its effect with its 95 % interval, and
    `trend` (series, 3) the yearly change with its interval, all as logarithms of ratios.
    `likeness` (series) is how much neighbouring months resemble one another beyond season and
    trend, 0 where they do not: their autocorrelation, as far as it can be told from chance.
    `trust` (series, baseline) is how far each month of the baseline was believed, 0 to 1.
    """

    expected: Array
    lower: Array
    upper: Array
    score: Array
    shift: Array
    began: Array
    size: Array
    trend: Array
    likeness: Array
    trust: Array
    baseline: int
    priors: Priors


def judge_group(counts: Array, exposure: Array, baseline: int, *, sisters: bool = True) -> Verdicts:
    """Judge series that share their months; the first `baseline` months are the yardstick.

    `counts` (series, months) holds NaN where a month is missing; `exposure`, of the same
    shape, is positive. With `sisters` the series inform one another's priors, from their
    baselines alone, so that a shift in one does not move the others. Raises ValueError for a
    baseline of fewer than five months.
    """
    if baseline < 5:
        raise ValueError("a baseline needs at least five months")
    _series, months = counts.shape
    known = np.where(np.isnan(counts), 0.0, 1.0)
    filled = np.where(np.isnan(counts), 0.0, counts)
    offset = np.log(exposure)
    columns = design(months, baseline)
    before = slice(None), slice(baseline)
    given = filled[before], known[before], offset[before], columns[:baseline]
    trusted, near = trust(*given)
    known = np.concatenate([trusted, known[:, baseline:]], axis=1)
    given = filled[before], trusted, offset[before], columns[:baseline]
    priors = learn_priors(*given, near) if sisters else default_priors(*given, near)
    found = fit(*given, priors, 2, priors.near)
    spread = priors.dispersion[:, None]
    expected = np.exp(np.minimum(found.coefficients @ columns.T + offset, 50.0))
    doubt = doubt_of(columns, found.covariance)
    residual = power_residual(filled, expected, spread)
    own = spread / expected
    sign = np.where(np.arange(months) < baseline, -1.0, 1.0)  # a fitted month is drawn nearer
    reach = np.sqrt(np.maximum(own + sign * doubt, 0.2 * own))
    score = residual / reach
    scores, steps = _independent(residual, own, found.covariance, columns, baseline, known)
    if months > baseline:
        score[:, baseline:] = scores
    lower, upper = _range(expected, spread, reach)
    shift = np.zeros_like(counts)
    threshold = SHIFT_WITH_SISTERS if priors.sisters > 1 else SHIFT_ALONE
    likeness = likeness_of(score[:, :baseline], trusted)
    calm = calmed(scores, likeness)
    up, down = cumulative_sums(calm) > threshold, cumulative_sums(-calm) > threshold
    shift[:, baseline:] = np.where(up, 1.0, np.where(down, -1.0, 0.0))
    began, size = _step(scores, steps, baseline)
    score = np.where(known > 0, score, np.nan)
    everything = fit(filled, known, offset, columns, priors, 2, found.coefficients)
    slope, error = everything.coefficients[:, 1], np.sqrt(everything.covariance[:, 1, 1])
    return Verdicts(
        expected,
        lower,
        upper,
        score,
        shift,
        began,
        size,
        np.stack([slope, slope - Z95 * error, slope + Z95 * error], axis=1),
        likeness,
        trusted,
        baseline,
        priors,
    )


def trust(counts: Array, known: Array, offset: Array, columns: Array) -> tuple[Array, Array]:
    """How far each month of a baseline is to be believed, and coefficients of the fit by it.

    1, less for an outlier, 0 if missing. A month more than 3.5 usual deviations from the fit
    counts by the square of 3.5 over its distance, so that a lockdown or a one-off event does
    not set what is expected. One that lies away as the same month of other years does is no
    outlier but a season. Source: Farrington and others (1996), Journal of the Royal Statistical
    Society A 159:547, whose model reweights likewise.
    """
    weight, coefficients = known, None
    for rounds in (3, 1):
        priors = first_priors(counts, weight, columns)
        found = fit(counts, weight, offset, columns, priors, rounds, coefficients)
        coefficients = found.coefficients
        away = power_residual(counts, found.fitted, priors.dispersion[:, None])
        away = np.where(known > 0, away * np.sqrt(found.fitted), np.nan)
        usual = 1.4826 * np.nanmedian(np.abs(away), axis=1, keepdims=True)
        distance = np.fmin(np.abs(away), np.abs(away - _other_years(away)))
        distance = np.nan_to_num(distance) / np.maximum(usual, 1e-9)
        weight = known * np.minimum(1.0, (OUTLYING / np.maximum(distance, 1e-9)) ** 2)
    return weight, found.coefficients


def _other_years(away: Array) -> Array:
    """The mean of the same calendar month in other years, NaN where there is none."""
    months = away.shape[1]
    years = -(-months // YEAR)
    padded = np.pad(away, ((0, 0), (0, years * YEAR - months)), constant_values=np.nan)
    by_year = padded.reshape(len(away), years, YEAR)
    seen = ~np.isnan(by_year)
    others = seen.sum(axis=1, keepdims=True) - seen
    total = np.nansum(by_year, axis=1, keepdims=True) - np.nan_to_num(by_year)
    mean = np.where(others > 0, total / np.maximum(others, 1), np.nan)
    found: Array = mean.reshape(len(away), -1)[:, :months]
    return found


def likeness_of(scores: Array, known: Array) -> Array:
    """Autocorrelation of neighbouring months, (series), 0 where chance could give it.

    Sister series tell together what one alone can hardly show: each one's is drawn to their
    mean, and the mean needs no margin, for the fit makes it negative where there is none. A
    series alone must pass a margin of 1.65 standard errors, and what is past it counts. Single
    outliers hardly count: months are taken at two usual deviations at most.
    """
    months = np.maximum(known.sum(axis=1), 2.0)
    usual = np.nanmedian(np.where(known > 0, np.abs(scores), np.nan), axis=1, keepdims=True)
    cut = np.clip(scores / np.maximum(1.4826 * usual, 1e-9), -2.0, 2.0) * known
    spread = np.maximum((cut**2).sum(axis=1), 1e-9)
    own = (cut[:, 1:] * cut[:, :-1]).sum(axis=1) / spread
    own = np.where(usual[:, 0] > STILL, own, 0.0)
    if len(scores) < ENOUGH_SISTERS:
        found = own - 1.65 / np.sqrt(months)
    else:
        chance = 1 / months
        between = max(float(np.var(own) - chance.mean()), 0.0)
        found = own.mean() + between / (between + chance) * (own - own.mean())
    clipped: Array = np.clip(found, 0.0, MOST_LIKENESS)
    return clipped


def power_residual(counts: Array, expected: Array, spread: Array) -> Array:
    """Relative difference through the two-thirds power, which makes counts nearly normal.

    Its variance is about spread / expected. Source: McCullagh and Nelder (1989), 2.4.
    """
    centre = expected ** (2 / 3) * (1 - spread / (9 * expected))
    difference: Array = 1.5 * (counts ** (2 / 3) - centre) / expected ** (2 / 3)
    return difference


def _range(expected: Array, spread: Array, reach: Array) -> tuple[Array, Array]:
    """The counts at which the residual is LIMIT deviations away."""
    middle = 1 - spread / (9 * expected)
    low = np.maximum(middle - LIMIT * reach / 1.5, 0.0)
    high = np.maximum(middle + LIMIT * reach / 1.5, 0.0)
    return expected * low**1.5, expected * high**1.5


def _independent(
    residual: Array, own: Array, covariance: Array, columns: Array, baseline: int, known: Array
) -> tuple[Array, Array]:
    """Monitored residuals given those before them, and what a step from each month adds."""
    after = columns[baseline:]
    series, months = len(residual), len(after)
    if months == 0:
        return np.zeros((series, 0)), np.zeros((series, 0, 0))
    joint = np.matmul(np.matmul(after, covariance), after.T)
    diagonal = np.arange(months)
    own_after = np.where(known[:, baseline:] > 0, own[:, baseline:], HIDDEN)
    joint[:, diagonal, diagonal] += own_after
    root = np.linalg.cholesky(joint)
    scores: Array = np.linalg.solve(root, residual[:, baseline:, None])[..., 0]
    ones = np.broadcast_to(np.tril(np.ones((months, months))), (series, months, months))
    steps: Array = np.linalg.solve(root, ones)
    return scores, steps


def calmed(scores: Array, likeness: Array) -> Array:
    """Differences as their sum may take them: a sum of like neighbours varies more."""
    made: Array = scores / np.sqrt((1 + likeness) / (1 - likeness))[:, None]
    return made


def cumulative_sums(scores: Array) -> Array:
    """Each month's sum of the upward differences so far, less SLACK each, begun anew at nothing."""
    sums, up = np.zeros_like(scores), np.zeros(len(scores))
    for j in range(scores.shape[1]):
        up = np.maximum(0.0, up + scores[:, j] - SLACK)
        sums[:, j] = up
    return sums


def _step(scores: Array, steps: Array, baseline: int) -> tuple[Array, Array]:
    """The most likely start of a step and its size, by generalised least squares."""
    series, months = scores.shape
    if months == 0:
        return np.full(series, baseline), np.full((series, 3), np.nan)
    top = (steps * scores[:, :, None]).sum(axis=1)
    bottom = np.maximum((steps**2).sum(axis=1), 1e-9)
    best = np.argmax(np.abs(top) / np.sqrt(bottom), axis=1)
    pick = np.arange(series), best
    size = top[pick] / bottom[pick]
    reach = Z95 / np.sqrt(bottom[pick])
    return baseline + best, np.stack([size, size - reach, size + reach], axis=1)
