"""The weights by which a number is called a slip, fitted, and tried on what they never saw.

Run by hand: `python benchmarks/weighing.py [-v] [--write]`. Three times the same two fits. First
the chances of what a number may be: the softmax under which the numbers of right (and of
unverifiable) statements are likeliest to be printed as they are, and changed ones not, ridge, by
L-BFGS. Then the evidence: small trees that set right numbers against changed ones of the right
statements. They are made of the numbers of sentences by themselves, then, with what those told, of
numbers beside tables, and of claims about orders beside tables (`ordering.py`). Changed are digits,
verbs, and what a hand that strays in the table would write (`misreading.py`); the slips of the sets
and papers are there as they were made. All is fitted on all sets but some and tried on those;
printed are, for some thresholds, how many right numbers would be called wrong and how many changed
ones found. With `--write` all is fitted on all sets and kept in
`src/wardmote/checker/weights.json`.
"""

from __future__ import annotations

import random
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from multiprocessing import Pool
from pathlib import Path

import msgspec
import numpy as np
from fitting import (
    Compact,
    columns_of,
    fitted_evidence,
    fitted_traits,
    key_of,
    likely,
    trees_of,
)
from reading import PAPERS, Row, common_words, jobs, jobs_of_paper, read_job

from wardmote.checker import mutual, orders, weighing
from wardmote.checker.company import in_company, stand
from wardmote.checker.weights import Evidence, weights

KEPT = Path(__file__).parent.parent / "src" / "wardmote" / "checker" / "weights.json"
FOLDS = 6  # of the sets and papers, each of which is left out in turn
LEAST = 15  # numbers that a trait must be seen at
SMALL = 0.02  # a weight that is not worth keeping
KINDS = ("digit", "misread", "verb", "slip")
BEGAN = time.perf_counter()
THRESHOLDS = (1.5, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 4.0)
Listed = Callable[[Row], Sequence[Compact]]
Told = Callable[[Row, Sequence[float], Mapping[str, float]], dict[str, float]]


class Tried:
    """The two fits of some rows, made without each fold of the sets in turn, and on all."""

    def __init__(
        self, rows: Sequence[Row], listed: Listed, told: Told, first: Iterable[str] = (),
        *, numbers: Tried | None = None,
    ) -> None:  # fmt: skip
        self._listed, self._told, self._rows = listed, told, rows
        self._numbers = numbers or self  # by which the company of each stands
        self.columns = columns_of([listed(r) for r in rows if not r.wrong], LEAST)
        self._first = np.isin(self.columns, [key_of(name) for name in first]).astype(float)
        *self._traits, self._on_all = _each(self, range(FOLDS + 1))  # the last leaves out none
        self._x, self._wrong = self._evidence(rows), np.array([bool(r.wrong) for r in rows])
        of = np.array([fold_of(r) for r in rows])
        self._fits = [
            fitted_evidence(self._x[of != fold], self._wrong[of != fold]) for fold in range(FOLDS)
        ]

    def fitted(self, without: int) -> np.ndarray:
        """The weights of the traits of all rows but those of a fold."""
        some = [r for r in self._rows if fold_of(r) != without]
        wrong = np.array([bool(r.wrong) for r in some])
        return fitted_traits([*map(self._listed, some)], wrong, self.columns, self._first)

    def _evidence(self, rows: Sequence[Row]) -> np.ndarray:
        """The evidence of rows, by chances that were fitted without their folds."""
        chances = self._chances([(fold_of(row), self._listed(row)) for row in rows])
        company = self._numbers.companies(rows)
        return np.array([
            [*self._told(row, chance, stands).values()]
            for row, chance, stands in zip(rows, chances, company, strict=True)
        ])  # fmt: skip

    def companies(self, rows: Sequence[Row]) -> list[dict[str, float]]:
        """How the numbers stand that are beside each row in its sentence."""
        each = {id(some): (fold_of(row), some) for row in rows for some in row.company.values()}
        chances = self._chances([*each.values()])
        stands = {
            key: stand(some, chance)
            for (key, (_, some)), chance in zip(each.items(), chances, strict=True)
        }
        return [
            in_company(row.at, {at: stands[id(some)] for at, some in row.company.items()})
            for row in rows
        ]

    def _chances(self, numbers: Sequence[tuple[int, Sequence[Compact]]]) -> list[Sequence[float]]:
        """How likely each of what numbers may be is, by traits that were fitted without their
        folds."""
        found: list[Sequence[float]] = [()] * len(numbers)
        for fold, traits in enumerate(self._traits):
            some = [i for i, (of, _) in enumerate(numbers) if of == fold]
            made = likely([numbers[i][1] for i in some], traits, self.columns) if some else []
            for i, chance in zip(some, made, strict=True):
                found[i] = chance
        return found

    def scores(self, rows: Sequence[Row]) -> np.ndarray:
        """What rows are weighed as, by weights that were fitted without their folds."""
        x, of = self._evidence(rows), np.array([fold_of(r) for r in rows])
        found = np.zeros(len(rows))
        for fold, fit in enumerate(self._fits):
            if (of == fold).any():
                found[of == fold] = fit.predict(x[of == fold], raw_score=True)
        return found

    def kept(
        self, traits: Mapping[int, str], evidence: Sequence[str]
    ) -> tuple[dict[str, float], Evidence]:
        """The weights of traits and the trees of evidence, fitted on all sets."""
        found = {
            traits[int(key)]: round(float(weight), 2)
            for key, weight in zip(self.columns, self._on_all, strict=True)
            if abs(weight) >= SMALL
        }
        trees = trees_of(fitted_evidence(self._x, self._wrong))
        return dict(sorted(found.items())), Evidence(tuple(evidence), tuple(trees))


