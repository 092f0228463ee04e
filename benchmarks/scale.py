"""Loading and reading at national scale, against bare DuckDB doing the same work in the same run.

    python benchmarks/scale.py [MONTHS] [--rows ROWS] [--data FOLDER]

Makes MONTHS (default 6) national months of street crime by repeating the real January of 2025 from
the archive in FOLDER (default ../shared/data/police-uk) under other months, one CSV a month of
ROWS rows (default those of that month), and prints: rows a second loaded by wardmote and by bare
DuckDB writing the same columns, the peak memory of the load, the time of every built-in measure of
these rows for every force against one hand-written query each, the rolling sums of every small
area, and what one further month costs. `180 --rows 556000` makes 100 million rows of 15 years, and
needs 30 GB of disk.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import duckdb

from wardmote.catalogue import load_catalogue
from wardmote.warehouse import Reader, Warehouse
from wardmote.warehouse.cube import blocks

ARCHIVE, MONTH = "2025-03.zip", "2025-01"


def national_month(data: Path) -> tuple[bytes, bytes]:
    """The header, and the rows of every force in one real month."""
    header, rows = b"", []
    with zipfile.ZipFile(data / ARCHIVE) as archive:
        for name in archive.namelist():
            if name.startswith(MONTH) and name.endswith("street.csv"):
                header, _, body = archive.read(name).partition(b"\n")
                rows.append(body)
    return header, b"".join(rows)


def months_of(count: int) -> list[str]:
    """As many months as are wanted, from December 2010 on."""
    first = 2010 * 12 + 11
    return [f"{(first + i) // 12}-{(first + i) % 12 + 1:02d}" for i in range(count)]


# What an analyst would write by hand for the same columns.
BY_HAND = """
    CREATE TABLE t AS SELECT trim("Falls within") AS area,
        CAST(trim("Month") || '-01' AS DATE) AS start_date,
        last_day(CAST(trim("Month") || '-01' AS DATE)) AS end_date,
        trim("Reported by") AS reported_by, trim("Crime type") AS crime_type,
        trim("Location") AS location,
        nullif(trim("Last outcome category"), '') AS outcome,
        nullif(trim("LSOA code"), '') AS lsoa,
        TRY_CAST("Longitude" AS DOUBLE) AS longitude, TRY_CAST("Latitude" AS DOUBLE) AS latitude,
        CAST(NULL AS DOUBLE) AS easting, CAST(NULL AS DOUBLE) AS northing,
        TRY_CAST('0x' || left(trim("Crime ID"), 16) AS UBIGINT) AS crime_key
    FROM read_csv('{files}', all_varchar = true, header = true, delim = ',', quote = '"')
"""


def bare(files: list[Path], target: Path) -> float:
    """Seconds in which DuckDB alone reads the files and writes the same columns."""
    with duckdb.connect(str(target)) as run:
        run.execute("SET memory_limit='900MB'")
        run.execute("SET preserve_insertion_order=false")
        start = time.perf_counter()
        run.execute(BY_HAND.format(files=files[0].parent / "*.csv"))
        run.execute("CHECKPOINT")
        return time.perf_counter() - start


def load(paths: list[Path], workspace: Path) -> tuple[float, int]:
    """Seconds of the command, and its peak memory in MB."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "wardmote", "load", *map(str, paths), "--workspace"]
    subprocess.run([*command, str(workspace)], check=True, capture_output=True)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def measures(workspace: Path) -> tuple[float, float, int]:
    """Seconds for every measure of these rows for every force, ours and by hand."""
    catalogue = load_catalogue()
    mine = [m for m in catalogue.measures.values() if m.source.publication == "police-uk-street"]
    with Warehouse.open(workspace / "warehouse.duckdb") as warehouse:
        ours = by_hand = 0.0
        for measure in mine:
            kinds = dict(measure.source.include).get("crime_type", ())
            listed = ", ".join("'" + k.replace("'", "''") + "'" for k in kinds)
            only = f"WHERE crime_type IN ({listed})" if kinds else ""
            start = time.perf_counter()
            warehouse.connection.execute(
                f"SELECT area, start_date, count(*) FROM police_uk_street {only} GROUP BY ALL"
            ).fetchall()
            by_hand += time.perf_counter() - start
            start = time.perf_counter()
            Reader(warehouse, catalogue).all_areas(measure.id)
            ours += time.perf_counter() - start
    return ours, by_hand, len(mine)


def rolling(workspace: Path) -> tuple[float, int]:
    """Seconds for the 12-month sums of every small area, kind and month, and how many they are."""
    with Warehouse.open(workspace / "warehouse.duckdb") as warehouse:
        chosen = Reader(warehouse, load_catalogue()).chosen("police-uk-street")
        start = time.perf_counter()
        sums = sum(b.rolling(12).size for b in blocks(warehouse, "police-uk-street", chosen))
        return time.perf_counter() - start, sums


def main() -> None:
    """Make the months, run each part once, print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("months", nargs="?", type=int, default=6)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/police-uk"))
    given = parser.parse_args()
    header, rows = national_month(given.data)
    lines = rows.splitlines(keepends=True)
    count = given.rows or len(lines)
    rows = b"".join(itertools.islice(itertools.cycle(lines), count))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "months"
        folder.mkdir()
        names = months_of(given.months + 1)
        for month in names:
            text = rows.replace(b"," + MONTH.encode() + b",", b"," + month.encode() + b",")
            (folder / f"{month}-all-street.csv").write_bytes(header + b"\n" + text)
        files = sorted(folder.glob("*.csv"))
        last = files.pop()
        one_more = Path(scratch) / last.name
        last.rename(one_more)
        total = count * len(files)
        print(f"{total:,} rows in {len(files)} national months")
        seconds = bare(files, Path(scratch) / "bare.duckdb")
        print(f"bare DuckDB: {total / seconds:,.0f} rows/s")
        workspace = Path(scratch) / "w"
        subprocess.run(
            [sys.executable, "-m", "wardmote", "init", str(workspace), "--force", "kent"],
            check=True, capture_output=True,
        )  # fmt: skip
        ours, memory = load([folder], workspace)
        print(
            f"wardmote load: {total / ours:,.0f} rows/s, {seconds / ours:.2f} of bare DuckDB "
            f"(goal 0.85); peak memory {memory:,} MB (goal 1,500)"
        )
        mine, by_hand, n = measures(workspace)
        print(
            f"{n} measures for every force: {mine:.2f} s, {mine / by_hand:.2f} x hand-written "
            "(goal 1.2)"
        )
        seconds, sums = rolling(workspace)
        print(f"12-month sums of small areas by kind: {sums:,} in {seconds:.2f} s (goal 1 at 100 "
              "million rows)")  # fmt: skip
        more, _ = load([one_more], workspace)
        print(f"one more month: {more:.2f} s (goal 3)")


if __name__ == "__main__":
    main()
