"""What the other numbers of a sentence are given by: where the table gives them all, and this one
not, it is sooner a slip; where it gives none, the sentence speaks of something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardmote.checker.weights import May

Stand = tuple[float, float]  # how likely the table gives a number, and that it is from outside
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


def in_company(i: int, stands: Mapping[int, Stand]) -> dict[str, float]:
    """How the numbers of a sentence stand that are beside the one at a place, by their places."""
    others = {j: one for j, one in stands.items() if j != i}
    if not others:
        return dict.fromkeys(COMPANY, NONE)
    given, outside = zip(*others.values(), strict=True)
    near = others[min(others, key=lambda j: (abs(j - i), j))]
    told = (
        sum(given) / len(given), min(given), sum(outside) / len(outside), *near, float(len(others))
    )  # fmt: skip
    return dict(zip(COMPANY, told, strict=True))
