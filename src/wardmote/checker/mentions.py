"""The places of a sentence at which it names lines of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.checker.axes import Line

OF_WORDS = 0.5  # of a mention, from which its words name what is told of a time
FURTHER = 0.75  # of a time, for a line whose words do not stand nearest to it


@dataclass(frozen=True, slots=True)
class Mention:
    """Lines of one axis that a place of the sentence names; several where a period has several."""

    lines: tuple[Line, ...]
    start: int
    end: int
    weight: float = 1.0
    ranged: bool = False  # the lines are meant as one: January to March, the year's four quarters


def at_times(named: Sequence[Mention]) -> list[Mention]:
    """Where a time is named that several lines have, those of them whose words are said, the one
    nearest to it above all: slightly injured, between 2019 and 2023."""
    found = []
    words = [m for m in named if len(m.lines) == 1 and m.lines[0].stems and m.weight >= OF_WORDS]
    for time in named:
        if len(time.lines) == 1 or time.ranged:
            continue
        of = [m for m in words if m.lines[0] in time.lines]
        of.sort(key=lambda m: max(m.start - time.end, time.start - m.end))
        lines = dict.fromkeys(m.lines for m in of)
        found += [
            Mention(own, time.start, time.end, time.weight * (FURTHER if i else 1.0))
            for i, own in enumerate(lines)
        ]
    return found
