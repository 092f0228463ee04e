"""How a measure moved between two periods, and whether chance alone could have moved it."""

from __future__ import annotations

from wardmote.analysis.counts import (
    TwoCounts,
    compare_counts,
    compare_dispersed_counts,
    dispersion_of,
)
from wardmote.vocabulary import (
    Direction,
    Evidence,
    Figure,
    Finding,
    Kind,
    Period,
    Quantity,
    Series,
    Style,
    figure_of,
    sense,
)

CONVINCING = 0.05  # two-sided chance below which a change is called a change
SMALL_BASE = 50  # no percentage on fewer without a warning
BACK = 5  # years before in which the same months are looked for
ENOUGH_MONTHS = 6  # months needed before their own variation is believed


def same_months(series: Series, year_starts: int = 1) -> tuple[Period, Period] | None:
    """The latest months of the year that starts in month `year_starts`, and a year before.

    Where those are not wholly known in both years, the longest run of latest months that is;
    where the year before is not known at all, the nearest earlier one of the last `BACK` years.
    None when not even the latest month is known in any. Partial months are left out.
    """
    series = series.settled
    end = series.data_to
    if end is None:
        return None
    to_date = (end.month - year_starts) % 12 + 1
    for years in range(1, BACK + 1):
        for months in (to_date, *range(12, 0, -1)):
            found = _both_known(series, Period.months_to(end, months), years)
            if found:
                return found
    return None


def latest_year(series: Series) -> tuple[Period, Period] | None:
    """The latest observation and the one a year before it, for rolling 12-month totals."""
    if not series.known:
        return None
    return _both_known(series, series.known[-1].period)


def rolling_year(series: Series) -> tuple[Period, Period] | None:
    """The latest twelve months of a monthly series and the twelve before them.

    None where either is not wholly known. Partial months are left out.
    """
    series = series.settled
    return _both_known(series, Period.months_to(series.data_to, 12)) if series.data_to else None


def _both_known(series: Series, later: Period, years: int = 1) -> tuple[Period, Period] | None:
    earlier = later.years_before(years)
    if series.total(later) is None or series.total(earlier) is None:
        return None
    return later, earlier


def change(series: Series, later: Period, earlier: Period) -> Finding:
    """Compare the totals of two periods of one series.

    Raises ValueError when the periods overlap, when either is not wholly known, or when the
    measure is not a count. Where the series has monthly values their own variation widens
    the interval; elsewhere the counts are tested against chance alone.
    """
    measure = series.measure
    if later.overlaps(earlier):
        raise ValueError(
            f"{measure.id}: {later.id} and {earlier.id} share days; their difference "
            "is not a change"
        )
    now, before = series.total(later), series.total(earlier)
    if now is None or before is None:
        raise ValueError(f"{measure.id}: {later.id} or {earlier.id} is not wholly known")
    if measure.quantity is not Quantity.COUNT:
        raise ValueError(f"{measure.id} is not a count")
    figures = {
        "later": _figure(series, later, now, "" if series.at(later) else "total"),
        "earlier": _figure(series, earlier, before, "" if series.at(earlier) else "total"),
        "change": _figure(series, later, now - before, "change-on", earlier, Style.CHANGE),
    }
    words = {"tested": "chance alone"}
    evidence, direction, p = Evidence.TOO_FEW, Direction.LEVEL, None
    if before > 0:
        percent = 100 * (now - before) / before
        figures["percent"] = _figure(
            series, later, percent, "percent-change-on", earlier, Style.PERCENT_CHANGE, 1
        )
    if now + before > 0:
        result, tested = _compare(series, now, before)
        words["tested"] = tested
        if now > 0 and before > 0:
            for role, ratio in (("lower", result.lower), ("upper", result.upper)):
                figures[role] = _figure(
                    series,
                    later,
                    100 * (ratio - 1),
                    f"percent-change-{role}-on",
                    earlier,
                    Style.PERCENT_CHANGE,
                    1,
                )
        tail = result.p_greater if now >= before else result.p_less
        figures["chance"] = _figure(series, later, tail, "chance-on", earlier, Style.CHANCE, None)
        if min(now, before) >= 1 or max(now, before) >= 10:
            p = result.p
            clear = p < CONVINCING
            evidence = Evidence.CLEAR if clear else Evidence.NO_CLEAR_CHANGE
            if clear:
                direction = Direction.UP if now > before else Direction.DOWN
    if before < SMALL_BASE:
        words["base"] = "small"
    return Finding(
        Kind.CHANGE,
        measure,
        series.area,
        later,
        evidence,
        direction,
        figures,
        against=earlier,
        category=series.category,
        variation=sense(direction, measure.improvement),
        words=words,
        p=p,
    )


def _compare(series: Series, now: float, before: float) -> tuple[TwoCounts, str]:
    monthly = [o for o in series.known if o.period.months == 1]
    if len(monthly) >= ENOUGH_MONTHS and now > 0 and before > 0:
        values = [o.value for o in monthly if o.value is not None]
        dispersion = dispersion_of(values, [o.period.days for o in monthly])
        if dispersion > 1:
            freedom = len(monthly) - 1
            return compare_dispersed_counts(now, before, dispersion, freedom), "the months' spread"
    return compare_counts(round(now), round(before)), "chance alone"


def _figure(
    series: Series,
    period: Period,
    value: float,
    method: str,
    against: Period | None = None,
    style: Style = Style.COUNT,
    decimals: int | None = 0,
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
        unit="" if style in (Style.COUNT, Style.CHANGE) else style.value,
        releases=series.sources(period, *([against] if against else [])),
        category=series.category,
    )
