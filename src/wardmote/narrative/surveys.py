"""Survey percentages: never without the people asked, and moves in points."""

from __future__ import annotations

from wardmote.language import Slot, compose
from wardmote.narrative.names import VERB, WORTH, name_of, verdict
from wardmote.vocabulary import Claim, Evidence, Finding

PEOPLE = "people"


def _of(finding: Finding) -> str:
    """What the percentage is of: people asked, tests, outcomes."""
    return finding.words.get("of", PEOPLE)


def wave_cell(finding: Finding) -> Claim:
    """The percentage with its people and interval."""
    return compose(
        "{value} of {people} {asked} ({lower} to {upper})", asked=_of(finding), **finding.figures
    )


def wave_sentence(finding: Finding) -> Claim:
    """The percentage with its people and interval, in a sentence."""
    return compose(
        "{name}: {value} of {people} {asked} in {period} (interval {lower} to {upper}).",
        name=name_of(finding),
        asked="people asked" if _of(finding) == PEOPLE else _of(finding),
        period=finding.period,
        **finding.figures,
    )


def moved_cell(finding: Finding) -> Claim:
    """Both percentages and the verdict."""
    return compose(
        f"**{verdict(finding)}.** From {{earlier}} to {{later}} ({{points:signed}} points)",
        **finding.figures,
    )


def moved_sentence(finding: Finding) -> Claim:
    """Both percentages with their people, the move with its interval, and what it is worth."""
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "verb": VERB.get(finding.direction, ""),
        "period": finding.period,
        "before": finding.against or finding.period,
        "asked": _of(finding),
        **finding.figures,
    }
    if finding.evidence is Evidence.CLEAR:
        text = (
            "{name} **{verb}** from {earlier} of {earlier-people} {asked} in {before} to {later} "
        )
    else:
        text = "{name}: {earlier} of {earlier-people} {asked} in {before} and {later} "
    text += (
        "of {later-people} in {period}, {points:signed} percentage points (interval "
        "{lower:signed} to {upper:signed})."
    )
    text += WORTH.get(finding.evidence, "")
    return compose(text, **slots)
