"""Shares of a whole, and how they moved: always in percentage points."""

from __future__ import annotations

from wardmote.language import Slot, compose, message
from wardmote.narrative.names import name_of, verb, verdict
from wardmote.vocabulary import Claim, Evidence, Finding


def share_cell(finding: Finding) -> Claim:
    """Share with its counts."""
    return compose("{share} ({part} of {whole})", **finding.figures)


def share_sentence(finding: Finding) -> Claim:
    """Share with its counts and interval."""
    return compose(
        "{name}: {share} in {period} ({part} of {whole}; interval {lower} to {upper}).",
        name=name_of(finding),
        period=finding.period,
        **finding.figures,
    )


def moved_cell(finding: Finding) -> Claim:
    """From share to share, with the counts."""
    return compose(
        "**{verdict}.** From {b} ({bp} of {bw}) to {a} ({ap} of {aw})",
        verdict=verdict(finding),
        **_slots(finding),
    )


def moved_bullet(finding: Finding) -> Claim:
    """One line: the move in points, with the counts."""
    slots = _slots(finding)
    if finding.evidence is Evidence.CLEAR:
        text = message("**{name} {verb}** from {b} ({bp} of {bw}) to {a} ({ap} of {aw}).")
    else:
        text = message(
            "**{name}:** no clear change, {a} ({ap} of {aw}) against {b} ({bp} of {bw})."
        )
    return compose(text, _open(finding), **slots)


def moved_sentence(finding: Finding) -> Claim:
    """The move in points, with its interval."""
    slots = _slots(finding)
    if finding.evidence is Evidence.CLEAR:
        text = message(
            "{name} **{verb}** from {b} in {before} to {a} in {period}: {points:size} percentage "
            "points (interval {lower:signed} to {upper:signed}). This is more than chance."
        )
    else:
        text = message(
            "{name} went from {b} in {before} to {a} in {period}: {points:signed} percentage "
            "points (interval {lower:signed} to {upper:signed}). **No clear change.**"
        )
    return compose(text, _open(finding), **slots)


def _open(finding: Finding) -> str:
    """What an incomplete cohort may still do to the share."""
    if "immature" not in finding.words:
        return ""
    return message("{period} is not complete: what is open may change this.")


def _slots(finding: Finding) -> dict[str, Slot]:
    return {
        "name": name_of(finding),
        "verb": verb(finding.direction),
        "a": finding["later-share"],
        "ap": finding["later-part"],
        "aw": finding["later-whole"],
        "b": finding["earlier-share"],
        "bp": finding["earlier-part"],
        "bw": finding["earlier-whole"],
        "points": finding["points"],
        "lower": finding["lower"],
        "upper": finding["upper"],
        "period": finding.period,
        "before": finding.against or finding.period,
    }
