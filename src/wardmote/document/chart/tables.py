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
from wardmote.language import day_text, period_text
from wardmote.vocabulary import Figure

# A number that was drawn and is no figure of the paper is a float; None is not available.
Value = Figure | float | str | None
Rows = list[tuple[Value, ...]]
KINDS = {
    "common_cause": "usual",
    "improvement": "improving",
    "concern": "concerning",
    "neutral_high": "higher, neutral",
    "neutral_low": "lower, neutral",
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
    columns = ("Period", "Value", "Mean or expected", "Lower limit", "Upper limit", "Reading")
    rows = [_mark(m, same) for m in chart.marks]
    if chart.target:
        return (*columns, "Target"), [(*r, chart.target) for r in rows]
    return columns, rows


def _mark(mark: Mark, same: Sequence[Figure | None]) -> tuple[Value, ...]:
    if mark.kind == "withheld":
        return (period_text(mark.period), "[c]", *same, "withheld")
    reading = "not available" if mark.value is None else KINDS[mark.kind]
    return (period_text(mark.period), mark.value, *(mark.expected or same), reading)


def _multiples(chart: Multiples) -> tuple[tuple[str, ...], Rows]:
    columns = ("Part and period", "Value", "Mean or expected", "Lower limit", "Upper limit",
               "Reading")  # fmt: skip
    return columns, [
        (f"{panel.label}, {row[0]}", *row[1:])
        for panel in chart.panels
        for row in _process(panel.process)[1]
    ]


def _line(chart: Line) -> tuple[tuple[str, ...], Rows]:
    return ("Period", "Value"), [(period_text(p.period), p.value) for p in chart.points]


def _dots(chart: DotPlot) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [(d.label, d.value, d.lower, d.upper) for d in chart.dots]
    rows += [(name, figure, None, None) for name, figure in chart.averages]
    return ("Area", "Rate", "Lower end of interval", "Upper end of interval"), rows


def _moves(chart: BeforeAfter) -> tuple[tuple[str, ...], Rows]:
    columns = ("Part", chart.before, chart.after, "Lower end of interval", "Upper end of interval")
    rows: Rows = [(m.label, m.before, m.after, m.lower, m.upper) for m in chart.moves]
    if chart.pending:
        rows.append((chart.pending, None, None, None, None))
    return columns, rows


def _slope(chart: SkiSlope) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [(a.label, a.value, a.lower, a.upper, a.rank.value) for a in chart.areas]
    rows.append((chart.average[0], chart.average[1], None, None, "average"))
    columns = ("Area", "Rate", "Lower end of interval", "Upper end of interval", "Shown as")
    return columns, rows


def _funnel(chart: FunnelPlot) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = []
    for area in chart.areas:
        limit = min(chart.limits, key=lambda t: abs(t.size - area.size.value))
        rows.append((area.label, area.size, area.value, *limit.inner, *limit.outer,
                     KINDS[area.kind], area.rank.value))  # fmt: skip
    rows.append((chart.average[0], None, chart.average[1], None, None, None, None, "average", ""))
    columns = (
        "Area", chart.across, "Rate", "Lower limit, two errors", "Upper limit, two errors",
        "Lower limit, three errors", "Upper limit, three errors", "Reading", "Shown as",
    )  # fmt: skip
    return columns, rows


def _waterfall(chart: Waterfall) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [(chart.before[0], chart.before[1], "total")]
    for step in chart.steps:
        rows.append((step.label, step.change, step.evidence.value))
    return ("Part", "Number", "Reading"), [*rows, (chart.after[0], chart.after[1], "total")]


def _cascade(chart: Cascade) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [chart.whole, *chart.parts]
    return ("Part", "Number"), [*rows, *([(chart.pending, chart.open)] if chart.pending else [])]


def _events(chart: Events) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = [
        (day_text(g.on), g.days, chart.mean, g.lower, g.upper, KINDS[g.kind]) for g in chart.gaps
    ]
    rows.append((f"No event since, to {day_text(chart.until)}", chart.since, None, None, None,
                 "not ended"))  # fmt: skip
    columns = ("Day", "Days since the one before", "Mean", "Lower limit", "Upper limit", "Reading")
    return columns, rows


def _matrix(chart: Matrix) -> tuple[tuple[str, ...], Rows]:
    return ("Activity", "Capability", "Importance", "Regularity"), [
        (a.label, a.group, a.importance, a.regularity) for a in chart.activities
    ]


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
