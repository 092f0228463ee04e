"""The drawn example of every method page, made by the project's own analysis and marks.

`python -m tests.docs.drawn` writes them to docs/methods/img; a test holds the two together.
What is made up says so in its second line; the rest are figures of the founding paper.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path
from random import Random

import numpy as np

from tests.made import MEASURE, months, series
from wardmote.analysis.counts import compare_counts
from wardmote.analysis.disclosure import disclose
from wardmote.analysis.expected import Request, judge_expected
from wardmote.analysis.false_alarms import discoveries
from wardmote.analysis.forecasts import forecast_group
from wardmote.analysis.funnel import Funnel, funnel
from wardmote.analysis.maturity import develop
from wardmote.analysis.peers import compare_peers
from wardmote.analysis.proportions import wilson
from wardmote.analysis.rare_events import rare_events
from wardmote.analysis.signals import signal
from wardmote.analysis.spc import PROFILES, Point, judge
from wardmote.analysis.standardise import Standardised, directly_standardised
from wardmote.document.chart import BeforeAfter, Chart, Dot, DotPlot, Mark, Move, Process, svg
from wardmote.document.chart.draw import DRAWN
from wardmote.document.chart.scales import Scale, ticks
from wardmote.language import number_text, period_text
from wardmote.vocabulary import (
    Area,
    Figure,
    Form,
    Improvement,
    Observation,
    Period,
    Quantity,
    Series,
    Style,
)

IMAGES = Path(__file__).parents[2] / "docs" / "methods" / "img"

# The founding paper's tables, January 2014 to March or May 2015.
COLLISIONS = [1329, 1202, 1345, 1156, 1292, 1262, 1173, 1206, 1215, 1201, 1334, 1393,
              1245, 1156, 1161]  # fmt: skip
PHONES = [254, 213, 250, 262, 195, 200, 191, 171, 191, 225, 124, 121, 182, 162, 116, 175, 169]
DISPOSALS_2014 = {"Cancelled": 8930, "Course": 20674, "Paid": 12940, "Prosecuted": 8555}
DISPOSALS_2015 = {"Cancelled": 611, "Course": 3178, "Paid": 2810, "Prosecuted": 1522}
TICKETS_2014, TICKETS_2015 = 51102, 8121

# Its stated changes, with the base that count and percentage together imply.
STATED = {
    "Violence with injury": (474, 4740),
    "Violence with injury, public place": (405, 2025),
    "Theft from shops and stalls": (313, 3402),
    "Robbery": (-31, 940),
    "Burglary of dwellings": (-180, 2045),
}

WIDE = 800
WHOLE = Period.parse("2014-01")


def figure(value: float, style: Style = Style.COUNT, decimals: int = 0) -> Figure:
    return Figure("", "", "", "", WHOLE, value, "", style, "", decimals)


def framed(tall: float, body: str, title: str, note: str) -> str:
    """A drawing on white under its title, so that it is read on any page."""
    head = svg.text(8, 18, title, bold=True) + svg.text(8, 37, note, fill=svg.MUTED)
    whole = tall + 54
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {svg.n(whole)}" '
        'font-family="Inter, Segoe UI, Helvetica Neue, Arial, sans-serif" '
        f'font-size="{svg.SIZE}" role="img" aria-label="{escape(title)}">'
        f'{svg.area(0, 0, WIDE, whole, "#fff")}{head}<g transform="translate(0 50)">{body}</g>'
        "</svg>\n"
    )


def node(chart: Chart, title: str, note: str) -> str:
    """A chart of the packs, drawn as they draw it."""
    tall, body = DRAWN[type(chart)](chart, False, "example-wide")
    return framed(tall, body, title, note)


@dataclass(frozen=True)
class Plane:
    """Two scales with the axes drawn; the marks go on top."""

    x: Scale
    y: Scale
    tall: float
    axes: tuple[str, ...]

    def drawn(self, title: str, note: str, *marks: str) -> str:
        return framed(self.tall, "".join((*self.axes, *marks)), title, note)

    def way(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(self.x(a), self.y(b)) for a, b in points]

    def dashed(self, points: Sequence[tuple[float, float]], stroke: str = svg.CONTEXT) -> str:
        made = svg.path(self.way(points), stroke, 1.3)
        return made.replace('fill="none"', 'fill="none" stroke-dasharray="5 4"')

    def label(self, x: float, y: float, words: str, *, bold: bool = False, down: float = 4) -> str:
        fill = svg.INK if bold else svg.MUTED
        return svg.text(self.x(x) + 10, self.y(y) + down, words, bold=bold, fill=fill, halo=True)


def plane(
    across: Sequence[float],
    up: Sequence[float],
    *,
    named: Callable[[float], str] = number_text,
    raised: Callable[[float], str] = number_text,
    below: str = "",
    right: float = 672,
    at: Sequence[float] | None = None,
) -> Plane:
    """Axes over `across` and `up`, whose ends are the ends of the scales."""
    tall = 300.0 + (18 if below else 0)
    left, top, bottom = 58.0, 12.0, 260.0
    x = Scale(across[0], across[-1], left + 12, right - 12)
    y = Scale(up[0], up[-1], bottom, top)
    out = []
    for tick in up:
        out.append(svg.line(left, y(tick), right, y(tick), svg.RULE))
        out.append(svg.text(left - 7, y(tick) + 4, raised(tick), anchor="end", fill=svg.MUTED))
    out.append(svg.line(left, bottom, right, bottom, svg.CONTEXT))
    out += [
        svg.text(x(tick), bottom + 18, named(tick), anchor="middle", fill=svg.MUTED)
        for tick in (across if at is None else at)
    ]
    if below:
        middle = (left + right) / 2
        out.append(svg.text(middle, bottom + 40, below, anchor="middle", fill=svg.MUTED))
    return Plane(x, y, tall, tuple(out))


@dataclass(frozen=True)
class Row:
    """One value with its interval; `before` is drawn as an open diamond."""

    label: str
    value: float
    lower: float
    upper: float
    words: str
    bold: bool = False
    before: float | None = None


def rows(
    found: Sequence[Row], steps: Sequence[float], ticked: Callable[[float], str], left: float = 270
) -> tuple[float, str]:
    """Lying intervals about their values, over a common scale."""
    step, top = 40, 4
    bottom = top + step * len(found)
    x = Scale(steps[0], steps[-1], left, 650)
    out = []
    for tick in steps:
        strong = not tick
        out.append(
            svg.line(x(tick), top, x(tick), bottom, svg.DARK if strong else svg.RULE, 1.0 + strong)
        )
        out.append(svg.text(x(tick), bottom + 19, ticked(tick), anchor="middle", fill=svg.MUTED))
    for k, row in enumerate(found):
        y = top + step * k + step / 2
        crosses = row.lower <= 0 <= row.upper
        colour = svg.CONTEXT if crosses else svg.BLUE
        out.append(svg.text(left - 20, y + 4, row.label, anchor="end", bold=row.bold))
        if row.before is not None:
            out.append(svg.line(x(row.before), y, x(row.value), y, svg.CONTEXT, 1.3))
            out.append(svg.open_diamond(x(row.before), y))
        out.append(svg.interval(x(row.lower), x(row.upper), y, colour))
        out.append(svg.dot(x(row.value), y, 5, colour, f"{row.label}: {row.words}"))
        out.append(svg.text(664, y + 4, row.words, bold=row.bold))
    return bottom + 30, "".join(out)


def month_from(year: int) -> Callable[[float], str]:
    """The names of months counted from a January, with the year beside each January."""

    def name(i: float) -> str:
        short = period_text(Period.month(year, int(i) % 12 + 1), Form.SHORT)[:3]
        return f"{short} {year + int(i) // 12}" if i % 12 == 0 else short

    return name


def per_cent(value: float) -> str:
    return number_text(value, signed=True) + "%"


def process_limits() -> str:
    """Hand-held phone penalties, as the `ptd` profile marks them."""
    chart = judge(PHONES, PROFILES["ptd-0.2.2"])
    marks = tuple(
        Mark(when, figure(value), point.point_type(Improvement.NEUTRAL))
        for when, value, point in zip(
            months("2014-01", len(PHONES)), PHONES, chart.points, strict=True
        )
    )
    latest = chart.latest
    return node(
        Process(marks, figure(latest.mean), figure(latest.lower), figure(latest.upper)),
        "Fixed penalties for a hand-held phone, month by month",
        "West Midlands, 2014 and 2015; profile ptd-0.2.2. Triangles: special causes.",
    )


def runs_and_shewhart() -> str:
    """Collisions with the limits of a c chart and of moving ranges."""
    profile = PROFILES["qic-0.8.1"]
    lines = [judge(COLLISIONS, profile, chart=c).latest for c in ("xmr", "c")]
    last = len(COLLISIONS) - 1
    area = plane(
        [0, last],
        [1000, 1100, 1200, 1300, 1400, 1500],
        at=range(0, last + 1, 2),
        named=month_from(2014),
    )
    out = [
        svg.path(area.way([(0, lines[0].mean), (last, lines[0].mean)]), svg.DARK, 1.3),
        area.label(last, lines[0].mean, f"Mean {number_text(lines[0].mean)}", bold=True),
    ]
    for words, phase, colour in (
        ("Ranges", lines[0], svg.CONTEXT),
        ("c chart", lines[1], svg.ORANGE),
    ):
        for end in (phase.lower, phase.upper):
            out.append(area.dashed([(0, end), (last, end)], colour))
            out.append(area.label(last, end, f"{words} {number_text(end)}"))
    out.append(svg.path(area.way(list(enumerate(COLLISIONS)))))
    for i, value in enumerate(COLLISIONS):
        past = not lines[1].lower <= value <= lines[1].upper
        spot = area.x(i), area.y(value)
        out.append(svg.shape("concern", *spot) if past else svg.dot(*spot))
    return area.drawn(
        "Collisions a month with two kinds of limits",
        "West Midlands, 2014 and 2015. Orange: limits if chance alone moved the counts. "
        "Grey: limits from the months’ own ranges.",
        *out,
    )


def change() -> str:
    """The founding paper's stated changes, with their intervals."""
    found = []
    for label, (moved, base) in STATED.items():
        result = compare_counts(base + moved, base)
        value, low, high = (100 * (r - 1) for r in (result.ratio, result.lower, result.upper))
        words = f"{number_text(moved, signed=True)} on about {number_text(base)}"
        found.append(Row(label, value, low, high, words))
    tall, body = rows(found, [-20, -10, 0, 10, 20, 30], per_cent)
    return framed(
        tall,
        body,
        "How far five kinds of crime moved, with 95 % intervals",
        "West Midlands, year to date in May 2015. Grey: the interval holds no change.",
    )


