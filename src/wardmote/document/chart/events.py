"""Rare events: the days between each and the one before it."""

from __future__ import annotations

from datetime import date

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Box, Labels, around
from wardmote.document.chart.nodes import Events
from wardmote.document.chart.process import WORDS
from wardmote.document.chart.scales import Scale, ticks
from wardmote.document.chart.widths import text_width
from wardmote.language import day_text, figure_text, number_text, translated


def events_chart(chart: Events, narrow: bool, identity: str) -> tuple[float, str]:
    """A stem an event, as long as the days since the one before; the last silence is hatched."""
    whole = 348.0 if narrow else 800.0
    labels = Labels(whole)
    most = max(*(g.days.value for g in chart.gaps), chart.since.value, chart.gaps[-1].upper.value)
    steps = ticks(0, most, 4)
    left = max(text_width(number_text(t)) for t in steps) + 14
    right, top, bottom = (256.0, 24.0, 226.0) if narrow else (660.0, 24.0, 260.0)
    y = Scale(0, steps[-1], bottom, top)
    first = chart.gaps[0].on.toordinal() - round(chart.gaps[0].days.value)
    x = Scale(first, chart.until.toordinal(), left + 6, right)
    last = x(chart.gaps[-1].on.toordinal())
    edges = [(x(g.on.toordinal()), y(g.upper.value)) for g in chart.gaps]
    edges.append((right, edges[-1][1]))
    around_ = "L".join(f"{svg.n(a)} {svg.n(b)}" for a, b in edges)
    out = [
        f'<path d="M{svg.n(edges[0][0])} {svg.n(bottom)}L{around_}L{svg.n(right)} '
        f'{svg.n(bottom)}z" fill="{svg.BAND}"/>',
        svg.path(edges, svg.CONTEXT, 1.2).replace('fill="none"', 'fill="none" '
                                                  'stroke-dasharray="5 4"'),
    ]  # fmt: skip
    for tick in steps:
        out.append(svg.line(left, y(tick), right, y(tick), svg.RULE if tick else svg.CONTEXT))
        label = number_text(tick)
        out.append(labels.put(left - 7, y(tick) + 4, label, anchor="end", fill=svg.MUTED))
    mean = y(chart.mean.value)
    out.append(svg.line(left, mean, right, mean, svg.DARK, 1.3))
    ends = [(translated("Mean {value}").format(value=figure_text(chart.mean)), mean, True),
            (translated("Upper limit {value}").format(
                value=figure_text(chart.gaps[-1].upper)), edges[-1][1], False)]  # fmt: skip
    for words, level, bold in ends:
        lines = words.rsplit(" ", 1) if narrow else [words]
        if narrow:
            lines[0] = lines[0].removesuffix(" limit")
        fill = svg.INK if bold else svg.MUTED
        start = level + 4 - (8 if narrow else 0)
        spots = [(right + 8, start + s, "start") for s in (0, 17, 34, -17, -34)]
        out.append(labels.place_lines(lines, spots, bold=bold, fill=fill))
    silence = y(chart.since.value)
    if right - last > 1:
        out.append(
            svg.hatch(f"{identity}-since", last, silence, right - last, bottom - silence)
        )  # fmt: skip
    for gap in chart.gaps:
        at, level = x(gap.on.toordinal()), y(gap.days.value)
        title = translated("{day}: {n} days").format(day=day_text(gap.on), n=figure_text(gap.days))
        out.append(svg.line(at, bottom, at, level, svg.BLUE, 1.2))
        if gap.kind == "common_cause":
            out.append(svg.dot(at, level, 2.6 if narrow else 3.4, title=title))
        else:
            out.append(svg.shape(gap.kind, at, level, title))
        labels.keep(Box(at - 4, level - 4, at + 4, level + 4))
    words = translated("{n} days since the last").format(n=figure_text(chart.since))
    spots = [(right, silence - 7 - s, "end") for s in (0, 17, 34, 51, 68, 85)]
    out.append(labels.place(words, [s for s in spots if s[1] > 10], bold=True))
    for gap in chart.gaps:
        if gap.kind != "common_cause":
            spots = around(x(gap.on.toordinal()), y(gap.days.value), reach=11)
            inside = [s for s in spots if s[1] < bottom - 3]
            out.append(labels.place(f"{WORDS[gap.kind]} {figure_text(gap.days)}", inside))
    out += _years(first, chart.until, x, bottom, labels)
    return bottom + 32, "".join(out)


def _years(first: int, until: date, x: Scale, bottom: float, labels: Labels) -> list[str]:
    out = []
    for year in range(date.fromordinal(first).year, until.year + 1):
        at = x(max(first, date(year, 1, 1).toordinal()))
        out.append(svg.line(at, bottom, at, bottom + 6, svg.CONTEXT))
        spot = (at + 3, bottom + 20, "start")
        out.append(labels.place(str(year), [spot], bold=True, halo=False))
    return out
