"""Whether a number is likelier a slip than what it seems to be, by weights that were fitted.

Each working that a number may be is given a chance by its traits, not by the number's value
(a softmax over the workings, and over the number's coming from outside the table). What they
give together for the printed value, and for values one slip of the hand away, is weighed with
what stands around the number. `benchmarks/weighing.py` fits both on the labelled statements and
prints how well they do on sets that they were not fitted on."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from wardmote.checker.bench import Bench
from wardmote.checker.company import COMPANY, in_company, stand
from wardmote.checker.cues import Cue
from wardmote.checker.dates import MONTHS
from wardmote.checker.explained import Explained, Stand, State
from wardmote.checker.fullness import FULLNESS, OWN, fullness
from wardmote.checker.misprints import alike, misprint
from wardmote.checker.mutual import mutual
from wardmote.checker.number import Sort
from wardmote.checker.outside import MANY_STRANGE, by_chance, from_outside, is_elsewhere, is_part
from wardmote.checker.rivals import RIVALS, Lines, Rival, beside_rivals
from wardmote.checker.sight import Sight
from wardmote.checker.traits import STRANGE, Traits, nearest
from wardmote.checker.weights import May, chances, weights
from wardmote.checker.workings import Kind, Working, held
from wardmote.vocabulary import Hedge

RIGHT = 0.5  # of the evidence, below which a number is likelier right than a slip
ENOUGH = 2.0  # of the evidence; what it does is printed by the benchmark
BY_ACCIDENT = 0.25  # of the chance that a number from outside is so, which what gives it must have
BORNE = 0.75  # of the evidence, where a rule denies the number already
PAIRED = -0.5  # of the evidence, where it is what another that is given came to
SURELY = 2.25  # of the evidence, however far the number is from what it may be meant as
SURELY_INSIDE = 3.5  # of the evidence, whatever says that the table has it not
# 83 % over June 2013 to May 2015.
STRETCH = re.compile(
    rf"\s+(?:over|during|for|across|between|from)\s+{MONTHS}\s+(?:\d{{4}}\s+)?(?:to|and|until)\s+"
    rf"{MONTHS}\b", re.IGNORECASE,
)  # fmt: skip
# Had the 33 been recorded, accuracy would have been 2.7 points better, at 93.1 %.
WHAT_IF = re.compile(r"^(?:Had|If|Even if|Were|Should|Without|But for)\b.*\bwould\b")
FROM = re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
CAME_TO = re.compile(r"\bto\s+$", re.IGNORECASE)
NAMED = 0.5  # of a mention, from which it names a line
PARTICULAR = 0.05  # the chance of a number, up to which an average is it by no accident
SURE = 5.0  # of what the sentence's other numbers tell, from which more says no more
SIGN = 0.05  # of a working that gives the number with the other sign, or on its hedge's other side

EVIDENCE = (
    "what gives it", "what it is a slip of", "the likeliest that does not", "the other way",
    "by chance", "held", "open", "denied by its sign", "denied as a slip", "denied else",
    "a word of elsewhere", "a part of a number before it", "hedged",
    "other numbers are held", "there are other numbers",
    "a working gives it", "how likely that working is", "a slip of a digit from a working",
    "spelt", "a change", "a share in words", "the likeliest working stands alone",
    "strange words", "what it is a short slip of", "likely from outside",
    "its other numbers", "its other numbers deny it", "it is alone",
    "the other way, as said beside it", "its own numbers give it", "the table prints it",
    "rows named near", "columns named near", "its place", *FULLNESS,
    *RIVALS, *COMPANY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A working that a number may be, and its traits; that of None comes from outside."""

    working: Working | None
    traits: dict[str, float]
    gives: float  # the chance that it is printed so: 1 where the working gives the number
    slip: bool = False  # the number is one slip of the hand from it
    short: bool = False  # one of its two digits is another

    @property
    def value(self) -> float:
        """What the working comes to."""
        return self.working.value if self.working is not None else math.nan

    @property
    def kind(self) -> str:
        """What calculation it is, if any."""
        return self.working.kind.value if self.working is not None else ""

    @property
    def lines(self) -> Lines:
        """The places of the rows and columns of its operands."""
        operands = self.working.operands if self.working is not None else ()
        return tuple(
            tuple(tuple(li.at for li in choice.lines) for choice in o.choices) for o in operands
        )

    @property
    def score(self) -> float:
        """How likely the rules hold it for meant."""
        return self.working.score if self.working is not None else 0.0


