"""Direct standardisation: a rate as it would be in a population of standard ages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analysis.proportions import Z95

FEWEST = 10  # events under which the rate is not given


@dataclass(frozen=True, slots=True)
class Standardised:
    """The rate with its interval, None where there are too few events."""

    rate: float | None
    lower: float | None
    upper: float | None
    events: float


def directly_standardised(
    counts: Sequence[float],
    populations: Sequence[float],
    standard: Sequence[float],
    *,
    per: float = 1000.0,
    z: float = Z95,
) -> Standardised:
    """A rate per `per` residents, weighted to the standard population.

    Sequences run over the same age bands. The interval is that of Dobson et al. (1991) by
    Byar's limits. Fewer than ten events give none. Raises ValueError for bands of unequal
    number or a population that is not positive. Equal to PHEindicatormethods' `calculate_dsr`.
    """
    if not len(counts) == len(populations) == len(standard) or not counts:
        raise ValueError("counts, populations and standard must cover the same bands")
    if any(n <= 0 for n in populations):
        raise ValueError("every band needs residents")
    whole = math.fsum(standard)
    events = math.fsum(counts)
    bands = list(zip(counts, populations, standard, strict=True))
    rate = math.fsum(x * w / n for x, n, w in bands) / whole
    variance = math.fsum(x * (w / n) ** 2 for x, n, w in bands) / whole**2
    if events < FEWEST:
        return Standardised(None, None, None, events)
    scale = math.sqrt(variance / events)
    low, high = byar(events, z)
    return Standardised(
        per * rate,
        per * (rate + scale * (low - events)),
        per * (rate + scale * (high - events)),
        events,
    )


def byar(events: float, z: float = Z95) -> tuple[float, float]:
    """Byar's limits of a Poisson count of at least one (Breslow and Day 1987)."""
    low = events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3
    more = events + 1
    return low, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
