"""How much of a change is more incidents, and how much more of them recorded as crimes."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordingEffect:
    """The change in crimes, split exactly into the two effects; they add up to it."""

    change: float
    incidents: float
    conversion: float


def recording_effect(
    incidents_before: float, crimes_before: float, incidents_after: float, crimes_after: float
) -> RecordingEffect:
    """Split a change in crimes into incidents and their conversion to crimes.

    Logarithmic mean Divisia index, additive (Ang 2005, Energy Policy 33:867). Where no crime
    came of incidents before, or comes after, the limit is taken: the whole change is
    conversion. Raises ValueError for incidents that are not positive or negative crimes.
    """
    if incidents_before <= 0 or incidents_after <= 0:
        raise ValueError("incidents must be positive")
    if crimes_before < 0 or crimes_after < 0:
        raise ValueError("crimes must not be negative")
    change = crimes_after - crimes_before
    if crimes_before == 0 or crimes_after == 0:
        return RecordingEffect(change, 0.0, change)
    weight = logarithmic_mean(crimes_before, crimes_after)
    before, after = crimes_before / incidents_before, crimes_after / incidents_after
    return RecordingEffect(
        change,
        weight * math.log(incidents_after / incidents_before),
        weight * math.log(after / before),
    )


def logarithmic_mean(one: float, other: float) -> float:
    """The mean that makes the split exact; the value itself when both are equal."""
    return one if one == other else (other - one) / math.log(other / one)
