"""The axis of months below a chart along time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Labels
from wardmote.document.chart.scales import Scale
from wardmote.document.chart.widths import text_width
from wardmote.language import period_text
from wardmote.vocabulary import Form, Period

INITIALS = "JFMAMJJASOND"
EVERY = (1, 2, 3, 6, 12)  # months between those that are named


def month_axis(
    periods: Sequence[Period], x: Scale, left: float, right: float, bottom: float, labels: Labels
) -> list[str]:
    """A line with the months under it, as many as there is room for, and the years."""
    out = [svg.line(left, bottom, right, bottom, svg.CONTEXT)]
    room = (right - left) / max(1, len(periods))
    index = [p.end.year * 12 + p.end.month for p in periods]
    apart = min((b - a for a, b in pairwise(index)), default=1)
    each = room / max(1, apart)  # of one month
    short = [period_text(p, Form.SHORT)[:3] for p in periods]
    long = room >= max(text_width(w) for w in short) + 5
    every = next((e for e in EVERY if each * e >= 15 or long), 12)
    for i, period in enumerate(periods):
        month = period.end.month
        if long or (month - 1) % every == 0 or apart > 1:
            words = short[i] if long else INITIALS[month - 1]
            out.append(
                labels.place(
                    words, [(x(i), bottom + 17, "middle")], fill=svg.MUTED, halo=False
                )
            )  # fmt: skip
    starts = [i for i, p in enumerate(periods) if not i or p.end.year != periods[i - 1].end.year]
    years = []
    for i in reversed(starts):  # the latest first: an odd month of an earlier year gives way
        start = x(i) - (room / 2 if i else 12)
        year = str(periods[i].end.year)
        made = labels.place(year, [(start + 4, bottom + 36, "start")], bold=True, halo=False)
        rule = svg.line(start, bottom, start, bottom + (36 if made else 8), svg.CONTEXT)
        years.append((rule if i else "") + made)
    return [*out, *reversed(years)]
