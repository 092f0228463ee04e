"""The process chart: values, limits, target, special causes and dated changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Box, Labels, around, room, rows_of
from wardmote.document.chart.months import month_axis
from wardmote.document.chart.nodes import Mark, Process, Rule
from wardmote.document.chart.scales import Scale, spread, ticks
from wardmote.document.chart.widths import text_width
from wardmote.language import figure_text, message, number_text, period_text, translated
from wardmote.vocabulary import AnnotationKind, Figure

WORDS = {
    "improvement": message("Improving"),
    "concern": message("Concerning"),
    "neutral_high": message("Higher"),
    "neutral_low": message("Lower"),
}
DASHES = {
    AnnotationKind.RECORDING: "",
    AnnotationKind.PROCESS: "2 3",
    AnnotationKind.ANNOUNCED: "8 3 2 3",
}
AHEAD = 26.0  # width of the space in which an announced change is to come


def process_chart(chart: Process, narrow: bool, identity: str) -> tuple[float, str]:
    """Months as a line, special causes by shape, limits as a pale band, each named at its end."""
    width = 348.0 if narrow else 800.0
    labels = Labels(width)
    steps = ticks(*_range(chart), 5)
    left = max(text_width(number_text(t, places(steps))) for t in steps) + 14
    ends = _named_ends(chart, steps[0], narrow=narrow)
    wide = max((text_width(w, bold=True) for _, lines, _ in ends for w in lines), default=0.0)
    right = min(282.0 if narrow else 672.0, width - 12 - wide)
    ahead = [r for r in chart.rules if _ahead(chart.marks, r)]
    end = right - AHEAD if ahead else right
    x = Scale(0, max(1, len(chart.marks) - 1), left + 12, end - 12)
    dated = [(r, at) for r in chart.rules if (at := _position(chart.marks, r)) is not None]
    named = [(x(at), rule.text) for rule, at in dated]
    named += [(right, rule.text) for rule in ahead]
    rows = rows_of(named, right + 40)
    depth = max((row for row, _, _ in rows), default=0)
    top = 26.0 + 16 * depth
    bottom = top + (198 if narrow else 228)
    y = Scale(steps[0], steps[-1], bottom, top)
    out = limits_of(chart, x, y, left, end, steps[0])
    for tick in steps:
        out.append(svg.line(left, y(tick), end, y(tick), svg.RULE))
        label = number_text(tick, places(steps))
        out.append(labels.put(left - 7, y(tick) + 4, label, anchor="end", fill=svg.MUTED))
    if ahead:
        out.append(svg.hatch(f"{identity}-ahead", end, top - 6, AHEAD, bottom - top + 6))
    out += _ends(ends, y, (left, end, right), labels, steps[0], narrow=narrow)
    for (rule, at), (row, spot, anchor) in zip(dated, rows[: len(dated)], strict=True):
        level = top - 10 - 16 * row
        out.append(svg.line(x(at), level + 2, x(at), bottom, svg.DARK, 1.1, DASHES[rule.kind]))
        out.append(labels.put(spot, level, rule.text, anchor=anchor, fill=svg.MUTED))
    for rule, (row, spot, anchor) in zip(ahead, rows[len(dated) :], strict=True):
        level = top - 10 - 16 * row
        out.append(labels.put(spot, level, rule.text, anchor=anchor, fill=svg.MUTED))
    out += month_axis([m.period for m in chart.marks], x, left, end, bottom, labels)
    out += line_of(chart.marks, x, y, bottom, labels)
    out += marks_of(chart.marks, x, y, labels)
    out += _values(chart.marks, x, y, top, bottom, labels)
    out += _causes(chart.marks, x, y, labels)
    return bottom + 46, "".join(out)


def limits_of(
    chart: Process, x: Scale, y: Scale, left: float, right: float, floor: float
) -> list[str]:
    """The pale band between the limits with its broken edges, and the mean as a thin line."""
    moving = [(i, m.expected) for i, m in enumerate(chart.marks) if m.expected]
    out = []
    if moving:
        for phase in sorted({m.phase for m in chart.marks}):
            stretch = [(i, m) for i, m in moving if chart.marks[i].phase == phase]
            out += [_band(stretch, x, y, floor)] if stretch else []
        return out
    if chart.lower and chart.upper:
        upper, lower = y(chart.upper.value), y(max(chart.lower.value, floor))
        out.append(svg.area(left, upper, right - left, lower - upper, svg.BAND))
    for figure, colour, dash in (
        (chart.upper, svg.CONTEXT, "5 4"), (chart.lower, svg.CONTEXT, "5 4"),
        (chart.mean, svg.DARK, ""),
    ):  # fmt: skip
        if figure:
            at = y(max(figure.value, floor))
            out.append(svg.line(left, at, right, at, colour, 1.3, dash))
    return out


def line_of(
    marks: Sequence[Mark], x: Scale, y: Scale, bottom: float, labels: Labels | None,
    colour: str = svg.BLUE,
) -> list[str]:  # fmt: skip
    """The values joined, broken where a month is missing and where a phase begins.

    A gap is named where labels are given.
    """
    out: list[str] = []
    run: list[tuple[float, float]] = []
    gap: list[int] = []
    for i, mark in enumerate(marks):
        if mark.value is None:
            out.append(svg.path(run, colour))
            run = []
            if gap and marks[gap[-1]].kind != mark.kind:
                out += _gap(gap, x, bottom, labels, marks[gap[-1]].kind)
                gap = []
            gap.append(i)
            continue
        if i and mark.phase != marks[i - 1].phase:
            out.append(svg.path(run, colour))
            run = []
        run.append((x(i), y(mark.value.value)))
        out += _gap(gap, x, bottom, labels, marks[i - 1].kind)
        gap = []
    out += _gap(gap, x, bottom, labels, marks[-1].kind)
    return [*out, svg.path(run, colour)]


def marks_of(
    marks: Sequence[Mark], x: Scale, y: Scale, labels: Labels, colour: str = svg.BLUE,
    radius: float = 4,
) -> list[str]:  # fmt: skip
    """A dot for each value and a shape for each special cause, with its month in words."""
    out = []
    for i, mark in enumerate(marks):
        if mark.value is None:
            continue
        at, level = x(i), y(mark.value.value)
        title = f"{period_text(mark.period)}: {figure_text(mark.value)}"
        if mark.kind == "common_cause":
            out.append(svg.dot(at, level, radius, colour, title))
        else:
            title = f"{title}, {translated(WORDS[mark.kind]).lower()}"
            out.append(svg.shape(mark.kind, at, level, title, 1.0 if radius > 3 else 0.7))
        half = radius if mark.kind == "common_cause" else 7
        labels.keep(Box(at - half, level - half, at + half, level + half))
    return out


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


def places(steps: Sequence[float]) -> int:
    """Decimals that tell the steps of an axis apart."""
    return next(d for d in range(5) if all(abs(s - round(s, d)) < 1e-9 for s in steps) or d == 4)


def _range(chart: Process) -> tuple[float, float]:
    """From zero without limits: nothing else says how large a difference is."""
    values = [m.value.value for m in chart.marks if m.value]
    named = [f.value for f in (chart.upper, chart.mean, chart.lower, chart.target) if f]
    named += [v for m in chart.marks if m.expected for v in m.expected]
    if not named and min(values) >= 0:
        return 0.0, max(values) or 1.0
    return axis_range(values + named)


def _named_ends(
    chart: Process, floor: float, *, narrow: bool
) -> list[tuple[Figure, list[str], str]]:
    """Each line's value, its words in one line or two, and their colour."""
    middle = translated("Expected") if any(m.expected for m in chart.marks) else translated("Mean")
    found = []
    for word, figure, fill in (
        (translated("Upper limit"), chart.upper, svg.MUTED),
        (middle, chart.mean, svg.INK),
        (translated("Lower limit"), chart.lower, svg.MUTED),
        (translated("Target"), chart.target, svg.WINE),
    ):
        if figure:
            said = figure_text(figure) if figure.value >= 0 or floor < 0 else translated("below 0")
            lines = [word.removesuffix(" limit"), said] if narrow else [f"{word} {said}"]
            found.append((figure, lines, fill))
    return found


