"""Writing one file's rows into its publication's table: scanned by the engine, or read here."""

from __future__ import annotations

import csv
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from wardmote.sources import Refusal, Rows, Scan
from wardmote.sources.cells import COUNTRIES, slug_of
from wardmote.sources.publication import KEYS, Publication

SHOWN = 3  # wrong rows named in a refusal
PLAIN = ".plain-lines"
NULL = "\\N"  # how nothing is written between here and the engine
DATES = ("start_date", "end_date")
TODAY = "{today}"  # stands in a check for the present month
UNWRITABLE = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException)
BLANKS = ("' '", "chr(160)")
MIXED = re.compile(r"state machine|new line|newline", re.IGNORECASE)


class MixedLinesError(Exception):
    """The file ends its lines in more than one way."""


def name_tables(run: duckdb.DuckDBPyConnection, areas: Mapping[str, str], today: date) -> None:
    """The names that cells are looked up by while files are read: of areas, and of months."""
    # As a literal: the engine is slow to take many Python values as parameters.
    named = ", ".join(f"('{quoted(k)}', '{quoted(v)}')" for k, v in areas.items())
    run.execute(
        f"CREATE OR REPLACE TEMP TABLE area_name AS SELECT * FROM (VALUES {named}) n(printed, slug)"
    )
    run.execute(
        "CREATE OR REPLACE TEMP TABLE month_name AS SELECT strftime(day, '%Y-%m') AS month_printed,"
        " CAST(day AS DATE) AS month_start, last_day(day) AS month_end FROM generate_series("
        f"DATE '1970-01-01', DATE '{today:%Y-%m}-01', INTERVAL 1 MONTH) g(day)"
    )
    blank = " OR ".join(f"{end}s_with(x, {c})" for end in ("start", "end") for c in BLANKS)
    run.execute(
        f"CREATE OR REPLACE TEMP MACRO trimmed(x) AS CASE WHEN {blank} THEN trim(x) ELSE x END"
    )


def insert_values(
    run: duckdb.DuckDBPyConnection,
    into: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[object]],
    first: str = "",
) -> None:
    """Write rows as CSV and let the engine read them: much faster than value by value.

    `columns` maps the rows' columns to SQL types, in order; `first` is SQL of what goes before
    them in the table.
    """
    kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    with tempfile.NamedTemporaryFile(
        "w", newline="", encoding="utf-8", suffix=".csv", prefix="wardmote-"
    ) as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        for row in rows:
            writer.writerow([NULL if cell is None else cell for cell in row])
        file.flush()
        run.execute(
            f"INSERT INTO {into} SELECT {first + ', ' if first else ''}* "
            f"FROM read_csv('{quoted(file.name)}', columns={{{kinds}}}, "
            "header=false, delim=',', quote='\"', escape='\"', auto_detect=false, "
            f"nullstr='{NULL}', max_line_size=50000000, parallel=false)"
        )


def write_parquet(
    target: Path, columns: Mapping[str, str], rows: Iterable[Sequence[object]]
) -> None:
    """Rows as one Parquet file, the same bytes each time; `columns` as in `insert_values`."""
    named = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    with duckdb.connect(":memory:") as run:
        run.execute("SET threads=1")
        run.execute(f"CREATE TABLE told ({named})")
        insert_values(run, "told", columns, rows)
        run.execute(f"COPY told TO '{quoted(str(target))}' (FORMAT parquet)")


def insert_rows(
    run: duckdb.DuckDBPyConnection, number: int, publication: Publication, content: Rows
) -> None:
    """Write the rows of a release, and list the areas that no definition names."""
    columns = {**KEYS, **publication.columns}
    insert_values(
        run,
        f"{publication.table} (release_no, {', '.join(columns)})",
        columns,
        ([row.get(c) for c in columns] for row in content.rows),
        str(number),
    )
    if publication.level == "force":
        run.execute(
            f"INSERT INTO unmapped SELECT {number}, '{publication.id}', 'area', area, count(*) "
            f"FROM {publication.table} WHERE release_no = {number} AND area NOT IN "
            f"(SELECT slug FROM area_name) AND area NOT LIKE 'region-%' "
            f"AND area NOT IN ({', '.join(repr(slug_of(c)) for c in sorted(COUNTRIES))}) "
            "GROUP BY ALL"
        )


