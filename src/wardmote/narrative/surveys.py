"""Survey percentages: never without the people asked, and moves in points."""

from __future__ import annotations

from wardmote.language import Slot, compose, message, translated
from wardmote.narrative.names import WORTH, name_of, verb, verdict
from wardmote.vocabulary import Claim, Evidence, Finding

PEOPLE = message("people")


def _of(finding: Finding) -> str:
    """What the percentage is of: people asked, tests, outcomes."""
    return translated(finding.words.get("of", PEOPLE))


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
        asked=translated("people asked") if _of(finding) == translated(PEOPLE) else _of(finding),
        period=finding.period,
        **finding.figures,
    )


def moved_cell(finding: Finding) -> Claim:
    """Both percentages and the verdict."""
    return compose(
        "**{verdict}.** From {earlier} to {later} ({points:signed} points)",
        verdict=verdict(finding),
        **finding.figures,
    )


def moved_sentence(finding: Finding) -> Claim:
    """Both percentages with their people, the move with its interval, and what it is worth."""
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "verb": verb(finding.direction),
        "period": finding.period,
        "before": finding.against or finding.period,
        "asked": _of(finding),
        **finding.figures,
    }
    if finding.evidence is Evidence.CLEAR:
        text = message(
            "{name} **{verb}** from {earlier} of {earlier-people} {asked} in {before} to {later} "
            "of {later-people} in {period}, {points:signed} percentage points (interval "
            "{lower:signed} to {upper:signed})."
        )
    else:
        text = message(
            "{name}: {earlier} of {earlier-people} {asked} in {before} and {later} of "
            "{later-people} in {period}, {points:signed} percentage points (interval "
            "{lower:signed} to {upper:signed})."
        )
    return compose(text, WORTH.get(finding.evidence, ""), **slots)
