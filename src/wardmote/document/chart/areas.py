"""Many areas at once: in the order of their values, and against their size."""

from __future__ import annotations

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Box, Labels, Spot, around
from wardmote.document.chart.nodes import FunnelLimit, FunnelPlot, Rank, Ranked, SkiSlope
from wardmote.document.chart.scales import Scale, ticks
from wardmote.document.chart.widths import text_width
from wardmote.language import figure_text, number_text, translated

COLOUR = {Rank.FOCUS: svg.BLUE, Rank.GROUP: svg.DARK, Rank.CONTEXT: svg.CONTEXT}
# The focus is a round dot, its group open diamonds, all others small dots: told apart in grey.


def ski_slope(chart: SkiSlope, narrow: bool, _identity: str) -> tuple[float, str]:
    """All areas from the lowest to the highest, with intervals; focus and group are named."""
    whole = 348.0 if narrow else 800.0
    labels = Labels(whole)
    values = [f.value for a in chart.areas for f in (a.lower, a.upper)]
    steps = ticks(min(0.0, *values), max(values), 4)
    decimals = 0 if all(s == round(s) for s in steps) else 1
    left = max(text_width(number_text(t, decimals)) for t in steps) + 14
    name, figure = chart.average
    said = [name, figure_text(figure)] if narrow else [f"{name} {figure_text(figure)}"]
    right = whole - 12 - max(text_width(s) for s in said)
    top, bottom = 24.0, 330.0
    y = Scale(steps[0], steps[-1], bottom, top)
    x = Scale(0, max(1, len(chart.areas) - 1), left + 10, right - 10)
    out = []
    for tick in steps:
        out.append(svg.line(left, y(tick), right, y(tick), svg.RULE if tick else svg.CONTEXT))
        label = number_text(tick, decimals)
        out.append(labels.put(left - 7, y(tick) + 4, label, anchor="end", fill=svg.MUTED))
    at = y(figure.value)
    out.append(svg.line(left, at, right, at, svg.DARK, 1.3))
    for k, words in enumerate(said):
        level = at + 4 + 15 * k - (8 if narrow else 0)
        out.append(labels.put(right + 8, level, words, fill=svg.MUTED))
    below = [
        (translated("Lowest rate"), left + 4, "start"),
        (translated("Highest rate"), right, "end"),
    ]
    out += [labels.put(at_, bottom + 18, w, anchor=a, fill=svg.MUTED) for w, at_, a in below]
    drawn = sorted(enumerate(chart.areas), key=lambda a: a[1].rank is not Rank.CONTEXT)
    for i, area in drawn:
        thick = 1.2 if area.rank is Rank.CONTEXT else 2.2
        low, high = y(area.lower.value), y(area.upper.value)
        out.append(svg.upright(x(i), low, high, COLOUR[area.rank], thick))
        out.append(_mark(area, x(i), y(area.value.value), 2.2 if narrow else 3))
        labels.keep(Box(x(i) - 3, min(high, y(area.value.value) - 4), x(i) + 3,
                        max(low, y(area.value.value) + 4)))  # fmt: skip
    order = sorted(enumerate(chart.areas), key=lambda a: a[1].rank is not Rank.FOCUS)
    for i, area in order:
        if area.rank is not Rank.CONTEXT:
            out.append(_named(area, x(i), y(area.upper.value), y(area.lower.value), labels, bottom))
    return bottom + 28, "".join(out)


def _mark(area: Ranked, x: float, y: float, small: float) -> str:
    title = f"{area.label}: {figure_text(area.value)}"
    if area.rank is Rank.GROUP:
        return svg.open_diamond(x, y, title)
    focus = area.rank is Rank.FOCUS
    return svg.dot(x, y, 6 if focus else small, COLOUR[area.rank], title)


def _named(
    area: Ranked, x: float, high: float, low: float, labels: Labels, bottom: float
) -> str:  # fmt: skip
    """The name and value above or below the area's own place, joined to it by a thin line."""
    words = f"{area.label} {figure_text(area.value)}"
    bold = area.rank is Rank.FOCUS
    spots: list[Spot] = []
    for step in range(1, 15):
        for level in (high - 6 - 16 * step, low + 14 + 16 * step):
            if 12 < level < bottom - 4:
                spots += [(x + 6, level, "end"), (x, level, "middle"), (x - 6, level, "start")]
    before = len(labels.taken)
    made = labels.place(words, spots, bold=bold)
    if not made:
        return ""
    box = labels.taken[before]
    start, end = (box.bottom, high - 7) if box.bottom < high else (low + 7, box.top)
    return svg.line(x, start, x, end, svg.CONTEXT, 0.9) + made


