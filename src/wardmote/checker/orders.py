"""Orders that a sentence claims: highest, third of eight, runs, how many moved a way, ranges."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wardmote.checker import forms
from wardmote.checker import periods as times
from wardmote.checker.axes import Line, Role
from wardmote.checker.cues import Cue
from wardmote.checker.explain import Explained, State
from wardmote.checker.numbers import ORDINALS, WORDS, Sort
from wardmote.checker.sight import BREAK, Mention
from wardmote.checker.workings import Bench, Choice, Kind, Operand, Working, evaluate
from wardmote.vocabulary import Direction

_NTH = "|".join([*ORDINALS, r"\d{1,2}(?:st|nd|rd|th)"])
_HIGH = (
    r"highest|largest|busiest|biggest|greatest|heaviest|longest|peak(?:ed|ing|s)?|most"
    r"(?! (?:recent|similar|serious|common|likely|part|notabl))|top|record high|high point"
)
_LOW = r"lowest|smallest|fewest|quietest|least|shortest|low point|bottom|record low|trough"
_STEEP = r"steepest|sharpest|fastest|slowest"
_EITHER = r"best|worst|poorest"
SUPERLATIVE = re.compile(
    rf"(?:\b(?P<nth>{_NTH})[\s-]+)?\b(?:(?P<high>{_HIGH})|(?P<low>{_LOW})|(?P<steep>{_STEEP})|"
    rf"(?P<either>{_EITHER}))\b(?!-)",
    re.IGNORECASE,
)
RANKED = re.compile(
    rf"\b(?:ranked|ranks|ranking|placed|came|comes|was|is|sits|lies|stood|stands)\s+(?:only\s+|just\s+|"
    rf"joint\s+|in\s+)?(?P<nth>{_NTH})\b(?=\s+(?:of|out of|among|in|place)\b|,|\.)",
    re.IGNORECASE,
)
ANY_OTHER = re.compile(
    r"\b(?P<more>more|higher|greater|larger|busier)\b(?P<between>[^.;]{0,40})\bthan\s+(?:in\s+|at\s+|for\s+)?any\s+other\b|"
    r"\b(?P<less>fewer|lower|less|smaller|quieter)\b[^.;]{0,40}\bthan\s+(?:in\s+|at\s+|for\s+)?any\s+other\b",
    re.IGNORECASE,
)
GROWN = re.compile(
    r"\b(?:increases?|rises?|growth|gains?|jumps?|upturn|improvements?|climbs?|surge|uplift)\b", re.I
)
SHRUNK = re.compile(
    r"\b(?:falls?|reductions?|drops?|decreases?|declines?|cuts?|deterioration|slump|dip)\b", re.I
)
SPANS = re.compile(r"\b(?:months?|quarters?|years?|waves?|weeks?|periods?|survey|record)\b", re.I)
GROUPS = re.compile(
    r"\b(?:of|among|amongst|in|across|for|out of)\s+(?:all\s+|any\s+|the\s+|our\s+|its\s+|these\s+)*"
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
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
FOR_SPANS = re.compile(
    rf"\b(?:for|in|over)\s+(?:more than\s+|over\s+|at least\s+|the last\s+|the past\s+)?"
    rf"(?P<many>{'|'.join(WORDS)}|\d+)\s+(?:months?|quarters?|years?|waves?)\b",
    re.IGNORECASE,
)
_SPAN = r"(?:month|quarter|year|wave|week|season|annual|monthly|quarterly|yearly)"
RUN = re.compile(
    rf"\b(?P<nth>{_NTH})\s+(?:consecutive|successive|straight)\s+(?:{_SPAN}(?:ly)?s?\s+)?|"
    rf"\b(?P<nth2>{_NTH})\s+(?:{_SPAN}(?:ly)?)\s+(?:[a-z]+\s+)?(?:running|in a row|in succession)|"
    rf"\b(?P<many>{'|'.join(WORDS)}|\d+)\s+(?:consecutive|successive|straight)\s+(?:{_SPAN}(?:ly)?)\w*|"
    rf"\b(?P<many2>{'|'.join(WORDS)}|\d+)\s+(?:{_SPAN}(?:ly)?)s?\s+(?:[a-z]+\s+)?(?:running|in a row|"
    r"in succession)",
    re.IGNORECASE,
)
EACH = re.compile(
    r"\b(?:each|every) of the (?:\w+ )?(?:months|quarters|years|waves) since\b|"
    r"\b(?:each|every) of the (?:last|past|previous|following) \w+ (?:months|quarters|years|waves)\b|"
    r"\b(?:each|every|(?:month|quarter|year|wave) (?:on|by|after))\s+(?:single\s+|successive\s+|"
    r"subsequent\s+|following\s+)?(?:month|quarter|year|wave)\b(?!\s+(?:was|were|had|saw))",
    re.IGNORECASE,
)
ON_YEAR = re.compile(r"year[- ]on[- ]year|than (?:the|a) (?:same|year)|compared with the same", re.I)
ASIDE = re.compile(
    r"\b(?:target|average|mean|threshold|standard|above|below|under|over|exceed\w*|met|missed|hit|"
    r"reached|more than|fewer than|less than|at least)\b",
    re.IGNORECASE,
)
TALLY = re.compile(
    rf"\b(?:(?P<k>all(?: of)?|{'|'.join(WORDS)}|none|half|\d{{1,2}})\s+(?:out\s+)?(?:of\s+)?(?:the\s+|its\s+|our\s+|all\s+)|(?P<all>all)\s+)"
    rf"(?P<n>{'|'.join(WORDS)}|\d{{1,2}})\s+(?:[a-z-]+\s+){{0,2}}?[a-z]+s\b",
    re.IGNORECASE,
)
HOLDS_DOWN = re.compile(
    r"\b(?:crimes?|offences?|collisions?|casualt\w+|abandon\w*|waits?|waiting|sickness|burglar\w+)\b",
    re.IGNORECASE,
)
TIED = 46  # characters between a superlative and the number that it speaks of


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a claim about an order: held, off or open, and why."""

    state: State
    kind: str
    text: str
    why: str
    at: int = 0  # where it stands in the sentence


