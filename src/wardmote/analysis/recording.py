"""How much of a change is more incidents, and how much more of them recorded as crimes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from wardmote.analysis.change import CONVINCING
from wardmote.analysis.counts import compare_counts
from wardmote.analysis.proportions import Z95
from wardmote.vocabulary import (
    Direction,
    Evidence,
    Figure,
    Finding,
    Kind,
    Period,
    Series,
    Style,
    figure_of,
)


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


def recording_change(incidents: Series, crimes: Series, later: Period, earlier: Period) -> Finding:
    """A change in crimes, split into incidents and their conversion, each with its interval.

    The intervals are those of the ratios of incidents and of conversions, carried through the
    same weight: incidents by their counts, conversions as shares of independent incidents.
    Raises ValueError when a period is not wholly known, or when there are no crimes.
    """
    found = [s.total(p) for s in (incidents, crimes) for p in (earlier, later)]
    if any(v is None for v in found):
        raise ValueError(f"{crimes.measure.id}: {later.id} or {earlier.id} is not wholly known")
    before, after, recorded_before, recorded_after = (v or 0.0 for v in found)
    effect = recording_effect(before, recorded_before, after, recorded_after)
    if not recorded_before or not recorded_after:
        raise ValueError(f"{crimes.measure.id}: no crimes in one of the periods")
    weight = logarithmic_mean(recorded_before, recorded_after)
    counted = compare_counts(round(after), round(before))
    log_rate = math.log((recorded_after / after) / (recorded_before / before))
    error = math.sqrt(
        max(1 / recorded_after - 1 / after, 0) + max(1 / recorded_before - 1 / before, 0)
    )
    p = math.erfc(abs(log_rate) / error / math.sqrt(2)) if error else 1.0

    def figure(value: float, method: str, style: Style = Style.CHANGE, decimals: int = 0) -> Figure:
        return figure_of(
            crimes.measure,
            crimes.area.slug,
            later,
            value,
            method=f"{method}-on",
            argument=earlier.id,
            style=style,
            decimals=decimals,
            unit=crimes.measure.unit if style is Style.CHANGE else style.value,
            releases=(*crimes.sources(later, earlier), *incidents.sources(later, earlier)),
            category=crimes.category,
        )

    direction = Direction.LEVEL
    if p < CONVINCING:
        direction = Direction.UP if log_rate > 0 else Direction.DOWN
    return Finding(
        Kind.RECORDING,
        crimes.measure,
        crimes.area,
        later,
        Evidence.CLEAR if p < CONVINCING else Evidence.NO_CLEAR_CHANGE,
        direction,
        {
            "change": figure(effect.change, "change"),
            "incidents": figure(effect.incidents, "incident-effect"),
            "incidents-lower": figure(weight * math.log(counted.lower), "incident-effect-lower"),
            "incidents-upper": figure(weight * math.log(counted.upper), "incident-effect-upper"),
            "conversion": figure(effect.conversion, "conversion-effect"),
            "conversion-lower": figure(
                weight * (log_rate - Z95 * error), "conversion-effect-lower"
            ),
            "conversion-upper": figure(
                weight * (log_rate + Z95 * error), "conversion-effect-upper"
            ),
            "earlier-rate": figure(
                100 * recorded_before / before, "conversion-before", Style.PERCENT, 1
            ),
            "later-rate": figure(100 * recorded_after / after, "conversion", Style.PERCENT, 1),
        },
        against=earlier,
        category=crimes.category,
        p=p,
    )


@dataclass(frozen=True, slots=True)
class Restated:
    """Why a period's figures differ between two releases: what is new, what was moved over."""

    added: float
    moved: float


def reclassified(then: Mapping[str, float], now: Mapping[str, float]) -> Restated:
    """How the categories of one period changed between two releases.

    As much as some categories lost and others gained is taken for offences classified anew;
    the rest was recorded (or struck out) since. A category absent from one release counts 0.
    """
    moves = [now.get(k, 0.0) - then.get(k, 0.0) for k in {*then, *now}]
    gained = math.fsum(m for m in moves if m > 0)
    lost = -math.fsum(m for m in moves if m < 0)
    return Restated(gained - lost, min(gained, lost))