MayBe = tuple[Sequence[Candidate], Sequence[float]]  # what a number may be, and how likely each


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
    for w in bench.sums([w for j, w in known if j < i], cue):
        made.setdefault(_key(w), (w, True))
    of = Traits(cue, bench, known, i)
    top = max((w.score for w, _ in made.values()), default=0.0)
    listed = []
    mirrored = cue.number.mirrored
    for working, beside in made.values():
        gives = held(cue.number, working, cue.direction)
        if gives is False and mirrored is not None and held(mirrored, working, cue.direction):
            gives = None
        if gives is None and any(o.high < 0 for o in working.operands):
            gives = True  # income below nought: which is more?
        listed.append(
            Candidate(
                working,
                of.of(working, beside=beside),
                SIGN if gives is None else float(gives),
                gives is False and misprint(cue.number, working),
                gives is False and misprint(cue.number, working, short=True),
            )
        )
    listed.append(Candidate(None, of.outside(top), by_chance(cue)))
    return listed


def _key(working: Working) -> tuple[object, ...]:
    return (working.kind, _lines(working), working.by)


def _lines(working: Working) -> tuple[object, ...]:
    return tuple((o.choices[0].lines, o.choices[1].lines) for o in working.operands)


def surroundings(
    i: int, found: Sequence[Explained], workings: Sequence[Working], listed: Sequence[Candidate],
    sight: Sight,
) -> dict[str, float]:  # fmt: skip
    """What of the evidence is seen around a number, whatever of the listed it may be; the last of
    them comes from outside."""
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
    unknown = MANY_STRANGE * listed[-1].traits[STRANGE]
    span = (cue.number.start, cue.number.end)
    rows, columns = (nearest(sight, axis, span) for axis in (0, 1))
    return fullness(sight) | {
        "its place": i,
        "rows named near": rows,
        "columns named near": columns,
        "size": abs(cue.number.value),
        "rows are times": float(sight.axes[0].timed),
        "columns are times": float(sight.axes[1].timed),
        "by chance": math.log(cue.chance),
        "held": float(one.state is State.HELD),
        "open": float(one.state is State.OPEN),
        "denied by its sign": float(off and one.sign),
        "denied as a slip": float(off and not one.sign and slipped),
        "denied else": float(off and not one.sign and not slipped),
        "a word of elsewhere": float(is_elsewhere(cue, sight.words)),
        "a part of a number before it": float(is_part(i, [e.cue for e in found])),
        "hedged": float(cue.number.hedge is not Hedge.NONE),
        "other numbers are held":
            sum(e.state is State.HELD for e in others) / len(others) if others else 0.5,
        "there are other numbers": float(bool(others)),
        "a working gives it": float(bool(giving)),
        "how likely that working is": min(1.0, max(giving, default=0.0) / top.score),
        "a slip of a digit from a working": float(any(c.slip for c in inside)),
        "spelt": float(cue.number.spelt),
        "a change": float(cue.change),
        "a share in words": float(cue.number.sort is Sort.SHARE),
        "the likeliest working stands alone": (top.score - rival) / top.score,
        "strange words": unknown,
        "it is alone": float(len(found) == 1),
        "its own numbers give it": float(one.state is State.HELD and one.working is None),
        "its way is said beside it": float(cue.firm),
        "the table prints it": float(
            (cue.number.sort, abs(cue.number.value)) in sight.printed and cue.chance <= PARTICULAR
        ),
    }  # fmt: skip


class Seen(May, Rival, Protocol):
    """What a number may be, as it is weighed."""


