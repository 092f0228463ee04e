"""Made charts of every kind, the same for the same seed, and the boxes of their labels."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from xml.etree import ElementTree

from tests.made import months
from wardmote.document.chart import (
    BeforeAfter,
    Cascade,
    Chart,
    Dot,
    DotPlot,
    Events,
    FunnelArea,
    FunnelLimit,
    FunnelPlot,
    Gap,
    Line,
    LinePoint,
    Mark,
    Matrix,
    Move,
    Multiples,
    Panel,
    Placed,
    Process,
    Rank,
    Ranked,
    Rule,
    SkiSlope,
    Step,
    Waterfall,
)
from wardmote.document.chart.widths import text_width
from wardmote.vocabulary import AnnotationKind, Evidence, Figure, Period, Style, Variation

KINDS = ("common_cause", "common_cause", "common_cause", "improvement", "concern", "neutral_high",
         "neutral_low")  # fmt: skip
NAMES = (
    "West Midlands", "Devon and Cornwall", "Avon and Somerset", "Kent", "Greater Manchester",
    "Violence and sexual offences", "Death or serious injury caused by illegal driving", "Robbery",
    "Miscellaneous crimes against society", "Drugs", "Theft from the person", "Other theft",
)  # fmt: skip
SPAN = Period.year(2015)


def figure(value: float, decimals: int = 0, style: Style = Style.COUNT) -> Figure:
    return Figure(f"made/area/2015/{value:g}", "made", "0", "area", SPAN, value, "offences", style,
                  "value", decimals)  # fmt: skip


def process(r: random.Random, count: int | None = None) -> Process:
    count = count or r.randint(6, 60)
    scale = 10 ** r.uniform(0.3, 5)
    values = [max(0.0, r.gauss(scale, scale * r.uniform(0.01, 0.4))) for _ in range(count)]
    periods = months(f"{r.randint(2010, 2020)}-{r.randint(1, 12):02d}", count)
    mean, spread = sum(values) / count, max(values) - min(values) + 1
    moving = r.random() < 0.4
    broken = r.randrange(1, count) if r.random() < 0.5 else count
    marks = tuple(
        Mark(
            p,
            None if r.random() < 0.08 and 0 < i < count - 1 else figure(round(v)),
            r.choice(KINDS),
            (mean + i, mean + i - spread, mean + i + spread) if moving else None,
            1 + (i >= broken) if moving else 1,
        )
        for i, (p, v) in enumerate(zip(periods, values, strict=True))
    )
    rules = tuple(
        Rule(r.choice(periods).start + timedelta(days=9), kind.value.capitalize(), kind)
        for kind in AnnotationKind for _ in range(r.randint(0, 2))
    )  # fmt: skip
    if r.random() < 0.4:
        rules += (Rule(None, "Announced change", AnnotationKind.ANNOUNCED),)
    target = figure(round(mean * r.uniform(0.5, 1.5))) if r.random() < 0.5 else None
    if r.random() < 0.2:
        return Process(marks, rules=rules)
    return Process(marks, figure(round(mean)), figure(round(mean - spread)),
                   figure(round(mean + spread)), rules, target)  # fmt: skip


def line(r: random.Random) -> Line:
    periods = [Period.months_to(p.end, 12) for p in months("2009-03", r.randint(3, 60))[::3]]
    scale = 10 ** r.uniform(-0.5, 4)
    points = [LinePoint(p, figure(r.uniform(0.1, 1) * scale, 1, Style.RATE)) for p in periods]
    return Line(tuple(points), r.choice(("lower", "higher")))


def interval(r: random.Random, value: float) -> tuple[Figure, Figure, Figure]:
    half = value * r.uniform(0.005, 0.3)
    return tuple(figure(v, 1, Style.RATE) for v in (value, value - half, value + half))  # type: ignore[return-value]


def dots(r: random.Random) -> DotPlot:
    names = r.sample(NAMES[:5], r.randint(2, 5))
    values = sorted(r.uniform(50, 150) * 10 ** r.randint(-1, 1) for _ in names)
    made = [Dot(n, *interval(r, v), v == values[0]) for n, v in zip(names, values, strict=True)]
    mean = sum(values) / len(values)
    return DotPlot(tuple(made), (("Simple mean", figure(mean, 1, Style.RATE)),
                                 ("Weighted", figure(mean * r.uniform(0.9, 1.1), 1))))  # fmt: skip


def before_after(r: random.Random) -> BeforeAfter:
    def share(value: float) -> Figure:
        return figure(min(100.0, max(0.0, value)), 1, Style.PERCENT)

    moves = []
    for name in r.sample(NAMES, r.randint(1, 6)):
        before, after = r.uniform(0, 60), r.uniform(0, 60)
        known = r.random() < 0.9
        half = r.uniform(0.1, 4)
        ends = (share(after - half), share(after + half)) if known else (None, None)
        moves.append(Move(name, share(before), share(after) if known else None, *ends))
    return BeforeAfter(tuple(moves), "2014", "2015", "Still open, 2015" if r.random() < 0.5 else "")


def multiples(r: random.Random) -> Multiples:
    count = r.randint(6, 40)
    panels = [
        Panel(name, process(r, count), r.choice(list(Variation)), r.random() < 0.4)
        for name in r.sample(NAMES, r.randint(2, len(NAMES)))
    ]
    return Multiples(tuple(panels))


def ski_slope(r: random.Random) -> SkiSlope:
    count = r.randint(20, 44)
    values = sorted(r.lognormvariate(4, 0.4) for _ in range(count))
    focus = r.randrange(count)
    group = set(r.sample(range(count), r.randint(0, 7)))
    areas = [
        Ranked(NAMES[i % 5], *interval(r, v),
               Rank.FOCUS if i == focus else Rank.GROUP if i in group else Rank.CONTEXT)
        for i, v in enumerate(values)
    ]  # fmt: skip
    return SkiSlope(tuple(areas), ("All forces", figure(sum(values) / count, 1, Style.RATE)))


def funnel(r: random.Random) -> FunnelPlot:
    sizes = sorted(r.uniform(4e5, 8e6) for _ in range(r.randint(20, 43)))
    rate = 10 ** r.uniform(-2, 2)

    def reach(size: float, errors: float, over: float) -> tuple[float, float]:
        half = errors * ((rate * 1000 / size) + over) ** 0.5 * rate
        return max(0.0, rate - half), rate + half

    limits = tuple(FunnelLimit(s, reach(s, 2, 0.02), reach(s, 3, 0.02), reach(s, 3, 0))
                   for s in sizes)  # fmt: skip
    areas = []
    for i, size in enumerate(sizes):
        kind = r.choice(("common_cause",) * 12 + ("neutral_high", "neutral_low"))
        rank = Rank.FOCUS if i == 7 else r.choice((Rank.GROUP,) + (Rank.CONTEXT,) * 9)
        value = max(0.0, rate * r.uniform(0.4, 1.6))
        areas.append(FunnelArea(NAMES[i % 5], figure(size), figure(value, 2), rank, kind))
    return FunnelPlot(tuple(areas), ("All forces", figure(rate, 2)), limits, "Residents")


def waterfall(r: random.Random) -> Waterfall:
    start, names = r.uniform(1e3, 3e5), r.sample(NAMES, r.randint(1, len(NAMES)))
    steps = [
        Step(n, figure(round(r.gauss(0, start / 40)), 0, Style.CHANGE), r.choice(list(Evidence)))
        for n in names
    ]  # fmt: skip
    end = round(start) + sum(s.change.value for s in steps)
    return Waterfall(("12 months to March 2014", figure(round(start))), tuple(steps),
                     ("12 months to March 2015", figure(end)))  # fmt: skip


def cascade(r: random.Random) -> Cascade:
    parts = [(n, figure(round(10 ** r.uniform(0, 4.6)))) for n in r.sample(NAMES, r.randint(2, 6))]
    known = r.random() < 0.5
    still = round(10 ** r.uniform(0, 4.5)) if known else 0
    whole = sum(f.value for _, f in parts) + still
    pending = r.choice(("", "Still open, 2015"))
    return Cascade(("Tickets issued", figure(whole)), tuple(parts), pending,
                   figure(still) if known and pending else None)  # fmt: skip


def events(r: random.Random) -> Events:
    day, gaps = date(2019, 1, 1), []
    for _ in range(r.randint(7, 90)):
        days = r.expovariate(1 / 20) + 0.5
        day += timedelta(days=round(days))
        kind = r.choice(("common_cause",) * 15 + ("concern", "improvement"))
        limits = figure(0.1, 1), figure(r.uniform(100, 120))
        gaps.append(Gap(day, figure(days), *limits, kind))
    since = r.randint(0, 90)
    return Events(tuple(gaps), figure(20), figure(since), day + timedelta(days=since))


def matrix(r: random.Random) -> Matrix:
    groups = ("Knowing the place", "Being there", "Solving problems", "Telling the public")
    scores = (1 + round(4 * r.random(), 1) for _ in range(1000))
    return Matrix(
        tuple(
            Placed(f"Activity {i}, {r.choice(NAMES)}"[:40], groups[i % 4], figure(next(scores), 1),
                   figure(next(scores), 1), r.random() < 0.2)
            for i in range(1, 24)
        ), 1, 5,
    )  # fmt: skip


MADE: dict[type, Callable[[random.Random], Chart]] = {
    Process: process,
    Line: line,
    DotPlot: dots,
    BeforeAfter: before_after,
    Multiples: multiples,
    SkiSlope: ski_slope,
    FunnelPlot: funnel,
    Waterfall: waterfall,
    Cascade: cascade,
    Events: events,
    Matrix: matrix,
}


@dataclass(frozen=True)
class Label:
    """A text of a drawing with the room that its letters take."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Label) -> bool:
        return (
            self.left < other.right and other.left < self.right
            and self.top < other.bottom and other.top < self.bottom
        )  # fmt: skip


def labels_of(svg: str) -> list[Label]:
    """Every text of a drawing, measured by the shipped font: capitals' height and descent."""
    found = []
    for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        words = unescape(node.text or "")
        width = text_width(words, bold="font-weight" in node.attrib)
        x, y = float(node.attrib["x"]), float(node.attrib["y"])
        side = {"start": 0.0, "middle": 0.5, "end": 1.0}[node.get("text-anchor", "start")]
        left = x - width * side
        found.append(Label(words, left, y - 9.5, left + width, y + 3.0))
    return found
