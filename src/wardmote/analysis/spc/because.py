"""Why a chart of the default profile is as it is: fixed texts, which who shows them translates."""

from __future__ import annotations

from dataclasses import dataclass

TOO_FEW = "too few points for limits: {n}"
NOT_MONTHLY = "the points are not one a month, so their moving ranges give the limits"
NO_COUNTS = "the values are not counts, so their moving ranges give the limits"
TRIAL = "fewer than {n} months: trial limits from moving ranges"
NO_SIZES = "some denominators are missing, so moving ranges give the limits"
LARGE_SHARE = "a large share of a denominator: limits of proportions, widened"
RARE = "fewer than two events a month: exact limits of rare counts"
COUNTS = "monthly counts: season, length of month, trend and spread are allowed for"
RATES = "monthly rates: season, length of month, trend and spread are allowed for"
SISTERS = "learnt from {n} sister series"
ONE_DOUBTED = "one month of the baseline far from the rest counted for less"
DOUBTED = "{n} months of the baseline far from the rest counted for less"
ALIKE = "neighbouring months resemble one another, so a shift must be larger"
ASKED = "percentages of the people asked: limits of proportions"
ASKED_WIDENED = (
    "percentages of the people asked: limits of proportions, widened by how much waves vary"
)
REASONS = (
    TOO_FEW, NOT_MONTHLY, NO_COUNTS, TRIAL, NO_SIZES, LARGE_SHARE, RARE, COUNTS, RATES, SISTERS,
    ONE_DOUBTED, DOUBTED, ALIKE, ASKED, ASKED_WIDENED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: one of `REASONS`, and the number that stands in its hole."""

    text: str
    n: int = 0

    @property
    def said(self) -> str:
        """The reason in English."""
        return self.text.format(n=self.n)
