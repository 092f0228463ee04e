"""A number of the table that stands at another line than the one that it is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.explained import Explained, State
from wardmote.checker.mentions import Mention
from wardmote.checker.misprints import alike
from wardmote.checker.number import Sort
from wardmote.checker.stems import tokens
from wardmote.checker.workings import Choice, Kind, Working, held

# Stonebeck (627); Thurlow Vale with 488; January, with only 38. A mention ends in its last word.
AT_IT = re.compile(
    r"^[\w'’/-]*(?:\s*\(|,?\s+with)\s*(?:only\s+|just\s+|exactly\s+|a\s+total\s+of\s+)?$",
    re.IGNORECASE,
)
# Charges for every disposal (1,486 against 742): a pair, of two lines.
PAIR = re.compile(r"^[\d,.%£]+\s+(?:against|to|versus|v|compared)\b", re.IGNORECASE)
OF_IT = re.compile(r"\s+(?:in|at|for|among)\s+(?:the\s+)?", re.IGNORECASE)
SURE = 0.8  # of a mention of the line that a number is said of
PARTICULAR = 0.1  # the chance of a number, from which it may be another's by chance


def misplaced(i: int, found: Sequence[Explained], bench: Bench) -> Explained | None:
    """A number as off that the table has at a line of the same kind as the one right before it,
    and nowhere at that one."""
    one = found[i]
    cue, working, sight = one.cue, one.working, bench.sight
    if cue.change or cue.chance > PARTICULAR or cue.number.sort is Sort.RANK:
        return None
    printed = [
        c for c in sight.grid.cells
        if c.number.sort is cue.number.sort and _prints(cue.number.value, c.number.value)
    ]  # fmt: skip
    if len(printed) != 1 or (
        one.state is State.HELD and (working is None or working.kind is not Kind.LEVEL)
    ):
        return None
    choices = [Choice((sight.line_of(axis, printed[0]),), 1.0) for axis in (0, 1)]
    here = bench.operand(choices[0], choices[1])
    for axis in (0, 1):
        mention = _right_before(cue.number.start, bench, axis) or _right_behind(
            cue.number.end, bench, axis
        )
        (line,) = choices[axis].lines
        if mention is None or line is mention.lines[0] or line.role is not Role.PLAIN:
            continue
        if any(line in m.lines and m.end > m.start for m in sight.mentions[axis]):
            continue  # double that of Kingsholm in Southmere (7.3 against 3.6)
        said = mention.lines[0]
        words = {s for _, s in tokens(sight.sentence[mention.start : sight.spoken(mention)[1]])}
        if words <= line.stems:
            continue  # Grade 2 may be the grade's median, and not its number
        cells = [c for c in sight.grid.cells if sight.line_of(axis, c) is said]
        if any(_prints(cue.number.value, c.number.value) for c in cells):
            continue
        if any(held(cue.number, w, None) for w in bench.workings(cue) if _is_of(axis, said, w)):
            continue
        pair = [*choices]
        pair[axis] = Choice((said,), 1.0)
        there = bench.operand(pair[0], pair[1])
        if there is None or here is None or there.sort is not here.sort:
            continue
        meant = next(bench.made(Kind.LEVEL, (there,), 1.0), None)
        if (
            meant is not None
            and alike(cue.number, meant.value)
            and not held(cue.number, meant, None)
        ):
            slip = f"{cue.number.text.strip()} is that of {line.label}"
            return replace(
                one, state=State.OFF, low=meant.low, high=meant.high, why=meant.text,
                working=meant, slip=slip,
            )  # fmt: skip
    return None


def _prints(one: float, other: float) -> bool:
    return abs(abs(one) - abs(other)) < 1e-9


def _is_of(axis: int, line: Line, working: Working) -> bool:
    return all(o.choices[axis].lines == (line,) for o in working.operands)


def _right_behind(end: int, bench: Bench, axis: int) -> Mention | None:
    """The line of an axis that is named right behind a place, led in as what it is of: 59.2 per
    cent in Tarnwick."""
    text = bench.sight.sentence
    return next(
        (
            m for m in bench.sight.mentions[axis]
            if m.weight >= SURE and len(m.lines) == 1 and m.lines[0].role is Role.PLAIN
            and end <= m.start < m.end and OF_IT.fullmatch(text[end : m.start])
            and not bench.sight.axes[axis].timed
        ),
        None,
    )  # fmt: skip


def _right_before(start: int, bench: Bench, axis: int) -> Mention | None:
    """The line of an axis that is named right before a place, and alone."""
    text = bench.sight.sentence
    for mention in bench.sight.mentions[axis]:
        if (
            mention.weight >= SURE
            and len(mention.lines) == 1
            and mention.lines[0].role is Role.PLAIN
            and mention.start < mention.end <= start
            and AT_IT.match(text[mention.end : start])
            and not PAIR.match(text[start:])
        ):
            return mention
    return None
