"""Published tables of figures: their common columns, and reading them as matrix or as list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wardmote.sources.cells import (
    COUNTRIES,
    REGIONS,
    Cell,
    known_area,
    number_of,
    period_of,
    place_of,
    plain,
    symbol_of,
    text_of,
)
from wardmote.sources.files import Refusal
from wardmote.vocabulary import Period, Status

# One row a figure: `item` is what is counted, `category` by what it is split, `symbol` what is
# printed where no number is.
STATISTIC = {
    "sheet": "VARCHAR",
    "item": "VARCHAR",
    "category": "VARCHAR",
    "area_name": "VARCHAR",
    "value": "DOUBLE",
    "symbol": "VARCHAR",
    "status": "VARCHAR",
}
LEAST_NAMED = 3  # rows of a matrix whose areas are known, so that it is one by area
DEEPEST = 25  # rows that may stand above the figures of a sheet

Sheet = Sequence[Sequence[Cell]]
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Figures:
    """What tells how a sheet's figures are read: its period, and what its symbols mean."""

    sheet: str
    areas: Mapping[str, str]
    period: Period | None = None
    zero: frozenset[str] = field(default_factory=frozenset)  # symbols that mean none
    item: str = ""


def figure_row(
    how: Figures, cell: Cell, area: tuple[str, str], period: Period, item: str, category: str = "",
    *, provisional: bool = False,
) -> Row:  # fmt: skip
    """One figure. Raises ValueError for a cell that is neither a number nor a symbol."""
    value = number_of(cell)
    symbol = symbol_of(cell)
    if value is None and symbol in how.zero:
        value = 0.0
    status = Status.MISSING if value is None else (
        Status.PROVISIONAL if provisional else Status.FINAL)  # fmt: skip
    return {
        "area": area[0], "start_date": period.start, "end_date": period.end, "sheet": how.sheet,
        "item": item, "category": category or None, "area_name": area[1], "value": value,
        "symbol": symbol or None, "status": status.value,
    }  # fmt: skip


def matrix(rows: Sheet, how: Figures, *, named: Callable[[str], bool] | None = None) -> list[Row]:
    """The figures of a sheet with an area a row and its headings above. Raises Refusal.

    The period is the heading's where it names one, else the sheet's. Rows after the last area
    are notes. `named` tells whether a text is an area of the table; without it the known areas,
    regions and countries are.
    """
    known = named or _known(how.areas)
    first = next((i for i, row in enumerate(rows[:DEEPEST]) if _is_data(row, known)), None)
    if first is None:
        return []
    at = _area_column(rows[first], known)
    wide = max(len(row) for row in rows)
    heads = _headings(rows[:first], wide, at)
    code_at = next((c for c in range(at) if _is_code(text_of(rows[first][c]))), None)
    names = [plain(text_of(row[at])) if at < len(row) else "" for row in rows]
    made: list[Row] = []
    seen: set[str] = set()
    for r in range(first, len(rows)):
        row = rows[r]
        name = names[r]
        if not name or (not known(name) and not _figures_in(row, at)):
            continue
        if len(name) > 80 or name.casefold().startswith(("source", "note")):
            continue
        code = text_of(row[code_at]) if code_at is not None else ""
        slug = place_of(name, code, how.areas)
        key = name.casefold()
        if not code and key in REGIONS and key not in seen and _twice(names, key):
            slug = f"region-{slug}"  # West Midlands: first the region, then its force
        seen.add(key)
        for c in range(at + 1, min(len(row), wide)):
            head = heads[c]
            if head is None or (text_of(row[c]) == "" and not _column_is_used(rows, first, c)):
                continue
            period = head[1] or how.period
            if period is None:
                raise Refusal(
                    f"sheet '{how.sheet}': the heading '{head[0][:60]}' names no period, nor does "
                    "the title; wardmote cannot tell when its figures are of"
                )
            try:
                made.append(figure_row(how, row[c], (slug, name), period, head[0] or how.item))
            except ValueError as error:
                if _is_mark(row[c]):
                    continue
                raise Refusal(
                    f"sheet '{how.sheet}', row {r + 1}, column {c + 1} ('{head[0][:40]}'): {error}"
                ) from None
    return made


def _known(areas: Mapping[str, str]) -> Callable[[str], bool]:
    def known(text: str) -> bool:
        bare = re.sub(r"\s*\([^)]*\)\s*\d*$", "", plain(text))
        key = bare.casefold().replace("&", "and")
        return known_area(bare, areas) is not None or key in REGIONS or plain(key) in COUNTRIES

    return known


def _is_data(row: Sequence[Cell], known: Callable[[str], bool]) -> bool:
    at = _area_column(row, known)
    return at >= 0 and _figures_in(row, at)


def _area_column(row: Sequence[Cell], known: Callable[[str], bool]) -> int:
    return next((i for i, c in enumerate(row[:4]) if isinstance(c, str) and known(c)), -1)


def _figures_in(row: Sequence[Cell], at: int) -> bool:
    """Whether a row has numbers after its name, or symbols for them."""
    rest = [c for c in row[at + 1 :] if text_of(c)]
    return bool(rest) and sum(_is_figure(c) for c in rest) >= 0.5 * len(rest)


def _is_figure(cell: Cell) -> bool:
    try:
        number_of(cell)
    except ValueError:
        return False
    return True


def _is_mark(cell: Cell) -> bool:
    """A mark of significance beside an estimate, which is no figure."""
    return bool(re.fullmatch(r"[*:↑↓+\-\s]{1,4}", text_of(cell)))


