"""Minutes of a sentence beside a table that prints times: just over two minutes, and 2:04."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wardmote.checker.grid import Grid
from wardmote.checker.number import Number, Sort, is_clock
from wardmote.vocabulary import Hedge

MINUTES = re.compile(r"[\s-](?:minutes?|mins?)\b", re.IGNORECASE)
MINUTE = 60.0  # seconds


def in_seconds(numbers: Sequence[Number], sentence: str, grid: Grid) -> list[Number]:
    """The numbers of a sentence, of which those of minutes are in seconds where the table prints
    times; but those that a label names, as within 15 minutes, are left."""
    if not any(is_clock(cell.number.text) for cell in grid.cells):
        return list(numbers)
    labels = " ".join({label for c in grid.cells for label in (c.row_label, c.column_label)})
    return [_seconds(n) if _is_of_minutes(n, sentence, labels) else n for n in numbers]


def _is_of_minutes(number: Number, sentence: str, labels: str) -> bool:
    said = number.sort is Sort.COUNT and not is_clock(number.text)
    return (
        said and bool(MINUTES.match(sentence, number.end))
        and not re.search(rf"\b{number.value:g}[\s-]?min", labels, re.IGNORECASE)
    )  # fmt: skip


def _seconds(number: Number) -> Number:
    """A number of minutes as seconds; one without a hedge stands for what rounds to it."""
    half = 0.5 if number.hedge is Hedge.NONE and number.whole else 0.0
    return replace(
        number, value=MINUTE * number.value, low=MINUTE * (number.low - half),
        high=MINUTE * (number.high + half), whole=False,
    )  # fmt: skip
