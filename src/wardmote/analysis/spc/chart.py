"""A whole process chart: phases, limits, special causes, variation and assurance."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analysis.spc import rules
from wardmote.analysis.spc.because import Because
from wardmote.analysis.spc.limits import Limits, Value, limits_of
from wardmote.analysis.spc.profiles import Profile
from wardmote.analysis.spc.runs import Runs, runs_of
from wardmote.analysis.spc.shewhart import LINES, NEED_DENOMINATOR, Array, Given
from wardmote.vocabulary import Assurance, Improvement


@dataclass(frozen=True, slots=True)
class Point:
    """One value judged, with the lines that hold for it (NaN where there are none).

    `special_cause` is empty for common cause, else `outside_limits`, `trend`,
    `two_in_three` or `shift`; `side` is 1, 0 or -1.
    """

    value: Value
    mean: float
    lower: float
    upper: float
    special_cause: str = ""
    side: int = 0

    def point_type(self, improvement: Improvement) -> str:
        """`common_cause`, `improvement`, `concern`, `neutral_high` or `neutral_low`."""
        if not self.special_cause or not self.side:
            return "common_cause"
        if improvement is Improvement.NEUTRAL:
            return "neutral_high" if self.side > 0 else "neutral_low"
        wanted = 1 if improvement is Improvement.INCREASE else -1
        return "improvement" if self.side == wanted else "concern"


@dataclass(frozen=True, slots=True)
class Phase:
    """The points between two rebases, with the runs where the profile judges by them."""

    points: tuple[Point, ...]
    runs: Runs | None = None

    @property
    def mean(self) -> float:
        """The centre line at the last point."""
        return self.points[-1].mean

    @property
    def lower(self) -> float:
        """The lower limit at the last point."""
        return self.points[-1].lower

    @property
    def upper(self) -> float:
        """The upper limit at the last point."""
        return self.points[-1].upper


@dataclass(frozen=True, slots=True)
class Answers:
    """What the default profile answers, apart, and why (`because`) it chose the chart that it did.

    `unusual` is 1, 0 or -1: the latest point against what was expected of it. `shifted` is the
    same for the level at the latest point, with the position at which the shift most likely
    `began` and its `size` (ratio with its interval). `trend` is the yearly ratio with its
    interval, and `going` 1, 0 or -1 where the interval leaves one side alone. Ratios are None
    where the chart has no model.
    """

    because: tuple[Because, ...]
    unusual: int = 0
    shifted: int = 0
    began: int | None = None
    size: tuple[float, float, float] | None = None
    trend: tuple[float, float, float] | None = None
    going: int = 0
    sisters: int = 1

    @property
    def reason(self) -> str:
        """Why, in English."""
        return "; ".join(one.said for one in self.because)


@dataclass(frozen=True, slots=True)
class ProcessChart:
    """A judged series."""

    profile: Profile
    chart: str
    phases: tuple[Phase, ...]
    answers: Answers | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point of every phase, in order."""
        return tuple(p for phase in self.phases for p in phase.points)

    @property
    def latest(self) -> Phase:
        """The latest phase."""
        return self.phases[-1]

    def assurance(self, target: float | None, improvement: Improvement) -> Assurance:
        """Whether the latest limits lie wholly on one side of the target.

        A target that lies on a limit may be met or missed, as in NHSRplotthedots.
        """
        if target is None or improvement is Improvement.NEUTRAL:
            return Assurance.NO_TARGET
        above, below = self.latest.lower > target, self.latest.upper < target
        if not above and not below:
            return Assurance.MAY_MEET
        wanted = above if improvement is Improvement.INCREASE else below
        return Assurance.WILL_MEET if wanted else Assurance.WILL_MISS


