"""Charts along time: process charts and lines of rolling totals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardmote.document.chart import svg
from wardmote.document.chart.nodes import Line, Mark, Process
from wardmote.document.chart.scales import Scale, spread, ticks
from wardmote.document.chart.widths import text_width
from wardmote.language import figure_text, number_text, period_text
from wardmote.vocabulary import Figure, Form, Period

INITIALS = "JFMAMJJASOND"


def process_chart(chart: Process, narrow: bool, _identity: str) -> tuple[float, str]:
    """Months as a line, special causes by shape, limits as a pale band, each named at its end."""
    named = [
        (word, f)
        for word, f in (
            ("Upper limit", chart.upper),
            ("Expected" if any(m.expected for m in chart.marks) else "Mean", chart.mean),
            ("Lower limit", chart.lower),
        )
        if f
    ]
    low, high = _range(chart)
    steps = ticks(low, high, 5)
    tall = 270 if narrow else 300
    left = max(text_width(number_text(t, _places(steps))) for t in steps) + 14
    right = 282 if narrow else 672
    top, bottom = 26, tall - 46
    y = Scale(steps[0], steps[-1], bottom, top)
    x = Scale(0, max(1, len(chart.marks) - 1), left + 12, right - 12)
    out = []
    moving = [(i, m.expected) for i, m in enumerate(chart.marks) if m.expected]
    for phase in sorted({m.phase for m in chart.marks}):
        stretch = [(i, m) for i, m in moving if chart.marks[i].phase == phase]
        if stretch:
            out.append(_band(stretch, x, y, steps[0]))
    if not moving and chart.lower and chart.upper:
        upper, lower = y(chart.upper.value), y(max(chart.lower.value, steps[0]))
        out.append(svg.area(left, upper, right - left, lower - upper, svg.BAND))
    for tick in steps:
        out.append(svg.line(left, y(tick), right, y(tick), svg.RULE))
        label = number_text(tick, _places(steps))
        out.append(svg.text(left - 7, y(tick) + 4, label, anchor="end", fill=svg.MUTED))
    spots = spread([y(max(f.value, steps[0])) for _, f in named], 30 if narrow else 17, top, bottom)
    for (word, figure), spot in zip(named, spots, strict=True):
        here = y(max(figure.value, steps[0]))
        mean = word in ("Mean", "Expected")
        if moving:
            out += _end_label(word, figure, right, spot, narrow=narrow, bold=mean)
            continue
        out.append(
            svg.line(
                left,
                here,
                right,
                here,
                svg.DARK if mean else svg.CONTEXT,
                1.3,
                "" if mean else "5 4",
            )
        )
        out += _end_label(word, figure, right, spot, narrow=narrow, bold=mean)
    for rule in chart.rules:
        position = _position(chart.marks, rule.on)
        if position is not None:
            out.append(
                svg.line(
                    x(position),
                    top - 8,
                    x(position),
                    bottom,
                    svg.DARK,
                    1.0,
                    "" if rule.solid else "2 3",
                )
            )
            out.append(svg.text(x(position) - 6, top - 10, rule.text, anchor="end", fill=svg.MUTED))
    run: list[tuple[float, float]] = []
    gap: list[int] = []
    for i, mark in enumerate(chart.marks):
        if mark.value is None:
            out.append(svg.path(run))
            run = []
            if gap and chart.marks[gap[-1]].kind != mark.kind:
                out += _gap(gap, x, bottom, chart.marks[gap[-1]].kind)
                gap = []
            gap.append(i)
        else:
            if i and mark.phase != chart.marks[i - 1].phase:
                out.append(svg.path(run))
                run = []
            run.append((x(i), y(mark.value.value)))
            out += _gap(gap, x, bottom, chart.marks[i - 1].kind)
            gap = []
    out += _gap(gap, x, bottom, chart.marks[-1].kind)
    out.append(svg.path(run))
    for i, mark in enumerate(chart.marks):
        if mark.value is not None:
            title = f"{period_text(mark.period)}: {figure_text(mark.value)}"
            here = y(mark.value.value)
            if mark.kind == "common_cause":
                out.append(svg.dot(x(i), here, title=title))
            else:
                out.append(svg.shape(mark.kind, x(i), here, title))
    out += _labels(chart.marks, x, y, top, bottom)
    out += _months([m.period for m in chart.marks], x, left, right, bottom, narrow=narrow)
    return tall, "".join(out)


def line_chart(chart: Line, narrow: bool, _identity: str) -> tuple[float, str]:
    """A line from zero, without limits; its first, lowest, highest and last points named."""
    sizes = [abs(p.value.value) for p in chart.points]
    steps = ticks(0, max(sizes), 3)
    tall, right = (190, 250) if narrow else (210, 660)
    left, top, bottom = 40, 24, tall - 36
    y = Scale(steps[0], steps[-1], bottom, top)
    x = Scale(0, max(1, len(sizes) - 1), left + 8, right - 8)
    out = []
    for tick in steps:
        out.append(svg.line(left, y(tick), right, y(tick), svg.CONTEXT if tick == 0 else svg.RULE))
        label = number_text(tick, _places(steps))
        out.append(svg.text(left - 7, y(tick) + 4, label, anchor="end", fill=svg.MUTED))
    out.append(svg.path([(x(i), y(v)) for i, v in enumerate(sizes)]))
    every = 4 if len(sizes) <= 16 or not narrow else 8
    last = len(sizes) - 1
    for i in range(last, -1, -every):
        if x(i) < left + 20 and i != 0:
            continue
        words = period_text(
            Period(chart.points[i].period.end.replace(day=1), chart.points[i].period.end),
            Form.SHORT,
        )
        out.append(svg.line(x(i), bottom, x(i), bottom + 5, svg.CONTEXT))
        out.append(svg.text(x(i), bottom + 21, words, anchor="middle", fill=svg.MUTED))
    lowest, highest = sizes.index(min(sizes)), sizes.index(max(sizes))
    for i in sorted({0, lowest, highest, last}):
        point = chart.points[i]
        out.append(
            svg.dot(
                x(i), y(sizes[i]), title=f"{period_text(point.period)}: {figure_text(point.value)}"
            )
        )
        if i != last:
            below = i == lowest
            out.append(
                svg.text(
                    x(i),
                    y(sizes[i]) + (18 if below else -9),
                    figure_text(point.value, Form.SIZE),
                    anchor="middle",
                    bold=True,
                    halo=True,
                )
            )
    end = y(sizes[last])
    out.append(
        svg.text(
            right + 4,
            end,
            f"{figure_text(chart.points[last].value, Form.SIZE)} {chart.end}",
            bold=True,
        )
    )
    when = period_text(chart.points[last].period, Form.SHORT)
    for k, words in enumerate(_wrapped(when, 92 if narrow else 132)):
        out.append(svg.text(right + 4, end + 16 * (k + 1), words, fill=svg.MUTED))
    return tall, "".join(out)


def axis_range(values: Sequence[float]) -> tuple[float, float]:
    """Where an axis runs: from zero unless the values lie far above it.

    >>> axis_range([120.0, 260.0]), axis_range([1016.0, 1473.0])
    ((0.0, 260.0), (1016.0, 1473.0))
    """
    low, high = min(values), max(values)
    if low < 0 <= values[0]:
        return 0.0, high  # a limit below zero, which counts cannot reach
    if 0 <= low <= 0.6 * high:
        return 0.0, high
    return (low, high) if low != high else (low - 1, high + 1)


def axis_start(chart: Process) -> float:
    """The value at which the chart's axis starts, for its subtitle."""
    return ticks(*_range(chart), 5)[0]


