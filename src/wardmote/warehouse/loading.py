"""Loading files: each release is whole or absent, and the same bytes again do nothing."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from wardmote.sources import Offered, Reading, Refusal, Rows, Scan, offered_files, recognise
from wardmote.sources.publication import KEYS, Publication
from wardmote.warehouse.engine import Warehouse

SHOWN = 3  # wrong rows named in a refusal


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    name: str
    state: str
    publication: str = ""
    reason: str = ""
    rows: int = 0
    refused_rows: int = 0


def load(
    warehouse: Warehouse, paths: Sequence[Path], areas: Mapping[str, str], today: date
) -> Iterator[FileReport]:
    """Load every file behind `paths`, one transaction each, reporting as they are done.

    A file that cannot be loaded whole is refused with its reason, and the rest loads. `areas`
    maps printed names of areas to slugs; names that it lacks are listed as unmapped.
    """
    # Once, and as a literal: the engine is slow to take many Python values as parameters.
    named = ", ".join(f"'{_quoted(k)}': '{_quoted(v)}'" for k, v in areas.items())
    warehouse.connection.execute(
        "CREATE OR REPLACE TEMP TABLE area_name AS SELECT unnest(map_keys(m)) AS printed, "
        f"unnest(map_values(m)) AS slug FROM (SELECT MAP {{{named}}} AS m)"
    )
    with tempfile.TemporaryDirectory(prefix="wardmote-") as scratch:
        for offered in offered_files(list(paths)):
            if isinstance(offered, tuple):
                name, refusal = offered
                report = FileReport(name, "refused", reason=str(refusal))
                _remember(warehouse, name, report)
            else:
                report = _load_one(warehouse, offered, Path(scratch), areas, today)
                if report.state != "loaded":
                    _remember(warehouse, offered.key, report)
            yield report


def _load_one(
    warehouse: Warehouse, offered: Offered, scratch: Path, areas: Mapping[str, str], today: date
) -> FileReport:
    publication = ""
    try:
        with offered.on_disk(scratch) as (path, digest):
            known = warehouse.connection.execute(
                "SELECT publication, rows FROM release WHERE sha256 = ?", [digest]
            ).fetchone()
            if known:
                return FileReport(offered.name, "unchanged", known[0], "already loaded", known[1])
            reader, head = recognise(offered.name, path)
            publication = reader.publication.id
            reading = reader.read(head, path, areas)
            publication = reading.publication.id
            return _store(warehouse, offered, digest, reading, today)
    except Refusal as refusal:
        return FileReport(
            offered.name, "refused", publication, str(refusal), refused_rows=refusal.rows
        )


def _store(
    warehouse: Warehouse,
    offered: Offered,
    digest: str,
    reading: Reading,
    today: date,
) -> FileReport:
    publication = reading.publication
    run = warehouse.connection
    run.execute("BEGIN")
    try:
        number = _one(run, "SELECT nextval('release_no')")
        if isinstance(reading.content, Scan):
            _insert_scan(run, number, publication, reading.content, today)
        else:
            _insert_rows(run, number, publication, reading.content)
        rows = _one(run, f"SELECT count(*) FROM {publication.table} WHERE release_no = {number}")
        if not rows:
            raise Refusal("the file has a header and no rows")
        item = "measure" if "measure" in publication.columns else "''"
        run.execute(
            f"INSERT INTO coverage SELECT release_no, '{publication.id}', area, {item}, "
            f"start_date, end_date, count(*) FROM {publication.table} "
            f"WHERE release_no = {number} GROUP BY ALL"
        )
        run.execute(
            "INSERT INTO release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                number,
                digest[:12],
                digest,
                publication.id,
                reading.title or publication.title,
                reading.publisher or publication.publisher,
                reading.licence or publication.licence,
                reading.edition,
                reading.note,
                offered.name,
                rows,
                today,
            ],
        )
        notice = _disagreement(run, number, reading)
        report = FileReport(offered.name, "loaded", publication.id, notice, rows)
        _remember(warehouse, offered.key, report)
        run.execute("COMMIT")
    except BaseException:
        run.execute("ROLLBACK")
        raise
    return report


def _insert_rows(
    run: duckdb.DuckDBPyConnection, number: int, publication: Publication, content: Rows
) -> None:
    columns = [*KEYS, *publication.columns]
    marks = ", ".join("?" for _ in range(len(columns) + 1))
    run.executemany(
        f"INSERT INTO {publication.table} (release_no, {', '.join(columns)}) VALUES ({marks})",
        [[number, *(row.get(c) for c in columns)] for row in content.rows],
    )


def _insert_scan(
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
    named = f"{source} LEFT JOIN area_name ON printed = {printed}"
    dates = ("start_date", "end_date")
    try:
        run.execute(
            f"INSERT INTO {publication.table} "
            f"(release_no, area, {', '.join(dates)}, {', '.join(publication.columns)}) "
            f"SELECT {number}, coalesce(slug, {slugged}), "
            + ", ".join(f"CASE WHEN {wrong} THEN NULL ELSE {scan.select[c]} END" for c in dates)
            + ", "
            + ", ".join(scan.select[c] for c in publication.columns)
            + f" FROM {named}"
        )
        refused = _one(
            run,
            f"SELECT count(*) FROM {publication.table} "
            f"WHERE release_no = {number} AND start_date IS NULL",
        )
        if refused:
            raise Refusal(_name_rows(run, scan, today, refused), refused)
        unknown = _one(
            run,
            f"SELECT count(*) FROM {publication.table} "
            f"WHERE release_no = {number} AND area NOT IN (SELECT slug FROM area_name)",
        )
        if unknown:
            run.execute(
                f"INSERT INTO unmapped SELECT {number}, '{publication.id}', '{scan.area}', "
                f'trim("{scan.area}"), count(*) FROM {named} WHERE slug IS NULL GROUP BY ALL'
            )
    except duckdb.Error as error:
        raise Refusal(_csv_fault(error)) from error


def _read_csv(scan: Scan, *, ordered: bool = False) -> str:
    columns = ", ".join(f"'{_quoted(c)}': 'VARCHAR'" for c in scan.columns)
    path = _quoted(str(scan.path))
    encoding = "latin-1" if scan.encoding == "cp1252" else scan.encoding
    parallel = ", parallel=false" if ordered or encoding != "utf-8" else ""
    newline = f", new_line='{scan.newline}'" if scan.newline != "\\r\\n" else ""
    return (
        f"read_csv('{path}', columns={{{columns}}}, header=true, delim=',', quote='\"', "
        f"escape='\"', auto_detect=false, comment='#', encoding='{encoding}', "
        f"max_line_size=1000000{newline}{parallel})"
    )


def _name_rows(run: duckdb.DuckDBPyConnection, scan: Scan, today: date, refused: int) -> str:
    named = []
    source = _read_csv(scan, ordered=True)
    for check in scan.checks:
        wrong = check.wrong.replace("{today}", f"{today:%Y-%m}")
        found = run.execute(
            f"SELECT number, cell FROM (SELECT row_number() OVER () + 1 AS number, "
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


def _disagreement(run: duckdb.DuckDBPyConnection, number: int, reading: Reading) -> str:
    """The rows are believed over the file's name, and the difference is told."""
    if reading.edition is None or not reading.publication.monthly:
        return ""
    months = [
        row[0]
        for row in run.execute(
            f"SELECT DISTINCT strftime(start_date, '%Y-%m') FROM coverage "
            f"WHERE release_no = {number} ORDER BY 1"
        ).fetchall()
    ]
    named = f"{reading.edition:%Y-%m}"
    if months == [named]:
        return ""
    return f"its name says {named} but its rows say {', '.join(months[:4])}; the rows are believed"


def _remember(warehouse: Warehouse, key: str, report: FileReport) -> None:
    warehouse.connection.execute(
        "INSERT OR REPLACE INTO offered_file SELECT ?, ?, ?, ?, ?, ?, ?, coalesce((SELECT position "
        "FROM offered_file WHERE key = ?), (SELECT coalesce(max(position), 0) + 1 FROM "
        "offered_file))",
        [
            key,
            report.name,
            report.state,
            report.publication,
            report.reason,
            report.rows,
            report.refused_rows,
            key,
        ],
    )


def _one(run: duckdb.DuckDBPyConnection, query: str) -> int:
    row = run.execute(query).fetchone()
    return int(row[0]) if row else 0


def _quoted(text: str) -> str:
    return text.replace("'", "''")
