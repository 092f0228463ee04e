"""The charts of the grammar, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.vocabulary import AnnotationKind, Evidence, Figure, Period, Variation


@dataclass(frozen=True, slots=True)
class Mark:
    """One month of a process chart; no figure means that the month is missing.

    `kind` is a point type: common_cause, improvement, concern, neutral_high or neutral_low, or
    `withheld` where there is a figure that may not be told;
    `expected` the middle, lower and upper line at this month where they move with it; a new
    `phase` starts every line again.
    """

    period: Period
    value: Figure | None
    kind: str = "common_cause"
    expected: tuple[float, float, float] | None = None
    phase: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A change told on a process chart, drawn by its kind.

    A change of recording is a solid rule and breaks the baseline, one of process a dotted rule;
    an announced one is a hatched space ahead, or a rule of dots and dashes once its day has come.
    `on` is None where no day was given.
    """

    on: date | None
    text: str
    kind: AnnotationKind


@dataclass(frozen=True, slots=True)
class Process:
    """Values in time, with mean and limits where the series can have them, and the target."""

    marks: tuple[Mark, ...]
    mean: Figure | None = None
    lower: Figure | None = None
    upper: Figure | None = None
    rules: tuple[Rule, ...] = ()
    target: Figure | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One small process chart of many, with its name and what its latest month shows."""

    label: str
    process: Process
    variation: Variation
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small process charts of one span of time, each to a scale of its own."""

    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One area's value with its interval."""

    label: str
    value: Figure
    lower: Figure
    upper: Figure
    focus: bool = False


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Areas in order, with the averages as upright lines: the first solid, the second broken."""

    dots: tuple[Dot, ...]
    averages: tuple[tuple[str, Figure], ...] = ()


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One point of a line."""

    period: Period
    value: Figure


@dataclass(frozen=True, slots=True)
class Line:
    """A line without limits, from zero; sizes are drawn, signs said in the title."""

    points: tuple[LinePoint, ...]
    end: str


@dataclass(frozen=True, slots=True)
class Move:
    """A share before and after, with the interval of the second."""

    label: str
    before: Figure
    after: Figure | None
    lower: Figure | None
    upper: Figure | None


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Shares before (open diamonds) and after (filled dots), from zero."""

    moves: tuple[Move, ...]
    before: str
    after: str
    pending: str = ""


class Rank(StrEnum):
    """Where an area stands in a reader's eye: itself, one of its group, or all the rest."""

    FOCUS = "this force"
    GROUP = "its group"
    CONTEXT = "other forces"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One of many areas, with its interval."""

    label: str
    value: Figure
    lower: Figure
    upper: Figure
    rank: Rank = Rank.CONTEXT


@dataclass(frozen=True, slots=True)
class SkiSlope:
    """All areas in the order of their values, lowest first, with an average as a level line."""

    areas: tuple[Ranked, ...]
    average: tuple[str, Figure]


@dataclass(frozen=True, slots=True)
class FunnelArea:
    """One area of a funnel: its residents and its rate; `kind` as of a process chart's mark."""

    label: str
    size: Figure
    value: Figure
    rank: Rank = Rank.CONTEXT
    kind: str = "common_cause"


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """The limits at one size: at about two and three standard errors, and chance's own."""

    size: float
    inner: tuple[float, float]
    outer: tuple[float, float]
    chance: tuple[float, float]


@dataclass(frozen=True, slots=True)
class FunnelPlot:
    """Rates against the number of residents, with limits that narrow as the number grows."""

    areas: tuple[FunnelArea, ...]
    average: tuple[str, Figure]
    limits: tuple[FunnelLimit, ...]
    across: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one part adds to a change, and how strong the evidence is for its own change."""

    label: str
    change: Figure
    evidence: Evidence = Evidence.CLEAR

    @property
    def clear(self) -> bool:
        """Whether chance alone would hardly give the part's change."""
        return self.evidence is Evidence.CLEAR


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From the total before to the total after, part by part."""

    before: tuple[str, Figure]
    steps: tuple[Step, ...]
    after: tuple[str, Figure]


@dataclass(frozen=True, slots=True)
class Cascade:
    """A whole and what became of it, part by part, from zero.

    `pending` is what is still open, with its number where that is known; an empty name where
    nothing is.
    """

    whole: tuple[str, Figure]
    parts: tuple[tuple[str, Figure], ...]
    pending: str = ""
    open: Figure | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """The days between one event and the one before it, with the limits that the others set."""

    on: date
    days: Figure
    lower: Figure
    upper: Figure
    kind: str = "common_cause"


@dataclass(frozen=True, slots=True)
class Events:
    """Rare events by date: the days between them, and the time without one up to `until`."""

    gaps: tuple[Gap, ...]
    mean: Figure
    since: Figure
    until: date


@dataclass(frozen=True, slots=True)
class Placed:
    """One activity by its regularity and its importance; `group` is the capability it is of."""

    label: str
    group: str
    importance: Figure
    regularity: Figure
    told: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Importance against regularity, both on one scale of scores from `low` to `high`."""

    activities: tuple[Placed, ...]
    low: float
    high: float


Chart = (
    Process
    | Line
    | DotPlot
    | BeforeAfter
    | Multiples
    | SkiSlope
    | FunnelPlot
    | Waterfall
    | Cascade
    | Events
    | Matrix
)
