"""Any series judged by any profile, and the rows that tell it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from wardmote.analysis.expected import Request, judge_expected
from wardmote.analysis.spc import Answers, ProcessChart, Profile, judge
from wardmote.vocabulary import Assurance, Improvement

POINTS = (
    "series", "phase", "date", "value", "mean", "lower", "upper", "special_cause", "point_type",
)  # fmt: skip
SUMMARY = (
    "series", "phase", "n", "mean", "lower", "upper", "variation", "assurance", "longest_run",
    "longest_run_max", "crossings", "crossings_min", "runs_signal", "notes",
)  # fmt: skip
ASSURANCE = {
    Assurance.WILL_MEET: "pass",
    Assurance.WILL_MISS: "fail",
    Assurance.MAY_MEET: "inconsistent",
    Assurance.NO_TARGET: "",
}
TRIAL = 12


@dataclass
class Given:
    """One series with its options, in order of its dates; `labels` are its dates as given."""

    name: str
    rows: list[int] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    denominators: list[float | None] | None = None
    rebase: list[int] = field(default_factory=list)
    exclude: list[int] = field(default_factory=list)
    target: float | None = None
    improvement: Improvement = Improvement.NEUTRAL
    fix_after: int | None = None
    screen: bool | None = None
    notes: list[str] = field(default_factory=list)


def judge_all(
    series: Sequence[Given], profile: Profile, chart: str = ""
) -> tuple[list[tuple[Given, ProcessChart]], list[str]]:
    """Judge every series by the profile; those that cannot be judged are named.

    Raises ValueError for a chart that the profile does not draw.
    """
    wanted = chart or profile.charts[0]
    if wanted not in profile.charts:
        raise ValueError(
            f"profile {profile.name} draws no chart '{wanted}'; it draws: "
            + ", ".join(profile.charts)
        )
    return _expected(series) if profile.models else _ruled(series, profile, wanted)


def _ruled(
    series: Sequence[Given], profile: Profile, chart: str
) -> tuple[list[tuple[Given, ProcessChart]], list[str]]:
    """Each series by the rules of a profile."""
    judged: list[tuple[Given, ProcessChart]] = []
    wrong: list[str] = []
    for given in series:
        try:
            if any(v is not None and v < 0 for v in given.values) and chart not in ("xmr", "run"):
                raise ValueError(f"a value is below zero, which chart '{chart}' cannot count")
            made = judge(
                given.values,
                profile,
                chart=chart,
                denominators=given.denominators,
                rebase=given.rebase,
                fix_after=given.fix_after,
                screen=given.screen,
                exclude=given.exclude,
            )
            judged.append((given, made))
        except ValueError as error:
            wrong.append(f"series '{given.name}': {error}")
    return judged, wrong


def _expected(
    series: Sequence[Given],
) -> tuple[list[tuple[Given, ProcessChart]], list[str]]:
    """Every phase of every series against what was expected of it, sisters together."""
    requests: list[Request] = []
    for given in series:
        bounds = [0, *given.rebase, len(given.values)]
        for start, end in pairwise(bounds):
            sizes = given.denominators[start:end] if given.denominators else None
            values = [None if i in given.exclude else given.values[i] for i in range(start, end)]
            request = Request(given.dates[start:end], values, sizes, given.fix_after)
            requests.append(request)
    try:
        charts = iter(judge_expected(requests))
    except ValueError as error:
        return [], [str(error)]
    judged = []
    for given in series:
        mine = list(itertools.islice(charts, len(given.rebase) + 1))
        phases = tuple(p for c in mine for p in c.phases)
        judged.append((given, replace(mine[-1], phases=phases)))
    return judged, []


def point_rows(judged: Sequence[tuple[Given, ProcessChart]]) -> Iterator[dict[str, Any]]:
    """One row a point."""
    for given, made in judged:
        i = 0
        for number, phase in enumerate(made.phases, 1):
            for point in phase.points:
                yield {
                    "series": given.name,
                    "phase": number,
                    "date": given.labels[i],
                    "value": given.values[i],
                    "mean": _known(point.mean),
                    "lower": _known(point.lower),
                    "upper": _known(point.upper),
                    "special_cause": point.special_cause,
                    "point_type": point.point_type(given.improvement),
                }
                i += 1


def summary_rows(judged: Sequence[tuple[Given, ProcessChart]]) -> Iterator[dict[str, Any]]:
    """One row a series and phase."""
    for given, made in judged:
        for number, phase in enumerate(made.phases, 1):
            known = [p for p in phase.points if p.value is not None]
            last = number == len(made.phases)
            runs = phase.runs
            notes = list(given.notes)
            if made.answers and last:
                notes += _answers(given, made.answers)
            elif len(known) < TRIAL:
                notes.append(f"trial limits: {len(known)} points, fewer than {TRIAL}")
            if math.isnan(phase.upper) and made.chart != "run" and not made.answers:
                notes.append("no limits: too few points or every value is equal")
            assurance = made.assurance(given.target, given.improvement) if last else None
            yield {
                "series": given.name,
                "phase": number,
                "n": len(known),
                "mean": _known(phase.mean),
                "lower": _known(phase.lower),
                "upper": _known(phase.upper),
                "variation": phase.points[-1].point_type(given.improvement),
                "assurance": ASSURANCE[assurance] if assurance else "",
                "longest_run": runs.longest if runs else None,
                "longest_run_max": runs.longest_allowed if runs else None,
                "crossings": runs.crossings if runs else None,
                "crossings_min": runs.crossings_needed if runs else None,
                "runs_signal": runs.signal if runs else False,
                "notes": "; ".join(notes),
            }


def _answers(given: Given, answers: Answers) -> list[str]:
    """Why the chart was chosen, and the answers to the three questions, in words."""
    said = [answers.reason]
    if answers.unusual:
        said.append(f"latest unusually {'high' if answers.unusual > 0 else 'low'}")
    if answers.shifted and answers.size and answers.began is not None:
        change, low, high = (100 * (r - 1) for r in answers.size)
        said.append(
            f"level shifted {'up' if answers.shifted > 0 else 'down'}, most likely from "
            f"{given.labels[answers.began]}, by {change:+.0f}% ({low:+.0f} to {high:+.0f}): a "
            "rebase is proposed, not applied"
        )
    if answers.trend:
        change, low, high = (100 * (r - 1) for r in answers.trend)
        way = {1: "rising", -1: "falling", 0: "no clear trend"}[answers.going]
        said.append(f"over the longer run {way}: {change:+.1f}% a year ({low:+.1f} to {high:+.1f})")
    return said


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
