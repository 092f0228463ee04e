"""Findings in plain words, for readers who know no statistics: no limits, no intervals."""

from __future__ import annotations

from wardmote.language import Slot, compose, message
from wardmote.narrative.names import more_or_fewer, name_of, verb
from wardmote.narrative.wording import bullet
from wardmote.vocabulary import Claim, Direction, Evidence, Finding, Kind, Nature, Period, Style

ACTIVITY = message("This counts what officers did, not how often it happened.")
CHANCE = message("Ups and downs of this size come about by chance.")


def plain(finding: Finding) -> Claim:
    """One finding as a neighbour would say it; kinds without plain words are told as a line."""
    if finding.kind in (Kind.CHANGE, Kind.AVERAGE_CHANGE, Kind.SURVEY_CHANGE):
        return _change(finding)
    if finding.kind is Kind.STATED_CHANGE and "change" in finding.figures:
        return _stated(finding)
    return _signal(finding) if finding.kind is Kind.SIGNAL else bullet(finding)


def _change(finding: Finding) -> Claim:
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "verb": verb(finding.direction),
        "period": finding.period,
        "before": finding.against or finding.period,
        **finding.figures,
    }
    monthly, more = finding.kind is Kind.AVERAGE_CHANGE, ""
    same = finding["earlier"].value == finding["later"].value
    if finding.evidence is Evidence.CLEAR:
        text = (
            message("**{name} {verb}** from {earlier} a month in {before} to {later} a month in "
                    "{period}.") if monthly
            else message("**{name} {verb}** from {earlier} in {before} to {later} in {period}.")
        )  # fmt: skip
    elif same and finding.evidence is not Evidence.TOO_FEW:
        text = message("**{name}** stood at {later} in {period} and in {before}.")
    else:
        text = (
            message("**{name}** went from {earlier} a month in {before} to {later} a month in "
                    "{period}.") if monthly
            else message("**{name}** went from {earlier} in {before} to {later} in {period}.")
        )  # fmt: skip
        more = CHANCE
        if finding.evidence is Evidence.TOO_FEW:
            more = message("These numbers are too small to say more.")
    return compose(text, more, _activity(finding), **slots)


def _activity(finding: Finding) -> str:
    return ACTIVITY if finding.measure.nature is Nature.ACTIVITY else ""


def _stated(finding: Finding) -> Claim:
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "verb": verb(finding.direction),
        "way": more_or_fewer(finding["change"].value),
        "unit": finding.measure.unit,
        "period": finding.period,
        "before": finding.against or finding.period,
        **finding.figures,
    }
    if finding.evidence is Evidence.CLEAR:
        return compose(
            "**{name} {verb}:** {change:size} {way} {unit} in {period} than in {before}.", **slots
        )
    more = CHANCE
    if finding.evidence is not Evidence.NO_CLEAR_CHANGE:
        more = message("The source does not give enough to say more.")
    return compose(
        message("**{name}:** {change:size} {way} {unit} in {period} than in {before}."),
        more,
        **slots,
    )


def _signal(finding: Finding) -> Claim:
    """Months that are out of the ordinary for the measure."""
    counted, up = finding["mean"].style is Style.COUNT, finding.direction is Direction.UP
    if finding.period.months == 1:
        text = (
            (message("**{name}:** more {unit} than usual in {since}.") if up
             else message("**{name}:** fewer {unit} than usual in {since}.")) if counted
            else (message("**{name}:** a higher figure than usual in {since}.") if up
                  else message("**{name}:** a lower figure than usual in {since}."))
        )  # fmt: skip
    else:
        text = (
            (message("**{name}:** more {unit} than usual since {since}.") if up
             else message("**{name}:** fewer {unit} than usual since {since}.")) if counted
            else (message("**{name}:** a higher figure than usual since {since}.") if up
                  else message("**{name}:** a lower figure than usual since {since}."))
        )  # fmt: skip
    return compose(
        text,
        _activity(finding),
        name=name_of(finding),
        unit=finding.measure.unit,
        since=Period.months_to(finding.period.start, 1),
    )