def standings(bench: Bench, found: Sequence[Explained]) -> list[Standing]:
    """Every claim about an order that a sentence makes of a table."""
    return [
        *_superlatives(bench, found),
        *_runs(bench, found),
        *_tallies(bench),
        *_ways(bench, found),
    ]


# ---- highest, lowest, third of eight


@dataclass(frozen=True, slots=True)
class Claimed:
    """A place that is claimed: from the highest (1), the lowest (-1) or either end (0)."""

    start: int
    end: int
    place: int
    top: int
    grown: int  # 1 of increases, -1 of reductions, 0 of levels
    text: str


def _claimed(sentence: str) -> Iterator[Claimed]:
    for match in SUPERLATIVE.finditer(sentence):
        after = re.split(r"[,.;]", sentence[match.end() : match.end() + 55])[0]
        before = re.split(r"[.;]", sentence[max(0, match.start() - 50) : match.start()])[-1]
        up, down = GROWN.search(after), SHRUNK.search(after)
        if match["steep"] and not (up or down):
            up, down = GROWN.search(before), SHRUNK.search(before)
        grown = 0
        if up or down:
            first = up if up and (not down or up.start() < down.start()) else down
            grown = 1 if first is up else -1
        top = 1 if match["high"] else -1 if match["low"] else 0
        if match["either"]:
            good = match["either"].lower() == "best"
            if forms.HOLDS_UP.search(sentence):
                top = 1 if good else -1
            elif HOLDS_DOWN.search(sentence):
                top = -1 if good else 1
        if match["steep"]:
            if not grown:
                continue
            top = -1 if match["steep"].lower() == "slowest" else 1
        nth = _place(match["nth"])
        yield Claimed(match.start(), match.end(), nth, top, grown, match.group())
    for match in RANKED.finditer(sentence):
        if not SUPERLATIVE.match(sentence[match.start("nth") :]):
            yield Claimed(match.start(), match.end(), _place(match["nth"]), 0, 0, match.group())
    for match in ANY_OTHER.finditer(sentence):
        top = 1 if match["more"] else -1
        yield Claimed(match.start(), match.end(), 1, top, 0, match.group())