def _ends(
    ends: Sequence[tuple[Figure, list[str], str]],
    y: Scale,
    across: tuple[float, float, float],
    labels: Labels,
    floor: float,
    *,
    narrow: bool,
) -> list[str]:
    """Each line's name and value at its end, moved apart; the target's line with its arrow."""
    left, end, right = across
    gap, least, most = (31.0, y.end + 8, y.start - 14) if narrow else (17.0, y.end, y.start)
    spots = spread([y(max(f.value, floor)) for f, _, _ in ends], gap, least, most)
    out = []
    for (figure, lines, fill), spot in zip(ends, spots, strict=True):
        if fill == svg.WINE:
            at = y(figure.value)
            out += [svg.line(left, at, end, at, svg.WINE, 1.6), svg.arrow(right + 1, at, svg.WINE)]
        for k, words in enumerate(lines):
            level = spot + (15 * k - 2 if narrow else 4)
            bold = fill != svg.MUTED
            out.append(labels.put(right + 10, level, words, bold=bold, fill=fill))
    return out


def _values(
    marks: Sequence[Mark], x: Scale, y: Scale, top: float, bottom: float, labels: Labels
) -> list[str]:
    """The latest, the highest and the lowest value, where they cover nothing."""
    known = [(i, m.value) for i, m in enumerate(marks) if m.value]
    if not known:
        return []
    high = max(known, key=lambda k: k[1].value)
    low = min(known, key=lambda k: k[1].value)
    out: list[str] = []
    for i, figure in dict([known[-1], high, low]).items():
        over = i == high[0] or (i != low[0] and y(figure.value) > (top + bottom) / 2 - 30)
        spots = [s for s in around(x(i), y(figure.value), above_first=over) if s[1] < bottom - 3]
        out.append(labels.place(figure_text(figure), spots, bold=True))
    return out


