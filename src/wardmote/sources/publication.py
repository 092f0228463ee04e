"""What a publication is, and what reading one file of it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TextIO

KEYS = {"area": "VARCHAR", "start_date": "DATE", "end_date": "DATE"}


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication: who issues it and the columns its rows have beside `KEYS`.

    `columns` maps column to SQL type. `monthly` says that
    every calendar month is expected; `counts_rows` that a row is one event, so that no row in a
    covered period means none. `unique` are the columns that with area and period may stand
    once in a release; `known` the values of a column that definitions speak of. `level` is what
    its areas are: forces, whose unknown names are listed as unmapped, or other places. `kind` is
    the column by which rows of small areas are counted ahead, where that is worth it.
    """

    id: str
    title: str
    publisher: str
    licence: str
    columns: Mapping[str, str]
    monthly: bool = False
    counts_rows: bool = False
    unique: tuple[str, ...] = ()
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    level: str = "force"
    kind: str = ""

    @property
    def table(self) -> str:
        """Where its rows are kept."""
        return self.id.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Check:
    """A condition that no row may meet: SQL over the file's own columns, and what is wrong.

    `stored` asks the same of the table's columns after the row was written, which costs less.
    """

    column: str
    wrong: str
    message: str
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """Rows that the engine reads from a CSV by itself.

    `columns` are the file's own, in order, all read as text; `select` maps each column of the
    table to an SQL expression over them. `area` names the file's column that holds the area's
    printed name, or `place` is an SQL expression of its slug. `month` names the column that holds
    a month as 2015-03, of which `select` may use `month_start` and `month_end`: null where it is
    no month up to the present. SQL may use `trimmed(text)`, which is `trim` and costs less where
    most cells need none. `given` are texts that this one file says of itself beside its
    rows, for SQL as `given[1]` and so on: files that differ in nothing else are read together.
    """

    path: Path
    columns: tuple[str, ...]
    select: Mapping[str, str]
    area: str
    checks: tuple[Check, ...]
    newline: str = "\\n"
    encoding: str = "utf-8"
    skip: int = 0
    place: str = ""
    month: str = ""
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows read here: one mapping a row, keys from `KEYS` and the publication's columns."""

    rows: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file of a publication gives, with what the file says of itself.

    `unmapped` are values that a mapping does not name: the field, the value, in how many rows.
    """

    publication: Publication
    content: Scan | Rows
    title: str = ""
    publisher: str = ""
    licence: str = ""
    edition: date | None = None
    note: str = ""
    unmapped: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The first bytes of a file, decoded, and its header row where it has one.

    A workbook has its `sheets` by name instead.
    """

    name: str
    text: str
    header: tuple[str, ...]
    newline: str
    encoding: str
    comments: Mapping[str, str] = field(default_factory=dict)
    skip: int = 0
    sheets: Mapping[str, Sequence[Sequence[Any]]] = field(default_factory=dict)

    def scan(
        self, path: Path, select: Mapping[str, str], area: str, checks: tuple[Check, ...],
        place: str = "", month: str = "", given: tuple[str, ...] = (),
    ) -> Scan:  # fmt: skip
        """The file as the engine reads it, in the lines and letters that were seen."""
        return Scan(
            path, self.header, select, area, checks, self.newline, self.encoding, self.skip,
            place, month, given,
        )  # fmt: skip

    def opened(self, path: Path) -> TextIO:
        """The file as text, for Python's own reader of CSV."""
        return path.open(newline="", encoding=self.encoding.replace("utf-8", "utf-8-sig"))


class Reader(Protocol):
    """A module's way into one publication."""

    publication: Publication

    def likeness(self, head: Head) -> float:
        """From 0 (another publication) to 1 (surely this one), by content alone."""
        ...

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:
        """Raises Refusal when the file cannot be read whole.

        `areas` maps every printed name of an area, in lower case, to its slug.
        """
        ...
