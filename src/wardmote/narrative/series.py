"""Levels, totals and signals of one series."""

from __future__ import annotations

from wardmote.language import Slot, compose, message
from wardmote.narrative.names import each_of, name_of, several_of
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
    above, below = SHORT[finding.words["rule"]]
    return compose(
        above if finding.direction is Direction.UP else below,
        each=each_of(finding),
        several=several_of(finding),
    )


def signal_sentence(finding: Finding) -> Claim:
    """What the process limits say of the latest points, and of the rest."""
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "period": finding.period,
        "each": each_of(finding),
        "several": several_of(finding),
        **finding.figures,
    }
    if finding.evidence is not Evidence.CLEAR:
        if finding.words.get("trial"):
            return compose("{name}: no signal in {points} {several}, by trial limits.", **slots)
        if not finding.words.get("any"):
            return compose("{name}: all {points} {several} are within the usual range.", **slots)
        return compose(
            "{name}: the latest {each} is within its usual range; some of the {points} are not.",
            **slots,
        )
    up = finding.direction is Direction.UP
    if "size" in finding.figures:
        text = (
            message("{name}: the level has shifted up by {size:size} (interval "
                    "{size-lower:signed} to {size-upper:signed}), most likely from {since}.") if up
            else message("{name}: the level has shifted down by {size:size} (interval "
                         "{size-lower:signed} to {size-upper:signed}), most likely from {since}.")
        )  # fmt: skip
        since = Period.months_to(finding.period.start, 1)
        return compose(text, message("A rebase is proposed, not applied."), since=since, **slots)
    above, below = SIGNALS[finding.words["rule"]]
    return compose(above if up else below, **slots)


# By rule: what is said of points above or rising, and of points below or falling.
SIGNALS = {
    "shift": (
        message("The latest {run:words} {several} all lie above the mean of {mean}: an unusual "
                "run."),
        message("The latest {run:words} {several} all lie below the mean of {mean}: an unusual "
                "run."),
    ),
    "trend": (
        message("{name}: a rise without a break, which is an unusual trend."),
        message("{name}: a fall without a break, which is an unusual trend."),
    ),
    "outside_limits": (
        message("{name}: the latest {each} lies above the usual range (its upper limit is "
                "{upper})."),
        message("{name}: the latest {each} lies below the usual range (its lower limit is "
                "{lower})."),
    ),
    "two_in_three": (
        message("The latest {several} lie far above the mean of {mean}, close to the limit."),
        message("The latest {several} lie far below the mean of {mean}, close to the limit."),
    ),
}  # fmt: skip
SHORT = {
    "shift": (message("A long run above the mean"), message("A long run below the mean")),
    "trend": (message("A rise without a break"), message("A fall without a break")),
    "outside_limits": (
        message("The latest {each} is above the usual range"),
        message("The latest {each} is below the usual range"),
    ),
    "two_in_three": (
        message("The latest {several} are far above the mean"),
        message("The latest {several} are far below the mean"),
    ),
}


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
    whole = ""
    if "year-point" in finding.figures:
        slots["year"] = finding["year-point"].period
        whole = message(
            "All of {year} should come to about {year-point} ({year-lower80} to {year-upper80}; "
            "{year-lower95} to {year-upper95})."
        )
    return compose(
        message("If things go on as they have until {last}, {unit} in {period} should number "
                "about {point}: {lower80} to {upper80} four times in five, {lower95} to {upper95} "
                "nineteen times in twenty."),
        whole,
        **slots,
    )  # fmt: skip
