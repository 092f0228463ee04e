"""What tells whether a number of a sentence is meant as a working: its traits, by name.

A trait is a word for one thing that can be seen without the number's value: what the calculation
is and what the words about the number say that it is, how near its lines are named, what of the
table is named near by and not used, and how it goes with the numbers that stand beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.choosing import WHOLE_OF
from wardmote.checker.comparing import one_measure, year_apart
from wardmote.checker.counting import NUMBER, count_of, is_line
from wardmote.checker.cues import Cue, said_of, words_about
from wardmote.checker.denials import OUTSIDE
from wardmote.checker.forms import AIM
from wardmote.checker.gaps import beyond_aim, is_gap
from wardmote.checker.outside import from_outside, says, strange
from wardmote.checker.sight import Sight, Span
from wardmote.checker.workings import Choice, Kind, Operand, Working
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
AND = re.compile(r"(?:,|\band)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
# 2,517 of the 10,105 searches; of the 1,134 people in custody 221.
WHOLE_BEHIND = re.compile(
    r"\)?\s+(?:[a-z-]+\s+){0,2}?(?:(?:out\s+)?of|from)\s+(?:[a-z'’-]+\s+){0,3}", re.IGNORECASE
)
PART_BEHIND = re.compile(
    r"\bof\s+(?:(?:the|these|those|all|its|our)\s+)?[£\d][\d,.]*[^.;\d]{0,60}$", re.IGNORECASE
)
# The four custody suites booked in 11,691; over five campaigns.
SO_MANY = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:[a-z-]+\s+){{0,2}}?(?P<noun>[a-z]+s)\b", re.IGNORECASE
)
# The 88.0 % target; against a standard of 90 per cent.
AIM_BEFORE = re.compile(rf"\b{AIM}\s+(?:of|was|is|at)\s+(?:just\s+)?$", re.IGNORECASE)
AIM_BEHIND = re.compile(rf"[\s-]+(?:[a-z-]+[\s-]+)?{AIM}s?\b", re.IGNORECASE)
NEARNESS = ((0.95, "beside it"), (0.75, "near"), (0.5, "in its clause"), (0.25, "far"))
STRANGE = "outside, strange words"
NAMED = 0.5  # of nearness, from which a line is named
LOWEST = 0.004  # the least score that a working is given


def _how_near(score: float) -> str:
    if not score:
        return "unnamed"
    return next((word for least, word in NEARNESS if score >= least), "very far")


def _role(bench: Bench, axis: int, choice: Choice) -> str:
    if not choice.added:
        return choice.lines[0].role.value
    own = bench.sight.axes[axis]
    every = len(choice.lines) >= len(own.plain)
    if not every and choice.lines in own.years.values():
        return "a year together"
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
    series = own.series
    if own.mixed:
        if not one_measure(first, second, series):
            return "groups" if first.periods == second.periods else "other"
        series = tuple(li for li in series if one_measure(first, li, series))
    i, j = series.index(first), series.index(second)
    if j == i - 1:
        return "next"
    if year_apart(first, second):
        return "a year"
    if j > i:
        return "backwards"
    return "ends" if j == 0 and i == len(series) - 1 else "some time"


def nearest(sight: Sight, axis: int, span: Span) -> float:
    """How near to a place of the sentence a line of an axis is named at most."""
    return max((sight.near(axis, m, span) for m in sight.mentions[axis]), default=0.0)


class Traits:
    """The traits of what the number at a place of a sentence may be.

    `known` are the workings of the sentence's other numbers, each with its place.
    """

    def __init__(self, cue: Cue, bench: Bench, known: Sequence[Known], at: int) -> None:
        self.cue = cue
        self.bench = bench
        self.known = known
        self.at = at
        self.span: Span = (cue.number.start, cue.number.end)
        self.sort = cue.number.sort.value
        said = said_of(cue)
        forms = [f"{{kind}} for {self.sort}", f"{{kind}} for {self.sort}, said {said}"]
        if IN_BRACKETS.search(cue.before):
            forms.append(f"{{kind}} for {self.sort} in brackets")
        lead = next((word for word, form in LEADS if form.search(cue.before)), "")
        if lead:
            forms.append(f"{{kind}} after {lead}")
        self._lead = lead or ("and" if AND.search(cue.before) else "nothing")
        if cue.number.hedge is not Hedge.NONE:
            forms.append("{kind} hedged")
        if cue.none:
            forms.append("{kind}, of what is not")
        if "." in cue.number.text:
            forms.append(f"{{kind}} for {self.sort} with decimals")
        forms += [
            f"{{kind}}, also {word}"
            for word, is_said in (("gap", cue.gap), ("share", cue.share))
            if is_said and said != word
        ]
        forms += [f"{{kind}}, {where}: {word}" for where, word in words_about(cue).items()]
        self._of_words = forms
        self._part = (
            "whole" if WHOLE_BEHIND.fullmatch(cue.before)
            else "part" if PART_BEHIND.search(bench.sight.sentence[: cue.number.start])
            else ""
        )  # fmt: skip
        self._of_all = bool(WHOLE_OF.search(cue.before))
        self._aimed = bool(AIM_BEFORE.search(cue.before) or AIM_BEHIND.match(cue.after))
        self._past_aim = is_gap(cue)
        self._beside = next((w for j, w in known if self._part and j == at - 1), None)
        self._told: dict[str, dict[str, float]] = {}
        self._named = [
            "named" if bench.sight.named(axis) else "none named" for axis in (0, 1)
        ]  # fmt: skip
        self._near: dict[tuple[int, tuple[Line, ...]], float] = {}
        self._levels = {_spot(w.operands[0]) for _, w in known if w.kind is Kind.LEVEL}
        self._counts = frozenset(
            count_of(m["n"]) for m in SO_MANY.finditer(bench.sight.sentence)
            if is_line(bench, m["noun"])
        )  # fmt: skip

    def of(self, working: Working, *, beside: bool) -> dict[str, float]:
        """The traits of a working; `beside` is one that comes from another number's."""
        kind = working.kind.value
        told = dict(self._said(kind))
        told["beside: score" if beside else "score"] = math.log(max(working.score, LOWEST))
        if beside:
            told["beside"] = 1.0
        for axis in (0, 1):
            told |= self._of_lines(working, axis)
        named = sum(
            self._nearness(axis, working.operands[0].choices[axis].lines) >= NAMED
            for axis in (0, 1)
        )
        told[f"{kind}, {named} of its lines named"] = 1.0
        told |= dict.fromkeys(_of_known(working, self.known, self.at), 1.0)
        if len(working.operands) > 1:
            said = sum(_spot(o) in self._levels for o in working.operands)
            told[f"{kind}, {said} of its numbers said"] = 1.0
        if any(c.added for c in working.operands[0].choices) and self._all_said(working):
            told[f"{kind} of several numbers said"] = 1.0
        told |= dict.fromkeys(self._after(working), 1.0)
        told |= beyond_aim(working, past=self._past_aim)
        if self._beside is not None:
            levels = {working.kind, self._beside.kind} == {Kind.LEVEL}
            how = _within(self._beside, working) if levels else "is no part"
            told[f"{self._part}: {how}, as {kind}"] = 1.0
        return told

    def _all_said(self, working: Working) -> bool:
        """Whether all numbers that a working adds up are said."""
        rows, columns = (
            [(li,) for li in c.lines] if c.added else [c.lines]
            for c in working.operands[0].choices
        )  # fmt: skip
        return all((a, b) in self._levels for a in rows for b in columns)

    def _after(self, working: Working) -> Iterator[str]:
        """How a working's lines stand to those of the number right before it, by the word that the
        number is led in by: 97, up from 91, is of the same thing at another time."""
        before = next((w for j, w in self.known if j == self.at - 1), None)
        if before is None:
            return
        one, two = before.operands[0].choices, working.operands[0].choices
        moved = [axis for axis in (0, 1) if one[axis].lines != two[axis].lines]
        ways = ["time" if self.bench.sight.axes[axis].timed else "group" for axis in moved]
        how = " and ".join(ways) or "nothing"
        alike = "alike" if before.kind is working.kind else f"{before.kind.value} and {{kind}}"
        many = "of several" if any(c.added for c in one) else "of one"
        yield f"after {self._lead}: {how} moved, {alike}".format(kind=working.kind.value)
        yield f"after {self._lead}: {how} moved from what is {many}"

    def _said(self, kind: str) -> dict[str, float]:
        """What the words about the number say, of one calculation."""
        if kind not in self._told:
            made = [form.format(kind=kind) for form in self._of_words]
            self._told[kind] = dict.fromkeys(made, 1.0)
        return self._told[kind]

    def outside(self, likeliest: float) -> dict[str, float]:
        """The traits of the number as one that no working of the table gives, of which the
        likeliest has such a score."""
        cue, sort = self.cue, self.sort
        told = {"outside": 1.0, **self._said("outside"), **self._of_others()}
        told["outside, likeliest"] = math.log(max(likeliest, LOWEST))
        if not any(c.number.sort is cue.number.sort for c in self.bench.sight.grid.cells):
            told[f"outside, no {sort} in the table"] = 1.0
        if cue.number.spelt:
            told["outside, spelt"] = 1.0
        if self._aimed:
            has = any(li.role is Role.TARGET for own in self.bench.sight.axes for li in own.lines)
            told[f"outside, called a target, {'as one' if has else 'where none'} is in it"] = 1.0
        if from_outside(cue, self.bench):
            told["outside by its words"] = 1.0
        if says(OUTSIDE, cue, self.bench.sight.words):
            told["outside by a word near it"] = 1.0
        if cue.number.hedge is not Hedge.NONE:
            told["outside, hedged"] = 1.0
        sight = self.bench.sight
        for axis in (0, 1):
            way = "time" if sight.axes[axis].timed else "group"
            told[f"outside, {way} named"] = nearest(sight, axis, self.span)
        spots = [self._axis_named(axis) for axis in (0, 1)]
        told[f"outside, {' and '.join(sorted(spots))}"] = 1.0
        if sight.whole:
            told["outside, of all together"] = 1.0
        told[STRANGE] = strange(cue, self.bench)
        if len(sight.numbers) == 1:
            told["outside, alone"] = 1.0
        if sight.grid.given:
            of_it = ("outside", f"outside {sort}", *(t for t in told if t.endswith(" other known")))
            told |= {f"{trait}, beside its own table": 1.0 for trait in of_it}
            told[f"{STRANGE}, beside its own table"] = told[STRANGE]
        return told

    def _axis_named(self, axis: int) -> str:
        """How near a line of an axis is named, or that it has a default."""
        sight = self.bench.sight
        way = "time" if sight.axes[axis].timed else "group"
        near = nearest(sight, axis, self.span)
        one = len(sight.axes[axis].plain) == 1
        return f"one {way}" if one else f"{way} {_how_near(near)}"

    def _of_others(self) -> dict[str, float]:
        """Whether the table gives the sentence's other numbers."""
        others = len(self.bench.sight.numbers) - 1
        if not others:
            return {}
        how = "no" if not self.known else "every" if len(self.known) >= others else "some"
        told = {f"outside, {how} other known": 1.0, f"outside {self.sort}, {how} other known": 1.0}
        if any(abs(place - self.at) == 1 for place, _ in self.known):
            told["outside, a neighbour known"] = 1.0
        return told

    def _nearness(self, axis: int, lines: tuple[Line, ...]) -> float:
        """How near to the number the lines are named; 0 where they are not."""
        key = (axis, lines)
        if key not in self._near:
            self._near[key] = self._worked(axis, lines)
        return self._near[key]

    def _worked(self, axis: int, lines: tuple[Line, ...]) -> float:
        sight = self.bench.sight
        best = 0.0
        for m in sight.mentions[axis]:
            if set(lines) <= set(m.lines):
                whole = m.lines == lines or m.ranged
                best = max(best, (1.0 if whole else 0.5) * sight.near(axis, m, self.span))
        if best or len(lines) == 1:
            return best
        return min(
            max(
                (sight.near(axis, m, self.span) for m in sight.mentions[axis] if m.lines == (li,)),
                default=0.0,
            )
            for li in lines
        )

    def _of_lines(self, working: Working, axis: int) -> dict[str, float]:
        sight = self.bench.sight
        own = sight.axes[axis]
        way = "time" if own.timed else "group"
        named = self._named[axis]
        one = working.operands[0].choices[axis]
        near = self._nearness(axis, one.lines)
        role = _role(self.bench, axis, one)
        told = {
            f"{way} {_how_near(near)}, {named}": 1.0,
            f"{role} {'unnamed' if not near else 'named'}, {named}": 1.0,
        }
        if one.lines[0].role is Role.TARGET:
            told[f"target, {'called so' if self._aimed else 'not called so'}"] = 1.0
        elif self._aimed:
            told[f"no target, called so, as {working.kind.value}"] = 1.0
        if one.added:
            said = (
                "joined" if self.bench.joined(axis, one.lines) else "together"
                if self.bench.together else "whole" if sight.whole else "apart"
            )  # fmt: skip
            told[f"{role}, said {said}"] = 1.0
            told[f"{role} {'unnamed' if not near else 'named'}, said {said}"] = 1.0
            if not own.totals:
                told[f"{role}, where no line is a total, {named}"] = 1.0
            if len(one.lines) in self._counts:
                told[f"{role}, as many as are said"] = 1.0
            if self._of_all:
                told[f"{role}, of all there is, {named}"] = 1.0
        elif near and any(one.lines[0].at in some for some in self.bench.joints[axis]):
            told[f"{role} of some that are joined"] = 1.0
        if own.timed and not near:
            last = "last" if one.lines[-1] is own.series[-1] else "not the last"
            told[f"{last}, {named}"] = 1.0
        if len(working.operands) > 1:
            second = working.operands[2 if working.kind is Kind.POINTS else 1]
            two = second.choices[axis]
            if two.lines != one.lines:
                other = self._nearness(axis, two.lines)
                apart = _apart(self.bench, axis, one, two)
                kind = working.kind.value
                told[f"{kind} over {way} {apart}: {_role(self.bench, axis, two)}"] = 1.0
                told[f"over {way} {apart}: {_how_near(other)}, {named}"] = 1.0
                told[f"{kind} over {way}: {bool(near)}, {bool(other)}"] = 1.0
        used = {li for o in working.operands for li in o.choices[axis].lines}
        unused = max(
            (
                sight.near(axis, m, self.span)
                for m in sight.mentions[axis]
                if m.weight >= 0.5 and used.isdisjoint(m.lines)
            ),
            default=0.0,
        )
        told[f"{way} named and not used"] = unused
        told[f"{way} named beside it and not used"] = max(0.0, unused - 0.7)
        return told


