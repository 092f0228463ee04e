"""Rare events: how long between them, and what chance says of the latest and of the silence."""

from __future__ import annotations

from wardmote.language import Slot, compose, message
from wardmote.narrative.names import name_of
from wardmote.vocabulary import Claim, Direction, Evidence, Finding


def rare_cell(finding: Finding) -> Claim:
    """How many, how far apart, and how long ago the last was."""
    return compose("{events}, {mean} days apart; {silent} days since the last", **finding.figures)


def rare_sentence(finding: Finding) -> Claim:
    """How many events and how far apart; whether the last came soon or late; the silence since."""
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "period": finding.period,
        "unit": finding.measure.unit,
        **finding.figures,
    }
    if finding.evidence is Evidence.CLEAR:
        last = (
            message("The last came **unusually soon** after the one before it.")
            if finding.direction is Direction.UP
            else message("The last came **unusually long** after the one before it.")
        )
    elif finding.words.get("unusual", "0") != "0":
        last = message("Some times between them are unusual, but not the latest.")
    else:
        last = message("No time between them is unusual.")
    if finding.words.get("silence"):
        silence = message(
            "In the {silent} days since the last there was none: **an unusually long time**; if "
            "nothing had changed, chance would give it {chance}."
        )
    else:
        silence = message(
            "In the {silent} days since the last there was none: if nothing changes, chance gives "
            "a time as long {chance}."
        )
    return compose(
        message("{name}: {events} in {period}, on average {mean} days apart."),
        last,
        silence,
        **slots,
    )
