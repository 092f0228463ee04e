"""Rate against mix: more outcomes because of more incidents, other kinds, or a higher rate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analysis.recording import logarithmic_mean


@dataclass(frozen=True, slots=True)
class Kinds:
    """Incidents and outcomes of one kind, before and after."""

    incidents_before: float
    outcomes_before: float
    incidents_after: float
    outcomes_after: float


@dataclass(frozen=True, slots=True)
class MixEffect:
    """What moved the outcomes: how many incidents, of which kinds, and how often each led to one.

    The three add up to the change.
    """

    change: float
    incidents: float
    mix: float
    rate: float


def mix_effects(kinds: Sequence[Kinds]) -> tuple[MixEffect, list[MixEffect]]:
    """The effects over all kinds, and those of each kind.

    Logarithmic mean Divisia index, additive (Ang 2005, Energy Policy 33:867). A kind without
    outcomes at one of the two times moves all its change into the rate, or into the mix where
    it had no incidents: the limits of the index. Raises ValueError for a negative number, for
    outcomes without incidents, or when there are no incidents at all at one of the times.
    """
    for k in kinds:
        if min(k.incidents_before, k.outcomes_before, k.incidents_after, k.outcomes_after) < 0:
            raise ValueError("incidents and outcomes must not be negative")
        if (k.outcomes_before and not k.incidents_before) or (
            k.outcomes_after and not k.incidents_after
        ):
            raise ValueError("outcomes without incidents have no rate")
    before = math.fsum(k.incidents_before for k in kinds)
    after = math.fsum(k.incidents_after for k in kinds)
    if before <= 0 or after <= 0:
        raise ValueError("there must be incidents at both times")
    each = [_of(k, before, after) for k in kinds]
    whole = MixEffect(
        math.fsum(e.change for e in each),
        math.fsum(e.incidents for e in each),
        math.fsum(e.mix for e in each),
        math.fsum(e.rate for e in each),
    )
    return whole, each


def _of(kind: Kinds, before: float, after: float) -> MixEffect:
    change = kind.outcomes_after - kind.outcomes_before
    if not kind.incidents_before or not kind.incidents_after:
        return MixEffect(change, 0.0, change, 0.0)
    if not kind.outcomes_before or not kind.outcomes_after:
        return MixEffect(change, 0.0, 0.0, change)
    weight = logarithmic_mean(kind.outcomes_before, kind.outcomes_after)
    share = (kind.incidents_after / after) / (kind.incidents_before / before)
    rate = (kind.outcomes_after / kind.incidents_after) / (
        kind.outcomes_before / kind.incidents_before
    )
    return MixEffect(
        change,
        weight * math.log(after / before),
        weight * math.log(share),
        weight * math.log(rate),
    )
