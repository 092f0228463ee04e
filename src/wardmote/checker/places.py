"""Highest, lowest, third of eight: the place of a number among its like."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wardmote.checker.axes import Line, Role
from wardmote.checker.behind import after_another, axes_behind, is_behind
from wardmote.checker.bench import Bench
from wardmote.checker.comparing import one_measure
from wardmote.checker.cues import Cue
from wardmote.checker.explained import Explained, State
from wardmote.checker.fields import among, clause_about, fields_of, has_place, placed_as, rival_of
from wardmote.checker.number import Number, Sort
from wardmote.checker.outside import strange
from wardmote.checker.respective import RESPECTIVELY
from wardmote.checker.sight import BREAK
from wardmote.checker.spelt import WORDS
from wardmote.checker.standing import Order, Reading
from wardmote.checker.superlatives import SUPERLATIVE, Claimed, claims_of_place
from wardmote.checker.tied import TIED, is_tied
from wardmote.checker.workings import Choice, Kind, Operand, Working

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


# The three quietest districts put together; in every one of the waves.
OF_SEVERAL = re.compile(
    rf"\b(?:{'|'.join(WORDS)})\s+(?:\w+est|most|least)\b|\bput together\b|\bcombined\b|"
    r"\bin (?:every|each|all|both)\b|\b(?:separates?|between)\b",
    re.IGNORECASE,
)
IN_SEVERAL = re.compile(
    rf"[^.;,\d]{{0,30}}?\bin (?:only |just |all but )?(?:{'|'.join(WORDS)}) of (?:the|our|its)\b",
    re.I,
)
FAINT = 0.2  # the score under which what a number was taken for denies no place of it
# The largest annual rise in the series is one of several of the same thing.
IN_SERIES = re.compile(
    r"\b(?:annual|monthly|quarterly|in the (?:whole )?series|on record|ever)\b", re.IGNORECASE
)


# A and B had the lowest totals: the place of neither alone.
SEVERAL = re.compile(
    r"\band\s+[A-Z]\w+(?:\s\w+)?\s+(?:had|have|has|saw|recorded|were|are)\b[^.;]*$"
)
# The widest gap, the largest shortfall: by their sizes, whatever their signs.
GAPS = re.compile(
    r"\b(?:gaps?|shortfalls?|margins?|holes?|deficits?|over ?spends?|under ?spends?|variances?|"
    r"differences?|spreads?|shortages?)\b", re.IGNORECASE,
)  # fmt: skip
# The best charge rate: of shares and rates, and no counts.
RATES = re.compile(
    r"\brates?\b|\bper\b|\bproportion|\bshares?\b|\bpercentage|\bratio\b|\baverage|%|\blikel|\bodds\b",
    re.IGNORECASE,
)
LIKELY = re.compile(r"\s+likely\b", re.IGNORECASE)  # of rates
LOW = 0.02  # of the score of a rate that nobody names, as is that at which something is likely
NAMED = "what is named"
CHANGES = (Role.CHANGE, Role.PERCENT_CHANGE)
AND_THE = re.compile(r",?\s+and\s+(?:the\s+)?", re.IGNORECASE)
MOST = 24  # readings of one claim
LED_IN = re.compile(r"\b(among|amongst|in|at|for|by|with|of|from|on|was|is|were|to)\s+(?:the\s+)?$")


def orders_of_place(bench: Bench, found: Sequence[Explained]) -> Iterator[Order]:
    """Every place that a sentence claims, with what the table has that it may be said of."""
    for said in claims_of_place(bench.sight.sentence):
        claimed = replace(said, place=said.place + (said.place == 1 and after_another(bench, said)))
        if IN_SEVERAL.match(bench.sight.sentence, claimed.end):
            continue  # the fewest in three of the six: the place of no one number
        about = _About(bench, claimed)
        readings = [
            reading
            for source, firm, working in _subjects(bench, found, claimed)
            if not claimed.behind
            or source != NAMED
            or any(is_behind(bench, claimed, axis, working) for axis in about.behind)
            for reading in about.readings(source, firm, working)
        ]
        if readings:
            told = f"{claimed.place} from {claimed.top} of {claimed.grown}"
            yield Order(
                "rank", claimed.text, claimed.start, told, tuple(readings[:MOST]),
                about.outside(readings), about.strange, about.shape,
            )  # fmt: skip


class _About:
    """The traits of what a claimed place may be said of."""

    def __init__(self, bench: Bench, claimed: Claimed) -> None:
        self.bench, self.claimed = bench, claimed
        sentence = bench.sight.sentence
        start, stop = clause_about(sentence, claimed)
        self.words = sentence[start:stop]
        of_a_group = OF_A_GROUP.match(sentence[claimed.end :])
        spans = not of_a_group and bool(SPANS.search(self.words))
        groups = bool(of_a_group or GROUPS.search(self.words))
        self.said = "both" if spans and groups else (
            "spans" if spans else "groups" if groups else "neither")  # fmt: skip
        self.strange = strange(bare_cue(claimed, sentence), bench)
        self.word = re.findall(r"[a-z]+", claimed.text.lower())[-1]
        after = re.split(r"[,.;]\s", sentence[claimed.end : claimed.end + TIED])[0]
        self.sized = bool(GAPS.search(after))
        self.rate = "a rate" if RATES.search(self.words) else "no rate"
        self.then = word_behind(sentence, claimed.end)
        self.rival = rival_of(bench, claimed)
        self.behind = axes_behind(bench, claimed) if claimed.behind else []
        self.over, self.many = among(bench, sentence[claimed.end :])
        self.shape = "nth" if claimed.place > 1 else "a move" if claimed.grown else (
            "either end" if not claimed.top else "an end")  # fmt: skip

    def readings(self, source: str, firm: bool, working: Working) -> Iterator[Reading]:
        """A working along each way in which it may have a place."""
        claimed = self.claimed
        lines = [li for c in working.operands[0].choices for li in c.lines]
        if self.rival[1] in lines or (
            working.kind is Kind.LEVEL and any(li.role is Role.TARGET for li in lines)
        ):
            return  # it comes behind this; nobody ranks what was aimed at
        moved = working.moved or working.kind in (Kind.PERCENT, Kind.DIFFERENCE)
        sure = "surely" if firm else "perhaps"
        base = [
            f"rank by {source}", f"rank by {source}, {working.kind.value}",
            f"rank {sure} by {source}", f"rank by {source}, {self.shape}",
            f"rank by {source}, then {self.then}",
            f"rank of {'a move' if moved else 'a level'}, {self.shape}",
            f"rank by {source}, {self.word}",
            f"rank of {_unit(working)}, said of {self.rate}",
        ]  # fmt: skip
        for axis, line, part, signed, of_it in fields_of(self.bench, working, self.words):
            if line.role is Role.TARGET or (self.rival[1] is not None and axis != self.rival[0]):
                continue
            if source == NAMED and claimed.behind and axis not in self.behind:
                continue
            values = [abs(v) for v in signed] if self.sized else signed
            own = abs(of_it) if self.sized else of_it
            way = "time" if self.bench.sight.axes[axis].timed else "group"
            across = "time" if self.bench.sight.axes[1 - axis].timed else "group"
            where = self._where(axis, (line,))
            others = {o.choices[1 - axis].lines for o in working.operands}
            beside = self._where(1 - axis, next(iter(others))) if len(others) == 1 else "several"
            told = dict.fromkeys((
                *base, f"rank over {way} beside {across}, said {self.said}", f"rank over {part}",
                f"rank over {part}, said {self.said}", f"rank of a line named {where}",
                f"rank over {way} of a line named {where}", f"rank by {source}, named {where}",
                f"rank of a line named {where}, then {self.then}",
                f"rank beside what is named {beside}", f"rank of {line.role.value}",
                f"rank over {way}, in a series {bool(IN_SERIES.search(self.words))}",
                f"rank over {way}, among {min(len(values), 6)}",
                f"rank among lines {self._as_said(axis, len(values))}, {part}",
                f"rank of a line led in by {self._led_in(axis, (line,))}",
                f"rank beside what is led in by "
                f"{self._led_in(1 - axis, next(iter(others))) if len(others) == 1 else 'several'}",
            ), 1.0)  # fmt: skip
            if self.rival[1] is not None:
                told["rank second to one of these"] = 1.0
            told["rank, score"] = math.log(max(working.score, 0.01))
            yield Reading(
                told, has_place(values, own, claimed), has_place(values, own, claimed.mirrored),
                placed_as(values, own, way, working), firm,
            )  # fmt: skip

    def outside(self, readings: Sequence[Reading]) -> dict[str, float]:
        """The traits of a place as one of nothing in the table."""
        claimed, sentence = self.claimed, self.bench.sight.sentence
        told = dict.fromkeys((
            "rank of nothing", f"rank of nothing, {self.shape}", f"rank of nothing, {self.word}",
            f"rank of nothing, said of {self.rate}",
            f"rank of nothing, then {self.then}", f"rank of nothing, said {self.said}",
        ), 1.0)  # fmt: skip
        for name, seen in (
            ("several", OF_SEVERAL.search(self.words)),
            ("shared", SEVERAL.search(sentence[: claimed.start])),
            ("respectively", RESPECTIVELY.search(sentence)),
        ):
            told[f"rank of nothing, {name}"] = float(bool(seen))
        told["rank of nothing, strange words"] = self.strange
        told["rank of nothing, likeliest"] = max(r.traits["rank, score"] for r in readings)
        return told

    def _as_said(self, axis: int, among: int) -> str:
        """Whether lines are those of an axis among which a place is said to be, and as many."""
        over = "" if self.over is None else "said" if axis in self.over else "not said"
        many = "" if self.many is None else "as many" if self.many == among else "not as many"
        return f"{over} {many}".strip() or "that nobody names"

    def _led_in(self, axis: int, lines: Sequence[Line]) -> str:
        """The word that leads in the first name of lines behind a claim; nothing where none is."""
        behind = [
            m.start for m in self.bench.sight.mentions[axis]
            if m.lines == tuple(lines) and m.weight >= 0.5 and m.end > m.start
            and m.start >= self.claimed.end
        ]  # fmt: skip
        if not behind:
            return "nothing"
        match = LED_IN.search(self.bench.sight.sentence[self.claimed.end : min(behind)])
        return match[1].lower() if match else "another word"

    def _where(self, axis: int, lines: Sequence[Line]) -> str:
        """Where lines are named beside a claim."""
        spots = [
            m for m in self.bench.sight.mentions[axis]
            if set(lines) <= set(m.lines) and m.weight >= 0.5 and m.end > m.start
        ]  # fmt: skip
        before = [m for m in spots if m.end <= self.claimed.start]
        behind = [m for m in spots if m.start >= self.claimed.end]
        if before and behind:
            return "on both sides"
        if not spots:
            return "nowhere"
        sentence = self.bench.sight.sentence
        between = (
            sentence[before[-1].end : self.claimed.start] if before
            else sentence[self.claimed.end : behind[0].start] if behind else ""
        )  # fmt: skip
        far = " far" if BREAK.search(between) or "," in between else ""
        return ("before" if before else "behind") + far


def _unit(working: Working) -> str:
    """What a working is counted in, as far as it has a place: a share, a rate, or else."""
    if working.kind in (Kind.SHARE, Kind.PERCENT, Kind.RATE, Kind.QUOTIENT, Kind.REST):
        return working.kind.value
    operand = working.operands[0]
    roles = {li.role.value for c in operand.choices for li in c.lines} - {Role.PLAIN.value}
    return "a percentage" if operand.sort is Sort.PERCENT else min(roles, default="a count")


def word_behind(sentence: str, end: int) -> str:
    """The word right behind a place."""
    match = re.match(r"\W*([a-z]+)", sentence[end:], re.IGNORECASE)
    return match[1].lower() if match else "-"


def _subjects(
    bench: Bench, found: Sequence[Explained], claimed: Claimed
) -> Iterator[tuple[str, bool, Working]]:
    """What may be ranked, by what it is told, and whether it is surely meant: a number beside it,
    or lines named."""
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
        if AND_THE.fullmatch(between) and SUPERLATIVE.search(sentence[: number.start]):
            continue  # the most likely, at 77.5 %, and the least likely: of the first alone
        if BREAK.search(between) or len(between) > 2 * TIED or SUPERLATIVE.search(between):
            continue
        near.append((len(between), one))
    near.sort(key=lambda n: n[0])
    for nth, (gap, one) in enumerate(near[:2]):
        working = one.working
        assert working is not None
        moved = working.kind in (Kind.PERCENT, Kind.DIFFERENCE)
        if claimed.grown and not moved and not working.moved:
            continue
        firm = (
            is_tied(sentence, claimed, one.cue.number.start, one.cue.number.end)
            and gap == near[0][0]
            and bool(claimed.grown) == (moved or working.moved)
            and one.cue.number.sort is not Sort.TIMES
            and working.score >= FAINT
        )
        yield (
            f"its {'nearest' if not nth else 'next'} number",
            firm and working.kind in (Kind.LEVEL, Kind.PERCENT, Kind.DIFFERENCE, Kind.SHARE),
            working,
        )
    yield from ((NAMED, *one) for one in _named(bench, claimed))


def _named(bench: Bench, claimed: Claimed) -> Iterator[tuple[bool, Working]]:
    """What is ranked by the lines that are named about a superlative."""
    sight = bench.sight
    after = re.split(r"[,;.]", sight.sentence[claimed.end : claimed.end + TIED])[0]
    gap = bool(GAPS.search(after))
    cue = replace(
        bare_cue(claimed),
        rate=1.0 if re.search(r"\brates?\b|\bper\b", after) else None,
        change=bool(claimed.grown) or gap,
    )
    of_gaps = gap and any(li.role is Role.CHANGE for axis in sight.axes for li in axis.lines)
    likely = LIKELY.search(f"{claimed.text}{sight.sentence[claimed.end :][:8]}") is not None
    span = (claimed.start, claimed.end)
    beside = any(n.sort is not Sort.RANK and abs(n.start - claimed.end) < 70 for n in sight.numbers)
    operands = bench.operands(cue)
    if of_gaps:
        operands = [
            o for o in operands if any(li.role is Role.CHANGE for c in o.choices for li in c.lines)
        ]  # fmt: skip
    if likely:
        operands = _rates(bench, claimed, operands)
    for operand in operands[:14]:
        if operand.score < (LOW if likely else 0.3):
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
            if not any(li.role in CHANGES for c in operand.choices for li in c.lines):
                continue
        yield from (
            (firm and not sight.axes[0].timed, w)
            for w in bench.made(Kind.LEVEL, (operand,), operand.score)
        )


def _rates(bench: Bench, claimed: Claimed, operands: Sequence[Operand]) -> list[Operand]:
    """Those of operands that are how likely something is: of the rates that are named behind, or
    the only one there is."""
    lines = {
        li for o in operands for c in o.choices for li in c.lines
        if li.role in (Role.RATE, Role.SHARE)
        or all(c.number.sort is Sort.PERCENT for c in li.cells)
    }  # fmt: skip
    named = {
        li for mentions in bench.sight.mentions for m in mentions
        if m.start >= claimed.end for li in m.lines if li in lines
    }  # fmt: skip
    meant = named or (lines if len(lines) == 1 else set())
    return [o for o in operands if any(li in meant for c in o.choices for li in c.lines)]


def _moves(bench: Bench, operand: Operand, axis: int) -> Iterator[tuple[bool, Working]]:
    own = bench.sight.axes[axis]
    (line, *_) = operand.choices[axis].lines
    series = [li for li in own.series if not own.mixed or one_measure(li, line, own.series)]
    if len(series) < 2:
        return
    for later, earlier in ((series[-1], series[-2]), (series[-1], series[0])):
        made = []
        for line in (later, earlier):
            pair = [*operand.choices]
            pair[axis] = Choice((line,), 1.0)
            made.append(bench.operand(pair[0], pair[1]))
        if made[0] is not None and made[1] is not None and made[0].sort is made[1].sort:
            for kind in (Kind.PERCENT, Kind.DIFFERENCE):
                for working in bench.made(kind, (made[0], made[1]), operand.score, moved=True):
                    yield False, working


def bare_cue(claimed: Claimed, sentence: str = "") -> Cue:
    """A place of the sentence as a number without words, to see which lines are named about it."""
    number = Number(0, 0, 0, Sort.COUNT, claimed.start, claimed.end, claimed.text)
    before, after = sentence[: claimed.start], sentence[claimed.end :]
    return Cue(number, False, None, False, False, None, False, "", before, after)