def _within(one: Working, two: Working) -> str:
    """Which lines of its own a working has beside those of the number before it, and which of the
    two is more."""
    told = []
    for way, mine, theirs in zip(
        ("rows", "columns"), two.operands[0].choices, one.operands[0].choices, strict=True
    ):
        a, b = set(mine.lines), set(theirs.lines)
        told.append(
            f"{'the same' if a == b else 'more' if a > b else 'fewer' if a < b else 'other'} {way}"
        )
    return f"{' and '.join(told)}, {'more' if two.value > one.value else 'less'}"


def _spot(operand: Operand) -> tuple[tuple[Line, ...], ...]:
    """The lines whose number an operand is."""
    return tuple(choice.lines for choice in operand.choices)


def _of_known(working: Working, known: Sequence[Known], at: int) -> Iterator[str]:
    """How a working goes with those of the sentence's other numbers."""
    mine = {_spot(o) for o in working.operands}
    for place, other in known:
        near = "next" if abs(place - at) == 1 else "far"
        side = "before" if place < at else "after"
        theirs = {_spot(o) for o in other.operands}
        if mine & theirs:
            whole = other.kind is Kind.SHARE and mine == {_spot(other.operands[1])}
            how = "the numbers of" if mine == theirs else "the whole of" if whole else "a number of"
            yield f"{how} {other.kind.value} {near} {side}, as {working.kind.value}"
            continue
        one, two = other.operands[0].choices, working.operands[0].choices
        same = (one[0].lines == two[0].lines) != (one[1].lines == two[1].lines)
        alike = "alike" if other.kind is working.kind else "unlike"
        yield f"{'a line' if same else 'nothing'} of one {near}, {alike}"
