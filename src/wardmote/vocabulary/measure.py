"""What is measured: the frozen form of one definition file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wardmote.vocabulary.period import PeriodKind


class Improvement(StrEnum):
    """Which way a measure should move."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Quantity(StrEnum):
    """What kind of number the measure's values are."""

    COUNT = "count"
    PERCENT = "percent"
    CHANGE = "change"
    RANK = "rank"
    RATE = "rate"


class Nature(StrEnum):
    """What a movement of the measure can be evidence of."""

    DEMAND = "demand"
    OFFENDING = "offending"
    ACTIVITY = "activity"
    HARM = "harm"
    OPINION = "opinion"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a measure's rows come from, and which of them count.

    `include` and `exclude` map a column of the publication to the values that count or
    do not; `value` is the column summed, or empty when rows are counted. With `of`, the column
    that the value is a part of, or with `part`, the rows that count among all that are included,
    the measure is a percentage.
    """

    publication: str
    include: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[tuple[str, tuple[str, ...]], ...] = ()
    value: str = ""
    of: str = ""
    part: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether its values are percentages worked out of two sums."""
        return bool(self.of or self.part)


@dataclass(frozen=True, slots=True)
class Measure:
    """One definition, checked. `version` names its content, so that a figure can say which.

    `year_starts` is the month in which the measure's year begins, 0 for the workspace's own;
    `recorded_from` is the measure of the incidents that its crimes were recorded from;
    `since` and `until` bound the periods in which what it counts was counted so;
    `disclosive` says whether small numbers of it are protected, None where that follows from
    what it is: see `protected`.
    """

    id: str
    version: str
    title: str
    theme: str
    plan: str
    source: Source
    unit: str
    period: PeriodKind
    improvement: Improvement
    quantity: Quantity
    nature: Nature
    why: str
    author: str
    checker: str
    next_review: date
    phrase: str = ""
    denominator: str = ""
    recorded_from: str = ""
    dimensions: tuple[str, ...] = ()
    peers: bool = False
    disclosive: bool | None = None
    target: float | None = None
    year_starts: int = 0
    since: date | None = None
    until: date | None = None
    caveats: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    counts: str = ""
    does_not_count: str = ""
    awaits: str = ""
    annotations: tuple[Annotation, ...] = field(default=())

    @property
    def protected(self) -> bool:
        """Whether small numbers of it could tell of somebody: counts of events, and their shares.

        Opinions and context (people asked, residents) are not: nobody is among them for what was
        done to them or by them.
        """
        if self.disclosive is not None:
            return self.disclosive
        events = self.nature not in (Nature.OPINION, Nature.CONTEXT)
        return self.source.is_share or (self.quantity is Quantity.COUNT and events)

    @property
    def in_plan(self) -> bool:
        """Whether the measure serves a priority of the Police and Crime Plan."""
        return self.plan != "outside"

    @property
    def name(self) -> str:
        """The words that a sentence uses for the measure."""
        return self.phrase or self.title


class AnnotationKind(StrEnum):
    """How a dated change bears on a series."""

    RECORDING = "recording change"
    PROCESS = "process change"
    ANNOUNCED = "announced change"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A dated change that stands beside a series. `on` is None when no date was given."""

    kind: AnnotationKind
    text: str
    on: date | None = None
    area: str = ""