def _place(nth: str | None) -> int:
    if not nth:
        return 1
    return int(ORDINALS.get(nth.lower()) or re.sub(r"\D", "", nth))


def _superlatives(bench: Bench, found: Sequence[Explained]) -> Iterator[Standing]:
    sentence = bench.sight.sentence
    for claimed in _claimed(sentence):
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
        elif results and any(firm for firm, _, _ in results):
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
        )
        yield firm and working.kind in (Kind.LEVEL, Kind.PERCENT, Kind.DIFFERENCE, Kind.SHARE), working
    yield from _named(bench, claimed)


TIE_AFTER = re.compile(
    r"^[^,;]{0,60}?(?:,\s*(?:at|with|on|to|standing at)|\bat|\bof|\(|\bwas|\bis|:|\bwith|"
    r"\bbeing\b[^,;]*\bat|point,|level,|,\s*when)\s*$",
    re.IGNORECASE,
)
TIE_BEFORE = re.compile(
    r"^[^,;.]{0,30}?[,(–-]\s*(?:which (?:is|was)\s+|and\s+|by far\s+|easily\s+)*(?:the|its|their|our|a|"
    r"an)?\s*$|^[^,;.]{0,30}?,\s*(?:[A-Z]?[a-z]+\s+){0,3}?(?:had|has|have|recorded|reported|showed)\s+"
    r"(?:the|its|their|our)\s*$|^[^,;.]{0,30}?\b(?:is|was|were|are|being)\s+(?:by far\s+)?(?:the|its|their|our)\s*$",
    re.IGNORECASE,
)


def _tied(sentence: str, claimed: Claimed, start: int, end: int) -> bool:
    """Whether a superlative is surely said of a number: lowest, at 62.8; 71, the most."""
    digits = re.compile(r"(?<=\d),(?=\d)")
    if start >= claimed.end:
        between = digits.sub("", sentence[claimed.end : start])
        if TIE_BEFORE.match(digits.sub("", sentence[max(0, claimed.start - 45) : claimed.start])[-45:]
                            .split(" ", 1)[-1]) and re.search(r"\bbehind\b", between):  # fmt: skip
            return False
        return len(between) <= TIED + 14 and bool(TIE_AFTER.match(between))
    between = digits.sub("", sentence[end : claimed.start])
    opening = re.search(r"(?:^|[.;,]\s)(?:At|With|On|at|with|on)\s+$", sentence[max(0, start - 8) : start])
    if opening and re.match(r"^[^;.]{0,55}?\b(?:ranks?|ranked|is|was|has|had)\s+(?:the\s+)?$", between):
        return True
    return len(between) <= TIED and bool(TIE_BEFORE.match(between))


def _named(bench: Bench, claimed: Claimed) -> Iterator[tuple[bool, Working]]:
    """What is ranked by the lines that are named about a superlative."""
    sight = bench.sight
    after = re.split(r"[,;.]", sight.sentence[claimed.end : claimed.end + TIED])[0]
    cue = replace(
        _bare(claimed),
        rate=1000.0 if re.search(r"\brates?\b|\bper\b", after) else None,
        change=bool(claimed.grown),
    )
    span = (claimed.start, claimed.end)
    beside = any(
        n.sort is not Sort.RANK and abs(n.start - claimed.end) < 70 for n in sight.numbers
    )
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


def _bare(claimed: Claimed) -> Cue:
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
        values = {li.at: v for li in field if (v := _moved(bench, working, axis, li)) is not None}
        if line.at not in values or len(values) < 2:
            continue
        own = values[line.at]
        yield axis, line, list(values.values()), own
        if timed:
            yield from (
                (axis, line, [values[li.at] for li in part if li.at in values], own)
                for part in _parts(bench, axis, line, claimed, words)
            )


