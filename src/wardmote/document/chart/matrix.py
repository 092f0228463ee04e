"""What matters against what is done: activities by importance and regularity."""

from __future__ import annotations

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Box, Labels, Spot, around
from wardmote.document.chart.nodes import Matrix
from wardmote.document.chart.scales import Scale, ticks
from wardmote.document.chart.time import wrapped
from wardmote.language import figure_text, number_text, translated

FILLS = (svg.BLUE, svg.TEAL, svg.WINE, svg.DARK)


def matrix(chart: Matrix, narrow: bool, _identity: str) -> tuple[float, str]:
    """Importance upward, regularity to the right; the gap grows with the distance to the line.

    Each group has a shape as well as a colour, named beside; the activities told are named.
    """
    whole = 348.0 if narrow else 800.0
    side = 292.0 if narrow else 460.0
    labels = Labels(whole)
    left, top = 40.0, 26.0
    bottom = top + side
    steps = [t for t in ticks(chart.low, chart.high, 5) if chart.low <= t <= chart.high]
    x = Scale(chart.low, chart.high, left + 12, left + side - 12)
    y = Scale(chart.low, chart.high, bottom - 12, top + 12)
    corner = f"M{svg.n(left)} {svg.n(bottom)}V{svg.n(top)}H{svg.n(left + side)}z"
    out = [f'<path d="{corner}" fill="{svg.BAND}"/>']
    for tick in steps:
        words = number_text(tick, 0 if tick == round(tick) else 1)
        out.append(svg.line(left, y(tick), left + side, y(tick), svg.RULE))
        out.append(svg.line(x(tick), top, x(tick), bottom, svg.RULE))
        out.append(labels.put(left - 8, y(tick) + 4, words, anchor="end", fill=svg.MUTED))
        out.append(labels.put(x(tick), bottom + 18, words, anchor="middle", fill=svg.MUTED))
    out.append(svg.line(left, bottom, left + side, top, svg.DARK, 1.2, "5 4"))
    out.append(labels.put(0, 14, translated("Importance, higher is more"), bold=True))
    out.append(
        labels.put(
            left + side, bottom + 37, translated("Regularity, more often"), anchor="end", bold=True
        )
    )
    hints = [
        (translated("Matters more than it is done"), left + 8, top + 16, "start"),
        (translated("Done more than it matters"), left + side - 8, bottom - 8, "end"),
    ]
    out += [labels.put(px, py, w, anchor=a, fill=svg.MUTED) for w, px, py, a in hints]
    groups = list(dict.fromkeys(a.group for a in chart.activities))
    at, level = (8.0, bottom + 62) if narrow else (left + side + 34, top + 40)
    for k, group in enumerate(groups):
        out.append(svg.plain_shape(k, at, level - 4, FILLS[k % 4], filled=True))
        for words in wrapped(group, whole - at - 20):
            out.append(labels.put(at + 13, level, words))
            level += 16
        level += 6
    for activity in sorted(chart.activities, key=lambda a: a.told):
        k = groups.index(activity.group)
        px, py = x(activity.regularity.value), y(activity.importance.value)
        title = translated("{name}: importance {one}, regularity {other}").format(
            name=activity.label,
            one=figure_text(activity.importance),
            other=figure_text(activity.regularity),
        )
        out.append(svg.plain_shape(k, px, py, FILLS[k % 4], title, filled=activity.told))
        labels.keep(Box(px - 5, py - 5, px + 5, py + 5))
    gap = sorted(
        (a for a in chart.activities if a.told),
        key=lambda a: a.regularity.value - a.importance.value,
    )
    for activity in gap:
        spots = around(x(activity.regularity.value), y(activity.importance.value), reach=10)
        inside: list[Spot] = [s for s in spots if top < s[1] < bottom - 2]
        out.append(labels.place(activity.label, inside, bold=True))
    return max(bottom + 46, level), "".join(out)
