"""The days of a measure's events, where its publication says them."""

from __future__ import annotations

from datetime import date

from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import Period
from wardmote.warehouse.engine import item_of
from wardmote.warehouse.measures import Reader, chosen_of

EVENT = "collision"  # rows that share one are of one event: several casualties, one collision


def days_of(reader: Reader, measure: str, area: str, within: Period) -> list[date] | None:
    """The day of each event of a measure in an area, in order; one event is counted once.

    None where the publication tells no days. Of several releases of a month the latest is read.
    """
    definition = reader.catalogue.measure(measure)
    publication = PUBLICATIONS[definition.source.publication]
    if "day" not in publication.columns:
        return None
    terms, values = ["f.area = ?", "f.day BETWEEN ? AND ?"], [area, within.start, within.end]
    for wanted, filters in (
        ("IN", definition.source.include),
        ("NOT IN", definition.source.exclude),
    ):
        for column, allowed in filters:
            marks = ", ".join("?" for _ in allowed)
            terms.append(f"coalesce(f.{column}, '') {wanted} ({marks})")
            values += list(allowed)
    event = f"coalesce(f.{EVENT}, '')" if EVENT in publication.columns else "''"
    rows = reader.warehouse.connection.execute(
        f"SELECT f.day, {event} FROM {publication.table} f "
        f"JOIN ({chosen_of(publication.id, reader.as_of)}) c ON f.release_no = c.release_no "
        "AND f.area = c.area AND f.start_date = c.start_date AND f.end_date = c.end_date "
        f"AND c.item = {item_of(publication, 'f.')} WHERE {' AND '.join(terms)} ORDER BY ALL",
        values,
    ).fetchall()
    seen: set[tuple[date, str]] = set()
    days = []
    for day, identity in rows:
        if identity and (day, identity) in seen:
            continue
        seen.add((day, identity))
        days.append(day)
    return days
