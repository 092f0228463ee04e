"""Observations, the series they form, and the releases they came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wardmote.vocabulary.area import Area
from wardmote.vocabulary.measure import Measure
from wardmote.vocabulary.period import Period


class Status(StrEnum):
    """What is known of an observation."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    PARTIAL = "partial"
    ASSUMED = "assumed"
    MISSING = "missing"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Release:
    """One loading of one published file. `id` follows from its bytes."""

    id: str
    sha256: str
    publication: str
    title: str
    publisher: str
    licence: str
    edition: date | None
    file: str


@dataclass(frozen=True, slots=True)
class Category:
    """One value of one dimension, such as crime type: Robbery."""

    dimension: str
    value: str

    @property
    def slug(self) -> str:
        """The form used inside a figure's id."""
        kept = (c if c.isalnum() else "-" for c in self.value.lower())
        return f"{self.dimension}=" + "-".join(p for p in "".join(kept).split("-") if p)


@dataclass(frozen=True, slots=True)
class Observation:
    """A value for a period. A missing value is None with status `missing`, never 0.

    One that is known and not published, because it is small or would tell a small one, is None
    with status `withheld`. A change that the source states in words alone is None with the status
    that the source gives it, and a note that says so.
    """

    period: Period
    value: float | None
    status: Status = Status.FINAL
    note: str = ""
    release: str = ""

    def __post_init__(self) -> None:
        unknown = self.status in (Status.MISSING, Status.WITHHELD)
        allowed = unknown or bool(self.note) if self.value is None else not unknown
        if not allowed:
            raise ValueError(f"{self.period.id}: a value of {self.value} cannot be {self.status}")


@dataclass(frozen=True, slots=True)
class Series:
    """A measure's observations for one area, in order of their period's end.

    `totals` are sums that are published beside the observations, where those are rounded or
    withheld and so cannot be added up. Raises ValueError when a period is repeated or out of order.
    """

    measure: Measure
    area: Area
    observations: tuple[Observation, ...]
    releases: tuple[str, ...] = ()
    category: Category | None = None
    totals: tuple[Observation, ...] = ()

    def __post_init__(self) -> None:
        for before, after in zip(self.observations, self.observations[1:], strict=False):
            if (before.period.end, before.period.start) >= (after.period.end, after.period.start):
                raise ValueError(
                    f"{self.measure.id}, {self.area.slug}: period {after.period.id} "
                    f"does not come after {before.period.id}"
                )

    @property
    def known(self) -> tuple[Observation, ...]:
        """The observations that have a value."""
        return tuple(o for o in self.observations if o.value is not None)

    @property
    def told(self) -> tuple[Observation, ...]:
        """The observations that the source has a value for, withheld ones among them."""
        return tuple(o for o in self.observations if o.status is not Status.MISSING)

    @property
    def outline(self) -> Series:
        """The series with 0 for what is withheld: to choose periods by, never to add up."""
        if not self.withholds():
            return self
        return replace(
            self,
            totals=(),
            observations=tuple(
                replace(o, value=0.0, status=Status.FINAL) if o.status is Status.WITHHELD else o
                for o in self.observations
            ),
        )

    def withholds(self, period: Period | None = None) -> bool:
        """Whether a value is withheld, in the whole series or inside `period`."""
        here = self.observations if period is None else self.within(period)
        return any(o.status is Status.WITHHELD for o in here)

    @property
    def settled(self) -> Series:
        """The same series with its partial months taken for missing: they are not whole yet."""
        if not any(o.status is Status.PARTIAL and o.period.months == 1 for o in self.observations):
            return self
        return replace(
            self,
            observations=tuple(
                Observation(o.period, None, Status.MISSING, o.note, o.release)
                if o.status is Status.PARTIAL and o.period.months == 1
                else o
                for o in self.observations
            ),
        )

    @property
    def data_to(self) -> date | None:
        """The last day that the series speaks of."""
        return self.told[-1].period.end if self.told else None

    def at(self, period: Period) -> Observation | None:
        """The observation of exactly this period."""
        wanted = (period.end, period.start)
        spot = bisect_left(self.observations, wanted, key=lambda o: (o.period.end, o.period.start))
        found = self.observations[spot : spot + 1]
        return found[0] if found and found[0].period == period else None

    def within(self, period: Period) -> tuple[Observation, ...]:
        """The observations whose whole period lies inside `period`."""
        first = bisect_left(self.observations, period.start, key=_end)
        last = bisect_right(self.observations, period.end, lo=first, key=_end)
        return tuple(o for o in self.observations[first:last] if o.period.start >= period.start)

    def clipped(self, period: Period) -> Series:
        """The same series with only the observations inside `period`."""
        return replace(self, observations=self.within(period))

    def sources(self, *periods: Period) -> tuple[str, ...]:
        """The releases behind the observations inside the periods, or behind all of them."""
        found = (o.release for p in periods for o in self.within(p))
        return tuple(dict.fromkeys(r for r in found if r)) or self.releases

    def total(self, period: Period) -> float | None:
        """The sum over `period`, or None unless its observations cover every day of it."""
        exact = self.at(period)
        if exact is not None:
            return exact.value
        beside = next((t for t in self.totals if t.period == period), None)
        if beside is not None:
            return beside.value
        parts = self.within(period)
        if sum(p.period.days for p in parts) != period.days:
            return None
        values = [p.value for p in parts if p.value is not None]
        return sum(values) if len(values) == len(parts) else None


def _end(observation: Observation) -> date:
    return observation.period.end
