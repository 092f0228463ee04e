"""Numbers as a hand that strays in the table would write them: the slips of real papers.

Each number that the table gives is worked out once more with another line of it: the row or the
column beside, a line left out of a sum or taken into it, the other base."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from wardmote.checker.axes import Line
from wardmote.checker.bench import Bench
from wardmote.checker.explain import read_beside
from wardmote.checker.explained import State
from wardmote.checker.grid import Grid
from wardmote.checker.number import Number, Sort
from wardmote.checker.workings import Choice, Kind, Operand, Working, evaluate
from wardmote.vocabulary import Hedge

DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
UNITS = (1.0, 1e-3, 1e-6)  # of money, as the text has it beside the table
APART = 0.03  # of a number, from which another is wrong
OTHER_KIND = 0.15  # of the slips: points for per cent, and per cent for points
TRIES = 6
KINDS = {Sort.PERCENT: Kind.DIFFERENCE, Sort.POINTS: Kind.PERCENT}


def misread(text: str, table: Grid, draw: random.Random, each: int) -> Iterator[tuple[int, str]]:
    """Where a number of a statement stands, and the statement with it misread, `each` times."""
    found, _, bench = read_beside(text, table)
    for one in found:
        number, working = one.cue.number, one.working
        if one.state is not State.HELD or working is None or number.hedge is not Hedge.NONE:
            continue
        if number.sort not in (Sort.COUNT, Sort.PERCENT, Sort.POINTS):
            continue
        for _ in range(each):
            wrong = _misread_as(text, number, working, bench, draw)
            if wrong:
                yield number.start, wrong


def _misread_as(
    text: str, number: Number, working: Working, bench: Bench, draw: random.Random
) -> str | None:
    printed = DIGITS.search(number.text)
    if printed is None:
        return None
    bare = float(printed.group().replace(",", ""))
    for _ in range(TRIES):
        value = _strayed(number, working, bench, draw)
        if value is None or not working.value:
            continue
        unit = min(UNITS, key=lambda u: abs(abs(working.value) * u - bare))
        decimals = len(printed.group().partition(".")[2])
        new = f"{abs(value) * unit:,.{decimals}f}"
        if "," not in printed.group() and bare >= 1000:
            new = new.replace(",", "")
        as_read = float(new.replace(",", ""))
        if not as_read or abs(as_read - bare) < APART * bare or not 0.1 < as_read / bare < 10:
            continue
        changed = number.text.replace(printed.group(), new, 1)
        return text[: number.start] + changed + text[number.end :]
    return None


def _strayed(
    number: Number, working: Working, bench: Bench, draw: random.Random
) -> float | None:  # fmt: skip
    """What a working gives with another line of the table, or as another calculation."""
    other = KINDS.get(number.sort)
    kind = working.kind
    operands = list(working.operands)
    if other and kind in (Kind.PERCENT, Kind.DIFFERENCE) and draw.random() < OTHER_KIND:
        kind = Kind.PERCENT if kind is Kind.DIFFERENCE else Kind.DIFFERENCE
    elif kind is Kind.PERCENT and draw.random() < OTHER_KIND:
        operands.reverse()
    else:
        axis = draw.randrange(2)
        lines = draw.choice(operands).choices[axis].lines
        strayed = _beside(lines, bench.sight.axes[axis].lines, draw)
        if strayed is None:
            return None
        choice = Choice(strayed, 1.0, len(strayed) > 1)
        for i, operand in enumerate(operands):
            if operand.choices[axis].lines == lines:
                made = _with(operand, axis, choice, bench)
                if made is None or made.sort is not operand.sort:
                    return None
                operands[i] = made
    ends = evaluate(kind, operands, working.by)
    return (ends[0] + ends[1]) / 2 if ends else None


def _with(operand: Operand, axis: int, choice: Choice, bench: Bench) -> Operand | None:
    pair = [*operand.choices]
    pair[axis] = choice
    return bench.operand(pair[0], pair[1])


def _beside(
    lines: tuple[Line, ...], every: Sequence[Line], draw: random.Random
) -> tuple[Line, ...] | None:
    """Other lines of an axis, such as an eye that strays takes: one beside, one more, one less."""
    like = [li for li in every if li.role is lines[0].role]
    rest = [li for li in like if li not in lines]
    if len(lines) > 2 and draw.random() < 0.5:
        left_out = draw.choice((lines[0], lines[-1], draw.choice(lines)))
        return tuple(li for li in lines if li is not left_out)
    if not rest:
        return None
    at = like.index(lines[-1])
    near = [li for li in rest if abs(like.index(li) - at) <= 2]
    taken = draw.choice(near if near and draw.random() < 0.6 else rest)
    if len(lines) == 1:
        return (taken,)
    kept = [*lines, taken] if draw.random() < 0.5 else [*lines[:-1], taken]
    return tuple(sorted(kept, key=lambda li: li.at))
