"""What the numbers of a sentence without a table deny of one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from wardmote.checker.explained import Explained, State
from wardmote.checker.findings import Finding
from wardmote.checker.numbers import Sort
from wardmote.checker.telling import finding_of
from wardmote.vocabulary import Direction


def contradicted_by_own(explained: Sequence[Explained], at: int) -> Iterator[Finding]:
    """What the sentence's own numbers deny, where its words leave no doubt which are meant."""
    yield from denied_shares(explained, at)
    yield from _denied_ratios(explained, at)
    for one, other in pairwise(explained):
        if max(one.cue.number.start, other.cue.number.start) < at:
            continue
        percent = other if other.cue.number.sort is Sort.PERCENT else one
        move = one if percent is other else other
        if (
            percent.state is not State.OPEN
            or move.state is not State.HELD
            or not (percent.cue.change or "(" in percent.cue.before[-3:])
            or len(move.used) != 2
            or move.cue.number.sort is not Sort.COUNT
            or " less " not in move.why
        ):
            continue
        ends = [explained[i].cue.number for i in move.used]
        way = move.cue.direction or percent.cue.direction
        later, earlier = ends
        if way is not None and (later.value > earlier.value) != (way is Direction.UP):
            later, earlier = earlier, later
        if earlier.low <= 0:
            continue
        low, high = (
            100 * abs(v) / earlier.value for v in (move.cue.number.low, move.cue.number.high)
        )
        yield finding_of(
            replace(
                percent, state=State.OFF, low=min(low, high), high=max(low, high),
                why=f"{move.cue.number.text.strip()} of {earlier.text.strip()}",
            ),
            "", at,
        )  # fmt: skip


FAINT = 0.4  # a working that the counts of the sentence itself overrule
IN_BRACKETS = re.compile(r"(?:\(|,?\s+or|,\s*(?:about|around|some))\s*$", re.IGNORECASE)


def _counts(explained: Sequence[Explained]) -> list[Explained]:
    """The counts of a sentence that are no moves, no averages and no labels."""
    return [
        e for e in explained
        if e.cue.number.sort is Sort.COUNT and e.state is not State.PLAIN
        and not e.cue.change and not e.cue.rate
    ]  # fmt: skip


def denied_shares(explained: Sequence[Explained], at: int) -> Iterator[Finding]:
    """A share beside the only two counts of a sentence, one of which is said to be of the other."""
    counts = _counts(explained)
    shares = [
        e for e in explained
        if (e.state is State.OPEN or (e.working is not None and e.working.score < FAINT))
        and not e.cue.change
        and e.cue.number.sort in (Sort.PERCENT, Sort.SHARE)
    ]  # fmt: skip
    if len(counts) != 2 or len(shares) != 1:
        return
    part, whole = sorted(counts, key=lambda e: e.cue.number.value)
    i = explained.index(shares[0])
    if not any(e in counts for e in explained[max(i - 1, 0) : i + 2]):
        return
    beside = i and explained[i - 1] in counts and IN_BRACKETS.search(shares[0].cue.before)
    first, second = sorted(counts, key=lambda e: e.cue.number.start)
    of = re.match(r"\s+(?:\w+\s+){0,2}?(?:out\s+)?of\s+(?:the\s+|all\s+)?$", first.cue.after)
    opened = re.search(r"\b[Oo](?:f|ut of)\s+(?:the\s+|all\s+)?$", first.cue.before)
    if part.cue.number.value <= 0 or not (
        (of and first is part) or (opened and first is whole and (beside or second is part))
    ):
        return
    one, other = part.cue.number, whole.cue.number
    low, high = 100 * one.low / other.high, 100 * one.high / other.low
    if shares[0].cue.number.holds(low, high):
        return
    yield finding_of(
        replace(
            shares[0], state=State.OFF, low=low, high=high,
            why=f"{one.text.strip()} of {other.text.strip()}",
        ),
        "", at,
    )  # fmt: skip


def _denied_ratios(explained: Sequence[Explained], at: int) -> Iterator[Finding]:
    """Doubled, three times: beside the only two numbers that it can be of."""
    times = [e for e in explained if e.cue.number.sort is Sort.TIMES and e.state is State.OPEN]
    rest = [
        e for e in explained
        if e.cue.number.sort is not Sort.TIMES and e.state is not State.PLAIN and not e.cue.change
    ]  # fmt: skip
    if len(times) != 1 or len(rest) != 2 or rest[0].cue.number.sort is not rest[1].cue.number.sort:
        return
    one, other = sorted((e.cue.number for e in rest), key=lambda n: n.value)
    if one.low > 0:
        low, high = other.low / one.high, other.high / one.low
        if times[0].cue.number.value < 1:
            low, high = 1 / high, 1 / low
        yield finding_of(
            replace(
                times[0], state=State.OFF, low=low, high=high,
                why=f"{other.text.strip()} beside {one.text.strip()}",
            ),
            "", at,
        )  # fmt: skip
