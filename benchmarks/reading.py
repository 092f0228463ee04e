"""The labelled statements and papers as `weighing.py` reads them: right, and changed.

Changed are digits, verbs, and what a hand that strays in the table would write (`misreading.py`);
the slips of the sets and papers are there as they were made."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
from beside import Company, company_of, likely_of, listed_of, spoken_in
from checker import FOLDER, changed_number, changed_verb, labelled, sets, statements
from fitting import Compact, compact, new_names
from misreading import misread
from ordering import right_and_changed

from wardmote.checker import mutual, orders, weighing
from wardmote.checker.explain import explain, read_beside
from wardmote.checker.explained import State
from wardmote.checker.grid import Grid, grid_of_csv
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.reading import read_paper
from wardmote.checker.stems import tokens
from wardmote.checker.weights import weights
from wardmote.vocabulary import Direction, Hedge

PAPERS = FOLDER / "papers"
EACH = 1  # mutants of a number, of each kind
SOME = 0.6  # of them, that are read
TABLES = 5  # beside which a word stands that papers use about any table


@dataclass(frozen=True, slots=True)
class Row:
    """A number of a sentence or a claim about an order: of which set, whether it was made wrong,
    what it may be, and what is seen around it; of a number beside a table also what the sentence's
    other numbers may make of it."""

    source: str
    wrong: str  # what was changed of it, if anything
    what: str  # alone, beside a table, or an order
    said: str
    text: str
    listed: tuple[Compact, ...]
    around: dict[str, float]
    denied: bool = False  # by a rule
    made: tuple[Compact, ...] = ()
    made_around: dict[str, float] | None = None
    at: int = 0  # where it begins
    company: Company = field(default_factory=dict)  # the numbers of its sentence beside the table


@dataclass(frozen=True, slots=True)
class Job:
    """A statement beside its table or alone: right, or changed at a number or in a verb."""

    source: str
    table: Grid | None
    text: str
    number: int | None = None  # where the number is that was changed
    before: str = ""  # the statement, before its verb was changed
    kind: str = ""  # of what was changed
    change: bool = False  # its claims about orders may be changed: it is right beside its table


Way = tuple[Direction | None, Hedge]  # which way the words of a number go, and its hedge
Judged = Callable[[int, int, Way], bool]  # which number, where in the text, and its way


def read(text: str, table: Grid | None, judged: Judged) -> Iterator[tuple[Way, Row | None]]:
    """Every number of a statement, by its way, with its reading if it is to be judged."""
    nth = -1
    for begins, at, whole in spoken_in(text):
        if table is not None:
            found, workings, bench = read_beside(whole, table)
        else:
            found, workings, bench = explain(whole, None), [], None
        cues = [e.cue for e in found]
        listed: dict[int, list[weighing.Candidate]] = {}
        company: Company = {}
        for i, one in enumerate(found):
            number = one.cue.number
            way = one.cue.direction, number.hedge
            if number.start < at or one.state is State.PLAIN or (bench and not workings[i]):
                continue
            nth += 1
            if not judged(nth, begins + number.start - at, way):
                yield way, None
                continue
            made = tuple(mutual.made_of(i, cues, at, whole)) if len(found) > 1 else ()
            others = mutual.surroundings(i, cues, made) if made else None
            told = likely_of(made, weights().mutual_traits)
            if bench is not None:
                listed = listed or listed_of(found, workings, bench, at)
                company = company or company_of(listed)
                around = weighing.surroundings(
                    i, found, workings[i], listed[number.start], bench.sight
                )
                yield way, Row(
                    "", "", "beside", number.text, whole, company[number.start], around,
                    one.state is State.OFF, told, others, number.start, company,
                )  # fmt: skip
            elif others is not None and number.sort is not Sort.RANK:
                yield way, Row("", "", "alone", number.text, whole, told, others)
            else:
                yield way, None


def turned(before: Way, now: Way) -> bool:
    """Whether a number goes another way than it did, or stands on its hedge's other side."""
    return (None not in (before[0], now[0]) and before[0] is not now[0]) or before[1] is not now[1]


