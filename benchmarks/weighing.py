"""The weights by which a number is called a slip, fitted, and tried on what they never saw.

Run by hand: `python benchmarks/weighing.py [-v] [--write]`. First the chances of workings: the
softmax under which the numbers of right (and of unverifiable) statements are likeliest to be
printed as they are, ridge, by L-BFGS. Then the evidence: a logistic regression, ridge, that
sets right numbers against changed ones of the right statements. Both are fitted on all sets but
one and tried on that one; printed are, for some thresholds, how many right numbers would be
called wrong and how many changed ones found. With `--write` both are fitted on all sets and kept
in `src/wardmote/checker/weights.json`.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import msgspec
import numpy as np
from checker import changed_number, changed_verb, labelled, sets, statements
from scipy import sparse
from scipy.optimize import minimize

from wardmote.checker import weighing
from wardmote.checker.bench import Bench
from wardmote.checker.claims import sentences
from wardmote.checker.explain import read_beside
from wardmote.checker.explained import Explained, State
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.numbers import Sort, numbers_in
from wardmote.checker.stems import tokens
from wardmote.checker.weighing import Candidate, candidates, evidence
from wardmote.checker.weights import weights
from wardmote.checker.workings import Working

KEPT = Path(__file__).parent.parent / "src" / "wardmote" / "checker" / "weights.json"
RIDGE, RIDGE_OF_EVIDENCE = 1.0, 3.0
LEAST = 15  # numbers that a trait must be seen at
SMALL = 0.02  # a weight that is not worth keeping
EACH = 2  # mutants of a number
TABLES = 5  # beside which a word stands that papers use about any table
THRESHOLDS = (2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 4.0)


@dataclass(frozen=True, slots=True)
class Row:
    """A number of a sentence: of which set, whether it was made wrong, what it may be."""

    source: str
    wrong: bool
    state: State
    at: int
    found: tuple[Explained, ...]
    workings: tuple[Working, ...]
    listed: tuple[Candidate, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Job:
    """A statement beside its table: right, or changed at a number or in a verb."""

    source: str
    table: str
    text: str
    number: int | None = None  # where the number is that was changed
    before: str = ""  # the statement, before its verb was changed


def read(text: str, table: str) -> Iterator[tuple[int, int, list[Explained], list[Working], Bench]]:
    """Every number of a statement: its place in the text and in its sentence, and the reading."""
    spoken = list(sentences(text))
    begins = 0
    for before, sentence in zip(["", *spoken], spoken, strict=False):
        begins = text.find(sentence, begins)
        whole = f"{before} {sentence}" if before else sentence
        at = len(whole) - len(sentence)
        found, workings, bench = read_beside(whole, grid_of_csv(table))
        for i, one in enumerate(found):
            if one.cue.number.start >= at:
                yield begins + one.cue.number.start - at, i, found, workings[i], bench
        begins += len(sentence)


def rows_of(job: Job) -> list[Row]:
    """The numbers of a statement, of a mutant those that were changed or now go another way."""
    ways = [found[i].cue.direction for _, i, found, _, _ in read(job.before, job.table)]
    made: list[Row] = []
    for nth, (place, i, found, workings, bench) in enumerate(read(job.text, job.table)):
        one = found[i]
        if one.state is State.PLAIN or one.slip or job.number not in (None, place) or not workings:
            continue
        if job.before and (
            one.cue.direction is None or nth >= len(ways) or ways[nth] in (None, one.cue.direction)
        ):
            continue
        made.append(
            Row(
                job.source, bool(job.before or job.number is not None), one.state, i,
                tuple(found), tuple(workings), tuple(candidates(i, found, workings, bench)),
                bench.sight.sentence,
            )
        )  # fmt: skip
    return made


def jobs(draw: random.Random) -> list[Job]:
    """Every labelled statement that is not wrong, beside its table and beside another that it does
    not speak of, and mutants of the right ones beside theirs."""
    made: list[Job] = []
    tables = sorted({table for _, table, _ in statements() if table})
    for file in sets():
        for label, table, text in labelled(file):
            if not table or label == "inconsistent":
                continue
            made.append(Job(file.stem, table, text))
            made.append(Job(file.stem, draw.choice([t for t in tables if t != table]), text))
            if label != "consistent":
                continue
            turned = changed_verb(text, draw)
            if turned:
                made.append(Job(file.stem, table, turned, before=text))
            for number in numbers_in(text):
                if number.sort in (Sort.COUNT, Sort.PERCENT, Sort.POINTS) and re.search(
                    r"\d", number.text
                ):
                    for _ in range(EACH):
                        wrong = changed_number(text, number, draw)
                        if wrong:
                            made.append(Job(file.stem, table, wrong, number.start))
    return made


@dataclass(frozen=True)
class Matrix:
    """The traits of every candidate of some numbers, those of one number side by side."""

    traits: sparse.csr_matrix
    of: np.ndarray
    starts: np.ndarray
    gives: np.ndarray


def common_words() -> frozenset[str]:
    """The stems that the labelled statements have beside many tables."""
    beside: dict[str, set[str]] = {}
    for _, table, text in statements():
        for _, stem in tokens(text):
            beside.setdefault(stem, set()).add(table)
    return frozenset(s for s, tables in beside.items() if len(tables) >= TABLES)


def matrix(rows: Sequence[Row], names: dict[str, int]) -> Matrix:
    """The traits of rows as numbers."""
    data, column, ends, of, gives = [], [], [0], [], []
    for i, row in enumerate(rows):
        for candidate in row.listed:
            for name, value in candidate.traits.items():
                if name in names and value:
                    column.append(names[name])
                    data.append(value)
            ends.append(len(column))
            of.append(i)
            gives.append(candidate.gives)
    shape = (len(ends) - 1, len(names))
    made = sparse.csr_matrix((np.array(data), np.array(column), np.array(ends)), shape=shape)
    at = np.array(of)
    return Matrix(made, at, np.searchsorted(at, np.arange(len(rows))), np.array(gives))


def softmax(weights: np.ndarray, of: Matrix) -> np.ndarray:
    """The chance of every candidate among those of its number."""
    score = of.traits @ weights
    score = np.exp(score - np.maximum.reduceat(score, of.starts)[of.of])
    return score / np.add.reduceat(score, of.starts)[of.of]


def fitted_traits(rows: Sequence[Row], names: dict[str, int]) -> np.ndarray:
    """The weights under which the numbers are likeliest to be printed as they are."""
    made = matrix(rows, names)
    first = np.zeros(len(names))
    first[[names["score"], names["beside: score"]]] = 1.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = softmax(weights, made)
        joint = chance * made.gives
        whole = np.add.reduceat(joint, made.starts) + 1e-12
        slope = made.traits.T @ (chance - joint / whole[made.of])
        off = weights - first
        return float(RIDGE / 2 * off @ off - np.log(whole).sum()), slope + RIDGE * off

    done = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return done.x


def evidence_of(rows: Sequence[Row], weights: np.ndarray, names: dict[str, int]) -> np.ndarray:
    """The evidence of every row, one column a piece."""
    made = matrix(rows, names)
    chance = softmax(weights, made)
    told = []
    for i, row in enumerate(rows):
        start = made.starts[i]
        likely = chance[start : start + len(row.listed)].tolist()
        told.append([*evidence(row.at, row.found, row.workings, row.listed, likely).values()])
    return np.array(told)


def fitted_evidence(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The weights of a ridge logistic regression, by Newton's method; the first is not shrunk."""
    scale = x.std(axis=0) + 1e-9
    middle = x.mean(axis=0)
    middle[0], scale[0] = 0.0, 1.0
    z = (x - middle) / scale
    weights = np.zeros(x.shape[1])
    shrunk = RIDGE_OF_EVIDENCE * (np.arange(x.shape[1]) > 0)
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(z @ weights, -30, 30)))
        slope = z.T @ (p - y) + shrunk * weights
        bend = (z * (p * (1 - p))[:, None]).T @ z + np.diag(shrunk)
        weights -= np.linalg.solve(bend + 1e-9 * np.eye(len(bend)), slope)
    plain = weights / scale
    plain[0] -= float(plain[1:] @ middle[1:])
    return plain


