"""What the next months and the year's end should bring if things go on as they have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from wardmote.analysis.forecasts import Interval, forecast_group
from wardmote.analysis.signals import recording_breaks
from wardmote.vocabulary import (
    Evidence,
    Figure,
    Finding,
    Kind,
    Period,
    Quantity,
    Series,
    figure_of,
)

FEWEST = 24  # known months from which a season can be told
AHEAD = 3  # months that are forecast beside the year's end
ENDS = ("lower80", "upper80", "lower95", "upper95")


def outlook(series: Series, sisters: Sequence[Series] = (), year_starts: int = 4) -> Finding:
    """The sum of the next three months and of the current year, each with its intervals.

    The year is the one that the next month falls in; where some of its earlier months are not
    known, only the three months are forecast. `sisters` are the same measure in other areas.
    History counts from the latest change of recording on. Raises ValueError for a measure that
    is not a monthly count, and for fewer than 24 known months.
    """
    if series.measure.quantity is not Quantity.COUNT:
        raise ValueError(f"{series.measure.id} is not a count")
    history = _history(series.settled)
    last = history.known[-1].period if history.known else None
    if last is None or last.months != 1:
        raise ValueError(f"{series.measure.id} has no monthly values")
    start = history.known[0].period.start
    months = list(Period(start, last.end).each_month())
    if history.withholds():
        raise ValueError(f"{series.measure.id}: a forecast without small months would be too high")
    if len(history.known) < FEWEST:
        raise ValueError(
            f"{series.measure.id}: {len(history.known)} known months, and a forecast needs {FEWEST}"
        )
    family = [history, *(s.settled for s in sisters if s.area != series.area)]
    counts = np.array([_values(s, months) for s in family])
    kept = (~np.isnan(counts)).sum(axis=1) >= FEWEST
    to_come = list(Period.months_from(last.end + timedelta(days=1), 12).each_month())
    days = np.array([m.days for m in (*months, *to_come)], dtype=float)
    counts = counts[kept]
    made = forecast_group(counts, np.tile(days, (len(counts), 1)), 12)
    ahead = Period(to_come[0].start, to_come[AHEAD - 1].end)
    figures = _figures(series, "", ahead, made.total(0.0, AHEAD), last)
    year = _year_of(to_come[0].start, year_starts)
    so_far = [m for m in year.each_month() if m.end <= last.end]
    known = _values(history, so_far)
    if not np.isnan(known).any():
        rest = made.total(float(sum(known)), 12 - len(so_far))
        figures |= _figures(series, "year-", year, rest, last)
    return Finding(
        Kind.FORECAST,
        series.measure,
        series.area,
        ahead,
        Evidence.DESCRIBED,
        figures=figures,
        against=last,
        category=series.category,
    )


def _history(series: Series) -> Series:
    """The series from the latest change of recording on."""
    breaks = recording_breaks(series)
    if not breaks:
        return series
    first = series.observations[breaks[-1]].period.start
    return series.clipped(Period(first, series.observations[-1].period.end))


def _values(series: Series, months: Sequence[Period]) -> list[float]:
    known = {o.period: o.value for o in series.known if o.value is not None}
    return [known.get(month, float("nan")) for month in months]


def _year_of(day: date, starts: int) -> Period:
    """The year, beginning in month `starts`, that the day falls in."""
    first = day.year if day.month >= starts else day.year - 1
    return Period.months_from(date(first, starts, 1), 12)


def _figures(
    series: Series, prefix: str, period: Period, total: Interval, last: Period
) -> dict[str, Figure]:
    def figure(value: float, method: str) -> Figure:
        return figure_of(
            series.measure,
            series.area.slug,
            period,
            float(np.rint(value)),
            method=method,
            argument=last.id,
            releases=series.releases,
            category=series.category,
        )

    made = {f"{prefix}point": figure(total.point[0, 0], "forecast")}
    for end in ENDS:
        made[f"{prefix}{end}"] = figure(getattr(total, end)[0, 0], f"forecast-{end}")
    return made
