"""A number by the other numbers of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, permutations, product

from wardmote.checker.bench import Bench
from wardmote.checker.cues import Cue
from wardmote.checker.explained import Explained, State
from wardmote.checker.number import Number, Sort
from wardmote.checker.spelt import ON_END
from wardmote.vocabulary import Direction, Hedge

IN_A_ROW = re.compile(
    r"\s+(?:(?:consecutive|successive|straight)\s+)?(?:month|quarter|year|wave|annual|week)\w*\s+"
    rf"(?:[a-z]+\s+)?{ON_END}|\s+(?:consecutive|successive|straight)\b",
    re.IGNORECASE,
)
AIM = re.compile(r"\b(?:target|standard|ambition|threshold|goal)\b[^.;]{0,20}$", re.IGNORECASE)


NAMED = 0.8  # of a mention, whose label's numbers count nothing
EVERY_ONE = re.compile(r"\b(?:each|every|both|all)\s+(?:of (?:the )?)?$", re.IGNORECASE)


# Roughly one arrest for every six searches: how many of them, the six tells.
ONE_FOR = re.compile(r"\s+(?:(?!and\b)[a-z-]+\s+){0,5}?(?:for|to|in|against)\s+every\s+$", re.I)
ROUGHLY = (Hedge.NONE, Hedge.ABOUT, Hedge.ALMOST)
# The steepest rise of the seven: how many lines there are.
OF_ALL = re.compile(
    r"\b(?:[a-z]{2,}est|most|worst|best|least|fewest|only (?:one|two)|alone|any|first|last|higher|"
    r"lower)\b[^.;,]{0,45}\b(?:(?:out )?of|among|in)\s+(?:the|these|all|our|those)\s+(?:all\s+)?$",
    re.IGNORECASE,
)  # fmt: skip


def is_plain(cue: Cue, bench: Bench | None) -> bool:
    """Whether a number counts nothing that is measured: two of the six districts."""
    number = cue.number
    if number.sort is Sort.RANK or IN_A_ROW.match(cue.after):
        return True
    if number.value == 1 and number.hedge in ROUGHLY and ONE_FOR.match(cue.after):
        return True
    if bench is not None and number.whole and number.sort is Sort.COUNT and OF_ALL.search(
        cue.before
    ) and any(number.value == len(lines) for axis in bench.sight.axes
              for lines in (axis.counted, axis.plain, axis.lines)):  # fmt: skip
        return True
    if bench is not None and number.whole and number.sort is Sort.COUNT and number.value < 100:
        labels = (li.label for axis in bench.sight.axes for li in axis.lines)
        word = re.match(r"[\s-]?([a-z]{3})[a-z]*", cue.after)
        if word and any(
            re.search(rf"\b{number.value:.0f}\s?{word[1]}", lab, re.I) for lab in labels
        ):
            return True  # a number of a label: within 15 minutes
    if bench is not None and number.whole and any(
        m.start <= number.start < m.end and m.weight >= NAMED
        and re.search(rf"\b{number.value:.0f}\b", m.lines[0].label)
        for mentions in bench.sight.mentions for m in mentions
    ):  # fmt: skip
        return True  # the 18 to 24 group; answered within 10 s
    if bench is not None and number.sort is Sort.COUNT and number.whole and not cue.change:
        counts = {len(axis.counted) for axis in bench.sight.axes}
        if number.value in counts and number.value > 2 and re.match(r"\s+[a-z-]+s\b", cue.after):
            return True
    if cue.each and not EVERY_ONE.search(cue.before):
        return False
    if number.sort is Sort.COUNT and number.spelt and number.value <= 12 and not cue.change:
        if bench is None:
            return True
        return not any(abs(c.number.value) == number.value for c in bench.sight.grid.cells) or bool(
            re.match(r"\s+of\b|\s+(?:\w+\s+)?(?:types|groups|districts|forces|areas)", cue.after)
        )
    return False


IN_ALL = re.compile(
    r"\W*(?:[a-z]+\s+){0,2}?(?:in all|in total|altogether|all told)\b", re.IGNORECASE
)


class Calculation(StrEnum):
    """What numbers of a sentence are made of one another."""

    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    MOVED_SHARE = "moved share"  # a move, of what it began at
    MOVED_PART = "moved part"  # a move, by its percentage
    PERCENT = "percent"
    REST = "rest"  # what a percentage leaves of all
    PRODUCT = "product"
    RATIO = "ratio"
    SPREAD = "spread"  # over so many months
    RATE = "rate"
    SAME = "same"  # one share told twice
    GROWN = "grown"  # what a move by a percentage came to, or came from
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Own:
    """What other numbers of the sentence make of one."""

    kind: Calculation
    low: float
    high: float
    text: str
    moved: bool
    used: tuple[int, ...]


def own_workings(cue: Cue, cues: Sequence[Cue]) -> Iterator[Own]:
    """The calculations by which other numbers of a sentence may give one."""
    others = [
        (i, c.number) for i, c in enumerate(cues)
        if c is not cue and c.number.sort is not Sort.RANK
    ]  # fmt: skip
    counts = [(i, n) for i, n in others if n.sort is Sort.COUNT]
    percents = [(i, n) for i, n in others if n.sort is Sort.PERCENT]
    sort = cue.number.sort
    if sort in (Sort.PERCENT, Sort.SHARE):
        yield from _own_shares(cue, counts, percents)
    if sort is Sort.POINTS:
        for (i, a), (j, b) in permutations(percents, 2):
            yield _less((i, a), (j, b))
        for (i, a), (j, b) in permutations(counts, 2):
            yield _less((i, a), (j, b))
        for (i, a), (j, b) in product(percents, counts):
            if AIM.search(cues[j].before) and b.value <= 100:  # a target of 75
                yield _less((i, a), (j, b))
    if sort is Sort.TIMES:
        for (i, a), (j, b) in permutations([*counts, *percents], 2):
            if b.low > 0 and a.sort is b.sort:
                yield _over((i, a), (j, b))
    if sort is Sort.COUNT:
        for (i, a), (j, b) in permutations(counts, 2):
            yield _less((i, a), (j, b))
            if cue.average and b.low > 0:
                yield _over((i, a), (j, b))
        if cue.average:
            for i, a in counts:
                for by in (12.0, 4.0, 52.0, 365.0, 3.0, 6.0, 30.4, 31.0, 30.0, 28.0, 7.0):
                    yield Own(
                        Calculation.SPREAD, a.low / by, a.high / by, f"{_t(a)} over {by:g}",
                        False, (i,),
                    )  # fmt: skip
        if cue.rate:
            for (i, a), (j, b) in permutations(counts, 2):
                if b.low > 0:
                    yield Own(
                        Calculation.RATE,
                        cue.rate * a.low / b.high, cue.rate * a.high / b.low,
                        f"{_t(a)} over {_t(b)}, times {cue.rate:,.0f}", False, (i, j),
                    )  # fmt: skip
        sums: Iterator[Own] = map(_sum, _together(counts, 6))
        if IN_ALL.match(cue.after):  # of all that stand side by side, or behind it
            place = next(i for i, c in enumerate(cues) if c is cue)
            sums = (
                s for s in sums
                if s.used[-1] - s.used[0] < len(s.used) or s.used[0] > place
            )  # fmt: skip
        yield from sums
        for i, a in percents:
            for j, b in counts:
                if cue.number.value >= 5:
                    low, high = sorted((abs(a.low), abs(a.high)))
                    yield Own(
                        Calculation.PRODUCT, low * b.low / 100, high * b.high / 100,
                        f"{_t(a)} of {_t(b)}", False, (i, j),
                    )  # fmt: skip


Numbered = tuple[int, Number]
MANY = 9  # numbers of a sentence, from which it is a list or the words of a chart


def _own_shares(
    cue: Cue, counts: Sequence[Numbered], percents: Sequence[Numbered]
) -> Iterator[Own]:
    """A percentage by the counts of its sentence: a share of them, or what they moved by."""
    way = cue.direction
    for (i, a), (j, b) in permutations(counts, 2):
        if b.low <= 0 or a.low < 0:
            continue
        low, high = 100 * a.low / b.high, 100 * a.high / b.low
        moved = cue.change or (not cue.share and cue.number.sort is Sort.PERCENT)
        if a.value < b.value and not (cue.change and _is_later(a, b, counts, way)):
            yield Own(Calculation.SHARE, low, high, f"{_t(a)} of {_t(b)}", False, (i, j))
        if moved and 0.02 < a.value / b.value < 50:
            fits = way is None or (a.value > b.value) == (way is Direction.UP)
            if fits:
                yield Own(
                    Calculation.PERCENT, low - 100, high - 100, f"{_t(a)} against {_t(b)}", True,
                    (i, j),
                )  # fmt: skip
        if a.value < b.value and cue.change:  # a move, and what it came to
            for sign in (1, -1):
                if way is not None and (sign > 0) != (way is Direction.UP):
                    continue
                base = b.low - sign * a.high, b.high - sign * a.low
                if min(base) > 0 and not _other_end(a, b, counts):
                    yield Own(
                        Calculation.MOVED_SHARE,
                        100 * a.low / max(base), 100 * a.high / min(base),
                        f"{_t(a)} of {_t(b)} {'less' if sign > 0 else 'and'} {_t(a)}",
                        False, (i, j),
                    )  # fmt: skip
    if cue.change:
        for (i, a), (j, b) in permutations(percents, 2):
            if b.low > 0 and (way is None or (a.value > b.value) == (way is Direction.UP)):
                yield Own(
                    Calculation.PERCENT,
                    100 * (a.low / b.high - 1), 100 * (a.high / b.low - 1),
                    f"{_t(a)} against {_t(b)}", True, (i, j),
                )  # fmt: skip
        return
    if cue.number.sort is Sort.PERCENT:
        for some in _together(percents, 5):
            yield _sum(some)
        for i, a in percents:
            yield Own(Calculation.REST, 100 - a.high, 100 - a.low, f"100 less {_t(a)}", False, (i,))


def _other_end(move: Number, end: Number, counts: Sequence[Numbered]) -> bool:
    """Whether the sentence has the other end of a move too, which then is its base or not."""
    return any(
        abs(abs(n.value - end.value) - move.value) < 1e-9 * max(1.0, abs(end.value))
        or abs(abs(n.value - end.value) / move.value - 1) < 0.02
        for _, n in counts
        if n is not move and n is not end and move.value
    )


def _is_later(move: Number, end: Number, counts: Sequence[Numbered], way: Direction | None) -> bool:
    """Whether a number is what a move came to, so that the move is no share of it."""
    for _, other in counts:
        if other is move or other is end or not move.value:
            continue
        if abs(abs(other.value - end.value) / move.value - 1) < 0.02 and way is not None:
            return (end.value < other.value) == (way is Direction.DOWN)
    return False


def _together(numbers: Sequence[Numbered], most: int) -> Iterator[Sequence[Numbered]]:
    """Numbers that may be added up: any few of them, of many only those that stand together."""
    for size in range(2, min(len(numbers), most) + 1):
        if len(numbers) <= MANY:
            yield from combinations(numbers, size)
        else:
            yield from (numbers[i : i + size] for i in range(len(numbers) - size + 1))


def _sum(some: Sequence[tuple[int, Number]]) -> Own:
    return Own(
        Calculation.SUM, sum(n.low for _, n in some), sum(n.high for _, n in some),
        "the sum of " + ", ".join(_t(n) for _, n in some), False, tuple(i for i, _ in some),
    )  # fmt: skip


def _less(one: Numbered, other: Numbered) -> Own:
    (i, a), (j, b) = one, other
    text = f"{_t(a)} less {_t(b)}"
    return Own(Calculation.DIFFERENCE, a.low - b.high, a.high - b.low, text, True, (i, j))


def _over(one: Numbered, other: Numbered) -> Own:
    (i, a), (j, b) = one, other
    text = f"{_t(a)} over {_t(b)}"
    return Own(Calculation.RATIO, a.low / b.high, a.high / b.low, text, False, (i, j))


def _t(number: Number) -> str:
    return number.text.strip()


def by_own(cue: Cue, cues: Sequence[Cue]) -> Explained:
    """A number by the other numbers of its sentence."""
    if is_plain(cue, None):
        return Explained(cue, State.PLAIN)
    limit = 0.5 if len(cues) <= 4 else 0.3
    if cue.chance <= limit:
        for own in own_workings(cue, cues):
            if gives(cue, own):
                return Explained(cue, State.HELD, own.low, own.high, own.text, used=own.used)
    return Explained(cue, State.OPEN)


def gives(cue: Cue, own: Own) -> bool:
    """Whether a number is printed as a calculation would be; a move's sign is not looked at."""
    number = cue.number
    low, high = own.low, own.high
    if own.moved:
        if low <= 0 <= high and not (low == high == 0):
            low, high = 0.0, max(-low, high)
        elif high < 0:
            low, high = -high, -low
    shares = (Calculation.SHARE, Calculation.MOVED_SHARE)
    if number.value < 0 and (own.moved or own.kind in shares):  # (−9.0 %), of a fall
        low, high = -high, -low
    measured = number if number.whole and low == high == round(low) else number.measured
    decimals = len(number.text.partition(".")[2].rstrip("% abcdefghijklmnopqrstuvwxyz"))
    slack = 0.0 if number.whole or number.hedge is not Hedge.NONE else 0.05 * 10**-decimals
    return measured.holds(low - slack, high + slack)
