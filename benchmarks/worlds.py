"""The made worlds in which detectors are compared: stable, stepped and misspecified."""

from __future__ import annotations

import calendar
import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MONITORED = 12
FIRST = 2019 * 12  # January 2019, as a count of months
GROUP = 43  # series that share a world: as many as there are forces


@dataclass(frozen=True)
class World:
    """Monthly counts: mean, amplitude of the season, extra variation, trend, baseline months."""

    mean: float
    season: float
    extra: float
    trend: float
    baseline: int


WORLDS = tuple(
    World(*w)
    for w in itertools.product(
        (4.0, 40.0, 400.0, 4000.0), (0.0, 0.05, 0.10), (0.0, 0.03, 0.06), (0.0, 0.03), (36, 60)
    )
)


def days(months: int) -> Array:
    """Length of each month, in average months."""
    return (
        np.array(
            [calendar.monthrange((FIRST + i) // 12, (FIRST + i) % 12 + 1)[1] for i in range(months)]
        )
        / 30.4375
    )


def stepped(world: World, series: int, step: float, rng: np.random.Generator) -> Array:
    """Counts (series, months) whose level steps by `step` at the first monitored month."""
    months = world.baseline + MONITORED
    at = np.arange(months)
    phase = rng.uniform(0, 2 * np.pi, (series, 1))
    level = world.mean * days(months)
    level = level * np.exp(world.season * np.cos(2 * np.pi * at / 12 + phase))
    level = level * np.exp(world.trend * at / 12) * np.where(at >= world.baseline, 1 + step, 1.0)
    return _counts(level, world.extra, rng)


def autocorrelated(world: World, series: int, step: float, rng: np.random.Generator) -> Array:
    """As `stepped`, with a level that wanders: AR(1) of 0.6 and standard deviation 5 %."""
    months = world.baseline + MONITORED
    noise = rng.normal(0, 0.05 * np.sqrt(1 - 0.36), (series, months))
    wander = np.zeros((series, months))
    wander[:, 0] = rng.normal(0, 0.05, series)
    for i in range(1, months):
        wander[:, i] = 0.6 * wander[:, i - 1] + noise[:, i]
    shift = np.where(np.arange(months) >= world.baseline, 1 + step, 1.0)
    return _counts(world.mean * days(months) * np.exp(wander) * shift, 0.0, rng)


def december(world: World, series: int, step: float, rng: np.random.Generator) -> Array:
    """As `stepped`, with a spike of 30 % every December that no low harmonic draws."""
    months = world.baseline + MONITORED
    at = np.arange(months)
    level = world.mean * days(months) * np.where(at % 12 == 11, 1.3, 1.0)
    return _counts(
        np.tile(level * np.where(at >= world.baseline, 1 + step, 1.0), (series, 1)),
        world.extra,
        rng,
    )


def drifting(world: World, series: int, step: float, rng: np.random.Generator) -> Array:
    """As `stepped`, with a level that walks at random, 1 % a month."""
    months = world.baseline + MONITORED
    walk = np.cumsum(rng.normal(0, 0.01, (series, months)), axis=1)
    shift = np.where(np.arange(months) >= world.baseline, 1 + step, 1.0)
    return _counts(world.mean * days(months) * np.exp(walk) * shift, world.extra, rng)


def lockdown(world: World, series: int, step: float, rng: np.random.Generator) -> Array:
    """As `stepped`, with a dip of 40 % for three months in the middle of the baseline."""
    months = world.baseline + MONITORED
    at = np.arange(months)
    middle = world.baseline // 2
    dip = np.where((at >= middle) & (at < middle + 3), 0.6, 1.0)
    shift = np.where(at >= world.baseline, 1 + step, 1.0)
    return _counts(np.tile(world.mean * days(months) * dip * shift, (series, 1)), world.extra, rng)


def _counts(level: Array, extra: float, rng: np.random.Generator) -> Array:
    if extra:
        level = level * rng.gamma(1 / extra**2, extra**2, level.shape)
    return rng.poisson(level).astype(float)
