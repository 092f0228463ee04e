"""What measures are read from, and the DuckDB file: opening it, and the tables that it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import duckdb
import narwhals as nw

from wardmote.catalogue import Catalogue
from wardmote.sources import PUBLICATIONS
from wardmote.sources.publication import KEYS, Publication
from wardmote.vocabulary import Period, Release, UserError
from wardmote.warehouse.query_text import laid_out, named_alike

SCHEMA = """
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
CREATE TABLE IF NOT EXISTS kind_count (
    publication VARCHAR, release_no INTEGER, area VARCHAR, start_date DATE, end_date DATE,
    kind VARCHAR, n BIGINT
);
CREATE TABLE IF NOT EXISTS unmapped (
    release_no INTEGER, publication VARCHAR, "column" VARCHAR, value VARCHAR, rows BIGINT
);
"""
MEMORY = "900MB"  # a load of a national archive stays well under 1.5 GB with this


class Engine(Protocol):
    """What measures are read from. It hands out frames; `frames` makes queries of them."""

    def holds(self, publication: Publication) -> bool:
        """Whether there is a table of the publication's rows."""
        ...

    def columns(self, publication: Publication) -> frozenset[str]:
        """Those of the publication's columns that its table has."""
        ...

    def rows(self, publication: Publication, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """The number of the release, area, period and these columns of every row.

        Raises UserError where the table lacks a column.
        """
        ...

    def counted(
        self, publication: Publication, columns: Sequence[str]
    ) -> nw.LazyFrame[Any] | None:  # fmt: skip
        """The rows counted ahead as `n` by release, area, period and these columns, where all
        releases are."""
        ...

    def coverage(self, publication: Publication) -> nw.LazyFrame[Any]:
        """`release_no, area, covered_item, start_date, end_date, edition, loaded_on`."""
        ...

    def kept(self, name: str, make: Callable[[], nw.LazyFrame[Any]]) -> nw.LazyFrame[Any]:
        """A frame that is asked for again and again: held under its name where it is dear."""
        ...

    def releases(self, publication: Publication | None = None) -> dict[int, tuple[Release, str]]:
        """Releases by their number, each with its note, in order of loading."""
        ...

    def loadings(self, publication: Publication) -> dict[str, tuple[date | None, int]]:
        """The day that each release was loaded, where it is known, and its rows, by its id."""
        ...

    def files(self) -> list[dict[str, Any]]:
        """What was offered or is read, and what became of it."""
        ...

    def unmapped(self, catalogue: Catalogue) -> list[dict[str, Any]]:
        """Values that no definition knows, with how many rows hold each."""
        ...

    def fetched(self, frame: nw.LazyFrame[Any]) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        ...

    def query(
        self,
        frame: nw.LazyFrame[Any],
        areas: Sequence[str] = (),
        periods: Sequence[Period] = (),
    ) -> str:
        """The query in the engine's own words, the same at every call.

        Where areas are named, it is of them and of the periods alone.
        """
        ...


class Warehouse:
    """An open warehouse. Use `Warehouse.open`; the connection is `connection`."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path, *, fixed: bool = False
    ) -> None:
        self.connection = connection
        self.path = path
        self.fixed = fixed
        self._kept: dict[str, nw.LazyFrame[Any]] = {}
        self._frames: dict[str, nw.LazyFrame[Any]] = {}

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
                # To look through every block for room costs a second in a national file, each
                # time that a month is added.
                connection.execute("SET max_vacuum_tasks=0")
                connection.execute("BEGIN")
                connection.execute(SCHEMA + _tables())
                connection.execute("COMMIT")
            yield cls(connection, path, fixed=not write)
        finally:
            connection.close()

    def holds(self, publication: Publication) -> bool:
        """Every publication has its table here."""
        return publication.id in PUBLICATIONS

    def columns(self, publication: Publication) -> frozenset[str]:
        """All of them."""
        return frozenset(publication.columns)

    def rows(self, publication: Publication, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """The number of the release, area, period and these columns of every row."""
        named = ", ".join(dict.fromkeys(("release_no", *KEYS, *columns)))
        return self._frame(f"SELECT {named} FROM {publication.table}", publication.table)

    def is_counted(self, publication: str, table: str) -> bool:
        """Whether a table of counts holds every release of a publication: a load may have been
        broken off."""
        try:
            found = self.connection.execute(
                f"SELECT count(*) FROM release WHERE publication = '{publication}' "
                f"AND release_no NOT IN (SELECT release_no FROM {table})"
            ).fetchone()
        except duckdb.CatalogException:  # a warehouse from before counts were kept
            return False
        return found == (0,)

    def counted(
        self, publication: Publication, columns: Sequence[str]
    ) -> nw.LazyFrame[Any] | None:  # fmt: skip
        """The counts that loading keeps by kind; none while a load that was broken off is not
        completed."""
        if not publication.kind or not set(columns) <= {publication.kind}:
            return None
        if not self.is_counted(publication.id, "kind_count"):
            return None
        return self._frame(
            f"SELECT release_no, area, start_date, end_date, kind AS {publication.kind}, n "
            f"FROM kind_count WHERE publication = '{publication.id}'",
            "counted",
        )

    def coverage(self, publication: Publication) -> nw.LazyFrame[Any]:
        """Which release covers what, with the days that releases are chosen by."""
        return self._frame(
            "SELECT c.release_no, c.area, c.item AS covered_item, c.start_date, c.end_date, "
            "r.edition, r.loaded_on FROM coverage c JOIN release r USING (release_no) "
            f"WHERE c.publication = '{publication.id}'",
            "covered",
        )

    def kept(self, name: str, make: Callable[[], nw.LazyFrame[Any]]) -> nw.LazyFrame[Any]:
        """Worked out once where the file is only read, and so cannot change meanwhile."""
        if not self.fixed:
            return make()
        if name not in self._kept:
            table = f"kept_{len(self._kept)}"
            query = make().to_native().sql_query()
            self.connection.execute(f"CREATE TEMP TABLE {table} AS {query}")
            relation = self.connection.sql(f"FROM {table}")
            self._kept[name] = nw.from_native(relation.set_alias("covered"))
        return self._kept[name]

    def _frame(self, query: str, name: str) -> nw.LazyFrame[Any]:
        """A query as a frame, named for who reads its SQL; the same query is bound once."""
        if query not in self._frames:
            relation = self.connection.sql(query)
            self._frames[query] = nw.from_native(relation.set_alias(name))
        return self._frames[query]

    def releases(self, publication: Publication | None = None) -> dict[int, tuple[Release, str]]:
        """Releases by their number, each with its note, in order of loading."""
        only = f"WHERE publication = '{publication.id}' " if publication else ""
        rows = self.connection.execute(
            "SELECT release_no, id, sha256, publication, title, publisher, licence, edition, "
            f"file, note FROM release {only}ORDER BY release_no"
        ).fetchall()
        return {row[0]: (Release(*row[1:9]), row[9] or "") for row in rows}

    def loadings(self, publication: Publication) -> dict[str, tuple[date | None, int]]:
        """The day that each release was loaded, and its rows, by its id."""
        rows = self.connection.execute(
            f"SELECT id, loaded_on, rows FROM release WHERE publication = '{publication.id}'"
        ).fetchall()
        return {row[0]: (row[1], int(row[2])) for row in rows}

    def files(self) -> list[dict[str, Any]]:
        """Every file offered and what last became of it, in the order first offered."""
        rows = self.connection.execute(
            "SELECT name, state, publication, reason, rows, refused_rows FROM offered_file "
            "ORDER BY position"
        ).fetchall()
        keys = ("name", "state", "publication", "reason", "rows", "refused_rows")
        return [dict(zip(keys, row, strict=True)) for row in rows]

    def unmapped(self, catalogue: Catalogue) -> list[dict[str, Any]]:  # noqa: ARG002
        """Values that no definition knew when they were loaded."""
        rows = self.connection.execute(
            'SELECT publication, "column", value, sum(rows) FROM unmapped GROUP BY ALL ORDER BY ALL'
        ).fetchall()
        keys = ("publication", "column", "value", "rows")
        return [dict(zip(keys, (*row[:3], int(row[3])), strict=True)) for row in rows]

    def fetched(self, frame: nw.LazyFrame[Any]) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        found: list[tuple[Any, ...]] = frame.to_native().fetchall()
        return found

    def query(
        self,
        frame: nw.LazyFrame[Any],
        areas: Sequence[str] = (),
        periods: Sequence[Period] = (),
    ) -> str:
        """The query as SQL that runs as it stands, laid out for a reader."""
        sql = named_alike(str(frame.to_native().sql_query()))
        if areas:
            where = ", ".join("'{}'".format(a.replace("'", "''")) for a in areas)
            when = ", ".join(f"(DATE '{p.start}', DATE '{p.end}')" for p in periods)
            sql = (
                f"SELECT * FROM ({sql}) AS found WHERE area IN ({where}) "
                f"AND (start_date, end_date) IN ({when}) ORDER BY area, end_date, start_date"
            )
        return laid_out(sql)


def item_of(publication: Publication, table: str) -> str:
    """SQL for what a row's release is chosen by: its measure, and the dimension it is split by.

    Files that split one measure by different dimensions are different items, so the later of
    them does not stand in for the earlier. `table` prefixes the columns. The same as an
    expression, for reading, is `frames.item_of`.
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


def table_of(publication: Publication) -> str:
    """SQL that makes the publication's table where there is none."""
    columns = {"release_no": "INTEGER", **KEYS, **publication.columns}
    named = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    return f"CREATE TABLE IF NOT EXISTS {publication.table} ({named});\n"


def _tables() -> str:
    return "".join(map(table_of, PUBLICATIONS.values()))


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
