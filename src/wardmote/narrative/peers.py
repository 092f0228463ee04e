"""A force beside its peers: every rank says which end is 1st."""

from __future__ import annotations

from wardmote.language import Slot, compose, message, ordinal
from wardmote.vocabulary import Claim, Direction, Evidence, Finding

LOWEST, HIGHEST, BETWEEN = "lowest", "highest", "between"
OPEN = message("Chance alone leaves any rank from {rank-lower} to {rank-upper} open.")


def _place(finding: Finding) -> str:
    rank, of = finding["rank"].value, finding["of"].value
    return LOWEST if rank == 1 else HIGHEST if rank == of else BETWEEN


def rank_cell(finding: Finding) -> Claim:
    """Rate and rank."""
    text = {
        LOWEST: message("{rate} per {thousand}, the lowest of {of:words}"),
        HIGHEST: message("{rate} per {thousand}, the highest of {of:words}"),
        BETWEEN: message("{rate} per {thousand}, {rank} lowest of {of:words}"),
    }[_place(finding)]
    return compose(text, **_slots(finding))


def rank_sentence(finding: Finding) -> Claim:
    """Rate, rank with its end named, and whether chance leaves the rank open."""
    text = {
        LOWEST: message(
            "{area} recorded {rate} {unit} per {thousand} residents in {period}, the lowest of "
            "{of:words} ({rank} of {of}; {first} is lowest)."
        ),
        HIGHEST: message(
            "{area} recorded {rate} {unit} per {thousand} residents in {period}, the highest of "
            "{of:words} ({rank} of {of}; {first} is lowest)."
        ),
        BETWEEN: message(
            "{area} recorded {rate} {unit} per {thousand} residents in {period}, {rank} lowest of "
            "{of:words} ({rank} of {of}; {first} is lowest)."
        ),
    }[_place(finding)]
    return compose(
        text,
        "" if finding.evidence is Evidence.CLEAR else OPEN,
        first=ordinal(1),
        **_slots(finding),
    )


def forces_cell(finding: Finding) -> Claim:
    """Rate and rank among all forces known."""
    text = {
        LOWEST: message("{rate} per {thousand}, the lowest of {of:words} forces"),
        HIGHEST: message("{rate} per {thousand}, the highest of {of:words} forces"),
        BETWEEN: message("{rate} per {thousand}, {rank} lowest of {of:words} forces"),
    }[_place(finding)]
    return compose(text, **_slots(finding))


def forces_sentence(finding: Finding) -> Claim:
    """Rate, rank among all forces known, the rate of them together, and what chance leaves open."""
    text = {
        LOWEST: message(
            "Among {of} forces {area} was the lowest for {name:lower} in {period}, at {rate} "
            "{unit} per {thousand} residents; all of them together had {mean}."
        ),
        HIGHEST: message(
            "Among {of} forces {area} was the highest for {name:lower} in {period}, at {rate} "
            "{unit} per {thousand} residents; all of them together had {mean}."
        ),
        BETWEEN: message(
            "Among {of} forces {area} was {rank} lowest for {name:lower} in {period}, at {rate} "
            "{unit} per {thousand} residents; all of them together had {mean}."
        ),
    }[_place(finding)]
    return compose(text, "" if finding.evidence is Evidence.CLEAR else OPEN, **_slots(finding))


def _slots(finding: Finding) -> dict[str, Slot]:
    return {
        "area": finding.area.name,
        "name": finding.measure.name,
        "rate": finding[f"rate:{finding.area.slug}"],
        "unit": finding.measure.unit,
        "thousand": "1,000",
        "period": finding.period,
        **finding.figures,
    }


def gap_cell(finding: Finding) -> Claim:
    """How the gap moved."""
    above = finding.words["side"] == "above"
    text = {
        "widened": message(
            "**Widened.** From {earlier:size} to {later:size} above the group's mean"
        ) if above else message(
            "**Widened.** From {earlier:size} to {later:size} below the group's mean"
        ),
        "narrowed": message(
            "**Narrowed.** From {earlier:size} to {later:size} above the group's mean"
        ) if above else message(
            "**Narrowed.** From {earlier:size} to {later:size} below the group's mean"
        ),
        "": message(
            "**No clear change.** From {earlier:size} to {later:size} above the group's mean"
        ) if above else message(
            "**No clear change.** From {earlier:size} to {later:size} below the group's mean"
        ),
    }[_moved(finding)]  # fmt: skip
    return compose(text, **finding.figures)


def gap_bullet(finding: Finding) -> Claim:
    """One line, with which side moved."""
    moved, others = _moved(finding), _others_moved(finding)
    if moved == "widened":
        text = (
            message("**The gap to similar forces widened** to {later:size} per {thousand}, because "
                    "others moved: its own rate went from {earlier-rate} to {later-rate}.")
            if others
            else message("**The gap to similar forces widened** to {later:size} per {thousand}, "
                         "its own rate going from {earlier-rate} to {later-rate}.")
        )  # fmt: skip
    elif moved == "narrowed":
        text = (
            message("**The gap to similar forces narrowed** to {later:size} per {thousand}, "
                    "because others moved: its own rate went from {earlier-rate} to {later-rate}.")
            if others
            else message("**The gap to similar forces narrowed** to {later:size} per {thousand}, "
                         "its own rate going from {earlier-rate} to {later-rate}.")
        )  # fmt: skip
    else:
        text = message(
            "**The gap to similar forces,** {later:size} per {thousand}: no clear change."
        )
    return compose(text, thousand="1,000", **finding.figures)


def gap_sentence(finding: Finding) -> Claim:
    """The gap at both times, and the rates behind it."""
    above = finding.words["side"] == "above"
    text = {
        "widened": message(
            "{area} was {earlier:size} per {thousand} above the group's simple mean in {before} "
            "and {later:size} in {period}: the gap **widened**."
        ) if above else message(
            "{area} was {earlier:size} per {thousand} below the group's simple mean in {before} "
            "and {later:size} in {period}: the gap **widened**."
        ),
        "narrowed": message(
            "{area} was {earlier:size} per {thousand} above the group's simple mean in {before} "
            "and {later:size} in {period}: the gap **narrowed**."
        ) if above else message(
            "{area} was {earlier:size} per {thousand} below the group's simple mean in {before} "
            "and {later:size} in {period}: the gap **narrowed**."
        ),
        "": message(
            "{area} was {earlier:size} per {thousand} above the group's simple mean in {before} "
            "and {later:size} in {period}: **no clear change**."
        ) if above else message(
            "{area} was {earlier:size} per {thousand} below the group's simple mean in {before} "
            "and {later:size} in {period}: **no clear change**."
        ),
    }[_moved(finding)]  # fmt: skip
    rates = message(
        "Its own rate went from {earlier-rate} to {later-rate}, the mean from {earlier-mean} to "
        "{later-mean}."
    )
    return compose(
        text,
        rates,
        area=finding.area.name,
        thousand="1,000",
        period=finding.period,
        before=finding.against or finding.period,
        **finding.figures,
    )


def _moved(finding: Finding) -> str:
    """Which way the gap went; nothing where it did not clearly move."""
    if finding.evidence is not Evidence.CLEAR:
        return ""
    return "widened" if finding.direction is Direction.UP else "narrowed"


def _others_moved(finding: Finding) -> bool:
    own = abs(finding["later-rate"].value - finding["earlier-rate"].value)
    mean = abs(finding["later-mean"].value - finding["earlier-mean"].value)
    return own <= mean / 3
