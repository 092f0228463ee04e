"""A claim beside a table, and what it may be bound to there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wardmote.checker.arithmetic import Check
from wardmote.checker.axes import Axis, Line, Role
from wardmote.checker.clause import Said
from wardmote.checker.grid import Cell
from wardmote.checker.numbers import Number, Sort
from wardmote.checker.scene import Lines, Pick, Scene, Surety, added

Span = tuple[int, int]
Parts = tuple[bool, Mapping[str, Number]]
Checked = tuple[bool, Check]


@dataclass(frozen=True, slots=True)
class Bound:
    """Numbers of the table for the claim's roles, and checks, each with whether it is sure."""

    parts: tuple[Parts, ...] = ()
    checks: tuple[Checked, ...] = ()
    where: str = ""
    named: bool = True  # whether the sentence names what the table's lines are about
    closed: bool = False  # whether one of the parts must be meant, as the line surely is
    every: bool = False  # all the checks must hold, and not any one of them


class Beside:
    """One claim beside one table."""

    def __init__(self, said: Said, scene: Scene) -> None:
        self.said, self.scene, self.text = said, scene, said.text
        self.clause: Span = (said.at, said.at + len(said.text))

    def span(self, number: Number) -> Span:
        """Where a number of the claim stands in the sentence."""
        return self.said.at + number.start, self.said.at + number.end


def crossing(rows_first: bool, one: Lines | Line, other: Lines) -> tuple[Lines, Lines]:
    """Rows and columns from two ways, the first of them rows or not."""
    lines = one if isinstance(one, Lines) else Lines((one,), Surety.SURE)
    return (lines, other) if rows_first else (other, lines)


def wholes(scene: Scene, pick: Pick, axis: Axis) -> Iterator[tuple[bool, Number]]:
    """What a number may be a share of, along an axis: its total, or the sum of its lines."""
    if not pick.cells:
        return
    crossed = {(c.column if axis is scene.rows else c.row) for c in pick.cells}
    own = {(c.row if axis is scene.rows else c.column) for c in pick.cells}

    def across(line: Line) -> list[Cell]:
        spots = [(line.at, x) if axis is scene.rows else (x, line.at) for x in crossed]
        return [scene.at[s] for s in spots if s in scene.at]

    totals = [li for li in axis.totals if li.at not in own]
    for line in totals[:1]:
        cells = across(line)
        if len(cells) == len(crossed):
            yield True, added(cells) if len(cells) > 1 else cells[0].number
    plain = [li for li in axis.plain if li.role is Role.PLAIN and axis is scene.rows]
    cells = [c for li in plain for c in across(li)]
    if not totals and len(plain) > 1 and len(cells) == len(plain) * len(crossed):
        yield (not axis.timed and len(plain) > 2), added(cells)


def near(printed: Number, other: Number) -> bool:
    """Whether a printed number is near enough to another to be meant as it."""
    if printed.sort in (Sort.PERCENT, Sort.SHARE):
        return abs(printed.value - other.value) < 15
    digits = [sorted(re.sub(r"\D", "", f"{abs(v):.6g}")) for v in (printed.value, other.value)]
    if digits[0] == digits[1]:
        return True
    return bool(other.value) and 0.5 < abs(printed.value / other.value) < 2
