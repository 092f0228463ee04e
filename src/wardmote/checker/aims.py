"""Which lines of a table met their targets, missed them, or are on one side of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.beyond import Which
from wardmote.checker.number import A_TIME, Number, Sort, is_clock

AIMED = re.compile(r"\b(?:targets?|standards?|ambitions?|goals?)\b", re.IGNORECASE)
MET = re.compile(
    r"\b(?:met|hit|achiev\w+|reached|exceeded|beaten|beat|cleared|surpassed|within|inside|"
    r"on target|(?:right|better) side|meet|meeting|hitting)\b", re.IGNORECASE,
)  # fmt: skip
MISSED = re.compile(
    r"\b(?:miss\w*|not met|unmet|fail\w*|short|behind|outside|wrong side)\b", re.IGNORECASE
)
LOWER_IS_BETTER = re.compile(
    r"lower|abandon|wait|time to|sickness|days lost|vacan|overspend|complaint|under\b|casualt|"
    r"killed|response time", re.IGNORECASE,
)  # fmt: skip
# Answered within 10 seconds: a count of those, and no time.
WITHIN = re.compile(r"\b(?:within|in|inside|under)\s+\d+\s+(?:working\s+)?[a-z]+", re.IGNORECASE)
SIDES = {
    "met": MET,
    "missed": MISSED,
    # of an aim, on the side that is not said to be the better one
    "above": re.compile(r"\b(?:above|over|higher than)\b", re.IGNORECASE),
    "below": re.compile(r"\b(?:below|under|lower than)\b", re.IGNORECASE),
}
LIKE = 5  # times, within which numbers may be held against one another


def on_their_aims(bench: Bench, axis: int, lines: Sequence[Line], text: str) -> Iterator[Which]:
    """Which of some lines met their targets, missed them, or are on one side of them, by each line
    across of what was reached; of several targets by that of the same time."""
    said = [word for word, form in SIDES.items() if form.search(text)]
    if len(said) != 1:
        return
    other = bench.sight.axes[1 - axis]
    aims = [li for li in other.lines if li.role is Role.TARGET]
    for aim in aims:
        aimed = bench.across(axis, lines, aim)
        may = _may_reach(other.lines, aim)
        for reached in may if aimed is not None else ():
            got = bench.across(axis, lines, reached)
            if aimed is None or got is None or not _alike(got, aimed):
                continue
            if len(aims) > 1 and reached.periods != aim.periods:
                continue
            side = tuple(
                _is_so(said[0], f"{line.label} {reached.label}", g, a)
                for line, g, a in zip(lines, got, aimed, strict=True)
            )
            how = "the last" if reached is may[-1] else "one before"
            named = any(m.lines == (reached,) for m in bench.sight.mentions[1 - axis])
            yield f"targets of {'a named line' if named else how}", side


def _may_reach(lines: Sequence[Line], aim: Line) -> list[Line]:
    """The lines that an aim may be of: those in its unit, where there are any."""
    found = [li for li in lines if li.role in (Role.PLAIN, Role.AVERAGE)]
    units = [li for li in found if li.stems & aim.stems]
    return units or found


def _is_so(said: str, labels: str, got: Number, aim: Number) -> bool:
    """Whether what was reached met its aim, missed it, or is above or below it, as is said."""
    if said == "above":
        return got.value > aim.value
    if said == "below":
        return got.value < aim.value
    lower = not WITHIN.search(labels) and (
        is_clock(got.text) or bool(LOWER_IS_BETTER.search(labels))
        or (got.sort is Sort.COUNT and bool(A_TIME.search(labels)))
    )  # fmt: skip
    met = got.value <= aim.value if lower else got.value >= aim.value
    return met == (said == "met")


def _alike(got: Sequence[Number], aimed: Sequence[Number]) -> bool:
    """Whether numbers may be what some aims are of: of their sort, and of their size."""
    return {n.sort for n in got} == {n.sort for n in aimed} and of_one_size(
        [n.value for n in got], [n.value for n in aimed]
    )


def of_one_size(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether numbers are so alike in size that the ones may be held against the others."""
    sizes = [median(abs(v) for v in values) for values in (one, other)]
    return bool(max(sizes) <= LIKE * min(sizes))
