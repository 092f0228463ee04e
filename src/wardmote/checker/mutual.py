"""What the numbers of a sentence tell of one another, by weights that were fitted.

Each calculation by which the others may give a number has a chance, by its traits: what kind it is,
what stands right before and behind the number and those it is worked out from, how they are
ordered. So has the number's being no matter of the others. What these give together for the printed
value, and for values one slip of the hand away, is weighed as beside a table
(`wardmote.checker.weighing`); `benchmarks/weighing.py` fits both on the labelled statements."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, permutations, product
from typing import Protocol

from wardmote.checker import forms
from wardmote.checker.cues import Cue, said_of, words_about
from wardmote.checker.explained import Explained, State
from wardmote.checker.findings import Finding
from wardmote.checker.misprints import alike, slipped
from wardmote.checker.number import Number, Sort
from wardmote.checker.outside import ANOTHER, BETWEEN, OWN_SUBJECT, by_chance, is_elsewhere, is_part
from wardmote.checker.own import Calculation, Own, gives, own_workings
from wardmote.checker.telling import finding_of
from wardmote.checker.weights import May, chances, weights
from wardmote.vocabulary import Direction, Hedge

ENOUGH = 3.0  # of the evidence; what it does is printed by the benchmark
PROSE = 2  # words for each number, from which a text is one
MOST = 400  # calculations, beyond which a sentence is a list
NARROW = 0.05  # of a value, up to which a calculation has digits that a hand may slip at
FAR, FARTHEST = 40, 3.0  # characters between a number and what gives it
SCALED = re.compile(r"million|billion|thousand|bn|\d[mk]$", re.IGNORECASE)
EVIDENCE = (
    "what gives it", "what of the others gives it", "what it is a slip of",
    "what it is a short slip of", "the likeliest that does not", "the other way", "by chance",
    "likely from outside", "something gives it", "a slip of something",
    "a word of elsewhere", "a part of a number before it", "hedged", "spelt", "a change",
    "a share in words", "how many numbers there are",
)  # fmt: skip


class Among(May, Protocol):
    """One of the things that a number may be by the others."""

    @property
    def turned(self) -> bool:
        """Whether it gives the number with the other sign."""

    @property
    def near(self) -> bool:
        """Whether the number may be meant as it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A calculation that a number may be, and its traits; that of None is no matter of others."""

    own: Own | None
    traits: dict[str, float]
    gives: float  # the chance that it is printed so
    slip: bool = False
    short: bool = False  # one of two digits
    turned: bool = False  # it gives the number with the other sign
    near: bool = False  # the number may be meant as it


@dataclass(frozen=True, slots=True)
class Mutual:
    """How strongly a sentence's other numbers deny one, and what it would be by them."""

    score: float
    meant: Own | None


def _unit(number: Number) -> str:
    if "£" in number.text:
        return "money"
    if SCALED.search(number.text):
        return "scaled"
    return "spelt" if number.spelt else "decimal" if "." in number.text else "whole"


def further_workings(cue: Cue, cues: Sequence[Cue]) -> Iterator[Own]:
    """Calculations that a number may be, but that are too seldom meant to bear it out."""
    others = [
        (i, c) for i, c in enumerate(cues) if c is not cue and c.number.sort is not Sort.RANK
    ]  # fmt: skip
    pairs = [((i, a.number), (j, b)) for (i, a), (j, b) in permutations(others, 2)]
    sort = cue.number.sort
    for i, other in others:
        same = other.number
        if sort in (Sort.PERCENT, Sort.SHARE) and same.sort in (Sort.PERCENT, Sort.SHARE):
            text = same.text.strip()
            yield Own(Calculation.SAME, same.low, same.high, text, False, (i,))
    for ((i, a), (j, other)), sign in product(pairs, (1, -1)):
        b = other.number
        joined = "and" if sign > 0 else "less"
        text = f"{a.text.strip()} {joined} {b.text.strip()}"
        if sort is Sort.PERCENT and a.sort is Sort.PERCENT and b.sort is Sort.POINTS:
            low, high = sorted((sign * b.low, sign * b.high))
            yield Own(Calculation.GROWN, a.low + low, a.high + high, text, False, (i, j))
        if sort in (Sort.PERCENT, Sort.SHARE) and a.sort is b.sort is Sort.COUNT:
            base = b.low + sign * a.low, b.high + sign * a.high
            if 0 < a.low < b.low and min(base) > 0:
                text = f"{a.text.strip()} of {b.text.strip()} {joined} it"
                low, high = 100 * a.low / max(base), 100 * a.high / min(base)
                yield Own(Calculation.MOVED_SHARE, low, high, text, False, (i, j))
        if sort is a.sort is Sort.COUNT:
            yield from _grown((i, a), (j, other), sign)
            yield from _moved_part((i, a), (j, other), sign)


