"""The charts of the grammar, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardmote.vocabulary import Figure, Period


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
    """A dated change drawn across a process chart; solid where it breaks the baseline."""

    on: date
    text: str
    solid: bool


@dataclass(frozen=True, slots=True)
class Process:
    """Values in time, with mean and limits where the series can have them."""

    marks: tuple[Mark, ...]
    mean: Figure | None = None
    lower: Figure | None = None
    upper: Figure | None = None
    rules: tuple[Rule, ...] = ()


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


Chart = Process | DotPlot | Line | BeforeAfter
