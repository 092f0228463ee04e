"""Small multiples: one small process chart a part, on one span of time."""

from __future__ import annotations

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Labels, around, room
from wardmote.document.chart.nodes import Mark, Multiples, Panel
from wardmote.document.chart.process import axis_range, limits_of, line_of, marks_of
from wardmote.document.chart.scales import Scale, ticks
from wardmote.document.chart.time import fitted
from wardmote.document.chart.widths import text_width
from wardmote.language import figure_text, number_text

ACROSS, TALL, BETWEEN = 3, 158.0, 26.0


def multiples(chart: Multiples, narrow: bool, _identity: str) -> tuple[float, str]:
    """Panels in rows, three wide or one under the other; those in focus in blue, the rest grey."""
    across = 1 if narrow else ACROSS
    whole = 348.0 if narrow else 800.0
    wide = (whole - BETWEEN * (across - 1)) / across
    labels = Labels(whole)
    out = []
    for k, panel in enumerate(chart.panels):
        left, top = (k % across) * (wide + BETWEEN), (k // across) * TALL
        out.append(_panel(panel, left, top, wide, labels))
    return TALL * -(-len(chart.panels) // across) - 8, "".join(out)


def _panel(panel: Panel, left: float, top: float, wide: float, labels: Labels) -> str:
    marks = panel.process.marks
    values = [m.value.value for m in marks if m.value]
    lines = [v for m in marks if m.expected for v in m.expected]
    lines += [f.value for f in (panel.process.lower, panel.process.upper) if f]
    low, high = axis_range([*values, *lines]) if lines else (0.0, max(values) or 1.0)
    steps = ticks(low, high, 2)
    # Only both ends of the scale are named: what matters here is the shape.
    ends = [number_text(steps[0]), number_text(steps[-1])]
    inner, right = left + max(text_width(e) for e in ends) + 8, left + wide
    upper, lower = top + 40.0, top + TALL - 34.0
    y = Scale(steps[0], steps[-1], lower, upper)
    x = Scale(0, max(1, len(marks) - 1), inner + 6, right - 7)
    colour = svg.BLUE if panel.focus else svg.CONTEXT
    name = fitted(panel.label, wide, 1, bold=True)[0]
    out = [
        labels.put(left, top + 12, name, bold=panel.focus),
        labels.put(left, top + 28, panel.variation.value, fill=svg.MUTED, bold=panel.focus),
        *limits_of(panel.process, x, y, inner, right, steps[0]),
        svg.line(inner, lower, right, lower, svg.CONTEXT),
        svg.line(inner, upper, right, upper, svg.RULE),
        labels.put(inner - 5, upper + 4, ends[1], anchor="end", fill=svg.MUTED),
        labels.put(inner - 5, lower + 1, ends[0], anchor="end", fill=svg.MUTED),
    ]
    # A gap in so small a panel is told by the line that breaks; the chart above names it.
    out += line_of(marks, x, y, lower, None, colour)
    out += marks_of(marks, x, y, labels, colour, 2.2)
    out += _years(marks, x, lower, labels)
    last = max((i for i, m in enumerate(marks) if m.value), default=None)
    if last is not None and (figure := marks[last].value):
        said = figure_text(figure)
        spots = [
            s
            for s in around(x(last), y(figure.value), reach=9)
            if upper < s[1] < lower and room(*s[:2], said, s[2], bold=True).right <= right + 4
        ]
        out.append(labels.place(said, spots, bold=panel.focus))
    return "".join(out)


def _years(marks: tuple[Mark, ...], x: Scale, lower: float, labels: Labels) -> list[str]:
    """The years at their Januaries, as many as there is room for."""
    out = []
    for i, mark in reversed(list(enumerate(marks))):
        if i == 0 or mark.period.end.year != marks[i - 1].period.end.year:
            year = str(mark.period.end.year)
            made = labels.place(year, [(x(i), lower + 17, "start")], fill=svg.MUTED, halo=False)
            out.append(svg.line(x(i), lower, x(i), lower + 5, svg.CONTEXT) + made)
    return out
