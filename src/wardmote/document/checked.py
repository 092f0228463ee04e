"""Somebody's paper with a verdict on each of its claims: what the report of a check is made of."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim where it stands: the characters of its paragraph, and the number of its working."""

    number: int
    verdict: Verdict
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A paragraph or heading (`level` 1 and more) of the paper, with its claims in their order.

    Marks do not overlap; one without characters stands for the whole of what is before it.
    """

    text: str
    block: int
    level: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of the paper, as printed."""

    rows: tuple[tuple[str, ...], ...]
    block: int


@dataclass(frozen=True, slots=True)
class Working:
    """How the verdict on one claim was come to."""

    number: int
    verdict: Verdict
    quote: str
    place: str
    computed: str
    reasons: tuple[str, ...]
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A checked paper: what was found, the paper with its claims marked, and every working."""

    name: str
    headline: str
    lead: str
    against: str
    blocks: tuple[MarkedText | PrintedTable, ...]
    workings: tuple[Working, ...]

    def count(self, verdict: Verdict) -> int:
        """How many claims have a verdict."""
        return sum(w.verdict is verdict for w in self.workings)
