"""Whether printed numbers can all be true, by their intervals and by whole numbers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wardmote.checker.number import Number, Sort
from wardmote.language import number_text
from wardmote.vocabulary import Direction

TRANSPOSED = "two digits are transposed"
CLOSE = 12  # characters between a part and its whole that surely belong together
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison: what was printed, what it should be, and how that is worked out."""

    printed: Number
    low: float
    high: float
    working: str

    @property
    def holds(self) -> bool:
        """Whether some values within the intervals make it true."""
        return self.printed.holds(self.low, self.high)

    @property
    def computed(self) -> float:
        """The middle of what it should be."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Turn:
    """A direction that the numbers do not have."""

    said: Direction
    low: float
    high: float
    working: str


def checks(parts: Mapping[str, Number], direction: Direction | None) -> Iterator[Check | Turn]:
    """Every relation among the numbers of a change that can be checked."""
    later, earlier = parts.get("later"), parts.get("earlier")
    sign = -1.0 if direction is Direction.DOWN else 1.0
    if later and earlier:
        moved = later.low - earlier.high, later.high - earlier.low
        working = f"{_text(later)} less {_text(earlier)}"
        if direction and not (moved[1] > 0 if sign > 0 else moved[0] < 0):
            yield Turn(direction, *moved, working)
        size = moved if direction or moved[0] > 0 else (-moved[1], -moved[0])
        size = size if sign > 0 else (-moved[1], -moved[0])
        for role in ("change", "points"):
            if role not in parts:
                continue
            # Charges rose by 88, and their share from 8.1 % to 9.0 %: a count is no move of shares.
            if role == "points" or earlier.sort in (Sort.COUNT, parts[role].sort):
                yield _sized(parts[role], size, working)
        if "percent" in parts and earlier.low > 0:
            low, high = later.low / earlier.high - 1, later.high / earlier.low - 1
            share = (100 * low, 100 * high) if sign > 0 else (-100 * high, -100 * low)
            if earlier.sort is Sort.COUNT or parts["percent"].sort is Sort.PERCENT:
                yield _sized(parts["percent"], share, f"({working}) over {_text(earlier)}")
    elif earlier and "change" in parts and "percent" in parts and earlier.low > 0:
        change = _size(parts["change"])
        share = 100 * change[0] / earlier.high, 100 * change[1] / earlier.low
        working = f"{_text(parts['change'])} over {_text(earlier)}"
        yield _sized(parts["percent"], share, working)
    elif later and "change" in parts and "percent" in parts:
        change = _size(parts["change"])
        base = later.low - sign * change[1 if sign > 0 else 0], later.high - sign * change[0]
        if min(base) > 0:
            share = 100 * change[0] / max(base), 100 * change[1] / min(base)
            working = f"{_text(parts['change'])} over {_text(later)} less the change"
            yield _sized(parts["percent"], share, working)
    elif (
        later
        and "percent" in parts
        and later.whole
        and later.sort is Sort.COUNT
        and not later.spelt
    ):
        yield from _whole_base(later, parts["percent"], sign)


def share_check(parts: Mapping[str, Number]) -> Iterator[Check]:
    """A part of a whole against its printed share."""
    part, whole, share = parts.get("part"), parts.get("whole"), parts.get("share")
    # A number many times the other is no part of it: the words joined two other things.
    if (
        part
        and whole
        and share
        and whole.low > 0
        and (part.low <= 2 * whole.high or part.start < whole.start <= part.end + CLOSE)
    ):
        rest = 100 - 100 * part.value / whole.value
        if share.sort is Sort.SHARE and share.holds(rest, rest):
            return  # the share of those that are not the part
        yield Check(
            share, 100 * part.low / whole.high, 100 * part.high / whole.low,
            f"{_text(part)} over {_text(whole)}",
        )  # fmt: skip


def ratio_check(parts: Mapping[str, Number]) -> Iterator[Check]:
    """Doubled, halved: the later number over the earlier."""
    later, earlier, times = parts.get("later"), parts.get("earlier"), parts.get("times")
    if later and earlier and times and earlier.low > 0:
        yield Check(
            times, later.low / earlier.high, later.high / earlier.low,
            f"{_text(later)} over {_text(earlier)}",
        )  # fmt: skip


def average_check(average: Number, total: Number, months: float) -> Check:
    """An average a month against a total."""
    return Check(
        average, total.low / months, total.high / months,
        f"{_text(total)} over {number_text(months)} months",
    )  # fmt: skip


def sum_check(printed: Number, listed: Sequence[Number], by: float = 1.0) -> Check:
    """A total, or with `by` an average, against the numbers of a list."""
    low, high = (math.fsum(getattr(n, end) for n in listed) / by for end in ("low", "high"))
    working = "the sum of " if by == 1 else "the average of "
    return Check(printed, low, high, working + ", ".join(_text(n) for n in listed))


def split_check(listed: Sequence[Number]) -> Iterator[Check]:
    """Answers that shut one another out are no more than all of the people asked."""
    low = math.fsum(n.low for n in listed)
    told = " + ".join(_text(n) for n in listed)
    whole = Number(100, 100, 100, Sort.PERCENT, 0, 0, told)
    high = math.fsum(n.high for n in listed)
    yield Check(whole, low, max(high, 100.0), "the parts of a whole: their sum")


def place_check(parts: Mapping[str, Number], others: Sequence[Number], end: str) -> Check:
    """A rank against the numbers of the others; `end` is which of them is first."""
    own = parts["value"]
    low_first = end == "lowest"
    ahead = sum((n.high < own.low) if low_first else (n.low > own.high) for n in others)
    level = sum(n.holds(own.low, own.high) for n in others)
    return Check(
        parts["rank"], ahead + 1, ahead + 1 + level,
        f"{ahead} of the others are {'lower' if low_first else 'higher'}, so its place",
    )  # fmt: skip


def run_check(
    run: Number, listed: Sequence[Number], direction: Direction | None
) -> Iterator[Check]:
    """A run against the numbers that are listed for it, the first of them its start or not."""
    if direction is None:
        return
    sign = 1 if direction is Direction.UP else -1
    steps = [sign * (b.high - a.low if sign > 0 else b.low - a.high) > 0
             for a, b in itertools.pairwise(listed)]  # fmt: skip
    kept = next((i for i, ok in enumerate(steps[::-1]) if not ok), len(steps))
    most = kept + 1 if kept == len(steps) else kept
    told = ", ".join(_text(n) for n in listed)
    yield Check(run, min(kept, run.value), most, f"in {told} the moves in a row that went so")


def rate_check(parts: Mapping[str, Number], per: float) -> Check:
    """A rate against the count and the population that it is made of."""
    count, population = parts["count"], parts["population"]
    return Check(
        parts["rate"], per * count.low / population.high, per * count.high / population.low,
        f"{_text(count)} over {_text(population)}, times {number_text(per)}",
    )  # fmt: skip


def likeliest_slip(check: Check, parts: Mapping[str, Number]) -> str:
    """What may have gone wrong, where one of the usual slips gives the printed number."""
    printed, computed = check.printed, check.computed
    if printed.value and math.isclose(-printed.value, computed, rel_tol=0.02):
        return "the sign is wrong"
    if _transposed(printed.value, computed, printed.text):
        return TRANSPOSED
    for factor in (10.0, 100.0, 1000.0):
        for scaled in (computed * factor, computed / factor):
            if printed.holds(scaled, scaled):
                return "a digit too many or too few"
    later, earlier = parts.get("later"), parts.get("earlier")
    if later and earlier and later.value and earlier.value:
        moved = abs(later.value - earlier.value)
        if printed.sort is Sort.PERCENT and printed.holds(
            100 * moved / later.value, 100 * moved / later.value
        ):
            return "it is worked out on the later number and not on the earlier"
        if (
            earlier.sort is Sort.PERCENT
            and printed.sort is Sort.PERCENT
            and printed.holds(moved, moved)
        ):
            return "these are percentage points, not per cent"
    return ""


def _transposed(printed: float, computed: float, text: str) -> bool:
    decimals = len(text.partition(".")[2].rstrip("% "))
    one, other = (f"{abs(v):.{decimals}f}" for v in (printed, computed))
    if len(one) != len(other) or one == other:
        return False
    unlike = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(unlike) == 2
        and one[unlike[0]] == other[unlike[1]]
        and one[unlike[1]] == other[unlike[0]]
    )


def _whole_base(later: Number, percent: Number, sign: float) -> Iterator[Check]:
    """38 is 7 % down only from 41: the number before must be whole, as what it counts is."""
    shares = [1 + sign * p / 100 for p in _size(percent)]
    if min(shares) <= 0:
        return
    ends = sorted(later.value / s for s in shares)
    if math.floor(ends[1] + 1e-9) < math.ceil(ends[0] - 1e-9):
        nearest = max(1, round(sum(ends) / 2))
        share = 100 * sign * (later.value - nearest) / nearest
        working = f"{_text(later)} against {nearest}, the nearest whole number"
        yield Check(percent, share, share, working)


def _sized(number: Number, span: Span, working: str) -> Check:
    """A printed size, which may carry the sign that its verb says already."""
    low, high = span
    if number.signed and number.value < 0 and high > 0:
        number = Number(
            -number.value, -number.high, -number.low, number.sort, number.start, number.end,
            number.text, number.hedge, number.whole, number.signed,
        )  # fmt: skip
    return Check(number, low, high, working)


def _size(number: Number) -> Span:
    low, high = abs(number.low), abs(number.high)
    return min(low, high), max(low, high)


def _text(number: Number) -> str:
    return number.text.strip()
