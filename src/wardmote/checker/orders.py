"""Where a row stands among the others of a table, and how long its months moved one way."""

from __future__ import annotations

import re

from wardmote.checker.arithmetic import Check
from wardmote.checker.bound import TOTALS, Bound, counts, order
from wardmote.checker.claims import Said
from wardmote.checker.grid import Cell, Grid, words_of
from wardmote.checker.numbers import Number, Sort
from wardmote.vocabulary import Direction

LOWEST = ("lowest", "smallest", "fewest")
HIGHEST = ("highest", "largest", "most")


def ranks(said: Said, sentence: str, grid: Grid) -> Bound:
    """The row's place among the rows of a column that ranks them."""
    rows = grid.rows()
    spoken = words_of(said.text) | words_of(sentence)
    mine = [r for r in rows if r[0].row_words and r[0].row_words <= spoken]
    if len(mine) != 1 or len(rows) < 3:
        return Bound()
    made = []
    columns = [c for c in grid.columns() if len(c) == len(rows)]
    rated = [c for c in columns if "rate" in c[0].column_label.lower()]
    if len(rated) == 1 and re.search(r"\brates?\b", said.text):
        columns = rated
    named_ = [c for c in columns if _names_column(c[0], spoken, said.text)]
    columns = named_ if len(named_) == 1 else columns
    for column in columns:
        cell = next((c for c in column if c.row == mine[0][0].row), None)
        others = [c for c in column if not TOTALS.search(c.row_label)]
        if cell is None or cell not in others:
            continue
        below = sum(c.number.value < cell.number.value for c in others)
        above = sum(c.number.value > cell.number.value for c in others)
        certain = len(columns) == 1
        if said.word in LOWEST + HIGHEST:
            low = said.word in LOWEST
            beyond, more, end = (below, "lower", "lowest") if low else (above, "higher", "highest")
            one = Number(1, 1, 1, Sort.RANK, 0, 0, said.word, whole=True)
            working = f"{beyond} are {more}: its place from the {end} end"
            made.append((certain, Check(one, beyond + 1, beyond + 1, working)))
        elif "rank" in said.parts:
            rank = said.parts["rank"]
            made += [
                (False, Check(rank, place, place, "its place in the table"))
                for place in (below + 1, above + 1)
            ]
        if "of" in said.parts:
            made.append(
                (False, Check(said.parts["of"], len(others), len(others), "rows in the table"))
            )
    if "of" in said.parts and made and not said.parts["of"].holds(len(rows), len(rows)):
        return Bound((), tuple(c for c in made if c[0]))
    return Bound((), tuple(made[:1] if made and made[0][0] else made))


def _names_column(cell: Cell, spoken: frozenset[str], text: str) -> bool:
    """Whether the claim names the column: by its words, or as a rate."""
    rated = "rate" in cell.column_label.lower() and re.search(r"\brates?\b|\bper\b", text)
    return bool(words_of(cell.column_label) & spoken or rated)


def runs(said: Said, line: list[Cell], *, sure: bool) -> Bound:
    """How many of the latest months moved the way that is said."""
    months = sorted(counts(line), key=lambda c: (order(c), c.row, c.column))
    if len(months) < 3 or said.direction is None:
        return Bound()
    sign = 1 if said.direction is Direction.UP else -1
    run = 0
    for before, after in zip(months[-2::-1], months[:0:-1], strict=True):
        if sign * (after.number.value - before.number.value) <= 0:
            break
        run += 1
    check = Check(said.parts["run"], run, run, "months of the table that moved so at its end")
    return Bound((), ((sure, check),))
