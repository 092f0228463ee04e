"""The default profile: the chart that the data can bear, with the reason in words."""

from __future__ import annotations

import calendar
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from wardmote.analysis.expected.detect import LIMIT, Verdicts, judge_group
from wardmote.analysis.expected.rare import rare_limits
from wardmote.analysis.proportions import proportion_chart
from wardmote.analysis.spc import because
from wardmote.analysis.spc.because import Because
from wardmote.analysis.spc.chart import Answers, Phase, Point, ProcessChart, judge
from wardmote.analysis.spc.limits import Value
from wardmote.analysis.spc.profiles import PROFILES

FEWEST = 6  # no limits under this many points
TRIAL = 12  # trial limits under this many
MONITORED = 12  # latest months that are judged against those before them
RARE = 2.0  # events a month under which exact limits are drawn
MOSTLY = 0.3  # share above which a proportion's own limits serve better than a count's
FLAT = 1e-12
DOUBTED = 0.5  # weight under which a month of the baseline is told as an outlier
NOTICED = 0.05  # autocorrelation beyond chance from which it is told


@dataclass(frozen=True, slots=True)
class Request:
    """One series to be judged, in time order; None is a missing value.

    With `denominators` the values are numerators. `baseline` is how many of the first points
    are the yardstick, where that is not left to the default.
    """

    dates: Sequence[date]
    values: Sequence[Value]
    denominators: Sequence[Value] | None = None
    baseline: int | None = None


def judge_expected(requests: Sequence[Request], *, sisters: bool = True) -> list[ProcessChart]:
    """Judge series by what was expected of them; those that share their months inform one another.

    A chart is chosen for each: a model of monthly counts or rates where there are at least
    twelve months of them, exact limits where they are rare, limits from moving ranges for
    anything else, none under six points. Raises ValueError for repeated or unordered dates,
    for a value that is not finite, or for a denominator below zero.
    """
    charts: list[ProcessChart | None] = [None] * len(requests)
    groups: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for i, request in enumerate(requests):
        _check(request)
        kind, reason = choose(request)
        if kind == "model":
            months = _months(request)
            groups[months[0], months[-1], _baseline(len(months), request)].append(i)
        else:
            charts[i] = _simple(request, kind, reason)
    for (_, _, baseline), members in groups.items():
        made = _modelled([requests[i] for i in members], baseline, sisters=sisters)
        for i, chart in zip(members, made, strict=True):
            charts[i] = chart
    return [c for c in charts if c is not None]


def choose(request: Request) -> tuple[str, Because]:
    """The kind of chart (model, rare, share, ranges or none), and why."""
    known = [v for v in request.values if v is not None]
    if len(known) < FEWEST:
        return "none", Because(because.TOO_FEW, len(known))
    if not _monthly(request.dates):
        return "ranges", Because(because.NOT_MONTHLY)
    if any(v < 0 or v != int(v) for v in known):
        return "ranges", Because(because.NO_COUNTS)
    if len(known) < TRIAL:
        return "ranges", Because(because.TRIAL, TRIAL)
    if request.denominators is not None:
        sizes = [s for s in request.denominators if s is not None]
        if len(sizes) < len(request.values) or not all(sizes):
            return "ranges", Because(because.NO_SIZES)
        pairs = [(v, s) for v, s in zip(request.values, sizes, strict=True) if v is not None]
        whole = sum(s for _, s in pairs)
        if all(v <= s for v, s in pairs) and sum(known) > MOSTLY * whole:
            return "share", Because(because.LARGE_SHARE)
    if sum(known) / len(known) < RARE:
        return "rare", Because(because.RARE)
    return "model", Because(because.COUNTS if request.denominators is None else because.RATES)


def _check(request: Request) -> None:
    for before, after in zip(request.dates, request.dates[1:], strict=False):
        if after <= before:
            raise ValueError(f"dates must rise: {after} comes after {before}")
    if not request.values:
        raise ValueError("no values to judge")
    if any(v is not None and not math.isfinite(v) for v in request.values):
        raise ValueError("a value is not a finite number; leave a missing one empty")
    if request.denominators and any(s is not None and s < 0 for s in request.denominators):
        raise ValueError("a denominator is below zero")


def _monthly(dates: Sequence[date]) -> bool:
    months = [d.year * 12 + d.month for d in dates]
    return len(set(months)) == len(months) and months[-1] - months[0] < 2 * len(months)


def _months(request: Request) -> list[int]:
    first, last = request.dates[0], request.dates[-1]
    return list(range(first.year * 12 + first.month, last.year * 12 + last.month + 1))


def _baseline(months: int, request: Request) -> int:
    if request.baseline is not None:
        return min(months, max(request.baseline, FEWEST))
    return min(months, max(TRIAL, months - MONITORED))


