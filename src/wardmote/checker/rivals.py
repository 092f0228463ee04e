"""What gives a number beside what it is likeliest meant as and does not give it.

Where the likeliest working does not give a number and another does, the number may be right and
the working not meant, or an eye may have strayed from the one to the other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

Lines = tuple[tuple[tuple[int, ...], ...], ...]  # by operand, the places of its rows and columns

RIVALS = (
    "the likeliest gives it", "more than the likeliest", "all of its value", "the next value",
    "near the likeliest", "strayed", "strayed among groups", "turned at most", "its score beside",
)  # fmt: skip


class Rival(Protocol):
    """One of the things that a number may be: a calculation of lines, or nothing of the table."""

    @property
    def gives(self) -> float:
        """The chance that it is printed as the number is."""

    @property
    def value(self) -> float:
        """What it comes to; not a number where it is nothing of the table."""

    @property
    def kind(self) -> str:
        """What calculation it is; nothing where it is none."""

    @property
    def lines(self) -> Lines:
        """The lines that it is of."""

    @property
    def score(self) -> float:
        """How likely the rules hold it for meant."""


def beside_rivals(
    listed: Sequence[Rival], likely: Sequence[float], size: float, timed: Sequence[bool]
) -> dict[str, float]:
    """How what gives a number of some size stands beside what is likeliest and does not; `timed`
    says of rows and of columns whether they are times."""
    inside = [(p, r) for p, r in zip(likely, listed, strict=True) if r.kind]
    giving = [(p, r) for p, r in inside if r.gives == 1]
    top, meant = max(((p, r) for p, r in inside if not r.gives), key=_first, default=(0.0, None))
    all_of_it = next_to_it = near = strayed = among = 0.0
    if meant is not None:
        same = [abs(r.value - meant.value) <= 1e-9 * max(1.0, abs(meant.value)) for _, r in inside]
        all_of_it = sum(p for (p, _), s in zip(inside, same, strict=True) if s)
        next_to_it = max(
            (p for (p, r), s in zip(inside, same, strict=True) if not s and not r.gives),
            default=0.0,
        )  # fmt: skip
        near = abs(size / meant.value) if meant.value else 0.0
        near = min(near, 1 / near) if near else 0.0
        ways = [(p, way) for p, r in giving if (way := _strayed(r, meant, timed))]
        strayed = top if ways else 0.0
        among = max((p for p, way in ways if way == "group"), default=0.0)
    score = max(giving, key=_first)[1].score if giving else 0.0
    return {
        "the likeliest gives it": float(max(zip(likely, listed, strict=True), key=_first)[1].gives),
        "more than the likeliest":
            math.log(sum(p * r.gives for p, r in inside) + 1e-5) - math.log(top + 1e-3),
        "all of its value": all_of_it,
        "the next value": next_to_it,
        "near the likeliest": near,
        "strayed": strayed,
        "strayed among groups": among,
        "turned at most": max((p for p, r in inside if 0 < r.gives < 1), default=0.0),
        "its score beside": math.log(score + 1e-3)
            - math.log((meant.score if meant is not None else 0.0) + 1e-3),
    }  # fmt: skip


def _first(pair: tuple[float, object]) -> float:
    return pair[0]


def _strayed(one: Rival, meant: Rival, timed: Sequence[bool]) -> str:
    """Whether what gives a number is what is meant but for its times, or but for its groups."""
    if one.kind != meant.kind or len(one.lines) != len(meant.lines):
        return ""
    axes = [
        any(a[axis] != b[axis] for a, b in zip(one.lines, meant.lines, strict=True))
        for axis in (0, 1)
    ]
    if sum(axes) != 1:
        return ""
    return "time" if timed[axes.index(True)] else "group"
