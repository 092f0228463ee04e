"""The labelled statements and papers as `weighing.py` reads them: right, and changed.

Changed are digits, verbs, and what a hand that strays in the table would write (`misreading.py`);
the slips of the sets and papers are there as they were made."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from checker import FOLDER, changed_number, changed_verb, labelled, sets, statements
from fitting import Compact, Slipping, compact, new_names
from misreading import misread
from ordering import right_and_changed

from wardmote.checker import mutual, orders, weighing
from wardmote.checker.claims import sentences
from wardmote.checker.explain import explain, read_beside
from wardmote.checker.explained import State
from wardmote.checker.grid import Grid, grid_of_csv
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.reading import read_paper
from wardmote.checker.stems import tokens
from wardmote.checker.weights import chances, weights
from wardmote.vocabulary import Direction, Hedge

PAPERS = FOLDER / "papers"
POSSIBLE = 2e-5  # of what a number may be: all below it come to a few in ten thousand
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


def read(text: str, table: Grid | None) -> Iterator[tuple[int, Way, Row]]:
    """Every number of a statement: its place in the text, its way, and its reading."""
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
            number = one.cue.number
            if number.start < at or one.state is State.PLAIN:
                continue
            made = tuple(mutual.made_of(i, cues, at, whole)) if len(found) > 1 else ()
            others = mutual.surroundings(i, cues, made) if made else None
            told = likely_of(made, weights().mutual_traits)
            if bench is None:
                if others is None or number.sort is Sort.RANK:
                    continue
                row = Row("", "", "alone", number.text, whole, told, others)
            else:
                if not workings[i]:
                    continue
                listed = weighing.candidates(i, found, workings[i], bench)
                around = weighing.surroundings(i, found, workings[i], listed, bench.sight)
                row = Row(
                    "", "", "beside", number.text, whole, likely_of(listed, weights().traits),
                    around, one.state is State.OFF, told, others,
                )  # fmt: skip
            yield begins + number.start - at, (one.cue.direction, number.hedge), row
        begins += len(sentence)


def likely_of(listed: Sequence[Slipping], of: Mapping[str, float]) -> tuple[Compact, ...]:
    """Of what a number may be, what the weights kept last find possible at all, and what gives it;
    the last, which comes from outside, too."""
    if not listed:
        return ()
    chance = chances([one.traits for one in listed], of)
    return tuple(
        compact(one)
        for i, (one, p) in enumerate(zip(listed, chance, strict=True))
        if p > POSSIBLE or one.gives or one.slip or i == len(listed) - 1
    )


def turned(before: Way, now: Way) -> bool:
    """Whether a number goes another way than it did, or stands on its hedge's other side."""
    return (None not in (before[0], now[0]) and before[0] is not now[0]) or before[1] is not now[1]


def read_job(job: Job) -> tuple[list[Row], dict[int, str]]:
    """The numbers and claims of a statement, of a mutant those that were changed or now go another
    way; and the names of traits that have not been seen before."""
    ways = [way for _, way, _ in read(job.before, job.table)] if job.before else []
    made: list[Row] = []
    for nth, (place, way, row) in enumerate(read(job.text, job.table)):
        if job.number not in (None, place):
            continue
        if job.before and (nth >= len(ways) or not turned(ways[nth], way)):
            continue
        made.append(replace(row, source=job.source, wrong=job.kind))
    if job.table is not None and not job.kind:
        draw = random.Random(job.text)
        for one in right_and_changed(job.text, job.table, draw, change=job.change):
            listed = tuple(compact(m) for m in one.made)
            around = orders.surroundings(one.order, one.sight)
            made.append(
                Row(job.source, one.wrong, "order", one.order.text, one.text, listed, around)
            )
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
                made.append(Job(file.stem, grids[other], text))
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
