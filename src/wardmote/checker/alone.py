"""What the numbers of a sentence without a table deny of one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from wardmote.checker import forms
from wardmote.checker.cues import Cue
from wardmote.checker.explained import Explained, State
from wardmote.checker.findings import Finding
from wardmote.checker.misprints import alike
from wardmote.checker.number import Sort, is_clock
from wardmote.checker.outside import ANOTHER, OWN_SUBJECT
from wardmote.checker.own import Calculation, Own, gives, own_workings
from wardmote.checker.telling import finding_of
from wardmote.vocabulary import Direction


def contradicted_by_own(explained: Sequence[Explained], at: int) -> Iterator[Finding]:
    """What the sentence's own numbers deny, where its words leave no doubt which are meant."""
    yield from denied_shares(explained, at)
    yield from _denied_ratios(explained, at)
    yield from turned_ratios(explained, at)
    yield from _meant(explained, at)
    for one, other in pairwise(explained):
        if max(one.cue.number.start, other.cue.number.start) < at:
            continue
        percent = other if other.cue.number.sort is Sort.PERCENT else one
        move = one if percent is other else other
        if (
            percent.state is not State.OPEN
            or percent.cue.number.sort is not Sort.PERCENT
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


IN_ALL = re.compile(r"\b(?:in all|in total|altogether|making|totall?ing|total of)\b", re.IGNORECASE)
LEFT = re.compile(r"\b(?:leav(?:es|ing)|left|remain\w*)\b", re.IGNORECASE)
CLOCK = re.compile(r"\b(?:seconds?|minutes?|hours?|pence)\b|\d+p\b", re.IGNORECASE)
APART = re.compile(rf"[;!?]|\.\s|\b(?:{forms.WHEREAS})\b", re.IGNORECASE)
OF_YEAR = re.compile(r"\b(?:year|twelve months|12 months|annual\w*)\b", re.IGNORECASE)


AIMED = re.compile(rf"\b{forms.AIM}\b[^.;,]{{0,12}}$", re.IGNORECASE)


def _is_meant(cue: Cue, own: Own, cues: Sequence[Cue]) -> bool:
    """Whether the words about a number say that it is of the kind of a working."""
    if OWN_SUBJECT.search(cue.before):
        return False  # and thefts were up by four
    used = [cues[i].number for i in own.used]
    base = forms.OTHER_BASE.match(cue.after) if own.moved else None
    behind = all(n.end <= cue.number.start for n in used)
    if base and (behind or re.search(r",|\band\b", cue.after[base.end() :])):
        return False  # six points higher than in March, behind a pair of other times
    if (
        own.moved
        and re.match(r"[^.;,]{0,12}\bto\b", cue.after)
        and any(AIMED.search(cues[i].before) for i in own.used)
    ):
        return False  # by 0.7 points to 13 %, short of the aim of 15 %
    if own.kind is Calculation.SUM:
        first, last = used[0].start, used[-1].end
        if cue.number.start < first and not re.match(r"[^,]{0,30}:", cue.after):
            return False
        if first < cue.number.start < last:
            return False
    near = f"{cue.before[-25:]} | {cue.after[:20]}"
    if cue.number.sort is Sort.COUNT:
        if own.kind is Calculation.SUM:
            return len(own.used) > 1 and bool(IN_ALL.search(near)) and not cue.average
        if own.kind in (Calculation.RATIO, Calculation.SPREAD, Calculation.RATE):
            return cue.average and (
                len(own.used) == 2
                or (own.text.endswith(" over 12") and cue.span == "month")
                or (own.text.endswith(" over 52") and cue.span == "week")
            )
        return own.moved and own.low >= 0 and (cue.change or bool(LEFT.search(near)))
    if cue.number.sort is Sort.PERCENT:
        return cue.change and own.moved
    if cue.number.sort is not Sort.POINTS or len(own.used) < 2:
        return cue.number.sort is Sort.POINTS
    later = max((cues[i] for i in own.used), key=lambda c: c.number.start)
    return bool(JOINED.search(later.before)) and not OWN_SPAN.match(cue.after)


# What joins two percentages that points lie between; and a stretch of time that points are told of.
JOINED = re.compile(
    rf"\b(?:from|to|against|with|than|on|versus|vs?|and|{forms.ASIDE}|{forms.AIM})\b"
    r"(?:[^.;,]{0,25})$",
    re.IGNORECASE,
)
OWN_SPAN = re.compile(r"\s+(?:in|over|on) (?:a|the|one|last|two|three|four|five)\b", re.IGNORECASE)


def _meant(explained: Sequence[Explained], at: int) -> list[Finding]:
    """A number that its words say is worked out from the others, all of which they leave free."""
    told = [e for e in explained if e.state is not State.PLAIN]
    cues = [e.cue for e in told]
    sentence = " ".join(f"{c.before} {c.after}" for c in cues)
    if any(e.state is not State.OPEN for e in told) or CLOCK.search(sentence):
        return []
    if GOES_ON.search(sentence):
        return []
    if any(APART.search(c.after) or ANOTHER.search(c.after) for c in cues[:-1]):
        return []
    for one in told:
        number = one.cue.number
        rest = [c for c in cues if c is not one.cue]
        if number.start < at or number.spelt or any(c.change or c.average for c in rest):
            continue
        made = [
            own for own in own_workings(one.cue, cues)
            if not one.cue.rate and alike(number, (own.low + own.high) / 2)
            and not gives(one.cue, own) and len(own.used) == len(rest)
            and _is_meant(one.cue, own, cues)
            and (len(rest) > 1 or OF_YEAR.search(sentence))
        ]  # fmt: skip
        if made:
            own = made[0]
            return [finding_of(
                replace(one, state=State.OFF, low=own.low, high=own.high, why=own.text), "", at
            )]  # fmt: skip
    return []


FAINT = 0.4  # a working that the counts of the sentence itself overrule
# By 8, 29 and 46 respectively; from 600 to 763, then fell by 120: each of its own.
GOES_ON = re.compile(r"\brespectively\b|\bthen\s+(?:[a-z]+\s+){1,2}(?:by|to)\b", re.IGNORECASE)
THAN = re.compile(r"\bthan\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)  # of another time or thing
IN_BRACKETS = re.compile(r"(?:\(|,?\s+or|,\s*(?:about|around|some))\s*$", re.IGNORECASE)


def _counts(explained: Sequence[Explained]) -> list[Explained]:
    """The counts of a sentence that are no moves, no averages and no labels."""
    return [
        e for e in explained
        if e.cue.number.sort is Sort.COUNT and e.state is not State.PLAIN
        and not e.cue.change and not e.cue.rate and not e.cue.number.spelt
    ]  # fmt: skip


AGAINST = re.compile(
    r"\b(?:against|compared (?:with|to)|versus|having been|it (?:was|had been))\s+$", re.IGNORECASE
)


def denied_shares(explained: Sequence[Explained], at: int) -> Iterator[Finding]:
    """A share beside the only two counts of a sentence, one of which is said to be of the other."""
    counts = [e for e in _counts(explained) if e.cue.number.start >= at]
    shares = [
        e for e in explained
        if (e.state is State.OPEN or (e.working is not None and e.working.score < FAINT))
        and not e.cue.change
        and e.cue.number.sort in (Sort.PERCENT, Sort.SHARE)
        and not THAN.search(e.cue.before)
    ]  # fmt: skip
    if len(counts) != 2 or len(shares) != 1 or shares[0].cue.number.start < at:
        return
    part, whole = sorted(counts, key=lambda e: e.cue.number.value)
    texts = [e.cue.number.text for e in counts]
    if any(map(is_clock, texts)) or len({"£" in text for text in texts}) > 1:
        return  # two minutes is no share of six, and 420 people none of £563,450
    if APART.search(shares[0].cue.before):
        return  # 296 of the 1,480 men; for women it was 23.0 %
    if AGAINST.search(shares[0].cue.before):
        return  # 29 % (341 of 1,176), against 27 % of others
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
    if any(
        e is not shares[0] and e.cue.number.sort in (Sort.PERCENT, Sort.SHARE)
        and not e.cue.change and e.cue.number.holds(low, high)
        for e in explained
    ):  # fmt: skip
        return  # almost half (2,140 of 4,365), and 38 % of the value: the two make another
    given = (
        (100 * a.low / b.high, 100 * a.high / b.low)
        for a, b in permutations(
            [e.cue.number for e in explained if e.cue.number.sort is Sort.COUNT], 2
        )
        if b.low > 0
    )
    if any(shares[0].cue.number.holds(*ends) for ends in ((low, high), *given)):
        return
    yield finding_of(
        replace(
            shares[0], state=State.OFF, low=low, high=high,
            why=f"{one.text.strip()} of {other.text.strip()}",
        ),
        "", at,
    )  # fmt: skip


BEFORE_IT = re.compile(r"\b(?:before|then|until)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
TO = re.compile(r"^[^.;,]{0,12}?\b(?:up |down )?to\b", re.IGNORECASE)


def turned_ratios(explained: Sequence[Explained], at: int) -> Iterator[Finding]:
    """Doubled or halved beside the two ends of a move that went the other way."""
    for i, one in enumerate(explained):
        number = one.cue.number
        if number.sort is not Sort.TIMES or number.start < at or number.value == 1:
            continue
        if forms.HAVING.search(one.cue.before) or BEFORE_IT.search(one.cue.before):
            continue  # it dropped from 19 to 11, having more than doubled from 8
        for first, second in (*pairwise(explained[i + 1 : i + 3]), *pairwise(explained[:i])):
            a, b = first.cue.number, second.cue.number
            if (
                a.sort is b.sort is Sort.COUNT
                and min(a.low, b.low) > 0
                and re.search(r"\bfrom\s+$", first.cue.before, re.IGNORECASE)
                and TO.match(first.cue.after)
                and not CLOCK.search(first.cue.after)
                and (b.high < a.low if number.value > 1 else b.low > a.high)
            ):
                low, high = b.low / a.high, b.high / a.low
                why = f"{b.text.strip()} over {a.text.strip()}"
                yield finding_of(replace(one, state=State.OFF, low=low, high=high, why=why), "", at)
                return


UNLIKE = 50  # times another, from which two numbers are of unlike things


def _denied_ratios(explained: Sequence[Explained], at: int) -> Iterator[Finding]:
    """Doubled, three times: beside the only two numbers that it can be of."""
    times = [e for e in explained if e.cue.number.sort is Sort.TIMES and e.state is State.OPEN]
    rest = [
        e for e in explained
        if e.cue.number.sort is not Sort.TIMES and e.state is not State.PLAIN and not e.cue.change
        and not forms.BEYOND.search(e.cue.before)
    ]  # fmt: skip
    if any(e.cue.number.start < at for e in rest):
        return
    if len(times) != 1 or times[0].cue.number.start < at:
        return
    if len(rest) != 2 or rest[0].cue.number.sort is not rest[1].cue.number.sort:
        return
    one, other = sorted((e.cue.number for e in rest), key=lambda n: n.value)
    if one.low > 0 and other.value < UNLIKE * one.value:
        low, high = other.low / one.high, other.high / one.low
        if times[0].cue.number.value < 1:
            low, high = 1 / high, 1 / low
        if times[0].cue.number.holds(low, high):
            return
        yield finding_of(
            replace(
                times[0], state=State.OFF, low=low, high=high,
                why=f"{other.text.strip()} beside {one.text.strip()}",
            ),
            "", at,
        )  # fmt: skip
