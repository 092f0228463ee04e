"""Months in a row, each month since: runs that a sentence claims."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wardmote.checker import forms
from wardmote.checker.axes import Line
from wardmote.checker.bench import Bench
from wardmote.checker.explained import Explained, State
from wardmote.checker.numbers import WORDS
from wardmote.checker.places import bare_cue
from wardmote.checker.sight import BREAK
from wardmote.checker.standing import ASIDE, NTH, Standing
from wardmote.checker.superlatives import Claimed, place_of
from wardmote.checker.workings import Choice
from wardmote.vocabulary import Direction

_SPAN = r"(?:month|quarter|year|wave|week|season|annual|monthly|quarterly|yearly)"


RUN = re.compile(
    rf"\b(?P<nth>{NTH})\s+(?:consecutive|successive|straight)\s+(?:{_SPAN}(?:ly)?s?\s+)?|"
    rf"\b(?P<nth2>{NTH})\s+(?:{_SPAN}(?:ly)?)\s+(?:[a-z]+\s+)?(?:running|in a row|in succession)|"
    rf"\b(?P<many>{'|'.join(WORDS)}|\d+)\s+(?:consecutive|successive|"
    rf"straight)\s+(?:{_SPAN}(?:ly)?)\w*|"
    rf"\b(?P<many2>{'|'.join(WORDS)}|"
    rf"\d+)\s+(?:{_SPAN}(?:ly)?)s?\s+(?:[a-z]+\s+)?(?:running|in a row|"
    r"in succession)",
    re.IGNORECASE,
)


EACH = re.compile(
    r"\b(?:each|every) of the (?:\w+ )?(?:months|quarters|years|waves) since\b|"
    r"\b(?:each|every) of the (?:last|past|previous|following) \w+ (?:months|quarters|"
    r"years|waves)\b|"
    r"\b(?:each|every|(?:month|quarter|year|wave) (?:on|by|after))\s+(?:single\s+|successive\s+|"
    r"subsequent\s+|following\s+)?(?:month|quarter|year|wave)\b(?!\s+(?:was|were|had|saw))",
    re.IGNORECASE,
)


ON_YEAR = re.compile(
    r"year[- ]on[- ]year|than (?:the|a) (?:same|year)|compared with the same", re.I
)


def runs_of(bench: Bench, found: Sequence[Explained]) -> Iterator[Standing]:
    """Every run that a sentence claims."""
    sentence = bench.sight.sentence
    if ON_YEAR.search(sentence):
        return
    for match in RUN.finditer(sentence):
        context = sentence[max(0, match.start() - 60) : match.end() + 50]
        if ASIDE.search(context):
            continue
        way = _way_near(sentence, match)
        if way is None:
            continue
        nth, many = match["nth"] or match["nth2"], match["many"] or match["many2"]
        count = place_of(nth) if nth else int(WORDS.get(many.lower()) or many)
        series = list(_series(bench, match, found))
        made = [(sure, _longest(values, way, ends)) for sure, values, ends in series]
        surely = [run for sure, run in made if sure]
        if any(run >= count for run in surely or [run for _, run in made]):
            yield Standing(State.HELD, "run", match.group(), "the table has the run", match.start())
        elif any(sure for sure, _ in made):
            longest = max(run for sure, run in made if sure)
            yield Standing(
                State.OFF, "run", match.group(),
                f"'{match.group().strip()}' is said; in the table it has gone {way.value} for "
                f"{longest} in a row", match.start(),
            )  # fmt: skip
        elif made:
            yield Standing(State.OPEN, "run", match.group(), "", match.start())
    for match in EACH.finditer(sentence):
        context = sentence[max(0, match.start() - 60) : match.end() + 50]
        way = _way_near(sentence, match)
        if way is None or ASIDE.search(context):
            continue
        results = []
        for sure, values, ends in _series(bench, match, found):
            span = _since(bench, sentence, match, ends, values)
            steps = [steps_so(a, b, way) for a, b in itertools.pairwise(span)]
            if len(steps) >= 2:
                results.append((sure, all(steps), steps))
        firm = [ok for sure, ok, _ in results if sure]
        if any(firm or [ok for _, ok, _ in results]):
            yield Standing(
                State.HELD, "run", match.group(), "every step in the table goes so", match.start()
            )
        elif any(sure for sure, _, _ in results):
            steps = next(s for sure, _, s in results if sure)
            yield Standing(
                State.OFF, "run", match.group(),
                f"'{match.group().strip()}' is said; in the table {sum(steps)} of {len(steps)} "
                f"steps go {way.value}", match.start(),
            )  # fmt: skip
        elif results:
            yield Standing(State.OPEN, "run", match.group(), "", match.start())


def steps_so(one: float, other: float, way: Direction) -> bool:
    """Whether one number went a way to the other."""
    return other > one if way is Direction.UP else other < one


def _longest(values: Sequence[float], way: Direction, ends: Sequence[int]) -> int:
    best = 0
    for end in ends:
        run = 0
        while end - run > 0 and steps_so(values[end - run - 1], values[end - run], way):
            run += 1
        best = max(best, run)
    return best


def _series(
    bench: Bench, match: re.Match[str], found: Sequence[Explained]
) -> Iterator[tuple[bool, list[float], list[int]]]:
    """The values over time that a run may be of, whether surely, and where it may end."""
    sight = bench.sight
    cue = bare_cue(Claimed(match.start(), match.end(), 1, 0, 0, match.group()))
    for axis in (0, 1):
        own, other = sight.axes[axis], 1 - axis
        if not own.timed or len(own.series) < 3:
            continue
        chosen = [c for c in bench.choices(other, cue) if c.score >= 0.25]
        chosen.sort(key=lambda c: -c.score)
        told = _told_of(bench, match, found, other)
        if told:
            named = [c for c in bench.choices(other, cue) if c.lines in told]
            chosen = [replace(c, score=1.0) for c in named] or chosen
        for i, choice in enumerate(chosen[:6]):
            values = []
            for line in own.series:
                pair = (
                    [Choice((line,), 1.0), choice] if axis == 0 else [choice, Choice((line,), 1.0)]
                )
                operand = bench.operand(pair[0], pair[1])
                if operand is None:
                    break
                values.append((operand.low + operand.high) / 2)
            if len(values) < len(own.series):
                continue
            sure = (
                i == 0
                and choice.score >= 0.75
                and not choice.added
                and (len(chosen) == 1 or chosen[1].score < 0.75 * choice.score)
            )
            yield sure, values, _ends(bench, axis, match)


def _told_of(
    bench: Bench, match: re.Match[str], found: Sequence[Explained], axis: int
) -> set[tuple[Line, ...]]:
    """The lines of which the numbers of the same clause are."""
    sentence = bench.sight.sentence
    told = set()
    for one in found:
        number = one.cue.number
        if one.state is not State.HELD or one.working is None or one.working.score < 0.15:
            continue
        low, high = sorted((number.start, match.start()))
        if (
            not BREAK.search(sentence[low:high])
            and high - low < 110
            and len({o.choices[axis].lines for o in one.working.operands}) == 1
        ):
            told.add(one.working.operands[0].choices[axis].lines)
    return told


def _ends(bench: Bench, axis: int, match: re.Match[str]) -> list[int]:
    """Where a run may end: at the last, and at the times that are named."""
    series = list(bench.sight.axes[axis].series)
    named = [series.index(m.lines[-1]) for m in bench.sight.mentions[axis] if m.lines[-1] in series]
    before = bench.sight.sentence[max(0, match.start() - 30) : match.start()]
    if ENDED.search(before):
        named += [e - 1 for e in (*named, len(series) - 1) if e > 1]
    return sorted({len(series) - 1, *named})


ENDED = re.compile(
    r"\b(?:end(?:ed|ing|s)?|after|following|halt\w*|revers\w*|snapp\w*|broke|breaking|arrest\w*)\b",
    re.IGNORECASE,
)


def _since(
    bench: Bench,
    sentence: str,
    match: re.Match[str],
    ends: Sequence[int],
    values: Sequence[float],
) -> Sequence[float]:
    """The stretch of a line in which each step is said to go one way."""
    sight = bench.sight
    last = re.search(r"\b(?:last|past) (\w+) (?:months|quarters|years|waves)", match.group())
    if last:
        many = int(WORDS.get(last[1].lower(), 0) or (last[1] if last[1].isdigit() else 0))
        return values[-many - 1 :] if many else values
    for axis in (0, 1):
        series = list(sight.axes[axis].series)
        for mention in sight.ranges(axis):
            if -5 <= mention.start - match.end() <= 25 and set(mention.lines) <= set(series):
                spots = [series.index(li) for li in mention.lines]
                said = sight.sentence[match.end() : mention.start].lower()
                first = spots[0] if re.search(r"from|between", said) or "to" in (
                    sight.sentence[mention.start : mention.end].lower().split()
                ) else max(0, spots[0] - 1)  # fmt: skip
                return values[first : spots[-1] + 1]
    said_since = re.search(r"\b(?:since|from|after|between)\b", sentence, re.IGNORECASE)
    for axis in (0, 1):
        series = list(sight.axes[axis].series)
        if said_since and said_since.group().lower() in ("since", "after") and len(
            series) == len(values):  # fmt: skip
            for mention in sight.mentions[axis]:
                if mention.start >= said_since.end() and mention.lines[0] in series:
                    return values[series.index(mention.lines[0]) :]
    spots = [e for e in ends if e != len(values) - 1]
    if said_since:
        if len(spots) >= 2:
            return values[spots[0] : spots[-1] + 1]
        return values[spots[0] :] if spots else values
    return values


def _way_near(sentence: str, match: re.Match[str]) -> Direction | None:
    """The way that is said nearest to a place, after it or else before it."""
    after = sentence[match.end() : match.end() + 50]
    before = sentence[max(0, match.start() - 70) : match.start()]
    cut = BREAK.search(after)
    after = after[: cut.start()] if cut else after
    cuts = list(BREAK.finditer(before))
    before = before[cuts[-1].end() :] if cuts else before
    inside = match.group()
    found: list[tuple[int, Direction]] = []
    for form, way in ((forms.UP, Direction.UP), (forms.DOWN, Direction.DOWN)):
        found += [(m.start() + 5, way) for m in re.finditer(form, after, re.IGNORECASE)]
        found += [(len(before) - m.end(), way) for m in re.finditer(form, before, re.IGNORECASE)]
        found += [(0, way) for m in re.finditer(form, inside, re.IGNORECASE)]
    if not found:
        return None
    return min(found, key=lambda f: f[0])[1]
