"""Secondary suppression: which further numbers to hide so that hidden counts stay hidden.

Tables carry their margins: the last place of every dimension is the total over it. A *witness*
is a whole-number table that agrees with all that is printed and in which a hidden count is
another one. A count is safe when it has a witness for every number of its sensitive range.
Every witness is made or checked in whole numbers: a solver's word alone protects nothing.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
Mask = NDArray[np.bool_]
Index = tuple[int, ...]
Moves = dict[Index, tuple[float, float]]  # the least and greatest value of each cell that moves


@dataclass(frozen=True)
class Goal:
    """A count that a hidden cell must still be able to have, with all between it and the true."""

    cell: Index
    value: float


@dataclass(frozen=True)
class Grid:
    """Counts with margins, and what a reader knows of each cell when shown and when hidden.

    All arrays have the counts' shape. `cost` is what is lost by hiding a cell, infinite where it
    may not be hidden; `hidden` are the cells that print no number whatever happens.
    """

    counts: Table
    hidden: Mask
    cost: Table
    shown_low: Table
    shown_high: Table
    hidden_low: Table
    hidden_high: Table


class Pattern:
    """Which cells are hidden so far, and so what a reader knows of each."""

    def __init__(self, grid: Grid, hidden: Mask) -> None:
        self.grid = grid
        self.hidden = hidden.copy()
        self.low = np.where(hidden, grid.hidden_low, grid.shown_low)
        self.high = np.where(hidden, grid.hidden_high, grid.shown_high)
        self._prices: dict[float, tuple[Table, Table]] = {}

    def hide(self, cell: Index) -> None:
        """Print no number in a cell."""
        grid = self.grid
        self._turn(cell, True, grid.hidden_low[cell], grid.hidden_high[cell])

    def show(self, cell: Index) -> None:
        """Print a cell's number again."""
        grid = self.grid
        self._turn(cell, False, grid.shown_low[cell], grid.shown_high[cell])

    def _turn(self, cell: Index, hidden: bool, low: float, high: float) -> None:
        self.hidden[cell], self.low[cell], self.high[cell] = hidden, low, high
        for size, prices in self._prices.items():
            for kept, new in zip(prices, self._priced(self.grid.counts, size, cell), strict=True):
                kept[cell] = new

    def allows(self, cell: Index, least: float, greatest: float) -> bool:
        """Whether a reader must allow for all values from `least` to `greatest`."""
        return bool(self.low[cell] <= least and greatest <= self.high[cell])

    @property
    def loss(self) -> float:
        """What is lost by the secondary cells."""
        return float(self.grid.cost[self.hidden & ~self.grid.hidden].sum())

    def prices(self, table: Table, size: float) -> tuple[Table, Table]:
        """What must be paid for each cell to move by `size` with the inner cells, and against.

        A total of inner cells that rise against the others falls, and so on: see `_upright`.
        """
        if table is not self.grid.counts:
            return self._priced(table, size, ...)  # on the way to a witness of several cubes
        if size not in self._prices:
            self._prices[size] = self._priced(table, size, ...)
        return self._prices[size]

    def _priced(self, table: Table, size: float, at: Any) -> tuple[Table, Table]:
        grid, here, cost = self.grid, table[at], self.grid.cost[at]
        more, less = here + size, here - size
        rise = np.where(more <= grid.hidden_high[at], cost, np.inf)
        fall = np.where(less >= grid.hidden_low[at], cost, np.inf)
        rise = np.where(more <= self.high[at], 0.0, rise)
        fall = np.where(less >= self.low[at], 0.0, fall)
        upright = _upright(table.shape)[at] > 0
        return np.where(upright, rise, fall), np.where(upright, fall, rise)


def by_hypercubes(grid: Grid, goals: list[Goal]) -> Pattern:
    """For each goal in turn the cheapest cube of cells that opens it; then none too many.

    Source: Repsilber (1994), and Giessing and Repsilber (2002), "Tools and strategies to protect
    multiple tables with the GHQUAR cell suppression engine". Departures: the corners may be
    margins, room is judged for each direction apart, and needless cells are shown again.
    """
    pattern = Pattern(grid, grid.hidden)
    witnesses = {goal: open_goal(pattern, goal) for goal in goals}
    _release(pattern, witnesses)
    return pattern


