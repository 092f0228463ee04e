"""HMIC value-for-money profiles: one sheet a subject, one row a force."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from wardmote.sources.cells import Cell, known_area, period_of, text_of
from wardmote.sources.files import Refusal
from wardmote.sources.publication import Head, Publication, Reading, Rows
from wardmote.sources.statistics import STATISTIC, Figures, Row, Sheet, matrix
from wardmote.vocabulary import Period

PROFILES = Publication(
    id="hmic-value-for-money",
    title="Value for money profiles",
    publisher="Her Majesty's Inspectorate of Constabulary",
    licence="Open Government Licence v3.0",
    columns=STATISTIC,
)
FORCES = 30  # rows of forces in a sheet, at least
SUBJECT = re.compile(
    r"expenditure|workforce|offences|outcomes|poa|999|incident|sickness|joiners|population|crime",
    re.IGNORECASE,
)


class Profiles:
    """Reader of the data behind the profiles."""

    publication = PROFILES

    def likeness(self, head: Head) -> float:
        """By several sheets of a force a row, under the profiles' subjects, without area codes."""
        if len(head.sheets) < 3:
            return 0.0
        subjects = sum(bool(SUBJECT.search(name)) for name in head.sheets)
        tall = sum(len(rows) >= 40 for rows in head.sheets.values())
        return 0.9 if subjects >= 3 and tall >= 3 and _value_for_money(head) else 0.0

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """Every sheet; a sheet with forces across is turned first.

        A heading without a year is of the edition's year. Where a sheet of two blocks repeats
        the forces, the later block's figures stand under its own headings.
        """
        year = _year(head)
        rows: list[Row] = []
        for name, sheet in head.sheets.items():
            full = [[_in_full(c) for c in row] for row in sheet]
            for block in _blocks(_upright(full, areas), areas):
                rows += [
                    {**row, "item": f"{name}: {row['item']}"}
                    for row in matrix(block, Figures(name, areas, year))
                ]
        if not rows:
            raise Refusal("no sheet has a police force a row")
        return Reading(PROFILES, Rows(tuple(rows)), title=f"{PROFILES.title} {year.end.year}",
                       edition=year.end)  # fmt: skip


def _in_full(cell: Cell) -> Cell:
    """A heading's financial year in full: 11-12 is 2011-12."""
    if not isinstance(cell, str):
        return cell
    return re.sub(
        r"(?<![\d/-])(\d\d)[-/](\d\d)(?![\d/-])",
        lambda m: f"20{m[0]}" if int(m[2]) == int(m[1]) + 1 else m[0], cell,
    )  # fmt: skip


def _value_for_money(head: Head) -> bool:
    text = f"{head.name} {' '.join(head.sheets)}".casefold()
    return "value-for-money" in text or "value for money" in text or "section 1" in text or (
        "poa_data" in text
    )  # fmt: skip


def _year(head: Head) -> Period:
    """The latest financial year that its headings name as past."""
    found: set[Period] = set()
    for rows in head.sheets.values():
        for row in rows[:3]:
            for cell in row:
                period = period_of(_in_full(cell)) if isinstance(cell, str) else None
                told = period is not None and "estimate" not in text_of(cell).casefold()
                if period is not None and told and period.start.month == 4:
                    found.add(period)
    named = re.search(r"(20\d{2})", head.name)
    if found:
        return max(found, key=lambda p: p.end)
    if named:
        return Period.year(int(named[1]))
    raise Refusal("neither its headings nor its name say of which year it is")


def _upright(sheet: Sheet, areas: Mapping[str, str]) -> Sheet:
    """The sheet with a force a row."""
    named = [known_area(text_of(c), areas) is not None for c in sheet[0]] if sheet else []
    if sum(named[1:]) < FORCES:
        return sheet
    width = max(len(row) for row in sheet)
    full = [[*row, *[None] * (width - len(row))] for row in sheet]
    heads = [" / ".join(t for c in row[:2] if (t := text_of(c))) for row in full]
    first = named.index(True)
    kept = [i for i, row in enumerate(full) if i == 0 or (heads[i] and any(
        text_of(c) for c in row[first:]))]  # fmt: skip
    turned: list[list[Cell]] = [["", *(heads[i] for i in kept if i)]]
    turned += [[full[0][c], *(full[i][c] for i in kept if i)] for c in range(first, width)]
    return turned


def _blocks(sheet: Sheet, areas: Mapping[str, str]) -> list[Sheet]:
    """The blocks of a sheet, each with its headings: the forces may stand there twice."""
    known = [bool(row) and known_area(text_of(row[0]), areas) is not None for row in sheet]
    starts = [
        0,
        *(i for i in range(1, len(sheet))
          if not known[i] and any(known[:i]) and any(known[i + 1 :]) and _is_head(sheet[i])),
    ]  # fmt: skip
    ends = [*starts[1:], len(sheet)]
    return [sheet[a:b] for a, b in zip(starts, ends, strict=True)]


def _is_head(row: Sequence[Cell]) -> bool:
    return sum(isinstance(c, str) and bool(c.strip()) for c in row[1:]) > 1
