"""A number of a sentence and what it was found to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardmote.checker.cues import Cue
from wardmote.checker.workings import Working

Stand = tuple[float, float]  # how likely the table gives a number, and that it is from outside
POINTS_MEANT = "these are percentage points, not per cent"


class State(StrEnum):
    """What became of a number."""

    HELD = "held"
    OFF = "off"
    OPEN = "open"
    PLAIN = "plain"  # it counts nothing that is measured


@dataclass(frozen=True)
class Explained:
    """A number of a sentence and what it was found to be."""

    cue: Cue
    state: State
    low: float = 0.0
    high: float = 0.0
    why: str = ""
    working: Working | None = None
    sign: bool = False  # it is off by its sign alone
    slip: str = ""  # the likeliest slip
    others: tuple[Working, ...] = ()  # further workings that give it
    used: tuple[int, ...] = ()  # the other numbers of the sentence that give it
    stand: Stand | None = None  # where it has been weighed


def threshold(cue: Cue) -> float:
    """The score that a working must have to explain a number that many values would print as."""
    return min(0.6, 0.04 + 3 * cue.chance)
