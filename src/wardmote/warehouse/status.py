"""What is covered, with its gaps."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import narwhals as nw

from wardmote.sources import PUBLICATIONS, Publication
from wardmote.vocabulary import Period
from wardmote.warehouse.engine import Engine


def coverage(warehouse: Engine) -> list[dict[str, Any]]:
    """For each publication and area: first and last period, and the periods missing between.

    A monthly publication misses every calendar month without rows; of any other, an area
    misses the periods that the same publication has for another area.
    """
    rows = [
        (publication.id, *row)
        for publication in sorted(PUBLICATIONS.values(), key=lambda p: p.id)
        if warehouse.holds(publication)
        for row in _covered(warehouse, publication)
    ]
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


def _covered(warehouse: Engine, publication: Publication) -> list[tuple[Any, ...]]:
    """Area, item and period, in order of areas and of time."""
    frame = warehouse.coverage(publication)
    frame = frame.group_by("area", "covered_item", "start_date", "end_date").agg(n=nw.len())
    return sorted({row[:4] for row in warehouse.fetched(frame)}, key=lambda r: (r[0], r[3], r[2]))


def _stamp(period: Period, monthly: bool) -> str:
    end: date = period.end
    return f"{end:%Y-%m}" if monthly or period.months else period.id
