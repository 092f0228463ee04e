"""A force's own extracts: any table, read by a mapping of its columns to fields."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from wardmote.sources.cells import Cell, number_of, text_of
from wardmote.sources.files import Refusal
from wardmote.sources.publication import Head, Publication, Reading, Rows
from wardmote.sources.statistics import Row
from wardmote.vocabulary import Extract, Period, nearest
from wardmote.vocabulary.extract import MARKERS

OWN_RECORDS = Publication(
    id="own-records",
    title="The force's own records",
    publisher="",
    licence="",
    columns={
        "item": "VARCHAR",
        "record": "VARCHAR",
        "id": "VARCHAR",
        "day": "DATE",
        "category": "VARCHAR",
        "detail": "VARCHAR",
        "result": "VARCHAR",
        "result_day": "DATE",
        "answer": "VARCHAR",
        "weight": "DOUBLE",
        "amount": "DOUBLE",
        "place": "VARCHAR",
        **dict.fromkeys(MARKERS, "VARCHAR"),
    },
    monthly=True,
    counts_rows=True,
)
FORMATS = (
    "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y",
    "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d-%m-%Y", "%d-%b-%Y", "%d %B %Y", "%d %b %Y",
)  # fmt: skip
YES = frozenset(["y", "yes", "true", "1", "t", "x"])
NO = frozenset(["n", "no", "false", "0", "f", ""])
DEEPEST = 20  # rows that may stand above the header of a sheet
EARLIEST = date(1970, 1, 2)  # a date before is an empty one of some system


class Extracts:
    """Reader of the extracts that one mapping describes."""

    publication = OWN_RECORDS

    def __init__(self, extract: Extract) -> None:
        self.extract = extract

    def likeness(self, head: Head) -> float:
        """1 where every mapped column is there, in the file or in one of its sheets."""
        wanted = {c.casefold() for c in self.extract.columns.values()}
        for header in _headers(head):
            if wanted <= header:
                return 1.0
        return 0.0

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:
        """Every row as a record; the file is refused whole where one is wrong.

        Values that the mapping does not name are kept as printed, and counted.
        """
        lines = _lines(head, path, {c.casefold() for c in self.extract.columns.values()})
        _, header = next(lines)
        heads = [text_of(c).casefold() for c in header]
        at = {field: heads.index(c.casefold()) for field, c in self.extract.columns.items()}
        rows: list[Row] = []
        wrong: list[str] = []
        unmapped: Counter[tuple[str, str]] = Counter()
        for number, cells in lines:
            if not any(text_of(c) for c in cells):
                continue
            if len(cells) <= max(at.values()):
                wrong.append(f"row {number}: {len(cells)} cells under {len(heads)} columns")
                continue
            try:
                row = self._record({f: cells[i] for f, i in at.items()}, areas, unmapped)
            except ValueError as error:
                wrong.append(f"row {number}, {error}")
                continue
            rows.append(row)
        if wrong:
            raise Refusal.of_rows(wrong)
        if not rows:
            raise Refusal("the file has a header and no rows")
        return Reading(
            OWN_RECORDS, Rows(tuple(rows)), title=self.extract.title,
            unmapped=tuple((field, value, n) for (field, value), n in sorted(unmapped.items())),
        )  # fmt: skip

    def _record(
        self,
        cells: Mapping[str, Cell],
        areas: Mapping[str, str],
        unmapped: Counter[tuple[str, str]],
    ) -> Row:
        extract = self.extract
        day = self._day("date", cells["date"])
        if day is None:
            raise ValueError(f"column '{extract.columns['date']}' is empty")
        month = Period.month(day.year, day.month)
        row: Row = {
            "area": self._area(cells, areas), "start_date": month.start, "end_date": month.end,
            "item": extract.id, "record": extract.record, "day": day,
        }  # fmt: skip
        for field, cell in cells.items():
            column = extract.columns[field]
            if field in ("date", "area"):
                continue
            if field == "result_date":
                row["result_day"] = self._day(field, cell)
            elif field in ("weight", "amount"):
                try:
                    row[field] = number_of(cell)
                except ValueError as error:
                    raise ValueError(f"column '{column}': {error}") from None
            elif field in MARKERS and field not in extract.values:
                row[field] = _marker(column, cell)
            else:
                row[field] = self._value(field, text_of(cell), unmapped)
        return row

    def _value(
        self, field: str, text: str, unmapped: Counter[tuple[str, str]]
    ) -> str | None:  # fmt: skip
        known = self.extract.values.get(field)
        if not text or known is None:
            return text or None
        found = {k.casefold(): v for k, v in known.items()}.get(text.casefold())
        if found is None:
            unmapped[field, text] += 1
        return found if found is not None else text

    def _area(self, cells: Mapping[str, Cell], areas: Mapping[str, str]) -> str:
        if "area" not in cells:
            return self.extract.area
        text = text_of(cells["area"])
        found = areas.get(text.casefold())
        if found is None:
            raise ValueError(f"column '{self.extract.columns['area']}': '{text}' is not a known "
                             f"area; {nearest(text, areas)}")  # fmt: skip
        return found

    def _day(self, field: str, cell: Cell) -> date | None:
        day = _as_day(cell, self.extract.formats or FORMATS)
        if day is None and text_of(cell):
            raise ValueError(
                f"column '{self.extract.columns[field]}': '{text_of(cell)[:30]}' is not a date; "
                "say its form under [dates] in the mapping"
            )
        if day is not None and not EARLIEST <= day <= date(2100, 1, 1):
            raise ValueError(
                f"column '{self.extract.columns[field]}': {day.isoformat()} cannot be meant"
            )
        return day


def _as_day(cell: Cell, formats: Sequence[str]) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    for form in formats:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  (a day, of no zone)
        except ValueError:
            continue
    return None


def _marker(column: str, cell: Cell) -> str:
    text = text_of(cell).casefold()
    if text in YES:
        return "yes"
    if text in NO:
        return "no"
    raise ValueError(
        f"column '{column}': '{text[:30]}' is neither yes nor no; map its values in the mapping"
    )


def _headers(head: Head) -> Iterator[set[str]]:
    if head.header:
        yield {c.casefold() for c in head.header}
    for rows in head.sheets.values():
        for row in rows[:DEEPEST]:
            yield {text_of(c).casefold() for c in row}


def _lines(
    head: Head, path: Path, wanted: set[str]
) -> Iterator[tuple[int, Sequence[Cell]]]:  # fmt: skip
    """The header and the rows under it, each with its number."""
    if head.header:
        with head.opened(path) as file:
            reader = csv.reader(file)
            for cells in reader:
                if reader.line_num > head.skip:
                    yield reader.line_num, [c.strip() for c in cells]
        return
    for rows in head.sheets.values():
        for top, row in enumerate(rows[:DEEPEST]):
            if wanted <= {text_of(c).casefold() for c in row}:
                yield from enumerate(rows[top:], top + 1)
                return


GUESSES: Mapping[str, tuple[str, ...]] = {
    "id": ("incident no", "incident number", "crime no", "crime number", "crime ref", "reference",
           "urn", "id"),
    "result_date": ("result date", "resulted", "finalised", "disposal date", "closed date"),
    "date": ("date received", "received", "recorded date", "date recorded", "created", "issue date",
             "issued", "occurred", "interview date", "date"),
    "area": ("force", "police force"),
    "category": ("offence", "crime type", "incident type", "category", "type", "question"),
    "detail": ("sub type", "subtype", "description"),
    "result": ("result", "outcome", "disposal", "reoffended"),
    "answer": ("answer", "response", "satisfaction", "satisfied"),
    "weight": ("weight",),
    "amount": ("attendees", "people", "number", "count"),
    "place": ("lsoa", "beat", "ward", "neighbourhood"),
    "alcohol": ("alcohol",),
    "night_time_economy": ("night time", "nte", "night-time"),
    "business": ("business",),
    "public_place": ("public place",),
    "domestic_abuse": ("domestic",),
}  # fmt: skip


def guessed(header: Sequence[str]) -> dict[str, str]:
    """The likeliest column of each field, by its name; a column is taken once."""
    found: dict[str, str] = {}
    for field, names in GUESSES.items():
        for name in names:
            column = next(
                (h for h in header if name in h.casefold().replace("_", " ").strip()
                 and h not in found.values()), None,
            )  # fmt: skip
            if column:
                found[field] = column
                break
    return found


def sample(head: Head, path: Path) -> tuple[list[str], list[Sequence[Cell]]]:
    """The header of a table and its rows. Raises Refusal where there is no header."""
    if head.header:
        lines = list(_lines(head, path, set()))
        return list(head.header), [cells for _, cells in lines[1:]]
    for rows in head.sheets.values():
        for top, row in enumerate(rows[:DEEPEST]):
            named = [text_of(c) for c in row]
            if sum(bool(n) and not n.replace(".", "").isdigit() for n in named) >= 2:
                return named, list(rows[top + 1 :])
    raise Refusal("it has no row of column names")
