"""Loading files: each release is whole or absent, and the same bytes again do nothing."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from wardmote.catalogue import Catalogue
from wardmote.sources import Offered, Reading, Refusal, Rows, Scan, offered_files, recognise
from wardmote.sources.cells import COUNTRIES, slug_of
from wardmote.sources.publication import KEYS, Publication
from wardmote.vocabulary import UserError
from wardmote.warehouse.checks import check_rows
from wardmote.warehouse.engine import Warehouse, item_of

SHOWN = 3  # wrong rows named in a refusal
PLAIN = ".plain-lines"
NULL = "\\N"  # how nothing is written between here and the engine
MIXED = re.compile(r"state machine|new line|newline", re.IGNORECASE)


UNWRITABLE = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException)


class MixedLinesError(Exception):
    """The file ends its lines in more than one way."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file; `look` says that somebody should see why."""

    name: str
    state: str
    publication: str = ""
    reason: str = ""
    rows: int = 0
    refused_rows: int = 0
    look: bool = False


def load(
    warehouse: Warehouse, paths: Sequence[Path], catalogue: Catalogue, today: date
) -> Iterator[FileReport]:
    """Load every file behind `paths`, one transaction each, reporting as they are done.

    A file that cannot be loaded whole is refused with its reason, and the rest loads. Names of
    areas, categories and measures that the catalogue does not know are listed as unmapped.
    """
    areas = catalogue.area_names()
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
                report = _load_one(warehouse, offered, Path(scratch), catalogue, today)
                if report.state != "loaded":
                    _remember(warehouse, offered.key, report)
            yield report


def _load_one(
    warehouse: Warehouse, offered: Offered, scratch: Path, catalogue: Catalogue, today: date
) -> FileReport:
    publication = ""
    try:
        stamp = offered.stamp
        with offered.on_disk(scratch) as (path, digest):
            known = warehouse.connection.execute(
                "SELECT publication, rows FROM release WHERE sha256 = ?", [digest]
            ).fetchone()
            if known:
                return FileReport(offered.name, "unchanged", known[0], "already loaded", known[1])
            reader, head = recognise(offered.name, path)
            publication = reader.publication.id
            reading = reader.read(head, path, catalogue.area_names())
            publication = reading.publication.id
            check_rows(reading, catalogue)
            return _store(warehouse, offered, (digest, stamp), reading, catalogue, today)
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 text (byte {error.start:,}); save it as CSV in UTF-8"
        return FileReport(offered.name, "refused", publication, reason)
    except csv.Error as error:
        reason = f"it is not readable as CSV ({error})"
        return FileReport(offered.name, "refused", publication, reason)
    except Refusal as refusal:
        return FileReport(
            offered.name, "refused", publication, str(refusal), refused_rows=refusal.rows
        )
    except OSError as error:
        reason = f"it cannot be read: {error.strerror or error}"
        return FileReport(offered.name, "refused", publication, reason)


def _store(
    warehouse: Warehouse,
    offered: Offered,
    seen: tuple[str, tuple[int, int]],
    reading: Reading,
    catalogue: Catalogue,
    today: date,
) -> FileReport:
    publication = reading.publication
    digest, stamp = seen
    run = warehouse.connection
    run.execute("BEGIN")
    try:
        number = _one(run, "SELECT nextval('release_no')")
        if isinstance(reading.content, Scan):
            try:
                _insert_scan(run, number, publication, reading.content, today)
            except MixedLinesError:
                run.execute("ROLLBACK")
                run.execute("BEGIN")
                with _plain_lines(reading.content) as plain:
                    _insert_scan(run, number, publication, plain, today)
            _refuse_repeats(run, number, publication)
        else:
            _insert_rows(run, number, publication, reading.content)
        rows = _one(run, f"SELECT count(*) FROM {publication.table} WHERE release_no = {number}")
        if not rows:
            raise Refusal("the file has a header and no rows")
        item = item_of(publication, "")
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
        _note_unknown(run, number, reading, catalogue)
        named = _disagreement(run, number, reading)
        restated, unread = _restated(run, number, reading)
        notice = "; ".join(n for n in (named, restated) if n)
        look = bool(named) or unread
        report = FileReport(offered.name, "loaded", publication.id, notice, rows, look=look)
        _remember(warehouse, offered.key, report)
        if offered.stamp != stamp:
            raise Refusal("it changed while it was read, so none of it was kept; load it again")
        run.execute("COMMIT")
    except BaseException as error:
        with contextlib.suppress(duckdb.Error):  # nothing to roll back where writing broke down
            run.execute("ROLLBACK")
        if isinstance(error, UNWRITABLE):
            raise UserError(_unwritable(warehouse.path, offered.name, error)) from error
        raise
    return report


