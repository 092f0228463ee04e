"""Lines along time without limits, such as rolling totals."""

from __future__ import annotations

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Labels, around
from wardmote.document.chart.nodes import Line
from wardmote.document.chart.process import places
from wardmote.document.chart.scales import Scale, ticks
from wardmote.document.chart.widths import text_width
from wardmote.language import figure_text, number_text, period_text
from wardmote.vocabulary import Form, Period


def line_chart(chart: Line, narrow: bool, _identity: str) -> tuple[float, str]:
    """A line from zero, without limits; its first, lowest, highest and last points named."""
    sizes = [abs(p.value.value) for p in chart.points]
    steps = ticks(0, max(sizes) or 1.0, 3)
    labels = Labels(348 if narrow else 800)
    tall, right = (190, 234) if narrow else (210, 660)
    left = max(40.0, max(text_width(number_text(t, places(steps))) for t in steps) + 14)
    top, bottom = 24, tall - 36
    y = Scale(steps[0], steps[-1], bottom, top)
    x = Scale(0, max(1, len(sizes) - 1), left + 8, right - 8)
    out = []
    for tick in steps:
        out.append(svg.line(left, y(tick), right, y(tick), svg.CONTEXT if tick == 0 else svg.RULE))
        label = number_text(tick, places(steps))
        out.append(labels.put(left - 7, y(tick) + 4, label, anchor="end", fill=svg.MUTED))
    out.append(svg.path([(x(i), y(v)) for i, v in enumerate(sizes)]))
    last = len(sizes) - 1
    end = max(top + 8.0, min(y(sizes[last]), bottom - 28.0))
    when = period_text(chart.points[last].period, Form.SHORT)
    said = f"{figure_text(chart.points[last].value, Form.SIZE)} {chart.end}"
    side = 104 if narrow else 130
    lines = [(w, True) for w in wrapped(said, side, bold=True)]
    lines += [(w, False) for w in wrapped(when, side)]
    for k, (words, bold) in enumerate(lines):
        fill = svg.INK if bold else svg.MUTED
        out.append(labels.put(right + 4, end + 16 * k, words, bold=bold, fill=fill))
    every = 4 if len(sizes) <= 16 or not narrow else 8
    for i in range(last, -1, -every):
        words = period_text(
            Period(chart.points[i].period.end.replace(day=1), chart.points[i].period.end),
            Form.SHORT,
        )
        named = labels.place(words, [(x(i), bottom + 21, "middle")], fill=svg.MUTED, halo=False)
        out.append(svg.line(x(i), bottom, x(i), bottom + 5, svg.CONTEXT) if named else "")
        out.append(named)
    lowest, highest = sizes.index(min(sizes)), sizes.index(max(sizes))
    for i in sorted({0, lowest, highest, last}):
        point = chart.points[i]
        title = f"{period_text(point.period)}: {figure_text(point.value)}"
        out.append(svg.dot(x(i), y(sizes[i]), title=title))
        if i != last:
            spots = around(x(i), y(sizes[i]), above_first=i != lowest, reach=9)
            within = [s for s in spots if s[1] < bottom - 3 and s[0] > left]
            out.append(labels.place(figure_text(point.value, Form.SIZE), within, bold=True))
    return tall, "".join(out)


def wrapped(words: str, width: float, *, bold: bool = False) -> list[str]:
    """Words broken into lines no wider than `width`, as far as single words allow."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def fitted(words: str, width: float, most: int, *, bold: bool = False) -> list[str]:
    """Words in at most so many lines; what does not fit is left out and marked so."""
    lines = wrapped(words, width, bold=bold)
    if len(lines) > most or any(text_width(w, bold=bold) > width for w in lines):
        lines = wrapped(words, width - text_width(" …", bold=bold), bold=bold)[:most]
        while text_width(f"{lines[-1]} …", bold=bold) > width and len(lines[-1]) > 1:
            lines[-1] = lines[-1][:-1]
        lines[-1] = f"{lines[-1].rstrip()} …"
    return lines
