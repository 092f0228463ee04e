"""When a number that nothing gives is surely wrong, and when it is only open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wardmote.checker.bench import Bench
from wardmote.checker.cues import Cue
from wardmote.checker.explained import POINTS_MEANT, Explained, State, threshold
from wardmote.checker.misprints import alike, misprint
from wardmote.checker.number import Sort
from wardmote.checker.outside import BETWEEN, CLOSE, from_outside, says
from wardmote.checker.workings import Kind, Working, held
from wardmote.vocabulary import Hedge

SLIPS = {2: 0.3, 3: 0.2}  # by its digits: the score from which one slip of a working is meant
LONG = 0.05  # the same for four digits and more, which hardly anything else is like
LEVELS = {2: 0.3, 3: 0.4}  # and where the working is a cell alone


CERTAIN = 0.8  # and where it is not


RIVAL = 0.6  # of the likeliest, from which another working may be meant as well


OUTSIDE = re.compile(
    r"\b(?:national\w*|england|wales|region\w*|countr\w+|similar|peers?|pre-|pandemic|baseline|"
    r"forecast|predicted|expected|projected|estimated|elsewhere|neighbour\w*|excluding|except|"
    r"peak|record|high|highs|low|apart from|other than|leaving|discount\w*|adjusted)\b",
    re.IGNORECASE,
)


def _bound(i: int, found: Sequence[Explained], bench: Bench) -> Explained:
    """A number that belongs to its neighbour, and that nothing about the neighbour gives."""
    one = found[i]
    cue = one.cue
    sentence = bench.sight.sentence
    if says(OUTSIDE, cue, bench.sight.words):
        return one
    for j in (i - 1, i + 1):
        if not 0 <= j < len(found):
            continue
        known = found[j].working
        if known is None or found[j].state is not State.HELD or known.score < 0.1:
            continue
        first, second = (found[j].cue.number, cue.number) if j < i else (
            cue.number, found[j].cue.number)  # fmt: skip
        between = sentence[first.end : second.start]
        apposed = (
            known.kind is Kind.DIFFERENCE
            and cue.number.sort is Sort.PERCENT
            and (
                cue.change and re.search(r"[,–-]\s*(?:which \w+\s+)?(?:an?|the)\s[^,;]*$", between)
            )
        )
        if len(between) > (80 if apposed else CLOSE) or BETWEEN.search(between):
            continue
        twin = cue.number.sort is found[j].cue.number.sort and bool(TO_OR_AND.search(between))
        if not apposed and not twin and not _belongs(
            cue, found[j].cue, between, before=j < i):  # fmt: skip
            continue
        made = list(bench.relatives(known, cue))
        if any(
            held(cue.number, w, cue.direction)
            for other in found[j].others
            for w in bench.relatives(other, cue)
        ):
            continue
        best = max((w.score for w in made if means(cue, w)), default=0.0)
        if any(
            held(cue.number, w, None)
            and (w.score >= 0.5 * best or cue.chance <= 0.02 or _of_time(w, bench))
            for w in made
        ):
            turned = next(
                (w for w in made if held(cue.number, w, cue.direction) is None
                 and w.score >= 0.5), None,
            )  # fmt: skip
            if turned is not None and cue.chance < 0.2:
                return Explained(
                    cue, State.OFF, turned.low, turned.high, turned.text, turned, sign=True
                )
            continue
        if twin and not apposed:
            made = [w for w in made if w.kind is known.kind and w.score >= 0.75]
        else:
            made = [w for w in made if w.score >= 0.4 and means(cue, w)]
        if made:
            top = max(made, key=lambda w: (misprint(cue.number, w), w.score))
            return Explained(cue, State.OFF, top.low, top.high, top.text, top)
    return one


def _of_time(working: Working, bench: Bench) -> bool:
    """Whether a working compares two times of one thing."""
    if len(working.operands) != 2:
        return False
    one, two = working.operands
    return any(
        axis.timed
        and one.choices[at].lines != two.choices[at].lines
        and one.choices[1 - at].lines == two.choices[1 - at].lines
        for at, axis in enumerate(bench.sight.axes)
    )


BELONGS_BEFORE = re.compile(
    r"^\W*(?:[a-z-]+[\s,]+){0,4}?[(,–-]?\s*(?:\bor\b|\(|,|–|-|\ba\b|\ban\b|\bwhich\b|"
    r"\brepresenting\b|"
    r"\baccounting\b|\bof\b|\bequivalent\b|\bequal\b|\bup\b|\bdown\b|$)",
    re.IGNORECASE,
)


TO_OR_AND = re.compile(
    r"\b(?:to|from|against|compared (?:with|to)|versus|up from|down from)\s+(?:(?:just|only)\s+)?$",
    re.IGNORECASE,
)


COMPARED = re.compile(
    r"\b(?:from|compared (?:with|to)|against|up on|down on|than the|versus|v|vs)\s*(?:the\s+)?$",
    re.IGNORECASE,
)


def _belongs(cue: Cue, other: Cue, between: str, *, before: bool) -> bool:
    """Whether a number says something of its neighbour: its share, its move, what it was."""
    derived = cue.change or cue.share or cue.number.sort in (Sort.POINTS, Sort.TIMES)
    if before:
        if derived and BELONGS_BEFORE.match(between):
            return True
        if cue.number.sort in (Sort.PERCENT, Sort.SHARE) and re.search(
            r"(?:\(|\bor|,\s*(?:or|a|an))\s*$", between
        ):
            return True
        return bool(COMPARED.search(between)) and cue.number.sort is other.number.sort
    if cue.change and re.search(r"\bto\s+(?:an?\s+)?(?:estimated\s+|total of\s+)?$", between):
        return True
    return derived and bool(re.search(r"(?:\(|,\s*at|,\s*or|,\s*to)\s*$", between))


def means(cue: Cue, working: Working) -> bool:
    """Whether a working is of the kind that a number's words speak of."""
    sort = cue.number.sort
    if sort in (Sort.PERCENT, Sort.SHARE):
        if cue.change:
            return working.kind is Kind.PERCENT
        if cue.share:
            return working.kind is Kind.SHARE
        return working.kind in (Kind.SHARE, Kind.PERCENT, Kind.LEVEL)
    if sort is Sort.POINTS:
        return working.kind in (Kind.DIFFERENCE, Kind.POINTS, Kind.RANGE)
    if sort is Sort.TIMES:
        return working.kind is Kind.RATIO
    return working.kind is (Kind.DIFFERENCE if cue.change else Kind.LEVEL)