def evidence(
    around: Mapping[str, float], listed: Sequence[Seen], likely: Sequence[float],
    by_others: float, company: Mapping[str, float],
) -> dict[str, float]:  # fmt: skip
    """What tells for and against a number's being a slip; the last listed comes from outside,
    `by_others` is what the sentence's other numbers make of it, and `company` how those stand."""
    pairs = list(zip(likely, listed, strict=True))
    turned = sum(p for p, c in pairs if c.gives == SIGN)
    timed = [bool(around[f"{which} are times"]) for which in ("rows", "columns")]
    told = dict(around) | dict(company) | beside_rivals(listed, likely, around["size"], timed) | {
        "what gives it": math.log(sum(p * c.gives for p, c in pairs) + 1e-5),
        "what it is a slip of": math.log(sum(p for p, c in pairs if c.slip) + 1e-4),
        "what it is a short slip of": math.log(sum(p for p, c in pairs if c.short) + 1e-3),
        "the likeliest that does not":
            math.log(max((p for p, c in pairs if not c.gives), default=0.0) + 1e-3),
        "the other way": math.log(turned + 1e-3),
        "the other way, as said beside it":
            around["its way is said beside it"] * math.log(1 + 1e3 * turned),
        "likely from outside": math.log(likely[-1] + 1e-3),
        "its other numbers": max(-SURE, min(SURE, by_others)),
        "its other numbers deny it": max(0.0, min(SURE, by_others)),
    }  # fmt: skip
    return {name: told[name] for name in EVIDENCE}


def _is_mean(one: Explained) -> bool:
    """Whether a number is called an average, and is that of the table's."""
    working = one.working
    return (
        one.state is State.HELD and working is not None and one.cue.average
        and working.kind in (Kind.MEAN, Kind.SPREAD) and one.cue.chance < PARTICULAR
    )  # fmt: skip


def _is_of_another_stretch(cue: Cue, bench: Bench) -> bool:
    """Whether a number is said over a stretch of time that the table has not as one."""
    said = STRETCH.match(cue.after)
    return bool(said) and not any([*bench.sight.ranges(axis)] for axis in (0, 1))


def _is_printed(cue: Cue, bench: Bench) -> bool:
    """Whether the table prints a particular number in a line that the sentence names: then it is no
    slip, but meant as what nobody thought of."""
    named = {m.lines for mentions in bench.sight.mentions for m in mentions if m.weight >= NAMED}
    return cue.chance <= PARTICULAR and any(
        c.number.sort is cue.number.sort and abs(c.number.value) == abs(cue.number.value)
        and any((bench.sight.line_of(axis, c),) in named for axis in (0, 1))
        for c in bench.sight.grid.cells
    )  # fmt: skip


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


def _is_said_already(meant: Working | None, one: Explained, found: Sequence[Explained]) -> bool:
    """Whether another number of the sentence is the cell that a number would be meant as: "46 per
    cent against 53" prints the other's 53, and its 46 is of something else, unless it is a slip."""
    if meant is None or meant.kind is not Kind.LEVEL or meant.operands[0].count != 1:
        return False
    if misprint(one.cue.number, meant):
        return False
    return any(e is not one and abs(e.cue.number.value) == abs(meant.value) for e in found)


def _is_paired(i: int, found: Sequence[Explained]) -> bool:
    """Whether a number is what another, that the table gives by the same calculation, is said to
    have come to: from 17 % to just over 6 %."""
    if not i:
        return False
    one, before = found[i], found[i - 1]
    one_kind = one.working is not None and before.working is not None and (
        one.working.kind is before.working.kind)  # fmt: skip
    return bool(
        one_kind and before.state is State.HELD and FROM.search(before.cue.before)
        and CAME_TO.search(one.cue.before)
    )  # fmt: skip


def _is_of_other_unit(cue: Cue, meant: Working) -> bool:
    """Whether a number counts things ("23 more") and what it would be meant as is in points."""
    points = meant.kind is Kind.DIFFERENCE and meant.operands[0].sort is Sort.PERCENT
    return points and cue.number.sort is Sort.COUNT and cue.number.whole


