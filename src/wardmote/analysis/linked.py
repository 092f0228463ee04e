"""Small counts in figures that are sums of one another: what to withhold of all of them together.

Where `disclosure.disclose` protects one table, this protects any set of counts with any sums
between them: parts and wholes, months and years, measures that share rows, and what was published
before. The promise is the same: every whole number of the sensitive range stays possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.analysis.disclosure import DisclosureProfile
from wardmote.analysis.suppression import Mask, Table

TOTAL_DEARER = 3.0  # times a part: readers need totals first
PULL = 1e-4  # of the least cost: lets one witness serve many goals, and hides nothing by itself
NEAR = 1e-6
PRUNED = 400  # unknowns of a set up to which needless suppressions are looked for
NODES = 2000


class UnprotectedError(Exception):
    """No witness was found where there should be one."""


@dataclass(frozen=True)
class Sum:
    """One count that is the sum of others, by their places."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Counts:
    """Counts and the sums between them.

    `count` is NaN for what is counted nowhere: a reader knows only that it is not negative.
    `guarded` are the counts that must not be told, if small; `hidden` those that print no number
    whatever happens; `known_low` and `known_high` what has been told of each before (0 and
    infinity where nothing), which no suppression can take back.
    """

    count: Table
    guarded: Mask
    hidden: Mask
    known_low: Table
    known_high: Table
    sums: tuple[Sum, ...]
    dearer: Mask  # totals that readers need first


def withheld(rule: DisclosureProfile, counts: Counts) -> Mask:
    """Which counts to print no number for: the small ones, and those that would tell them.

    Deterministic. Raises UnprotectedError when the solver ends without an answer.
    """
    hidden = counts.hidden | rule.sensitive(counts.count) | np.isnan(counts.count)
    for places in _sets(counts):
        part = _only(counts, places, hidden)
        if (part.guarded & rule.sensitive(part.count)).any():
            hidden[places] = _Linked(rule, part).protected()
    return hidden & ~np.isnan(counts.count)


def reach(rule: DisclosureProfile, counts: Counts, hidden: Mask, place: int) -> tuple[float, float]:
    """Audit: the least and greatest whole number that a reader must allow for one count."""
    places = next(p for p in _sets(counts) if place in p)
    linked = _Linked(rule, _only(counts, places, hidden | np.isnan(counts.count)))
    return linked.ends(int(np.flatnonzero(places == place)[0]), linked.hidden)