def _grown(one: tuple[int, Number], by: tuple[int, Cue], sign: int) -> Iterator[Own]:
    """What a number came to, or was before, by a percentage or so many times."""
    (i, a), (j, other) = one, by
    b, was = other.number, a.text.strip()
    if b.sort is Sort.PERCENT and other.change and max(abs(b.low), abs(b.high)) < 100:
        low, high = sorted((1 + sign * b.low / 100, 1 + sign * b.high / 100))
        move = f"{b.text.strip()} {'more' if sign > 0 else 'less'}"
        for text, ends in (
            (f"{was} and {move}", (a.low * low, a.high * high)),
            (f"{was} before {move}", (a.low / high, a.high / low)),
        ):
            yield Own(Calculation.GROWN, *ends, text, False, (i, j))
    if b.sort is Sort.TIMES and b.low > 0:
        ends = (b.low, b.high) if sign > 0 else (1 / b.high, 1 / b.low)
        text = f"{was} {'times' if sign > 0 else 'over'} {b.value:g}"
        yield Own(Calculation.TIMES, a.low * ends[0], a.high * ends[1], text, False, (i, j))


def _moved_part(one: tuple[int, Number], by: tuple[int, Cue], sign: int) -> Iterator[Own]:
    """What moved, by its percentage and what it came to: 485 fewer (−9.0 %), on 5,373."""
    (i, a), (j, other) = one, by
    b = other.number
    share = min(abs(b.low), abs(b.high)), max(abs(b.low), abs(b.high))
    if b.sort is Sort.PERCENT and share[1] < 100:
        ends = sorted(s / (100 + sign * s) for s in share)
        text = f"{b.text.strip()} of what became {a.text.strip()}"
        yield Own(
            Calculation.MOVED_PART, a.low * ends[0], a.high * ends[1], text, False, (i, j)
        )  # fmt: skip


