"""Changes between two periods, counted by us or stated by a source."""

from __future__ import annotations

from wardmote.language import Slot, compose
from wardmote.narrative.names import VERB, WORTH, more_or_fewer, name_of, verdict
from wardmote.vocabulary import Claim, Evidence, Finding, Hedge, Nature, Period

ACTIVITY = " This is enforcement: it counts what officers did, not how often it happened."
TOGETHER = " Among all the changes tested together this one does not stand out."
SMALL = " The base is small: read the counts, not the percentage."


def cell(finding: Finding) -> Claim:
    """`Rose. 474 more (+10%), on 4,700`, the verb by the evidence."""
    verb = compose(f"**{verdict(finding)}.** ")
    if finding["change"].value == 0:
        return compose("{verb}{later} in both periods", verb=verb, later=finding["later"])
    rest = "{change:size} {way}"
    if "percent" in finding.figures:
        rest += " ({percent:signed})"
    return compose(
        "{verb}" + rest + ", on {earlier}",
        verb=verb,
        way=more_or_fewer(finding["change"].value),
        **finding.figures,
    )


def bullet(finding: Finding) -> Claim:
    """One line for the member's page."""
    slots = _slots(finding)
    size = "{change:size} {way} {unit} than in {before}"
    if finding["change"].value == 0:
        text = "**{name}:** {later}, the same as in {before}."
    elif finding.measure.nature is Nature.ACTIVITY:
        text = "**{name},** " + size + "." + ACTIVITY
    elif finding.evidence is Evidence.CLEAR:
        lead = "**{name} {verb} {percent:size}:** " if "percent" in slots else "**{name} {verb}:** "
        text = lead + size + "."
    elif finding.evidence is Evidence.TOO_FEW:
        text = "**{name}:** {later} in {period}, {earlier} in {before}; too few to say more."
    elif finding.words["tested"] != "chance alone" and "lower" in slots:
        text = (
            "**{name},** " + size + " ({percent:signed}): the months’ own variation allows "
            "anything from {lower:signed} to {upper:signed}."
        )
    else:
        text = "**{name},** " + size + _chance(finding) + "."
    return compose(text + _warnings(finding), **slots)


def sentence(finding: Finding) -> Claim:
    """The counts of both periods, the change with its interval, and what it is worth."""
    slots = _slots(finding)
    if finding.evidence is Evidence.CLEAR:
        text = (
            "{name} **{verb}** from {earlier} in {before} to {later} in {period}: "
            "{change:size} {way}"
        )
    else:
        text = "{name} numbered {later} in {period} and {earlier} in {before}: "
        text += "no difference" if finding["change"].value == 0 else "{change:size} {way}"
    if "lower" in slots:
        text += " ({percent:signed}; interval {lower:signed} to {upper:signed})"
    text += "."
    text += WORTH.get(finding.evidence, "")
    if finding.measure.nature is Nature.ACTIVITY:
        text += ACTIVITY
    return compose(text + _warnings(finding), **slots)


def _warnings(finding: Finding) -> str:
    together = TOGETHER if "controlled" in finding.words else ""
    return together + (SMALL if "base" in finding.words else "")


def stated_cell(finding: Finding) -> Claim:
    """As `cell`, with the words that the source put before its numbers."""
    verb = compose(f"**{verdict(finding)}.** ")
    if "change" not in finding.figures:
        return compose(
            "{verb}The source says {percent:size} {less} and gives no count",
            verb=verb,
            less=_lower_or_higher(finding),
            percent=finding["percent"],
        )
    text = "{verb}{change:start} {way}"
    if "percent" in finding.figures:
        text += " ({percent:size})" if _hedged_percent(finding) else " ({percent:signed})"
    if "base" in finding.figures:
        text += ", on {base}"
    return compose(
        text,
        verb=verb,
        way=more_or_fewer(finding["change"].value),
        **finding.figures,
    )


def stated_bullet(finding: Finding) -> Claim:
    """One line: the change as stated, and what it is worth."""
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "verb": VERB.get(finding.direction, ""),
        "unit": finding.measure.unit,
        **finding.figures,
    }
    if "change" not in finding.figures:
        return compose(
            "**{name}:** the source says {percent:size} {less} and gives no count, "
            "so it is not tested.",
            less=_lower_or_higher(finding),
            **slots,
        )
    slots["way"] = more_or_fewer(finding["change"].value)
    base = " on {base}" if "base" in finding.figures else ""
    if finding.evidence is Evidence.CLEAR:
        text = "**{name} {verb} {percent:size}:** {change:size} {way} {unit}" + base + "."
    elif finding.evidence is Evidence.NO_CLEAR_CHANGE:
        percent = "" if base else ", {percent:size}"
        text = "**{name},** {change:size} {way}" + base + percent + _chance(finding) + "."
    elif finding.evidence is Evidence.TOO_FEW:
        text = "**{name},** {change:size} {way}" + base + ": too few to say."
    else:
        text = "**{name},** {change:size} {way}: no percentage is stated, so it is not tested."
    if "controlled" in finding.words:
        text += TOGETHER
    return compose(text, **slots)


def _slots(finding: Finding) -> dict[str, Slot]:
    return {
        "name": name_of(finding),
        "verb": VERB.get(finding.direction, ""),
        "way": more_or_fewer(finding["change"].value),
        "unit": finding.measure.unit,
        "period": finding.period,
        "before": _before(finding),
        **finding.figures,
    }


def _before(finding: Finding) -> Period:
    return finding.against or finding.period


def _chance(finding: Finding) -> str:
    if "chance" not in finding.figures:
        return ""
    if finding["chance"].value < 0.01:
        return ""
    move = "rise" if finding["change"].value > 0 else "fall"
    return f". Chance alone gives a {move} this size {{chance}}"


def _hedged_percent(finding: Finding) -> bool:
    return finding["percent"].hedge is not Hedge.NONE


def _lower_or_higher(finding: Finding) -> str:
    return "lower" if finding["percent"].value < 0 else "higher"
