"""Survey percentages with the people asked: a wave, two waves, a process against its baseline."""

from __future__ import annotations

import math

from wardmote.analysis.change import CONVINCING
from wardmote.analysis.proportions import compare_shares, sigma_z, wilson
from wardmote.vocabulary import (
    AnnotationKind,
    Direction,
    Evidence,
    Figure,
    Finding,
    Kind,
    Observation,
    Period,
    Quantity,
    Series,
    Style,
    figure_of,
    sense,
)

FEWEST_PEOPLE = 30  # under which a percentage of people is not compared
FEWEST_WAVES = 6  # known waves from which variation between waves is believed


def wave(series: Series, people: Series, period: Period) -> Finding:
    """A survey percentage with the people asked and its 95 % interval (Wilson).

    `series` is in per cent, `people` counts those asked: where answers are weighted or
    clustered, people divided by the design effect. Raises ValueError where either is unknown.
    """
    share, asked = _pooled(series, people, period)
    low, high = wilson(share * asked, asked)
    return Finding(
        Kind.SURVEY,
        series.measure,
        series.area,
        period,
        Evidence.DESCRIBED,
        figures={
            "value": _percent(series, people, period, share, "survey"),
            "lower": _percent(series, people, period, low, "survey-lower"),
            "upper": _percent(series, people, period, high, "survey-upper"),
            "people": _people(people, period, asked),
        },
        category=series.category,
        words={"of": people.measure.unit},
    )


def compare_waves(series: Series, people: Series, later: Period, earlier: Period) -> Finding:
    """Two waves, or two stretches of waves pooled by the people asked, in percentage points.

    Chance alone is widened by the variation between waves where six or more are known (Laney's
    sigma z, never below 1). Raises ValueError when they overlap, when either is unknown, or when
    the questions changed between them (a dated change of recording).
    """
    if later.overlaps(earlier):
        raise ValueError(f"{series.measure.id}: {later.id} and {earlier.id} share days")
    for change in series.measure.annotations:
        breaks = change.kind is AnnotationKind.RECORDING and change.area in ("", series.area.slug)
        if breaks and change.on and earlier.start < change.on <= later.end:
            raise ValueError(
                f"{series.measure.id}: what is asked changed on {change.on}; "
                f"{later.id} and {earlier.id} are not compared"
            )
    now, now_asked = _pooled(series, people, later)
    then, then_asked = _pooled(series, people, earlier)
    spread = between_waves(series, people)
    plain = compare_shares(now * now_asked, now_asked, then * then_asked, then_asked)
    moved = plain.difference
    p = plain.p
    if spread > 1 and 0 < p < 1:
        p = math.erfc(_score(p) / spread / math.sqrt(2))
    few = min(now_asked, then_asked) < FEWEST_PEOPLE
    direction = Direction.LEVEL
    if p < CONVINCING and not few:
        direction = Direction.UP if moved > 0 else Direction.DOWN
    evidence = Evidence.TOO_FEW if few else Evidence.NO_CLEAR_CHANGE
    if direction is not Direction.LEVEL:
        evidence = Evidence.CLEAR

    def points(value: float, method: str) -> Figure:
        return figure_of(
            series.measure,
            series.area.slug,
            later,
            100 * value,
            method=f"{method}-on",
            argument=earlier.id,
            style=Style.POINTS,
            decimals=1,
            unit=Style.POINTS.value,
            releases=_releases(series, people, later, earlier),
            category=series.category,
        )

    return Finding(
        Kind.SURVEY_CHANGE,
        series.measure,
        series.area,
        later,
        evidence,
        direction,
        {
            "later": _percent(series, people, later, now, "survey"),
            "later-people": _people(people, later, now_asked),
            "earlier": _percent(series, people, earlier, then, "survey"),
            "earlier-people": _people(people, earlier, then_asked),
            "points": points(moved, "survey-points"),
            "lower": points(moved - spread * (moved - plain.lower), "survey-points-lower"),
            "upper": points(moved + spread * (plain.upper - moved), "survey-points-upper"),
        },
        against=earlier,
        category=series.category,
        variation=sense(direction, series.measure.improvement),
        words={
            "tested": "the waves' spread" if spread > 1 else "chance alone",
            "of": people.measure.unit,
        },
        p=None if few else p,
    )


def between_waves(series: Series, people: Series) -> float:
    """How many times more the waves vary than the people asked would make them; at least 1.

    1 where fewer than six waves are known.
    """
    found = _waves(series, people)
    return sigma_z(found) if len(found) >= FEWEST_WAVES else 1.0


def asked_and_answered(
    series: Series, people: Series
) -> tuple[list[float | None], list[float | None]]:
    """Numerators and denominators of every wave, for the limits of proportions."""
    sizes = [_asked(people, o) for o in series.observations]
    parts = [
        None if o.value is None or not n else o.value / 100 * n
        for o, n in zip(series.observations, sizes, strict=True)
    ]
    return parts, sizes


def _waves(series: Series, people: Series) -> list[tuple[float, float]]:
    parts, sizes = asked_and_answered(series, people)
    return [
        (part / size, size)
        for part, size in zip(parts, sizes, strict=True)
        if part is not None and size
    ]


def _asked(people: Series, observed: Observation) -> float | None:
    found = people.at(observed.period)
    return found.value if found else None


def _pooled(series: Series, people: Series, period: Period) -> tuple[float, float]:
    """Share and people of a wave, or of all waves inside the period."""
    if series.measure.quantity is not Quantity.PERCENT:
        raise ValueError(f"{series.measure.id} is not a percentage")
    exact = series.at(period)
    found = _waves(series.clipped(period) if exact is None else _only(series, exact), people)
    if not found:
        raise ValueError(f"{series.measure.id}: {period.id} is not known with the people asked")
    whole = sum(n for _, n in found)
    return sum(p * n for p, n in found) / whole, whole


def _only(series: Series, observed: Observation) -> Series:
    return Series(series.measure, series.area, (observed,), series.releases, series.category)


def _score(p: float) -> float:
    from scipy.special import ndtri

    return float(-ndtri(p / 2))


def _releases(series: Series, people: Series, *periods: Period) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*series.sources(*periods), *people.sources(*periods))))


def _percent(series: Series, people: Series, period: Period, share: float, method: str) -> Figure:
    return figure_of(
        series.measure,
        series.area.slug,
        period,
        100 * share,
        method=method,
        style=Style.PERCENT,
        decimals=1,
        unit=Style.PERCENT.value,
        releases=_releases(series, people, period),
        category=series.category,
    )


def _people(people: Series, period: Period, asked: float) -> Figure:
    return figure_of(
        people.measure,
        people.area.slug,
        period,
        asked,
        method="" if people.at(period) else "total",
        releases=people.sources(period),
        category=people.category,
    )