def _modelled(requests: Sequence[Request], baseline: int, *, sisters: bool) -> list[ProcessChart]:
    months = _months(requests[0])
    counts = np.full((len(requests), len(months)), np.nan)
    exposure = np.tile([_days(m) / 30.4375 for m in months], (len(requests), 1))
    places = []
    for row, request in enumerate(requests):
        place = [d.year * 12 + d.month - months[0] for d in request.dates]
        places.append(place)
        counts[row, place] = [math.nan if v is None else v for v in request.values]
        if request.denominators is not None:
            # Denominators stand for exposure by themselves: residents, journeys, tickets.
            usual = float(np.median([s for s in request.denominators if s]))
            exposure[row] = 1.0
            exposure[row, place] = [(s or usual) for s in request.denominators]
            missing = [p for p in range(len(months)) if p not in place]
            exposure[row, missing] = usual
    found = judge_group(counts, exposure, baseline, sisters=sisters)
    return [_chart(request, found, row, places[row]) for row, request in enumerate(requests)]


def _days(month: int) -> int:
    return calendar.monthrange((month - 1) // 12, (month - 1) % 12 + 1)[1]


def _chart(request: Request, found: Verdicts, row: int, place: Sequence[int]) -> ProcessChart:
    points = []
    for at, value, size in zip(
        place, request.values, request.denominators or [None] * len(place), strict=True
    ):
        scale = size or 1.0
        expected, lower, upper = (
            float(line[row, at]) / scale for line in (found.expected, found.lower, found.upper)
        )
        shown = None if value is None else value / scale
        cause, side = "", 0
        if shown is not None:
            score, shift = found.score[row, at], int(found.shift[row, at])
            side = int(shown > expected) - int(shown < expected)
            if abs(score) > LIMIT:
                cause, side = "outside_limits", 1 if score > 0 else -1
            elif shift:
                cause, side = "shift", shift
        points.append(Point(shown, expected, lower, upper, cause, side))
    last = max(i for i, v in enumerate(request.values) if v is not None)
    at = place[last]
    score = found.score[row, at]
    shifted = int(found.shift[row, at])
    began = int(found.began[row])
    low, high = found.trend[row, 1], found.trend[row, 2]
    kind, reason = choose(request)
    reasons = [reason]
    if found.priors.sisters > 1:
        reasons.append(Because(because.SISTERS, found.priors.sisters))
    doubted = int(((found.trust[row] > 0) & (found.trust[row] < DOUBTED)).sum())
    if doubted:
        text = because.ONE_DOUBTED if doubted == 1 else because.DOUBTED
        reasons.append(Because(text, doubted))
    if found.likeness[row] > NOTICED:
        reasons.append(Because(because.ALIKE))
    answers = Answers(
        tuple(reasons),
        unusual=int(score > LIMIT) - int(score < -LIMIT),
        shifted=shifted,
        began=next((i for i, p in enumerate(place) if p >= began), None) if shifted else None,
        size=_ratios(found.size[row]) if shifted else None,
        trend=_ratios(found.trend[row]),
        going=int(low > FLAT) - int(high < -FLAT),
        sisters=found.priors.sisters,
    )
    return ProcessChart(PROFILES["wardmote"], kind, (Phase(tuple(points)),), answers)


def _ratios(logs: np.ndarray) -> tuple[float, float, float]:
    middle, low, high = (math.exp(float(x)) for x in logs)
    return middle, low, high


def _simple(request: Request, kind: str, reason: Because) -> ProcessChart:
    """Limits without a model: moving ranges, widened proportions, rare counts, or none."""
    nan = math.nan
    if kind == "none":
        ratios = _shown(request)
        points = tuple(Point(v, nan, nan, nan) for v in ratios)
    elif kind == "rare":
        points = _rare(request)
    else:
        made = judge(
            request.values,
            PROFILES["qic-0.8.1"],
            chart=proportion_chart(request.values, request.denominators or ())
            if kind == "share"
            else "xmr",
            denominators=request.denominators,
            fix_after=request.baseline,
        )
        points = made.points
    known = [p for p in points if p.value is not None]
    last = known[-1] if known else None
    unusual = last.side if last and last.special_cause == "outside_limits" else 0
    return ProcessChart(
        PROFILES["wardmote"], kind, (Phase(points),), Answers((reason,), unusual=unusual)
    )


def _shown(request: Request) -> list[Value]:
    sizes = request.denominators or [1.0] * len(request.values)
    return [
        None if v is None or not s else v / s for v, s in zip(request.values, sizes, strict=True)
    ]


def _rare(request: Request) -> tuple[Point, ...]:
    exposure = [
        s if request.denominators is not None and s else d
        for s, d in zip(
            request.denominators or [None] * len(request.values),
            [calendar.monthrange(d.year, d.month)[1] / 30.4375 for d in request.dates],
            strict=True,
        )
    ]
    made = []
    for value, size, (mean, low, high) in zip(
        request.values, exposure, rare_limits(request.values, exposure), strict=True
    ):
        scale = size if request.denominators is not None else 1.0
        cause, side = "", 0
        if value is not None:
            side = int(value > mean) - int(value < mean)
            if value > high or value < low:
                cause = "outside_limits"
        made.append(
            Point(
                None if value is None else value / scale,
                mean / scale,
                low / scale,
                high / scale,
                cause,
                side,
            )
        )
    return tuple(made)
