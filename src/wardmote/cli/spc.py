"""`wardmote spc`: process limits for any file of series."""

from __future__ import annotations

import csv
import itertools
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import msgspec

from wardmote.analysis.expected import Request, judge_expected
from wardmote.analysis.spc import Answers, ProcessChart, Profile, judge, profile_named
from wardmote.cli.app import DONE, LOOK
from wardmote.cli.spc_input import Given, read_series
from wardmote.vocabulary import Assurance, UserError

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


def run_spc(
    path: Path,
    profile_name: str,
    chart: str | None,
    *,
    summary: bool,
    form: str,
    target: Path | None,
) -> int:
    """Judge every series of a file; those that cannot be judged are named, and the rest is."""
    profile = profile_named(profile_name)
    wanted = chart or profile.charts[0]
    if wanted not in profile.charts:
        raise UserError(
            f"profile {profile.name} draws no chart '{wanted}'; it draws: "
            + ", ".join(profile.charts)
        )
    series, wrong = read_series(path)
    judged: list[tuple[Given, ProcessChart]] = []
    if profile.models:
        judged, more = _expected(series)
    else:
        judged, more = _ruled(series, profile, wanted)
    wrong += [f"{path.name}: {line}" for line in more]
    for line in wrong:
        click.echo(f"wardmote: {line}", err=True)
    if target is not None:
        _draw(judged, target)
    _write(_summaries(judged) if summary else _points(judged), SUMMARY if summary else POINTS, form)
    return LOOK if wrong else DONE


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
    owners: list[Given] = []
    wrong: list[str] = []
    for given in series:
        bounds = [0, *given.rebase, len(given.values)]
        for start, end in itertools.pairwise(bounds):
            sizes = given.denominators[start:end] if given.denominators else None
            values = [None if i in given.exclude else given.values[i] for i in range(start, end)]
            request = Request(given.dates[start:end], values, sizes, given.fix_after)
            requests.append(request)
            owners.append(given)
    try:
        charts = judge_expected(requests)
    except ValueError as error:
        return [], [str(error)]
    judged = []
    for given in series:
        mine = [c for owner, c in zip(owners, charts, strict=True) if owner is given]
        phases = tuple(p for c in mine for p in c.phases)
        judged.append((given, replace(mine[-1], phases=phases)))
    return judged, wrong


def _points(judged: Sequence[tuple[Given, ProcessChart]]) -> Iterator[dict[str, Any]]:
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


def _summaries(judged: Sequence[tuple[Given, ProcessChart]]) -> Iterator[dict[str, Any]]:
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


def _write(rows: Iterator[dict[str, Any]], columns: Sequence[str], form: str) -> None:
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(list(rows)), indent=1).decode())
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[c]) for c in columns])


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return int(value)
    return value


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _draw(judged: Sequence[tuple[Given, ProcessChart]], target: Path) -> None:
    from wardmote.cli.spc_chart import chart_svg

    if len(judged) != 1:
        raise UserError(f"--to draws one series, and the file holds {len(judged)}")
    try:
        target.write_text(chart_svg(*judged[0]), encoding="utf-8")
    except OSError as error:
        raise UserError(f"{target} cannot be written: {error.strerror}") from error
