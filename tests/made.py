"""Small made values that the tests share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wardmote.vocabulary import (
    Area,
    Improvement,
    Measure,
    Nature,
    Observation,
    Period,
    PeriodKind,
    Quantity,
    Series,
    Source,
    Status,
)

AREA = Area("west-midlands", "West Midlands")
MEASURE = Measure(
    id="collisions",
    version="00000000",
    title="Collisions",
    theme="Roads",
    plan="roads",
    source=Source("tidy", value="value"),
    unit="collisions",
    period=PeriodKind.MONTH,
    improvement=Improvement.DECREASE,
    quantity=Quantity.COUNT,
    nature=Nature.HARM,
    why="",
    author="a",
    checker="b",
    next_review=date(2027, 1, 1),
)


def months(first: str, count: int) -> list[Period]:
    start = Period.parse(first).start
    index = start.year * 12 + start.month - 1
    return [Period.month((index + i) // 12, (index + i) % 12 + 1) for i in range(count)]


def series(
    values: Sequence[float | None],
    first: str = "2014-01",
    *,
    area: Area = AREA,
    **measure: object,
) -> Series:
    """A monthly series of the values; keywords change the measure."""
    observations = tuple(
        Observation(p, v, Status.FINAL if v is not None else Status.MISSING)
        for p, v in zip(months(first, len(values)), values, strict=True)
    )
    return Series(replace(MEASURE, **measure), area, observations, ("release",))  # type: ignore[arg-type]
