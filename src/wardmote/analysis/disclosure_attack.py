"""The attacker as a linear programme: what a reader can work out, and the least that stops him.

Tables, patterns and witnesses are those of `suppression`. In one and two dimensions the corners
of a linear programme are whole numbers; in three they need not be, and whole numbers are asked of
the solver. Its solutions are added up again before they are believed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.analysis.suppression import (
    Goal,
    Grid,
    Index,
    Mask,
    Pattern,
    Table,
    open_goal,
    witness,
)

ROUNDS = 60  # of cutting planes, before the hypercubes' pattern is kept
NODES = 2000  # of branch and bound in one round
SLIVER = 1e-4  # of a cell counts as hidden, so that cuts name few cells
NEAR = 1e-6


def by_cutting_planes(grid: Grid, goals: list[Goal]) -> Pattern | None:
    """The pattern that loses least, or None where the rounds end before it is found.

    A master problem chooses cells; an attacker's linear programme for each goal either finds the
    goal within reach or gives a cut that the next choice must meet. Source: Fischetti and
    Salazar (2001), Management Science 47:1008. Departure: no cell of a witness moves further
    than the goal's, which in one and two dimensions loses nothing. In three a solution of whole
    numbers is then looked for; where there is none, a cube is added.
    """
    lines = additive_lines(grid.counts.shape)
    places = np.flatnonzero(_choice(grid))
    cuts: list[Table] = []
    for _ in range(ROUNDS):
        chosen = _master(grid.cost.ravel()[places], cuts)
        if chosen is None:
            return None
        hidden = grid.hidden.copy()
        hidden.flat[places[chosen]] = True
        pattern = Pattern(grid, hidden)
        shut = [g for g in goals if witness(pattern, g, free=True) is None]
        found = [_cut(pattern, g, lines) for g in shut]
        broken = [c[places] for c in found if c is not None and c[places][chosen].sum() < 1 - NEAR]
        if not broken:
            return _in_whole_numbers(pattern, shut, lines)
        cuts += broken
    return None


def _master(cost: Table, cuts: list[Table]) -> NDArray[np.intp] | None:
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not cuts:
        return np.empty(0, dtype=np.intp)
    solved = milp(
        cost,
        constraints=LinearConstraint(np.array(cuts), lb=1.0),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(cost), dtype=int),
        options={"node_limit": NODES},
    )
    return None if solved.status else np.flatnonzero(solved.x > 0.5)


def _cut(pattern: Pattern, goal: Goal, lines: Any) -> Table | None:
    """The share of the way to the goal that hiding each cell adds; None if it is in reach.

    Any choice of cells whose shares add up to less than one leaves the goal out of reach.
    """
    from scipy.optimize import linprog

    grid = pattern.grid
    gap = goal.value - grid.counts[goal.cell]
    low, high = _room(pattern.low, pattern.high, grid.counts, abs(gap))
    lowest, highest = _room(grid.hidden_low, grid.hidden_high, grid.counts, abs(gap))
    part = np.where(_choice(grid) & ~pattern.hidden, SLIVER, 0.0).ravel()
    low_now, high_now = low + part * (lowest - low), high + part * (highest - high)
    aim = np.zeros(grid.counts.shape)
    aim[goal.cell] = -np.sign(gap)
    solved = linprog(
        aim.ravel(),
        A_eq=lines,
        b_eq=np.zeros(lines.shape[0]),
        bounds=list(zip(low_now.tolist(), high_now.tolist(), strict=True)),
        method="highs-ds",
    )
    if solved.status:
        return None  # left to the check in whole numbers
    return _shares(grid, abs(gap), solved.lower.marginals, solved.upper.marginals)


def _shares(grid: Grid, need: float, fall: Table, rise: Table) -> Table | None:
    """Cut from the prices of room below and above each cell."""
    start = Pattern(grid, grid.hidden)
    low, high = _room(start.low, start.high, grid.counts, need)
    lowest, highest = _room(grid.hidden_low, grid.hidden_high, grid.counts, need)
    missing = need + (fall * low + rise * high).sum()
    if missing <= NEAR:
        return None
    more = fall * (low - lowest) + rise * (high - highest)
    shares: Table = np.minimum(np.where(_choice(grid).ravel(), more, 0.0) / missing, 1.0)
    return np.where(shares > NEAR, shares, 0.0)


def _room(low: Table, high: Table, counts: Table, most: float) -> tuple[Table, Table]:
    """How far each cell may fall (at most 0) and rise, no further than `most`."""
    return np.clip(low - counts, -most, 0).ravel(), np.clip(high - counts, 0, most).ravel()


def _choice(grid: Grid) -> Mask:
    return np.isfinite(grid.cost) & ~grid.hidden


def _in_whole_numbers(pattern: Pattern, goals: list[Goal], lines: Any) -> Pattern:
    for goal in goals:
        count = pattern.grid.counts[goal.cell]
        way = int(np.sign(goal.value - count))
        if not all(
            attainable(pattern, Goal(goal.cell, float(value)), lines)
            for value in range(int(goal.value), int(count), -way)
        ):
            open_goal(pattern, goal)
    return pattern


def attainable(pattern: Pattern, goal: Goal, lines: Any) -> bool:
    """Whether a whole-number table that the pattern allows has the goal's value, checked."""
    low, high = pattern.low.copy(), pattern.high.copy()
    low[goal.cell] = high[goal.cell] = goal.value
    solved = _attack(np.zeros(low.size), low, high, lines, whole=True)
    if solved.x is None:
        return False
    table = np.round(solved.x)
    return bool(
        (lines @ table == 0).all()
        and (low.ravel() <= table).all()
        and (table <= high.ravel()).all()
    )


