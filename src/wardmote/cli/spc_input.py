"""Series from any CSV or XLSX: every wrong cell is named, and no row is dropped in silence."""

from __future__ import annotations

import csv
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from wardmote.analysis.judging import Given
from wardmote.vocabulary import Improvement, UserError, nearest

REQUIRED = ("series", "date", "value")
OPTIONAL = (
    "denominator", "target", "rebase", "improvement", "fix_after", "screen", "exclude",
)  # fmt: skip
CONSTANT = ("target", "improvement", "fix_after", "screen")
BLOCK = 5_000  # series that are in memory at once
DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m", "%Y-%m-%dT%H:%M:%S")
Rows = dict[str, list[tuple[int, Sequence[object]]]]
Block = tuple[list[Given], list[str]]
TRUE, FALSE = {"true", "1", "yes"}, {"false", "0", "no"}


def read_series(path: Path) -> Iterator[Block]:
    """The series of the file in blocks, and what is wrong with those that cannot be judged.

    A block holds many series, so that a file of millions does not have to be in memory at
    once; a file whose series do not stand together comes as one block. Raises UserError when
    the file cannot be read or lacks a column.
    """
    together: bool | None = None  # not asked until a block is full
    names, table = _rows_of(path)
    cells: Rows = {}
    empty = True
    for row, found in table:
        name = _named(found, names)
        if together is None and len(cells) >= BLOCK:
            together = _stand_together(path)
        if together and len(cells) >= BLOCK and name not in cells:
            yield _block(path, names, cells)
            cells = {}
        cells.setdefault(name, []).append((row, found))
        empty = False
    if empty:
        raise UserError(f"{path.name} has a header and no rows")
    yield _block(path, names, cells)


def _block(path: Path, names: Sequence[str], cells: Rows) -> Block:
    made, wrong = [], []
    for name, rows in cells.items():
        try:
            made.append(
                _series(name, [(n, dict(zip(names, found, strict=False))) for n, found in rows])
            )
        except ValueError as error:
            wrong.append(f"{path.name}: series '{name}': {error}")
    return made, wrong


def _stand_together(path: Path) -> bool:
    """Whether the rows of every series follow one another, so that they may come in blocks."""
    names, table = _rows_of(path)
    done: set[str] = set()
    last = None
    for _, found in table:
        name = _named(found, names)
        if name != last:
            if name in done:
                return False
            done.add(name)
            last = name
    return True


def _named(cells: Sequence[object], names: Sequence[str]) -> str:
    at = names.index("series")
    return str(cells[at]).strip() if at < len(cells) else ""


def _rows_of(path: Path) -> tuple[list[str], Iterator[tuple[int, Sequence[object]]]]:
    """The header's names and the rows that are not empty."""
    table = _table(path)
    try:
        number, header = next(table)
    except StopIteration:
        raise UserError(f"{path.name} is empty") from None
    names = [str(c).strip().lower() for c in header]
    for column in REQUIRED:
        if column not in names:
            hint = nearest(column, [n for n in names if n] or ["(none)"])
            raise UserError(f"{path.name}: row {number}: column '{column}' is missing; {hint}")
    for column in names:
        if names.count(column) > 1 and column:
            raise UserError(f"{path.name}: row {number}: column '{column}' appears twice")
    return names, table


def _table(path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    """Rows with their numbers in the file."""
    if not path.is_file():
        raise UserError(f"there is no file {path}")
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        except CalamineError as error:
            raise UserError(f"{path.name} is not a workbook that can be read: {error}") from error
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
            if any(str(c).strip() for c in row):
                yield number, row
        return
    try:
        with path.open(newline="", encoding="utf-8-sig") as text:
            reader = csv.reader(text)
            for cells in reader:
                if any(c.strip() for c in cells):
                    yield reader.line_num, cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path.name} is not a CSV in UTF-8: {error}") from error


