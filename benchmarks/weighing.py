"""The weights by which an open number is called wrong, fitted and tried on what they never saw.

Run by hand: `python benchmarks/weighing.py`. The open numbers of right (and of unverifiable)
statements with a table are set against open numbers of the right ones' mutants; a logistic
regression (ridge, the two groups weighing the same) is fitted on all sets but one and tried on
that one. Printed: the weights on all of them, and for some thresholds how many right numbers
would be called wrong and how many wrong ones found. `wardmote.checker.weighing` is off here.
"""

from __future__ import annotations

import math
import random
import re
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from checker import FOLDER, changed_number, labelled

from wardmote.checker import weighing
from wardmote.checker.explain import explain_beside
from wardmote.checker.explained import State
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.numbers import Sort
from wardmote.checker.weighing import WEIGHTS, evidence

RIDGE = 2.0
EACH = 3  # mutants of a number
THRESHOLDS = (1.2, 1.4, 1.6, 1.8, 2.0)


@dataclass(frozen=True, slots=True)
class Row:
    """An open number: of which set, whether it was made wrong, and its evidence."""

    source: str
    wrong: bool
    told: tuple[float, ...]


def _open(source: str, text: str, table: str, at: int | None = None) -> list[Row]:
    """The open numbers of a statement, or the one that was changed."""
    grid = grid_of_csv(table)
    found, bench = explain_beside(text, grid)
    return [
        Row(source, at is not None, itemgetter(*WEIGHTS)(evidence(i, found, made, bench)))
        for i, one in enumerate(found)
        if one.state is State.OPEN and at in (None, i) and (made := bench.workings(one.cue))
    ]


def rows(draw: random.Random) -> list[Row]:
    """Every open number of the labelled statements with a table, and of their mutants."""
    made: list[Row] = []
    for file in sorted(p for p in FOLDER.iterdir() if p.suffix in (".txt", ".jsonl")):
        for label, table, text in labelled(file):
            if not table or label not in ("consistent", "unverifiable", "overclaim"):
                continue
            made += _open(file.stem, text, table)
            if label != "consistent":
                continue
            for i, one in enumerate(explain_beside(text, grid_of_csv(table))[0]):
                number = one.cue.number
                if number.sort in (Sort.COUNT, Sort.PERCENT, Sort.POINTS) and re.search(
                    r"\d", number.text
                ):
                    for _ in range(EACH):
                        wrong = changed_number(text, number, draw)
                        made += _open(file.stem, wrong, table, i) if wrong else []
    return made


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The weights of a ridge logistic regression, by Newton's method; the first is not shrunk."""
    weights = np.zeros(x.shape[1])
    each = np.where(y, 1.0, y.sum() / (~y).sum())
    shrunk = RIDGE * (np.arange(x.shape[1]) > 0)
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (each * (p - y)) + shrunk * weights
        bend = (x * (each * p * (1 - p))[:, None]).T @ x + np.diag(shrunk)
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Print the weights and what they do on the sets that they were not fitted on."""
    weighing.ENOUGH = math.inf
    found = rows(random.Random(20261126))
    x = np.array([r.told for r in found])
    y = np.array([r.wrong for r in found])
    sets = np.array([r.source for r in found])
    print(f"open numbers: {(~y).sum()} of right statements, {y.sum()} changed ones")
    for name, weight, held in zip(WEIGHTS, fitted(x, y), WEIGHTS.values(), strict=True):
        print(f"  {name}: {weight:.2f} (in use: {held:.2f})")
    score = np.zeros(len(y))
    for one in np.unique(sets):
        score[sets == one] = x[sets == one] @ fitted(x[sets != one], y[sets != one])
    for least in THRESHOLDS:
        called = score >= least
        print(
            f"from {least}: {(called & ~y).sum()} right numbers called wrong, "
            f"{100 * called[y].mean():.0f} % of the changed ones"
        )


if __name__ == "__main__":
    main()
