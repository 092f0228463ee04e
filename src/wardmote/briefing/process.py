"""The process chart of a series: its marks, limits, target and dated changes."""

from __future__ import annotations

import math

from wardmote.analysis.signals import Signal
from wardmote.analysis.spc import Point
from wardmote.analysis.standing import target_figure
from wardmote.analysis.totals import value_figure
from wardmote.briefing.context import Context
from wardmote.document.chart import Mark, Process, Rule
from wardmote.language import compose, day_text, translated
from wardmote.vocabulary import Annotation, AnnotationKind, Claim, Figure, Series, Status


def process_of(context: Context, series: Series, found: Signal | None) -> Process:
    """The chart of a series, without limits where nothing was judged."""
    points = found.chart.points if found else ()
    phases = (
        [number for number, p in enumerate(found.chart.phases, 1) for _ in p.points]
        if found
        else []
    )
    marks = tuple(
        Mark(
            o.period,
            context.book.keep(value_figure(series, o)) if o.value is not None else None,
            "withheld"
            if o.status is Status.WITHHELD
            else points[i].point_type(series.measure.improvement)
            if points
            else "common_cause",
            _moving(points[i]) if found and _moves(found) else None,
            phases[i] if phases else 1,
        )
        for i, o in enumerate(series.observations)
    )
    figures = found.finding.figures if found else {}
    return Process(
        marks,
        figures.get("mean"),
        figures.get("lower"),
        figures.get("upper"),
        tuple(Rule(a.on, a.kind.value.capitalize(), a.kind) for a in annotations_of(series)),
        target_of(context, series),
    )


def annotations_of(series: Series) -> list[Annotation]:
    """The changes that bear on the series' area: those dated from its first day on, and those
    announced without a day.
    """
    first = series.observations[0].period.start
    return [
        a
        for a in series.measure.annotations
        if a.area in ("", series.area.slug) and (_announced(a) if a.on is None else a.on > first)
    ]


def target_of(context: Context, series: Series) -> Figure | None:
    """The measure's target as a figure; none on a part, for a target is the whole's."""
    if series.measure.target is None or series.category is not None:
        return None
    return context.book.keep(target_figure(series))


def told_beside(chart: Process, series: Series) -> list[Claim]:
    """The target and the dated changes in words, for those who cannot see them."""
    told = [compose("The target is {target}.", target=chart.target)] if chart.target else []
    for annotation in annotations_of(series):
        when = day_text(annotation.on) if annotation.on else translated("not dated")
        told.append(
            compose(
                "{kind}, {when}: {text}",
                kind=translated(annotation.kind.value).capitalize(),
                when=when,
                text=annotation.text if annotation.text.endswith(".") else f"{annotation.text}.",
            )
        )
    return told


def _announced(annotation: Annotation) -> bool:
    return annotation.kind is AnnotationKind.ANNOUNCED


def _moves(found: Signal) -> bool:
    """Whether the lines differ from month to month: a model's, or those of several phases."""
    return found.chart.answers is not None or len(found.chart.phases) > 1


def _moving(point: Point) -> tuple[float, float, float] | None:
    lines = (point.mean, point.lower, point.upper)
    return None if any(math.isnan(v) for v in lines) else lines
