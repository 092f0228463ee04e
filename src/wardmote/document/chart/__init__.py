"""Charts: what is to be drawn, and the drawing of it as SVG."""

from wardmote.document.chart.draw import Width, draw
from wardmote.document.chart.nodes import (
    BeforeAfter,
    Chart,
    Dot,
    DotPlot,
    Line,
    LinePoint,
    Mark,
    Move,
    Process,
    Rule,
)

__all__ = [
    "BeforeAfter",
    "Chart",
    "Dot",
    "DotPlot",
    "Line",
    "LinePoint",
    "Mark",
    "Move",
    "Process",
    "Rule",
    "Width",
    "draw",
]
