"""An attacker who lays all files of two editions side by side and solves for what is withheld.

He shares no code with what he attacks. He knows the rule, that counts are whole, which sums hold,
which month was revised, and of each type of crime whether a number is withheld for being small
itself or to protect another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tests.planted import CRIMES
from tests.reading import Reading

Unknown = tuple[str, str, int]  # type, month, edition from which it holds


@dataclass(frozen=True)
class Rule:
    """Counts from 1 to `highest` are withheld and others rounded to the nearest `base`."""

    highest: int = 0
    base: int = 1

    def stands_for(self, printed: float) -> tuple[float, float]:
        """The least and greatest count that is printed so."""
        number = round(printed)
        fits = [
            n
            for n in range(max(0, number - self.base), number + self.base + 1)
            if self.base * ((2 * n + self.base) // (2 * self.base)) == number
            and not 1 <= n <= self.highest
        ]
        return min(fits), max(fits)


class Attacker:
    """What he has noted, as bounds on sums of unknowns."""

    def __init__(self, rule: Rule, truth: list[dict[tuple[str, str], int]]) -> None:
        self.rule = rule
        self.truth = truth  # by edition: month and type; only to tell small from other
        self.places: dict[Unknown, int] = {}
        self.rows: dict[tuple[int, ...], tuple[float, float]] = {}

    def unknown(self, what: str, month: str, edition: int) -> int:
        """The place of a count; one that was not revised is the same in both editions."""
        first = next(
            i
            for i in range(edition + 1)
            if self.truth[i].get((month, what)) == self.truth[edition][month, what]
        )
        return self.places.setdefault((what, month, first), len(self.places))

    def note(self, reading: Reading, edition: int) -> None:
        """Read a number as what it stands for. Averages he checks elsewhere."""
        if reading.kind == "average":
            return
        kinds = CRIMES if reading.what == "All" else [reading.what]
        sums = tuple(sorted(self.unknown(k, m, edition) for k in kinds for m in reading.months))
        low, high = self.rule.stands_for(reading.number)
        before = self.rows.get(sums, (0.0, np.inf))
        self.rows[sums] = max(low, before[0]), min(high, before[1])

    def note_all(self, editions: Iterable[Iterable[Reading]]) -> None:
        """Everything that was read of every edition."""
        for edition, readings in enumerate(editions):
            for reading in readings:
                self.note(reading, edition)

    def ranges(self, cells: Iterable[Unknown]) -> dict[Unknown, tuple[float, float]]:
        """The least and greatest count that each of the cells can have."""
        wanted = list(cells)
        for what, month, edition in wanted:
            self.unknown(what, month, edition)
        size = len(self.places)
        low, high = np.zeros(size), np.full(size, np.inf)
        printed = {sums[0] for sums in self.rows if len(sums) == 1}
        for (what, month, edition), place in self.places.items():
            count = self.truth[edition][month, what]
            if place not in printed and self.rule.highest:
                small = 1 <= count <= self.rule.highest
                low[place] = 1 if small else self.rule.highest + 1
                high[place] = self.rule.highest if small else np.inf
        heads = [i for i, sums in enumerate(self.rows) for _ in sums]
        at = [p for sums in self.rows for p in sums]
        lines = csr_array((np.ones(len(at)), (heads, at)), shape=(len(self.rows), size))
        ends = np.array(list(self.rows.values()))
        found = {}
        for what, month, edition in wanted:
            place = self.unknown(what, month, edition)
            aim = np.zeros(size)
            aim[place] = 1.0
            reached = []
            for sign in (1.0, -1.0):
                solved = milp(
                    sign * aim,
                    constraints=LinearConstraint(lines, ends[:, 0], ends[:, 1]),
                    bounds=Bounds(low, high),
                    integrality=np.ones(size, dtype=int),
                )
                assert solved.status in (0, 3), solved.message
                reached.append(np.inf if solved.x is None else float(np.round(solved.x[place])))
            found[what, month, edition] = reached[0], reached[1]
        return found
