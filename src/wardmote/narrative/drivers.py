"""Parts of a change: a driver is named with its share, and only on its own evidence."""

from __future__ import annotations

from wardmote.language import Slot, compose
from wardmote.narrative.names import more_or_fewer
from wardmote.vocabulary import Claim, Evidence, Finding


def driver_cell(finding: Finding) -> Claim:
    """The part's change and what it adds to the whole."""
    return compose(
        "{change:signed}, {points:signed} points of the whole’s {percent:signed}", **_slots(finding)
    )


def driver_sentence(finding: Finding) -> Claim:
    """The part's change beside the whole's; whether it can be told from chance."""
    text = (
        "{name}: {change:size} {way}, {points:signed} percentage points of the whole’s "
        "{percent:signed}."
    )
    if finding.evidence is not Evidence.CLEAR:
        text += " By itself it is not distinguishable from chance."
    return compose(text, **_slots(finding))


def _slots(finding: Finding) -> dict[str, Slot]:
    name = finding.category.value if finding.category else finding.measure.name
    return {
        "name": name,
        "way": more_or_fewer(finding["change"].value),
        "change": finding["change"],
        "points": finding["points"],
        "percent": finding["whole-percent"],
    }
