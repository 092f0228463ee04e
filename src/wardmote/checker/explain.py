"""Each number of a sentence explained: by the table, by the sentence's other numbers, or not.

A number is *held* where a likely working gives it. It is *off* where it is surely meant as a
working that gives another value: one slip of a digit from it, of the other sign, or where the
words leave nothing else that could be meant. All else is *open*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardmote.checker.anchors import by_anchor
from wardmote.checker.bench import Bench
from wardmote.checker.cues import Cue, cues_of
from wardmote.checker.denials import denied_of, points_for_percent, turns_of
from wardmote.checker.explained import Explained, State, threshold
from wardmote.checker.grid import Grid
from wardmote.checker.misplaced import misplaced
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.own import by_own, is_plain
from wardmote.checker.sight import Sight
from wardmote.checker.weighing import weighed
from wardmote.checker.workings import Kind, Operand, Working, held
from wardmote.vocabulary import Hedge


def explain(sentence: str, grid: Grid | None) -> list[Explained]:
    """Every number of a sentence with its explanation, in order."""
    if grid is None or not grid.cells:
        cues = cues_of(sentence, numbers_in(sentence))
        return [by_own(cue, cues) for cue in cues]
    return explain_beside(sentence, grid)[0]


def explain_beside(sentence: str, grid: Grid, at: int = 0) -> tuple[list[Explained], Bench]:
    """Every number of a sentence explained by a table, and the bench of its workings; before `at`
    stands the sentence before it."""
    found, workings, bench = read_beside(sentence, grid)
    return weighed(found, workings, bench, at), bench


def read_beside(
    sentence: str, grid: Grid
) -> tuple[list[Explained], list[list[Working]], Bench]:  # fmt: skip
    """Every number of a sentence as the rules read it, before it is weighed, with what it may be.

    A number that a rule denies is off here; whether it is called wrong is for the weights to say.
    """
    sight = Sight(sentence, grid)
    cues = cues_of(sentence, sight.numbers, sight.names)
    sight = _anchored(sight, cues)
    bench = Bench(sight)
    workings = [bench.workings(cue) for cue in cues]
    found = [_by_table(cue, cues, made, bench) for cue, made in zip(cues, workings, strict=True)]
    found = [_on_its_base(one, found) for one in found]
    found = [by_anchor(one, made, bench) for one, made in zip(found, workings, strict=True)]
    for _ in range(2):  # what one number explains may explain another
        for i, one in enumerate(found):
            if one.state is State.OPEN:
                beside = _beside(i, found, bench)
                found[i] = one if _backwards(beside, workings[i]) else beside
    for i, one in enumerate(found):
        points = None
        if one.state is State.HELD and one.working is not None:
            points = points_for_percent(i, found, bench, SURER * one.working.score)
        if one.state in (State.HELD, State.OPEN):
            found[i] = points or misplaced(i, found, bench) or one
    found = [
        denied_of(i, found, workings[i], bench) if one.state is State.OPEN else one
        for i, one in enumerate(found)
    ]
    return found, workings, bench


def _on_its_base(one: Explained, found: Sequence[Explained]) -> Explained:
    """A percentage of a move that only what the move came to gives is not explained by it."""
    if one.state is not State.HELD or one.working is not None or not one.cue.change:
        return one
    used = [found[i] for i in one.used]
    moves = [u.working for u in used if u.working and u.working.kind is Kind.DIFFERENCE]
    ends = [u.cue.number.value for u in used]
    if any(m.operands[0].low in ends for m in moves):
        return Explained(one.cue, State.OPEN)
    return one


def _beside(i: int, found: Sequence[Explained], bench: Bench) -> Explained:
    """A number by the workings of the others that are explained."""
    cue = found[i].cue
    least = threshold(cue)
    best: Explained | None = None
    for j in sorted(range(len(found)), key=lambda j: abs(j - i)):
        known = found[j].working
        if j == i or known is None or found[j].state is not State.HELD:
            continue
        far = 0.85 ** (abs(j - i) - 1)
        for working, less in (
            (w, less)
            for source, less in ((known, 1.0), *((o, 0.7) for o in found[j].others))
            for w in bench.relatives(source, cue)
        ):
            score = working.score * far * less
            if score < least or not held(cue.number, working, cue.direction):
                continue
            if best is None or best.working is None or score > best.working.score:
                made = replace(working, score=score)
                best = Explained(cue, State.HELD, made.low, made.high, made.text, made)
    return best or found[i]


def _backwards(one: Explained, workings: Sequence[Working]) -> bool:
    """Whether a number is explained by a comparison that its words make the other way round."""
    working = one.working
    if working is None or not working.moved or not one.cue.firm or len(working.operands) != 2:
        return False
    there = working.operands[::-1]
    return any(
        w.kind is working.kind and w.score >= working.score
        and all(_same(a, b) for a, b in zip(w.operands, there, strict=True))
        for w in workings
    )  # fmt: skip


def _same(one: Operand, other: Operand) -> bool:
    return [c.lines for c in one.choices] == [c.lines for c in other.choices]


def _anchored(sight: Sight, cues: Sequence[Cue]) -> Sight:
    """The sight with the lines of cells that a number points to by its own particular value.

    A line is not taken so from a time that is named: there the words are surer than a value.
    """
    extra = []
    for cue in cues:
        number = cue.number
        if cue.chance > 0.1 or number.hedge is not Hedge.NONE or number.sort is Sort.RANK:
            continue
        same = [
            c for c in sight.grid.cells
            if c.number.sort is number.sort and abs(c.number.value) == abs(number.value)
        ]  # fmt: skip
        span = (number.start, number.end)
        if cue.chance > 0.012:  # only where one of its lines is named
            same = [
                c for c in same
                if any(sight.score(axis, sight.line_of(axis, c), span, frozenset()) >= 0.4
                       for axis in (0, 1))
            ]  # fmt: skip
        if len(same) != 1:
            continue
        extra += [
            (axis, sight.line_of(axis, same[0]), number.start)
            for axis in (0, 1)
            if not sight.axes[axis].timed
            or not any(len(m.lines) == 1 for m in sight.mentions[axis])
        ]
    return sight.shifted(extra) if extra else sight


SURELY_TURNED = 0.8  # the score from which a working of the other sign is meant
FIRMLY_TURNED = 0.3  # and where the number's way is said right beside it
SURER = 1.5  # than a working by which a percentage holds, that points are meant


def _by_table(
    cue: Cue, cues: Sequence[Cue], workings: Sequence[Working], bench: Bench
) -> Explained:
    """A number by a likely working of the table, or by the other numbers of its sentence."""
    if is_plain(cue, bench):
        return Explained(cue, State.PLAIN)
    least = threshold(cue)
    good = next((w for w in workings if held(cue.number, w, cue.direction)), None)
    turned = next((w for w in workings if held(cue.number, w, cue.direction) is None), None)
    best = workings[0].score if workings else 1.0
    near = good is not None and good.score >= max(0.3, 0.8 * best)
    likely = good is not None and good.score >= (least if cue.chance <= 0.15 else 0.75 * best)
    if (
        good
        and (likely or near)
        and not (turned and turns_of(turned, cue) and turned.score > 1.8 * good.score)
    ):
        more = [w for w in workings if w is not good and held(cue.number, w, cue.direction)]
        return Explained(
            cue, State.HELD, good.low, good.high, good.text, good, others=tuple(more[:4])
        )
    least = FIRMLY_TURNED if cue.firm else SURELY_TURNED
    if turned and turned.score >= least and turns_of(turned, cue):
        return Explained(cue, State.OPEN)  # what its own numbers give may go the other way too
    return by_own(cue, cues)
