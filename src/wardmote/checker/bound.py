"""What a claim is bound to in a table: numbers by role, checks, and whether that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wardmote.checker.arithmetic import Check
from wardmote.checker.grid import Cell, periods_of
from wardmote.checker.numbers import Number, Sort

TOTALS = re.compile(r"\b(?:total|all|overall|sum)\b", re.IGNORECASE)
AVERAGES = re.compile(r"\b(?:avg|averag(?:e[ds]?|ing)?|mean)\b", re.IGNORECASE)
DERIVED = re.compile(
    r"%|\b(?:change|difference|diff|increase|decrease|variance|share|proportion|per cent|percent|"
    r"rate|target|rank)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(r"\b(?:previous|prior|last|before|baseline|earlier|py|from)\b", re.IGNORECASE)
AFTER = re.compile(r"\b(?:current|this|now|after|latest|later|cy|to date|ytd)\b", re.IGNORECASE)
MONTH_ORDER = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Bound:
    """Numbers of the table for the claim's roles, and checks, each with whether it is sure."""

    parts: tuple[tuple[bool, Mapping[str, Number]], ...] = ()
    checks: tuple[tuple[bool, Check], ...] = ()
    where: str = ""


def of_month(cell: Cell) -> bool:
    """Whether the cell stands in the column of a month."""
    return any(p in MONTH_ORDER for p in periods_of(cell.column_label))


def summed(cells: Sequence[Cell]) -> Number:
    """The sum of cells as a number of the table."""
    total = sum(c.number.value for c in cells)
    return Number(total, total, total, Sort.COUNT, 0, 0, f"{total:,.0f}", whole=True)


def order(cell: Cell) -> tuple[int, int, int]:
    """Where a cell stands in time: by words for before and after, by year, by month."""
    label = f"{cell.row_label} {cell.column_label}"
    said = -1 if BEFORE.search(cell.column_label) else 1 if AFTER.search(cell.column_label) else 0
    years = [int(p[:4]) for p in periods_of(label) if p[:4].isdigit()]
    months = [MONTH_ORDER.index(p) for p in periods_of(label) if p in MONTH_ORDER]
    return (max(years, default=0), max(months, default=0), said)


def counts(cells: Iterable[Cell], sort: Sort | None = None) -> list[Cell]:
    """The cells that count, or those of a sort where there are any."""
    found = [
        c for c in cells if not DERIVED.search(c.column_label) or (sort and sort is not Sort.COUNT)
    ]
    if sort is not None:
        found = [c for c in found if c.number.sort is sort] or found
    return found
