"""Parts of a change: a driver is named with its share, and only on its own evidence."""

from __future__ import annotations

from wardmote.language import Slot, compose, message
from wardmote.narrative.names import more_or_fewer, name_of
from wardmote.vocabulary import Claim, Evidence, Finding


def driver_cell(finding: Finding) -> Claim:
    """The part's change and what it adds to the whole."""
    return compose(
        "{change:signed}, {points:signed} points of the whole’s {percent:signed}", **_slots(finding)
    )


def driver_sentence(finding: Finding) -> Claim:
    """The part's change beside the whole's; whether it can be told from chance."""
    chance = message("By itself it is not distinguishable from chance.")
    return compose(
        message("{name}: {change:size} {way}, {points:signed} percentage points of the whole’s "
                "{percent:signed}."),
        "" if finding.evidence is Evidence.CLEAR else chance,
        **_slots(finding),
    )  # fmt: skip


def marker_cell(finding: Finding) -> Claim:
    """Whether the marker explains the change."""
    answer = {
        "explains": message("Explains {excess:signed} of {whole:signed}"),
        "in step": message("Moved in step with the rest"),
        "against": message("Its share moved the other way"),
        "nothing": message("No clear change to explain"),
    }[finding.words["answer"]]
    return compose(answer, **finding.figures)


def marker_sentence(finding: Finding) -> Claim:
    """The shares, their move in points, and what it can explain of the change."""
    answer = finding.words["answer"]
    what = {
        "explains": message(
            "Its share moved with the change of {whole:signed}: that accounts for {excess:signed} "
            "(interval {excess-lower:signed} to {excess-upper:signed})."
        ),
        "in step": message(
            "It moved in step with the rest, so it does not explain the change of {whole:signed}."
        ),
        "against": message(
            "Its share went the other way, so it does not explain the change of {whole:signed}."
        ),
        "nothing": message("The whole did not clearly change, so there is nothing to explain."),
    }[answer]
    care = message("A marker that is filled in more often would look the same.")
    return compose(
        message("{name}: {earlier-share} in {before} and {later-share} in {period}, "
                "{points:signed} percentage points (interval {lower:signed} to {upper:signed})."),
        what,
        care if answer == "explains" else "",
        name=name_of(finding),
        before=finding.against or finding.period,
        period=finding.period,
        **finding.figures,
    )  # fmt: skip


def recording_cell(finding: Finding) -> Claim:
    """The two effects."""
    return compose(
        "{incidents:signed} by incidents, {conversion:signed} by recording", **finding.figures
    )


def recording_sentence(finding: Finding) -> Claim:
    """The change by its two parts, each with its interval."""
    level = message("That share did not clearly change.")
    return compose(
        message("Of the change of {change:signed}, {incidents:signed} (interval "
                "{incidents-lower:signed} to {incidents-upper:signed}) goes with the number of "
                "incidents and {conversion:signed} (interval {conversion-lower:signed} to "
                "{conversion-upper:signed}) with the share of them recorded as crimes, "
                "{earlier-rate} in {before} and {later-rate} in {period}."),
        "" if finding.evidence is Evidence.CLEAR else level,
        before=finding.against or finding.period,
        period=finding.period,
        **finding.figures,
    )  # fmt: skip


def _slots(finding: Finding) -> dict[str, Slot]:
    name = finding.category.value if finding.category else finding.measure.name
    return {
        "name": name,
        "way": more_or_fewer(finding["change"].value),
        "change": finding["change"],
        "points": finding["points"],
        "percent": finding["whole-percent"],
    }
