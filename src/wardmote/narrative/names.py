"""What a sentence calls a measure, and how it says which way a number went."""

from __future__ import annotations

from wardmote.vocabulary import Direction, Evidence, Finding

VERB = {Direction.UP: "rose", Direction.DOWN: "fell"}
WORTH = {
    Evidence.NO_CLEAR_CHANGE: " **No clear change.**",
    Evidence.TOO_FEW: " **Too few to say.**",
}


def verdict(finding: Finding) -> str:
    """`Rose`, `Fell`, or what the evidence allows instead."""
    if finding.evidence is Evidence.CLEAR:
        return VERB[finding.direction].capitalize()
    return finding.evidence.value.capitalize()


def name_of(finding: Finding) -> str:
    """The measure's name, with the part of it that the finding speaks of."""
    if finding.category is None:
        return finding.measure.name
    part = finding.category.value
    return f"{finding.measure.name}, {part[:1].lower()}{part[1:]}"


def more_or_fewer(value: float) -> str:
    """`more` for a rise, `fewer` for a fall."""
    return "more" if value > 0 else "fewer"
