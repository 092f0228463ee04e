"""Scales, ticks and the placing of labels: pure arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight map from values to positions."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The position of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values that span `low` to `high`, in at most one step more than `about`.

    >>> ticks(0, 278, 4)
    [0.0, 100.0, 200.0, 300.0]
    >>> ticks(60, 75)
    [60.0, 65.0, 70.0, 75.0]
    """
    if high <= low:
        high = low + (abs(low) or 1.0)
    power = 10.0 ** math.floor(math.log10((high - low) / max(1, about)))
    step = next(s * power for s in (1, 2, 5, 10, 20) if (high - low) / (s * power) <= about + 1)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart until each is `gap` from the next, keeping their order and the bounds.

    >>> spread([10, 12, 40], 10, 0, 50)
    [6.0, 16.0, 40.0]
    """
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    placed = [float(positions[i]) for i in order]
    for _ in range(100):
        moved = False
        for a in range(len(placed) - 1):
            short = gap - (placed[a + 1] - placed[a])
            if short > 1e-6:
                placed[a] -= short / 2
                placed[a + 1] += short / 2
                moved = True
        if placed:
            under, over = low - placed[0], placed[-1] - high
            if under > 0:
                placed[0] = low
            if over > 0:
                placed[-1] = high
        if not moved:
            break
    for a in range(1, len(placed)):  # what the bounds pushed together, one way and then the other
        placed[a] = max(placed[a], placed[a - 1] + gap)
    if placed:
        placed[-1] = min(placed[-1], max(high, placed[0]))
    for a in range(len(placed) - 2, -1, -1):
        placed[a] = min(placed[a], placed[a + 1] - gap)
    result = [0.0] * len(positions)
    for place, i in zip(placed, order, strict=True):
        result[i] = place
    return result
