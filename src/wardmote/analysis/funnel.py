"""Funnels: which of many units differ by more than chance, and by more than units usually do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
TRIM = 0.1  # share of z-scores drawn in at each end before the spread is read (CQC)


@dataclass(frozen=True)
class Funnel:
    """Observed counts against what each unit's denominator would give at the common rate.

    `ratio` is observed over expected; `z` its score on the root scale. `phi` is how much more
    the units vary than chance (multiplicative), `tau2` the variance between units that chance
    does not give (additive, on the root scale); `z_mult` and `z_add` are the scores that allow
    for one or the other.
    """

    expected: Array
    ratio: Array
    z: Array
    phi: float
    tau2: float
    z_mult: Array
    z_add: Array

    def limits(
        self, score: float = 1.959963984540054, *, method: str = "additive"
    ) -> tuple[Array, Array]:
        """Lower and upper limit of the ratio at each unit's expectation.

        `method` is `additive`, `multiplicative` or `exact` (Poisson, interpolated). Raises
        ValueError for another. Source: Spiegelhalter (2005), Statistics in Medicine 24:1185
        and Quality and Safety in Health Care 14:347.
        """
        error = 1 / (2 * np.sqrt(self.expected))
        if method == "multiplicative":
            reach = score * np.sqrt(max(1.0, self.phi)) * error
        elif method == "additive":
            reach = score * np.sqrt(error**2 + self.tau2)
        elif method == "exact":
            return self._exact(score)
        else:
            raise ValueError(f"unknown method '{method}'; additive, multiplicative or exact")
        return np.maximum(1 - reach, 0.0) ** 2, (1 + reach) ** 2

    def _exact(self, score: float) -> tuple[Array, Array]:
        from scipy.special import ndtr
        from scipy.stats import poisson

        def bound(share: float) -> Array:
            whole = poisson.ppf(share, self.expected)
            over = poisson.cdf(whole, self.expected) - share
            found: Array = np.maximum(
                (whole - over / poisson.pmf(whole, self.expected)) / self.expected, 0.0
            )
            return found

        tail = float(ndtr(-score))
        return bound(tail), bound(1 - tail)


def funnel(observed: Array, denominator: Array) -> Funnel:
    """Compare units with the rate of them all.

    Raises ValueError for fewer than three units, a negative count or a denominator that is not
    positive. Equal to FunnelPlotR's indirectly standardised ratios (`sr_method = "CQC"`).
    """
    if len(observed) < 3:
        raise ValueError("a funnel needs at least three units")
    if (observed < 0).any() or (denominator <= 0).any():
        raise ValueError("counts must not be negative, and denominators must be positive")
    expected = denominator * observed.sum() / denominator.sum()
    ratio = observed / expected
    error = 1 / (2 * np.sqrt(expected))
    z = (np.sqrt(ratio) - 1) / error
    low, high = np.quantile(z, [TRIM, 1 - TRIM])
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    weight = 1 / error**2
    units = len(z)
    tau2 = max(
        0.0,
        (units * phi - (units - 1)) / (weight.sum() - (weight**2).sum() / weight.sum()),
    )
    return Funnel(
        expected,
        ratio,
        z,
        phi,
        float(tau2),
        z / np.sqrt(max(1.0, phi)),
        (np.sqrt(ratio) - 1) / np.sqrt(error**2 + tau2),
    )
