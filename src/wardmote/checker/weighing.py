"""Whether a number is likelier a slip than what it seems to be, by weights that were fitted.

Each working that a number may be is given a chance by its traits, not by the number's value
(a softmax over the workings, and over the number's coming from outside the table). What they
give together for the printed value, and for values one slip of the hand away, is weighed with
what stands around the number. `benchmarks/weighing.py` fits both on the labelled statements and
prints how well they do on sets that they were not fitted on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardmote.checker.bench import Bench
from wardmote.checker.explained import Explained, State
from wardmote.checker.misprints import alike, misprint
from wardmote.checker.mutual import mutual
from wardmote.checker.numbers import Sort
from wardmote.checker.outside import by_chance, from_outside, is_elsewhere, is_part
from wardmote.checker.traits import MANY_STRANGE, STRANGE, Traits
from wardmote.checker.weights import chances, scored, weights
from wardmote.checker.workings import Kind, Working, held
from wardmote.vocabulary import Hedge

ENOUGH = 2.5  # of the evidence; what it does is printed by the benchmark
BORNE = 1.25  # of the evidence, where a rule denies the number already
SURE = 5.0  # of what the sentence's other numbers tell, from which more says no more
SIGN = 0.05  # of a working that gives the number with the other sign

EVIDENCE = (
    "by itself", "what gives it", "what it is a slip of", "the likeliest that does not",
    "the other way", "by chance", "held", "denied by its sign", "denied as a slip", "denied else",
    "a word of elsewhere", "a part of a number before it", "hedged",
    "other numbers are held", "there are other numbers",
    "a working gives it", "how likely that working is", "a slip of a digit from a working",
    "spelt", "a change", "a share in words", "the likeliest working stands alone",
    "strange words", "strange words of an open number", "what it is a short slip of",
    "likely from outside", "its other numbers", "its other numbers deny it", "it is alone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A working that a number may be, and its traits; that of None comes from outside."""

    working: Working | None
    traits: dict[str, float]
    gives: float  # the chance that it is printed so: 1 where the working gives the number
    slip: bool  # the number is one slip of the hand from it


def candidates(
    i: int, found: Sequence[Explained], workings: Sequence[Working], bench: Bench
) -> list[Candidate]:
    """What a number of the sentence may be, by the table and by what stands beside it."""
    cue = found[i].cue
    known = [
        (j, e.working) for j, e in enumerate(found)
        if j != i and e.state is State.HELD and e.working is not None
    ]  # fmt: skip
    made = {_key(w): (w, False) for w in reversed(workings)}
    for j, other in known:
        far = 0.85 ** (abs(i - j) - 1) * max(0.1, min(1.0, other.score))
        for w in bench.relatives(other, cue):
            made.setdefault(_key(w), (replace(w, score=w.score * far), True))
    of = Traits(cue, bench, known, i)
    listed = []
    for working, beside in made.values():
        gives = held(cue.number, working, cue.direction)
        listed.append(
            Candidate(
                working,
                of.of(working, beside=beside),
                SIGN if gives is None else float(gives),
                gives is False and misprint(cue.number, working),
            )
        )
    listed.append(Candidate(None, of.outside(), by_chance(cue), slip=False))
    return listed


def _key(working: Working) -> tuple[object, ...]:
    return (working.kind, _lines(working), working.by)


def _lines(working: Working) -> tuple[object, ...]:
    return tuple((o.choices[0].lines, o.choices[1].lines) for o in working.operands)


