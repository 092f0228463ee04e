"""What an analysis found, and how strong the evidence is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from wardmote.vocabulary.area import Area
from wardmote.vocabulary.figure import Figure
from wardmote.vocabulary.measure import Improvement, Measure
from wardmote.vocabulary.period import Period
from wardmote.vocabulary.series import Category, Series


class Kind(StrEnum):
    """The kinds of finding."""

    LEVEL = "level"
    TOTAL = "total"
    CHANGE = "change"
    STATED_CHANGE = "stated-change"
    AVERAGE_CHANGE = "average-change"
    SHARE = "share"
    SHARE_CHANGE = "share-change"
    SURVEY = "survey"
    SURVEY_CHANGE = "survey-change"
    PEERS = "peers"
    FORCES = "forces"
    GAP = "gap"
    SIGNAL = "signal"
    RARE = "rare-events"
    FORECAST = "forecast"
    DRIVER = "driver"
    MARKER = "marker"
    RECORDING = "recording-effect"
    RECORD = "record"
    TARGET = "target"
    GAPS = "gaps"
    RISES = "rises"
    WITHHELD = "withheld"


class Evidence(StrEnum):
    """What the evidence allows a sentence to say."""

    CLEAR = "clear"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few to say"
    NOT_TESTED = "not tested"
    DESCRIBED = "described"


class Direction(StrEnum):
    """Which way a number moved."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


class Variation(StrEnum):
    """The words of the variation icons."""

    IMPROVING = "Improving"
    CONCERNING = "Concerning"
    HIGHER = "Higher, neutral"
    LOWER = "Lower, neutral"
    NO_SIGNAL = "No signal"
    CANNOT_TELL = "Cannot tell"


class Assurance(StrEnum):
    """The words of the assurance icons."""

    WILL_MEET = "Will meet target"
    MAY_MEET = "May meet or miss"
    WILL_MISS = "Will miss target"
    NO_TARGET = "No target set"


def sense(direction: Direction, improvement: Improvement) -> Variation:
    """What a movement means for a measure that should move as `improvement` says."""
    if direction is Direction.LEVEL:
        return Variation.NO_SIGNAL
    up = direction is Direction.UP
    if improvement is Improvement.NEUTRAL:
        return Variation.HIGHER if up else Variation.LOWER
    wanted = improvement is Improvement.INCREASE
    return Variation.IMPROVING if up == wanted else Variation.CONCERNING


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the figures show, with every number it rests on by role.

    `p` is the two-sided chance of a move this large when nothing changed, None where nothing
    was tested.
    """

    kind: Kind
    measure: Measure
    area: Area
    period: Period
    evidence: Evidence
    direction: Direction = Direction.LEVEL
    figures: Mapping[str, Figure] = field(default_factory=dict)
    against: Period | None = None
    category: Category | None = None
    variation: Variation = Variation.CANNOT_TELL
    words: Mapping[str, str] = field(default_factory=dict)
    p: float | None = None

    def __getitem__(self, role: str) -> Figure:
        return self.figures[role]


class Facts(Protocol):
    """What is the value of this measure here and then?"""

    def series(self, measure: str, area: str, category: str = "") -> Series | None:
        """The series, or None when nothing is known of it."""
        ...

    def earlier(self, measure: str, area: str) -> Iterable[tuple[str, Series]]:
        """The series as earlier releases had it, the newest first, each with its release's name."""
        ...
