"""What the other numbers of a sentence are given by: where the table gives them all, and this one
not, it is sooner a slip; where it gives none, the sentence speaks of something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardmote.checker.explained import Stand
from wardmote.checker.weights import May

COMPANY = (
    "others given", "least given", "others from outside", "nearest given", "nearest from outside",
    "company",
)  # fmt: skip
NONE = -1.0  # where a number has no company


def stand(listed: Sequence[May], likely: Sequence[float]) -> Stand:
    """How likely the table gives a number, by its likely workings, the last of which comes from
    outside."""
    pairs = zip(likely[:-1], listed[:-1], strict=True)
    return sum(p * one.gives for p, one in pairs), likely[-1]


def in_company(at: int, stands: Mapping[int, Stand]) -> dict[str, float]:
    """How the numbers of a sentence stand that are beside what stands at a place of it, a number
    or a claim about an order, by their places."""
    others = {place: one for place, one in stands.items() if place != at}
    if not others:
        return dict.fromkeys(COMPANY, NONE)
    given, outside = zip(*others.values(), strict=True)
    near = others[min(others, key=lambda place: (abs(place - at), place))]
    told = (
        sum(given) / len(given), min(given), sum(outside) / len(outside), *near, float(len(others))
    )  # fmt: skip
    return dict(zip(COMPANY, told, strict=True))
