"""Rule profiles: the sets of rules in use, each by name and version."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.vocabulary import UserError, nearest


@dataclass(frozen=True, slots=True)
class Profile:
    """One rule set.

    `run` is how many points on one side of the mean signal; `trend` how many points that
    rise or fall without a break; `screen` whether moving ranges past the screening limit
    are set aside before the limits are drawn.
    """

    name: str
    run: int
    trend: int
    screen: bool
    source: str


PROFILES = {
    p.name: p
    for p in (
        Profile("ptd-0.2.2", 7, 7, True, "NHSRplotthedots 0.2.2"),
        Profile("mdc-excel-7", 7, 7, False, "Making Data Count spreadsheet, seven points"),
        Profile("mdc-excel-6", 6, 6, False, "Making Data Count spreadsheet, six points"),
    )
}


def profile_named(name: str) -> Profile:
    """Raises UserError, naming the nearest profile, when there is none of this name."""
    if name not in PROFILES:
        raise UserError(f"unknown rule profile '{name}'; {nearest(name, PROFILES)}")
    return PROFILES[name]