VARIANCE = re.compile(r"\bvarian", re.IGNORECASE)  # whose sign says over or under, not up or down


def turns_of(working: Working, cue: Cue) -> bool:
    """Whether a working of the other sign may say that a direction is wrong: of two numbers, or
    of one printed change that a verb goes before."""
    if working.kind is not Kind.LEVEL:
        return not any(o.high < 0 for o in working.operands)  # income below nought: which is more?
    if any(VARIANCE.search(li.label) for c in working.operands[0].choices for li in c.lines):
        return False
    by = re.search(r"\bby\s+(?:[a-z]+\s+){0,2}$", cue.before, re.IGNORECASE)
    return working.operands[0].count == 1 and bool(by)


def denied_of(
    i: int, found: Sequence[Explained], workings: Sequence[Working], bench: Bench
) -> Explained:
    """A number that nothing gives: off where it is surely meant as something, else open."""
    cue = found[i].cue
    if from_outside(cue, bench):
        return found[i]
    turned = next(
        (w for w in workings if turns_of(w, cue) and held(cue.number, w, cue.direction) is None),
        None,
    )
    otherwise = any(
        held(cue.number, w, cue.direction)
        for j, one in enumerate(found)
        if j != i and one.working is not None and one.state is State.HELD
        for w in bench.relatives(one.working, cue)
    )
    if workings and held(cue.number, workings[0], cue.direction):
        return found[i]  # what it is likeliest to be gives it, if not surely
    points = points_for_percent(i, found, bench)
    if points is not None:
        return points
    least = 0.8 if otherwise else max(threshold(cue), 0.3)
    if turned and turned.score >= least:
        return Explained(cue, State.OFF, turned.low, turned.high, turned.text, turned, sign=True)
    nearby = [
        w for j, one in enumerate(found)
        if j != i and one.working is not None and one.state is State.HELD
        for w in bench.relatives(one.working, cue)
        if means(cue, w)
    ]  # fmt: skip
    slip = next(
        (w for w in sorted([*workings, *nearby], key=lambda w: -w.score)
         if w.score >= _least_for_a_slip(cue, w)
         and misprint(cue.number, w)
         and not _stands(cue, w)), None,
    )  # fmt: skip
    if slip is not None:
        return Explained(cue, State.OFF, slip.low, slip.high, slip.text, slip)
    other = _of_another(cue, workings, bench)
    if other is not None:
        return other
    bound = found[i] if otherwise else _bound(i, found, bench)
    return bound if bound.state is State.OFF else _certainly(cue, workings, bench, bound)


