"""A paper as it was read: passages and tables in their order, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from wardmote.checker.grid import Grid, grid_of, periods_of

OPENING = 6  # blocks in which a paper says its date


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: page (1 where a format has none), and number of its block."""

    page: int
    block: int

    def __str__(self) -> str:
        return f"page {self.page}, block {self.block}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or heading (whose level is 1 and more)."""

    text: str
    place: Place
    level: int = 0


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with the passage before it, which often names it, and its cells as printed."""

    grid: Grid
    title: str
    place: Place
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """Passages and tables in the order of the paper.

    `says` is what it says of itself, where that is known and need not be read off its beginning.
    """

    name: str
    blocks: tuple[Passage | PaperTable, ...]
    says: str = ""

    @cached_property
    def opening(self) -> str:
        """What the paper says of itself: whose it is, of when."""
        return self.says or " ".join(p.text for p in self.passages[:OPENING])

    @cached_property
    def years(self) -> frozenset[int]:
        """The years of the dates on its first page, by which it was written."""
        opening = " ".join(b.text for b in self.blocks[:OPENING] if isinstance(b, Passage))
        return frozenset(int(y) for y in re.findall(r"\b((?:19|20)\d\d)\b", opening))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages alone."""
        return tuple(b for b in self.blocks if isinstance(b, Passage))

    @cached_property
    def tables(self) -> tuple[PaperTable, ...]:
        """The tables, and with them those of different years that belong together, as one."""
        found = [b for b in self.blocks if isinstance(b, PaperTable)]
        together = [t for a, b in pairwise(found) if (t := joined(a, b)) is not None]
        return (*found, *together)

    @cached_property
    def printed(self) -> tuple[frozenset[float], ...]:
        """Of each table the numbers that it prints, without their signs."""
        return tuple(frozenset(abs(c.number.value) for c in t.grid.cells) for t in self.tables)

    @cached_property
    def over(self) -> Mapping[int, int]:
        """Of each passage's block that of the last table before it under its heading; else 0."""
        found: dict[int, int] = {}
        last = 0
        for block in self.blocks:
            if isinstance(block, PaperTable):
                last = block.place.block
            else:
                found[block.place.block] = last
                last = 0 if block.level else last
        return found


def joined(one: PaperTable, other: PaperTable) -> PaperTable | None:
    """Two tables of the same header whose titles name different periods, as one table.

    Rows are matched by their labels; the periods of the titles stand over the columns.
    """
    periods = [periods_of(t.title) for t in (one, other)]
    if one.grid.header != other.grid.header or not all(periods) or periods[0] == periods[1]:
        return None
    labels = list(dict.fromkeys(c.row_label for t in (one, other) for c in t.grid.cells))
    width = len(one.grid.header)
    cells = [
        replace(
            cell,
            row=1 + labels.index(cell.row_label),
            column=cell.column + n * width,
            column_label=f"{cell.column_label} {' '.join(sorted(periods[n]))}",
        )
        for n, table in enumerate((one, other))
        for cell in table.grid.cells
    ]
    title = f"{one.title} {other.title}"
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    return PaperTable(Grid(one.grid.header, ordered, title=title), title, one.place)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it was read."""

    text: str
    level: int


Raw = str | Heading | list[list[str]]


def paper_of(name: str, blocks: Iterable[tuple[int, Raw]]) -> Paper:
    """A paper of raw blocks: text, a heading, or rows of a table, each with its page."""
    made: list[Passage | PaperTable] = []
    title = ""
    for number, (page, raw) in enumerate(blocks, 1):
        place = Place(page, number)
        if isinstance(raw, str | Heading):
            text = " ".join((raw if isinstance(raw, str) else raw.text).split())
            if text:
                made.append(Passage(text, place, 0 if isinstance(raw, str) else raw.level))
                title = text
        elif _holds_numbers(raw):
            rows = tuple(tuple(row) for row in raw)
            made.append(PaperTable(replace(grid_of(raw), title=title), title, place, rows))
        else:
            # Cells apart: what stands side by side is no sentence.
            made += [Passage(" ".join(c.split()), place) for row in raw for c in row if c.strip()]
    return Paper(name, tuple(made))


def _holds_numbers(rows: Sequence[Sequence[str]]) -> bool:
    return bool(grid_of(rows).cells)