def _unwritable(path: Path, name: str, error: duckdb.Error) -> str:
    free = shutil.disk_usage(path.parent).free
    return (
        f"{path} could not be written while {name} was loaded "
        f"({str(error).splitlines()[0][:160]}); {free >> 20:,} MB are free there. Nothing of that "
        "file was kept, and what was loaded before it is whole. Make room and load again"
    )


def _insert_rows(
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
            f"SELECT {number}, * FROM read_csv('{_quoted(file.name)}', columns={{{kinds}}}, "
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
    slug = scan.place or f"coalesce(slug, {slugged})"
    dates = ("start_date", "end_date")
    try:
        run.execute(
            f"INSERT INTO {publication.table} "
            f"(release_no, area, {', '.join(dates)}, {', '.join(publication.columns)}) "
            f"SELECT {number}, {slug}, "
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
        unknown = (
            0
            if scan.place
            else _one(
                run,
                f"SELECT count(*) FROM {publication.table} "
                f"WHERE release_no = {number} AND area NOT IN (SELECT slug FROM area_name)",
            )
        )
        if unknown:
            run.execute(
                f"INSERT INTO unmapped SELECT {number}, '{publication.id}', '{scan.area}', "
                f'trim("{scan.area}"), count(*) FROM {named} WHERE slug IS NULL GROUP BY ALL'
            )
    except duckdb.Error as error:
        if MIXED.search(str(error)) and not scan.path.name.endswith(PLAIN):
            raise MixedLinesError from error
        raise Refusal(_csv_fault(error)) from error


@contextmanager
def _plain_lines(scan: Scan) -> Iterator[Scan]:
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


def _refuse_repeats(run: duckdb.DuckDBPyConnection, number: int, publication: Publication) -> None:
    """Raises Refusal when a figure that may stand once stands twice."""
    if not publication.unique:
        return
    keys = ", ".join(("area", "start_date", "end_date", *publication.unique))
    found = run.execute(
        f"SELECT {keys}, count(*) FROM {publication.table} WHERE release_no = {number} "
        f"GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
    ).fetchone()
    if found:
        what = ", ".join(str(v) for v in (*found[3:-1], found[0], f"to {found[2]}"))
        raise Refusal(f"{what}: stands {found[-1]} times; keep one row of it", found[-1])


def _note_unknown(
    run: duckdb.DuckDBPyConnection, number: int, reading: Reading, catalogue: Catalogue
) -> None:
    """List the categories and measures that no definition speaks of."""
    publication = reading.publication
    known = dict(publication.known)
    if "measure" in publication.columns:
        known["measure"] = frozenset(catalogue.measures)
    for column, values in known.items():
        listed = ", ".join(f"'{_quoted(v)}'" for v in sorted(values))
        run.execute(
            f"INSERT INTO unmapped SELECT {number}, '{publication.id}', '{column}', {column}, "
            f"count(*) FROM {publication.table} WHERE release_no = {number} "
            f"AND {column} NOT IN ({listed}) GROUP BY ALL"
        )


def _restated(run: duckdb.DuckDBPyConnection, number: int, reading: Reading) -> tuple[str, bool]:
    """Words for periods that an earlier release covers too, and whether that one is read."""
    later = "DATE '9999-01-01'" if reading.edition is None else f"DATE '{reading.edition}'"
    found = run.execute(
        f"SELECT count(DISTINCT (n.area, n.item, n.end_date)), "
        f"coalesce(bool_or(r.edition > {later}), false), "
        f"coalesce(bool_or(r.edition IS NOT NULL), false) FROM coverage n "
        f"JOIN coverage o USING (publication, area, item, start_date, end_date) "
        f"JOIN release r ON r.release_no = o.release_no "
        f"WHERE n.release_no = {number} AND o.release_no < {number}"
    ).fetchone()
    if not found or not found[0]:
        return "", False
    count = f"{found[0]:,} {'figure is' if found[0] == 1 else 'figures are'}"
    undated = reading.edition is None and found[2]
    unread = bool(found[1] or undated)
    which = "the earlier loading" if unread else "this release"
    said = f"{count} in an earlier release too; {which} is read, by the date of its edition"
    return said, unread


def _read_csv(scan: Scan, *, ordered: bool = False) -> str:
    columns = ", ".join(f"'{_quoted(c)}': 'VARCHAR'" for c in scan.columns)
    path = _quoted(str(scan.path))
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
