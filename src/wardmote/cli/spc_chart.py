"""A process chart of a file's series, as SVG."""

from __future__ import annotations

import math
from html import escape

from wardmote.analysis.judging import Given
from wardmote.analysis.spc import ProcessChart
from wardmote.document.chart import Mark, Process, Width, draw
from wardmote.vocabulary import Figure, Period, Style


def chart_svg(given: Given, made: ProcessChart) -> str:
    """The chart with the lines of its latest phase; its name and profile as its title."""

    def figure(value: float, when: Period) -> Figure:
        decimals = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2
        return Figure("", given.name, "", "", when, value, "", Style.COUNT, "value", decimals)

    months = {(d.year, d.month) for d in given.dates}
    monthly = len(months) == len(given.dates)
    periods = [Period.month(d.year, d.month) if monthly else Period(d, d) for d in given.dates]
    points = made.points
    moving = made.answers is not None or len(made.phases) > 1
    marks = tuple(
        Mark(
            when,
            None if p.value is None else figure(p.value, when),
            p.point_type(given.improvement),
            (p.mean, p.lower, p.upper) if moving and not math.isnan(p.upper + p.lower) else None,
        )
        for when, p in zip(periods, points, strict=True)
    )
    whole = Period(given.dates[0], given.dates[-1])
    latest = made.latest
    mean, lower, upper = (
        None if math.isnan(v) else figure(v, whole)
        for v in (latest.mean, latest.lower, latest.upper)
    )
    label = escape(f"{given.name}: {made.chart} chart, profile {made.profile.name}")
    return (
        draw(
            Process(marks, mean, lower, upper), Width.WIDE, "c", f'role="img" aria-label="{label}"'
        )
        + "\n"
    )