PER_HEAD = re.compile(r"\b(?:rates?|head|capita|likel\w+|risk|proportion\w*)\b", re.IGNORECASE)


COMPARED_KINDS = (Kind.DIFFERENCE, Kind.PERCENT, Kind.RATIO, Kind.POINTS)
COMPARED_SURELY = 0.85  # of a comparison both of whose ends are named


FIRM = (Kind.MEAN, Kind.SPREAD, Kind.DIFFERENCE, Kind.PERCENT, Kind.RATE, Kind.SHARE)


def _leads(cue: Cue, working: Working, bench: Bench) -> bool:
    """Whether the part of a share is what the sentence speaks of before it names the share."""
    if working.kind is not Kind.SHARE:
        return True
    part, whole = working.operands
    for axis in (0, 1):
        if part.choices[axis].lines != whole.choices[axis].lines:
            places = [
                m.start for m in bench.sight.mentions[axis]
                if set(m.lines) <= set(part.choices[axis].lines)
            ]  # fmt: skip
            return bool(places) and min(places) < cue.number.start
    return False


WHOSE = re.compile(r"['’]s\s+$")


def points_for_percent(
    i: int, found: Sequence[Explained], bench: Bench, least: float = 0.3
) -> Explained | None:
    """A percentage that is printed where percentage points are meant, by a working that is likelier
    than the `least`."""
    cue = found[i].cue
    if cue.number.sort is not Sort.PERCENT or not cue.change or cue.chance > 0.1:
        return None
    if WHOSE.search(cue.before):
        return None  # points of the whole's +1.0 %
    as_points = replace(cue, number=replace(cue.number, sort=Sort.POINTS))
    beside = (
        w for e in found if e.cue is not cue and e.working is not None and e.state is State.HELD
        for w in bench.relatives(e.working, as_points)
    )  # fmt: skip
    for working in (*bench.workings(as_points), *beside):
        if (
            working.kind in (Kind.DIFFERENCE, Kind.POINTS)
            and working.score >= least
            and held(as_points.number, working, cue.direction)
        ):
            one = working.operands
            before = 100 * one[2].low / one[3].high if working.kind is Kind.POINTS else one[1].low
            if before <= 0:
                continue
            ends = sorted(100 * end / before for end in (working.low, working.high))
            if not cue.number.measured.holds(*sorted(abs(end) for end in ends)):
                return Explained(
                    cue, State.OFF, ends[0], ends[1], working.text, working, slip=POINTS_MEANT
                )
    return None


AFTER_NUMBER = re.compile(r"^\s*(?:[a-z-]+\s+){0,2}$", re.IGNORECASE)


BEFORE_NUMBER = re.compile(
    r"^\w*\s*(?:offences?|crimes?|incidents?|cases?|reports?|calls?|numbers?|figures?|levels?)?\s*"
    r"(?:(?:was|were|is|are|stood at|stands at|numbered|totalled|came to|at|to|from|"
    r"rose to|fell to|"
    r"increased to|decreased to|reached|had|with|of|recorded|saw|,|:|\(|–|-)\s*)*$",
    re.IGNORECASE,
)


