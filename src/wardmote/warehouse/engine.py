"""The DuckDB file: opening it, and the tables that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from wardmote.sources import PUBLICATIONS
from wardmote.sources.publication import KEYS, Publication
from wardmote.vocabulary import UserError

SCHEMA = """
CREATE SEQUENCE IF NOT EXISTS release_no;
CREATE TABLE IF NOT EXISTS release (
    release_no INTEGER PRIMARY KEY, id VARCHAR, sha256 VARCHAR UNIQUE, publication VARCHAR,
    title VARCHAR, publisher VARCHAR, licence VARCHAR, edition DATE, note VARCHAR,
    file VARCHAR, rows BIGINT, loaded_on DATE
);
CREATE TABLE IF NOT EXISTS coverage (
    release_no INTEGER, publication VARCHAR, area VARCHAR, item VARCHAR,
    start_date DATE, end_date DATE, rows BIGINT
);
CREATE TABLE IF NOT EXISTS offered_file (
    key VARCHAR PRIMARY KEY, name VARCHAR, state VARCHAR, publication VARCHAR, reason VARCHAR,
    rows BIGINT, refused_rows BIGINT, position INTEGER
);
CREATE TABLE IF NOT EXISTS cube_series (
    publication VARCHAR, area VARCHAR, small VARCHAR, kind VARCHAR, place INTEGER
);
CREATE TABLE IF NOT EXISTS cube_chunk (
    release_no INTEGER, area VARCHAR, start_date DATE, width UTINYINT, counts BLOB
);
CREATE TABLE IF NOT EXISTS unmapped (
    release_no INTEGER, publication VARCHAR, "column" VARCHAR, value VARCHAR, rows BIGINT
);
"""
MEMORY = "900MB"  # a load of a national archive stays well under 1.5 GB with this


class Warehouse:
    """An open warehouse. Use `Warehouse.open`; the connection is `connection`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection = connection
        self.path = path

    @classmethod
    @contextmanager
    def open(cls, path: Path, *, write: bool = False) -> Iterator[Warehouse]:
        """Open the file, making it when `write` is set.

        Raises UserError when there is none, when another process holds it, or when it is not
        a warehouse that this version reads.
        """
        if not write and not path.is_file():
            raise UserError(f"nothing is loaded yet: {path} does not exist. Load files first")
        try:
            connection = duckdb.connect(str(path), read_only=not write)
        except duckdb.IOException as error:
            raise UserError(_why_not(error, path)) from error
        except duckdb.Error as error:
            raise UserError(
                f"{path} is not a warehouse that this version reads "
                f"({str(error).splitlines()[0]}); remove it and load the files again"
            ) from error
        try:
            connection.execute(f"SET memory_limit='{MEMORY}'")
            connection.execute("SET preserve_insertion_order=false")
            connection.execute("SET enable_progress_bar=false")
            connection.execute("SET checkpoint_threshold='256MB'")
            if write:
                connection.execute("BEGIN")
                connection.execute(SCHEMA + _tables())
                connection.execute("COMMIT")
            yield cls(connection, path)
        finally:
            connection.close()


def item_of(publication: Publication, table: str) -> str:
    """SQL for what a row's release is chosen by: its measure, and the dimension it is split by.

    Files that split one measure by different dimensions are different items, so the later of
    them does not stand in for the earlier. `table` prefixes the columns.
    """
    if "item" in publication.columns:  # a table may print one item again and not another
        sheet = f"coalesce({table}sheet, '') || ': ' || " if "sheet" in publication.columns else ""
        return f"{sheet}{table}item"
    if "measure" not in publication.columns:
        return "''"
    measure = f"{table}measure"
    if "dimension" not in publication.columns:
        return measure
    split = f"{table}dimension"
    return f"{measure} || CASE WHEN coalesce({split}, '') = '' THEN '' ELSE '@' || {split} END"


def _tables() -> str:
    return "".join(
        f"CREATE TABLE IF NOT EXISTS {p.table} (release_no INTEGER, "
        + ", ".join(f"{name} {kind}" for name, kind in {**KEYS, **p.columns}.items())
        + ");\n"
        for p in PUBLICATIONS.values()
    )


def _why_not(error: duckdb.IOException, path: Path) -> str:
    text = str(error)
    if "lock" in text.lower():
        holder = re.search(r"PID (\d+)", text)
        who = f" (process {holder[1]})" if holder else ""
        return (
            f"{path} is in use by another wardmote{who}. Wait until it has finished, "
            "then run the command again. Nothing was changed"
        )
    return f"{path} cannot be opened: {text.splitlines()[0]}"