def read_job(job: Job) -> tuple[list[Row], dict[int, str]]:
    """The numbers and claims of a statement, of a mutant those that were changed or now go another
    way, each with its company; and the names of traits that have not been seen before."""
    ways = [way for way, _ in read(job.before, job.table, lambda *_: False)] if job.before else []

    def judged(nth: int, place: int, way: Way) -> bool:
        if job.before:
            return nth < len(ways) and turned(ways[nth], way)
        return job.number in (None, place)

    made = [
        replace(row, source=job.source, wrong=job.kind)
        for _, row in read(job.text, job.table, judged) if row is not None
    ]  # fmt: skip
    if job.table is not None and not job.kind:
        draw = random.Random(job.text)
        for one in right_and_changed(job.text, job.table, draw, change=job.change):
            listed = tuple(compact(m) for m in one.made)
            around = orders.surroundings(one.order, one.bench.sight)
            made.append(Row(
                job.source, one.wrong, "order", one.order.text, one.text, listed, around,
                at=one.order.at, company=one.company,
            ))  # fmt: skip
    return made, new_names()


def mutants(file: str, table: Grid | None, text: str, draw: random.Random) -> Iterator[Job]:
    """Some of what a right statement becomes with a verb turned, or with a number changed."""
    other_way = changed_verb(text, draw)
    if other_way:
        yield Job(file, table, other_way, before=text, kind="verb")
    made = []
    if table is not None:
        made += [Job(file, table, wrong, at, kind="misread")
                 for at, wrong in misread(text, table, draw, EACH)]  # fmt: skip
    for number in numbers_in(text):
        if number.sort in (Sort.COUNT, Sort.PERCENT, Sort.POINTS) and re.search(r"\d", number.text):
            for _ in range(EACH):
                wrong = changed_number(text, number, draw)
                if wrong:
                    made.append(Job(file, table, wrong, number.start, kind="digit"))
    yield from (job for job in made if draw.random() < SOME)


def slip(file: str, table: Grid | None, text: str, was: str) -> Iterator[Job]:
    """A slip that somebody made, where it is one number or the way that one went."""
    one, other = numbers_in(text), numbers_in(was)
    if len(one) != len(other):
        return
    unlike = [a for a, b in zip(one, other, strict=True) if (a.value, a.sort) != (b.value, b.sort)]
    if len(unlike) == 1:
        yield Job(file, table, text, unlike[0].start, kind="slip")
    elif not unlike:
        yield Job(file, table, text, before=was, kind="slip")


def jobs_of_slips() -> Iterator[Job]:
    """The wrong statements of the sets of which it is known what would be right."""
    for file in sets():
        if file.suffix == ".jsonl":
            for line in map(msgspec.json.decode, file.read_bytes().splitlines()):
                if line.get("was"):
                    beside = [grid_of_csv(line["table"])] if line["table"] else []
                    for table in (None, *beside):
                        yield from slip(file.stem, table, line["statement"], line["was"])


def jobs(draw: random.Random) -> list[Job]:
    """Every labelled statement that is not wrong, beside its table and beside another that it does
    not speak of, and mutants of the right ones beside theirs; and all of them by themselves."""
    made: list[Job] = [*jobs_of_slips()]
    grids = {table: grid_of_csv(table) for _, table, _ in statements() if table}
    tables = sorted(grids)
    for file in sets():
        for label, table, text in labelled(file):
            if label == "inconsistent":
                continue
            beside = [grids[table]] if table else []
            right = label == "consistent"
            made += [Job(file.stem, one, text, change=right) for one in (None, *beside)]
            if table:
                other = draw.choice([t for t in tables if t != table])
                made.append(Job(file.stem, replace(grids[other], given=False), text))
            if label == "consistent":
                for one in (None, *beside):
                    made += mutants(file.stem, one, text, draw)
    return made


def jobs_of_paper(path: Path) -> list[Job]:
    """The passages of a whole paper, put right, by themselves and beside each of its tables, and
    mutants of them by themselves and beside the table that bears out most."""
    source = path.stem
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
            found = read_beside(text, table.grid)[0]
            borne.append((sum(e.state is State.HELD for e in found), table.grid))
        made += [Job(source, None, text), *mutants(source, None, text, draw)]
        most, best = max(borne, key=lambda b: b[0], default=(0, None))
        made += [Job(source, t, text) for _, t in borne]
        if most:  # once more beside its own table: papers are what the weights are for
            made.append(Job(source, best, text, change=True))
            made += mutants(source, best, text, draw)
        for wrong, right in put_right.items():
            if wrong in passage.text:
                made += slip(source, None, text.replace(right, wrong), text)
                if most:
                    made += slip(source, best, text.replace(right, wrong), text)
    return made


def common_words() -> frozenset[str]:
    """The stems that the labelled statements have beside many tables."""
    beside: dict[str, set[str]] = {}
    for _, table, text in statements():
        for _, stem in tokens(text):
            beside.setdefault(stem, set()).add(table)
    return frozenset(s for s, tables in beside.items() if len(tables) >= TABLES)
