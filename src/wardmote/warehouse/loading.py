"""Loading files: each release is whole or absent, and the same bytes again do nothing."""

from __future__ import annotations

import contextlib
import csv
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from wardmote.catalogue import Catalogue
from wardmote.sources import Offered, Reading, Refusal, Scan, offered_files, recognise
from wardmote.sources.provenance import issue_of
from wardmote.sources.publication import Publication
from wardmote.vocabulary import UserError
from wardmote.warehouse import cube
from wardmote.warehouse.checks import check_rows
from wardmote.warehouse.engine import Warehouse, item_of
from wardmote.warehouse.writing import (
    MixedLinesError,
    insert_rows,
    insert_scan,
    one,
    plain_lines,
    quoted,
)

UNWRITABLE = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException)


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
    named = ", ".join(f"'{quoted(k)}': '{quoted(v)}'" for k, v in areas.items())
    warehouse.connection.execute(
        "CREATE OR REPLACE TEMP TABLE area_name AS SELECT unnest(map_keys(m)) AS printed, "
        f"unnest(map_values(m)) AS slug FROM (SELECT MAP {{{named}}} AS m)"
    )
    # Looked up in place: a join would make the engine hash the file instead of the names.
    warehouse.connection.execute(
        f"CREATE OR REPLACE TEMP MACRO area_slug(printed) AS (MAP {{{named}}})[printed]"
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
    cube.refresh(warehouse)


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
            reader, head = recognise(offered.name, path, tuple(catalogue.extracts.values()))
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
    issued = _issued(reading, offered, digest)
    run = warehouse.connection
    run.execute("BEGIN")
    try:
        number = one(run, "SELECT nextval('release_no')")
        if isinstance(reading.content, Scan):
            try:
                insert_scan(run, number, publication, reading.content, today)
            except MixedLinesError:
                run.execute("ROLLBACK")
                run.execute("BEGIN")
                with plain_lines(reading.content) as plain:
                    insert_scan(run, number, publication, plain, today)
            _refuse_repeats(run, number, publication)
        else:
            insert_rows(run, number, publication, reading.content)
        rows = one(run, f"SELECT count(*) FROM {publication.table} WHERE release_no = {number}")
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
                issued.publisher or publication.publisher,
                issued.licence or publication.licence,
                issued.edition,
                issued.note,
                offered.name,
                rows,
                today,
            ],
        )
        _note_unknown(run, number, reading, catalogue)
        if reading.unmapped:
            run.executemany(
                "INSERT INTO unmapped VALUES (?, ?, ?, ?, ?)",
                [(number, publication.id, *found) for found in reading.unmapped],
            )
        named = _disagreement(run, number, reading)
        restated, unread = _restated(run, number, issued)
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


def _issued(reading: Reading, offered: Offered, digest: str) -> Reading:
    """The reading with what was known of the file when it was fetched, where it is silent."""
    known = None if offered.member else issue_of(offered.path, digest)
    if known is None:
        return reading
    return replace(
        reading,
        publisher=reading.publisher or known.publisher,
        licence=reading.licence or known.licence,
        edition=reading.edition or known.edition,
        note="; ".join(n for n in (reading.note, f"from {known.url}", known.note) if n),
    )


def _unwritable(path: Path, name: str, error: duckdb.Error) -> str:
    free = shutil.disk_usage(path.parent).free
    return (
        f"{path} could not be written while {name} was loaded "
        f"({str(error).splitlines()[0][:160]}); {free >> 20:,} MB are free there. Nothing of that "
        "file was kept, and what was loaded before it is whole. Make room and load again"
    )


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
        listed = ", ".join(f"'{quoted(v)}'" for v in sorted(values))
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
