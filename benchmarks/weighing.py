"""The weights by which a number is called a slip, fitted, and tried on what they never saw.

Run by hand: `python benchmarks/weighing.py [-v] [--write]`. Twice the same two fits. First the
chances of what a number may be: the softmax under which the numbers of right (and of unverifiable)
statements are likeliest to be printed as they are, ridge, by L-BFGS. Then the evidence: a logistic
regression, ridge, that sets right numbers against changed ones of the right statements. They are
made of the numbers of sentences by themselves, and then, with what those told, of numbers beside
tables. All is fitted on all sets but one and tried on that one; printed are, for some thresholds,
how many right numbers would be called wrong and how many changed ones found. With `--write` all is
fitted on all sets and kept in `src/wardmote/checker/weights.json`.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing import Pool
from pathlib import Path

import msgspec
import numpy as np
from checker import FOLDER, changed_number, changed_verb, labelled, sets, statements
from fitting import Meant, fitted_evidence, fitted_traits, likely, names_of

from wardmote.checker import mutual, weighing
from wardmote.checker.claims import sentences
from wardmote.checker.cues import Cue
from wardmote.checker.explain import explain, read_beside
from wardmote.checker.explained import Explained, State
from wardmote.checker.grid import Grid, grid_of_csv
from wardmote.checker.numbers import Sort, numbers_in
from wardmote.checker.reading import read_paper
from wardmote.checker.stems import tokens
from wardmote.checker.weights import weights
from wardmote.checker.workings import Working

KEPT = Path(__file__).parent.parent / "src" / "wardmote" / "checker" / "weights.json"
PAPERS = FOLDER / "papers"
GROUPS = 4  # of papers, each of which is left out in turn
LEAST = 15  # numbers that a trait must be seen at
SMALL = 0.02  # a weight that is not worth keeping
EACH = 2  # mutants of a number
TABLES = 5  # beside which a word stands that papers use about any table
THRESHOLDS = (1.5, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 4.0)


@dataclass(frozen=True, slots=True)
class Row:
    """A number of a sentence: of which set, whether it was made wrong, what it may be by a table
    and by the sentence's other numbers."""

    source: str
    wrong: bool
    state: State
    at: int
    found: tuple[Explained, ...]
    text: str
    made: tuple[mutual.Made, ...]
    workings: tuple[Working, ...] = ()
    listed: tuple[weighing.Candidate, ...] = ()

    @property
    def cues(self) -> list[Cue]:
        """What the words say of each number of the sentence."""
        return [e.cue for e in self.found]


@dataclass(frozen=True, slots=True)
class Job:
    """A statement beside its table or alone: right, or changed at a number or in a verb."""

    source: str
    table: Grid | None
    text: str
    number: int | None = None  # where the number is that was changed
    before: str = ""  # the statement, before its verb was changed


def read(text: str, table: Grid | None) -> Iterator[tuple[int, Row]]:
    """Every number of a statement: its place in the text, and its reading."""
    spoken = list(sentences(text))
    begins = 0
    for before, sentence in zip(["", *spoken], spoken, strict=False):
        begins = text.find(sentence, begins)
        whole = f"{before} {sentence}" if before else sentence
        at = len(whole) - len(sentence)
        if table is not None:
            found, workings, bench = read_beside(whole, table)
        else:
            found, workings, bench = explain(whole, None), [], None
        cues = [e.cue for e in found]
        for i, one in enumerate(found):
            if one.cue.number.start < at or one.state is State.PLAIN or one.slip:
                continue
            if not (
                workings[i] if bench else len(found) > 1 and one.cue.number.sort is not Sort.RANK
            ):
                continue
            row = Row(
                "", False, one.state, i, tuple(found), whole,
                tuple(mutual.made_of(i, cues, at, whole)) if len(found) > 1 else (),
                tuple(workings[i]) if bench else (),
                tuple(weighing.candidates(i, found, workings[i], bench)) if bench else (),
            )  # fmt: skip
            yield begins + one.cue.number.start - at, row
        begins += len(sentence)


