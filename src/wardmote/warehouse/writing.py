"""Writing one file's rows into its publication's table: scanned by the engine, or read here."""

from __future__ import annotations

import csv
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
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
MIXED = re.compile(r"state machine|new line|newline", re.IGNORECASE)


class MixedLinesError(Exception):
    """The file ends its lines in more than one way."""


def insert_rows(
    run: duckdb.DuckDBPyConnection, number: int, publication: Publication, content: Rows
) -> None:
    """Write the rows as CSV and let the engine read them: much faster than row by row."""
    columns = {**KEYS, **publication.columns}
    kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    with tempfile.NamedTemporaryFile(
        "w", newline="", encoding="utf-8", suffix=".csv", prefix="wardmote-"
    ) as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        for row in content.rows:
            writer.writerow([NULL if row.get(c) is None else row[c] for c in columns])
        file.flush()
        run.execute(
            f"INSERT INTO {publication.table} (release_no, {', '.join(columns)}) "
            f"SELECT {number}, * FROM read_csv('{quoted(file.name)}', columns={{{kinds}}}, "
            "header=false, delim=',', quote='\"', escape='\"', auto_detect=false, "
            f"nullstr='{NULL}', max_line_size=50000000, parallel=false)"
        )
    if publication.level == "force":
        run.execute(
            f"INSERT INTO unmapped SELECT {number}, '{publication.id}', 'area', area, count(*) "
            f"FROM {publication.table} WHERE release_no = {number} AND area NOT IN "
            f"(SELECT slug FROM area_name) AND area NOT LIKE 'region-%' "
            f"AND area NOT IN ({', '.join(repr(slug_of(c)) for c in sorted(COUNTRIES))}) "
            "GROUP BY ALL"
        )


def insert_scan(
    run: duckdb.DuckDBPyConnection,
    number: int,
    publication: Publication,
    scan: Scan,
    today: date,
) -> None:
    """One pass over the file: a row that fails a check is written without its dates, and the
    whole release is refused when there is one."""
    source = _read_csv(scan)
    wrong = " OR ".join(f"({c.wrong})" for c in scan.checks).replace("{today}", f"{today:%Y-%m}")
    printed = f'lower(trim("{scan.area}"))'
    slugged = f"trim(regexp_replace({printed}, '[^a-z0-9]+', '-', 'g'), '-')"
    slug = scan.place or f"coalesce(area_slug({printed}), {slugged})"
    dates = ("start_date", "end_date")
    try:
        run.execute(
            f"INSERT INTO {publication.table} "
            f"(release_no, area, {', '.join(dates)}, {', '.join(publication.columns)}) "
            f"SELECT {number}, {slug}, "
            + ", ".join(f"CASE WHEN {wrong} THEN NULL ELSE {scan.select[c]} END" for c in dates)
            + ", "
            + ", ".join(scan.select[c] for c in publication.columns)
            + f" FROM {source}"
        )
        refused = one(
            run,
            f"SELECT count(*) FROM {publication.table} "
            f"WHERE release_no = {number} AND start_date IS NULL",
        )
        if refused:
            raise Refusal(_name_rows(run, scan, today, refused), refused)
        unknown = (
            0
            if scan.place
            else one(
                run,
                f"SELECT count(*) FROM {publication.table} "
                f"WHERE release_no = {number} AND area NOT IN (SELECT slug FROM area_name)",
            )
        )
        if unknown:
            run.execute(
                f"INSERT INTO unmapped SELECT {number}, '{publication.id}', '{scan.area}', "
                f'trim("{scan.area}"), count(*) FROM {source} WHERE area_slug({printed}) IS NULL '
                "GROUP BY ALL"
            )
    except duckdb.Error as error:
        if MIXED.search(str(error)) and not scan.path.name.endswith(PLAIN):
            raise MixedLinesError from error
        raise Refusal(_csv_fault(error)) from error


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


def _read_csv(scan: Scan, *, ordered: bool = False) -> str:
    columns = ", ".join(f"'{quoted(c)}': 'VARCHAR'" for c in scan.columns)
    path = quoted(str(scan.path))
    encoding = "latin-1" if scan.encoding == "cp1252" else scan.encoding
    parallel = ", parallel=false" if ordered or encoding != "utf-8" else ""
    newline = f", new_line='{scan.newline}'" if scan.newline == "\\r" else ""
    return (
        f"read_csv('{path}', columns={{{columns}}}, header=true, delim=',', quote='\"', "
        f"escape='\"', auto_detect=false, skip={scan.skip}, encoding='{encoding}', "
        f"max_line_size=1000000{newline}{parallel})"
    )


def _name_rows(run: duckdb.DuckDBPyConnection, scan: Scan, today: date, refused: int) -> str:
    named = []
    source = _read_csv(scan, ordered=True)
    for check in scan.checks:
        wrong = check.wrong.replace("{today}", f"{today:%Y-%m}")
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
