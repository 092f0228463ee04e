"""Averages a month of two stretches: counts in per cent, percentages in points."""

from __future__ import annotations

from wardmote.language import Slot, compose, message
from wardmote.narrative.names import WORTH, name_of, verb, verdict
from wardmote.vocabulary import Claim, Evidence, Finding

SEASON = message("The two stretches do not hold the same months of the year.")


def average_cell(finding: Finding) -> Claim:
    """Both averages and the verdict."""
    return compose(
        "**{verdict}.** From {earlier} to {later} a month",
        verdict=verdict(finding),
        **finding.figures,
    )


def average_sentence(finding: Finding) -> Claim:
    """Both averages with their months, the move with its interval, and what it is worth."""
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "verb": verb(finding.direction),
        "period": finding.period,
        "before": finding.against or finding.period,
        "move": _move(finding),
        **finding.figures,
    }
    if finding.evidence is Evidence.CLEAR:
        text = message(
            "{name} **{verb}** from an average of {earlier} a month in {before} to {later} in "
            "{period}{move}."
        )
    else:
        text = message(
            "{name} averaged {earlier} a month in {before} and {later} in {period}{move}."
        )
    season = SEASON if "season" in finding.words else ""
    return compose(text, WORTH.get(finding.evidence, ""), season, **slots)


def _move(finding: Finding) -> Claim:
    """What stands after both averages: the move, and its interval where it has one."""
    bounded = "lower" in finding.figures
    if "points" in finding.figures and bounded:
        text = message(
            ": {points:signed} percentage points (interval {lower:signed} to {upper:signed})"
        )
    elif "points" in finding.figures:
        text = message(": {points:signed} percentage points")
    elif "percent" in finding.figures and bounded:
        text = message(" ({percent:signed}; interval {lower:signed} to {upper:signed})")
    elif "percent" in finding.figures:
        text = message(" ({percent:signed})")
    else:
        text = ""
    return compose(text, **finding.figures)
