"""Averages a month of two stretches: against a baseline, or before and after a dated change."""

from __future__ import annotations

import calendar
import math
from datetime import date

from wardmote.analysis.change import CONVINCING, ENOUGH_MONTHS
from wardmote.analysis.counts import (
    compare_counts,
    compare_dispersed_counts,
    deviation_of,
    dispersion_of,
)
from wardmote.analysis.spc.limits import moving_ranges
from wardmote.analysis.totals import average_figure
from wardmote.vocabulary import (
    Direction,
    Evidence,
    Figure,
    Finding,
    Kind,
    Observation,
    Period,
    Quantity,
    Series,
    Style,
    figure_of,
    sense,
)

FEWEST_EACH = 3  # months on each side of a comparison of averages


def compare_averages(series: Series, later: Period, earlier: Period) -> Finding:
    """The average a month over `later` against that over `earlier`, which may differ in length.

    Counts are tested with the months' own variation where six or more are known, else against
    chance alone; percentages by their months' variation, and move in points. `season` is set
    in the words when the two stretches do not cover the same months of the year. Raises
    ValueError when they overlap, when either has fewer than three known months or withheld ones,
    or for a measure that is neither a count nor a percentage.
    """
    measure = series.measure
    if later.overlaps(earlier):
        raise ValueError(f"{measure.id}: {later.id} and {earlier.id} share days")
    if measure.quantity not in (Quantity.COUNT, Quantity.PERCENT):
        raise ValueError(f"{measure.id} is neither a count nor a percentage")
    after, before = _months(series, later), _months(series, earlier)
    for period, found in ((later, after), (earlier, before)):
        if series.withholds(period):
            raise ValueError(f"{measure.id}: numbers of {period.id} are withheld")
        if len(found) < FEWEST_EACH:
            raise ValueError(
                f"{measure.id}: {period.id} has {len(found)} known months, "
                f"and an average to compare needs {FEWEST_EACH}"
            )
    tested = _counts if measure.quantity is Quantity.COUNT else _percents
    return tested(series, after, before)


def before_and_after(series: Series, on: date) -> Finding:
    """The months from a dated change on, against those before it (at most twelve).

    Raises ValueError when there are fewer than three known months on either side.
    """
    months = [o for o in series.known if o.period.months == 1]
    after = [o for o in months if o.period.start >= on]
    before = [o for o in months if o.period.end < on][-12:]
    if len(after) < FEWEST_EACH or len(before) < FEWEST_EACH:
        raise ValueError(f"{series.measure.id}: too few months on one side of {on:%d %B %Y}")
    return compare_averages(
        series,
        Period(after[0].period.start, after[-1].period.end),
        Period(before[0].period.start, before[-1].period.end),
    )


def _months(series: Series, period: Period) -> list[Observation]:
    return [o for o in series.within(period) if o.value is not None and o.period.months == 1]


def _values(found: list[Observation]) -> list[float]:
    return [o.value for o in found if o.value is not None]


def _span(found: list[Observation]) -> Period:
    return Period(found[0].period.start, found[-1].period.end)


def _counts(series: Series, after: list[Observation], before: list[Observation]) -> Finding:
    now, then = sum(_values(after)), sum(_values(before))
    months = len(after), len(before)  # as the printed averages have it
    spread, tested = 1.0, "chance alone"
    freedom = len(after) + len(before) - 2
    if freedom + 2 >= ENOUGH_MONTHS and now > 0 and then > 0:
        own = [
            dispersion_of(_values(part), [o.period.days for o in part]) for part in (after, before)
        ]
        spread = (own[0] * len(after) + own[1] * len(before)) / (len(after) + len(before))
    if spread > 1:
        tested = "the months' spread"
        result = compare_dispersed_counts(now, then, spread, freedom, *months)
    else:
        result = compare_counts(now, then, *months)
    later, earlier = now / len(after), then / len(before)
    clear = result.p < CONVINCING and now + then > 0
    few = now + then < 10
    spans = _span(after), _span(before)
    figures = {
        "later": average_figure(series, spans[0], later),
        "earlier": average_figure(series, spans[1], earlier),
    }
    if now > 0 and then > 0:
        for role, ratio in (
            ("percent", result.ratio),
            ("lower", result.lower),
            ("upper", result.upper),
        ):
            method = "average-change" + ("" if role == "percent" else f"-{role}")
            figures[role] = _figure(
                series, 100 * (ratio - 1), f"{method}-on", Style.PERCENT_CHANGE, *spans
            )
    direction = Direction.LEVEL
    if clear and not few:
        direction = Direction.UP if result.ratio > 1 else Direction.DOWN
    p = None if few else result.p
    return _finding(series, after, before, figures, direction, tested, p)


def _percents(series: Series, after: list[Observation], before: list[Observation]) -> Finding:
    from scipy.special import stdtr, stdtrit

    later = sum(_values(after)) / len(after)
    earlier = sum(_values(before)) / len(before)
    spans = _span(after), _span(before)
    moved = later - earlier
    figures = {
        "later": average_figure(series, spans[0], later),
        "earlier": average_figure(series, spans[1], earlier),
        "points": _figure(series, moved, "average-points-on", Style.POINTS, *spans),
    }
    ranges = [r for part in (after, before) for r in moving_ranges(_values(part)) if r is not None]
    error = deviation_of(ranges) * math.sqrt(1 / len(after) + 1 / len(before))
    freedom = len(after) + len(before) - 2
    direction, p = Direction.LEVEL, None
    if error > 0 and freedom + 2 >= ENOUGH_MONTHS:
        reach = float(stdtrit(freedom, 0.975)) * error
        for role, end in (("lower", moved - reach), ("upper", moved + reach)):
            figures[role] = _figure(series, end, f"average-points-{role}-on", Style.POINTS, *spans)
        p = 2 * float(stdtr(freedom, -abs(moved) / error))
        if p < CONVINCING:
            direction = Direction.UP if moved > 0 else Direction.DOWN
    return _finding(series, after, before, figures, direction, "the months' spread", p)


def _figure(
    series: Series,
    value: float,
    method: str,
    style: Style,
    period: Period,
    against: Period,
) -> Figure:
    return figure_of(
        series.measure,
        series.area.slug,
        period,
        value,
        method=method,
        argument=against.id,
        style=style,
        decimals=1,
        unit=style.value,
        releases=series.sources(period, against),
        category=series.category,
    )


def _finding(
    series: Series,
    after: list[Observation],
    before: list[Observation],
    figures: dict[str, Figure],
    direction: Direction,
    tested: str,
    p: float | None,
) -> Finding:
    evidence = Evidence.TOO_FEW if p is None else Evidence.NO_CLEAR_CHANGE
    if direction is not Direction.LEVEL:
        evidence = Evidence.CLEAR
    words = {"tested": tested}
    if _calendar(after) != _calendar(before):
        words["season"] = "differs"
    return Finding(
        Kind.AVERAGE_CHANGE,
        series.measure,
        series.area,
        _span(after),
        evidence,
        direction,
        figures,
        against=_span(before),
        category=series.category,
        variation=sense(direction, series.measure.improvement),
        words=words,
        p=p,
    )


def _calendar(found: list[Observation]) -> set[str]:
    return {calendar.month_name[o.period.start.month] for o in found}
