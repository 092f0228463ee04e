"""Each number of a sentence explained: by the table, by the sentence's other numbers, or not.

A number is *held* where a likely working gives it. It is *off* where it is surely meant as a
working that gives another value: one slip of a digit from it, of the other sign, or where the
words leave nothing else that could be meant. All else is *open*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, permutations

from wardmote.checker.axes import Line, Role
from wardmote.checker.cues import Cue, cues_of
from wardmote.checker.grid import Cell, Grid
from wardmote.checker.numbers import Number, Sort, numbers_in
from wardmote.checker.sight import Sight
from wardmote.checker.workings import Bench, Kind, Working, held
from wardmote.vocabulary import Direction, Hedge

SURE = 0.5  # a score from which a working is surely meant where the number is one slip from it
SLIP = 0.2  # the same for a number of three digits and more, which nothing else is like
CERTAIN = 0.8  # and where it is not
RIVAL = 0.6  # of the likeliest, from which another working may be meant as well


class State(StrEnum):
    """What became of a number."""

    HELD = "held"
    OFF = "off"
    OPEN = "open"
    PLAIN = "plain"  # it counts nothing that is measured


@dataclass(frozen=True)
class Explained:
    """A number of a sentence and what it was found to be."""

    cue: Cue
    state: State
    low: float = 0.0
    high: float = 0.0
    why: str = ""
    working: Working | None = None
    sign: bool = False  # it is off by its sign alone
    slip: str = ""  # the likeliest slip
    others: tuple[Working, ...] = ()  # further workings that give it
    used: tuple[int, ...] = ()  # the other numbers of the sentence that give it


def explain(sentence: str, grid: Grid | None) -> list[Explained]:
    """Every number of a sentence with its explanation, in order."""
    if grid is None or not grid.cells:
        cues = cues_of(sentence, numbers_in(sentence))
        return [_own(cue, cues) for cue in cues]
    return explain_beside(sentence, grid)[0]


def explain_beside(sentence: str, grid: Grid) -> tuple[list[Explained], Bench]:
    """Every number of a sentence explained by a table, and the bench of its workings."""
    sight = Sight(sentence, grid)
    cues = cues_of(sentence, sight.numbers, sight.names)
    sight = _anchored(sight, cues)
    bench = Bench(sight)
    workings = [bench.workings(cue) for cue in cues]
    found = [_by_table(cue, cues, made, bench) for cue, made in zip(cues, workings, strict=True)]
    found = [_on_its_base(one, found) for one in found]
    for _ in range(2):  # what one number explains may explain another
        for i, one in enumerate(found):
            if one.state is State.OPEN:
                found[i] = _beside(i, found, bench)
    found = [
        _denied(i, found, workings[i], bench) if one.state is State.OPEN else one
        for i, one in enumerate(found)
    ]
    return found, bench


def _on_its_base(one: Explained, found: Sequence[Explained]) -> Explained:
    """A percentage of a move that only what the move came to gives is not explained by it."""
    if one.state is not State.HELD or one.working is not None or not one.cue.change:
        return one
    used = [found[i] for i in one.used]
    moves = [u.working for u in used if u.working and u.working.kind is Kind.DIFFERENCE]
    ends = [u.cue.number.value for u in used]
    if any(m.operands[0].low in ends for m in moves):
        return Explained(one.cue, State.OPEN)
    return one


BETWEEN = re.compile(r"[;:]|[.!?]\s|\b(?:while|whilst|whereas|but|although|though)\b", re.IGNORECASE)
OUTSIDE = re.compile(
    r"\b(?:national\w*|england|wales|region\w*|countr\w+|similar|peers?|pre-|pandemic|baseline|"
    r"forecast|predicted|expected|projected|estimated|elsewhere|neighbour\w*|excluding|except|"
    r"peak|record|high|highs|low|apart from|other than|leaving|discount\w*|adjusted)\b",
    re.IGNORECASE,
)
CLOSE = 45  # characters within which a number belongs to its neighbour


def _beside(i: int, found: Sequence[Explained], bench: Bench) -> Explained:
    """A number by the workings of the others that are explained."""
    cue = found[i].cue
    least = threshold(cue)
    best: Explained | None = None
    for j in sorted(range(len(found)), key=lambda j: abs(j - i)):
        known = found[j].working
        if j == i or known is None or found[j].state is not State.HELD:
            continue
        far = 0.85 ** (abs(j - i) - 1)
        for working, less in (
            (w, less)
            for source, less in ((known, 1.0), *((o, 0.7) for o in found[j].others))
            for w in bench.relatives(source, cue)
        ):
            score = working.score * far * less
            if score >= least and held(cue.number, working, cue.direction):
                if best is None or best.working is None or score > best.working.score:
                    made = replace(working, score=score)
                    best = Explained(
                        cue, State.HELD, made.low, made.high, made.text, made
                    )
    return best or found[i]


def _bound(i: int, found: Sequence[Explained], bench: Bench) -> Explained:
    """A number that belongs to its neighbour, and that nothing about the neighbour gives."""
    one = found[i]
    cue = one.cue
    sentence = bench.sight.sentence
    if OUTSIDE.search(f"{cue.before} {cue.after[:CLOSE]}"):
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
        apposed = known.kind is Kind.DIFFERENCE and cue.number.sort is Sort.PERCENT and (
            cue.change and re.search(r"[,–-]\s*(?:which \w+\s+)?(?:an?|the)\s[^,;]*$", between)
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
        best = max((w.score for w in made if _means(cue, w)), default=0.0)
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
            made = [w for w in made if w.score >= 0.4 and _means(cue, w)]
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
    r"^\W*(?:[a-z-]+[\s,]+){0,4}?[(,–-]?\s*(?:\bor\b|\(|,|–|-|\ba\b|\ban\b|\bwhich\b|\brepresenting\b|"
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
    if derived and re.search(r"(?:\(|,\s*at|,\s*or|,\s*to)\s*$", between):
        return True
    return False


def _means(cue: Cue, working: Working) -> bool:
    """Whether a working is of the kind that a number's words speak of."""
    sort = cue.number.sort
    if sort in (Sort.PERCENT, Sort.SHARE):
        if cue.change:
            return working.kind is Kind.PERCENT
        if cue.share:
            return working.kind is Kind.SHARE
        return working.kind in (Kind.SHARE, Kind.PERCENT, Kind.LEVEL)
    if sort is Sort.POINTS:
        return working.kind in (Kind.DIFFERENCE, Kind.POINTS)
    if sort is Sort.TIMES:
        return working.kind is Kind.RATIO
    return working.kind is (Kind.DIFFERENCE if cue.change else Kind.LEVEL)


