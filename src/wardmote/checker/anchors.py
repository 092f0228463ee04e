"""The time that a move is measured from, where the words say it: since 2022, up 5 % on March."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.checker.axes import Line
from wardmote.checker.bench import Bench
from wardmote.checker.cues import Cue
from wardmote.checker.denials import OUTSIDE, means
from wardmote.checker.explained import Explained, State
from wardmote.checker.number import Sort
from wardmote.checker.periods import rank_of
from wardmote.checker.workings import Kind, Working, held

FROM = re.compile(
    r"\b(?:since|on|from|(?:compared|in comparison) (?:with|to)|against|"
    r"than(?: (?:(?:it|they|we|there)\s)?(?:was|were|had|did|had been|in|at|during|for))*)\s+"
    r"(?:(?:in|at|during|for)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
AND = re.compile(r"^\s*(?:and|to)\s+(?:the\s+)?$", re.IGNORECASE)
NEAR = 55  # characters between a number and the time that it is measured from
SURE = 0.55  # of a working between the said times, from which it alone can be meant
MOVES = (Kind.DIFFERENCE, Kind.PERCENT, Kind.RATIO, Kind.POINTS)
STOPS = re.compile(
    r"[;:]|[.!?]\s|,\s+(?:and|but|while|with)\b|\b(?:while|whereas|but|having|after|before)\b"
)


@dataclass(frozen=True)
class Anchor:
    """The axis of times, the line that a move is measured from, and the line it is measured to."""

    axis: int
    earlier: Line
    later: Line | None = None
    either: bool = False  # it may be the later one: sixty more than in February


def anchor_of(cue: Cue, bench: Bench) -> Anchor | None:
    """The time that the words beside a move say that it is measured from."""
    sight = bench.sight
    for axis, own in enumerate(sight.axes):
        if not own.timed:
            continue
        said = sorted(
            (m for m in sight.mentions[axis] if m.end > m.start and m.weight >= 0.9),
            key=lambda m: m.start,
        )
        for i, mention in enumerate(said):
            if len(mention.lines) != 1 or not _beside(cue, mention.start, mention.end, bench):
                continue
            before = sight.sentence[: mention.start]
            (line,) = mention.lines
            if BETWEEN.search(before) and i + 1 < len(said) and len(said[i + 1].lines) == 1:
                if AND.match(sight.sentence[mention.end : said[i + 1].start]):
                    return Anchor(axis, line, said[i + 1].lines[0])
            elif match := FROM.search(before):
                either = match.group().lower().startswith(("than", "against", "compared", "in "))
                return Anchor(axis, line, either=either and len(said) > 1)
    return None


def _beside(cue: Cue, start: int, end: int, bench: Bench) -> bool:
    """Whether a time stands by a number, with no other number and no break between them."""
    one, two = (cue.number.end, start) if start >= cue.number.end else (end, cue.number.start)
    between = bench.sight.sentence[one:two]
    crossed = any(one <= n.start < two for n in bench.sight.numbers)
    return one <= two and len(between) <= NEAR and not crossed and not STOPS.search(between)


def by_anchor(one: Explained, workings: Sequence[Working], bench: Bench) -> Explained:
    """A move by the times that it is said to be between: nothing between others explains it.

    It is off where one working between those times is surely meant, and gives another value.
    """
    cue = one.cue
    if one.state is State.PLAIN or not (cue.change or cue.number.sort is Sort.TIMES):
        return one
    anchor = anchor_of(cue, bench)
    if (
        anchor is None
        or bench.together
        or cue.average
        or OUTSIDE.search(f"{cue.before} {cue.after}")
    ):
        return one
    if one.state is State.HELD and (one.working is None or _between(one.working, anchor)):
        return one
    if one.working is not None and one.working.moved and one.working.kind is Kind.LEVEL:
        return one
    meant = [w for w in workings if w.kind in MOVES and means(cue, w) and _between(w, anchor)]
    good = next((w for w in meant if held(cue.number, w, cue.direction)), None)
    if good is not None and good.score >= 0.5 * SURE:
        return Explained(cue, State.HELD, good.low, good.high, good.text, good)
    if not meant or meant[0].score < SURE:
        return one
    top = meant[0]
    rivals = [w for w in meant[1:] if w.score >= 0.7 * top.score]
    if any(abs(w.value - top.value) > 1e-6 * max(1.0, abs(top.value)) for w in rivals):
        return one
    sign = held(cue.number, top, cue.direction) is None
    return Explained(cue, State.OFF, top.low, top.high, top.text, top, sign=sign)


def _between(working: Working, anchor: Anchor) -> bool:
    """Whether a working is of a move from the said time, to the other that is said if any."""
    if working.kind not in MOVES:
        return False
    half = len(working.operands) // 2
    later, earlier = working.operands[0], working.operands[half]
    one, two = earlier.choices[anchor.axis].lines, later.choices[anchor.axis].lines
    if anchor.later is not None:
        return {one, two} == {(anchor.earlier,), (anchor.later,)}
    if anchor.either:
        return (anchor.earlier,) in (one, two) and one != two
    return one == (anchor.earlier,) and len(two) == 1 and one != two and (
        rank_of(two[0].periods) > rank_of(one[0].periods) or not two[0].periods
    )  # fmt: skip