class _Traits:
    """The traits of what a number of a sentence may be by the others."""

    def __init__(self, cue: Cue, cues: Sequence[Cue], at: int, text: str) -> None:
        self.cue, self.cues, self.at, self.text = cue, cues, at, text
        self.place = next(i for i, c in enumerate(cues) if c is cue)
        self.sort = cue.number.sort.value
        said = said_of(cue)
        self.said = said
        forms = ["{0}", f"{{0}} for {self.sort}", f"{{0}} for {self.sort}, said {said}"]
        forms.append(f"{{0}} for {_unit(cue.number)}")
        for where, words in words_about(cue).items():
            forms += [f"{{0}}, {where}: {words}", f"{{0}} for {self.sort}, {where}: {words}"]
        if cue.number.hedge is not Hedge.NONE:
            forms.append("{0} hedged")
        self._forms = forms
        self._beside = [
            (said_of(c), _unit(c.number), words_about(c)) for c in cues
        ]  # fmt: skip
        self._many = len([c for c in cues if c.number.sort is not Sort.RANK]) - 1

    def _base(self, kind: str) -> dict[str, float]:
        return dict.fromkeys([form.format(kind) for form in self._forms], 1.0)

    def of(self, own: Own) -> dict[str, float]:
        kind = own.kind.value
        told = self._base(kind)
        used, place = own.used, self.place
        order = self._order(used)
        first, last = min(*used, place), max(*used, place)
        between = self.text[self.cues[first].number.end : self.cues[last].number.start]
        skipped = last - first + 1 - len({*used, place})
        seen = [
            f"{kind} {order}",
            f"{kind} for {self.sort} {order}, said {self.said}",
            f"skips {min(skipped, 3)}",
            f"{kind} skips {min(skipped, 2)}",
            f"{kind} leaves {min(self._many - len(used), 2)}",
        ]
        if BETWEEN.search(between):
            seen += ["over a break", f"{kind} over a break"]
        if self.cues[first].number.start < self.at:
            seen += ["over the sentence before", f"{kind} over the sentence before"]
        for i, role in zip(used, ("first", "second"), strict=False):
            said, unit, words = self._beside[i]
            away = max(-3, min(3, i - place))
            seen += [
                f"{kind}, {role} is {self.cues[i].number.sort.value}, said {said}",
                f"{kind}, {role} is {unit} for {_unit(self.cue.number)}",
                f"{kind}, {role} at {away:+d}",
            ]
            seen += [f"{kind}, {role}, {where}: {word}" for where, word in words.items()]
        if own.kind is Calculation.SPREAD:
            seen.append(f"spread {own.text.rsplit(' over ')[-1]}, said {self.cue.span}")
        if own.kind is Calculation.SUM:
            seen.append(f"sum of {min(len(used), 5)}")
        told |= dict.fromkeys(seen, 1.0)
        told["far"] = min(FARTHEST, len(between) / FAR)
        return told

    def _order(self, used: Sequence[int]) -> str:
        """How a number stands to those that it is worked out from."""
        place = self.place
        if len(used) > 2:
            where = "first" if place < min(used) else "last" if place > max(used) else "amidst"
            return f"of many, {where}"
        names = {used[0]: "a", used[-1]: "b" if len(used) > 1 else "a", place: "it"}
        return " ".join(names[i] for i in sorted(names))

    def outside(self) -> dict[str, float]:
        told = self._base("outside")
        many = len(self.cues)
        told[f"outside among {min(many, 5)}"] = 1.0
        told[f"outside at {min(self.place, 3)} of {min(many, 4)}"] = 1.0
        if is_elsewhere(self.cue):
            told["outside by a word"] = 1.0
        for j in (self.place - 1, self.place + 1):
            if 0 <= j < many:
                sort = self.cues[j].number.sort.value
                told[f"outside, {self.sort} with {sort} at {j - self.place:+d}"] = 1.0
        return told


def made_of(i: int, cues: Sequence[Cue], at: int, text: str) -> list[Made]:
    """What a number of a sentence, which begins `at` a place of a text, may be by the others."""
    cue = cues[i]
    of = _Traits(cue, cues, at, text)
    kept: dict[tuple[Calculation, tuple[int, ...], str, float], Own] = {}
    for own in chain(own_workings(cue, cues), further_workings(cue, cues)):
        kept.setdefault((own.kind, own.used, own.text, round(own.low, 6)), own)
        if len(kept) == MOST:
            break
    listed = [_made(cue, own, of) for own in kept.values()]
    return [*listed, Made(None, of.outside(), by_chance(cue))]


def _made(cue: Cue, own: Own, of: _Traits) -> Made:
    middle = abs(own.low + own.high) / 2
    narrow = own.high - own.low <= NARROW * middle
    ends = {middle, abs(own.low), abs(own.high)} if own.high - own.low < 3 else {middle}
    right = gives(cue, own)
    turned = right and own.moved and cue.direction is not None and (
        own.high < 0 if cue.direction is Direction.UP else own.low > 0
    )  # fmt: skip
    mirrored = cue.number.mirrored
    if not right and mirrored is not None:
        turned = gives(replace(cue, number=mirrored), own)
    points = not right and own.kind is Calculation.PERCENT and _as_points(cue, own, of.cues)
    return Made(
        own, of.of(own), float(right),
        slip=points or (narrow and not right and slipped(cue.number, ends)),
        short=narrow and not right and slipped(cue.number, ends, short=True),
        turned=turned,
        near=alike(cue.number, (own.low + own.high) / 2),
    )  # fmt: skip


def _as_points(cue: Cue, own: Own, cues: Sequence[Cue]) -> bool:
    """Whether a percentage of change of two percentages is what they are apart: 38.3 % to 41.7 % is
    no rise by 3.4 per cent."""
    one, other = (cues[i].number for i in own.used)
    if not (cue.number.sort is one.sort is other.sort is Sort.PERCENT):
        return False
    apart = abs(one.value - other.value)
    return abs(cue.number.value) > 0 and abs(apart - abs(cue.number.value)) < 0.051