def _range(chart: Process) -> tuple[float, float]:
    """From zero without limits: nothing else says how large a difference is."""
    values = [m.value.value for m in chart.marks if m.value]
    named = [f.value for f in (chart.upper, chart.mean, chart.lower) if f]
    named += [v for m in chart.marks if m.expected for v in m.expected]
    if not named and min(values) >= 0:
        return 0.0, max(values) or 1.0
    return axis_range(values + named)


def _places(steps: Sequence[float]) -> int:
    return 0 if all(s == round(s) for s in steps) else 1


def _end_label(
    word: str, figure: Figure, right: float, spot: float, *, narrow: bool, bold: bool
) -> list[str]:
    fill = svg.INK if bold else svg.MUTED
    value = figure_text(figure) if figure.value >= 0 else "below 0"
    if not narrow:
        return [svg.text(right + 10, spot + 4, f"{word} {value}", bold=bold, fill=fill)]
    return [
        svg.text(right + 8, spot - 2, word.removesuffix(" limit"), bold=bold, fill=fill),
        svg.text(right + 8, spot + 13, value, bold=bold, fill=fill),
    ]


def _labels(marks: Sequence[Mark], x: Scale, y: Scale, top: float, bottom: float) -> list[str]:
    """The highest, the lowest and the latest value, where they do not cover one another."""
    known = [(i, m.value) for i, m in enumerate(marks) if m.value]
    if not known:
        return []
    high = max(known, key=lambda k: k[1].value)
    low = min(known, key=lambda k: k[1].value)
    out: list[str] = []
    taken: list[tuple[float, float]] = []
    for i, figure in (known[-1], high, low):
        words = figure_text(figure)
        half = text_width(words, bold=True) / 2 + 4
        if any(abs(x(i) - at) < half + other for at, other in taken):
            continue
        above = i == high[0] or (i != low[0] and y(figure.value) > (top + bottom) / 2 - 30)
        spot = y(figure.value) + (-12 if above else 22)
        out.append(svg.text(x(i), spot, words, anchor="middle", bold=True, halo=True))
        taken.append((x(i), half))
    return out


