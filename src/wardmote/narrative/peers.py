"""A force beside its peers: every rank says which end is 1st."""

from __future__ import annotations

from wardmote.language import compose
from wardmote.vocabulary import Claim, Direction, Evidence, Finding


def _place(finding: Finding) -> str:
    rank, of = finding["rank"].value, finding["of"].value
    if rank == 1:
        return "the lowest of {of:words}"
    return "the highest of {of:words}" if rank == of else "{rank} lowest of {of:words}"


def rank_cell(finding: Finding) -> Claim:
    """Rate and rank."""
    return compose(
        "{rate} per {thousand}, " + _place(finding),
        rate=finding[f"rate:{finding.area.slug}"],
        thousand="1,000",
        **finding.figures,
    )


def rank_sentence(finding: Finding) -> Claim:
    """Rate, rank with its end named, and whether chance leaves the rank open."""
    text = (
        "{area} recorded {rate} {unit} per {thousand} residents in {period}, "
        + _place(finding)
        + " ({rank} of {of}; {first} is lowest)."
    )
    if finding.evidence is not Evidence.CLEAR:
        text += " Chance alone leaves any rank from {rank-lower} to {rank-upper} open."
    return compose(
        text,
        area=finding.area.name,
        rate=finding[f"rate:{finding.area.slug}"],
        unit=finding.measure.unit,
        thousand="1,000",
        first="1st",
        period=finding.period,
        **finding.figures,
    )


def forces_cell(finding: Finding) -> Claim:
    """Rate and rank among all forces known."""
    return compose(
        "{rate} per {thousand}, " + _place(finding) + " forces",
        rate=finding[f"rate:{finding.area.slug}"],
        thousand="1,000",
        **finding.figures,
    )


def forces_sentence(finding: Finding) -> Claim:
    """Rate, rank among all forces known, the rate of them together, and what chance leaves open."""
    rank, of = finding["rank"].value, finding["of"].value
    place = {1: "the lowest", of: "the highest"}.get(rank, "{rank} lowest")
    text = (
        f"Among {{of}} forces {{area}} was {place} for {{name:lower}} in {{period}}, at {{rate}} "
        "{unit} per {thousand} residents; all of them together had {mean}."
    )
    if finding.evidence is not Evidence.CLEAR:
        text += " Chance alone leaves any rank from {rank-lower} to {rank-upper} open."
    return compose(
        text,
        area=finding.area.name,
        name=finding.measure.name,
        rate=finding[f"rate:{finding.area.slug}"],
        unit=finding.measure.unit,
        thousand="1,000",
        period=finding.period,
        **finding.figures,
    )


def gap_cell(finding: Finding) -> Claim:
    """How the gap moved."""
    return compose(
        "**" + _moved(finding).capitalize() + ".** From {earlier:size} to {later:size} "
        "{side} the group's mean",
        side=finding.words["side"],
        **finding.figures,
    )


def gap_bullet(finding: Finding) -> Claim:
    """One line, with which side moved."""
    if finding.evidence is Evidence.CLEAR:
        text = "**The gap to similar forces {how}** to {later:size} per {thousand}, " + _why(
            finding
        )
    else:
        text = "**The gap to similar forces,** {later:size} per {thousand}: no clear change"
    return compose(text + ".", how=_moved(finding), thousand="1,000", **finding.figures)


def gap_sentence(finding: Finding) -> Claim:
    """The gap at both times, and the rates behind it."""
    if finding.evidence is Evidence.CLEAR:
        text = (
            "{area} was {earlier:size} per {thousand} {side} the group's simple mean in {before} "
            "and {later:size} in {period}: the gap **{how}**."
        )
    else:
        text = (
            "{area} was {earlier:size} per {thousand} {side} the group's simple mean in {before} "
            "and {later:size} in {period}: **no clear change**."
        )
    text += (
        " Its own rate went from {earlier-rate} to {later-rate}, the mean from {earlier-mean} "
        "to {later-mean}."
    )
    return compose(
        text,
        area=finding.area.name,
        how=_moved(finding),
        side=finding.words["side"],
        thousand="1,000",
        period=finding.period,
        before=finding.against or finding.period,
        **finding.figures,
    )


def _moved(finding: Finding) -> str:
    if finding.evidence is not Evidence.CLEAR:
        return "no clear change"
    return "widened" if finding.direction is Direction.UP else "narrowed"


def _why(finding: Finding) -> str:
    own = abs(finding["later-rate"].value - finding["earlier-rate"].value)
    mean = abs(finding["later-mean"].value - finding["earlier-mean"].value)
    if own <= mean / 3:
        return "because others moved: its own rate went from {earlier-rate} to {later-rate}"
    return "its own rate going from {earlier-rate} to {later-rate}"
