"""Records, targets, gaps in the data and forces that rose: described, and claimed as no more."""

from __future__ import annotations

from wardmote.language import Slot, compose
from wardmote.narrative.names import name_of
from wardmote.vocabulary import Assurance, Claim, Direction, Finding

RELIABLY = {
    Assurance.WILL_MEET.value: "As it runs now it will meet it from {each} to {each}.",
    Assurance.WILL_MISS.value: "As it runs now it will miss it: only a change of the process can "
    "meet it.",
    Assurance.MAY_MEET.value: "As it runs now it may meet or miss it by chance alone.",
}


def record_cell(finding: Finding) -> Claim:
    """Highest or lowest, and since when."""
    return compose(_end(finding).capitalize() + _since(finding), **_slots(finding))


def record_sentence(finding: Finding) -> Claim:
    """The record, and that it is no signal by itself."""
    return compose(
        "{name}: {value} in {period} is the " + _end(finding) + " {each}" + _since(finding)
        + ". That alone is no signal: some {each} is always the " + _end(finding) + ".",
        **_slots(finding),
    )  # fmt: skip


def target_cell(finding: Finding) -> Claim:
    """Latest and target."""
    return compose("{value}, target {target}", **finding.figures)


def target_sentence(finding: Finding) -> Claim:
    """The latest beside the target, and whether the process meets it reliably."""
    text = "{name}: {value} in {period}; the target is {target}."
    if "lower" in finding.figures:
        text += " The usual range is {lower} to {upper}."
    reliably = RELIABLY.get(finding.words["assurance"], "")
    return compose(text + (f" {reliably}" if reliably else ""), **_slots(finding))


def gaps_cell(finding: Finding) -> Claim:
    """What is not known, by count."""
    told = [
        f"{{{role}}} {role}" for role in ("missing", "partial", "provisional")
        if role in finding.figures
    ]  # fmt: skip
    return compose(", ".join(told), **finding.figures)


def gaps_sentence(finding: Finding) -> Claim:
    """How many points are missing, partial or provisional, and the latest that are missing."""
    told = []
    if "missing" in finding.figures:
        where = "{period}" if finding.words.get("run") else "the latest of them {period}"
        told.append(f"{_counted(finding, 'missing')} missing ({where})")
    for role in ("partial", "provisional"):
        if role in finding.figures:
            word = "covered in part" if role == "partial" else role
            told.append(f"{_counted(finding, role)} {word}")
    return compose("{name}: " + ", ".join(told) + ". Missing is not nought.", **_slots(finding))


def rises_cell(finding: Finding) -> Claim:
    """So many of so many."""
    return compose("More in {rises} of {compared} forces", **finding.figures)


def rises_sentence(finding: Finding) -> Claim:
    """In how many forces the count rose, and in how many of them by more than chance."""
    return compose(
        "{rises} of the {compared} forces compared counted more {unit} in {period} than in "
        "{before}, {clear-rises} of them by more than chance alone would give.",
        unit=finding.measure.unit,
        before=finding.against or finding.period,
        **_slots(finding),
    )


def _end(finding: Finding) -> str:
    return "highest" if finding.direction is Direction.UP else "lowest"


def _since(finding: Finding) -> str:
    return (
        " since {since}"
        if finding.against
        else ", above all {beaten} known before it"
        if (finding.direction is Direction.UP)
        else ", below all {beaten} known before it"
    )


def _counted(finding: Finding, role: str) -> str:
    """`one month is`, `four months are`, before the word for what they are."""
    one = finding[role].value == 1
    return f"{{{role}:words}} {{each}}" + (" is" if one else "s are")


def _slots(finding: Finding) -> dict[str, Slot]:
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "period": finding.period,
        "each": finding.words.get("each", "month"),
        **finding.figures,
    }
    if finding.against:
        slots["since"] = finding.against
    return slots
