"""What a sentence calls a measure, and how it says which way a number went."""

from __future__ import annotations

from wardmote.language import message, translated
from wardmote.vocabulary import Direction, Evidence, Finding

_VERB = {Direction.UP: message("rose"), Direction.DOWN: message("fell")}
_VERDICT = {
    Direction.UP: message("Rose"),
    Direction.DOWN: message("Fell"),
    Evidence.NO_CLEAR_CHANGE: message("No clear change"),
    Evidence.TOO_FEW: message("Too few to say"),
    Evidence.NOT_TESTED: message("Not tested"),
    Evidence.DESCRIBED: message("Described"),
}
WORTH = {
    Evidence.NO_CLEAR_CHANGE: message("**No clear change.**"),
    Evidence.TOO_FEW: message("**Too few to say.**"),
}


def verb(direction: Direction) -> str:
    """`rose` or `fell`; nothing where it did neither."""
    return translated(_VERB.get(direction, ""))


def verdict(finding: Finding) -> str:
    """`Rose`, `Fell`, or what the evidence allows instead."""
    clear = finding.evidence is Evidence.CLEAR
    return translated(_VERDICT[finding.direction if clear else finding.evidence])


def each_of(finding: Finding) -> str:
    """What one point of the series is: a month, or a wave."""
    return translated(finding.words.get("each", message("month")))


SEVERAL = {message("month"): message("months"), message("wave"): message("waves")}


def several_of(finding: Finding) -> str:
    """What several points of the series are: months, or waves."""
    return translated(SEVERAL[finding.words.get("each", "month")])


def name_of(finding: Finding) -> str:
    """The measure's name, with the part of it that the finding speaks of."""
    if finding.category is None:
        return finding.measure.name
    part = finding.category.value
    return f"{finding.measure.name}, {part[:1].lower()}{part[1:]}"


def more_or_fewer(value: float) -> str:
    """`more` for a rise, `fewer` for a fall."""
    return translated("more") if value > 0 else translated("fewer")
