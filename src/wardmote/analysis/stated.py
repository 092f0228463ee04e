"""Changes that a source states without the two counts they come from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analysis.change import CONVINCING, SMALL_BASE
from wardmote.analysis.counts import TwoCounts, compare_counts
from wardmote.vocabulary import (
    Area,
    Direction,
    Evidence,
    Figure,
    Finding,
    Hedge,
    Kind,
    Measure,
    Period,
    Style,
    figure_of,
    sense,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A printed number with the interval that it stands for (both ends included)."""

    value: float
    low: float
    high: float
    decimals: int = 0
    hedge: Hedge = Hedge.NONE


def stated_change(
    measure: Measure,
    area: Area,
    later: Period,
    earlier: Period,
    change: Stated | None,
    percent: Stated | None,
    releases: Sequence[str] = (),
) -> Finding:
    """Test a stated change on every base that its printed numbers allow.

    The base is the change over the percentage. The change is called clear, or not clear,
    only when the smallest and the largest base agree; otherwise it is too few to say. It is
    not tested when the count or the percentage is not stated, for no base follows.
    """
    figures: dict[str, Figure] = {}

    def figure(value: float, method: str, style: Style, stated: Stated | None = None) -> Figure:
        return figure_of(
            measure,
            area.slug,
            later,
            value,
            method=method,
            argument=earlier.id,
            style=style,
            decimals=stated.decimals if stated else None,
            unit="" if style in (Style.CHANGE, Style.COUNT) else style.value,
            releases=tuple(releases),
            hedge=stated.hedge if stated else Hedge.NONE,
        )

    if change:
        figures["change"] = figure(change.value, "stated-change-on", Style.CHANGE, change)
    if percent:
        figures["percent"] = figure(
            percent.value, "stated-percent-change-on", Style.PERCENT_CHANGE, percent
        )
    evidence, direction, words = Evidence.NOT_TESTED, Direction.LEVEL, {"tested": "chance alone"}
    worst: float | None = None
    if change and percent and change.value:
        low, high = _bases(change, percent)
        if math.isfinite(high) and percent.value and percent.hedge is Hedge.NONE:
            middle = abs(change.value) / abs(percent.value) * 100
            about = Stated(middle, low, high, hedge=Hedge.ABOUT)
            figures["base"] = figure(_two_digits(middle), "implied-base-on", Style.COUNT, about)
            chance = _compare(middle, change.value)
            tail = chance.p_greater if change.value > 0 else chance.p_less
            figures["chance"] = figure(tail, "stated-chance-on", Style.CHANCE)
        chances = [_compare(b, change.value).p for b in (low, high) if math.isfinite(b)]
        verdicts = {p < CONVINCING for p in chances}
        if len(verdicts) == 1:
            worst = max(chances)
        if verdicts == {True}:
            evidence = Evidence.CLEAR
            direction = Direction.UP if change.value > 0 else Direction.DOWN
        elif verdicts == {False}:
            # A base above every one tried makes the same change look smaller still.
            evidence = Evidence.NO_CLEAR_CHANGE
        else:
            evidence = Evidence.TOO_FEW
        if low < SMALL_BASE:
            words["base"] = "small"
    return Finding(
        Kind.STATED_CHANGE,
        measure,
        area,
        later,
        evidence,
        direction,
        figures,
        against=earlier,
        variation=sense(direction, measure.improvement),
        words=words,
        p=worst,
    )


def _bases(change: Stated, percent: Stated) -> tuple[float, float]:
    sizes = sorted((abs(change.low), abs(change.high)))
    shares = sorted((abs(percent.low), abs(percent.high)))
    low = sizes[0] / shares[1] * 100 if shares[1] else math.inf
    high = sizes[1] / shares[0] * 100 if shares[0] else math.inf
    return low, high


def _compare(base: float, change: float) -> TwoCounts:
    earlier = round(base)
    return compare_counts(max(0, earlier + round(change)), earlier)


def _two_digits(value: float) -> float:
    return float(f"{value:.2g}")