def _is_code(text: str) -> bool:
    return bool(re.fullmatch(r"[EWKSNJ]\d{8}", text))


def _twice(names: Sequence[str], key: str) -> bool:
    return sum(n.casefold() == key for n in names) > 1


def _column_is_used(rows: Sheet, first: int, c: int) -> bool:
    return any(c < len(row) and _is_number(row[c]) for row in rows[first:])


def _is_number(cell: Cell) -> bool:
    try:
        return number_of(cell) is not None
    except ValueError:
        return False


def _headings(above: Sheet, wide: int, at: int) -> list[tuple[str, Period | None] | None]:
    """For each column its heading, with those over it that span it, and the period it names."""
    kept = [row for row in above if sum(bool(text_of(c)) for c in row[at + 1 :]) > 1]
    if not kept:  # a sheet of one column
        kept = [row for row in above if any(text_of(c) for c in row[at + 1 :])][-1:]
    lone = [
        row for row in above
        if sum(bool(text_of(c)) for c in row) == 1 and any(text_of(c) for c in row[at + 1 :])
        and len(kept) and row is above[-1] and row is not kept[-1]
    ]  # fmt: skip
    levels: list[list[Cell]] = []
    for i, row in enumerate(kept):
        cells: list[Cell] = [*row, *[None] * (wide - len(row))]
        if i < len(kept) - 1:
            carried: Cell = None
            for c in range(at + 1, wide):
                if any(c < len(above) and text_of(above[c]) for above in kept[:i]):
                    carried = None  # a new group begins
                if text_of(cells[c]):
                    carried = cells[c]
                elif any(text_of(k[c]) for k in kept[i + 1 :] if c < len(k)):
                    cells[c] = carried
        levels.append(cells)
    over_at = next((c for c, cell in enumerate(lone[0]) if text_of(cell)), 0) if lone else wide
    over = plain(text_of(lone[0][over_at])) if lone else ""
    made: list[tuple[str, Period | None] | None] = []
    for c in range(wide):
        parts = [level[c] for level in levels if text_of(level[c])]
        if c <= at or (not parts and not over):
            made.append(None)
            continue
        period = next((p for cell in parts if (p := period_of(cell)) is not None), None)
        words = [plain(text_of(p)) for p in parts if not _only_period(p)]
        text = ": ".join(dict.fromkeys([*words, *([over] if over and c >= over_at else [])]))
        made.append((text, period) if parts else None)
    return made


def _only_period(cell: Cell) -> bool:
    """Whether a heading says when and nothing else."""
    if not isinstance(cell, str):
        return period_of(cell) is not None
    text = text_of(cell)
    return period_of(cell) is not None and len(re.sub(r"[^A-Za-z]", "", text)) <= 16


def listing(
    rows: Sheet,
    how: Figures,
    columns: Mapping[str, re.Pattern[str]],
    values: Callable[[str], bool],
    describe: Callable[[Mapping[str, str]], tuple[str, str]],
) -> Iterator[Row]:
    """The figures of a sheet with one row a record: a year, a force, what is counted, numbers.

    `columns` are the wanted headings by role (`period`, `area` and what `describe` makes the
    item and category of); `values` tells whether a heading is one of a number. Raises Refusal.
    """
    for r, row in enumerate(rows[:DEEPEST]):
        heads = [plain(text_of(c)) for c in row]
        at = {
            role: next((i for i, h in enumerate(heads) if form.search(h)), None)
            for role, form in columns.items()
        }
        if at["period"] is None or at["area"] is None:
            continue
        numbers = [i for i, h in enumerate(heads) if h and values(h)]
        if not numbers:
            continue
        for n in range(r + 1, len(rows)):
            record = rows[n]
            cells = {
                role: text_of(record[i]) if i is not None and i < len(record) else ""
                for role, i in at.items()
            }
            if not cells["period"] or not any(text_of(c) for c in record[1:]):
                continue
            period = period_of(cells["period"])
            if period is None:
                if len(cells["period"]) > 12:
                    continue  # a note under the table
                raise Refusal(
                    f"sheet '{how.sheet}', row {n + 1}: '{cells['period'][:40]}' is not a year"
                )
            yield from _record(record, n, how, cells, period, [(i, heads[i]) for i in numbers],
                               describe)  # fmt: skip
        return


def _record(
    record: Sequence[Cell], n: int, how: Figures, cells: Mapping[str, str], period: Period,
    numbers: Sequence[tuple[int, str]],
    describe: Callable[[Mapping[str, str]], tuple[str, str]],
) -> Iterator[Row]:  # fmt: skip
    area = cells["area"]
    if area.startswith("*"):  # a total's place: the widest area that is named
        named = [cells.get("region", ""), cells.get("country", "")]
        area = next((a for a in named if a and not a.startswith("*")), area)
        area = re.sub(r"\s+total$", "", area, flags=re.IGNORECASE)
        key = area.casefold()
        slug = f"region-{place_of(area, '', {})}" if key in REGIONS else place_of(area, "", {})
        slug = slug.replace("region-region-", "region-")
    else:
        slug = place_of(area, "", how.areas)
    item, category = describe(cells)
    for i, head in numbers:
        cell = record[i] if i < len(record) else None
        try:
            yield figure_row(
                how, cell, (slug, plain(area)), period,
                f"{item}: {head}" if len(numbers) > 1 else item, category,
                provisional=bool(re.search(r"\dp$", cells["period"])),
            )  # fmt: skip
        except ValueError as error:
            raise Refusal(f"sheet '{how.sheet}', row {n + 1}, column '{head}': {error}") from None