def open_goal(pattern: Pattern, goal: Goal) -> Moves:
    """Hide the cells of the cheapest cubes that give the goal a witness, and give its moves.

    There always is one: the cell with all totals over it.
    """
    moves = witness(pattern, goal, free=False)
    if moves is None:
        raise AssertionError(f"no cube opens {goal}: its own totals should")
    return moves


def _release(pattern: Pattern, witnesses: dict[Goal, Moves]) -> None:
    """Show again, dearest first, each cell without which every goal keeps a witness."""
    grid = pattern.grid
    users: dict[Index, dict[Goal, None]] = defaultdict(dict)
    for goal, moves in witnesses.items():
        for cell in moves:
            users[cell][goal] = None
    added = map(tuple, np.argwhere(pattern.hidden & ~grid.hidden).tolist())
    for cell in sorted(added, key=lambda i: -grid.cost[i]):
        pattern.show(cell)
        found = _replaced(pattern, cell, {g: witnesses[g] for g in users[cell]})
        if found is None:
            pattern.hide(cell)
            continue
        witnesses |= found
        for goal, moves in found.items():
            for used in moves:
                users[used][goal] = None


def _replaced(
    pattern: Pattern, cell: Index, witnesses: dict[Goal, Moves]
) -> dict[Goal, Moves] | None:
    """New witnesses for those that now move a shown cell too far; None if one has none."""
    found = {}
    for goal, moves in witnesses.items():
        if cell in moves and not pattern.allows(cell, *moves[cell]):
            other = witness(pattern, goal, free=True)
            if other is None:
                return None
            found[goal] = other
    return found


def witness(pattern: Pattern, goal: Goal, *, free: bool) -> Moves | None:
    """The moves of cubes, one after the other, that bring the goal's cell to its value.

    With `free` only cells move that may as the pattern stands, and None is given if that is not
    enough; else what is needed is hidden. All numbers on the way have a witness too: the moves
    stopped there.
    """
    table = pattern.grid.counts
    moves: Moves = {}
    while left := goal.value - table[goal.cell]:
        for step in dict.fromkeys((left, np.sign(left))):  # whole, else one by one
            cost, cube = _cheapest_cube(pattern, table, goal.cell, float(step))
            if cost == 0 or (cost < np.inf and not free):
                break
        else:
            return None
        table = table.copy()
        for cell, value in cube.items():
            least, greatest = moves.get(cell, (value, value))
            moves[cell] = min(least, value), max(greatest, value)
            if not pattern.allows(cell, value, value):
                pattern.hide(cell)
            table[cell] = value
    return moves


def _cheapest_cube(
    pattern: Pattern, table: Table, cell: Index, step: float
) -> tuple[float, dict[Index, float]]:
    """What it costs to move `cell` by `step` along a cube that keeps every sum; its new values.

    A cube joins the cell to one opposite place in each dimension. Two inner places of a line
    move against each other, an inner place and the total together.
    """
    upright = _upright(table.shape)
    along, against = pattern.prices(table, abs(step))
    ahead = np.sign(step) * upright[cell]
    cost = np.zeros(())
    for turned in _corners(table.ndim):
        reach = tuple(
            slice(None) if turn else slice(at, at + 1)
            for turn, at in zip(turned, cell, strict=True)
        )
        cost = cost + (along if ahead * (-1) ** sum(turned) > 0 else against)[reach]
    for axis, at in enumerate(cell):
        cost[(slice(None),) * axis + (at,)] = np.inf  # a place is not opposite to itself
    opposite = np.unravel_index(int(cost.argmin()), cost.shape)
    cube = {cell: float(table[cell] + step)}
    for turned in _corners(table.ndim):
        places = zip(turned, opposite, cell, strict=True)
        corner = tuple(int(other if turn else at) for turn, other, at in places)
        way = (-1) ** sum(turned) * upright[cell] * upright[corner]
        cube[corner] = float(table[corner] + step * way)
    return float(cost[opposite]), cube


@cache
def _upright(shape: tuple[int, ...]) -> Table:
    """1 for inner cells, -1 for their totals, 1 for the totals of those, and so on."""
    signs = np.ones(shape)
    for axis in range(len(shape)):
        signs[(slice(None),) * axis + (-1,)] *= -1
    return signs


@cache
def _corners(dimensions: int) -> list[tuple[bool, ...]]:
    """Which dimensions are turned to the opposite place, for all corners but the cell itself."""
    return sorted(itertools.product((False, True), repeat=dimensions), key=sum)[1:]