def _causes(marks: Sequence[Mark], x: Scale, y: Scale, labels: Labels) -> list[str]:
    """A word beside the latest special cause of each kind: shape, colour and a word."""
    out = []
    for kind, text in WORDS.items():
        word = translated(text)
        last = max((i for i, m in enumerate(marks) if m.kind == kind and m.value), default=None)
        if last is None:
            continue
        figure = marks[last].value
        level = y(figure.value if figure else 0.0)
        over = kind in ("neutral_high", "concern")
        inside = [
            spot
            for spot in around(x(last), level, above_first=over, reach=13)
            if spot[1] < y.start - 3 and room(*spot[:2], word, spot[2]).right < x.end + 14
        ]
        out.append(labels.place(word, inside))
    return out


def _band(
    moving: Sequence[tuple[int, tuple[float, float, float]]], x: Scale, y: Scale, floor: float
) -> str:
    """The expected range as a pale band with broken edges, and its middle as a thin line."""
    middle = [(x(i), y(m)) for i, (m, _, _) in moving]
    lower = [(x(i), y(max(low, floor))) for i, (_, low, _) in moving]
    upper = [(x(i), y(high)) for i, (_, _, high) in moving]
    around_ = "L".join(f"{svg.n(a)} {svg.n(b)}" for a, b in upper + lower[::-1])
    dashed = 'fill="none" stroke-dasharray="5 4"'
    edges = "".join(
        svg.path(edge, svg.CONTEXT, 1.2).replace('fill="none"', dashed) for edge in (upper, lower)
    )
    return f'<path d="M{around_}z" fill="{svg.BAND}"/>{edges}{svg.path(middle, svg.DARK, 1.3)}'


def _gap(
    missing: Sequence[int], x: Scale, bottom: float, labels: Labels | None, kind: str
) -> list[str]:
    """A cross for a missing or withheld month, or a line for many in a row, named once."""
    if not missing or labels is None:
        return []
    first, last = x(missing[0]), x(missing[-1])
    middle = (first + last) / 2
    named = labels.place(
        "[c]" if kind == "withheld" else translated("no data"),
        [(middle, bottom - 20, "middle")],
        fill=svg.MUTED,
    )
    if len(missing) > 1:
        return [named, svg.line(first, bottom - 8, last, bottom - 8, svg.CONTEXT, 1.3, "2 3")]
    cross = labels.place("×", [(middle, bottom - 6, "middle")], bold=True)
    return [named, cross]


def _ahead(marks: Sequence[Mark], rule: Rule) -> bool:
    """Whether a change is announced and still to come, as far as the chart knows."""
    return rule.kind is AnnotationKind.ANNOUNCED and (
        rule.on is None or rule.on > marks[-1].period.end
    )


def _position(marks: Sequence[Mark], rule: Rule) -> float | None:
    """The place between two months at which a change took effect."""
    on: date | None = rule.on
    if on is not None:
        for i, mark in enumerate(marks):
            if mark.period.start <= on <= mark.period.end:
                return i - 0.5
    return None