def interval(low: Table, high: Table, cell: Index) -> tuple[int, int | None]:
    """Feasibility interval: the least and greatest whole number a cell can have.

    `low` and `high` bound every cell of a table with margins; None is no upper end. Raises
    ValueError when the solver finds no table, or one that does not add up.
    """
    lines = additive_lines(low.shape)
    aim = np.zeros(low.shape)
    aim[cell] = 1.0
    least = _end(aim.ravel(), low, high, lines)
    if least is None:
        raise ValueError("no whole-number table was found: the counts have no lower end")
    greatest = _end(-aim.ravel(), low, high, lines)
    return least, None if greatest is None else -greatest


def _end(aim: Table, low: Table, high: Table, lines: Any) -> int | None:
    for whole in (False, True):  # an end is made sure of first: the whole-number search needs one
        solved = _attack(aim, low, high, lines, whole=whole)
        if solved.status == 3:
            return None
        if solved.status:
            raise ValueError(f"no whole-number table was found: {solved.message}")
    if (lines @ np.round(solved.x)).any():
        raise ValueError("no whole-number table was found: the solver's does not add up")
    end: int = round(solved.fun)
    return end


def _attack(aim: Table, low: Table, high: Table, lines: Any, *, whole: bool) -> Any:
    from scipy.optimize import Bounds, LinearConstraint, milp

    return milp(
        aim,
        constraints=LinearConstraint(lines, 0, 0),
        bounds=Bounds(low.ravel(), high.ravel()),
        integrality=np.full(low.size, int(whole)),
        options={"node_limit": NODES},
    )


def additive_lines(shape: tuple[int, ...]) -> Any:
    """Sparse matrix, a row a line of the table in any dimension: inner places less the total."""
    from scipy.sparse import csr_array

    places = np.arange(np.prod(shape)).reshape(shape)
    rows: list[NDArray[np.intp]] = []
    for axis in range(len(shape)):
        rows += list(np.moveaxis(places, axis, -1).reshape(-1, shape[axis]))
    heads = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    signs = np.concatenate([np.r_[np.ones(len(r) - 1), -1.0] for r in rows])
    return csr_array((signs, (heads, np.concatenate(rows))), shape=(len(rows), places.size))