def _alike(lines: Sequence[Line]) -> bool:
    sorts = {c.number.sort for li in lines for c in li.cells}
    return len(sorts) == 1 and len({"£" in li.label for li in lines}) == 1


def _parts(
    bench: Bench, axis: int, line: Line, claimed: Claimed, words: str
) -> Iterator[list[Line]]:
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


def _moved(bench: Bench, working: Working, axis: int, line: Line) -> float | None:
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
    for axis, line, values, own in _fields(bench, working, claimed):
        above = sum(v > own + 1e-9 for v in values)
        below = sum(v < own - 1e-9 for v in values)
        what = "months or years" if bench.sight.axes[axis].timed else "lines"
        return (
            f"'{claimed.text.strip()}' is said of {working.text}; of the {len(values)} {what} "
            f"{above} are higher and {below} lower"
        )
    return ""


# ---- runs


def _runs(bench: Bench, found: Sequence[Explained]) -> Iterator[Standing]:
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
        count = _place(nth) if nth else int(WORDS.get(many.lower()) or many)
        series = list(_series(bench, match, found))
        made = [
            (sure, _longest(values, way, ends)) for sure, values, ends in series
        ]
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
            steps = [_step(a, b, way) for a, b in itertools.pairwise(span)]
            if len(steps) >= 2:
                results.append((sure, all(steps), steps))
        firm = [ok for sure, ok, _ in results if sure]
        if any(firm or [ok for _, ok, _ in results]):
            yield Standing(State.HELD, "run", match.group(), "every step in the table goes so", match.start())
        elif any(sure for sure, _, _ in results):
            steps = next(s for sure, _, s in results if sure)
            yield Standing(
                State.OFF, "run", match.group(),
                f"'{match.group().strip()}' is said; in the table {sum(steps)} of {len(steps)} "
                f"steps go {way.value}", match.start(),
            )  # fmt: skip
        elif results:
            yield Standing(State.OPEN, "run", match.group(), "", match.start())


def _step(one: float, other: float, way: Direction) -> bool:
    return other > one if way is Direction.UP else other < one


def _longest(values: Sequence[float], way: Direction, ends: Sequence[int]) -> int:
    best = 0
    for end in ends:
        run = 0
        while end - run > 0 and _step(values[end - run - 1], values[end - run], way):
            run += 1
        best = max(best, run)
    return best


