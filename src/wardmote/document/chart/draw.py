"""Drawing: a chart becomes SVG, once wide and once narrow, never one scaled down."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from wardmote.document.chart import svg
from wardmote.document.chart.areas import funnel_plot, ski_slope
from wardmote.document.chart.comparisons import before_after, dot_plot
from wardmote.document.chart.events import events_chart
from wardmote.document.chart.falls import cascade, waterfall
from wardmote.document.chart.matrix import matrix
from wardmote.document.chart.multiples import multiples
from wardmote.document.chart.nodes import (
    BeforeAfter,
    Cascade,
    Chart,
    DotPlot,
    Events,
    FunnelPlot,
    Line,
    Matrix,
    Multiples,
    Process,
    SkiSlope,
    Waterfall,
)
from wardmote.document.chart.process import process_chart
from wardmote.document.chart.time import line_chart


class Width(Enum):
    """The two drawings, in units of the view box."""

    WIDE = 800
    NARROW = 348


DRAWN: dict[type, Callable[[Any, bool, str], tuple[float, str]]] = {
    Process: process_chart,
    Line: line_chart,
    DotPlot: dot_plot,
    BeforeAfter: before_after,
    Multiples: multiples,
    SkiSlope: ski_slope,
    FunnelPlot: funnel_plot,
    Waterfall: waterfall,
    Cascade: cascade,
    Events: events_chart,
    Matrix: matrix,
}


def draw(chart: Chart, width: Width, identity: str, attributes: str = "") -> str:
    """The chart as one SVG element.

    `identity` makes ids inside it unique; `attributes` go on the element, such as its role
    and what labels it. Raises KeyError for a chart that nothing draws.
    """
    narrow = width is Width.NARROW
    height, body = DRAWN[type(chart)](chart, narrow, f"{identity}-{width.name.lower()}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width.value} {svg.n(height)}" '
        "font-family=\"Inter, 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\" "
        f'font-size="{svg.SIZE}"{" " + attributes if attributes else ""}>{body}</svg>'
    )