def weighed(
    found: Sequence[Explained], workings: Sequence[Sequence[Working]], bench: Bench, at: int
) -> list[Explained]:
    """The numbers of a sentence, each as off where the evidence is enough, with the working that it
    is likeliest, and as held where it is likelier right than a slip and something gives it; before
    `at` stands the sentence before."""
    may_be: dict[int, MayBe] = {}
    for i, one in enumerate(found):
        if one.state is not State.PLAIN and workings[i]:
            listed = candidates(i, found, workings[i], bench)
            may_be[i] = listed, chances([c.traits for c in listed], weights().traits)
    begins = [e.cue.number.start for e in found]
    stands = {begins[i]: stand(*of) for i, of in may_be.items() if begins[i] >= at}
    return [
        replace(
            _weighed(i, found, workings[i], bench, at, may_be[i], stands),
            stand=stands.get(begins[i]),
        )
        if i in may_be else one
        for i, one in enumerate(found)
    ]  # fmt: skip


def _weighed(
    i: int, found: Sequence[Explained], workings: Sequence[Working], bench: Bench, at: int,
    may_be: MayBe, stands: Mapping[int, Stand],
) -> Explained:  # fmt: skip
    one = found[i]
    unsure = Explained(one.cue, State.OPEN)
    if _made_of_others(one, found) or _is_mean(one):
        return one
    listed, likely = may_be
    others = mutual(i, [e.cue for e in found], at, bench.sight.sentence)
    around = surroundings(i, found, workings, listed, bench.sight)
    told = evidence(around, listed, likely, others.score, in_company(one.cue.number.start, stands))
    score = weights().evidence.told(told)
    more = OWN * bench.sight.grid.given
    paired = one.state is State.OFF and _is_paired(i, found)
    if score < (PAIRED if paired else RIGHT):
        return _as_given(one, likely, listed)
    outside = from_outside(one.cue, bench) and score < SURELY_INSIDE
    outside |= bool(WHAT_IF.search(bench.sight.sentence[at : one.cue.number.start]))
    if outside or _is_of_another_stretch(one.cue, bench):
        return unsure
    if one.state is State.OFF:
        near = one.working is None or one.sign or alike(one.cue.number, one.working.value)
        again = not one.sign and _is_said_already(one.working, one, found)
        if one.working is not None and _is_of_other_unit(one.cue, one.working):
            return unsure
        if near and not again:
            least = PAIRED if paired else BORNE + more
            return one if score >= least else unsure
    # What a likely working gives is called wrong on more than what nothing gives.
    least = SURELY if one.state is State.HELD else ENOUGH
    if score < least + more or (one.state is State.OPEN and _is_printed(one.cue, bench)):
        return unsure
    ranked = sorted(zip(likely, listed, strict=True), key=lambda pair: (-pair[1].slip, -pair[0]))
    meant = next((c.working for _, c in ranked if c.working is not None and not c.gives), None)
    if meant is None or not (score >= SURELY + more or alike(one.cue.number, meant.value)):
        return unsure
    if _is_said_already(meant, one, found) or _is_of_other_unit(one.cue, meant):
        return unsure
    return Explained(one.cue, State.OFF, meant.low, meant.high, meant.text, meant)


def _as_given(
    one: Explained, likely: Sequence[float], listed: Sequence[Candidate]
) -> Explained:  # fmt: skip
    """A number that is likely right, with the likeliest working that gives it, unless it is far
    likelier from outside and given by chance."""
    if one.state is State.HELD:
        return one
    giving = [
        (p, c.working) for p, c in zip(likely, listed, strict=True)
        if c.working is not None and c.gives == 1
    ]  # fmt: skip
    by_accident = BY_ACCIDENT * likely[-1] * listed[-1].gives
    if sum(p for p, _ in giving) < by_accident or not giving:
        return Explained(one.cue, State.OPEN)
    working = max(giving, key=lambda pair: pair[0])[1]
    return Explained(one.cue, State.HELD, working.low, working.high, working.text, working)