def _series(
    bench: Bench, match: re.Match[str], found: Sequence[Explained]
) -> Iterator[tuple[bool, list[float], list[int]]]:
    """The values over time that a run may be of, whether surely, and where it may end."""
    sight = bench.sight
    cue = _bare(Claimed(match.start(), match.end(), 1, 0, 0, match.group()))
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
                pair = [Choice((line,), 1.0), choice] if axis == 0 else [choice, Choice((line,), 1.0)]
                operand = bench.operand(pair[0], pair[1])
                if operand is None:
                    break
                values.append((operand.low + operand.high) / 2)
            if len(values) < len(own.series):
                continue
            sure = i == 0 and choice.score >= 0.75 and not choice.added and (
                len(chosen) == 1 or chosen[1].score < 0.75 * choice.score
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
        if not BREAK.search(sentence[low:high]) and high - low < 110 and len(
            {o.choices[axis].lines for o in one.working.operands}
        ) == 1:
            told.add(one.working.operands[0].choices[axis].lines)
    return told


def _ends(bench: Bench, axis: int, match: re.Match[str]) -> list[int]:
    """Where a run may end: at the last, and at the times that are named."""
    series = list(bench.sight.axes[axis].series)
    named = [
        series.index(m.lines[-1]) for m in bench.sight.mentions[axis] if m.lines[-1] in series
    ]
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


# ---- how many moved a way


def _tallies(bench: Bench) -> Iterator[Standing]:
    sentence = bench.sight.sentence
    for match in TALLY.finditer(sentence):
        after = sentence[match.end() : match.end() + 70]
        cut = re.search(rf"{BREAK.pattern}|,|\btogether\b", after, re.IGNORECASE)
        after = after[: cut.start()] if cut else after
        if AIMED.search(after) or AIMED.search(match.group()):
            yield from _aims(bench, match, after)
            continue
        if ASIDE.search(after) or ASIDE.search(match.group()):
            continue
        before = sentence[max(0, match.start() - 45) : match.start()]
        ways = _ways_of(before) if re.search(r"\bin\s+$", before) else _ways_of(after)
        if len(ways) != 1:
            continue
        of = int(WORDS.get(match["n"].lower()) or match["n"])
        told = (match["k"] or match["all"]).lower().removesuffix(" of")
        k = of if told == "all" else 0 if told == "none" else of / 2 if told == "half" else (
            WORDS.get(told) or float(told))  # fmt: skip
        counts = set(_counted(bench, of, ways[0]))
        if not counts:
            continue
        if k in counts:
            yield Standing(State.HELD, "tally", match.group(), f"{k:g} of {of} lines went so", match.start())
        else:
            yield Standing(
                State.OFF, "tally", match.group(),
                f"'{match.group()}' is said; of {of} lines of the table "
                f"{sorted(counts)[0]:g} went {ways[0].value}", match.start(),
            )  # fmt: skip


AIMED = re.compile(r"\btargets?\b", re.IGNORECASE)
MET = re.compile(r"\b(?:met|hit|achieved|reached|exceeded|beaten|beat|surpassed)\b", re.IGNORECASE)
MISSED = re.compile(r"\b(?:missed|not met|unmet|failed|short|below|behind)\b", re.IGNORECASE)
LOWER_IS_BETTER = re.compile(
    r"lower|abandon|wait|time to|sickness|vacan|overspend|complaint|under\b", re.IGNORECASE
)


def _aims(bench: Bench, match: re.Match[str], after: str) -> Iterator[Standing]:
    """How many of the lines met their targets."""
    met, missed = MET.search(after), MISSED.search(after)
    of = int(WORDS.get(match["n"].lower()) or match["n"])
    told = (match["k"] or match["all"]).lower().removesuffix(" of")
    k = of if told == "all" else 0 if told == "none" else WORDS.get(told) or (
        float(told) if told.isdigit() else -1)  # fmt: skip
    if bool(met) == bool(missed) or k < 0:
        return
    counts = set()
    for axis in (0, 1):
        lines = [li for li in bench.sight.axes[axis].plain if li.role is Role.PLAIN]
        other = bench.sight.axes[1 - axis]
        aims = [li for li in other.lines if li.role is Role.TARGET]
        if len(lines) != of or len(aims) != 1:
            continue
        for reached in other.plain:
            good = 0
            for line in lines:
                spots = [(line.at, x.at) if axis == 0 else (x.at, line.at) for x in (aims[0], reached)]
                cells = [bench.sight.at.get(s) for s in spots]
                if cells[0] is None or cells[1] is None:
                    break
                low = bool(LOWER_IS_BETTER.search(line.label))
                gap = cells[1].number.value - cells[0].number.value
                good += gap <= 0 if low else gap >= 0
            else:
                counts.add(good if met else of - good)
    if k in counts:
        yield Standing(State.HELD, "tally", match.group(), f"{k:g} of {of} lines of the table", match.start())


def _ways_of(text: str) -> list[Direction]:
    found = [
        way
        for form, way in ((forms.UP, Direction.UP), (forms.DOWN, Direction.DOWN))
        if re.search(form, text, re.IGNORECASE)
    ]
    if not found and forms.HOLDS_UP.search(text):
        found += [Direction.UP] if forms.IMPROVED.search(text) else []
        found += [Direction.DOWN] if forms.WORSENED.search(text) else []
    return found


def _counted(bench: Bench, of: int, way: Direction) -> Iterator[int]:
    """How many of the lines went a way: from the first to the last, or by a printed change."""
    sight = bench.sight
    for axis in (0, 1):
        lines = [li for li in sight.axes[axis].plain if li.role is Role.PLAIN]
        if len(lines) != of:
            continue
        other = sight.axes[1 - axis]
        changes = [li for li in other.lines if li.role in (Role.CHANGE, Role.PERCENT_CHANGE)]
        pairs = []
        last = other.series[-1] if other.timed else None
        like = [li for li in other.series if last is not None and li.stems == last.stems]
        if len(like) >= 2:
            pairs = [(like[-1], like[-2]), (like[-1], like[0])]
        for change in changes[:1]:
            cells = [sight.at.get((li.at, change.at) if axis == 0 else (change.at, li.at))
                     for li in lines]  # fmt: skip
            if all(c is not None for c in cells):
                yield sum(_step(0, c.number.value, way) for c in cells if c is not None)
        for later, earlier in pairs if not changes else []:
            spots = [
                ((li.at, later.at), (li.at, earlier.at))
                if axis == 0
                else ((later.at, li.at), (earlier.at, li.at))
                for li in lines
            ]
            if all(a in sight.at and b in sight.at for a, b in spots):
                yield sum(
                    _step(sight.at[b].number.value, sight.at[a].number.value, way)
                    for a, b in spots
                )


# ---- which way a number that is printed has gone


TO = re.compile(
    rf"(?P<way>{forms.WAY}|\bimproved|\bworsened|\bdeteriorated)(?:\s+(?:in \w+(?: \d{{4}})?|again|back|further|slightly|sharply|steadily|from [^,;.]{{1,25}}?))*\s+"
    r"to\s+(?:(?:just|only|an?|estimated|around|about|a total of|stand at|reach)\s+)*$",
    re.IGNORECASE,
)


def _ways(bench: Bench, found: Sequence[Explained]) -> Iterator[Standing]:
    """A number that something rose or fell to, against what it was at the times before."""
    sentence = bench.sight.sentence
    for one in found:
        working = one.working
        if one.state is not State.HELD or working is None or working.kind not in (
            Kind.LEVEL, Kind.MEAN, Kind.SHARE):  # fmt: skip
            continue
        number = one.cue.number
        match = TO.search(sentence[: number.start] + _lead(number.text))
        if match is None:
            continue
        up = re.search(forms.UP, match["way"], re.IGNORECASE)
        down = re.search(forms.DOWN, match["way"], re.IGNORECASE)
        if bool(up) == bool(down):
            if not forms.HOLDS_UP.search(sentence):
                continue
            up = forms.IMPROVED.search(match["way"])
            down = forms.WORSENED.search(match["way"])
            if bool(up) == bool(down):
                continue
        way = Direction.UP if up else Direction.DOWN
        before = list(_earlier(bench, working))
        if before and not any(_step(b, working.value, way) for b in before):
            yield Standing(
                State.OFF, "change", match.group().strip(),
                f"'{match.group().strip()} {number.text.strip()}' is said, and it was "
                f"{before[0]:,.6g} before", number.start,
            )  # fmt: skip


def _lead(text: str) -> str:
    match = re.match(r"[A-Za-z ]+\s(?=[\d£])", text)
    return match.group() if match else ""


def _earlier(bench: Bench, working: Working) -> Iterator[float]:
    """What a working was at every time before."""
    for axis in (0, 1):
        own = bench.sight.axes[axis]
        lines = {o.choices[axis].lines for o in working.operands}
        if not own.timed or len(lines) != 1 or len(next(iter(lines))) != 1:
            continue
        (line,) = next(iter(lines))
        series = list(own.series)
        if line not in series:
            continue
        for other in series[: series.index(line)][::-1]:
            value = _moved(bench, working, axis, other)
            if value is not None:
                yield value


__all__ = ["Mention", "Standing", "replace", "standings"]
