"""Changes between two periods, counted by us or stated by a source."""

from __future__ import annotations

from wardmote.language import Slot, compose, message
from wardmote.narrative.names import WORTH, more_or_fewer, name_of, verb, verdict
from wardmote.vocabulary import Claim, Evidence, Finding, Hedge, Nature, Period

ACTIVITY = message("This is enforcement: it counts what officers did, not how often it happened.")
TOGETHER = message("Among all the changes tested together this one does not stand out.")
SMALL = message("The base is small: read the counts, not the percentage.")


def cell(finding: Finding) -> Claim:
    """`Rose. 474 more (+10%), on 4,700`, the verb by the evidence."""
    said = {"verdict": verdict(finding), "way": more_or_fewer(finding["change"].value)}
    if finding["change"].value == 0:
        text = message("**{verdict}.** {later} in both periods")
    elif "percent" in finding.figures:
        text = message("**{verdict}.** {change:size} {way} ({percent:signed}), on {earlier}")
    else:
        text = message("**{verdict}.** {change:size} {way}, on {earlier}")
    return compose(text, **said, **finding.figures)


def bullet(finding: Finding) -> Claim:
    """One line for the member's page."""
    slots = _slots(finding)
    more = ""
    if finding["change"].value == 0:
        text = message("**{name}:** {later}, the same as in {before}.")
    elif finding.measure.nature is Nature.ACTIVITY:
        text = message("**{name},** {change:size} {way} {unit} than in {before}.")
        more = ACTIVITY
    elif finding.evidence is Evidence.CLEAR and "percent" in slots:
        text = message(
            "**{name} {verb} {percent:size}:** {change:size} {way} {unit} than in {before}."
        )
    elif finding.evidence is Evidence.CLEAR:
        text = message("**{name} {verb}:** {change:size} {way} {unit} than in {before}.")
    elif finding.evidence is Evidence.TOO_FEW:
        text = message(
            "**{name}:** {later} in {period}, {earlier} in {before}; too few to say more."
        )
    elif finding.words["tested"] != "chance alone" and "lower" in slots:
        text = message(
            "**{name},** {change:size} {way} {unit} than in {before} ({percent:signed}): the "
            "months’ own variation allows anything from {lower:signed} to {upper:signed}."
        )
    else:
        text, more = (
            message("**{name},** {change:size} {way} {unit} than in {before}."),
            _chance(finding),
        )
    return compose(text, more, *_warnings(finding), **slots)


def sentence(finding: Finding) -> Claim:
    """The counts of both periods, the change with its interval, and what it is worth."""
    slots = _slots(finding)
    clear, bounded = finding.evidence is Evidence.CLEAR, "lower" in slots
    if clear and bounded:
        text = message(
            "{name} **{verb}** from {earlier} in {before} to {later} in {period}: {change:size} "
            "{way} ({percent:signed}; interval {lower:signed} to {upper:signed})."
        )
    elif clear:
        text = message(
            "{name} **{verb}** from {earlier} in {before} to {later} in {period}: {change:size} "
            "{way}."
        )
    elif finding["change"].value == 0 and bounded:
        text = message(
            "{name} numbered {later} in {period} and {earlier} in {before}: no difference "
            "({percent:signed}; interval {lower:signed} to {upper:signed})."
        )
    elif finding["change"].value == 0:
        text = message(
            "{name} numbered {later} in {period} and {earlier} in {before}: no difference."
        )
    elif bounded:
        text = message(
            "{name} numbered {later} in {period} and {earlier} in {before}: {change:size} {way} "
            "({percent:signed}; interval {lower:signed} to {upper:signed})."
        )
    else:
        text = message(
            "{name} numbered {later} in {period} and {earlier} in {before}: {change:size} {way}."
        )
    activity = ACTIVITY if finding.measure.nature is Nature.ACTIVITY else ""
    worth = WORTH.get(finding.evidence, "")
    return compose(text, worth, activity, *_warnings(finding), **slots)


