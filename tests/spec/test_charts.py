"""What each mark of a chart says, said by shape and word before colour."""

from __future__ import annotations

import random
import re
from datetime import date

from tests.charts import MADE, figure, labels_of
from tests.made import months
from wardmote.document.chart import (
    Cascade,
    Chart,
    Events,
    FunnelArea,
    FunnelLimit,
    FunnelPlot,
    Gap,
    Mark,
    Matrix,
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
    Width,
    data_of,
    draw,
)
from wardmote.document.chart import svg as marks
from wardmote.vocabulary import AnnotationKind, Evidence, Variation

YEAR = months("2014-01", 12)


def drawn(chart: Chart) -> str:
    return draw(chart, Width.WIDE, "c")


def words(chart: Chart) -> list[str]:
    return [label.words for label in labels_of(drawn(chart))]


def process(*rules: Rule, kind: str = "common_cause", target: float | None = None) -> Process:
    made = tuple(Mark(p, figure(100 + i), kind if i == 6 else "common_cause")
                 for i, p in enumerate(YEAR))  # fmt: skip
    return Process(made, figure(105), figure(90), figure(120), rules,
                   figure(target) if target else None)  # fmt: skip


def rule(kind: AnnotationKind, on: date | None = date(2014, 5, 1)) -> Rule:
    return Rule(on, kind.value.capitalize(), kind)


def test_the_three_kinds_of_dated_change_are_drawn_apart_and_named() -> None:
    looks = {}
    for kind in AnnotationKind:
        svg = drawn(process(rule(kind)))
        assert kind.value.capitalize() in svg
        new = set(re.findall(r"<path [^>]*/>", svg)) - set(
            re.findall(r"<path [^>]*/>", drawn(process()))
        )
        (line,) = [p for p in new if marks.DARK in p]
        looks[kind] = re.findall(r'stroke-dasharray="([^"]*)"', line)
    assert looks[AnnotationKind.RECORDING] == []
    assert len({str(look) for look in looks.values()}) == 3


def test_an_announced_change_is_a_hatched_space_ahead() -> None:
    for on in (None, date(2016, 1, 1)):
        svg = drawn(process(rule(AnnotationKind.ANNOUNCED, on)))
        assert "url(#c-wide-ahead)" in svg
    assert "-ahead" not in drawn(process(rule(AnnotationKind.ANNOUNCED)))


def test_the_target_is_a_wine_line_named_with_its_value() -> None:
    chart = process(target=112)
    assert drawn(chart).count(marks.WINE) == 3  # line, arrowhead, words
    assert "Target 112" in words(chart)
    assert marks.WINE not in drawn(process())


def test_a_special_cause_has_its_own_shape_and_a_word() -> None:
    shapes = {}
    for kind, word in (("improvement", "Improving"), ("concern", "Concerning"),
                       ("neutral_high", "Higher"), ("neutral_low", "Lower")):  # fmt: skip
        assert word in words(process(kind=kind))
        shapes[kind] = marks.shape(kind, 0, 0).partition('d="')[2].partition('"')[0]
    assert len(set(shapes.values())) == 4


def test_only_parts_that_stand_out_are_blue_among_panels_and_each_names_its_scale() -> None:
    quiet = Panel("Robbery", process(), Variation.NO_SIGNAL)
    loud = Panel("Shoplifting", process(kind="concern"), Variation.CONCERNING, focus=True)
    assert marks.BLUE not in drawn(Multiples((quiet,)))
    assert marks.BLUE in drawn(Multiples((loud, quiet)))
    assert {"Shoplifting", "Concerning", "Robbery", "No signal", "90", "120"} <= set(
        words(Multiples((loud, quiet)))
    )


def test_the_force_and_its_group_are_named_among_all_and_the_rest_are_not() -> None:
    ranks = [Rank.CONTEXT, Rank.GROUP, Rank.FOCUS, Rank.CONTEXT]
    names = ["Kent", "Merseyside", "West Midlands", "Surrey"]
    areas = tuple(
        Ranked(n, figure(50 + 10 * i), figure(48 + 10 * i), figure(52 + 10 * i), r)
        for i, (n, r) in enumerate(zip(names, ranks, strict=True))
    )
    told = " ".join(words(SkiSlope(areas, ("Together", figure(66)))))
    assert "West Midlands 70" in told
    assert "Merseyside 60" in told
    assert "Kent" not in told
    assert "Surrey" not in told


