"""Rule profiles: the sets of rules in use, each by name and version."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.vocabulary import UserError, nearest

CHARTS = ("xmr", "run", "c", "u", "p", "u-prime", "p-prime", "i-prime", "t", "g")


@dataclass(frozen=True, slots=True)
class Profile:
    """One rule set.

    `run` is how many points on one side of the mean signal and `trend` how many that rise or
    fall without a break; 0 where the profile judges whole series by runs and crossings
    instead. `screen` sets moving ranges past the screening limit aside before the limits are
    drawn. `charts` are those that the profile draws.
    """

    name: str
    run: int
    trend: int
    screen: bool
    source: str
    charts: tuple[str, ...] = ("xmr",)

    @property
    def models(self) -> bool:
        """Whether the profile compares months with what a model expected of them."""
        return self.charts == ("auto",)

    @property
    def judges_series(self) -> bool:
        """Whether the verdict on runs is one for the whole series."""
        return self.run == 0


PROFILES = {
    p.name: p
    for p in (
        Profile("ptd-0.2.2", 7, 7, True, "NHSRplotthedots 0.2.2"),
        Profile("mdc-excel-7", 7, 7, False, "Making Data Count spreadsheet, seven points"),
        Profile("mdc-excel-6", 6, 6, False, "Making Data Count spreadsheet, six points"),
        Profile("wardmote", 0, 0, False, "wardmote's own, see docs/methods/expected.md", ("auto",)),
        Profile("qic-0.8.1", 0, 0, True, "qicharts2 0.8.1", CHARTS),
    )
}


def profile_named(name: str) -> Profile:
    """Raises UserError, naming the nearest profile, when there is none of this name."""
    if name not in PROFILES:
        raise UserError(f"unknown rule profile '{name}'; {nearest(name, PROFILES)}")
    return PROFILES[name]
