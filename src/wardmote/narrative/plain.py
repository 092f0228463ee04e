"""Findings in plain words, for readers who know no statistics: no limits, no intervals."""

from __future__ import annotations

from wardmote.language import Slot, compose
from wardmote.narrative.names import VERB, more_or_fewer, name_of
from wardmote.narrative.wording import bullet
from wardmote.vocabulary import Claim, Direction, Evidence, Finding, Kind, Nature, Period, Style

ACTIVITY = " This counts what officers did, not how often it happened."


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
        "verb": VERB.get(finding.direction, ""),
        "period": finding.period,
        "before": finding.against or finding.period,
        **finding.figures,
    }
    each = " a month" if finding.kind is Kind.AVERAGE_CHANGE else ""
    numbers = f"from {{earlier}}{each} in {{before}} to {{later}}{each} in {{period}}"
    if finding.evidence is Evidence.CLEAR:
        text = f"**{{name}} {{verb}}** {numbers}."
    elif finding.evidence is Evidence.TOO_FEW:
        text = f"**{{name}}** went {numbers}. These numbers are too small to say more."
    elif finding["earlier"].value == finding["later"].value:
        text = "**{name}** stood at {later} in {period} and in {before}."
    else:
        text = f"**{{name}}** went {numbers}. Ups and downs of this size come about by chance."
    if finding.measure.nature is Nature.ACTIVITY:
        text += ACTIVITY
    return compose(text, **slots)


def _stated(finding: Finding) -> Claim:
    slots: dict[str, Slot] = {
        "name": name_of(finding),
        "verb": VERB.get(finding.direction, ""),
        "way": more_or_fewer(finding["change"].value),
        "unit": finding.measure.unit,
        "period": finding.period,
        "before": finding.against or finding.period,
        **finding.figures,
    }
    numbers = "{change:size} {way} {unit} in {period} than in {before}"
    if finding.evidence is Evidence.CLEAR:
        return compose(f"**{{name}} {{verb}}:** {numbers}.", **slots)
    if finding.evidence is Evidence.NO_CLEAR_CHANGE:
        return compose(
            f"**{{name}}:** {numbers}. Ups and downs of this size come about by chance.", **slots
        )
    return compose(
        f"**{{name}}:** {numbers}. The source does not give enough to say more.", **slots
    )


def _signal(finding: Finding) -> Claim:
    """Months that are out of the ordinary for the measure."""
    counted = finding["mean"].style is Style.COUNT
    if finding.direction is Direction.UP:
        way = "more {unit}" if counted else "a higher figure"
    else:
        way = "fewer {unit}" if counted else "a lower figure"
    since = Period.months_to(finding.period.start, 1)
    when = "in {since}" if finding.period.months == 1 else "since {since}"
    text = f"**{{name}}:** {way} than usual {when}."
    if finding.measure.nature is Nature.ACTIVITY:
        text += ACTIVITY
    return compose(text, name=name_of(finding), unit=finding.measure.unit, since=since)
