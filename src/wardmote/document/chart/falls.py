"""Waterfalls: from one total to the next by part, and a whole by what became of it."""

from __future__ import annotations

from itertools import accumulate

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Labels
from wardmote.document.chart.nodes import Cascade, Step, Waterfall
from wardmote.document.chart.rows import Rows
from wardmote.document.chart.scales import Scale, ticks
from wardmote.document.chart.widths import text_width
from wardmote.language import figure_text, translated
from wardmote.vocabulary import Figure

BAR = 15.0


def waterfall(chart: Waterfall, narrow: bool, identity: str) -> tuple[float, str]:
    """Bars that begin where the one before ended: rises point right, falls point left.

    The axis need not start at zero, so both totals are marks and not bars.
    """
    sums = list(accumulate((s.change.value for s in chart.steps), initial=chart.before[1].value))
    steps = ticks(min(sums), max(sums), 3 if narrow else 5)
    names = [chart.before[0], *(s.label for s in chart.steps), chart.after[0]]
    rows = Rows(names, narrow)
    said = max(text_width(figure_text(s.change), bold=True) for s in chart.steps) + 14
    x = Scale(steps[0], steps[-1], rows.left + 10, rows.whole - said)
    labels = Labels(rows.whole)
    out = [svg.stripes(f"{identity}-fall", svg.DARK)]
    out += rows.axis(x, steps, labels)
    out += _total(rows, 0, chart.before, x, labels, before=True)
    for k, (step, start, end) in enumerate(zip(chart.steps, sums, sums[1:], strict=False), 1):
        level = rows.level(k)
        out.append(rows.name(k, labels, bold=False))
        out.append(svg.line(x(start), level - rows.step + 4, x(start), level, svg.CONTEXT, 0.9))
        out.append(_bar(step, x(start), x(end), level, identity))
        edge = max(x(start), x(end)) + 7
        words = figure_text(step.change)
        out.append(labels.put(edge, level + 4, words, bold=step.clear))
    last = len(chart.steps) + 1
    join = x(sums[-1])
    out.append(svg.line(join, rows.level(last - 1), join, rows.level(last), svg.CONTEXT, 0.9))
    out += _total(rows, last, chart.after, x, labels, before=False)
    return rows.height, "".join(out)


def _bar(step: Step, start: float, end: float, level: float, identity: str) -> str:
    rise = end >= start
    stroke = svg.BLUE if rise else svg.DARK
    filled = svg.BLUE if rise else f"url(#{identity}-fall)"
    if abs(end - start) < 2:  # too small to have a shape of its own
        return svg.line(start, level - BAR / 2, start, level + BAR / 2, stroke, 2)
    return svg.pointed(start, end, level, BAR, filled if step.clear else "#fff", stroke)


def cascade(chart: Cascade, narrow: bool, identity: str) -> tuple[float, str]:
    """The whole as a bar from zero, its parts one after the other below it, the open hatched."""
    name, whole = chart.whole
    names = [name, *(n for n, _ in chart.parts), *([chart.pending] if chart.pending else [])]
    rows = Rows(names, narrow)
    most = max(whole.value, sum(f.value for _, f in chart.parts))
    steps = ticks(0, most, 3 if narrow else 5)
    labels = Labels(rows.whole)
    said = max(text_width(figure_text(f), bold=True) for f in (whole, *(f for _, f in chart.parts)))
    x = Scale(0, steps[-1], rows.left, rows.whole - said - 14)
    out = rows.axis(x, steps, labels)
    level = rows.level(0)
    out.append(rows.name(0, labels, bold=True))
    out.append(svg.area(x(0), level - BAR / 2, x(whole.value) - x(0), BAR, svg.DARK))
    out.append(labels.put(x(whole.value) + 7, level + 4, figure_text(whole), bold=True))
    at = 0.0
    for k, (_, figure) in enumerate(chart.parts, 1):
        level = rows.level(k)
        start, at = at, at + figure.value
        out.append(rows.name(k, labels, bold=False))
        if k > 1:
            out.append(svg.line(x(start), level - rows.step, x(start), level, svg.CONTEXT, 0.9))
        wide = max(1.5, x(at) - x(start))
        out.append(svg.area(x(start), level - BAR / 2, wide, BAR, svg.BLUE))
        out.append(labels.put(x(start) + wide + 7, level + 4, figure_text(figure), bold=True))
    if chart.pending:
        k = len(chart.parts) + 1
        level = rows.level(k)
        out.append(rows.name(k, labels, bold=False))
        out.append(svg.line(x(at), level - rows.step, x(at), level, svg.CONTEXT, 0.9))
        wide = max(4.0, x(at + chart.open.value) - x(at)) if chart.open else 60.0
        words = figure_text(chart.open) if chart.open else translated("Number not known")
        after, side = x(at) + wide + 7, "start"
        if after + text_width(words) > rows.whole:
            after, side = x(at) - 7, "end"
        if chart.open is None and x(at) + wide > rows.whole:
            wide = rows.whole - x(at)
        out.append(svg.hatch(f"{identity}-open", x(at), level - BAR / 2, wide, BAR))
        out.append(labels.put(after, level + 4, words, anchor=side, fill=svg.MUTED))
    return rows.height, "".join(out)


def _total(
    rows: Rows, row: int, named: tuple[str, Figure], x: Scale, labels: Labels, *, before: bool
) -> list[str]:  # fmt: skip
    """A total: an open diamond before, a filled dot after."""
    _, figure = named
    level, at = rows.level(row), x(figure.value)
    said = figure_text(figure)
    mark = svg.open_diamond(at, level) if before else svg.dot(at, level, 5.5)
    right = at + 11 + text_width(said, bold=True) <= rows.whole
    spot, side = (at + 11, "start") if right else (at - 11, "end")
    return [
        rows.name(row, labels, bold=True), mark,
        labels.put(spot, level + 4, said, anchor=side, bold=True),
    ]  # fmt: skip
