"""Highest, lowest, third of eight: the place of a number among its like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wardmote.checker import periods as times
from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.cues import Cue
from wardmote.checker.explained import Explained, State
from wardmote.checker.numbers import WORDS, Sort
from wardmote.checker.sight import BREAK
from wardmote.checker.standing import Standing
from wardmote.checker.superlatives import Claimed, claims_of_place
from wardmote.checker.workings import Choice, Kind, Operand, Working, evaluate

SPANS = re.compile(r"\b(?:months?|quarters?|years?|waves?|weeks?|periods?|survey|record)\b", re.I)


GROUPS = re.compile(
    r"\b(?:of|among|amongst|in|across|for|out of)\s+(?:all\s+|any\s+|the\s+|our\s+|its\s+|"
    r"these\s+)*"
    r"(?:\w+\s+)?(?:districts?|forces?|areas?|wards?|types?|groups?|categor\w+|boroughs?|stations?|"
    r"divisions?|teams?|sites?|suites?|units?|counties|authorities|reasons?|offences?|outcomes?|"
    r"headings?|priorities|peers?|table|measures?|departments?)\b",
    re.IGNORECASE,
)


OF_A_GROUP = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:group|district|force|area|ward|type|category|borough|station|"
    r"division|team|site|suite|unit|county|reason|offence|heading|priority|department)\b",
    re.IGNORECASE,
)


FAINT = 0.2  # the score under which what a number was taken for denies no place of it
# The largest annual rise in the series is one of several of the same thing.
IN_SERIES = re.compile(
    r"\b(?:annual|monthly|quarterly|in the (?:whole )?series|on record|ever)\b", re.IGNORECASE
)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


FOR_SPANS = re.compile(
    rf"\b(?:for|in|over)\s+(?:more than\s+|over\s+|at least\s+|the last\s+|the past\s+)?"
    rf"(?P<many>{'|'.join(WORDS)}|\d+)\s+(?:months?|quarters?|years?|waves?)\b",
    re.IGNORECASE,
)


TIED = 46  # characters between a superlative and the number that it speaks of


# A and B had the lowest totals: the place of neither alone.
SEVERAL = re.compile(
    r"\band\s+[A-Z]\w+(?:\s\w+)?\s+(?:had|have|has|saw|recorded|were|are)\b[^.;]*$"
)
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


def _shared(sentence: str, claimed: Claimed) -> bool:
    """Whether a place is said of several at once, so that it is the place of neither alone."""
    return bool(SEVERAL.search(sentence[: claimed.start]) or RESPECTIVELY.search(sentence))


def superlatives_of(bench: Bench, found: Sequence[Explained]) -> Iterator[Standing]:
    """Every place that a sentence claims, beside the table."""
    sentence = bench.sight.sentence
    for claimed in claims_of_place(sentence):
        subjects = list(_subjects(bench, found, claimed))
        if not subjects:
            continue
        results = [
            (firm, ok, working)
            for firm, working in subjects
            for ok in [_stands(bench, working, claimed)]
            if ok is not None
        ]
        firm_ones = [ok for firm, ok, _ in results if firm]
        if any(firm_ones) or (not firm_ones and any(ok for _, ok, _ in results)):
            yield Standing(
                State.HELD, "rank", claimed.text, "the table bears its place out", claimed.start
            )
        elif firm_ones and not _shared(sentence, claimed):
            working = next(w for firm, _, w in results if firm)
            yield Standing(
                State.OFF, "rank", claimed.text, _placed(bench, working, claimed), claimed.start
            )
        elif results:
            yield Standing(State.OPEN, "rank", claimed.text, "", claimed.start)


def _subjects(
    bench: Bench, found: Sequence[Explained], claimed: Claimed
) -> Iterator[tuple[bool, Working]]:
    """What may be ranked, and whether it is surely meant: a number beside it, or lines named."""
    sentence = bench.sight.sentence
    near: list[tuple[int, Explained]] = []
    for one in found:
        number = one.cue.number
        if one.state is not State.HELD or one.working is None or number.sort is Sort.RANK:
            continue
        between = (
            sentence[claimed.end : number.start]
            if number.start >= claimed.end
            else sentence[number.end : claimed.start]
        )
        if claimed.behind and number.start < claimed.end:
            continue
        if BREAK.search(between) or len(between) > 2 * TIED:
            continue
        near.append((len(between), one))
    near.sort(key=lambda n: n[0])
    for gap, one in near[:2]:
        working = one.working
        assert working is not None
        moved = working.kind in (Kind.PERCENT, Kind.DIFFERENCE)
        if claimed.grown and not moved and not working.moved:
            continue
        firm = (
            _tied(sentence, claimed, one.cue.number.start, one.cue.number.end)
            and gap == near[0][0]
            and bool(claimed.grown) == (moved or working.moved)
            and one.cue.number.sort is not Sort.TIMES
            and working.score >= FAINT
        )
        yield (
            firm and working.kind in (Kind.LEVEL, Kind.PERCENT, Kind.DIFFERENCE, Kind.SHARE),
            working,
        )
    if not claimed.behind:
        yield from _named(bench, claimed)


TIE_AFTER = re.compile(
    r"^[^,;]{0,60}?(?:,\s*(?:at|with|on|to|standing at)|\bat|\bof|\(|\bwas|\bis|:|\bwith|"
    r"\bbeing\b[^,;]*\bat|point,|level,|,\s*when)\s*$",
    re.IGNORECASE,
)


TIE_BEFORE = re.compile(
    r"^[^,;.]{0,30}?[,(–-]\s*(?:(?:which )?(?:is|was)\s+|and\s+|by far\s+|easily\s+)*(?:the|"
    r"its|their|our|a|"
    r"an)?\s*$|^[^,;.]{0,30}?,\s*(?:[A-Z]?[a-z]+\s+){0,3}?(?:had|has|have|recorded|"
    r"reported|showed)\s+"
    r"(?:the|its|their|our)\s*$|^[^,;.]{0,30}?\b(?:is|was|were|are|"
    r"being)\s+(?:by far\s+)?(?:the|its|their|our)\s*$",
    re.IGNORECASE,
)


# 1,196, and the lowest month had been April: of what follows.
OWN = re.compile(r"^\s+(?:[a-z]+\s+){0,2}?(?:was|were|had been|has been|came in)\b", re.IGNORECASE)


def _tied(sentence: str, claimed: Claimed, start: int, end: int) -> bool:
    """Whether a superlative is surely said of a number: lowest, at 62.8; 71, the most."""
    digits = re.compile(r"(?<=\d),(?=\d)")
    if end <= claimed.start and OWN.match(sentence[claimed.end :]):
        return False
    if start >= claimed.end:
        between = digits.sub("", sentence[claimed.end : start])
        lead = digits.sub("", sentence[max(0, claimed.start - 45) : claimed.start])
        before = TIE_BEFORE.match(lead.split(" ", 1)[-1])
        if before and re.search(r"\bbehind\b", between):
            return False
        return len(between) <= TIED + 14 and bool(TIE_AFTER.match(between))
    between = digits.sub("", sentence[end : claimed.start])
    opening = re.search(
        r"(?:^|[.;,]\s)(?:At|With|On|at|with|on)\s+$", sentence[max(0, start - 8) : start]
    )
    if opening and re.match(
        r"^[^;.]{0,55}?\b(?:ranks?|ranked|is|was|has|had)\s+(?:the\s+)?$", between
    ):
        return True
    return len(between) <= TIED and bool(TIE_BEFORE.match(between))


def _named(bench: Bench, claimed: Claimed) -> Iterator[tuple[bool, Working]]:
    """What is ranked by the lines that are named about a superlative."""
    sight = bench.sight
    after = re.split(r"[,;.]", sight.sentence[claimed.end : claimed.end + TIED])[0]
    cue = replace(
        bare_cue(claimed),
        rate=1000.0 if re.search(r"\brates?\b|\bper\b", after) else None,
        change=bool(claimed.grown),
    )
    span = (claimed.start, claimed.end)
    beside = any(n.sort is not Sort.RANK and abs(n.start - claimed.end) < 70 for n in sight.numbers)
    for operand in bench.operands(cue)[:14]:
        if operand.score < 0.3:
            continue
        firm = False
        for axis in (0, 1):
            own = [
                m for m in sight.mentions[axis]
                if m.lines == operand.choices[axis].lines and m.weight >= 0.8
            ]  # fmt: skip
            other = [
                m for m in sight.mentions[1 - axis]
                if m.lines == operand.choices[1 - axis].lines and m.weight >= 0.8
                and 0 <= m.start - claimed.end <= TIED
                and not re.search(r"[,;]", sight.sentence[claimed.end : m.start])
            ]  # fmt: skip
            subject = [m for m in own if m.end <= span[0]]
            rivals = {m.lines for m in sight.mentions[axis]}
            firm |= bool(subject) and bool(other) and len(rivals) == 1 and not beside
        if claimed.grown:
            for axis in (0, 1):
                if sight.axes[axis].timed and len(sight.axes[axis].series) >= 2:
                    yield from _moves(bench, operand, axis)
            continue
        yield from (
            (firm and not sight.axes[0].timed, w)
            for w in bench.made(Kind.LEVEL, (operand,), operand.score)
        )


def _moves(bench: Bench, operand: Operand, axis: int) -> Iterator[tuple[bool, Working]]:
    series = bench.sight.axes[axis].series
    for later, earlier in ((series[-1], series[-2]), (series[-1], series[0])):
        made = []
        for line in (later, earlier):
            pair = [*operand.choices]
            pair[axis] = Choice((line,), 1.0)
            made.append(bench.operand(pair[0], pair[1]))
        if made[0] is not None and made[1] is not None:
            for kind in (Kind.PERCENT, Kind.DIFFERENCE):
                for working in bench.made(kind, (made[0], made[1]), operand.score, moved=True):
                    yield False, working


def bare_cue(claimed: Claimed) -> Cue:
    """A place of the sentence as a number without words, to see which lines are named about it."""
    from wardmote.checker.numbers import Number

    number = Number(0, 0, 0, Sort.COUNT, claimed.start, claimed.end, claimed.text)
    return Cue(number, False, None, False, False, None, False, "", "", "")


def _stands(bench: Bench, working: Working, claimed: Claimed) -> bool | None:
    """Whether a working has the place that is claimed among its like; None where it has none."""
    verdicts = []
    for _, _, values, own in _fields(bench, working, claimed):
        verdicts.append(_has_place(values, own, claimed))
    if not verdicts:
        return None
    return any(verdicts)


def _has_place(values: Sequence[float], own: float, claimed: Claimed) -> bool:
    slack = 1e-9
    above = sum(v > own + slack for v in values)
    below = sum(v < own - slack for v in values)
    tied = sum(abs(v - own) <= slack for v in values)
    from_top = above + 1 <= claimed.place <= above + max(tied, 1)
    from_bottom = below + 1 <= claimed.place <= below + max(tied, 1)
    if claimed.grown == 2 and claimed.top:
        return from_top or from_bottom
    if claimed.grown < 0 and claimed.top:
        return from_bottom if claimed.top > 0 else from_top
    if claimed.top > 0:
        return from_top
    if claimed.top < 0:
        return from_bottom
    return from_top or from_bottom


def _fields(
    bench: Bench, working: Working, claimed: Claimed
) -> Iterator[tuple[int, Line, list[float], float]]:
    """The values that a working has along each axis, with its own: all of them, or since a time."""
    sight = bench.sight
    sentence = sight.sentence
    start, stop = _clause_about(sentence, claimed)
    words = sentence[start:stop]
    of_a_group = OF_A_GROUP.match(sentence[claimed.end :])
    spans = None if of_a_group else SPANS.search(words)
    groups = of_a_group or GROUPS.search(words)
    for axis in (0, 1):
        lines = {o.choices[axis].lines for o in working.operands}
        if len(lines) != 1 or len(next(iter(lines))) != 1:
            continue
        (line,) = next(iter(lines))
        own_axis = sight.axes[axis]
        timed = own_axis.timed
        other_timed = sight.axes[1 - axis].timed
        if groups and not spans and timed and not other_timed:
            continue
        if spans and not groups and not timed and other_timed and not claimed.grown:
            continue
        if IN_SERIES.search(words) and not timed and other_timed:
            continue
        field = [
            li for li in own_axis.lines
            if li.role in (Role.PLAIN, line.role)
            and li.cells[0].number.sort is line.cells[0].number.sort
        ]  # fmt: skip
        two = re.search(r"\b(?:two|both|either|than)\b", words, re.IGNORECASE)
        if line not in field or len(field) < (2 if two else 3):
            continue
        if axis == 1 and not timed and not _alike(field):
            continue
        values = {li.at: v for li in field if (v := value_at(bench, working, axis, li)) is not None}
        if line.at not in values or len(values) < 2:
            continue
        own = values[line.at]
        yield axis, line, list(values.values()), own
        if timed:
            yield from (
                (axis, line, [values[li.at] for li in part if li.at in values], own)
                for part in _parts(bench, axis, line, words)
            )


def _alike(lines: Sequence[Line]) -> bool:
    sorts = {c.number.sort for li in lines for c in li.cells}
    return len(sorts) == 1 and len({"£" in li.label for li in lines}) == 1


def _parts(bench: Bench, axis: int, line: Line, words: str) -> Iterator[list[Line]]:
    """Stretches of time within which a place may be claimed: since a time, for so many years."""
    series = list(bench.sight.axes[axis].series)
    if line not in series:
        return
    at = series.index(line)
    since = SINCE.search(words)
    if since:
        for mention in bench.sight.mentions[axis]:
            if len(mention.lines) == 1 and mention.lines[0] in series:
                first = series.index(mention.lines[0])
                if first < at:
                    yield series[first + 1 : at + 1]
                    yield series[first : at + 1]
    spans = FOR_SPANS.search(words)
    if spans:
        many = int(WORDS.get(spans["many"].lower()) or spans["many"])
        yield series[max(0, at - many + 1) : at + 1]
        yield series[max(0, at - many) : at + 1]
    years = {p for p in line.periods if times.kind_of(p) == "year"}
    within = [li for li in series if years and years <= li.periods]
    if 2 <= len(within) < len(series):
        yield within
    for mention in bench.sight.ranges(axis):
        if line in mention.lines:
            yield list(mention.lines)
    if re.search(r"\b(?:yet|so far|to date|on record|recorded|ever)\b", words, re.IGNORECASE):
        yield series[: at + 1]


def _clause_about(sentence: str, claimed: Claimed) -> tuple[int, int]:
    breaks = [m.end() for m in BREAK.finditer(sentence) if m.end() <= claimed.start]
    after = [m.start() for m in BREAK.finditer(sentence) if m.start() >= claimed.end]
    return (breaks[-1] if breaks else 0), (after[0] if after else len(sentence))


def value_at(bench: Bench, working: Working, axis: int, line: Line) -> float | None:
    """A working's value with another line of one axis."""
    made = []
    for operand in working.operands:
        pair = [*operand.choices]
        pair[axis] = Choice((line,), 1.0)
        other = bench.operand(pair[0], pair[1])
        if other is None:
            return None
        made.append(other)
    ends = evaluate(working.kind, made, working.by)
    return (ends[0] + ends[1]) / 2 if ends else None


def _placed(bench: Bench, working: Working, claimed: Claimed) -> str:
    for axis, _, values, own in _fields(bench, working, claimed):
        above = sum(v > own + 1e-9 for v in values)
        below = sum(v < own - 1e-9 for v in values)
        what = "months or years" if bench.sight.axes[axis].timed else "lines"
        return (
            f"'{claimed.text.strip()}' is said of {working.text}; of the {len(values)} {what} "
            f"{above} are higher and {below} lower"
        )
    return ""