def evidence(
    i: int,
    found: Sequence[Explained],
    workings: Sequence[Working],
    listed: Sequence[Candidate],
    likely: Sequence[float],
    by_others: float,
) -> dict[str, float]:
    """What tells for and against a number's being a slip; the last listed comes from outside, and
    `by_others` is what the sentence's other numbers make of it."""
    one = found[i]
    cue = one.cue
    others = [e for j, e in enumerate(found) if j != i and e.state is not State.PLAIN]
    inside = [c for c in listed if c.working is not None]
    giving = [c.working.score for c in inside if c.working is not None and c.gives]
    top = workings[0]
    rival = next(
        (w.score for w in workings if abs(w.value - top.value) > 1e-6 * max(1.0, abs(top.value))),
        0.0,
    )
    off = one.state is State.OFF
    slipped = one.working is not None and misprint(cue.number, one.working)
    turned = sum(p for p, c in zip(likely, listed, strict=True) if c.gives == SIGN)
    right = sum(p * c.gives for p, c in zip(likely, listed, strict=True))
    slip = sum(p for p, c in zip(likely, listed, strict=True) if c.slip)
    short = sum(
        p for p, c in zip(likely, listed, strict=True)
        if c.working is not None and not c.gives and misprint(cue.number, c.working, short=True)
    )  # fmt: skip
    most = max((p for p, c in zip(likely, listed, strict=True) if not c.gives), default=0.0)
    unknown = MANY_STRANGE * listed[-1].traits[STRANGE]
    told = (
        1.0,
        math.log(right + 1e-5),
        math.log(slip + 1e-4),
        math.log(most + 1e-3),
        math.log(turned + 1e-3),
        math.log(cue.chance),
        float(one.state is State.HELD),
        float(off and one.sign),
        float(off and not one.sign and slipped),
        float(off and not one.sign and not slipped),
        float(is_elsewhere(cue)),
        float(is_part(i, [e.cue for e in found])),
        float(cue.number.hedge is not Hedge.NONE),
        sum(e.state is State.HELD for e in others) / len(others) if others else 0.5,
        float(bool(others)),
        float(bool(giving)),
        min(1.0, max(giving, default=0.0) / top.score),
        float(any(c.slip for c in inside)),
        float(cue.number.spelt),
        float(cue.change),
        float(cue.number.sort is Sort.SHARE),
        (top.score - rival) / top.score,
        unknown,
        unknown if one.state is State.OPEN else 0.0,
        math.log(short + 1e-3),
        math.log(likely[-1] + 1e-3),
        max(-SURE, min(SURE, by_others)),
        max(0.0, min(SURE, by_others)),
        float(len(found) == 1),
    )
    return dict(zip(EVIDENCE, told, strict=True))


def _made_of_others(one: Explained, found: Sequence[Explained]) -> bool:
    """Whether what gives a number is just what two other numbers of its sentence are."""
    if one.state is not State.HELD or one.working is None or len(one.working.operands) < 2:
        return False
    known = {
        _lines(e.working) for e in found
        if e is not one and e.working is not None and e.state is State.HELD
        and e.working.kind is Kind.LEVEL
    }  # fmt: skip
    return known.issuperset((o,) for o in _lines(one.working))


def weighed(
    i: int, found: Sequence[Explained], workings: Sequence[Working], bench: Bench, at: int
) -> Explained:
    """A number as off where the evidence is enough, with the working that it is likeliest."""
    one = found[i]
    unsure = Explained(one.cue, State.OPEN) if one.state is State.OFF else one
    if not workings or one.slip or _made_of_others(one, found):
        return one
    if from_outside(one.cue, bench):
        return unsure
    listed = candidates(i, found, workings, bench)
    likely = chances([c.traits for c in listed], weights().traits)
    others = mutual(i, [e.cue for e in found], at, bench.sight.sentence)
    told = evidence(i, found, workings, listed, likely, others.score)
    score = scored(told, weights().evidence)
    if one.state is State.OFF:
        near = one.working is None or one.sign or alike(one.cue.number, one.working.value)
        return one if score >= BORNE and near else unsure
    if score < ENOUGH:
        return one
    ranked = sorted(zip(likely, listed, strict=True), key=lambda pair: (-pair[1].slip, -pair[0]))
    meant = next((c.working for _, c in ranked if c.working is not None and not c.gives), None)
    if meant is None or not alike(one.cue.number, meant.value):
        return one
    return Explained(one.cue, State.OFF, meant.low, meant.high, meant.text, meant)
