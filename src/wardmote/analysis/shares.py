"""A part of a whole, and how its share moved."""

from __future__ import annotations

from wardmote.analysis.change import CONVINCING
from wardmote.analysis.proportions import compare_shares, wilson
from wardmote.vocabulary import (
    Direction,
    Evidence,
    Figure,
    Finding,
    Improvement,
    Kind,
    Period,
    Series,
    Style,
    figure_of,
    sense,
)


def share(part: Series, whole: Series, period: Period) -> Finding:
    """The share of `whole` that is `part`, in per cent with its 95 % interval.

    Raises ValueError unless both are known over the whole period.
    """
    count, base = part.total(period), whole.total(period)
    if count is None or base is None:
        raise ValueError(f"{part.measure.id}: {period.id} is not wholly known")
    low, high = wilson(count, base)
    return Finding(
        Kind.SHARE,
        part.measure,
        part.area,
        period,
        Evidence.DESCRIBED,
        figures={
            "part": _figure(part, period, count, _summed(part, period), Style.COUNT, decimals=0),
            "whole": _figure(whole, period, base, _summed(whole, period), Style.COUNT, decimals=0),
            "share": _figure(part, period, 100 * count / base, "share", Style.PERCENT),
            "lower": _figure(part, period, 100 * low, "share-lower", Style.PERCENT),
            "upper": _figure(part, period, 100 * high, "share-upper", Style.PERCENT),
        },
        category=part.category,
    )


def share_change(
    part: Series, whole: Series, later: Period, earlier: Period, wanted: Improvement
) -> Finding:
    """How the share moved between two periods, in percentage points.

    `wanted` is the direction in which this part's share should move.
    """
    now, before = share(part, whole, later), share(part, whole, earlier)
    result = compare_shares(
        now["part"].value, now["whole"].value, before["part"].value, before["whole"].value
    )
    clear = result.p < CONVINCING
    direction = Direction.LEVEL
    if clear:
        direction = Direction.UP if result.difference > 0 else Direction.DOWN

    def points(value: float, method: str) -> Figure:
        return _figure(part, later, 100 * value, method, Style.POINTS, earlier)

    return Finding(
        Kind.SHARE_CHANGE,
        part.measure,
        part.area,
        later,
        Evidence.CLEAR if clear else Evidence.NO_CLEAR_CHANGE,
        direction,
        {
            **{f"later-{role}": figure for role, figure in now.figures.items()},
            **{f"earlier-{role}": figure for role, figure in before.figures.items()},
            "points": points(result.difference, "share-change-on"),
            "lower": points(result.lower, "share-change-lower-on"),
            "upper": points(result.upper, "share-change-upper-on"),
        },
        against=earlier,
        category=part.category,
        variation=sense(direction, wanted),
        p=result.p,
    )


def still_open(issued: Series, closed: Series, period: Period) -> Figure | None:
    """How many of those issued have no outcome yet; None where that is not known.

    Raises ValueError when more have an outcome than were issued.
    """
    all_of, done = issued.total(period), closed.total(period)
    if all_of is None or done is None:
        return None
    if done > all_of:
        raise ValueError(f"{closed.measure.id}: {done:g} outcomes of {all_of:g} in {period.id}")
    return figure_of(
        closed.measure,
        closed.area.slug,
        period,
        all_of - done,
        method="pending",
        style=Style.COUNT,
        releases=(*issued.sources(period), *closed.sources(period)),
    )


def _summed(series: Series, period: Period) -> str:
    return "" if series.at(period) else "total"


def _figure(
    series: Series,
    period: Period,
    value: float,
    method: str,
    style: Style,
    against: Period | None = None,
    decimals: int = 1,
) -> Figure:
    return figure_of(
        series.measure,
        series.area.slug,
        period,
        value,
        method=method,
        argument=against.id if against else "",
        style=style,
        decimals=decimals,
        unit=series.measure.unit if style is Style.COUNT else style.value,
        releases=series.sources(period, *([against] if against else [])),
        category=series.category,
    )
