"""A paper's own table: numbers with the words of their row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from wardmote.checker.dates import MONTHS
from wardmote.checker.number import Number
from wardmote.checker.numbers import cell_number

# Words that name nothing, and with them those that name anything of a table.
FUNCTION = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "by",
        "with",
        "from",
        "as",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "had",
        "been",
        "be",
        "this",
        "that",
        "these",
        "those",
        "their",
        "its",
        "it",
        "there",
        "than",
        "then",
        "during",
        "s",
    ]
)
STOP = FUNCTION | frozenset(
    [
        "over",
        "under",
        "per",
        "all",
        "total",
        "number",
        "numbers",
        "offence",
        "offences",
        "crime",
        "crimes",
        "incident",
        "incidents",
        "recorded",
        "reported",
        "year",
        "month",
        "period",
        "so",
        "far",
        "data",
        "figure",
        "figures",
        "value",
        "count",
        "counts",
        "people",
        "number",
        "rate",
        "percent",
        "per",
        "cent",
        "change",
    ]
)
NUMERIC = re.compile(
    r"^(?:\d+:)?\d{1,3}:\d{2}$|"
    r"^\d{1,3}\s?(?:m|mins?|h|hrs?)\s?\d{1,2}\s?(?:s|secs?|m|mins?)$|^\(?[+\-−–]?£?[\d,]*\.?\d+\)?\s?(?:%|m|k|pp)?$",
    re.IGNORECASE,
)
INTERVAL = re.compile(r"^[+−-]?[\d.,]+\s?%?\s?(?:to|–)\s?[+−-]?[\d.,]+\s?%?$")  # names no row
COUNTED = re.compile(r"\b(?:n|base|respondents|interviews?|number|count)\b|\bn=", re.IGNORECASE)
YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s?[/–-]\s?(?:19|20)?\d\d)?(?!\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
MONTH = re.compile(rf"\b{MONTHS}\b", re.IGNORECASE)
# Over the years of a table: Year, Financial year, As at 31 March.
DATED = re.compile(rf"(?:\w+ )?(?:year|period|date|season)\b|(?:as )?at\b.*\b{MONTHS}\b", re.I)
QUARTER = re.compile(r"\bq(?:uarter)?\s?([1-4])\b", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """A number of a table, with the words and periods of its row and column."""

    number: Number
    row: int
    column: int
    row_label: str
    column_label: str

    @cached_property
    def periods(self) -> frozenset[str]:
        """The years, months and quarters of its row and column."""
        return periods_of(f"{self.row_label} {self.column_label}")


@dataclass(frozen=True)
class Grid:
    """A table: its header and its cells that are numbers.

    `given` says that it was handed over with a statement, and so is about what it says.
    """

    header: tuple[str, ...]
    cells: tuple[Cell, ...]
    given: bool = False
    title: str = ""

    def rows(self) -> list[list[Cell]]:
        """The cells of each row that has any, in order."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return list(found.values())

    def columns(self) -> list[list[Cell]]:
        """The cells of each column that has any, in order."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.column, []).append(cell)
        return list(found.values())


def grid_of(rows: Iterable[Sequence[str]]) -> Grid:
    """A grid of rows of text. The first row is the header; text cells of a row are its label."""
    kept = [[_bare(c) for c in row] for row in rows if any(c.strip() for c in row)]
    if not kept:
        return Grid((), ())
    header, body = _header(kept)
    shares = bool(re.search(r"%|\bper ?cent", header[0], re.IGNORECASE)) and len(header) > 1
    labelled = len(header) > 2 and any(row[0] and not NUMERIC.match(row[0]) for row in body)
    labelled |= len(header) > 1 and _are_years([row[0] for row in body])
    cells = []
    for r, row in enumerate(body, 1):
        label = " ".join(
            text
            for c, text in enumerate(row)
            if text
            and not (c and INTERVAL.match(text))
            and (not NUMERIC.match(text) or _names(header, c, text, labelled=labelled))
        )
        for c, text in enumerate(row):
            if not NUMERIC.match(text) or _names(header, c, text, labelled=labelled):
                continue
            unit = _unit_label(label, header[c] if c < len(header) else "")
            if shares and not COUNTED.search(unit):
                unit = f"{unit} %"
            number = number_of(text, unit)
            if number is not None:
                cells.append(Cell(number, r, c, label, header[c] if c < len(header) else ""))
    return Grid(tuple(header), tuple(cells))


def _bare(text: str) -> str:
    """A cell without the sign of an aim: at least 90, at most 10."""
    return re.sub(r"^[<>≤≥]=?\s*(?=[£\d])", "", text.strip())


def _header(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The first row, with the rows under it that hold no numbers, and what is left.

    A heading over several columns stands over the first of them only: it is carried on.
    """
    header = rows[0]
    used = 1
    for row in rows[1:3]:
        if any(NUMERIC.match(c) for c in row) or len(rows) <= used + 1 or not row[1:]:
            break
        if sum(bool(c) for c in row) < 2:
            break
        wide = max(len(header), len(row))
        above = [*header, *[""] * (wide - len(header))]
        below = [*row, *[""] * (wide - len(row))]
        header = [" ".join(filter(None, pair)) for pair in zip(above, below, strict=True)]
        used += 1
    return header, rows[used:]


def grid_of_csv(text: str) -> Grid:
    """A grid of inline CSV, handed over with a statement."""
    return replace(grid_of(csv.reader(io.StringIO(text.strip()))), given=True)


def _are_years(labels: Sequence[str]) -> bool:
    """Whether the cells of a column are years, each another: the rows are named by them."""
    return len(set(labels)) == len(labels) > 1 and all(YEAR.fullmatch(text) for text in labels)


def _names(header: Sequence[str], column: int, text: str, *, labelled: bool) -> bool:
    """Whether a number names its row: 101 and 999 among labels, a year under Year or nothing."""
    if column > 0 or labelled:
        return column == 0
    if not YEAR.fullmatch(text):
        return False
    return not header[0] or bool(DATED.match(header[0]))


def _unit_label(row: str, column: str) -> str:
    """The label that tells a cell's unit: the row's where it says per cent and no change."""
    return row if re.search(r"\(%\)|%$", row) and "change" not in column.lower() else column


def number_of(text: str, header: str = "") -> Number | None:
    """The number of a table's cell; under a header with % it is a percentage."""
    bare = text.strip("()")
    if text.startswith("(") and not bare.startswith(("-", "−")):
        bare = f"-{bare}"
    percent = "%" in header or "per cent" in header.lower() or "percentage" in header.lower()
    if percent and "%" not in bare and not re.search(r"points?|pp\b", header, re.IGNORECASE):
        bare += "%"
    return cell_number(bare)


@cache
def stem_of(word: str) -> str:
    """Cancelled, cancellations: cancel."""
    found: str = _stemmer().stemWord(word)
    return found


@cache
def _stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("english")


def periods_of(text: str) -> frozenset[str]:
    """Years (2014, 2014/15), months (mar) and quarters (q1) that a text names."""
    years = {re.sub(r"\s", "", y).replace("–", "/").replace("-", "/") for y in YEARS.findall(text)}
    years = {y[:5] + y[-2:] if "/" in y else y for y in years}
    months = {m.group()[:3].lower() for m in MONTH.finditer(text)}
    return frozenset(years | months | {f"q{q}" for q in QUARTER.findall(text)})
