"""What the figures say by themselves: the latest value, a total, an average a month."""

from __future__ import annotations

from wardmote.vocabulary import (
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
)

STYLES = {
    Quantity.COUNT: (Style.COUNT, 0),
    Quantity.PERCENT: (Style.PERCENT, 1),
    Quantity.CHANGE: (Style.CHANGE, 0),
    Quantity.RANK: (Style.RANK, 0),
    Quantity.RATE: (Style.RATE, 2),
}

SMALL = 10  # an average of counts under it is printed with a decimal


def value_figure(series: Series, observation: Observation) -> Figure:
    """The figure of one observation. Raises ValueError for a missing one."""
    if observation.value is None:
        raise ValueError(f"{series.measure.id}: {observation.period.id} is missing")
    style, decimals = STYLES[series.measure.quantity]
    if style is Style.PERCENT and observation.value == round(observation.value):
        decimals = 0
    return figure_of(
        series.measure,
        series.area.slug,
        observation.period,
        observation.value,
        style=style,
        decimals=decimals,
        releases=series.sources(observation.period),
        category=series.category,
    )


def level(series: Series, period: Period) -> Finding:
    """One observation as it stands. Raises ValueError when it is not known."""
    observation = series.at(period)
    if observation is None:
        raise ValueError(f"{series.measure.id}: nothing is known of {period.id}")
    return Finding(
        Kind.LEVEL,
        series.measure,
        series.area,
        period,
        Evidence.DESCRIBED,
        figures={"value": value_figure(series, observation)},
        category=series.category,
    )


def average_figure(series: Series, covered: Period, value: float) -> Figure:
    """An average a month over the months known inside `covered`."""
    style, decimals = STYLES[series.measure.quantity]
    if style is Style.COUNT and value < SMALL:
        decimals = 1
    return figure_of(
        series.measure,
        series.area.slug,
        covered,
        value,
        method="average",
        style=style,
        decimals=decimals,
        unit=f"{series.measure.unit} a month",
        releases=series.sources(covered),
        category=series.category,
    )


def total(series: Series, period: Period) -> Finding:
    """Total, average a month and number of months known inside `period`.

    The average is over the months that are known, which need not fill the period; `months`
    says how many they are. Where one of them is withheld and so is the total, only `months` is
    given. Raises ValueError when no month is known.
    """
    parts = [o for o in series.told if period.contains(o.period) and o.period.months == 1]
    if not parts:
        raise ValueError(f"{series.measure.id}: no month of {period.id} is known")
    covered = Period(parts[0].period.start, parts[-1].period.end)
    beside = next((t for t in series.totals if t.period == covered), None)
    summed: float | None = sum(o.value for o in parts if o.value is not None)
    if beside is not None:
        summed = beside.value
    elif series.withholds(covered):
        summed = None

    def figure(value: float, method: str, unit: str = "") -> Figure:
        return figure_of(
            series.measure,
            series.area.slug,
            covered,
            value,
            method=method,
            unit=unit,
            releases=series.sources(covered),
            category=series.category,
        )

    figures = {"months": figure(len(parts), "months", "months")}
    if summed is not None:
        figures = {
            "total": figure(summed, "total"),
            "average": average_figure(series, covered, summed / len(parts)),
            **figures,
        }
    return Finding(
        Kind.TOTAL,
        series.measure,
        series.area,
        covered,
        Evidence.DESCRIBED,
        figures=figures,
        category=series.category,
    )


def withheld(series: Series, period: Period) -> Finding:
    """That a number is known and not published."""
    return Finding(
        Kind.WITHHELD,
        series.measure,
        series.area,
        period,
        Evidence.DESCRIBED,
        category=series.category,
    )