def _warnings(finding: Finding) -> tuple[str, str]:
    return (
        TOGETHER if "controlled" in finding.words else "",
        SMALL if "base" in finding.words else "",
    )


def stated_cell(finding: Finding) -> Claim:
    """As `cell`, with the words that the source put before its numbers."""
    said = {"verdict": verdict(finding)}
    if "change" not in finding.figures:
        text = (
            message("**{verdict}.** The source says {percent:size} lower and gives no count")
            if _lower(finding)
            else message("**{verdict}.** The source says {percent:size} higher and gives no count")
        )
        return compose(text, **said, **finding.figures)
    based = "base" in finding.figures
    if "percent" not in finding.figures:
        text = (
            message("**{verdict}.** {change:start} {way}, on {base}") if based
            else message("**{verdict}.** {change:start} {way}")
        )  # fmt: skip
    elif finding["percent"].hedge is not Hedge.NONE:
        text = (
            message("**{verdict}.** {change:start} {way} ({percent:size}), on {base}") if based
            else message("**{verdict}.** {change:start} {way} ({percent:size})")
        )  # fmt: skip
    else:
        text = (
            message("**{verdict}.** {change:start} {way} ({percent:signed}), on {base}") if based
            else message("**{verdict}.** {change:start} {way} ({percent:signed})")
        )  # fmt: skip
    return compose(text, way=more_or_fewer(finding["change"].value), **said, **finding.figures)


def stated_bullet(finding: Finding) -> Claim:
    """One line: the change as stated, and what it is worth."""
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "verb": verb(finding.direction),
        "unit": finding.measure.unit,
        **finding.figures,
    }
    if "change" not in finding.figures:
        text = (
            message("**{name}:** the source says {percent:size} lower and gives no count, so it is "
                    "not tested.")
            if _lower(finding)
            else message("**{name}:** the source says {percent:size} higher and gives no count, so "
                         "it is not tested.")
        )  # fmt: skip
        return compose(text, **slots)
    slots["way"] = more_or_fewer(finding["change"].value)
    based, chance = "base" in finding.figures, ""
    if finding.evidence is Evidence.CLEAR and based:
        text = message("**{name} {verb} {percent:size}:** {change:size} {way} {unit} on {base}.")
    elif finding.evidence is Evidence.CLEAR:
        text = message("**{name} {verb} {percent:size}:** {change:size} {way} {unit}.")
    elif finding.evidence is Evidence.NO_CLEAR_CHANGE:
        chance = _chance(finding)
        text = (
            message("**{name},** {change:size} {way} on {base}.") if based
            else message("**{name},** {change:size} {way}, {percent:size}.")
        )  # fmt: skip
    elif finding.evidence is Evidence.TOO_FEW:
        text = (
            message("**{name},** {change:size} {way} on {base}: too few to say.") if based
            else message("**{name},** {change:size} {way}: too few to say.")
        )  # fmt: skip
    else:
        text = message(
            "**{name},** {change:size} {way}: no percentage is stated, so it is not tested."
        )
    together = TOGETHER if "controlled" in finding.words else ""
    return compose(text, chance, together, **slots)


def _slots(finding: Finding) -> dict[str, Slot]:
    return {
        "name": name_of(finding),
        "verb": verb(finding.direction),
        "way": more_or_fewer(finding["change"].value),
        "unit": finding.measure.unit,
        "period": finding.period,
        "before": _before(finding),
        **finding.figures,
    }


def _before(finding: Finding) -> Period:
    return finding.against or finding.period


def _chance(finding: Finding) -> str:
    if "chance" not in finding.figures or finding["chance"].value < 0.01:
        return ""
    if finding["change"].value > 0:
        return message("Chance alone gives a rise this size {chance}.")
    return message("Chance alone gives a fall this size {chance}.")


def _lower(finding: Finding) -> bool:
    return finding["percent"].value < 0
