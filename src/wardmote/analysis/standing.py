"""Where the latest figure stands: among all known, beside its target, and what is not known.

None of these is a test: a record is no signal by itself, since some month is always the highest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardmote.analysis.change import CONVINCING, change
from wardmote.analysis.totals import STYLES, value_figure
from wardmote.vocabulary import (
    Assurance,
    Direction,
    Evidence,
    Figure,
    Finding,
    Kind,
    Period,
    Series,
    Status,
    figure_of,
    sense,
)

LOOK_BACK = 24  # known points before the latest, without which a record says little


def record(series: Series) -> Finding | None:
    """The latest point as the highest or lowest for a long time, or None where it is neither.

    `months` is how many known points in a row it exceeds, itself not counted, at least
    `LOOK_BACK`; `since` in the finding's `against` is the last point that was as high or as low,
    and None where none was. Ties are no record.
    """
    known = [o for o in series.settled.known if o.value is not None]
    if len(known) <= LOOK_BACK:
        return None
    latest, before = known[-1], known[:-1]
    assert latest.value is not None
    for direction in (Direction.UP, Direction.DOWN):
        sign = 1 if direction is Direction.UP else -1
        beaten = 0
        since: Period | None = None
        for observed in reversed(before):
            if sign * (observed.value or 0.0) >= sign * latest.value:
                since = observed.period
                break
            beaten += 1
        if beaten >= LOOK_BACK:
            return Finding(
                Kind.RECORD, series.measure, series.area, latest.period, Evidence.DESCRIBED,
                direction,
                {
                    "value": value_figure(series, latest),
                    "beaten": _count(series, latest.period, beaten, "beaten"),
                },
                against=since, category=series.category,
                variation=sense(direction, series.measure.improvement),
                words={"each": _each(series), "first": "" if since else "known"},
            )  # fmt: skip
    return None


def aim(series: Series, limits: tuple[Figure, Figure] | None, assurance: Assurance) -> Finding:
    """The latest point beside the target, and whether the process reliably meets it.

    Raises ValueError for a measure without a target, or without a known point.
    """
    target, known = series.measure.target, series.settled.known
    if target is None or not known or known[-1].value is None:
        raise ValueError(f"{series.measure.id} has no target, or no figure beside one")
    latest = known[-1]
    figures = {
        "value": value_figure(series, latest),
        "target": target_figure(series),
    }  # fmt: skip
    if limits is not None:
        figures |= {"lower": limits[0], "upper": limits[1]}
    return Finding(
        Kind.TARGET, series.measure, series.area, latest.period, Evidence.DESCRIBED,
        figures=figures, category=series.category,
        words={"assurance": assurance.value, "each": _each(series)},
    )  # fmt: skip


def target_figure(series: Series) -> Figure:
    """The target over the span of a series. Raises ValueError where the measure has none."""
    target = series.measure.target
    if target is None:
        raise ValueError(f"{series.measure.id} has no target")
    style, decimals = STYLES[series.measure.quantity]
    if decimals is not None and target != round(target, decimals):
        decimals += 1
    whole = Period(series.observations[0].period.start, series.observations[-1].period.end)
    return figure_of(
        series.measure,
        series.area.slug,
        whole,
        target,
        method="target",
        style=style,
        decimals=decimals,
        releases=series.sources(whole),
    )


def gaps(series: Series) -> Finding | None:
    """The points that are missing, partial or provisional, or None where all are final.

    The finding's period is the latest stretch of missing points where any is missing.
    """
    observed = series.observations
    missing = [o for o in observed if o.status is Status.MISSING]
    partial = [o for o in observed if o.status is Status.PARTIAL]
    provisional = [o for o in observed if o.status is Status.PROVISIONAL]
    if not missing and not partial and not provisional:
        return None
    run: list[Period] = []
    for one in reversed(observed):
        if one.status is Status.MISSING:
            run.append(one.period)
        elif run:
            break
    whole = Period(observed[0].period.start, observed[-1].period.end)
    stretch = Period(run[-1].start, run[0].end) if run else whole
    return Finding(
        Kind.GAPS, series.measure, series.area, stretch, Evidence.DESCRIBED,
        figures={
            role: _count(series, whole, len(some), role)
            for role, some in (
                ("missing", missing), ("partial", partial), ("provisional", provisional)
            ) if some
        },
        category=series.category,
        words={"each": _each(series), "run": "run" if len(run) == len(missing) else ""},
    )  # fmt: skip


def rises(series: Sequence[Series], force: str, later: Period, earlier: Period) -> Finding | None:
    """In how many forces a count rose between two periods, and in how many more than by chance.

    Forces without both periods are left out; None with fewer than three, or without `force`.
    """
    compared: Mapping[str, Finding] = {
        s.area.slug: change(s, later, earlier)
        for s in series
        if s.total(later) is not None and s.total(earlier) is not None
    }
    own = next((s for s in series if s.area.slug == force), None)
    if own is None or force not in compared or len(compared) < 3:
        return None
    up = [f for f in compared.values() if f["change"].value > 0]
    clear = [f for f in up if f.p is not None and f.p < CONVINCING]
    counted = {"rises": len(up), "clear-rises": len(clear), "compared": len(compared)}
    return Finding(
        Kind.RISES, own.measure, own.area, later, Evidence.DESCRIBED,
        Direction.UP if compared[force]["change"].value > 0 else Direction.DOWN,
        {
            role: figure_of(
                own.measure, own.area.slug, later, n, method=f"{role}-on", argument=earlier.id,
                unit="forces", releases=own.sources(later, earlier),
            )
            for role, n in counted.items()
        },
        against=earlier,
    )  # fmt: skip


def _each(series: Series) -> str:
    months = series.known[-1].period.months if series.known else 1
    return {1: "month", 3: "quarter", 12: "year"}.get(months or 0, "wave")


def _count(series: Series, period: Period, number: int, method: str) -> Figure:
    return figure_of(
        series.measure, series.area.slug, period, number, method=method, unit=f"{_each(series)}s",
        releases=series.sources(period), category=series.category,
    )  # fmt: skip