def threshold(cue: Cue) -> float:
    """The score that a working must have to explain a number that many values would print as."""
    return min(0.6, 0.04 + 3 * cue.chance)


def _anchored(sight: Sight, cues: Sequence[Cue]) -> Sight:
    """The sight with the lines of cells that a number points to by its own particular value.

    A line is not taken so from a time that is named: there the words are surer than a value.
    """
    extra = []
    for cue in cues:
        number = cue.number
        if cue.chance > 0.1 or number.hedge is not Hedge.NONE or number.sort is Sort.RANK:
            continue
        same = [
            c for c in sight.grid.cells
            if c.number.sort is number.sort and abs(c.number.value) == abs(number.value)
        ]  # fmt: skip
        span = (number.start, number.end)
        if cue.chance > 0.012:  # only where one of its lines is named
            same = [
                c for c in same
                if any(sight.score(axis, _line(sight, axis, c), span, frozenset()) >= 0.4
                       for axis in (0, 1))
            ]  # fmt: skip
        if len(same) != 1:
            continue
        for axis in (0, 1):
            if not (sight.axes[axis].timed and any(
                len(m.lines) == 1 for m in sight.mentions[axis])):  # fmt: skip
                extra.append((axis, _line(sight, axis, same[0]), number.start))
    return sight.shifted(extra) if extra else sight


