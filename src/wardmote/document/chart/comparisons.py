"""Charts that compare: areas with their averages, and shares before and after."""

from __future__ import annotations

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Labels
from wardmote.document.chart.nodes import BeforeAfter, DotPlot, Move
from wardmote.document.chart.rows import Rows
from wardmote.document.chart.scales import Scale, ticks
from wardmote.document.chart.widths import text_width
from wardmote.language import figure_text, number_text, translated


def dot_plot(chart: DotPlot, narrow: bool, _identity: str) -> tuple[float, str]:
    """Sorted dots with intervals, the focus in blue, averages as upright lines."""
    values = [f.value for d in chart.dots for f in (d.lower, d.upper)]
    values += [f.value for _, f in chart.averages]
    steps = ticks(min(values), max(values), 3 if narrow else 4)
    left = 8 if narrow else max(text_width(d.label, bold=True) for d in chart.dots) + 24
    widest = max(text_width(figure_text(d.value), bold=True) for d in chart.dots)
    right = (348 if narrow else 800) - widest - 10
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
        out.append(svg.line(here, level - 8, here, bottom, svg.DARK, 1.3, "5 4" if k else ""))
        # The first stands right of its line and the second left of it, where there is room.
        fits_right = here + 6 + text_width(words) < (348 if narrow else 800)
        fits_left = here - 6 - text_width(words) > 0
        after = fits_right and (k == 0 or not fits_left)
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
    names = [m.label for m in chart.moves] + ([chart.pending] if chart.pending else [])
    rows = Rows(names, narrow, step=52 if narrow else 32)
    labels = Labels(rows.whole)
    x = _axis(chart, steps[-1], rows)
    out = []
    for tick in steps:
        colour = svg.RULE if tick else svg.CONTEXT
        out.append(svg.line(x(tick), rows.top, x(tick), rows.bottom, colour))
        anchor = "start" if narrow and not tick else "middle"
        words = number_text(tick) + "%"
        out.append(labels.put(x(tick), rows.bottom + 18, words, anchor=anchor, fill=svg.MUTED))
    for k, move in enumerate(chart.moves):
        out.append(rows.name(k, labels, bold=k == 0))
        out += _move(chart, move, x, rows.level(k), labels, first=k == 0)
    if chart.pending:
        y = rows.level(len(chart.moves))
        wide = 70.0 if narrow else 100.0
        out.append(rows.name(len(chart.moves), labels, bold=False))
        out.append(svg.hatch(f"{identity}-pending", rows.left, y - 9, wide, 18))
        words = translated("Number not in the source")
        out.append(labels.put(rows.left + wide + 10, y + 4, words, fill=svg.MUTED))
    return rows.bottom + 28, "".join(out)


def _axis(chart: BeforeAfter, most: float, rows: Rows) -> Scale:
    """The scale from zero that leaves every number its room on the right."""
    end = rows.whole - 42.0
    for _ in range(4):  # a shorter axis may bring further numbers together
        x = Scale(0, most, rows.left, end)
        for move in chart.moves:
            upper = move.upper or move.after or move.before
            edge = max(move.before.value, upper.value)
            words = [_both(move)] if _together(move, x) else [figure_text(upper)]
            words.append(figure_text(move.before))
            widest = max(text_width(w, bold=True) for w in words)
            room = rows.whole - 13 - widest - rows.left
            if edge:
                end = min(end, rows.left + room * most / edge)
    return Scale(0, most, rows.left, end)


def _together(move: Move, x: Scale) -> bool:
    """Whether the number on the left would run into the names."""
    if move.after is None:
        return False
    rise = move.after.value >= move.before.value
    lower = move.lower or move.after
    edge = x(move.before.value) - 11 if rise else x(lower.value) - 9
    return edge - text_width(figure_text(move.before if rise else move.after), bold=True) < x.start


def _both(move: Move) -> str:
    if move.after is None:
        return figure_text(move.before)
    return translated("{after} (before {before})").format(
        after=figure_text(move.after), before=figure_text(move.before)
    )


def _move(
    chart: BeforeAfter, move: Move, x: Scale, y: float, labels: Labels, *, first: bool
) -> list[str]:  # fmt: skip
    """One share's two marks, and its two numbers on the far sides of them."""
    before, said = x(move.before.value), figure_text(move.before)
    if move.after is None:
        return [svg.open_diamond(before, y), labels.put(before + 11, y + 4, said, fill=svg.MUTED)]
    after, words = x(move.after.value), figure_text(move.after)
    out = [svg.line(before, y, after, y, svg.CONTEXT, 1.3), svg.open_diamond(before, y)]
    low, high = after, after
    if move.lower and move.upper:
        low, high = x(move.lower.value), x(move.upper.value)
        out.append(svg.line(low, y, high, y, svg.BLUE, 2))
    out.append(svg.dot(after, y, 5, svg.BLUE, f"{move.label}, {chart.after}: {words}"))
    rise = after >= before
    left, right = (before - 11, high + 9) if rise else (low - 9, before + 11)
    if _together(move, x):
        # No room on the near side of zero: both stand to the right, the later one first.
        return [*out, labels.put(max(before, high) + 11, y + 4, _both(move), bold=first)]
    shares = [(before, said, False), (after, words, True)]
    for (_, text, bold), (at, side) in zip(
        shares if rise else shares[::-1], ((left, "end"), (right, "start")), strict=True
    ):
        fill = svg.INK if bold else svg.MUTED
        out.append(labels.put(at, y + 4, text, anchor=side, bold=bold, fill=fill))
    return out