def test_a_force_past_the_usual_variation_is_a_triangle_with_its_name() -> None:
    limits = tuple(FunnelLimit(s, (40, 60), (35, 65), (45, 55)) for s in (1e5, 1e6))
    areas = (FunnelArea("Surrey", figure(5e5), figure(20), kind="neutral_low"),
             FunnelArea("Kent", figure(6e5), figure(50)))  # fmt: skip
    chart = FunnelPlot(areas, ("Together", figure(50)), limits, "Residents")
    assert "Surrey 20" in words(chart)
    assert marks.LILAC in drawn(chart)
    assert not any("Kent" in w for w in words(chart))


def test_rises_and_falls_are_told_apart_in_grey_and_what_chance_could_give_is_open() -> None:
    def chart(change: float, evidence: Evidence) -> str:
        step = Step("Robbery", figure(change), evidence)
        return drawn(Waterfall(("2013", figure(1000)), (step,), ("2014", figure(1000 + change))))

    rise, fall = chart(100, Evidence.CLEAR), chart(-100, Evidence.CLEAR)
    assert f'fill="{marks.BLUE}" stroke="{marks.BLUE}"' in rise
    assert 'fill="url(#c-wide-fall)"' in fall
    assert 'fill="url(#c-wide-fall)"' not in rise
    for change in (100, -100):
        assert 'fill="#fff" stroke' in chart(change, Evidence.NO_CLEAR_CHANGE)


def test_a_waterfall_begins_and_ends_at_its_totals() -> None:
    chart = MADE[Waterfall](random.Random(2))
    assert isinstance(chart, Waterfall)
    moved = sum(step.change.value for step in chart.steps)
    assert chart.before[1].value + moved == chart.after[1].value
    names = [row[0] for row in data_of(chart).rows]
    assert names == [chart.before[0], *(s.label for s in chart.steps), chart.after[0]]


def test_what_is_still_open_is_hatched_with_its_number_or_the_want_of_one() -> None:
    parts = (("Course completed", figure(60)), ("Cancelled", figure(30)))
    known = Cascade(("Issued", figure(100)), parts, "Still open", figure(10))
    unknown = Cascade(("With an outcome", figure(90)), parts, "Still open")
    closed = Cascade(("Issued", figure(90)), parts)
    assert "10" in words(known)
    assert "Number not known" in words(unknown)
    for chart in (known, unknown):
        assert "url(#c-wide-open)" in drawn(chart)
    assert "url(#" not in drawn(closed)


def test_the_silence_since_the_last_event_is_hatched_and_counted() -> None:
    gaps = tuple(Gap(date(2019, 2 + i, 1), figure(30), figure(1), figure(90),
                     "concern" if i == 2 else "common_cause") for i in range(8))  # fmt: skip
    chart = Events(gaps, figure(30), figure(45), date(2019, 10, 16))
    assert "url(#c-wide-since)" in drawn(chart)
    assert {"45 days since the last", "Mean 30", "Upper limit 90", "Concerning 30"} <= set(
        words(chart)
    )


def test_activities_told_are_named_and_capabilities_have_shapes() -> None:
    activities = (
        Placed("Knows the patch", "Knowing the place", figure(4.8, 1), figure(2.1, 1), told=True),
        Placed("Visits schools", "Being there", figure(3, 1), figure(3.2, 1)),
    )
    chart = Matrix(activities, 1, 5)
    told = words(chart)
    assert "Knows the patch" in told
    assert "Visits schools" not in told  # its words are in its mark and in the table
    assert {"Knowing the place", "Being there", "Matters more than it is done"} <= set(told)
    assert marks.plain_shape(0, 0, 0, "x") != marks.plain_shape(1, 0, 0, "x")
    assert ("Visits schools", "Being there") in [row[:2] for row in data_of(chart).rows]


def test_the_gap_of_an_activity_is_its_distance_from_the_line() -> None:
    chart = Matrix((Placed("Even", "G", figure(3, 1), figure(3, 1), told=True),), 1, 5)
    svg = drawn(chart)
    circles = re.findall(r'd="M([\d.]+) ([\d.]+)a5', svg)  # that of the key, then the mark
    x, y = map(float, circles[-1])
    (line,) = re.findall(
        rf'd="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" stroke="{marks.DARK}"', svg
    )  # fmt: skip
    x1, y1, x2, y2 = map(float, line)
    at = y1 + (y2 - y1) * (x + 5 - x1) / (x2 - x1)  # a circle begins at its left edge
    assert abs(at - y) < 0.2