def rows_of(job: Job) -> list[Row]:
    """The numbers of a statement, of a mutant those that were changed or now go another way."""
    ways = [row.cues[row.at].direction for _, row in read(job.before, job.table)]
    made: list[Row] = []
    for nth, (place, row) in enumerate(read(job.text, job.table)):
        if job.number not in (None, place):
            continue
        now = row.cues[row.at].direction
        if job.before and (now is None or nth >= len(ways) or ways[nth] in (None, now)):
            continue
        wrong = bool(job.before or job.number is not None)
        made.append(replace(row, source=job.source, wrong=wrong))
    return made


def mutants(file: str, table: Grid | None, text: str, draw: random.Random) -> Iterator[Job]:
    """A right statement with a verb turned, and with each number changed."""
    turned = changed_verb(text, draw)
    if turned:
        yield Job(file, table, turned, before=text)
    for number in numbers_in(text):
        if number.sort in (Sort.COUNT, Sort.PERCENT, Sort.POINTS) and re.search(r"\d", number.text):
            for _ in range(EACH):
                wrong = changed_number(text, number, draw)
                if wrong:
                    yield Job(file, table, wrong, number.start)


def jobs(draw: random.Random) -> list[Job]:
    """Every labelled statement that is not wrong, beside its table and beside another that it does
    not speak of, and mutants of the right ones beside theirs; and all of them by themselves."""
    made: list[Job] = []
    grids = {table: grid_of_csv(table) for _, table, _ in statements() if table}
    tables = sorted(grids)
    for file in sets():
        for label, table, text in labelled(file):
            if label == "inconsistent":
                continue
            beside = [grids[table]] if table else []
            made += [Job(file.stem, one, text) for one in (None, *beside)]
            if table:
                other = draw.choice([t for t in tables if t != table])
                made.append(Job(file.stem, grids[other], text))
            if label == "consistent":
                for one in (None, *beside):
                    made += mutants(file.stem, one, text, draw)
    return made


def jobs_of_paper(path: Path) -> list[Job]:
    """The passages of a whole paper, put right, by themselves and beside each of its tables, and
    mutants of them by themselves and beside the table that bears out most."""
    source = f"papers {int(path.stem[-2:]) % GROUPS}"
    draw = random.Random(path.stem)
    paper = read_paper(path)
    put_right = {
        w["sentence"]: w["should_be"]
        for w in map(msgspec.json.decode, (PAPERS / "wrong.jsonl").read_bytes().splitlines())
        if w["paper"] == path.stem
    }
    made: list[Job] = []
    for passage in paper.passages:
        text = passage.text
        for wrong, right in put_right.items():
            text = text.replace(wrong, right)
        if not numbers_in(text):
            continue
        borne: list[tuple[int, Grid]] = []
        for table in paper.tables:
            found = [row for _, row in read(text, table.grid)]
            borne.append((sum(r.state is State.HELD for r in found), table.grid))
            made.append(Job(source, table.grid, text))
        made += [Job(source, None, text), *mutants(source, None, text, draw)]
        most, best = max(borne, key=lambda b: b[0], default=(0, None))
        if most:
            made += mutants(source, best, text, draw)
    return made


def common_words() -> frozenset[str]:
    """The stems that the labelled statements have beside many tables."""
    beside: dict[str, set[str]] = {}
    for _, table, text in statements():
        for _, stem in tokens(text):
            beside.setdefault(stem, set()).add(table)
    return frozenset(s for s, tables in beside.items() if len(tables) >= TABLES)