def main() -> None:
    """Print what the weights do on the sets that they were not fitted on; keep them if asked."""
    weights().words = common_words()  # before the processes begin, which inherit it
    with Pool() as pool:
        rows = [r for some in pool.map(rows_of, jobs(random.Random(20261126)), 20) for r in some]
    seen = Counter(k for r in rows if not r.wrong for k in {k for c in r.listed for k in c.traits})
    names = {k: i for i, k in enumerate(sorted(k for k, n in seen.items() if n >= LEAST))}
    right = [r for r in rows if not r.wrong]
    y = np.array([r.wrong for r in rows])
    of_set = np.array([r.source for r in rows])
    print(
        f"{len(names)} traits; {len(right)} numbers of right statements, "
        f"{y.sum()} changed ones; the rules alone deny "
        f"{sum(r.state is State.OFF for r in right)} and "
        f"{sum(r.state is State.OFF and r.wrong for r in rows)} of them"
    )
    x = np.zeros((len(rows), len(weighing.EVIDENCE)))
    for one in np.unique(of_set):
        of_traits = fitted_traits([r for r in right if r.source != one], names)
        of = [i for i, r in enumerate(rows) if r.source == one]
        x[of] = evidence_of([rows[i] for i in of], of_traits, names)
    score = np.zeros(len(rows))
    for one in np.unique(of_set):
        score[of_set == one] = x[of_set == one] @ fitted_evidence(
            x[of_set != one], y[of_set != one]
        )
    for least in THRESHOLDS:
        called = score >= least
        print(
            f"from {least}: {(called & ~y).sum()} right numbers called wrong, "
            f"{100 * called[y].mean():.0f} % of the changed ones"
        )
    if "-v" in sys.argv:
        for i in np.argsort(-score):
            if not y[i] and score[i] > THRESHOLDS[0]:
                number = rows[i].found[rows[i].at].cue.number.text
                print(f"  {score[i]:.2f} {of_set[i]} {number}: {rows[i].text}")
    if "--write" in sys.argv:
        of_traits = fitted_traits(right, names)
        kept = {k: round(float(of_traits[i]), 2) for k, i in names.items()}
        kept = {k: v for k, v in kept.items() if abs(v) >= SMALL}
        told = fitted_evidence(x, y)
        of_evidence = {
            k: round(float(v), 3) for k, v in zip(weighing.EVIDENCE, told, strict=True)
        }  # fmt: skip
        text = msgspec.json.encode(
            {"evidence": of_evidence, "traits": kept, "words": sorted(weights().words)}
        )
        KEPT.write_bytes(msgspec.json.format(text, indent=1) + b"\n")
        print(f"kept: {len(kept)} weights of traits in {KEPT.name}")


if __name__ == "__main__":
    main()