def _line(sight: Sight, axis: int, cell: Cell) -> Line:
    at = cell.row if axis == 0 else cell.column
    return next(li for li in sight.axes[axis].lines if li.at == at)


def _by_table(
    cue: Cue, cues: Sequence[Cue], workings: Sequence[Working], bench: Bench
) -> Explained:
    """A number by a likely working of the table, or by the other numbers of its sentence."""
    if _plain(cue, bench):
        return Explained(cue, State.PLAIN)
    least = threshold(cue)
    good = next((w for w in workings if held(cue.number, w, cue.direction)), None)
    turned = next((w for w in workings if held(cue.number, w, cue.direction) is None), None)
    best = workings[0].score if workings else 1.0
    near = good is not None and good.score >= max(0.3, 0.8 * best)
    likely = good is not None and good.score >= (least if cue.chance <= 0.15 else 0.75 * best)
    if good and (likely or near) and not (
        turned and _turns(turned, cue) and turned.score > 2 * good.score
    ):
        more = [w for w in workings if w is not good and held(cue.number, w, cue.direction)]
        return Explained(
            cue, State.HELD, good.low, good.high, good.text, good, others=tuple(more[:4])
        )
    return _own(cue, cues)


def _turns(working: Working, cue: Cue) -> bool:
    """Whether a working of the other sign may say that a direction is wrong: of two numbers, or
    of one printed change that a verb goes before."""
    if working.kind is not Kind.LEVEL:
        return True
    by = re.search(r"\bby\s+(?:[a-z]+\s+){0,2}$", cue.before, re.IGNORECASE)
    return working.operands[0].count == 1 and bool(by)