def judge(
    values: Sequence[Value],
    profile: Profile,
    *,
    chart: str = "xmr",
    denominators: Sequence[Value] | None = None,
    rebase: Sequence[int] = (),
    fix_after: int | None = None,
    screen: bool | None = None,
    exclude: Sequence[int] = (),
) -> ProcessChart:
    """Judge values in time order; None is a missing one.

    With `denominators`, values are numerators and are judged as ratios. `rebase` holds the
    positions at which a new phase starts; `fix_after` draws limits from the first points only
    (of each phase, or of the series in qicharts2); `screen` overrides the profile's screening;
    `exclude` holds positions that limits and runs leave out.
    A denominator of 0 leaves its point without a ratio, which is missing. Raises ValueError for
    no values, one that is not finite, a denominator below zero, a chart that the profile does
    not draw or that lacks its denominators.
    Source: NHSRplotthedots 0.2.2 and qicharts2 0.8.1, by profile.
    """
    _check(values, profile, chart, denominators)
    ratios = _ratios(values, denominators)
    bounds = sorted({0, *rebase, len(values)})
    screening = profile.screen if screen is None else screen
    phases = []
    for start, end in itertools.pairwise(bounds):
        if profile.judges_series:
            fixed = len(values) if fix_after is None else fix_after
            base = [i < fixed and i not in exclude for i in range(start, end)]
            totals = values[start:end] if denominators else ratios[start:end]
            sizes = denominators[start:end] if denominators else [1.0] * (end - start)
            phases.append(
                _whole_phase(
                    ratios[start:end],
                    totals,
                    sizes,
                    base,
                    chart,
                    screening,
                    [i not in exclude for i in range(start, end)],
                )
            )
        else:
            baseline = [None if i in exclude else ratios[i] for i in range(start, end)][:fix_after]
            phases.append(_phase(ratios[start:end], baseline, profile, screening))
    return ProcessChart(profile, chart, tuple(phases))


def _check(
    values: Sequence[Value], profile: Profile, chart: str, denominators: Sequence[Value] | None
) -> None:
    if not values:
        raise ValueError("no values to judge")
    if any(v is not None and not math.isfinite(v) for v in values):
        raise ValueError("a value is not a finite number; leave a missing one empty")
    if chart not in profile.charts:
        raise ValueError(
            f"profile {profile.name} draws no chart '{chart}'; it draws: "
            + ", ".join(profile.charts)
        )
    if denominators is not None:
        for i, size in enumerate(denominators):
            if size is not None and (size < 0 or not math.isfinite(size)):
                raise ValueError(f"the denominator of point {i + 1} is {size:g}, below zero")
    elif chart in NEED_DENOMINATOR:
        raise ValueError(f"chart '{chart}' needs a denominator")


def _ratios(values: Sequence[Value], denominators: Sequence[Value] | None) -> list[Value]:
    if denominators is None:
        return [None if value is None else float(value) for value in values]
    return [
        None if value is None or not size else float(value) / float(size)
        for value, size in zip(values, denominators, strict=True)
    ]


def _phase(
    values: Sequence[Value], baseline: Sequence[Value], profile: Profile, screen: bool
) -> Phase:
    limits = limits_of(baseline, screen=screen)
    side = rules.sides(values, limits.mean)
    beyond = rules.outside(values, limits)
    trend = rules.trends(values, profile.trend)
    near = rules.two_in_three(rules.near(values, limits), side)
    run = rules.runs(side, profile.run)
    points = []
    for i, value in enumerate(values):
        cause, towards = "", side[i] or 0
        if beyond[i]:
            cause = "outside_limits"
        elif trend[i]:
            cause = "trend"
            # A step that is not a rise is called a fall, as in NHSRplotthedots.
            towards = 1 if rules.trend_direction(values, trend, i) > 0 else -1
        elif near[i]:
            cause = "two_in_three"
        elif run[i]:
            cause = "shift"
        points.append(_point(value, limits, cause, towards))
    return Phase(tuple(points))


def _point(value: Value, limits: Limits, cause: str, side: int) -> Point:
    return Point(value, limits.mean, limits.lower, limits.upper, cause, side)


def _whole_phase(
    values: Sequence[Value],
    totals: Sequence[Value],
    sizes: Sequence[Value],
    base: Sequence[bool],
    chart: str,
    screen: bool,
    included: Sequence[bool],
) -> Phase:
    given = Given(_array(values), _array(totals), _array(sizes), np.array(base, bool), screen)
    centre, lower, upper = LINES[chart](given)
    points, sides = [], []
    for i, value in enumerate(values):
        cause, towards = "", _side(value, centre[i]) or 0
        if value is not None:
            if value > upper[i]:
                cause, towards = "outside_limits", 1
            elif value < lower[i]:
                cause, towards = "outside_limits", -1
        known = value is not None and included[i]
        sides.append(_side(value, centre[i]) if known else None)
        points.append(
            Point(value, float(centre[i]), float(lower[i]), float(upper[i]), cause, towards)
        )
    return Phase(tuple(points), runs_of(sides))


def _side(value: Value, centre: float) -> int | None:
    return None if value is None else int(value > centre) - int(value < centre)


def _array(values: Sequence[Value]) -> Array:
    return np.array([math.nan if v is None else v for v in values], dtype=float)
