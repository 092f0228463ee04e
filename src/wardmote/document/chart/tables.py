"""What a chart draws, as a table: for those who cannot see it, and for those who count again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from wardmote.document.chart.nodes import (
    BeforeAfter,
    Cascade,
    Chart,
    DotPlot,
    Events,
    FunnelPlot,
    Line,
    Mark,
    Matrix,
    Multiples,
    Process,
    SkiSlope,
    Waterfall,
)
from wardmote.language import day_text, message, period_text, translated
from wardmote.vocabulary import Figure

# A number that was drawn and is no figure of the paper is a float; None is not available.
Value = Figure | float | str | None
Rows = list[tuple[Value, ...]]
KINDS = {
    "common_cause": message("usual"),
    "improvement": message("improving"),
    "concern": message("concerning"),
    "neutral_high": message("higher, neutral"),
    "neutral_low": message("lower, neutral"),
}


@dataclass(frozen=True, slots=True)
class Data:
    """The header and the rows; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def data_of(chart: Chart) -> Data:
    """Every value that a chart draws. Raises KeyError for a chart that no table is made of."""
    columns, rows = MADE[type(chart)](chart)
    return Data(columns, tuple(rows))


def _process(chart: Process) -> tuple[tuple[str, ...], Rows]:
    # A limit that is the same in every month is a figure of the paper; one that moves is not.
    same = (chart.mean, chart.lower, chart.upper)
    columns = (
        translated("Period"),
        translated("Value"),
        translated("Mean or expected"),
        translated("Lower limit"),
        translated("Upper limit"),
        translated("Reading"),
    )
    rows = [_mark(m, same) for m in chart.marks]
    if chart.target:
        return (*columns, translated("Target")), [(*r, chart.target) for r in rows]
    return columns, rows


def _mark(mark: Mark, same: Sequence[Figure | None]) -> tuple[Value, ...]:
    if mark.kind == "withheld":
        return (period_text(mark.period), "[c]", *same, translated("withheld"))
    reading = translated("not available") if mark.value is None else translated(KINDS[mark.kind])
    return (period_text(mark.period), mark.value, *(mark.expected or same), reading)


def _multiples(chart: Multiples) -> tuple[tuple[str, ...], Rows]:
    columns = (
        translated("Part and period"),
        translated("Value"),
        translated("Mean or expected"),
        translated("Lower limit"),
        translated("Upper limit"),
        translated("Reading"),
    )
    return columns, [
        (f"{panel.label}, {row[0]}", *row[1:])
        for panel in chart.panels
        for row in _process(panel.process)[1]
    ]


def _line(chart: Line) -> tuple[tuple[str, ...], Rows]:
    return (translated("Period"), translated("Value")), [
        (period_text(p.period), p.value) for p in chart.points
    ]


def _dots(chart: DotPlot) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [(d.label, d.value, d.lower, d.upper) for d in chart.dots]
    rows += [(name, figure, None, None) for name, figure in chart.averages]
    return (
        translated("Area"),
        translated("Rate"),
        translated("Lower end of interval"),
        translated("Upper end of interval"),
    ), rows


def _moves(chart: BeforeAfter) -> tuple[tuple[str, ...], Rows]:
    columns = (
        translated("Part"),
        chart.before,
        chart.after,
        translated("Lower end of interval"),
        translated("Upper end of interval"),
    )
    rows: Rows = [(m.label, m.before, m.after, m.lower, m.upper) for m in chart.moves]
    if chart.pending:
        rows.append((chart.pending, None, None, None, None))
    return columns, rows


def _slope(chart: SkiSlope) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [
        (a.label, a.value, a.lower, a.upper, translated(a.rank.value)) for a in chart.areas
    ]
    rows.append((chart.average[0], chart.average[1], None, None, translated("average")))
    columns = (
        translated("Area"),
        translated("Rate"),
        translated("Lower end of interval"),
        translated("Upper end of interval"),
        translated("Shown as"),
    )
    return columns, rows


def _funnel(chart: FunnelPlot) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = []
    for area in chart.areas:
        limit = min(chart.limits, key=lambda t: abs(t.size - area.size.value))
        rows.append(
            (
                area.label,
                area.size,
                area.value,
                *limit.inner,
                *limit.outer,
                translated(KINDS[area.kind]),
                translated(area.rank.value),
            )
        )
    rows.append(
        (
            chart.average[0],
            None,
            chart.average[1],
            None,
            None,
            None,
            None,
            translated("average"),
            "",
        )
    )
    columns = (
        translated("Area"),
        chart.across,
        translated("Rate"),
        translated("Lower limit, two errors"),
        translated("Upper limit, two errors"),
        translated("Lower limit, three errors"),
        translated("Upper limit, three errors"),
        translated("Reading"),
        translated("Shown as"),
    )
    return columns, rows


def _waterfall(chart: Waterfall) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [(chart.before[0], chart.before[1], "total")]
    for step in chart.steps:
        rows.append((step.label, step.change, translated(step.evidence.value)))
    return (translated("Part"), translated("Number"), translated("Reading")), [
        *rows,
        (chart.after[0], chart.after[1], translated("total")),
    ]


def _cascade(chart: Cascade) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [chart.whole, *chart.parts]
    return (translated("Part"), translated("Number")), [
        *rows,
        *([(chart.pending, chart.open)] if chart.pending else []),
    ]


def _events(chart: Events) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [
        (day_text(g.on), g.days, chart.mean, g.lower, g.upper, translated(KINDS[g.kind]))
        for g in chart.gaps
    ]
    rows.append(
        (
            translated("No event since, to {day}").format(day=day_text(chart.until)),
            chart.since,
            None,
            None,
            None,
            translated("not ended"),
        )
    )
    columns = (
        translated("Day"),
        translated("Days since the one before"),
        translated("Mean"),
        translated("Lower limit"),
        translated("Upper limit"),
        translated("Reading"),
    )
    return columns, rows


def _matrix(chart: Matrix) -> tuple[tuple[str, ...], Rows]:
    return (
        translated("Activity"),
        translated("Capability"),
        translated("Importance"),
        translated("Regularity"),
    ), [(a.label, a.group, a.importance, a.regularity) for a in chart.activities]


MADE: dict[type, Callable[[Any], tuple[tuple[str, ...], Rows]]] = {
    Process: _process,
    Multiples: _multiples,
    Line: _line,
    DotPlot: _dots,
    BeforeAfter: _moves,
    SkiSlope: _slope,
    FunnelPlot: _funnel,
    Waterfall: _waterfall,
    Cascade: _cascade,
    Events: _events,
    Matrix: _matrix,
}
