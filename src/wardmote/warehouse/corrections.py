"""Declared corrections, applied to what was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wardmote.vocabulary import (
    Category,
    Correction,
    CorrectionKind,
    Observation,
    Period,
    Series,
    Status,
)


def without_missing(series: Series, corrections: Iterable[Correction]) -> Series:
    """The series with the periods that are declared missing as missing, and the reason why."""
    declared = [
        c for c in corrections
        if c.kind is CorrectionKind.MISSING and c.bears_on(series.measure, series.area.slug)
    ]  # fmt: skip
    if not declared:
        return series
    kept = []
    for observed in series.observations:
        why = next(
            (c for c in declared if c.holds(observed.period.start, observed.period.end)), None
        )
        kept.append(
            Observation(observed.period, None, Status.MISSING, why.text) if why else observed
        )
    return replace(series, observations=tuple(kept))


def put_together(
    parts: Sequence[Series], corrections: Iterable[Correction], whole: Period
) -> list[Series]:
    """Parts of which a declared renaming within the period took some for others, as one part.

    A part's figures are added up period by period; a part that a period does not have adds
    nothing to it.
    """
    found = list(parts)
    for correction in corrections:
        if correction.kind is not CorrectionKind.RENAMED or not found:
            continue
        if not (whole.start < correction.since <= whole.end):
            continue
        some = _renamed(found, correction)
        if len(some) < 2:
            continue
        at = found.index(some[0])
        found = [s for s in found if s not in some]
        found.insert(min(at, len(found)), _sum(some, correction))
    return found


def together_as(
    parts: Sequence[Series], corrections: Iterable[Correction], category: str
) -> Series | None:
    """The parts that a renaming puts together under the category's name, or None."""
    for correction in corrections:
        renamed = correction.kind is CorrectionKind.RENAMED
        if renamed and Category(correction.column, correction.together).slug == category:
            some = _renamed(parts, correction)
            return _sum(some, correction) if some else None
    return None


def _renamed(parts: Sequence[Series], correction: Correction) -> list[Series]:
    values = {*correction.before, *correction.after}
    return [
        s for s in parts
        if s.category and s.category.dimension == correction.column
        and s.category.value in values and correction.bears_on(s.measure, s.area.slug)
    ]  # fmt: skip


def _sum(some: Sequence[Series], correction: Correction) -> Series:
    periods = sorted({o.period for s in some for o in s.told}, key=lambda p: (p.end, p.start))
    observations = []
    for period in periods:
        here = [o for s in some if (o := s.at(period)) and o.status is not Status.MISSING]
        kept = next((o for o in here if o.status is Status.WITHHELD), None)
        observations.append(kept or replace(here[0], value=sum(o.value or 0.0 for o in here)))
    return replace(
        some[0],
        observations=tuple(observations),
        releases=tuple(dict.fromkeys(r for s in some for r in s.releases)),
        category=Category(correction.column, correction.together),
        totals=(),
    )
