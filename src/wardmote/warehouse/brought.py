"""What another engine holds, brought beside the lookups that place it.

Lookups and populations are small, and so is a force's measure by small area once it is added up;
the way through the lookups is then walked in memory, by the same queries for every engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb

from wardmote.sources import PUBLICATIONS, Publication, Rows
from wardmote.sources.publication import KEYS
from wardmote.warehouse.engine import Engine, Warehouse, table_of
from wardmote.warehouse.writing import insert_rows

GEOGRAPHY = ("geography-lookups", "geography-figures")
SMALL = Publication(
    "small-areas", "", "", "", {"lsoa": "VARCHAR", "value": "DOUBLE"}, level="small area"
)


def geography_of(engine: Engine) -> duckdb.DuckDBPyConnection:
    """A connection to lookups and figures of areas: the engine's own, or copies in memory."""
    if isinstance(engine, Warehouse):
        return engine.connection
    run = duckdb.connect(":memory:")
    run.execute("SET enable_progress_bar=false")
    for publication in (PUBLICATIONS[name] for name in GEOGRAPHY):
        run.execute(table_of(publication))
        if not engine.holds(publication):
            continue
        columns = ("release_no", *KEYS, *sorted(engine.columns(publication) - KEYS.keys()))
        by_release: dict[int, list[dict[str, object]]] = defaultdict(list)
        for row in engine.fetched(engine.rows(publication, columns[1 + len(KEYS) :])):
            by_release[int(row[0])].append(dict(zip(columns, row, strict=True)))
        for number, rows in by_release.items():
            insert_rows(run, number, publication, Rows(tuple(rows)))
    return run


def brought(run: duckdb.DuckDBPyConnection, rows: Sequence[tuple[Any, ...]]) -> str:
    """A query of a measure's rows (area, period, small area, value), kept in memory."""
    run.execute(f"DROP TABLE IF EXISTS {SMALL.table}; {table_of(SMALL)}")
    columns = (*KEYS, *SMALL.columns)
    told = tuple(dict(zip(columns, row, strict=True)) for row in rows)
    insert_rows(run, 0, SMALL, Rows(told))
    return f"SELECT * FROM {SMALL.table}"
