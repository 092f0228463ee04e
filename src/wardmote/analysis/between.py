"""What the times between rare events show: a finding with every time and its limits."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

from wardmote.analysis.rare_events import rare_events
from wardmote.vocabulary import (
    Area,
    Direction,
    Evidence,
    Figure,
    Finding,
    Kind,
    Measure,
    Period,
    Style,
    figure_of,
    sense,
)

LATE = 0.01  # chance of the silence under which the last event is unusually long ago


def times_between(
    measure: Measure,
    area: Area,
    dates: Sequence[date],
    until: date,
    releases: tuple[str, ...] = (),
) -> Finding:
    """The events by date: how many, the mean days between them, and the time without one since.

    `days:N`, `lower:N` and `upper:N` are of the time that event N (from 1) ended; `words` hold
    its `kind:N`. The finding speaks of the last of them. Raises ValueError for fewer than seven
    events, as `rare_events` does.
    """
    found = rare_events(dates, until)
    whole = Period(dates[0], until)

    def figure(
        value: float,
        method: str,
        unit: str = "days",
        style: Style = Style.COUNT,
        decimals: int = 0,
        period: Period = whole,
    ) -> Figure:
        # The whole span stands in the id, for every limit rests on all other times.
        return figure_of(
            measure,
            area.slug,
            period,
            value,
            method=method,
            argument="" if period is whole else whole.id,
            unit=unit,
            style=style,
            decimals=decimals,
            releases=releases,
        )

    figures = {
        "events": figure(found.events, "events", measure.unit),
        "mean": figure(found.mean_days, "mean-days-between"),
        "silent": figure(found.days_since, "days-since"),
        "chance": figure(found.chance_of_silence, "chance-of-silence", "", Style.CHANCE),
    }
    words: dict[str, str] = {}
    for k, (before, one) in enumerate(zip(dates, found.between, strict=False), 1):
        own = Period(before, one.on)
        small = 0 if one.days >= 1 else 1
        figures[f"days:{k}"] = figure(one.days, "days-between", decimals=small, period=own)
        for role, value in (("lower", one.lower), ("upper", one.upper)):
            made = figure(value, f"days-between-{role}", decimals=0 if value >= 10 else 2,
                          period=own)  # fmt: skip
            figures[f"{role}:{k}"] = made
        words[f"kind:{k}"] = {1: "soon", -1: "late"}.get(one.signal, "")
    last = found.between[-1].signal
    direction = {1: Direction.UP, -1: Direction.DOWN}.get(last, Direction.LEVEL)
    words["unusual"] = str(sum(bool(b.signal) for b in found.between))
    words["silence"] = "long" if found.chance_of_silence < LATE else ""
    return Finding(
        Kind.RARE,
        measure,
        area,
        whole,
        Evidence.CLEAR if last else Evidence.NO_CLEAR_CHANGE,
        direction,
        figures,
        variation=sense(direction, measure.improvement),
        words=words,
    )


def latest_stretch(known: Sequence[Period]) -> Period | None:
    """The last months that follow one another without a gap, as one period.

    A time between events that spans months of which nothing is known is none.
    """
    if not known:
        return None
    first = known[-1]
    for before, after in itertools.pairwise(reversed(known)):
        if (before.start - after.end).days != 1:
            break
        first = after
    return Period(first.start, known[-1].end)