def insert_scans(
    run: duckdb.DuckDBPyConnection,
    publication: Publication,
    scans: Sequence[tuple[int, Scan]],
    today: date,
) -> None:
    """One pass over files that differ in their rows alone, each under its release's number.

    A row that fails a check is written without its dates where only the file's own columns tell
    it, and no release is kept when there is one. Raises Refusal, which names the rows where the
    file is one, and MixedLinesError.
    """
    first = scans[0][1]
    now = f"{today:%Y-%m}"
    wrong = " OR ".join(f"({c.wrong})" for c in first.checks if not c.stored).replace(TODAY, now)
    stored = " OR ".join(["start_date IS NULL", *(c.stored for c in first.checks if c.stored)])
    stored = stored.replace(TODAY, now)
    printed = f'lower(trim("{first.area}"))'
    slugged = f"trim(regexp_replace({printed}, '[^a-z0-9]+', '-', 'g'), '-')"
    several = len(scans) > 1 or bool(first.given)
    joins = " LEFT JOIN loading_file ON loading_path = filename" if several else ""
    number = "loading_number" if several else str(scans[0][0])
    if not first.place:
        joins += (
            " LEFT JOIN (SELECT printed AS area_printed, slug AS area_slug FROM area_name) "
            f"ON area_printed = {printed}"
        )
    if first.month:
        joins += f' LEFT JOIN month_name ON month_printed = trim("{first.month}")'
    kept = {
        c: f"CASE WHEN {wrong} THEN NULL ELSE {first.select[c]} END" if wrong else first.select[c]
        for c in DATES
    }
    numbers = [n for n, _ in scans]
    mine = f"release_no BETWEEN {min(numbers)} AND {max(numbers)}"
    source = _read_csv([s for _, s in scans], named=several)
    try:
        if several:
            _list_files(run, scans)
        # The names are hashed and looked up, never the file, which the engine thinks is shorter.
        run.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        run.execute(
            f"INSERT INTO {publication.table} "
            f"(release_no, area, {', '.join(DATES)}, {', '.join(publication.columns)}) "
            f"SELECT {number}, {first.place or f'coalesce(area_slug, {slugged})'}, "
            + ", ".join((*kept.values(), *(first.select[c] for c in publication.columns)))
            + f" FROM {source}{joins}"
        )
        run.execute("RESET disabled_optimizers")
        refused = one(
            run,
            f"SELECT count(*) FROM {publication.table} WHERE {mine} AND ({stored})",
        )
        if refused:
            raise Refusal(_name_rows(run, first, today, refused), refused)
        if not first.place and one(
            run,
            f"SELECT count(*) FROM {publication.table} WHERE {mine} "
            "AND area NOT IN (SELECT slug FROM area_name)",
        ):
            run.execute(
                f"INSERT INTO unmapped SELECT {number}, '{publication.id}', '{first.area}', "
                f'trim("{first.area}"), count(*) FROM {source}{joins} WHERE area_slug IS NULL '
                "GROUP BY ALL"
            )
    except duckdb.Error as error:
        if isinstance(error, UNWRITABLE) and str(first.path) not in str(error):
            raise
        if MIXED.search(str(error)) and not first.path.name.endswith(PLAIN):
            raise MixedLinesError from error
        raise Refusal(_csv_fault(error)) from error


