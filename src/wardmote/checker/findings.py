"""What is found of a claim: a verdict, with the arithmetic that led to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on one claim, with the arithmetic that led to it."""

    verdict: Verdict
    kind: str
    text: str
    computed: str = ""
    why: str = ""
    spot: tuple[int, int] = (0, 0)  # the characters of the sentence where its number stands


def gravest(found: Sequence[Finding]) -> Finding:
    """The gravest of some verdicts; unverifiable where nothing was claimed in numbers."""
    if not found:
        return Finding(
            Verdict.UNVERIFIABLE, "none", "", why="no claim that numbers could bear out was found"
        )
    order = list(Verdict)
    return min(found, key=lambda f: order.index(f.verdict))


__all__ = ["Finding", "Verdict", "gravest"]