def _series(name: str, rows: list[tuple[int, dict[str, object]]]) -> Given:
    read = []
    for number, cells in rows:
        try:
            when, label = _date(cells.get("date"))
            read.append((when, number, label, cells))
        except ValueError as error:
            raise ValueError(f"row {number}, {error}") from None
    made = Given(name)
    ordered = sorted(read, key=lambda r: r[0])
    if [r[1] for r in ordered] != [r[1] for r in read]:
        made.notes.append("dates were out of order and have been sorted")
    for i, (when, number, label, cells) in enumerate(ordered):
        try:
            if made.dates and made.dates[-1] == when:
                raise ValueError(
                    f"column 'date': {label} stands twice (rows {made.rows[-1]} and {number})"
                )
            made.rows.append(number)
            made.dates.append(when)
            made.labels.append(label)
            made.values.append(_number("value", cells.get("value")))
            size = _number("denominator", cells.get("denominator"))
            if size is not None and made.denominators is None:
                made.denominators = [None] * i
            if made.denominators is not None:
                made.denominators.append(size)
            if _flag("rebase", cells.get("rebase")) and i:
                made.rebase.append(i)
            if _flag("exclude", cells.get("exclude")):
                made.exclude.append(i)
        except ValueError as error:
            raise ValueError(f"row {number}, {error}") from None
    _constants(made, [(number, cells) for _, number, _, cells in ordered])
    gaps = _gaps(made.dates)
    if gaps:
        made.notes.append(gaps)
    if made.denominators and any(s == 0 for s in made.denominators):
        made.notes.append("a denominator of 0 has no ratio: its point is missing")
    return made


def _constants(made: Given, rows: list[tuple[int, dict[str, object]]]) -> None:
    for column in CONSTANT:
        given: Mapping[str, int] = {
            text: number
            for number, cells in reversed(rows)
            if (text := str(cells.get(column, "") if cells.get(column) is not None else "").strip())
        }
        if len(given) > 1:
            (first, row), (second, other) = list(given.items())[:2]
            raise ValueError(
                f"column '{column}': '{first}' in row {row} and '{second}' in row {other}; "
                "it must be the same in the whole series"
            )
        if not given:
            continue
        ((text, number),) = given.items()
        try:
            if column == "target":
                made.target = _number(column, text)
            elif column == "fix_after":
                count = _number(column, text)
                if count is None or count < 2 or count != int(count):
                    raise ValueError(f"column 'fix_after': '{text}' is not a number of points")
                made.fix_after = int(count)
            elif column == "screen":
                made.screen = _flag(column, text)
            else:
                allowed = [i.value for i in Improvement]
                if text.lower() not in allowed:
                    raise ValueError(f"column 'improvement': '{text}'; {nearest(text, allowed)}")
                made.improvement = Improvement(text.lower())
        except ValueError as error:
            raise ValueError(f"row {number}, {error}") from None


def _number(column: str, cell: object) -> float | None:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        raise ValueError(f"column '{column}': '{cell}' is not a number")
    text = cell.strip().replace(",", "") if isinstance(cell, str) else cell
    try:
        value = float(text)
    except ValueError:
        raise ValueError(
            f"column '{column}': '{cell}' is not a number; leave the cell empty when it is missing"
        ) from None
    if not math.isfinite(value):
        raise ValueError(f"column '{column}': '{cell}' is not a finite number")
    return value


def _flag(column: str, cell: object) -> bool:
    text = "" if cell is None else str(cell).strip().lower().removesuffix(".0")
    if not text or text in FALSE:
        return False
    if text in TRUE:
        return True
    raise ValueError(f"column '{column}': '{cell}'; write true or false, 1 or 0")


def _date(cell: object) -> tuple[date, str]:
    if isinstance(cell, datetime):
        return cell.date(), cell.date().isoformat()
    if isinstance(cell, date):
        return cell, cell.isoformat()
    return _day(str(cell if cell is not None else "").strip())


@lru_cache(maxsize=100_000)
def _day(text: str) -> tuple[date, str]:
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text, form).date(), text  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    raise ValueError(f"column 'date': '{text}' is not a date; write 2015-03-01 or 2015-03")


def _gaps(dates: Sequence[date]) -> str:
    """Words for months that are absent, and for points that are not all months or all weeks."""
    if len(dates) < 3:
        return ""
    months = [d.year * 12 + d.month for d in dates]
    steps = [b - a for a, b in itertools.pairwise(months)]
    days = [(b - a).days for a, b in itertools.pairwise(dates)]
    if min(days) >= 28:
        usual = min(steps)
        absent = sum(step // usual - 1 for step in steps)
        if absent:
            return f"{absent} {'period is' if absent == 1 else 'periods are'} absent"
        return ""
    if len(set(days)) > 1 and max(days) > 2 * min(days):
        return "points are not evenly spaced in time"
    return ""
