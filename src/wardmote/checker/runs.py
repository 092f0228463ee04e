"""Months in a row, each month since: runs that a sentence claims."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wardmote.checker import forms
from wardmote.checker.axes import Line
from wardmote.checker.bench import Bench
from wardmote.checker.explained import Explained, State
from wardmote.checker.outside import strange
from wardmote.checker.places import bare_cue, word_behind
from wardmote.checker.sight import BREAK, Span
from wardmote.checker.spelt import ON_END, WORDS, many_of
from wardmote.checker.standing import ASIDE, NTH, Order, Reading
from wardmote.checker.superlatives import claimed_at, place_of
from wardmote.checker.workings import Choice, Working
from wardmote.vocabulary import Direction

CLEARLY = 0.8  # of a mention of another line than the numbers before it are of
_SPAN = r"(?:time|month|quarter|year|wave|week|season|annual|monthly|quarterly|yearly)"


RUN = re.compile(
    rf"\b(?P<nth>{NTH})\s+(?:consecutive|successive|straight)\s+(?:{_SPAN}(?:ly)?s?\s+)?|"
    rf"\b(?P<nth2>{NTH})\s+(?:{_SPAN}(?:ly)?)\s+(?:[a-z]+\s+)?{ON_END}|"
    rf"\b(?P<many>{'|'.join(WORDS)}|\d+)\s+(?:consecutive|successive|"
    rf"straight)\s+(?:{_SPAN}(?:ly)?)\w*|"
    rf"\b(?P<many2>{'|'.join(WORDS)}|"
    rf"\d+)\s+(?:{_SPAN}(?:ly)?)s?\s+(?:[a-z]+\s+)?{ON_END}",
    re.IGNORECASE,
)


EACH = re.compile(
    r"\b(?:each|every) of the (?:\w+ )?(?:months|quarters|years|waves) since\b|"
    r"\b(?:each|every) of the (?:last|past|previous|following|next) \w+ (?:months|quarters|"
    r"years|waves)\b|"
    r"\byear[- ]on[- ]year\s+throughout\b|"
    r"\b(?:each|every|(?:day|week|month|quarter|year|wave) (?:on|by|after))\s+(?:single\s+|"
    r"successive\s+|subsequent\s+|following\s+)?(?:day|week|month|quarter|year|wave)\b"
    r"(?!\s+(?:was|were|had|saw))",
    re.IGNORECASE,
)


THROUGHOUT = re.compile(r"year[- ]on[- ]year\s+throughout\b", re.IGNORECASE)
ON_YEAR = re.compile(
    r"year[- ]on[- ]year|than (?:the|a) (?:same|year)|compared with the same", re.I
)
# Fell in each year, and is now below the baseline: of what follows.
THEN_IS = re.compile(
    r"\b(?:and|but)\s+(?:it |they )?(?:is|are|was|were|now|remains?|stands?|sits?)\b|[;]",
    re.IGNORECASE,
)


def orders_of_run(bench: Bench, found: Sequence[Explained]) -> Iterator[Order]:
    """Every run that a sentence claims, with what the table has that it may be said of."""
    sentence = bench.sight.sentence
    if ON_YEAR.search(sentence) and not THROUGHOUT.search(sentence):
        return
    for form in (RUN, EACH):
        for match in form.finditer(sentence):
            behind = THEN_IS.split(sentence[match.end() : match.end() + 50])[0]
            context = sentence[max(0, match.start() - 60) : match.end()] + behind
            if BUT.match(sentence[match.end() :].lstrip()) and not _excepted(bench):
                continue
            way = _way_near(sentence, match)
            if way is None or ASIDE.search(context):
                continue
            said = "run" if form is RUN else "each"
            count = _count(match) if form is RUN else 0
            readings = [
                reading
                for traits, values, ends in _series(bench, match, found, said)
                for reading in (
                    _in_a_row(traits, values, ends, way, count) if count
                    else _every_step(bench, match, traits, values, ends, way)
                )
            ]  # fmt: skip
            if readings:
                told = f"{count} {way.value}"
                unknown, outside = _outside(bench, match, said)
                yield Order(
                    "run", match.group(), match.start(), told, tuple(readings), outside, unknown
                )


def _count(match: re.Match[str]) -> int:
    nth, many = match["nth"] or match["nth2"], match["many"] or match["many2"]
    return place_of(nth) if nth else int(WORDS.get(many.lower()) or many)


def _in_a_row(
    traits: dict[str, float], values: Sequence[float], ends: Mapping[int, str], way: Direction,
    count: int,
) -> Iterator[Reading]:  # fmt: skip
    """A run that ends at one of some times, or at any."""
    other = Direction.DOWN if way is Direction.UP else Direction.UP
    longest, turned = _runs(values, way), _runs(values, other)
    spots = [(name, (end,)) for end, name in ends.items()]
    for name, some in (*spots, ("anywhere", tuple(range(len(values))))):
        told = traits | dict.fromkeys((f"run ends {name}", f"run of {min(count, 6)}"), 1.0)
        run = max(longest[e] for e in some)
        why = f"is said; in the table it has gone {way.value} for {run} in a row"
        yield Reading(
            told,
            any(longest[e] == count and (name != "anywhere" or _breaks(longest, e)) for e in some),
            any(turned[e] == count and (name != "anywhere" or _breaks(turned, e)) for e in some),
            why,
        )


def _breaks(runs: Sequence[int], end: int) -> bool:
    """Whether a run goes no further than a time."""
    return end + 1 == len(runs) or not runs[end + 1]


def _every_step(
    bench: Bench, match: re.Match[str], traits: dict[str, float], values: Sequence[float],
    ends: Mapping[int, str], way: Direction,
) -> Iterator[Reading]:  # fmt: skip
    """All steps of a stretch."""
    left, every = _excepted(bench), [*range(len(values))]
    whole = _since(bench, bench.sight.sentence, match, sorted(ends), every)
    for name, span in (("of the stretch that is said", whole), ("of all", every)):
        pairs = [*itertools.pairwise(span)]
        steps = [steps_so(values[a], values[b], way) for a, b in pairs]
        back = [steps_so(values[b], values[a], way) for a, b in pairs]
        if len(steps) >= 2:
            told = traits | {f"each {name}": 1.0, f"each of {min(len(steps), 6)}": 1.0}
            told |= {"each but some": 1.0} if left else {}
            why = f"is said; in the table {sum(steps)} of {len(steps)} steps go {way.value}"
            so, other = (
                all(s != (b in left) for s, (_, b) in zip(some, pairs, strict=True))
                for some in (steps, back)
            )
            yield Reading(told, so, other, why)


# Every month bar August; except for a small bump in June.
EXCEPT = re.compile(
    r"\b(?:bar|except(?: for| in)?|apart from|but for|other than|save(?: for)?|"
    r"with the exception of)\b[^.;,\d]{0,30}$", re.IGNORECASE,
)  # fmt: skip


def _excepted(bench: Bench) -> frozenset[int]:
    """The places of the times that are said to be no part of a run."""
    sight = bench.sight
    return frozenset(
        own.series.index(m.lines[0])
        for axis, own in enumerate(sight.axes) if own.timed
        for m in sight.mentions[axis]
        if len(m.lines) == 1 and m.end > m.start and m.lines[0] in own.series
        and EXCEPT.search(sight.sentence[: m.start])
    )  # fmt: skip


def _outside(
    bench: Bench, match: re.Match[str], said: str
) -> tuple[float, dict[str, float]]:  # fmt: skip
    """How strange the words about a run are, and its traits as one of nothing in the table."""
    sentence = bench.sight.sentence
    clause = sentence[max(0, match.start() - 70) : match.end() + 40]
    near = bare_cue(claimed_at(match.span(), match.group()), sentence)
    told = dict.fromkeys((
        f"{said} of nothing", f"{said} of nothing, then {word_behind(sentence, match.end())}",
    ), 1.0)  # fmt: skip
    for name, form in (("some of many", SOME), ("but", BUT), ("until", UNTIL)):
        told[f"{said} of nothing, {name}"] = float(bool(form.search(clause)))
    told[f"{said} of nothing, strange words"] = unknown = strange(near, bench)
    return unknown, told


# Three of the five rose in each year; every month but August; until June.
SOME = re.compile(
    rf"\b(?:{'|'.join(WORDS)}|all|both|most|neither|none)\b(?:\s+of\b|\s+(?:have|has|had|\w+ed)\b)",
    re.IGNORECASE,
)
BUT = re.compile(r"\b(?:but|except|apart from|bar|other than|save)\b", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|up to)\b", re.IGNORECASE)


def steps_so(one: float, other: float, way: Direction) -> bool:
    """Whether one number went a way to the other."""
    return other > one if way is Direction.UP else other < one


def _runs(values: Sequence[float], way: Direction) -> list[int]:
    """How many steps in a row have gone a way up to each time."""
    found = [0]
    for one, other in itertools.pairwise(values):
        found.append(found[-1] + 1 if steps_so(one, other, way) else 0)
    return found


def _series(
    bench: Bench, match: re.Match[str], found: Sequence[Explained], said: str
) -> Iterator[tuple[dict[str, float], list[float], dict[int, str]]]:
    """The values over time that a run may be of, their traits, and where it may end."""
    sight = bench.sight
    cue = bare_cue(claimed_at(match.span(), match.group()))
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
            rival = "alone" if len(chosen) == 1 else (
                "clear" if chosen[1].score < 0.75 * choice.score else "one of some")  # fmt: skip
            traits = dict.fromkeys((
                f"{said} of {'added lines' if choice.added else 'a line'}",
                f"{said} of the {'first' if not i else 'next'} line, {rival}",
                f"{said} of a line {'told by numbers' if told else 'named'}",
                f"{said} of {choice.lines[0].role.value}",
            ), 1.0)  # fmt: skip
            traits[f"{said}, score"] = math.log(max(choice.score, 0.01))
            yield traits, values, _ends(bench, axis, match)


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
            and not _another_named(bench, axis, (number.start, match.start()), one.working)
            and len({o.choices[axis].lines for o in one.working.operands}) == 1
        ):
            told.add(one.working.operands[0].choices[axis].lines)
    return told


def _another_named(bench: Bench, axis: int, within: Span, working: Working) -> bool:
    """Whether a place of the sentence names another line than those of a working."""
    own = {li for o in working.operands for li in o.choices[axis].lines}
    return any(
        m.weight >= CLEARLY and within[0] < m.start < within[1] and own.isdisjoint(m.lines)
        for m in bench.sight.mentions[axis]
    )


def _ends(bench: Bench, axis: int, match: re.Match[str]) -> dict[int, str]:
    """Where a run may end: at the last, at the times that are named, or before one."""
    series = list(bench.sight.axes[axis].series)
    named = [series.index(m.lines[-1]) for m in bench.sight.mentions[axis] if m.lines[-1] in series]
    before = bench.sight.sentence[max(0, match.start() - 30) : match.start()]
    found = {len(series) - 1: "at the last"} | dict.fromkeys(named, "where it is named")
    start = AFTER.match(bench.sight.sentence, match.end())
    if start and match.re is RUN:  # four years running after the low of 2020
        found |= {
            series.index(m.lines[-1]) + _count(match): "where it is named"
            for m in bench.sight.mentions[axis]
            if 0 <= m.start - start.end() <= REACH and m.lines[-1] in series
            and series.index(m.lines[-1]) + _count(match) < len(series)
        }  # fmt: skip
    if ENDED.search(before):
        found = {e - 1: "before a time" for e in (*named, len(series) - 1) if e > 1} | found
    return found


AFTER = re.compile(r"\s*,?\s*(?:after|from|since|following)\b", re.IGNORECASE)
THEN = re.compile(r"\bbefore\s+(?:[a-z]+ly\s+)?[a-z]+ing\b", re.IGNORECASE)  # what came after it
ENDED = re.compile(
    r"\b(?:end(?:ed|ing|s)?|after|following|halt\w*|revers\w*|snapp\w*|broke|breaking|arrest\w*)\b",
    re.IGNORECASE,
)


def _since(
    bench: Bench,
    sentence: str,
    match: re.Match[str],
    ends: Sequence[int],
    values: Sequence[int],
) -> Sequence[int]:
    """The places of the stretch in which each step is said to go one way, of all places."""
    sight = bench.sight
    for axis in (0, 1):
        between = _between_named(bench, axis, match)
        if between is not None and between[1] < len(values):
            return values[between[0] : between[1] + 1]
    last = re.search(r"\b(?:last|past) (\w+) (?:months|quarters|years|waves)", match.group())
    if last:
        many = many_of(last[1])
        return values[-many - 1 :] if many else values
    for axis in (0, 1):
        series = list(sight.axes[axis].series)
        for mention in sight.ranges(axis):
            near = match.start() <= mention.start <= match.end() + 25
            if near and set(mention.lines) <= set(series):
                spots = [series.index(li) for li in mention.lines]
                said = sight.sentence[match.end() : mention.start].lower()
                if SINCE_END.fullmatch(said):
                    return values[spots[-1] :]
                itself = re.search(r"from|between|through|during|across|over", said) or (
                    "to" in sight.sentence[mention.start : mention.end].lower().split()
                )
                first = spots[0] if itself else max(0, spots[0] - 1)
                return values[first : spots[-1] + 1]
    said_since = re.search(r"\b(?:since|from|after|between)\b", sentence, re.IGNORECASE)
    for axis in (0, 1):
        series = list(sight.axes[axis].series)
        if said_since and said_since.group().lower() in ("since", "after") and len(
            series) == len(values):  # fmt: skip
            for mention in sight.mentions[axis]:
                if mention.start >= said_since.end() and mention.lines[0] in series:
                    end = END_OF.fullmatch(sentence, said_since.end(), mention.start)
                    return values[series.index(mention.lines[-1 if end else 0]) :]
    spots = [e for e in ends if e != len(values) - 1]
    if said_since:
        if len(spots) >= 2:
            return values[spots[0] : spots[-1] + 1]
        return values[spots[0] :] if spots else values
    return values


# Climbed every month to November's; more every month after that until August.
UNTIL_THEN = re.compile(
    r"\s*(?:(?:after|since|from) (?:that|then)(?: on)?,?\s+)?(?:right\s+)?"
    r"(?:without (?:a break|interruption|a pause)\s+)?(?:until|till|up (?:until|to)|as far as|"
    r"all the way to|(?:through\s+)?to)\b", re.IGNORECASE,
)  # fmt: skip
END_OF = re.compile(r"\s+the (?:end|close) of\s+(?:the\s+)?", re.IGNORECASE)
SINCE_END = re.compile(rf"\s*since{END_OF.pattern}", re.IGNORECASE)
NEXT = re.compile(r"\b(?:next|following) (\w+) ", re.IGNORECASE)
REACH = 45  # characters behind the word until, within which the time is said


def _between_named(bench: Bench, axis: int, match: re.Match[str]) -> tuple[int, int] | None:
    """The places of the first and the last time of a stretch that is said to end at one that is
    named behind it, or so many times behind one before it."""
    series = list(bench.sight.axes[axis].series)
    own = sorted(
        (m for m in bench.sight.mentions[axis] if m.lines[0] in series and m.lines[-1] in series),
        key=lambda m: m.start,
    )  # fmt: skip
    before = [series.index(m.lines[0]) for m in own if m.end <= match.start()]
    following = NEXT.search(match.group())
    if following and before:
        many = many_of(following[1])
        return (before[-1], before[-1] + many) if many else None
    until = UNTIL_THEN.match(bench.sight.sentence, match.end())
    behind = [m for m in own if until and 0 <= m.start - until.end() <= REACH]
    if not behind:
        return None
    last = series.index(behind[0].lines[-1])
    first = [at for at in before if at < last]
    return (first[-1] if first else 0), last


def _way_near(sentence: str, match: re.Match[str]) -> Direction | None:
    """The way that is said nearest to a place, after it or else before it."""
    after = sentence[match.end() : match.end() + 50]
    before = sentence[max(0, match.start() - 70) : match.start()]
    cut = THEN.search(after) or BREAK.search(after)
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
