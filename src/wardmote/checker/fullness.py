"""How long and how full a sentence is: the fuller, the likelier its numbers are misunderstood."""

from __future__ import annotations

from wardmote.checker.claims import sentences
from wardmote.checker.sight import Sight

FULLNESS = ("words", "a sentence before", "numbers")


def fullness(sight: Sight) -> dict[str, float]:
    """The words and numbers of what is seen, and whether it begins with the sentence before."""
    return {
        "words": len(sight.sentence.split()),
        "a sentence before": float(len(list(sentences(sight.sentence))) > 1),
        "numbers": len(sight.numbers),
    }
