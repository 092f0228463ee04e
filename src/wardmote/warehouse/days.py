"""The days of a measure's events, where its publication says them."""

from __future__ import annotations

from datetime import date

import narwhals as nw

from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import Period
from wardmote.warehouse.frames import SPELL, SPLIT, filtered, item_of, latest
from wardmote.warehouse.measures import Reader

EVENT = "collision"  # rows that share one are of one event: several casualties, one collision


def days_of(reader: Reader, measure: str, area: str, within: Period) -> list[date] | None:
    """The day of each event of a measure in an area, in order; one event is counted once.

    None where its table tells no days. Of several releases of a month the latest is read.
    """
    definition = reader.catalogue.measure(measure)
    publication = PUBLICATIONS[definition.source.publication]
    engine = reader.warehouse
    there = engine.columns(publication) if engine.holds(publication) else frozenset()
    if "day" not in there:
        return None
    source = definition.source
    own = [EVENT] if EVENT in there else []
    named = [name for name, _ in (*source.include, *source.exclude)]
    split = [c for c in SPLIT if c in there]
    rows = engine.rows(publication, ("day", *own, *named, *split))
    rows = rows.filter(
        nw.col("area") == area, nw.col("day") >= within.start, nw.col("day") <= within.end
    )
    rows = filtered(rows, source)
    rows = rows.with_columns(covered_item=item_of(there))
    read = latest(engine, publication, reader.as_of)
    found = rows.join(read, on=["release_no", *SPELL], how="inner").select("day", *own)
    seen: set[tuple[date, str]] = set()
    days = []
    for day, *rest in sorted(engine.fetched(found), key=lambda row: row[0]):
        identity = (rest[0] if rest else "") or ""
        if identity and (day, identity) in seen:
            continue
        seen.add((day, identity))
        days.append(day)
    return days
