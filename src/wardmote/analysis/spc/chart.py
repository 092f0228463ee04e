"""A whole process chart: phases, limits, special causes, variation and assurance."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analysis.spc import rules
from wardmote.analysis.spc.limits import Limits, Value, limits_of
from wardmote.analysis.spc.profiles import Profile
from wardmote.vocabulary import Assurance, Improvement


@dataclass(frozen=True, slots=True)
class Point:
    """One value judged. `special_cause` is empty for common cause; `side` is 1, 0 or -1."""

    value: Value
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
    """The points between two rebases, with the limits that hold for them."""

    limits: Limits
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ProcessChart:
    """A judged series."""

    profile: Profile
    phases: tuple[Phase, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point of every phase, in order."""
        return tuple(p for phase in self.phases for p in phase.points)

    @property
    def limits(self) -> Limits:
        """The limits of the latest phase."""
        return self.phases[-1].limits

    def assurance(self, target: float | None, improvement: Improvement) -> Assurance:
        """Whether the latest limits lie wholly on one side of the target.

        A target that lies on a limit may be met or missed, as in NHSRplotthedots.
        """
        if target is None or improvement is Improvement.NEUTRAL:
            return Assurance.NO_TARGET
        above, below = self.limits.lower > target, self.limits.upper < target
        if not above and not below:
            return Assurance.MAY_MEET
        wanted = above if improvement is Improvement.INCREASE else below
        return Assurance.WILL_MEET if wanted else Assurance.WILL_MISS


def judge(
    values: Sequence[Value],
    profile: Profile,
    *,
    rebase: Sequence[int] = (),
    fix_after: int | None = None,
    screen: bool | None = None,
) -> ProcessChart:
    """Judge values in time order; None is a missing one.

    `rebase` holds the positions at which a new phase starts; `fix_after` draws each
    phase's limits from its first points only; `screen` overrides the profile's screening.
    Raises ValueError for no values or an infinite one.
    Source: the rules of the profile; NHSRplotthedots 0.2.2 for `ptd-0.2.2`.
    """
    if not values:
        raise ValueError("no values to judge")
    if any(v is not None and not math.isfinite(v) for v in values):
        raise ValueError("a value is not a finite number; leave a missing one as None")
    bounds = sorted({0, *rebase, len(values)})
    screening = profile.screen if screen is None else screen
    return ProcessChart(
        profile,
        tuple(
            _phase(values[start:end], profile, fix_after, screening)
            for start, end in itertools.pairwise(bounds)
        ),
    )


def _phase(values: Sequence[Value], profile: Profile, fix_after: int | None, screen: bool) -> Phase:
    limits = limits_of(values[:fix_after], screen=screen)
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
        points.append(Point(value, cause, towards))
    return Phase(limits, tuple(points))
