"""A printed number: what it is a number of, and the interval of values that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from wardmote.vocabulary import Hedge

SMALL = 20


class Sort(StrEnum):
    """What a printed number is a number of."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    SHARE = "share"
    TIMES = "times"
    RANK = "rank"


SIDED = (Hedge.OVER, Hedge.JUST_OVER, Hedge.UNDER, Hedge.JUST_UNDER, Hedge.ALMOST)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: its value, the interval it stands for, and where it stands.

    Percentages and points are out of 100, shares (half, one in ten) too. `whole` says that it
    counts things, so that values between whole numbers are not meant.
    """

    value: float
    low: float
    high: float
    sort: Sort
    start: int
    end: int
    text: str
    hedge: Hedge = Hedge.NONE
    whole: bool = False
    signed: bool = False

    @property
    def spelt(self) -> bool:
        """Whether it is a small number in words, which often counts nothing that is measured."""
        words = self.sort is Sort.COUNT and not any(c.isdigit() for c in self.text)
        return words and self.value <= SMALL

    @property
    def measured(self) -> Number:
        """The same number as a rate or an average: rounded, and no count of things."""
        if not self.whole or self.hedge is not Hedge.NONE:
            return self
        return replace(self, low=self.value - 0.5, high=self.value + 0.5, whole=False)

    @property
    def mirrored(self) -> Number | None:
        """The same number on the other side of its hedge: fewer than a third, for more than it."""
        if self.hedge not in SIDED:
            return None
        return replace(self, low=2 * self.value - self.high, high=2 * self.value - self.low)

    def holds(self, low: float, high: float) -> bool:
        """Whether any value between `low` and `high` could have been printed so."""
        slack = 1e-9 * max(1.0, abs(low), abs(high))
        return self.low <= high + slack and low <= self.high + slack


TIME = re.compile(
    r"\d:\d|\d\s?(?:m|mins?|h|hrs?)\s?\d|\b(?:minutes?|hours?) (?:and )?\w", re.IGNORECASE
)


A_TIME = re.compile(  # of what a label says that its numbers are
    r"\b(?:minutes|mins|seconds|secs|median|days|hours|weeks)\b", re.IGNORECASE
)


def is_clock(text: str) -> bool:
    """Whether a number is printed as a time: 2:36, 6m 44s."""
    return bool(TIME.search(text))
