"""Charts that compare: areas with their averages, and shares before and after."""

from __future__ import annotations

from wardmote.document.chart import svg
from wardmote.document.chart.nodes import BeforeAfter, DotPlot
from wardmote.document.chart.scales import Scale, ticks
from wardmote.document.chart.widths import text_width
from wardmote.language import figure_text, number_text


def dot_plot(chart: DotPlot, narrow: bool, _identity: str) -> tuple[float, str]:
    """Sorted dots with intervals, the focus in blue, averages as upright lines."""
    values = [f.value for d in chart.dots for f in (d.lower, d.upper)]
    values += [f.value for _, f in chart.averages]
    steps = ticks(min(values), max(values), 3 if narrow else 4)
    left = 8 if narrow else max(text_width(d.label, bold=True) for d in chart.dots) + 24
    right = 306 if narrow else 752
    step = 46 if narrow else 34
    top = 14 + 20 * len(chart.averages)
    tall = top + step * len(chart.dots) + 34
    bottom = tall - 34
    x = Scale(steps[0], steps[-1], left, right)
    out = []
    for tick in steps:
        out.append(svg.line(x(tick), top, x(tick), bottom, svg.RULE))
        anchor = "start" if narrow and tick == steps[0] else "middle"
        out.append(svg.text(x(tick), bottom + 19, number_text(tick), anchor=anchor, fill=svg.MUTED))
    for k, (name, figure) in enumerate(chart.averages):
        here, level = x(figure.value), 12 + 20 * k
        words = f"{name} {figure_text(figure)}"
        after = k == 0 and here + 6 + text_width(words) < (348 if narrow else 800)
        out.append(svg.line(here, level - 8, here, bottom, svg.DARK, 1.3, "5 4" if k else ""))
        spot, side = (here + 5, "start") if after else (here - 5, "end")
        out.append(svg.text(spot, level + 2, words, anchor=side, fill=svg.MUTED))
    for k, row in enumerate(chart.dots):
        y = top + step * k + step / 2 + (8 if narrow else 0)
        colour = svg.BLUE if row.focus else svg.CONTEXT
        if narrow:
            out.append(svg.text(left, y - 13, row.label, bold=row.focus))
        else:
            out.append(svg.text(left - 14, y + 4, row.label, anchor="end", bold=row.focus))
        out.append(svg.line(left, y, x(row.value.value), y, svg.RULE, 1.5))
        out.append(svg.interval(x(row.lower.value), x(row.upper.value), y, colour))
        words = figure_text(row.value)
        out.append(svg.dot(x(row.value.value), y, 5, colour, f"{row.label}: {words}"))
        out.append(svg.text(x(row.upper.value) + 8, y + 4, words, bold=row.focus))
    return tall, "".join(out)


def before_after(chart: BeforeAfter, narrow: bool, identity: str) -> tuple[float, str]:
    """Open diamond before, filled dot after with its interval, joined; lengths from zero."""
    values = [f.value for m in chart.moves for f in (m.before, m.after, m.upper) if f]
    steps = ticks(0, max(values), 4)
    label = max(text_width(m.label, bold=True) for m in chart.moves)
    left = 8 if narrow else min(250, label + 24)
    right = 312 if narrow else 744
    step, top = (56, 8) if narrow else (48, 12)
    rows = len(chart.moves) + bool(chart.pending)
    bottom = top + step * rows
    x = Scale(0, steps[-1], left, right)
    out = []
    for tick in steps:
        out.append(svg.line(x(tick), top, x(tick), bottom, svg.RULE if tick else svg.CONTEXT))
        out.append(
            svg.text(
                x(tick),
                bottom + 18,
                number_text(tick) + "%",
                anchor="start" if narrow and not tick else "middle",
                fill=svg.MUTED,
            )
        )
    for k, move in enumerate(chart.moves):
        y = top + step * k + step / 2 + (8 if narrow else 0)
        name = (
            svg.text(left, y - 16, move.label, bold=True)
            if narrow
            else (svg.text(left - 14, y + 4, move.label, anchor="end", bold=k == 0))
        )
        out.append(name)
        before = x(move.before.value)
        said = figure_text(move.before)
        if move.after is None:
            out.append(svg.open_diamond(before, y))
            out.append(svg.text(before + 11, y + 4, said, fill=svg.MUTED))
            continue
        after = x(move.after.value)
        out.append(svg.line(before, y, after, y, svg.CONTEXT, 1.3))
        out.append(svg.open_diamond(before, y))
        edge_low, edge_high = after, after
        if move.lower and move.upper:
            edge_low, edge_high = x(move.lower.value), x(move.upper.value)
            out.append(svg.line(edge_low, y, edge_high, y, svg.BLUE, 2))
        words = figure_text(move.after)
        out.append(svg.dot(after, y, 5, svg.BLUE, f"{move.label}, {chart.after}: {words}"))
        right_of = after >= before
        before_side, after_side = ("end", "start") if right_of else ("start", "end")
        before_at = before + (-11 if right_of else 11)
        after_at = edge_high + 9 if right_of else edge_low - 9
        if (right_of and before_at - text_width(said) < left) or (
            not right_of and after_at - text_width(words, bold=True) < left
        ):
            # No room on the near side of zero: both stand to the right, the later one first.
            both = f"{words} (before {said})"
            out.append(svg.text(max(before, edge_high) + 11, y + 4, both, bold=k == 0))
            continue
        out.append(svg.text(before_at, y + 4, said, anchor=before_side, fill=svg.MUTED))
        out.append(svg.text(after_at, y + 4, words, anchor=after_side, bold=True))
    if chart.pending:
        y = top + step * len(chart.moves) + step / 2 + (8 if narrow else 0)
        pending = (
            svg.text(left, y - 16, chart.pending, fill=svg.MUTED)
            if narrow
            else (svg.text(left - 14, y + 4, chart.pending, anchor="end", fill=svg.MUTED))
        )
        out += [
            pending,
            svg.hatch(f"{identity}-pending", left, y - 9, 70 if narrow else 100, 18),
            svg.text(
                left + (80 if narrow else 110), y + 4, "Number not in the source", fill=svg.MUTED
            ),
        ]
    return bottom + 28, "".join(out)