def surroundings(i: int, cues: Sequence[Cue], listed: Sequence[Made]) -> dict[str, float]:
    """What of the evidence is seen around a number, whatever of the listed it may be."""
    cue = cues[i]
    return {
        "by chance": math.log(cue.chance),
        "something gives it": float(any(c.gives for c in listed[:-1])),
        "a slip of something": float(any(c.slip for c in listed)),
        "a word of elsewhere": float(is_elsewhere(cue)),
        "a part of a number before it": float(is_part(i, cues)),
        "hedged": float(cue.number.hedge is not Hedge.NONE),
        "spelt": float(cue.number.spelt),
        "a change": float(cue.change),
        "a share in words": float(cue.number.sort is Sort.SHARE),
        "how many numbers there are": float(min(len(cues), 6)),
    }


def evidence(
    around: Mapping[str, float], listed: Sequence[Among], likely: Sequence[float]
) -> dict[str, float]:
    """What tells for and against a number's being a slip, as its sentence's numbers have it; the
    last of the listed is no matter of them."""
    pairs = list(zip(likely, listed, strict=True))
    within = sum(p * c.gives for p, c in pairs[:-1])
    off = (p for p, c in pairs[:-1] if c.near and not c.gives)
    told = dict(around) | {
        "what gives it": math.log(within + likely[-1] * listed[-1].gives + 1e-5),
        "what of the others gives it": math.log(within + 1e-4),
        "what it is a slip of": math.log(sum(p for p, c in pairs if c.slip) + 1e-4),
        "what it is a short slip of": math.log(sum(p for p, c in pairs if c.short) + 1e-3),
        "the likeliest that does not": math.log(max(off, default=0.0) + 1e-3),
        "the other way": math.log(sum(p for p, c in pairs if c.turned) + 1e-3),
        "likely from outside": math.log(likely[-1] + 1e-3),
    }
    return {name: told[name] for name in EVIDENCE}


def mutual(i: int, cues: Sequence[Cue], at: int, text: str) -> Mutual:
    """How strongly the other numbers of a sentence deny one of them; 0 where there are none."""
    if len(cues) < 2:
        return Mutual(0.0, None)
    listed = made_of(i, cues, at, text)
    likely = chances([c.traits for c in listed], weights().mutual_traits)
    told = evidence(surroundings(i, cues, listed), listed, likely)
    score = weights().mutual_evidence.told(told)
    ranked = sorted(zip(likely, listed, strict=True), key=lambda pair: (-pair[1].slip, -pair[0]))
    meant = next((c.own for _, c in ranked if c.own is not None and not c.gives), None)
    return Mutual(score, meant)


AIM_OF = re.compile(
    rf"\b{forms.AIM}\s+of\s+$|\b(?:beat(?:ing|s)?|exceed(?:ing|ed|s)?)\s+the\s+$", re.IGNORECASE
)


def _apart(one: Explained, meant: Own, found: Sequence[Explained], text: str) -> bool:
    """Whether all that others make of a number stands behind the subject of another clause: back
    by 57, and charges climbed from 102 to 117."""
    number = one.cue.number
    spots = [found[i].cue.number for i in meant.used]
    return bool(spots) and all(
        ANOTHER.search(text, min(number.end, n.end), max(number.start, n.start)) for n in spots
    )


def denied_by_others(found: Sequence[Explained], at: int, text: str) -> Iterator[Finding]:
    """The number of a sentence that the others deny most, where that is enough."""
    cues = [e.cue for e in found]
    most = ENOUGH
    denied: tuple[Explained, Own] | None = None
    if len(re.findall(r"[a-z]{2,}", text, re.IGNORECASE)) < PROSE * len(found):
        return  # a row of a table
    for i, one in enumerate(found):
        if one.cue.number.start < at or one.state is State.PLAIN:
            continue
        if AIM_OF.search(one.cue.before):
            continue  # 13.1 %, short of the aim of 15 %
        if OWN_SUBJECT.search(one.cue.before):
            continue  # and thefts were up by four
        told = mutual(i, cues, at, text)
        meant = told.meant
        if told.score < most or meant is None or _apart(one, meant, found, text):
            continue
        if alike(one.cue.number, (meant.low + meant.high) / 2):
            most, denied = told.score, (one, meant)
    if denied is not None:
        one, meant = denied
        off = replace(one, state=State.OFF, low=meant.low, high=meant.high, why=meant.text)
        yield finding_of(off, "", at)