def proportions() -> str:
    """Speed disposals in the two years' tables."""
    names = {
        "Cancelled": "Cancelled",
        "Course": "Course completed",
        "Paid": "Paid, endorsed",
        "Prosecuted": "Prosecuted",
    }
    moves = []
    for key, label in names.items():
        low, high = wilson(DISPOSALS_2015[key], TICKETS_2015)
        before = 100 * DISPOSALS_2014[key] / TICKETS_2014
        after = 100 * DISPOSALS_2015[key] / TICKETS_2015
        parts = [figure(v, Style.PERCENT, 1) for v in (before, after, 100 * low, 100 * high)]
        moves.append(Move(label, *parts))
    return node(
        BeforeAfter(tuple(moves), "2014", "2015"),
        "What became of speeding tickets: 2014 (open) and 2015 so far (filled)",
        "West Midlands; shares of 51,102 and of 8,121 tickets, with 95 % intervals for 2015.",
    )


def surveys() -> str:
    """Victim satisfaction by wave: the limits follow the people asked."""
    rng = Random(37)
    asked = [900, 880, 910, 905, 890, 870, 915, 900, 860, 885, 240, 895, 900, 905, 890, 880]
    values = [round(83 + rng.gauss(0, 1.3), 1) for _ in asked]
    values[-6], values[-1] = 86.1, 87.9
    periods = [
        Period.months_from(date(2011 + i // 4, i % 4 * 3 + 1, 1), 3) for i in range(len(asked))
    ]

    def waves(numbers: Sequence[float], quantity: Quantity = Quantity.COUNT) -> Series:
        made = series([1.0], quantity=quantity, improvement=Improvement.INCREASE)
        observed = tuple(Observation(p, v) for p, v in zip(periods, numbers, strict=True))
        return Series(made.measure, made.area, observed, ("release",))

    satisfied = waves(values, Quantity.PERCENT)
    points = signal(satisfied, PROFILES["wardmote"], people=waves(asked)).chart.points
    percent = [figure(v, Style.PERCENT, 1) for v in values]
    marks = tuple(
        Mark(when, f, p.point_type(Improvement.INCREASE), (p.mean, p.lower, p.upper))
        for when, f, p in zip(periods, percent, points, strict=True)
    )
    mean, lower, upper = (
        figure(v, Style.PERCENT, 1) for v in (points[-1].mean, points[-1].lower, points[-1].upper)
    )
    return node(
        Process(marks, mean, lower, upper),
        "Satisfied victims by wave, with limits that follow the people asked",
        "Made numbers: about 900 people a wave, 240 in the third quarter of 2013. "
        "Diamond: a special cause, improving.",
    )


def peers() -> str:
    """Four forces' rates with both averages."""
    found = [
        ("Your force", 148_300, 2_810_000),
        ("Force B", 163_800, 2_730_000),
        ("Force C", 91_700, 1_390_000),
        ("Force D", 124_100, 2_260_000),
    ]
    period = Period.year(2015)
    group, residents = [], {}
    for name, count, people in found:
        area = Area(name.lower().replace(" ", "-"), name)
        group.append(Series(MEASURE, area, (Observation(period, count),), ("release",)))
        residents[area.slug] = Series(
            MEASURE, area, (Observation(Period.year(2014), people),), ("release",)
        )
    result = compare_peers(group, residents, "your-force", period)
    dots = [
        Dot(
            s.area.name,
            result[f"rate:{s.area.slug}"],
            result[f"rate-lower:{s.area.slug}"],
            result[f"rate-upper:{s.area.slug}"],
            focus=s.area.slug == "your-force",
        )
        for s in group
    ]
    return node(
        DotPlot(
            tuple(sorted(dots, key=lambda d: d.value.value)),
            (
                ("Mean of the rates", result["peer-mean"]),
                ("By residents", result["peer-weighted-mean"]),
            ),
        ),
        "Recorded crimes per 1,000 residents, four similar forces",
        "Made numbers, with 95 % intervals. Upright lines: the two averages in official use.",
    )


def forces() -> Funnel:
    """Forty-three made forces that differ by a little more than chance; two by much more."""
    rng = Random(43)
    expected = np.array([math.exp(rng.uniform(math.log(20), math.log(900))) for _ in range(43)])
    usual = [math.exp(rng.gauss(0, 0.12)) for _ in expected]
    usual[7], usual[20] = 1.55, 0.7
    counts = [
        round(e * u + math.sqrt(e) * rng.gauss(0, 1)) for e, u in zip(expected, usual, strict=True)
    ]
    return funnel(np.array(counts, dtype=float), expected)


def funnel_plot() -> str:
    """Forty-three forces against the rate of them all."""
    made = forces()
    area = plane(
        [0, 200, 400, 600, 800, 1000],
        [0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8],
        raised=lambda v: number_text(v, 1),
        below="Events expected at the rate of all forces",
    )
    # The same limits along the axis: phi and tau2 stay as the forces gave them.
    grid = np.arange(15.0, 1001.0, 5.0)
    smooth = Funnel(grid, grid, grid, made.phi, made.tau2, grid, grid)
    out = [svg.path(area.way([(0, 1), (1000, 1)]), svg.DARK, 1.3)]
    for method, colour in (("exact", svg.CONTEXT), ("additive", svg.BLUE)):
        for end in smooth.limits(3.0, method=method):
            spots = [(float(a), float(b)) for a, b in zip(grid, end, strict=True) if 0.4 < b < 1.8]
            out.append(area.dashed(spots, colour))
    chance, wider = (smooth.limits(3.0, method=m)[1][-1] for m in ("exact", "additive"))
    out.append(area.label(1000, float(wider), "With the usual", bold=True))
    out.append(area.label(1000, float(wider), "variation", bold=True, down=20))
    out.append(area.label(1000, float(chance), "Chance alone"))
    out.append(area.label(1000, 1.0, "All forces"))
    for e, r, z in zip(made.expected, made.ratio, made.z_add, strict=True):
        spot = area.x(float(e)), area.y(float(r))
        kind = "neutral_high" if z > 0 else "neutral_low"
        out.append(svg.shape(kind, *spot) if abs(z) > 3 else svg.dot(*spot, 4, svg.BLUE))
    return area.drawn(
        "A funnel: each force’s count over what the common rate would give",
        "Made numbers, 43 forces. Triangles: past the outer limits (three standard errors).",
        *out,
    )


AGES = ("0 to 17", "18 to 29", "30 to 59", "60 and over")
STANDARD = [22_000, 16_000, 40_000, 22_000]
TOWNS = {
    "University town": ([66, 720, 360, 45], [11_000, 30_000, 30_000, 15_000]),
    "Market town": ([84, 240, 480, 90], [14_000, 10_000, 40_000, 30_000]),
}


def standardised() -> dict[str, tuple[float, Standardised]]:
    """The crude rate and the standardised one of two towns with the same rate at every age."""
    return {
        name: (1000 * sum(counts) / sum(people), directly_standardised(counts, people, STANDARD))
        for name, (counts, people) in TOWNS.items()
    }


def standardisation() -> str:
    """Two towns: the crude rates differ, the standardised ones do not."""
    found = []
    for name, (crude, made) in standardised().items():
        assert made.rate is not None
        assert made.lower is not None
        assert made.upper is not None
        words = f"{number_text(made.rate, 1)} (crude {number_text(crude, 1)})"
        found.append(Row(name, made.rate, made.lower, made.upper, words, before=crude))
    tall, body = rows(found, ticks(8, 16, 4), number_text, 170)
    return framed(
        tall,
        body,
        "Victims per 1,000 residents: crude (open) and directly standardised (filled)",
        "Made numbers: at every age the two towns have the same rate.",
    )


def drivers() -> str:
    """Violence with injury: where its change lay."""
    moved, base = STATED["Violence with injury"]
    public, public_base = STATED["Violence with injury, public place"]
    found = []
    for label, (part, of) in {
        "All violence with injury": (moved, base),
        "In public places": (public, public_base),
        "Elsewhere": (moved - public, base - public_base),
    }.items():
        result = compare_counts(of + part, of)
        value, low, high = (
            100 * of / base * (r - 1) for r in (result.ratio, result.lower, result.upper)
        )
        words = f"{number_text(value, 1, signed=True)} from {number_text(part, signed=True)}"
        found.append(Row(label, value, low, high, words, bold=of == base))
    tall, body = rows(found, [-4, -2, 0, 2, 4, 6, 8, 10, 12, 14, 16], per_points, 210)
    return framed(
        tall,
        body,
        "What the 10 % rise in violence with injury is made of, in percentage points",
        "West Midlands, year to date in May 2015; bases implied by the printed percentages.",
    )


def per_points(value: float) -> str:
    return number_text(value, signed=True) if value else "0"


def sixty_tests() -> list[float]:
    """The chances of 52 measures that did not change and of eight that did."""
    rng = Random(5)
    still = [rng.random() for _ in range(52)]
    return sorted([*still, *(math.erfc(abs(rng.gauss(3.4, 1)) / math.sqrt(2)) for _ in range(8))])


def false_alarms() -> str:
    """The smallest chances of sixty tests against the rising line."""
    chances = sixty_tests()
    stand = discoveries(chances, 0.05)
    shown = 15
    area = plane(
        [0, shown],
        [0, 0.02, 0.04, 0.06, 0.08, 0.1],
        at=range(0, shown + 1, 5),
        raised=lambda v: number_text(v, 2),
        below="Tests in order of their chance: 1 is the least likely to be chance",
    )
    out = [
        area.dashed([(0, 0.05), (shown, 0.05)]),
        area.label(shown, 0.05, "0.05 for each"),
        svg.path(area.way([(0, 0), (shown, 0.05 * shown / 60)]), svg.DARK, 1.3),
        area.label(shown, 0.05 * shown / 60, "5 % false", bold=True),
        area.label(shown, 0.05 * shown / 60, "discoveries", bold=True, down=20),
    ]
    for k, (p, kept) in enumerate(zip(chances[:shown], stand, strict=False), 1):
        if p > 0.1:
            break
        spot = area.x(k), area.y(p)
        colour = svg.BLUE if kept else svg.CONTEXT
        out.append(svg.open_diamond(*spot) if p < 0.05 and not kept else svg.dot(*spot, 5, colour))
    return area.drawn(
        "Sixty measures tested: which changes stand",
        "Made numbers, eight true changes. Blue: stand. Open: clear alone, not when judged "
        "together.",
        *out,
    )


def fatal_dates() -> tuple[list[date], date]:
    rng = Random(11)
    day, dates = date(2013, 1, 9), []
    for k in range(34):
        dates.append(day)
        gap = 92 if k == 25 else round(rng.expovariate(1 / 15))
        day += timedelta(days=gap)
    return dates, dates[-1] + timedelta(days=37)


def rare_event_chart() -> str:
    """Days between fatal collisions, each against what the others predict."""
    dates, until = fatal_dates()
    found = rare_events(dates, until)
    start = date(dates[0].year, 1, 1).toordinal()
    span = until.toordinal() - start
    quarters = [
        (date(y, m, 1).toordinal() - start, f"{'Jan' if m == 1 else 'Jul'} {y}")
        for y in (2013, 2014, 2015)
        for m in (1, 7)
        if date(y, m, 1) <= until
    ]
    area = plane(
        [0, span],
        [0, 20, 40, 60, 80, 100, 120],
        at=[q for q, _ in quarters],
        named=lambda q: dict(quarters)[int(q)],
    )
    upper = [(b.on.toordinal() - start, b.upper) for b in found.between]
    out = [
        area.dashed(upper),
        area.label(upper[-1][0], upper[-1][1], f"Upper limit {number_text(upper[-1][1])}"),
        svg.path(area.way([(0, found.mean_days), (span, found.mean_days)]), svg.DARK, 1.3),
        area.label(span, found.mean_days, f"Mean {number_text(found.mean_days)} days", bold=True),
    ]
    for b in found.between:
        x, y = area.x(b.on.toordinal() - start), area.y(b.days)
        out.append(svg.line(x, area.y(0), x, y, svg.CONTEXT))
        out.append(svg.shape("improvement", x, y) if b.signal else svg.dot(x, y))
        if b.signal:
            out.append(
                svg.text(x, y - 13, f"{number_text(b.days)} days", anchor="middle", bold=True)
            )
    out.append(area.dashed([(span, 0), (span, found.days_since)], svg.DARK))
    out.append(area.label(span, found.days_since, f"{found.days_since} days so far"))
    return area.drawn(
        "Days between fatal collisions",
        "Made dates. Diamond: a time longer than its limit. Right: the silence at the end.",
        *out,
    )


def cohorts() -> list[list[float]]:
    """Disposals of the tickets of eleven months, by months since issue (made)."""
    rng = Random(4)
    pattern = [0.16, 0.38, 0.58, 0.72, 0.82, 0.89, 0.94, 0.98, 1.0]
    found = []
    for k in range(11):
        end, ages = rng.gauss(4200, 150), min(9, 11 - k)
        speed = rng.gauss(1, 0.1)
        found.append([float(round(end * pattern[a] ** (1 / speed))) for a in range(ages)])
    return found


def roads() -> str:
    """Running totals of disposals by age, and where a young cohort will end."""
    known = cohorts()
    made = develop(known)
    area = plane(
        list(range(1, 10)), [0, 1000, 2000, 3000, 4000, 5000], below="Months since the ticket"
    )
    out = [svg.path(area.way(list(enumerate(c, 1))), svg.CONTEXT, 1.2) for c in known[:-3]]
    young, end = known[-3], made[-3]
    age = len(young)
    path = [(a, develop([c[:a] for c in known])[-3].end) for a in range(age, 10)]
    out.append(area.dashed(path, svg.BLUE))
    out.append(svg.path(area.way(list(enumerate(young, 1)))))
    x, low, high = area.x(9), area.y(end.lower), area.y(end.upper)
    out.append(svg.path([(x, low), (x, high)], svg.BLUE, 2))
    out += [svg.line(x - 5, y, x + 5, y, svg.BLUE, 2) for y in (low, high)]
    out.append(svg.dot(x, area.y(end.end), 5))
    out.append(svg.dot(area.x(age), area.y(end.known), 5))
    out.append(area.label(9, end.end, number_text(end.end), bold=True))
    out.append(area.label(9, end.end, f"{number_text(end.lower)} to", down=22))
    out.append(area.label(9, end.end, number_text(end.upper), down=38))
    out.append(area.label(age, end.known, f"{number_text(end.known)} so far", bold=True, down=16))
    return area.drawn(
        "Speeding tickets disposed of, by months since issue",
        "Made numbers. Grey: older months’ tickets. Blue: a month known for "
        f"{age} months, and where it should end.",
        *out,
    )


def expected() -> str:
    """A seasonal count whose level shifted, against what was expected of it."""
    rng = Random(48)
    periods = months("2012-01", 48)
    values = []
    for i, p in enumerate(periods):
        mean = 13 * p.days * (1 + 0.1 * math.cos(2 * math.pi * (i - 6) / 12))
        mean *= 1.22 if i >= 42 else 1.0
        values.append(round(mean + math.sqrt(mean) * 1.2 * rng.gauss(0, 1)))
    (chart,) = judge_expected([Request([p.start for p in periods], values)])
    shown = slice(18, 48)

    def mark(when: Period, value: int, p: Point) -> Mark:
        kind = p.point_type(Improvement.DECREASE)
        return Mark(when, figure(value), kind, (p.mean, p.lower, p.upper))

    marks = tuple(map(mark, periods[shown], values[shown], chart.points[shown]))
    last = chart.points[-1]
    return node(
        Process(marks, figure(last.mean), figure(last.lower), figure(last.upper)),
        "A seasonal count whose level rose in July 2015",
        "Made numbers; profile wardmote. Band: what was expected. Squares: special causes, "
        "concerning.",
    )


def forecast() -> str:
    """Twelve months ahead, with both intervals."""
    rng = Random(60)
    periods = months("2010-01", 72)
    days = np.array([[p.days for p in periods]], dtype=float)
    counts = np.array(
        [
            [
                round(9 * p.days * (1 + 0.12 * math.cos(2 * math.pi * (i - 6) / 12)))
                + round(16 * rng.gauss(0, 1))
                for i, p in enumerate(periods[:60])
            ]
        ],
        dtype=float,
    )
    made = forecast_group(counts, days, 12).months
    shown = 36
    known = [(float(i), float(counts[0, shown + i])) for i in range(60 - shown)]
    ahead = range(60 - shown, 72 - shown)

    def line(role: str) -> list[tuple[float, float]]:
        return [(float(i), float(v)) for i, v in zip(ahead, getattr(made, role)[0], strict=True)]

    area = plane(
        [0, 35],
        ticks(150, 400, 5),
        at=range(0, 36, 3),
        named=month_from(2013),
    )

    def band(outer: str, fill: str) -> str:
        around = area.way(line(f"upper{outer}") + line(f"lower{outer}")[::-1])
        return (
            f'<path d="M{"L".join(f"{svg.n(a)} {svg.n(b)}" for a, b in around)}z" fill="{fill}"/>'
        )

    middle = line("point")
    return area.drawn(
        "Twelve months ahead, with 80 and 95 % intervals",
        "Made numbers. Line with dots: known months. Thin line: the medians of what is to come.",
        band("95", svg.RULE),
        band("80", "#C9D6E3"),
        svg.path(area.way(known)),
        *(svg.dot(*spot) for spot in area.way(known)),
        svg.path(area.way(middle), svg.BLUE, 1.3),
        area.label(35, line("upper95")[-1][1], "95 %"),
        area.label(35, line("upper80")[-1][1], "80 %", down=8),
        area.label(35, middle[-1][1], number_text(middle[-1][1]), bold=True),
    )


def disclosure() -> str:
    """A table before and after suppression."""
    inner = [[3, 20, 41], [17, 30, 6], [25, 8, 12]]
    made = disclose(inner, "under-5")
    sums = [*inner, [sum(column) for column in zip(*inner, strict=True)]]
    whole = [[*r, sum(r)] for r in sums]
    out = []
    for at, head in ((0, "As counted"), (400, "As published, under-5")):
        out.append(svg.text(at + 8, 16, head, bold=True))
        for c, name in enumerate(("North", "East", "South", "Total")):
            out.append(svg.text(at + 150 + 68 * c, 44, name, anchor="end", fill=svg.MUTED))
        out.append(svg.line(at + 8, 52, at + 362, 52, svg.CONTEXT))
        for r, name in enumerate(("Robbery", "Arson", "Fraud", "Total")):
            y = 74 + 30 * r
            out.append(svg.text(at + 8, y, name, bold=r == 3))
            for c in range(4):
                shown = made[r, c]
                words = number_text(whole[r][c]) if not at or not shown.why else shown.symbol
                x = at + 150 + 68 * c
                if at and shown.why == "secondary":
                    out.append(svg.hatch(f"cover-{r}-{c}", x - 28, y - 17, 36, 24))
                elif at and shown.why == "primary":
                    out.append(svg.area(x - 28, y - 17, 36, 24, "#DCD0F0"))
                bold = r == 3 or c == 3
                out.append(
                    svg.text(x, y, words, anchor="end", bold=bold, halo=shown.why == "secondary")
                )
    return framed(
        190,
        "".join(out),
        "A table of nine counts before and after suppression",
        "Made numbers. Lilac: small for its own sake (primary). Hatched: its cover (secondary).",
    )


DRAWN_EXAMPLES: Mapping[str, Callable[[], str]] = {
    "change": change,
    "disclosure": disclosure,
    "drivers": drivers,
    "expected": expected,
    "false-alarms": false_alarms,
    "forecast": forecast,
    "funnel": funnel_plot,
    "peers": peers,
    "process-limits": process_limits,
    "proportions": proportions,
    "rare-events": rare_event_chart,
    "roads": roads,
    "runs-and-shewhart": runs_and_shewhart,
    "standardisation": standardisation,
    "surveys": surveys,
}


def write() -> None:
    """Write every example beside the pages."""
    IMAGES.mkdir(exist_ok=True)
    for name, drawn in DRAWN_EXAMPLES.items():
        (IMAGES / f"{name}.svg").write_text(drawn(), encoding="utf-8")


if __name__ == "__main__":
    write()
