"""Exact limits of counts too small for a normal approximation."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analysis.spc.limits import Value

TAIL = 0.005  # each side: about one false alarm in a hundred months


def rare_limits(
    values: Sequence[Value], exposures: Sequence[float]
) -> list[tuple[float, float, float]]:
    """Mean, lower and upper limit of each count, predicted from all the others.

    The others' total over their exposure, with Jeffreys' prior, gives a gamma rate, and so a
    negative binomial count; the limits are the counts that leave at most half a per cent
    beyond them on each side. Source: Box and Tiao (1973), 1.3.4; Gelman et al. (2013), 2.6.
    """
    total = sum(v for v in values if v is not None)
    whole = sum(e for v, e in zip(values, exposures, strict=True) if v is not None)
    found = []
    for value, exposure in zip(values, exposures, strict=True):
        rest = total - (value or 0.0)
        over = whole - (exposure if value is not None else 0.0)
        shape = rest + 0.5
        success = over / (over + exposure)
        mean = shape / over * exposure
        found.append((mean, *_bounds(shape, success)))
    return found


def _bounds(shape: float, success: float) -> tuple[float, float]:
    """The smallest and largest count that are not in a tail (shape may be half a count)."""
    from scipy.special import betainc

    low, high = 0.0, 0.0
    while betainc(shape, low + 1, success) <= TAIL:
        low += 1
    high = low
    while 1 - betainc(shape, high + 1, success) > TAIL:
        high += 1
    return low, high