def _adjacent(cue: Cue, working: Working, bench: Bench) -> bool:
    """Whether a number stands right beside the words of the line of which it is a number, and no
    other line of the table could be meant."""
    text = bench.sight.sentence
    number = cue.number
    if number.hedge is not Hedge.NONE or cue.change or len(working.operands) != 1:
        return False
    for axis in (0, 1):
        if bench.sight.axes[axis].timed:
            continue
        chosen = working.operands[0].choices[axis]
        for m in bench.sight.mentions[axis]:
            if m.lines != chosen.lines or m.weight < 0.8 or m.end <= m.start:
                continue
            if m.start >= number.end and AFTER_NUMBER.match(text[number.end : m.start]):
                return True
            if m.end <= number.start and BEFORE_NUMBER.match(text[m.end : number.start]):
                return True
    return False


def _certainly(cue: Cue, workings: Sequence[Working], bench: Bench, one: Explained) -> Explained:
    """A number that can only be meant as one working, which gives another value."""
    if not workings or workings[0].score < CERTAIN or not means(cue, workings[0]):
        return one
    top = workings[0]
    if cue.average and cue.change:
        return one  # an average of moves
    if top.kind is Kind.LEVEL:
        if not _adjacent(cue, top, bench):
            return one
    elif top.kind not in (*FIRM, Kind.RATIO, Kind.POINTS) or not _leads(cue, top, bench):
        return one
    if top.kind is Kind.RATIO and (bench.based and PER_HEAD.search(bench.sight.sentence)):
        return one
    if (cue.number.spelt and cue.number.sort is not Sort.TIMES) or says(
        OUTSIDE, cue, bench.sight.words
    ):
        return one
    rivals = [w for w in workings[1:] if w.score >= RIVAL * top.score and w.kind is not Kind.LEVEL]
    if any(abs(w.value - top.value) > 1e-6 * max(1.0, abs(top.value)) for w in rivals):
        return one
    compared = top.kind in COMPARED_KINDS and top.score >= COMPARED_SURELY
    if any(
        held(cue.number, w, None) and (not compared or w.score >= 0.25 * top.score)
        for w in workings
    ):
        return one
    if top.kind is Kind.LEVEL and not 0.5 <= abs(cue.number.value / (top.value or 1)) <= 2:
        return one
    if not alike(cue.number, top.value):
        return one
    return Explained(cue, State.OFF, top.low, top.high, top.text, top)


def _least_for_a_slip(cue: Cue, working: Working) -> float:
    """The score from which a number that is one slip of a digit away is meant as a working."""
    digits = len(re.sub(r"\D", "", cue.number.text))
    return (LEVELS if working.kind is Kind.LEVEL else SLIPS).get(digits, LONG)


def _stands(cue: Cue, working: Working) -> bool:
    """Whether a number stands in a line of a working, so that it is no misprint of it."""
    return cue.number.hedge is Hedge.NONE and any(
        cell.number.value == abs(cue.number.value) and cell.number.sort is cue.number.sort
        for operand in working.operands
        for choice in operand.choices
        for line in choice.lines
        for cell in line.cells
    )


def _of_another(cue: Cue, workings: Sequence[Working], bench: Bench) -> Explained | None:
    """A number that is another cell's, of a line that the sentence does not name at all, where
    the one line that it names leaves no doubt which cell is meant."""
    number = cue.number
    if not workings or cue.chance > 0.1 or cue.change or number.hedge is not Hedge.NONE:
        return None
    top = workings[0]
    if top.kind is not Kind.LEVEL or top.score < 0.7 or top.operands[0].count != 1:
        return None
    chosen = top.operands[0].choices
    for axis in (0, 1):
        mentions = bench.sight.mentions[axis]
        span = (number.start, number.end)
        if {m.lines for m in mentions} != {chosen[axis].lines} or not any(
            bench.sight.near(axis, m, span) >= 0.85 for m in mentions
        ):
            continue
        same = chosen[1 - axis].lines[0]
        for cell in same.cells:
            if cell.number.sort is number.sort and cell.number.value == number.value:
                other = bench.sight.line_of(axis, cell)
                return Explained(
                    cue, State.OFF, top.low, top.high, top.text, top,
                    slip=f"it is the number of {other.label}",
                )  # fmt: skip
    return None
