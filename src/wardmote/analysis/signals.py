"""Whether the latest month of a series is unusual for that series."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wardmote.analysis.expected import Request, judge_expected
from wardmote.analysis.proportions import proportion_chart
from wardmote.analysis.spc import PROFILES, Answers, Phase, ProcessChart, Profile, judge
from wardmote.analysis.spc.because import ASKED, ASKED_WIDENED, Because
from wardmote.analysis.totals import STYLES
from wardmote.analysis.waves import asked_and_answered
from wardmote.vocabulary import (
    AnnotationKind,
    Direction,
    Evidence,
    Figure,
    Finding,
    Kind,
    Period,
    PeriodKind,
    Series,
    Status,
    Style,
    figure_of,
    sense,
)

FEWEST = 6  # no limits under this many points
TRIAL = 12  # limits from fewer points are trial limits


class NoLimitsError(ValueError):
    """The series cannot have process limits; the message says why."""


@dataclass(frozen=True, slots=True)
class Signal:
    """The finding and the chart that it was read from."""

    finding: Finding
    chart: ProcessChart


SHARED = (
    "neighbouring rolling totals share most of their months, so nearly every stable series would "
    "signal"
)
HIDDEN = "limits of the numbers that are not withheld would lie too high"
SHORT = "too few points to tell usual variation from unusual"
SHORT_SINCE = "too few points since recording changed to tell usual variation from unusual"
REFUSALS = (SHARED, HIDDEN, SHORT, SHORT_SINCE)


def refusal(series: Series) -> str:
    """Why no limits may be drawn on the series: one of `REFUSALS`, or nothing when they may."""
    if series.measure.period is PeriodKind.ROLLING_12_MONTHS:
        return SHARED
    breaks = recording_breaks(series)
    latest = series.observations[breaks[-1] :] if breaks else series.observations
    if any(o.status is Status.WITHHELD for o in latest):
        return HIDDEN
    if sum(o.value is not None for o in latest) < FEWEST:
        return SHORT_SINCE if breaks else SHORT
    return ""


def recording_breaks(series: Series) -> list[int]:
    """Positions at which a dated change of recording starts the baseline again."""
    changed = [
        a.on
        for a in series.measure.annotations
        if a.kind is AnnotationKind.RECORDING and a.on and a.area in ("", series.area.slug)
    ]
    starts = [o.period.end for o in series.observations]
    found = {next((i for i, end in enumerate(starts) if end >= on), 0) for on in changed}
    return sorted(i for i in found if 0 < i < len(starts))


def _expected(series: Series, sisters: Sequence[Series], breaks: Sequence[int]) -> ProcessChart:
    """The default profile on each stretch between changes of recording."""
    bounds = [0, *breaks, len(series.observations)]
    charts = []
    for start, end in pairwise(bounds):
        span = Period(
            series.observations[start].period.start, series.observations[end - 1].period.end
        )
        family = [series.clipped(span)]
        family += [s.clipped(span) for s in sisters if s.area != series.area]
        family = [s for i, s in enumerate(family) if i == 0 or len(s.known) >= TRIAL]
        charts.append(judge_expected([request_of(s) for s in family])[0])
    latest = charts[-1]
    answers = latest.answers
    if answers and answers.began is not None:
        answers = replace(answers, began=answers.began + bounds[-2])
    return replace(latest, phases=tuple(p for c in charts for p in c.phases), answers=answers)


def _proportions(
    series: Series, people: Series, profile: Profile, breaks: list[int]
) -> ProcessChart:
    """Percentages of people asked, by the limits of proportions widened between waves."""
    parts, sizes = asked_and_answered(series, people)
    chart = proportion_chart(parts, sizes)
    drawn = judge(
        parts,
        PROFILES["qic-0.8.1"],
        chart=chart,
        denominators=sizes,
        rebase=breaks,
    )
    phases = tuple(
        Phase(
            tuple(
                replace(
                    p,
                    value=None if p.value is None else 100 * p.value,
                    mean=100 * p.mean,
                    lower=100 * p.lower,
                    upper=100 * p.upper,
                )
                for p in phase.points
            )
        )
        for phase in drawn.phases
    )
    last = [p for p in phases[-1].points if p.value is not None][-1]
    because = (Because(ASKED_WIDENED if chart == "p-prime" else ASKED),)
    unusual = last.side if last.special_cause else 0
    return ProcessChart(profile, "share", phases, Answers(because, unusual=unusual))


def signal(
    series: Series,
    profile: Profile,
    sisters: Sequence[Series] = (),
    people: Series | None = None,
) -> Signal:
    """Judge the series by the profile; the finding speaks of its last known point.

    `sisters` are the same measure in other areas, from which the default profile learns;
    `people` those asked, where the series is a percentage of them. Partial months are not
    judged.
    Raises NoLimitsError for rolling totals and for fewer than six points.
    """
    series = series.settled
    reason = refusal(series)
    if reason:
        raise NoLimitsError(f"{series.measure.id}: {reason}")
    breaks = recording_breaks(series)
    if profile.models and people is not None:
        chart = _proportions(series, people, profile, breaks)
    elif profile.models:
        chart = _expected(series, sisters, breaks)
    else:
        chart = judge([o.value for o in series.observations], profile, rebase=breaks)
    last = max(i for i, o in enumerate(series.observations) if o.value is not None)
    point = chart.points[last]
    since = _since(series, chart, last)
    whole = Period(series.observations[0].period.start, series.observations[-1].period.end)
    direction = Direction.LEVEL
    if point.special_cause and point.side:
        direction = Direction.UP if point.side > 0 else Direction.DOWN

    each = "month" if series.known[-1].period.months == 1 else "wave"
    own, decimals = STYLES[series.measure.quantity]

    def figure(value: float, method: str, style: Style = own) -> Figure:
        return figure_of(
            series.measure,
            series.area.slug,
            whole,
            value,
            method=method,
            argument=profile.name,
            style=Style.COUNT if method in ("points", "run") else style,
            decimals=decimals if style is own and method not in ("points", "run") else 0,
            unit=f"{each}s" if method in ("points", "run") else "" if style is own else style,
            releases=series.sources(whole),
            category=series.category,
        )

    figures = {
        "points": figure(len(series.known), "points"),
        "mean": figure(chart.latest.mean, "mean"),
    }
    if not math.isnan(chart.latest.upper):
        figures["lower"] = figure(chart.latest.lower, "lower-limit")
        figures["upper"] = figure(chart.latest.upper, "upper-limit")
    answers = chart.answers
    if point.special_cause == "shift" and not answers:
        figures["run"] = figure(_run_length(chart, last), "run")
    if answers and answers.size and answers.shifted:
        for role, ratio in zip(("size", "size-lower", "size-upper"), answers.size, strict=True):
            figures[role] = figure(100 * (ratio - 1), f"shift-{role}", Style.PERCENT_CHANGE)
    return Signal(
        Finding(
            Kind.SIGNAL,
            series.measure,
            series.area,
            Period(since.start, series.observations[last].period.end),
            Evidence.CLEAR if direction is not Direction.LEVEL else Evidence.NO_CLEAR_CHANGE,
            direction,
            figures,
            category=series.category,
            variation=sense(direction, series.measure.improvement),
            words={
                "rule": point.special_cause,
                "profile": profile.name,
                "each": each,
                "trial": "trial" if len(series.known) < TRIAL else "",
                "any": "any" if any(p.special_cause for p in chart.points) else "",
            },
        ),
        chart,
    )


def request_of(series: Series) -> Request:
    """The series as the default profile is asked about it."""
    return Request(
        [o.period.start for o in series.observations], [o.value for o in series.observations]
    )


def _since(series: Series, chart: ProcessChart, last: int) -> Period:
    """The start of the run, or of the unbroken points with a special cause on the same side."""
    cause, first = chart.points[last].special_cause, last
    answers = chart.answers
    if answers and answers.began is not None:
        # A level may have moved in months that are missing; it is seen from the first known one.
        seen = (o for o in series.observations[answers.began :] if o.value is not None)
        return next(seen, series.observations[last]).period
    if cause == "shift":
        return series.observations[last - _run_length(chart, last) + 1].period
    while cause and first:
        before = chart.points[first - 1]
        if not before.special_cause or before.side != chart.points[last].side:
            break
        first -= 1
    return series.observations[first].period


def _run_length(chart: ProcessChart, last: int) -> int:
    length = 0
    for point in reversed(chart.points[: last + 1]):
        if point.side != chart.points[last].side or point.value is None:
            break
        length += 1
    return length