def fold_of(row: Row) -> int:
    """The fold of a row's set or paper."""
    return zlib.crc32(row.source.encode()) % FOLDS


_TRIED: list[Tried] = []  # what the processes of a fit inherit


def _fit(fold: int) -> np.ndarray:
    return _TRIED[-1].fitted(fold)


def _each(tried: Tried, folds: Sequence[int]) -> list[np.ndarray]:
    """Fits without each of some folds, side by side."""
    _TRIED.append(tried)
    with Pool() as pool:
        return pool.map(_fit, folds, 1)


def show(what: str, rows: Sequence[Row], score: np.ndarray) -> None:
    """Print what thresholds do, by set, and with -v which right ones would be called wrong."""
    wrong = np.array([bool(r.wrong) for r in rows])
    kinds = np.array([r.wrong for r in rows])
    print(
        f"{time.perf_counter() - BEGAN:.0f} s. {what}: {(~wrong).sum()} that are not wrong, "
        f"{wrong.sum()} changed ones"
    )
    seen = [k for k in KINDS if (kinds == k).any()]
    for least in THRESHOLDS:
        called = score >= least
        print(
            f"  from {least}: {(called & ~wrong).sum()} right ones called wrong, "
            f"{100 * called[wrong].mean():.0f} % of the changed ones ("
            + ", ".join(f"{k} {100 * called[kinds == k].mean():.0f}" for k in seen) + ")"
        )  # fmt: skip
    if "-v" in sys.argv:
        for i in np.argsort(-score):
            if not wrong[i] and score[i] > THRESHOLDS[0]:
                print(f"    {score[i]:.2f} {rows[i].source} {rows[i].said}: {rows[i].text}")


def main() -> None:
    """Print what the weights do on the sets that they were not fitted on; keep them if asked."""
    weights().words = common_words()  # before the processes begin, which inherit it
    rows, names = read()
    fits = tried(rows)
    if "--write" in sys.argv:
        KEPT.write_text(as_text(kept_of(*fits, names)))
        print(f"kept in {KEPT.name}")


def read() -> tuple[list[Row], dict[int, str]]:
    """The numbers and claims of all statements and papers, and the names of their traits."""
    rows: list[Row] = []
    names: dict[int, str] = {}
    with Pool() as pool:
        of_papers = pool.map(jobs_of_paper, sorted(PAPERS.glob("*.md")), 1)
        every = [*jobs(random.Random(20261126)), *(job for some in of_papers for job in some)]
        print(f"{time.perf_counter() - BEGAN:.0f} s: {len(every)} statements", flush=True)
        for some, new in pool.imap(read_job, every, 20):
            rows += some
            if any(names.setdefault(key, name) != name for key, name in new.items()):
                raise ValueError("two traits have one number")
    print(f"{time.perf_counter() - BEGAN:.0f} s: {len(rows)} numbers and claims", flush=True)
    return rows, names


def tried(rows: Sequence[Row]) -> tuple[Tried, Tried, Tried]:
    """The fits of numbers by themselves, beside tables, and of orders; it prints what they do."""
    alone, beside, said = ([r for r in rows if r.what == w] for w in ("alone", "beside", "order"))
    own = Tried(
        alone, lambda r: r.listed, lambda r, chance, _: mutual.evidence(r.around, r.listed, chance)
    )
    show("By themselves", alone, own.scores(alone))
    others = {id(r): as_alone(r) for r in beside if r.made}
    told = dict(zip(others, own.scores(list(others.values())).tolist(), strict=True))
    tables = Tried(
        beside,
        lambda r: r.listed,
        lambda r, chance, company: weighing.evidence(
            r.around, r.listed, chance, told.get(id(r), 0.0), company
        ),
        ("score", "beside: score"),
    )
    print(
        f"the rules alone deny {sum(r.denied and not r.wrong for r in beside)} right numbers "
        f"beside tables and {sum(r.denied and bool(r.wrong) for r in beside)} changed ones"
    )
    show("Beside tables", beside, tables.scores(beside))
    placed = Tried(
        said,
        lambda r: r.listed,
        lambda r, chance, company: orders.evidence(r.around, r.listed, chance, company),
        ("rank, score", "run, score", "each, score"),
        numbers=tables,
    )  # fmt: skip
    show("Orders", said, placed.scores(said))
    return own, tables, placed


def kept_of(
    own: Tried, tables: Tried, placed: Tried, names: Mapping[int, str]
) -> dict[str, object]:
    """What is kept of the fits, with the names of their traits."""
    kept: dict[str, object] = {"words": sorted(weights().words)}
    for name, fit, evidence in (
        ("", tables, weighing.EVIDENCE), ("mutual_", own, mutual.EVIDENCE),
        ("order_", placed, orders.EVIDENCE),
    ):  # fmt: skip
        kept[f"{name}traits"], kept[f"{name}evidence"] = fit.kept(names, evidence)
    return kept


def as_text(kept: Mapping[str, object]) -> str:
    """What is kept, each part in a line of its own."""
    parts = (f"{msgspec.json.encode(k).decode()}: {msgspec.json.encode(v).decode()}"
             for k, v in sorted(kept.items()))  # fmt: skip
    return "{\n" + ",\n".join(parts) + "\n}\n"


def as_alone(row: Row) -> Row:
    """A number beside a table as one by itself."""
    assert row.made_around is not None
    return replace(row, what="alone", listed=row.made, around=row.made_around, company={})


if __name__ == "__main__":
    main()
