"""What tells whether a number of a sentence is meant as a working: its traits, by name.

A trait is a word for one thing that can be seen without the number's value: what the calculation
is and what the words about the number say that it is, how near its lines are named, what of the
table is named near by and not used, and how it goes with the numbers that stand beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from wardmote.checker.axes import Line
from wardmote.checker.bench import Bench
from wardmote.checker.comparing import year_apart
from wardmote.checker.cues import Cue
from wardmote.checker.denials import OUTSIDE
from wardmote.checker.outside import from_outside, strange
from wardmote.checker.sight import Span
from wardmote.checker.workings import Choice, Kind, Working
from wardmote.vocabulary import Hedge

Known = tuple[int, Working]  # the place of another number of the sentence, and what it is
IN_BRACKETS = re.compile(r"\(\s*$")
LEADS = (
    ("from", re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)),
    ("to", re.compile(r"\b(?:to|at|reached|stood at|was|were)\s+(?:[a-z]+\s+){0,2}$", re.I)),
    (
        "than",
        re.compile(
            r"\b(?:than|against|compared (?:with|to)|on|versus|of)\s+(?:the\s+)?"
            r"(?:[a-z]+\s+){0,2}$",
            re.IGNORECASE,
        ),
    ),
)
NEARNESS = ((0.95, "beside it"), (0.75, "near"), (0.5, "in its clause"), (0.25, "far"))
LOWEST = 0.004  # the least score that a working is given


def said_of(cue: Cue) -> str:
    """What the words about a number say first of all that it is."""
    if cue.rate:
        return "rate"
    if cue.average:
        return "average"
    if cue.change:
        return "change"
    return "share" if cue.share else "gap" if cue.gap else "plain"


def _nearness(bench: Bench, axis: int, lines: tuple[Line, ...], span: Span) -> float:
    sight = bench.sight
    best = 0.0
    for m in sight.mentions[axis]:
        if set(lines) <= set(m.lines):
            whole = m.lines == lines or m.ranged
            best = max(best, (1.0 if whole else 0.5) * sight.near(axis, m, span))
    if not best and len(lines) > 1:
        each = [
            max(
                (sight.near(axis, m, span) for m in sight.mentions[axis] if m.lines == (line,)),
                default=0.0,
            )
            for line in lines
        ]
        best = min(each)
    return best


def _how_near(score: float) -> str:
    if not score:
        return "unnamed"
    return next((word for least, word in NEARNESS if score >= least), "very far")


def _role(bench: Bench, axis: int, choice: Choice) -> str:
    if not choice.added:
        return choice.lines[0].role.value
    every = len(choice.lines) >= len(bench.sight.axes[axis].plain)
    return "all together" if every else f"{min(len(choice.lines), 3)} together"


def _apart(bench: Bench, axis: int, one: Choice, two: Choice) -> str:
    """How two choices of lines stand to one another."""
    own = bench.sight.axes[axis]
    if not own.timed:
        return "groups"
    if one.added and two.added:
        return "stretches"
    first, second = one.lines[0], two.lines[0]
    if one.added or two.added or first not in own.series or second not in own.series:
        return "other"
    i, j = own.series.index(first), own.series.index(second)
    if j == i - 1:
        return "next"
    if year_apart(first, second):
        return "a year"
    if j > i:
        return "backwards"
    return "ends" if j == 0 and i == len(own.series) - 1 else "some time"


def traits(
    cue: Cue, working: Working, bench: Bench, known: Sequence[Known], at: int, *, beside: bool
) -> dict[str, float]:
    """The traits of a working as what the number at a place of the sentence is.

    `beside` is a working that comes from another number's; `known` are the others' workings.
    """
    kind, sort = working.kind.value, cue.number.sort.value
    told: dict[str, float] = {
        "beside: score" if beside else "score": math.log(max(working.score, LOWEST)),
        f"{kind} for {sort}": 1.0,
        f"{kind} for {sort}, said {said_of(cue)}": 1.0,
    }
    if beside:
        told["beside"] = 1.0
    if IN_BRACKETS.search(cue.before):
        told[f"{kind} for {sort} in brackets"] = 1.0
    lead = next((word for word, form in LEADS if form.search(cue.before)), "")
    if lead:
        told[f"{kind} after {lead}"] = 1.0
    if cue.number.hedge is not Hedge.NONE:
        told[f"{kind} hedged"] = 1.0
    if "." in cue.number.text:
        told[f"{kind} for {sort} with decimals"] = 1.0
    for word, said in (("gap", cue.gap), ("share", cue.share)):
        if said and said_of(cue) != word:
            told[f"{kind}, also {word}"] = 1.0
    for axis in (0, 1):
        told |= _of_lines(cue, working, bench, axis)
    told |= dict.fromkeys(_of_known(working, known, at), 1.0)
    return told


def _of_lines(cue: Cue, working: Working, bench: Bench, axis: int) -> dict[str, float]:
    sight = bench.sight
    own = sight.axes[axis]
    span = (cue.number.start, cue.number.end)
    way = "time" if own.timed else "group"
    named = "named" if sight.named(axis) else "none named"
    one = working.operands[0].choices[axis]
    near = _nearness(bench, axis, one.lines, span)
    told = {
        f"{way} {_how_near(near)}, {named}": 1.0,
        f"{_role(bench, axis, one)} {'unnamed' if not near else 'named'}, {named}": 1.0,
    }
    if own.timed and not near:
        last = "last" if one.lines[-1] is own.series[-1] else "not the last"
        told[f"{last}, {named}"] = 1.0
    if len(working.operands) > 1:
        second = working.operands[2 if working.kind is Kind.POINTS else 1]
        two = second.choices[axis]
        if two.lines != one.lines:
            other = _nearness(bench, axis, two.lines, span)
            apart = _apart(bench, axis, one, two)
            role = _role(bench, axis, two)
            kind = working.kind.value
            told[f"{kind} over {way} {apart}: {role}"] = 1.0
            told[f"over {way} {apart}: {_how_near(other)}, {named}"] = 1.0
            told[f"{kind} over {way}: {bool(near)}, {bool(other)}"] = 1.0
    used = {li for o in working.operands for li in o.choices[axis].lines}
    unused = max(
        (
            sight.near(axis, m, span)
            for m in sight.mentions[axis]
            if m.weight >= 0.5 and not set(m.lines) & used
        ),
        default=0.0,
    )
    told[f"{way} named and not used"] = unused
    told[f"{way} named beside it and not used"] = max(0.0, unused - 0.7)
    return told


def _of_known(working: Working, known: Sequence[Known], at: int) -> Iterator[str]:
    """How a working goes with those of the sentence's other numbers."""
    mine = {(o.choices[0].lines, o.choices[1].lines) for o in working.operands}
    for place, other in known:
        near = "next" if abs(place - at) == 1 else "far"
        side = "before" if place < at else "after"
        theirs = {(o.choices[0].lines, o.choices[1].lines) for o in other.operands}
        if mine & theirs:
            how = "the numbers of" if mine == theirs else "a number of"
            yield f"{how} {other.kind.value} {near} {side}, as {working.kind.value}"
            continue
        one, two = other.operands[0].choices, working.operands[0].choices
        same = (one[0].lines == two[0].lines) != (one[1].lines == two[1].lines)
        alike = "alike" if other.kind is working.kind else "unlike"
        yield f"{'a line' if same else 'nothing'} of one {near}, {alike}"


def traits_outside(cue: Cue, bench: Bench) -> dict[str, float]:
    """The traits of a number as one that no working of the table gives."""
    sort = cue.number.sort.value
    told = {"outside": 1.0, f"outside {sort}": 1.0, f"outside {sort}, said {said_of(cue)}": 1.0}
    if cue.number.spelt:
        told["outside, spelt"] = 1.0
    if from_outside(cue, bench):
        told["outside by its words"] = 1.0
    if OUTSIDE.search(f"{cue.before} {cue.after[:45]}"):
        told["outside by a word near it"] = 1.0
    if cue.number.hedge is not Hedge.NONE:
        told["outside, hedged"] = 1.0
    span = (cue.number.start, cue.number.end)
    for axis in (0, 1):
        way = "time" if bench.sight.axes[axis].timed else "group"
        told[f"outside, {way} named"] = max(
            (bench.sight.near(axis, m, span) for m in bench.sight.mentions[axis]), default=0.0
        )
    told["outside, strange words"] = min(strange(cue, bench), 3) / 3
    if len(bench.sight.numbers) == 1:
        told["outside, alone"] = 1.0
    return told
