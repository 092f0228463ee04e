"""Counts of every small area, kind and month, kept as dense arrays beside the rows.

A chunk holds one release's counts of one force and month, in the order of the force's series
(small area and kind). Series are numbered as they first appear, so a chunk may be shorter than
those after it: what it lacks is nought. A new month is a new chunk and touches no other. The
counts of whole forces by kind stand in a table of their own, which measures are read from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TypeGuard

import duckdb
import numpy as np
from numpy.typing import NDArray

from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import Measure, Period
from wardmote.warehouse.engine import Engine, Warehouse

KINDS = {p.id: p.kind for p in PUBLICATIONS.values() if p.kind}
BATCH = 3_000_000  # rows that are counted at once
WIDE = 65_535  # counts above which a chunk takes four bytes a cell


@dataclass(frozen=True, slots=True)
class Block:
    """One force: `counts` are (months, series) of `small` areas and `kinds`, in `months` order.

    `known` says which months a release covers: elsewhere the counts are nought and unknown.
    """

    area: str
    small: tuple[str, ...]
    kinds: tuple[str, ...]
    months: tuple[date, ...]
    known: NDArray[np.bool_]
    counts: NDArray[np.uint16] | NDArray[np.uint32]

    def of(self, measure: Measure) -> NDArray[np.bool_]:
        """Which series a measure counts."""
        include = dict(measure.source.include).get(KINDS[measure.source.publication])
        exclude = dict(measure.source.exclude).get(KINDS[measure.source.publication], ())
        return np.array(
            [(include is None or k in include) and k not in exclude for k in self.kinds], bool
        )

    def rolling(self, months: int = 12) -> NDArray[np.uint32]:
        """Sums of each series over as many months, ending in each month, time-major.

        A row is only meaningful where `whole(months)` is true.
        """
        summed = np.empty(self.counts.shape, np.uint32)
        running = np.zeros(self.counts.shape[1], np.uint32)
        for at, row in enumerate(self.counts):
            running += row
            if at >= months:
                running -= self.counts[at - months]
            summed[at] = running
        return summed

    def whole(self, months: int = 12) -> NDArray[np.bool_]:
        """The months whose sum is of known months alone."""
        summed = np.cumsum(self.known)
        earlier = np.concatenate((np.zeros(months, int), summed))[: len(summed)]
        found: NDArray[np.bool_] = summed - earlier == months
        return found


def holds(measure: Measure) -> bool:
    """Whether a measure can be read from the cube: it counts rows, and chooses them by kind."""
    source = measure.source
    kind = KINDS.get(source.publication)
    filters = {column for column, _ in (*source.include, *source.exclude)}
    return kind is not None and not source.value and not source.is_share and filters <= {kind}


def complete(warehouse: Engine, publication: str) -> TypeGuard[Warehouse]:
    """Whether every release of a publication is counted: a load may have been broken off.

    Never of the organisation's own tables, which nothing is loaded into.
    """
    return isinstance(warehouse, Warehouse) and warehouse.is_counted(publication, "cube_chunk")


def refresh(warehouse: Warehouse) -> int:
    """Count the releases that the cube does not hold yet; how many they were."""
    done = 0
    for publication, kind in KINDS.items():
        table = PUBLICATIONS[publication].table
        waiting = warehouse.connection.execute(
            "SELECT release_no, rows FROM release WHERE publication = ? AND release_no NOT IN "
            "(SELECT release_no FROM cube_chunk) ORDER BY release_no",
            [publication],
        ).fetchall()
        batch: list[int] = []
        size = 0
        for number, rows in waiting:
            batch.append(number)
            size += rows
            if size >= BATCH:
                _count(warehouse, publication, table, kind, batch)
                batch, size = [], 0
        if batch:
            _count(warehouse, publication, table, kind, batch)
        done += len(waiting)
    return done


def _count(
    warehouse: Warehouse, publication: str, table: str, kind: str, releases: list[int]
) -> None:
    run = warehouse.connection
    listed = ", ".join(map(str, releases))
    run.execute("BEGIN")
    try:
        run.execute(
            f"CREATE OR REPLACE TEMP TABLE counted AS SELECT release_no, area, start_date, "
            f"coalesce(lsoa, '') AS small, {kind} AS kind, count(*) AS n FROM {table} "
            f"WHERE release_no IN ({listed}) GROUP BY ALL"
        )
        run.execute(
            "INSERT INTO kind_count SELECT ?, release_no, area, start_date, last_day(start_date), "
            "kind, sum(n) FROM counted GROUP BY ALL",
            [publication],
        )
        found = _placed(run, publication)
        if np.ma.is_masked(found["place"]):
            run.execute(
                "INSERT INTO cube_series SELECT ?, area, small, kind, (SELECT count(*) FROM "
                "cube_series s WHERE s.publication = ? AND s.area = new.area) "
                "+ row_number() OVER (PARTITION BY area ORDER BY small, kind) - 1 "
                "FROM (SELECT DISTINCT area, small, kind FROM counted) new "
                "ANTI JOIN (SELECT * FROM cube_series WHERE publication = ?) old "
                "USING (area, small, kind)",
                [publication, publication, publication],
            )
            found = _placed(run, publication)
        areas = run.execute("SELECT DISTINCT area FROM numbered ORDER BY area").fetchall()
        chunks = list(_chunks(found, areas))
        # One statement: value by value takes ten times as long.
        run.execute(
            "INSERT INTO cube_chunk VALUES " + ", ".join(["(?, ?, ?, ?, ?)"] * len(chunks)),
            [cell for chunk in chunks for cell in chunk],
        )
        run.execute("DROP TABLE counted; DROP TABLE numbered")
        run.execute("COMMIT")
    except BaseException:
        run.execute("ROLLBACK")
        raise


def _placed(run: duckdb.DuckDBPyConnection, publication: str) -> dict[str, NDArray[np.generic]]:
    """What was counted, with the place of its series where that has one already.

    Numbers alone: to fetch names by the million would take longer than the counting.
    """
    run.execute(
        "CREATE OR REPLACE TEMP TABLE numbered AS SELECT area, small, kind, place, "
        "dense_rank() OVER (ORDER BY area) - 1 AS area_no FROM cube_series WHERE publication = ?",
        [publication],
    )
    return run.execute(
        "SELECT release_no, area_no, start_date, place, n FROM counted "
        "LEFT JOIN numbered USING (area, small, kind) ORDER BY release_no, area_no, start_date"
    ).fetchnumpy()


def _chunks(
    found: dict[str, NDArray[np.generic]], areas: Sequence[tuple[str]]
) -> Iterator[tuple[int, str, date, int, bytes]]:
    number, area, start = found["release_no"], found["area_no"], found["start_date"]
    place, n = found["place"].astype(np.int64), found["n"].astype(np.int64)
    if not len(number):
        return
    new = (number[1:] != number[:-1]) | (area[1:] != area[:-1]) | (start[1:] != start[:-1])
    cuts = [0, *(np.flatnonzero(new) + 1).tolist(), len(number)]
    for begin, end in pairwise(cuts):
        width = 2 if int(n[begin:end].max()) <= WIDE else 4
        counts = np.zeros(int(place[begin:end].max()) + 1, f"<u{width}")
        counts[place[begin:end]] = n[begin:end]
        day = start[begin].astype("datetime64[D]").item()
        yield int(number[begin]), areas[int(area[begin])][0], day, width, counts.tobytes()


def blocks(warehouse: Warehouse, publication: str, chosen: str, area: str = "") -> Iterator[Block]:
    """The forces of the cube, one after the other; `chosen` is the query of releases to read."""
    run = warehouse.connection
    only = f"AND k.area = '{area.replace(chr(39), chr(39) * 2)}'" if area else ""
    chunks = run.execute(
        f"SELECT k.area, k.start_date, k.width, k.counts FROM cube_chunk k JOIN ({chosen}) c "
        f"ON k.release_no = c.release_no AND k.area = c.area AND k.start_date = c.start_date "
        f"{only} ORDER BY k.area, k.start_date"
    ).fetchall()
    series: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        where: (tuple(small), tuple(kinds))
        for where, small, kinds in run.execute(
            "SELECT area, list(small ORDER BY place), list(kind ORDER BY place) "
            "FROM cube_series k WHERE publication = ? " + only + " GROUP BY area",
            [publication],
        ).fetchall()
    }
    for where, some in groupby(chunks, key=itemgetter(0)):
        yield _block(where, series[where], list(some))


def _block(
    area: str,
    series: tuple[tuple[str, ...], tuple[str, ...]],
    chunks: list[tuple[str, date, int, bytes]],
) -> Block:
    months = tuple(m.start for m in Period(chunks[0][1], chunks[-1][1]).each_month())
    place = {month: at for at, month in enumerate(months)}
    width = max(w for _, _, w, _ in chunks)
    counts = np.zeros((len(months), len(series[0])), f"<u{width}")
    known = np.zeros(len(months), bool)
    for _, start, own, held in chunks:
        at = place[start]
        values = np.frombuffer(held, f"<u{own}")
        counts[at, : len(values)] += values.astype(counts.dtype, copy=False)
        known[at] = True
    return Block(area, *series, months, known, counts)
