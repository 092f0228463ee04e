"""Records, targets, gaps in the data and forces that rose: described, and claimed as no more."""

from __future__ import annotations

from wardmote.language import Slot, compose, joined, message
from wardmote.narrative.names import each_of, name_of, several_of
from wardmote.vocabulary import Assurance, Claim, Direction, Finding

RELIABLY = {
    Assurance.WILL_MEET.value: message("As it runs now it will meet it from {each} to {each}."),
    Assurance.WILL_MISS.value: message(
        "As it runs now it will miss it: only a change of the process can meet it."
    ),
    Assurance.MAY_MEET.value: message("As it runs now it may meet or miss it by chance alone."),
}


def record_cell(finding: Finding) -> Claim:
    """Highest or lowest, and since when."""
    up = finding.direction is Direction.UP
    if finding.against:
        text = message("Highest since {since}") if up else message("Lowest since {since}")
    elif up:
        text = message("Highest, above all {beaten} known before it")
    else:
        text = message("Lowest, below all {beaten} known before it")
    return compose(text, **_slots(finding))


def record_sentence(finding: Finding) -> Claim:
    """The record, and that it is no signal by itself."""
    up = finding.direction is Direction.UP
    if finding.against:
        text = (
            message("{name}: {value} in {period} is the highest {each} since {since}.") if up
            else message("{name}: {value} in {period} is the lowest {each} since {since}.")
        )  # fmt: skip
    elif up:
        text = message(
            "{name}: {value} in {period} is the highest {each}, above all {beaten} known before it."
        )
    else:
        text = message(
            "{name}: {value} in {period} is the lowest {each}, below all {beaten} known before it."
        )
    alone = (
        message("That alone is no signal: some {each} is always the highest.") if up
        else message("That alone is no signal: some {each} is always the lowest.")
    )  # fmt: skip
    return compose(text, alone, **_slots(finding))


def target_cell(finding: Finding) -> Claim:
    """Latest and target."""
    return compose("{value}, target {target}", **finding.figures)


def target_sentence(finding: Finding) -> Claim:
    """The latest beside the target, and whether the process meets it reliably."""
    usual = message("The usual range is {lower} to {upper}.") if "lower" in finding.figures else ""
    return compose(
        message("{name}: {value} in {period}; the target is {target}."),
        usual,
        RELIABLY.get(finding.words["assurance"], ""),
        **_slots(finding),
    )


def gaps_cell(finding: Finding) -> Claim:
    """What is not known, by count."""
    texts = {
        "missing": message("{missing} missing"),
        "partial": message("{partial} partial"),
        "provisional": message("{provisional} provisional"),
    }
    told = [compose(text, **finding.figures) for k, text in texts.items() if k in finding.figures]
    return joined(told, ", ")


def gaps_sentence(finding: Finding) -> Claim:
    """How many points are missing, partial or provisional, and the latest that are missing."""
    texts = {
        "missing": (
            message("{missing:words} {each} is missing ({where})"),
            message("{missing:words} {several} are missing ({where})"),
        ),
        "partial": (
            message("{partial:words} {each} is covered in part"),
            message("{partial:words} {several} are covered in part"),
        ),
        "provisional": (
            message("{provisional:words} {each} is provisional"),
            message("{provisional:words} {several} are provisional"),
        ),
    }
    slots = _slots(finding)
    run = finding.words.get("run")
    where = compose("{period}" if run else message("the latest of them {period}"), **slots)
    told = [
        compose(one if finding[role].value == 1 else many, where=where, **slots)
        for role, (one, many) in texts.items()
        if role in finding.figures
    ]
    return compose("{name}: {gaps}. Missing is not nought.", gaps=joined(told, ", "), **slots)


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


def _slots(finding: Finding) -> dict[str, Slot]:
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "period": finding.period,
        "each": each_of(finding),
        "several": several_of(finding),
        **finding.figures,
    }
    if finding.against:
        slots["since"] = finding.against
    return slots