def _months(
    periods: Sequence[Period], x: Scale, left: float, right: float, bottom: float, *, narrow: bool
) -> list[str]:
    out = [svg.line(left, bottom, right, bottom, svg.CONTEXT)]
    room = (right - left) / max(1, len(periods))
    long = not narrow and room >= 30
    every = 1 if room >= 11 else 3 if room >= 4 else 12
    for i, period in enumerate(periods):
        month = period.end.month
        if (month - 1) % every == 0:
            words = period_text(period, Form.SHORT)[:3] if long else INITIALS[month - 1]
            out.append(svg.text(x(i), bottom + 17, words, anchor="middle", fill=svg.MUTED))
        if i == 0 or period.end.year != periods[i - 1].end.year:
            start = x(i) - (room / 2 if i else 12)
            if i:
                out.append(svg.line(start, bottom, start, bottom + 36, svg.CONTEXT))
            out.append(svg.text(start + 4, bottom + 36, str(period.end.year), bold=True))
    return out


def _band(
    moving: Sequence[tuple[int, tuple[float, float, float]]], x: Scale, y: Scale, floor: float
) -> str:
    """The expected range as a pale band with broken edges, and its middle as a thin line."""
    middle = [(x(i), y(m)) for i, (m, _, _) in moving]
    lower = [(x(i), y(max(low, floor))) for i, (_, low, _) in moving]
    upper = [(x(i), y(high)) for i, (_, _, high) in moving]
    around = "L".join(f"{svg.n(a)} {svg.n(b)}" for a, b in upper + lower[::-1])
    dashed = 'fill="none" stroke-dasharray="5 4"'
    edges = "".join(
        svg.path(edge, svg.CONTEXT, 1.2).replace('fill="none"', dashed) for edge in (upper, lower)
    )
    return f'<path d="M{around}z" fill="{svg.BAND}"/>{edges}{svg.path(middle, svg.DARK, 1.3)}'


def _gap(missing: Sequence[int], x: Scale, bottom: float, kind: str) -> list[str]:
    """A cross for a missing or withheld month, or a line for many in a row, named once."""
    if not missing:
        return []
    first, last = x(missing[0]), x(missing[-1])
    middle = (first + last) / 2
    word = "[c]" if kind == "withheld" else "no data"
    out = [svg.text(middle, bottom - 20, word, anchor="middle", fill=svg.MUTED)]
    if len(missing) > 1:
        out.append(svg.line(first, bottom - 8, last, bottom - 8, svg.CONTEXT, 1.3, "2 3"))
        return out
    return [*out, svg.text(middle, bottom - 6, "×", anchor="middle", bold=True)]


def _position(marks: Sequence[Mark], on: date) -> float | None:
    for i, mark in enumerate(marks):
        if mark.period.start <= on <= mark.period.end:
            return i - 0.5
    return None


def _wrapped(words: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