class Tried:
    """The two fits of some rows, made without each set in turn, and on all."""

    def __init__(
        self,
        rows: Sequence[Row],
        meant: Callable[[Row], Sequence[Meant]],
        told: Callable[[Row, Sequence[float]], dict[str, float]],
        first: Mapping[str, float],
    ) -> None:
        self._meant, self._told = meant, told
        self._right = [r for r in rows if not r.wrong]
        self.names = names_of([meant(r) for r in self._right], LEAST)
        self._first = np.zeros(len(self.names))
        for name, weight in first.items():
            self._first[self.names[name]] = weight
        self._sets = sorted({r.source for r in rows})
        self._traits = {one: self._fitted(one) for one in self._sets}
        self._x, self._wrong = self._evidence(rows), np.array([r.wrong for r in rows])
        self._source = np.array([r.source for r in rows])
        self._weights = {
            one: fitted_evidence(
                self._x[self._source != one], self._wrong[self._source != one]
            )
            for one in self._sets
        }  # fmt: skip

    def _fitted(self, without: str = "") -> np.ndarray:
        some = [self._meant(r) for r in self._right if r.source != without]
        return fitted_traits(some, self.names, self._first)

    def _evidence(self, rows: Sequence[Row]) -> np.ndarray:
        """The evidence of rows, by chances that were fitted without their sets."""
        x: dict[int, list[float]] = {}
        for one in self._sets:
            some = [(i, r) for i, r in enumerate(rows) if r.source == one]
            chances = likely([self._meant(r) for _, r in some], self._traits[one], self.names)
            for (i, row), chance in zip(some, chances, strict=True):
                x[i] = [*self._told(row, chance).values()]
        return np.array([x[i] for i in range(len(rows))])

    def scores(self, rows: Sequence[Row]) -> np.ndarray:
        """What rows are weighed as, by weights that were fitted without their sets."""
        of = np.array([self._weights[r.source] for r in rows])
        return (self._evidence(rows) * of).sum(axis=1)

    def kept(self, names: Sequence[str]) -> tuple[dict[str, float], dict[str, float]]:
        """The weights of traits and of evidence, fitted on all sets."""
        fitted = self._fitted()
        traits = {k: round(float(fitted[i]), 2) for k, i in self.names.items()}
        evidence = fitted_evidence(self._x, self._wrong)
        told = {k: round(float(v), 3) for k, v in zip(names, evidence, strict=True)}
        return {k: v for k, v in traits.items() if abs(v) >= SMALL}, told


def show(what: str, rows: Sequence[Row], score: np.ndarray) -> None:
    """Print what thresholds do, and with -v which right numbers would be called wrong."""
    wrong = np.array([r.wrong for r in rows])
    print(f"{what}: {(~wrong).sum()} numbers that are not wrong, {wrong.sum()} changed ones")
    for least in THRESHOLDS:
        called = score >= least
        print(
            f"  from {least}: {(called & ~wrong).sum()} right numbers called wrong, "
            f"{100 * called[wrong].mean():.0f} % of the changed ones"
        )
    if "-v" in sys.argv:
        for i in np.argsort(-score):
            if not wrong[i] and score[i] > THRESHOLDS[0]:
                row = rows[i]
                number = row.cues[row.at].number.text
                print(f"    {score[i]:.2f} {row.source} {number}: {row.text}")


def main() -> None:
    """Print what the weights do on the sets that they were not fitted on; keep them if asked."""
    weights().words = common_words()  # before the processes begin, which inherit it
    with Pool() as pool:
        of_papers = pool.map(jobs_of_paper, sorted(PAPERS.glob("*.md")), 1)
        every = [*jobs(random.Random(20261126)), *(job for some in of_papers for job in some)]
        rows = [r for some in pool.map(rows_of, every, 20) for r in some]
    alone = [r for r in rows if not r.workings]
    beside = [r for r in rows if r.workings]
    own = Tried(
        alone, lambda r: r.made, lambda r, chance: mutual.evidence(r.at, r.cues, r.made, chance), {}
    )
    show("By themselves", alone, own.scores(alone))
    with_others = [r for r in beside if r.made]
    told = dict(zip(map(id, with_others), own.scores(with_others).tolist(), strict=True))
    tables = Tried(
        beside,
        lambda r: r.listed,
        lambda r, chance: weighing.evidence(
            r.at, r.found, r.workings, r.listed, chance, told.get(id(r), 0.0)
        ),
        {"score": 1.0, "beside: score": 1.0},
    )
    off = [r for r in beside if r.state is State.OFF]
    print(
        f"the rules alone deny {sum(not r.wrong for r in off)} right numbers beside tables and "
        f"{sum(r.wrong for r in off)} changed ones"
    )
    show("Beside tables", beside, tables.scores(beside))
    if "--write" in sys.argv:
        traits, evidence = tables.kept(weighing.EVIDENCE)
        mutual_traits, mutual_evidence = own.kept(mutual.EVIDENCE)
        text = msgspec.json.encode(
            {
                "evidence": evidence, "mutual_evidence": mutual_evidence, "traits": traits,
                "mutual_traits": mutual_traits, "words": sorted(weights().words),
            }
        )  # fmt: skip
        KEPT.write_bytes(msgspec.json.format(text, indent=1) + b"\n")
        print(f"kept: {len(traits) + len(mutual_traits)} weights of traits in {KEPT.name}")


if __name__ == "__main__":
    main()
