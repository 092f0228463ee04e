"""What the warehouse holds: files offered, releases, coverage with its gaps, unmapped names."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import Period, Release
from wardmote.warehouse.engine import Warehouse


def files(warehouse: Warehouse) -> list[dict[str, Any]]:
    """Every file offered and what last became of it, in the order first offered."""
    rows = warehouse.connection.execute(
        "SELECT name, state, publication, reason, rows, refused_rows FROM offered_file "
        "ORDER BY position"
    ).fetchall()
    keys = ("name", "state", "publication", "reason", "rows", "refused_rows")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def releases(warehouse: Warehouse) -> dict[int, tuple[Release, str]]:
    """Every release by its number, with the note that it carries, in order of loading."""
    rows = warehouse.connection.execute(
        "SELECT release_no, id, sha256, publication, title, publisher, licence, edition, file, "
        "note FROM release ORDER BY release_no"
    ).fetchall()
    return {row[0]: (Release(*row[1:9]), row[9] or "") for row in rows}


def loadings(warehouse: Warehouse) -> dict[str, tuple[date, int]]:
    """The day that each release was loaded, and its rows, by the release's id."""
    rows = warehouse.connection.execute("SELECT id, loaded_on, rows FROM release").fetchall()
    return {row[0]: (row[1], int(row[2])) for row in rows}


def coverage(warehouse: Warehouse) -> list[dict[str, Any]]:
    """For each publication and area: first and last period, and the periods missing between.

    A monthly publication misses every calendar month without rows; of any other, an area
    misses the periods that the same publication has for another area.
    """
    rows = warehouse.connection.execute(
        "SELECT DISTINCT publication, area, item, start_date, end_date FROM coverage "
        "ORDER BY publication, area, end_date, start_date"
    ).fetchall()
    held: dict[tuple[str, str], dict[Period, set[str]]] = defaultdict(lambda: defaultdict(set))
    published: dict[str, set[Period]] = defaultdict(set)
    for publication, area, item, start, end in rows:
        period = Period(start, end)
        held[publication, area][period].add(item)
        published[publication].add(period)
    found = []
    for (publication, area), by_period in held.items():
        periods = sorted(by_period, key=lambda p: (p.end, p.start))
        first, last = periods[0], periods[-1]
        kind = PUBLICATIONS[publication]
        if kind.monthly:
            expected = list(Period(first.start, last.end).each_month())
        elif "measure" in kind.columns:
            expected = []  # a tidy file's gaps are its measures' own: the series tell them
        else:
            between = (p for p in published[publication] if first.end <= p.end <= last.end)
            expected = sorted(between, key=lambda p: p.end)
        found.append(
            {
                "publication": publication,
                "area": area,
                "from": _stamp(first, kind.monthly),
                "to": _stamp(last, kind.monthly),
                "missing": [_stamp(p, kind.monthly) for p in expected if p not in by_period],
            }
        )
    return found


def unmapped(warehouse: Warehouse) -> list[dict[str, Any]]:
    """Values that no definition knows, with how many rows hold each."""
    rows = warehouse.connection.execute(
        'SELECT publication, "column", value, sum(rows) FROM unmapped GROUP BY ALL ORDER BY ALL'
    ).fetchall()
    keys = ("publication", "column", "value", "rows")
    return [dict(zip(keys, (*row[:3], int(row[3])), strict=True)) for row in rows]


def _stamp(period: Period, monthly: bool) -> str:
    end: date = period.end
    return f"{end:%Y-%m}" if monthly or period.months else period.id