def _sets(counts: Counts) -> Iterator[NDArray[np.intp]]:
    """Places that sums join, set by set."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = len(counts.count)
    pairs = [(s.total, p) for s in counts.sums for p in s.parts]
    if not pairs:
        yield from (np.array([i]) for i in range(size))
        return
    ends = np.array(pairs).T
    joined = coo_array((np.ones(len(pairs)), (ends[0], ends[1])), shape=(size, size))
    number, label = connected_components(joined, directed=False)
    order = np.argsort(label, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    assert number


def _only(counts: Counts, places: NDArray[np.intp], hidden: Mask) -> Counts:
    new = {int(old): i for i, old in enumerate(places)}
    return Counts(
        counts.count[places],
        counts.guarded[places],
        hidden[places],
        counts.known_low[places],
        counts.known_high[places],
        tuple(
            Sum(new[s.total], tuple(new[p] for p in s.parts)) for s in counts.sums if s.total in new
        ),
        counts.dearer[places],
    )


@dataclass
class _Goal:
    """A count that must still be able to be `value`; `found` is a table in which it is."""

    place: int
    value: float
    found: Table | None = None


class _Linked:
    """One set of counts that sums join, in the making."""

    def __init__(self, rule: DisclosureProfile, counts: Counts) -> None:
        self.rule, self.counts, self.hidden = rule, counts, counts.hidden.copy()
        size = len(counts.count)
        none = np.isnan(counts.count)
        true = np.nan_to_num(counts.count)
        summed = np.zeros(size, dtype=bool)
        summed[[s.total for s in counts.sums]] = True
        small = rule.sensitive(true)
        self.shown_low, self.shown_high = stands_for(rule, true)
        # Of a part he knows whether it is small itself; of a sum only that it is withheld.
        inner = ~summed & ~none
        self.hidden_low = np.where(inner, np.where(small, rule.lowest, rule.highest + 1.0), 0.0)
        self.hidden_high = np.where(inner & small, float(rule.highest), np.inf)
        zero = ~none & (true == 0) & ~small
        self.hidden_low[zero], self.hidden_high[zero] = 0.0, 0.0
        for low in (self.shown_low, self.hidden_low):
            np.maximum(low, counts.known_low, out=low)
        for high in (self.shown_high, self.hidden_high):
            np.minimum(high, counts.known_high, out=high)
        self.cost = np.log1p(true) * np.where(counts.dearer, TOTAL_DEARER, 1.0)
        self.free = ~none & ~zero  # may be hidden
        self.lines = _lines(counts.sums, size)

    def protected(self) -> Mask:
        small = self.rule.sensitive(self.counts.count) & self.counts.guarded
        goals = [
            _Goal(int(p), float(end))
            for p in np.flatnonzero(small)
            for end in (max(1, self.rule.lowest), self.rule.highest)
        ]
        for goal in goals:
            if goal.found is None:
                self._open(goal, [g for g in goals if g.found is None])
        if len(self.hidden) <= PRUNED:
            self._prune(goals)
        return self.hidden

    def _open(self, goal: _Goal, others: Sequence[_Goal]) -> None:
        """Hide what lets the goal be reached; where nothing does, as near to it as all can."""
        found = self._attack({goal.place: goal.value}, elastic=True, others=others)
        if found is None:
            everything = self.hidden | self.free
            low, high = self.ends(goal.place, everything)
            goal.value = min(max(goal.value, low), high)
            found = self._attack({goal.place: goal.value}, elastic=True, others=others)
        if found is None:
            raise UnprotectedError(f"no table has {goal.value:g} at {goal.place}")
        for other in (goal, *others):
            if found[other.place] == other.value:
                other.found = found
        least, most = self._bounds(self.hidden)
        self.hidden |= ((found < least) | (found > most)) & self.free

    def _prune(self, goals: Sequence[_Goal]) -> None:
        """Show again, dearest first, what no goal needs hidden."""
        added = np.flatnonzero(self.hidden & ~self.counts.hidden)
        for place in sorted(added.tolist(), key=lambda p: (-self.cost[p], p)):
            self.hidden[place] = False
            low, high = self.shown_low[place], self.shown_high[place]
            kept = {}
            for i, goal in enumerate(goals):
                if goal.found is None or low <= goal.found[place] <= high:
                    continue
                other = self._attack({goal.place: goal.value}, elastic=False)
                if other is None:
                    self.hidden[place] = True
                    break
                kept[i] = other
            else:
                for i, other in kept.items():
                    goals[i].found = other

    def ends(self, place: int, hidden: Mask) -> tuple[float, float]:
        """The least and greatest number of a place when so much is hidden."""
        before, self.hidden = self.hidden, hidden
        try:
            low = self._attack({}, elastic=False, aim=(place, 1.0))
            high = self._attack({}, elastic=False, aim=(place, -1.0))
        finally:
            self.hidden = before
        if low is None:
            raise UnprotectedError(f"the counts at {place} do not add up")
        return float(low[place]), np.inf if high is None else float(high[place])

    def _bounds(self, hidden: Mask) -> tuple[Table, Table]:
        return (
            np.where(hidden, self.hidden_low, self.shown_low),
            np.where(hidden, self.hidden_high, self.shown_high),
        )

    def _attack(
        self,
        fixed: dict[int, float],
        *,
        elastic: bool,
        others: Sequence[_Goal] = (),
        aim: tuple[int, float] | None = None,
    ) -> Table | None:
        """A table of whole numbers that agrees with all that is printed, or None.

        With `elastic` numbers that are printed may be broken, at the cost of hiding them.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import block_array, csr_array, eye_array

        size = len(self.hidden)
        low, high = self._bounds(self.hidden)
        loose = np.flatnonzero(~self.hidden & self.free) if elastic else np.array([], dtype=int)
        shown_low, shown_high = low[loose], high[loose]
        low[loose] = np.where(self.hidden_low[loose] > 0, self.hidden_low[loose], 0.0)
        high[loose] = self.hidden_high[loose]
        for place, value in fixed.items():
            if not low[place] <= value <= high[place]:
                return None
            low[place] = high[place] = value
        objective = np.zeros(size)
        for other in others:
            objective[other.place] = PULL if other.value <= self.rule.lowest else -PULL
        objective[~np.isfinite(high) & (objective < 0)] = 0.0
        if aim is not None:
            objective[aim[0]] = aim[1]
        n = len(loose)
        price = np.maximum(self.cost[loose], 1.0)
        rows: Any = self.lines
        constraints = [LinearConstraint(rows, 0, 0)] if rows.shape[0] else []
        if n:
            pick = csr_array((np.ones(n), (np.arange(n), loose)), shape=(n, size))
            unit = eye_array(n)
            constraints = [
                LinearConstraint(
                    block_array([[rows, csr_array((rows.shape[0], 2 * n))]], format="csr")
                    if rows.shape[0]
                    else csr_array((0, size + 2 * n)),
                    0,
                    0,
                ),
                LinearConstraint(
                    block_array([[pick, unit, csr_array((n, n))]], format="csr"), shown_low, np.inf
                ),
                LinearConstraint(
                    block_array([[pick, csr_array((n, n)), -1 * unit]], format="csr"),
                    -np.inf,
                    shown_high,
                ),
            ]
        solved = milp(
            np.concatenate([objective, price, price]),
            constraints=constraints,
            bounds=Bounds(
                np.concatenate([low, np.zeros(2 * n)]),
                np.concatenate([high, np.full(2 * n, np.inf)]),
            ),
            integrality=np.concatenate([np.ones(size), np.zeros(2 * n)]),
            options={"node_limit": NODES},
        )
        if solved.x is None:
            return None
        found: Table = np.round(solved.x[:size])
        if rows.shape[0] and (rows @ found).any():
            raise UnprotectedError("the solver's table does not add up")
        if (found < low).any() or (found > high).any():
            raise UnprotectedError("the solver's table is not within its bounds")
        return found


def stands_for(rule: DisclosureProfile, count: Table) -> tuple[Table, Table]:
    """The least and greatest count that each stands for when it is printed by the rule."""
    shown = rule.rounded(count)
    least = float(rule.highest + 1) if rule.suppresses else 0.0
    low = np.maximum(shown - rule.base // 2, least)
    high = shown + (rule.base - 1) // 2
    if rule.suppresses:  # all other counts that round to zero are suppressed
        low, high = np.where(shown == 0, 0.0, low), np.where(shown == 0, 0.0, high)
    return low, high


def _lines(sums: Iterable[Sum], size: int) -> Any:
    from scipy.sparse import csr_array

    heads, places, signs = [], [], []
    number = 0
    for one in sums:
        for place, sign in ((one.total, -1.0), *((p, 1.0) for p in one.parts)):
            heads.append(number)
            places.append(place)
            signs.append(sign)
        number += 1
    return csr_array((signs, (heads, places)), shape=(number, size))
