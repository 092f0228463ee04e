"""Averages a month of two stretches: counts in per cent, percentages in points."""

from __future__ import annotations

from wardmote.language import Slot, compose
from wardmote.narrative.names import VERB, WORTH, name_of, verdict
from wardmote.vocabulary import Claim, Evidence, Finding

SEASON = " The two stretches do not hold the same months of the year."


def average_cell(finding: Finding) -> Claim:
    """Both averages and the verdict."""
    return compose(
        f"**{verdict(finding)}.** From {{earlier}} to {{later}} a month", **finding.figures
    )


def average_sentence(finding: Finding) -> Claim:
    """Both averages with their months, the move with its interval, and what it is worth."""
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "verb": VERB.get(finding.direction, ""),
        "period": finding.period,
        "before": finding.against or finding.period,
        **finding.figures,
    }
    if finding.evidence is Evidence.CLEAR:
        text = "{name} **{verb}** from an average of {earlier} a month in {before} to {later} in "
    else:
        text = "{name} averaged {earlier} a month in {before} and {later} in "
    text += "{period}" + _move(finding) + "."
    text += WORTH.get(finding.evidence, "")
    if "season" in finding.words:
        text += SEASON
    return compose(text, **slots)


def _move(finding: Finding) -> str:
    interval = "; interval {lower:signed} to {upper:signed}" if "lower" in finding.figures else ""
    if "points" in finding.figures:
        return (
            ": {points:signed} percentage points"
            + interval.replace("; ", " (", 1)
            + (")" if interval else "")
        )
    if "percent" in finding.figures:
        return " ({percent:signed}" + interval + ")"
    return ""
