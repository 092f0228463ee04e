"""Levels, totals and signals of one series."""

from __future__ import annotations

from wardmote.language import Slot, compose
from wardmote.narrative.names import name_of
from wardmote.vocabulary import Claim, Direction, Evidence, Finding, Period


def level_cell(finding: Finding) -> Claim:
    """The latest value, which by itself says nothing of change."""
    return compose("**Not tested.** Latest: {value}", value=finding["value"])


def level_bullet(finding: Finding) -> Claim:
    """The value and its period."""
    return compose(
        "**{name}:** {value} in {period}.",
        name=name_of(finding),
        value=finding["value"],
        period=finding.period,
    )


def withheld_cell(finding: Finding) -> Claim:
    """That the number is small, or would tell one that is."""
    return compose("**Withheld** for {period}, to protect small numbers", period=finding.period)


def withheld_bullet(finding: Finding) -> Claim:
    """The same, of a measure and period."""
    return compose(
        "**{name}:** the number for {period} is withheld, to protect small numbers.",
        name=name_of(finding),
        period=finding.period,
    )


def total_cell(finding: Finding) -> Claim:
    """Total and average a month."""
    return compose("{total}, on average {average} a month", **finding.figures)


def total_sentence(finding: Finding) -> Claim:
    """Total and average a month, with the months that they cover."""
    return compose(
        "There were {total} {unit} in {period}, on average {average} a month.",
        unit=finding.measure.unit,
        period=finding.period,
        **finding.figures,
    )


def signal_cell(finding: Finding) -> Claim:
    """Whether the latest point is unusual."""
    if finding.evidence is not Evidence.CLEAR:
        return compose("Within its usual range")
    return compose("{what}", what=_short(finding))


def signal_sentence(finding: Finding) -> Claim:
    """What the process limits say of the latest points, and of the rest."""
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "period": finding.period,
        "each": finding.words.get("each", "month"),
        **finding.figures,
    }
    if finding.evidence is not Evidence.CLEAR:
        if finding.words.get("trial"):
            return compose("{name}: no signal in {points} {each}s, by trial limits.", **slots)
        if not finding.words.get("any"):
            return compose("{name}: all {points} {each}s are within the usual range.", **slots)
        return compose(
            "{name}: the latest {each} is within its usual range; some of the {points} are not.",
            **slots,
        )
    side = "above" if finding.direction is Direction.UP else "below"
    rule = finding.words["rule"]
    if "size" in finding.figures:
        way = "up" if finding.direction is Direction.UP else "down"
        return compose(
            f"{{name}}: the level has shifted {way} by {{size:size}} (interval "
            "{size-lower:signed} to {size-upper:signed}), most likely from {since}. A rebase is "
            "proposed, not applied.",
            since=Period.months_to(finding.period.start, 1),
            **slots,
        )
    if rule == "shift":
        return compose(
            f"The latest {{run:words}} {{each}}s all lie {side} the mean of {{mean}}: an unusual "
            "run.",
            **slots,
        )
    if rule == "trend":
        way = "rise" if finding.direction is Direction.UP else "fall"
        return compose(f"{{name}}: a {way} without a break, which is an unusual trend.", **slots)
    if rule == "outside_limits":
        role = "upper" if finding.direction is Direction.UP else "lower"
        return compose(
            f"{{name}}: the latest {{each}} lies {side} the usual range "
            f"(its {role} limit is {{{role}}}).",
            **slots,
        )
    return compose(
        f"The latest {{each}}s lie far {side} the mean of {{mean}}, close to the limit.", **slots
    )


def forecast_cell(finding: Finding) -> Claim:
    """The range expected of the next months."""
    return compose(
        "{lower80} to {upper80} expected in {period}", period=finding.period, **finding.figures
    )


def forecast_sentence(finding: Finding) -> Claim:
    """The ranges expected of the next months and of the year, and on what they rest."""
    slots: dict[str, Slot] = {
        "unit": finding.measure.unit,
        "period": finding.period,
        "last": finding.against or finding.period,
        **finding.figures,
    }
    text = (
        "If things go on as they have until {last}, {unit} in {period} should number about "
        "{point}: {lower80} to {upper80} four times in five, {lower95} to {upper95} nineteen "
        "times in twenty."
    )
    if "year-point" in finding.figures:
        slots["year"] = finding["year-point"].period
        text += (
            " All of {year} should come to about {year-point} ({year-lower80} to {year-upper80}; "
            "{year-lower95} to {year-upper95})."
        )
    return compose(text, **slots)


def _short(finding: Finding) -> str:
    side = "above" if finding.direction is Direction.UP else "below"
    each = finding.words.get("each", "month")
    return {
        "shift": f"A long run {side} the mean",
        "trend": "A rise without a break"
        if finding.direction is Direction.UP
        else "A fall without a break",
        "outside_limits": f"The latest {each} is {side} the usual range",
        "two_in_three": f"The latest {each}s are far {side} the mean",
    }[finding.words["rule"]]