def _list_files(run: duckdb.DuckDBPyConnection, scans: Sequence[tuple[int, Scan]]) -> None:
    listed = ", ".join(
        f"({number}, '{quoted(str(s.path))}', [{_texts(s.given)}]::TEXT[])" for number, s in scans
    )
    run.execute(
        "CREATE OR REPLACE TEMP TABLE loading_file AS SELECT * FROM (VALUES "
        f"{listed}) f(loading_number, loading_path, given)"
    )


@contextmanager
def plain_lines(scan: Scan) -> Iterator[Scan]:
    """The same file with every line ending in a line feed, for engines that want one kind."""
    plain = scan.path.with_name(scan.path.name + PLAIN)
    if not os.access(scan.path.parent, os.W_OK):
        plain = Path(tempfile.gettempdir()) / f"wardmote-{os.getpid()}{PLAIN}"
    try:
        with (
            scan.path.open(newline=None, encoding=scan.encoding) as source,
            plain.open("w", newline="\n", encoding="utf-8") as target,
        ):
            shutil.copyfileobj(source, target, 1 << 20)
        yield replace(scan, path=plain, newline="\\n", encoding="utf-8")
    finally:
        plain.unlink(missing_ok=True)


def _read_csv(scans: Sequence[Scan], *, ordered: bool = False, named: bool = False) -> str:
    scan = scans[0]
    columns = ", ".join(f"'{quoted(c)}': 'VARCHAR'" for c in scan.columns)
    paths = _texts([str(s.path) for s in scans])
    encoding = "latin-1" if scan.encoding == "cp1252" else scan.encoding
    parallel = ", parallel=false" if ordered or encoding != "utf-8" else ""
    newline = f", new_line='{scan.newline}'" if scan.newline == "\\r" else ""
    return (
        f"read_csv([{paths}], columns={{{columns}}}, header=true, delim=',', quote='\"', "
        f"escape='\"', auto_detect=false, skip={scan.skip}, encoding='{encoding}', "
        f"max_line_size=1000000{newline}{parallel}{', filename=true' if named else ''})"
    )


def _texts(values: Sequence[str]) -> str:
    return ", ".join(f"'{quoted(v)}'" for v in values)


def _name_rows(run: duckdb.DuckDBPyConnection, scan: Scan, today: date, refused: int) -> str:
    named = []
    source = _read_csv([scan], ordered=True)
    for check in scan.checks:
        wrong = check.wrong.replace(TODAY, f"{today:%Y-%m}")
        found = run.execute(
            f"SELECT number, cell FROM (SELECT row_number() OVER () + {1 + scan.skip} AS number, "
            f'"{check.column}" AS cell, {wrong} AS bad FROM {source}) WHERE bad '
            f"ORDER BY number LIMIT {SHOWN}"
        ).fetchall()
        named += [
            f"row {number}, column '{check.column}': "
            + (f"'{cell}'" if cell else "empty")
            + f"; {check.message}"
            for number, cell in found
        ]
    rows = "1 row is" if refused == 1 else f"{refused:,} rows are"
    return f"{rows} wrong, so none was loaded: " + ". ".join(named[:SHOWN])


def _csv_fault(error: duckdb.Error) -> str:
    text = str(error)
    line = re.search(r"Line: (\d+)", text)
    where = f"row {line[1]}: " if line else ""
    first = next((x for x in text.splitlines() if x.strip()), "")
    if "Expected Number of Columns" in text:
        counts = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", text)
        if counts:
            return (
                f"{where}{counts[2]} cells under {counts[1]} columns; the file may be cut short: "
                "download it again"
            )
    return f"{where}not readable as CSV ({first.split(': ', 1)[-1][:160]}); download it again"


def one(run: duckdb.DuckDBPyConnection, query: str) -> int:
    """The one number of a query; 0 where it has no row."""
    row = run.execute(query).fetchone()
    return int(row[0]) if row else 0


def quoted(text: str) -> str:
    """A text for use inside the quotes of SQL."""
    return text.replace("'", "''")
