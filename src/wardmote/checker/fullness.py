"""How long and how full a sentence is: the fuller, the likelier its numbers are misunderstood; and
whether the table was handed over with it, and so is what it speaks of."""

from __future__ import annotations

from wardmote.checker.claims import sentences
from wardmote.checker.sight import Sight

OWN = 0.5  # of the evidence, more, beside its own table: in a paper a table is looked for first
FULLNESS = ("words", "a sentence before", "numbers", "its own table")


def fullness(sight: Sight) -> dict[str, float]:
    """The words and numbers of what is seen, whether it begins with the sentence before, and
    whether the table is its own."""
    return {
        "words": len(sight.sentence.split()),
        "a sentence before": float(len(list(sentences(sight.sentence))) > 1),
        "numbers": len(sight.numbers),
        "its own table": float(sight.grid.given),
    }
