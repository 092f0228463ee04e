"""Cohorts that are not complete yet: how much of each has come in, and how much will."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analysis.proportions import Z95


@dataclass(frozen=True, slots=True)
class Cohort:
    """One cohort: what is known at its age, what it should come to, and how sure that is.

    `matured` is the share of the end that is known already; `error` the standard error of
    `end`, NaN where too few older cohorts tell how they differ. Of a cohort of which nothing
    has come in yet, `end`, `error` and `matured` are NaN: nothing tells how large it is.
    """

    known: float
    end: float
    error: float
    matured: float

    @property
    def lower(self) -> float:
        """Lower end of the 95 % interval of `end`; never below what is known."""
        if math.isnan(self._relative):
            return math.nan
        return max(self.known, self.end * math.exp(-Z95 * self._relative))

    @property
    def upper(self) -> float:
        """Upper end of the 95 % interval of `end`."""
        return self.end * math.exp(Z95 * self._relative)

    @property
    def _relative(self) -> float:
        """The interval is that of a logarithm, so that it stays above nothing."""
        if math.isnan(self.error):
            return math.nan
        return math.sqrt(math.log1p((self.error / self.end) ** 2)) if self.end else 0.0


def develop(cohorts: Sequence[Sequence[float]]) -> list[Cohort]:
    """What each cohort should come to, from how the older ones grew.

    `cohorts` holds, oldest first, the running total of each at ages 1, 2, ...: the disposals of
    tickets issued in one month, month by month. The oldest is taken to be complete. Raises
    ValueError for an empty cohort, one longer than an older one, or a total that falls. Source:
    the chain ladder with its standard errors, Mack (1993), ASTIN Bulletin 23:213.
    """
    if not cohorts or any(not c for c in cohorts):
        raise ValueError("every cohort needs at least its first total")
    for older, younger in itertools.pairwise(cohorts):
        if len(younger) > len(older):
            raise ValueError("a younger cohort cannot be known for longer than an older one")
    if any(b < a for c in cohorts for a, b in itertools.pairwise(c)):
        raise ValueError("running totals cannot fall")
    ages = len(cohorts[0])
    factors, spreads = _growth(cohorts, ages)
    return [_developed(c, cohorts, factors, spreads, ages) for c in cohorts]


def _growth(cohorts: Sequence[Sequence[float]], ages: int) -> tuple[list[float], list[float]]:
    """Growth from each age to the next, and how much cohorts differ in it."""
    factors, spreads = [], []
    for age in range(ages - 1):
        older = [c for c in cohorts if len(c) > age + 1]
        base = math.fsum(c[age] for c in older)
        factor = math.fsum(c[age + 1] for c in older) / base if base else 1.0
        factors.append(factor)
        if len(older) > 1:
            unlike = math.fsum(
                c[age] * (c[age + 1] / c[age] - factor) ** 2 for c in older if c[age]
            )
            spreads.append(unlike / (len(older) - 1))
        elif len(spreads) >= 2 and spreads[-2] > 0:
            # The last age has one cohort: Mack's extrapolation of the two before it.
            spreads.append(min(spreads[-1] ** 2 / spreads[-2], spreads[-1], spreads[-2]))
        else:
            spreads.append(math.nan)
    return factors, spreads


def _developed(
    cohort: Sequence[float],
    cohorts: Sequence[Sequence[float]],
    factors: Sequence[float],
    spreads: Sequence[float],
    ages: int,
) -> Cohort:
    known = at = cohort[-1]
    if not known and len(cohort) < ages:
        return Cohort(0.0, math.nan, math.nan, math.nan)
    relative = 0.0
    for age in range(len(cohort) - 1, ages - 1):
        base = math.fsum(c[age] for c in cohorts if len(c) > age + 1)
        if at and base:
            relative += spreads[age] / factors[age] ** 2 * (1 / at + 1 / base)
        at *= factors[age]
    return Cohort(known, at, at * math.sqrt(relative), known / at if at else 1.0)