def funnel_plot(chart: FunnelPlot, narrow: bool, _identity: str) -> tuple[float, str]:
    """Rates against residents between limits; areas past them are triangles, and named."""
    whole = 348.0 if narrow else 800.0
    labels = Labels(whole)
    name, average = chart.average
    sizes = [a.size.value for a in chart.areas]
    values = [a.value.value for a in chart.areas]
    values += [v for limit in chart.limits for v in limit.inner]
    across = ticks(0, max(sizes), 3 if narrow else 5)
    steps = ticks(min(0.0, *values), max(values), 4)
    decimals = next(d for d in (0, 1, 2, 3) if all(s == round(s, d) for s in steps) or d == 3)
    left = max(text_width(number_text(t, decimals)) for t in steps) + 14
    right, top, bottom = (252.0, 20.0, 320.0) if narrow else (672.0, 20.0, 330.0)
    x, y = Scale(0, across[-1], left, right), Scale(steps[0], steps[-1], bottom, top)
    out = []
    for tick in steps:
        out.append(svg.line(left, y(tick), right, y(tick), svg.RULE if tick else svg.CONTEXT))
        label = number_text(tick, decimals)
        out.append(labels.put(left - 7, y(tick) + 4, label, anchor="end", fill=svg.MUTED))
    scale = 1e6 if across[-1] >= 1e6 else 1.0
    for tick in across:
        label = number_text(tick / scale, 0 if tick % scale == 0 else 1)
        anchor = "middle" if tick else "start"
        out.append(labels.put(x(tick), bottom + 17, label, anchor=anchor, fill=svg.MUTED))
    unit = " (millions)" if scale > 1 else ""
    out.append(labels.put(left, bottom + 35, f"{chart.across}{unit}", fill=svg.MUTED))
    out += _limits(chart, x, y, (top, bottom))
    out.append(svg.line(left, y(average.value), right, y(average.value), svg.DARK, 1.3))
    last = chart.limits[-1]
    ends = [
        (f"{name} {figure_text(average)}", average.value),
        (translated("Usual variation"), last.outer[1]),
        (translated("Chance alone"), last.chance[1]),
    ]
    for words, value in ends:
        lines = words.split(" ", 1) if narrow else [words]
        level = max(top + 6, y(value)) + 4
        spots = [(right + 8, level + s, "start") for s in (0, -17, 17, -34, 34, -51, 51, 68)]
        out.append(labels.place_lines(lines, spots, fill=svg.MUTED))
    drawn = sorted(chart.areas, key=lambda a: a.rank is not Rank.CONTEXT)
    for area in drawn:
        px, py = x(area.size.value), y(area.value.value)
        title = f"{area.label}: {figure_text(area.value)}"
        if area.kind != "common_cause":
            out.append(svg.shape(area.kind, px, py, title))
        elif area.rank is Rank.GROUP:
            out.append(svg.open_diamond(px, py, title))
        else:
            focus = area.rank is Rank.FOCUS
            out.append(svg.dot(px, py, 6 if focus else 3.2, COLOUR[area.rank], title))
        labels.keep(Box(px - 5, py - 5, px + 5, py + 5))
    order = sorted(chart.areas, key=lambda a: (a.rank is not Rank.FOCUS, a.rank is Rank.CONTEXT))
    for area in order:
        if area.rank is not Rank.CONTEXT or area.kind != "common_cause":
            spots = [
                s for s in around(x(area.size.value), y(area.value.value))
                if top < s[1] < bottom - 3
            ]  # fmt: skip
            spots = [s for s in spots if left + 2 < s[0] < right + 4]
            words = f"{area.label} {figure_text(area.value)}"
            out.append(labels.place(words, spots, bold=area.rank is Rank.FOCUS))
    return bottom + 44, "".join(out)


def _limits(
    chart: FunnelPlot, x: Scale, y: Scale, inside: tuple[float, float]
) -> list[str]:  # fmt: skip
    """The usual variation as a pale band with broken edges, chance's own limits dotted."""
    top, bottom = inside

    def edge(which: str, side: int) -> list[tuple[float, float]]:
        def value(limit: FunnelLimit) -> float:
            pair: tuple[float, float] = getattr(limit, which)
            return pair[side]

        return [(x(t.size), max(top, min(bottom, y(value(t))))) for t in chart.limits]

    around_ = "L".join(
        f"{svg.n(a)} {svg.n(b)}" for a, b in [*edge("outer", 0), *edge("outer", 1)[::-1]]
    )
    out = [f'<path d="M{around_}z" fill="{svg.BAND}"/>']
    for which, dash, colour in (
        ("outer", "5 4", svg.CONTEXT), ("inner", "9 3", svg.RULE), ("chance", "1.5 3", svg.MUTED),
    ):  # fmt: skip
        for side in (0, 1):
            line = svg.path(edge(which, side), colour, 1.3)
            out.append(line.replace('fill="none"', f'fill="none" stroke-dasharray="{dash}"'))
    return out