def _denied(
    i: int, found: Sequence[Explained], workings: Sequence[Working], bench: Bench
) -> Explained:
    """A number that nothing gives: off where it is surely meant as something, else open."""
    cue = found[i].cue
    turned = next(
        (w for w in workings if _turns(w, cue) and held(cue.number, w, cue.direction) is None), None
    )
    otherwise = any(
        held(cue.number, w, cue.direction)
        for j, one in enumerate(found)
        if j != i and one.working is not None and one.state is State.HELD
        for w in bench.relatives(one.working, cue)
    )
    least = 0.8 if otherwise else max(threshold(cue), 0.3)
    if turned and turned.score >= least:
        return Explained(
            cue, State.OFF, turned.low, turned.high, turned.text, turned, sign=True
        )
    nearby = [
        w for j, one in enumerate(found)
        if j != i and one.working is not None and one.state is State.HELD
        for w in bench.relatives(one.working, cue)
    ]  # fmt: skip
    long = len(re.sub(r"\D", "", cue.number.text)) > 2
    slip = next(
        (w for w in sorted([*workings, *nearby], key=lambda w: -w.score)
         if w.score >= (SURE if not long else 2 * SLIP if w.kind is Kind.LEVEL else SLIP)
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


AFTER_NUMBER = re.compile(r"^\s*(?:[a-z-]+\s+){0,2}$", re.IGNORECASE)
BEFORE_NUMBER = re.compile(
    r"^\w*\s*(?:offences?|crimes?|incidents?|cases?|reports?|calls?|numbers?|figures?|levels?)?\s*"
    r"(?:(?:was|were|is|are|stood at|stands at|numbered|totalled|came to|at|to|from|rose to|fell to|"
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


def _certainly(
    cue: Cue, workings: Sequence[Working], bench: Bench, one: Explained
) -> Explained:
    """A number that can only be meant as one working, which gives another value."""
    if not workings or workings[0].score < CERTAIN or not _means(cue, workings[0]):
        return one
    top = workings[0]
    if top.kind is Kind.LEVEL:
        if not _adjacent(cue, top, bench):
            return one
    elif top.kind not in FIRM or not _leads(cue, top, bench):
        return one
    if cue.number.spelt or OUTSIDE.search(f"{cue.before} {cue.after[:CLOSE]}"):
        return one
    rivals = [w for w in workings[1:] if w.score >= RIVAL * top.score and w.kind is not Kind.LEVEL]
    if any(abs(w.value - top.value) > 1e-6 * max(1.0, abs(top.value)) for w in rivals):
        return one
    if any(held(cue.number, w, None) for w in workings):
        return one
    if top.kind is Kind.LEVEL and not 0.5 <= abs(cue.number.value / (top.value or 1)) <= 2:
        return one
    if top.value == 0 or not 0.2 < abs(cue.number.value / top.value) < 5:
        return one
    return Explained(cue, State.OFF, top.low, top.high, top.text, top)


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
                other = _line(bench.sight, axis, cell)
                return Explained(
                    cue, State.OFF, top.low, top.high, top.text, top,
                    slip=f"it is the number of {other.label}",
                )  # fmt: skip
    return None


IN_A_ROW = re.compile(
    r"\s+(?:(?:consecutive|successive|straight)\s+)?(?:month|quarter|year|wave|annual|week)\w*\s+"
    r"(?:[a-z]+\s+)?(?:running|in a row|in succession)|\s+(?:consecutive|successive|straight)\b",
    re.IGNORECASE,
)


def _plain(cue: Cue, bench: Bench | None) -> bool:
    """Whether a number counts nothing that is measured: two of the six districts."""
    number = cue.number
    if number.sort is Sort.RANK or IN_A_ROW.match(cue.after):
        return True
    if bench is not None and number.whole and number.sort is Sort.COUNT and number.value < 100:
        labels = (li.label for axis in bench.sight.axes for li in axis.lines)
        word = re.match(r"[\s-]?([a-z]{3})[a-z]*", cue.after)
        if word and any(re.search(rf"\b{number.value:.0f}\s?{word[1]}", lab, re.I) for lab in labels):
            return True  # a number of a label: within 15 minutes
    if bench is not None and number.sort is Sort.COUNT and number.whole and not cue.change:
        counts = {len([li for li in a.plain if li.role is Role.PLAIN]) for a in bench.sight.axes}
        if number.value in counts and number.value > 2 and re.match(r"\s+[a-z-]+s\b", cue.after):
            return True
    if number.sort is Sort.COUNT and number.spelt and number.value <= 12 and not cue.change:
        if bench is None:
            return True
        return not any(
            abs(c.number.value) == number.value for c in bench.sight.grid.cells
        ) or bool(re.match(r"\s+of\b|\s+(?:\w+\s+)?(?:types|groups|districts|forces|areas)", cue.after))
    return False


def misprint(number: Number, working: Working) -> bool:
    """Whether a number is one slip of a digit, or of two neighbours, from a working's value."""
    if working.kind in (Kind.PRODUCT, Kind.SPREAD) or number.hedge is not Hedge.NONE:
        return False
    decimals = len(number.text.partition(".")[2].rstrip("% abcdefghijklmnopqrstuvwxyz"))
    scale = 1.0
    match = re.search(r"\d[\d,]*(?:\.\d+)?", number.text)
    if match is None:
        return False
    printed = match.group().replace(",", "")
    bare = float(printed)
    if bare and abs(number.value) > bare * 100:
        scale = abs(number.value) / bare
    for factor in {1.0, 1 / scale}:
        value = abs(working.value) * factor
        one = re.sub(r"\D", "", printed)
        other = re.sub(r"\D", "", f"{value:.{decimals}f}")
        if _slip(one, other):
            return True
    return False


def _slip(one: str, other: str) -> bool:
    if len(one) != len(other) or len(one) < 2 or one == other:
        return False
    unlike = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(unlike) == 1:
        return len(one) > 2
    if len(one) > 2 and len(unlike) == 2 and sorted(one) == sorted(other):
        return True
    return (
        len(unlike) == 2
        and unlike[1] == unlike[0] + 1
        and one[unlike[0]] == other[unlike[1]]
        and one[unlike[1]] == other[unlike[0]]
    )


# ---- the sentence's own numbers


@dataclass(frozen=True, slots=True)
class Own:
    """What other numbers of the sentence make of one."""

    low: float
    high: float
    text: str
    moved: bool
    used: tuple[int, ...]


def own_workings(cue: Cue, cues: Sequence[Cue]) -> Iterator[Own]:
    """The calculations by which other numbers of a sentence may give one."""
    others = [
        (i, c.number) for i, c in enumerate(cues)
        if c is not cue and c.number.sort is not Sort.RANK
    ]  # fmt: skip
    counts = [(i, n) for i, n in others if n.sort is Sort.COUNT]
    percents = [(i, n) for i, n in others if n.sort is Sort.PERCENT]
    sort = cue.number.sort
    if sort in (Sort.PERCENT, Sort.SHARE):
        yield from _own_shares(cue, counts, percents)
    if sort is Sort.POINTS:
        for (i, a), (j, b) in permutations(percents, 2):
            yield Own(a.low - b.high, a.high - b.low, f"{_t(a)} less {_t(b)}", True, (i, j))
        for (i, a), (j, b) in permutations(counts, 2):
            yield Own(a.low - b.high, a.high - b.low, f"{_t(a)} less {_t(b)}", True, (i, j))
    if sort is Sort.TIMES:
        for (i, a), (j, b) in permutations([*counts, *percents], 2):
            if b.low > 0 and a.sort is b.sort:
                yield Own(a.low / b.high, a.high / b.low, f"{_t(a)} over {_t(b)}", False, (i, j))
    if sort is Sort.COUNT:
        for (i, a), (j, b) in permutations(counts, 2):
            yield Own(a.low - b.high, a.high - b.low, f"{_t(a)} less {_t(b)}", True, (i, j))
            if cue.average and b.low > 0:
                yield Own(a.low / b.high, a.high / b.low, f"{_t(a)} over {_t(b)}", False, (i, j))
        if cue.average:
            for i, a in counts:
                for by in (12.0, 4.0, 52.0, 365.0, 3.0, 6.0, 30.4, 31.0, 30.0, 28.0, 7.0):
                    yield Own(a.low / by, a.high / by, f"{_t(a)} over {by:g}", False, (i,))
        if cue.rate:
            for (i, a), (j, b) in permutations(counts, 2):
                if b.low > 0:
                    yield Own(
                        cue.rate * a.low / b.high, cue.rate * a.high / b.low,
                        f"{_t(a)} over {_t(b)}, times {cue.rate:,.0f}", False, (i, j),
                    )  # fmt: skip
        for size in range(2, min(len(counts), 6) + 1):
            for some in combinations(counts, size):
                yield _sum(some)
        for i, a in percents:
            for j, b in counts:
                if cue.number.value >= 5:
                    yield Own(
                        a.low * b.low / 100, a.high * b.high / 100, f"{_t(a)} of {_t(b)}",
                        False, (i, j),
                    )  # fmt: skip


Numbered = tuple[int, Number]


def _own_shares(
    cue: Cue, counts: Sequence[Numbered], percents: Sequence[Numbered]
) -> Iterator[Own]:
    """A percentage by the counts of its sentence: a share of them, or what they moved by."""
    way = cue.direction
    for (i, a), (j, b) in permutations(counts, 2):
        if b.low <= 0 or a.low < 0:
            continue
        low, high = 100 * a.low / b.high, 100 * a.high / b.low
        moved = cue.change or (not cue.share and cue.number.sort is Sort.PERCENT)
        if a.value < b.value and not (cue.change and _is_later(a, b, counts, way)):
            yield Own(low, high, f"{_t(a)} of {_t(b)}", False, (i, j))
        if moved and 0.02 < a.value / b.value < 50:
            fits = way is None or (a.value > b.value) == (way is Direction.UP)
            if fits:
                yield Own(low - 100, high - 100, f"{_t(a)} against {_t(b)}", True, (i, j))
        if a.value < b.value and cue.change:  # a move, and what it came to
            for sign in (1, -1):
                if way is not None and (sign > 0) != (way is Direction.UP):
                    continue
                base = b.low - sign * a.high, b.high - sign * a.low
                if min(base) > 0 and not _other_end(a, b, counts):
                    yield Own(
                        100 * a.low / max(base), 100 * a.high / min(base),
                        f"{_t(a)} of {_t(b)} {'less' if sign > 0 else 'and'} {_t(a)}",
                        False, (i, j),
                    )  # fmt: skip
    if cue.change:
        for (i, a), (j, b) in permutations(percents, 2):
            if b.low > 0 and (way is None or (a.value > b.value) == (way is Direction.UP)):
                yield Own(
                    100 * (a.low / b.high - 1), 100 * (a.high / b.low - 1),
                    f"{_t(a)} against {_t(b)}", True, (i, j),
                )  # fmt: skip
        return
    if cue.number.sort is Sort.PERCENT:
        for size in range(2, min(len(percents), 5) + 1):
            for some in combinations(percents, size):
                yield _sum(some)
        for i, a in percents:
            yield Own(100 - a.high, 100 - a.low, f"100 less {_t(a)}", False, (i,))


def _other_end(move: Number, end: Number, counts: Sequence[Numbered]) -> bool:
    """Whether the sentence has the other end of a move too, which then is its base or not."""
    return any(
        abs(abs(n.value - end.value) - move.value) < 1e-9 * max(1.0, abs(end.value)) or
        abs(abs(n.value - end.value) / move.value - 1) < 0.02
        for _, n in counts
        if n is not move and n is not end and move.value
    )


def _is_later(
    move: Number, end: Number, counts: Sequence[Numbered], way: Direction | None
) -> bool:
    """Whether a number is what a move came to, so that the move is no share of it."""
    for _, other in counts:
        if other is move or other is end or not move.value:
            continue
        if abs(abs(other.value - end.value) / move.value - 1) < 0.02 and way is not None:
            return (end.value < other.value) == (way is Direction.DOWN)
    return False


def _sum(some: Sequence[tuple[int, Number]]) -> Own:
    return Own(
        sum(n.low for _, n in some), sum(n.high for _, n in some),
        "the sum of " + ", ".join(_t(n) for _, n in some), False, tuple(i for i, _ in some),
    )  # fmt: skip


def _t(number: Number) -> str:
    return number.text.strip()


def _own(cue: Cue, cues: Sequence[Cue]) -> Explained:
    """A number by the other numbers of its sentence."""
    if _plain(cue, None):
        return Explained(cue, State.PLAIN)
    limit = 0.5 if len(cues) <= 4 else 0.3
    if cue.chance <= limit:
        for own in own_workings(cue, cues):
            if _holds(cue, own):
                return Explained(cue, State.HELD, own.low, own.high, own.text, used=own.used)
    return Explained(cue, State.OPEN)


def _holds(cue: Cue, own: Own) -> bool:
    number = cue.number
    low, high = own.low, own.high
    if own.moved:
        if low <= 0 <= high and not (low == high == 0):
            low, high = 0.0, max(-low, high)
        elif high < 0:
            low, high = -high, -low
        if number.value < 0:
            low, high = -high, -low
    measured = number if number.whole and low == high == round(low) else number.measured
    decimals = len(number.text.partition(".")[2].rstrip("% abcdefghijklmnopqrstuvwxyz"))
    slack = 0.0 if number.whole or number.hedge is not Hedge.NONE else 0.05 * 10**-decimals
    return measured.holds(low - slack, high + slack)


def way_of(direction: Direction | None) -> str:
    """Up, down, or nothing."""
    return direction.value if direction else ""
