"""The organisation's own tables, read by Apache Spark where they are."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import narwhals as nw

from wardmote.catalogue import Catalogue, SparkTable
from wardmote.sources import PUBLICATIONS
from wardmote.sources.cells import COUNTRIES, slug_of
from wardmote.sources.publication import KEYS, Publication
from wardmote.vocabulary import Period, Release, UserError, nearest
from wardmote.warehouse.frames import SPELL, item_of
from wardmote.warehouse.query_text import plan_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Made = TypeVar("Made")
# Standard error is the command's own; a cluster's page of jobs is useful, a laptop's is a port.
CONFIG = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
LOCAL = {"spark.ui.enabled": "false"}
KINDS = {
    "VARCHAR": "string", "DATE": "date", "DOUBLE": "double", "BIGINT": "bigint", "INTEGER": "int",
    "BOOLEAN": "boolean", "UBIGINT": "decimal(20,0)", "TIMESTAMP": "timestamp",
}  # fmt: skip
DAYS = ("date", "string")  # a timestamp is another day in another zone, so it is refused
COVERAGE = {
    "release_no": "bigint", "publication": "string", "area": "string", "item": "string",
    "start_date": "date", "end_date": "date",
}  # fmt: skip
RELEASE = {
    "release_no": "bigint", "publication": "string", "id": "string", "sha256": "string",
    "title": "string", "publisher": "string", "licence": "string", "edition": "date",
    "file": "string", "note": "string", "loaded_on": "date",
}  # fmt: skip
WHOLE = 1  # the one release of a table that tells none apart
UNHASHED = "The table is read in place; its sha256 is of what it covers and the names of its files"


class SparkTables:
    """The tables that the settings name, in a session. Implements `Engine`."""

    def __init__(self, session: SparkSession, settings: SparkTable, folder: Path) -> None:
        self.session = session
        self.settings = settings
        self.folder = folder
        self._tables: dict[str, DataFrame] = {}
        self._coverage: dict[str, DataFrame] = {}
        self._kept: dict[str, nw.LazyFrame[Any]] = {}

    @classmethod
    @contextmanager
    def open(cls, settings: SparkTable | None, folder: Path) -> Iterator[SparkTables]:
        """Take the session that is running, or start one as the settings say and stop it after.

        Raises UserError without PySpark or Java, when no session can be had, and for a table of
        a publication that does not exist.
        """
        settings = settings or SparkTable({})
        for name in settings.tables:
            if name not in PUBLICATIONS:
                raise UserError(
                    f"wardmote.toml: spark.tables: unknown publication '{name}'; "
                    f"{nearest(name, PUBLICATIONS)}"
                )
        try:
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError:
            raise UserError(
                'engine = "spark" needs PySpark, which is not installed: '
                "pip install 'wardmote[spark]'"
            ) from None
        running = SparkSession.getActiveSession()
        if running is not None:
            yield cls(running, settings, folder)
            return
        builder = SparkSession.builder.appName("wardmote")
        if settings.master:
            builder = builder.master(settings.master)
        local = LOCAL if settings.master.startswith("local") else {}
        for key, value in {**CONFIG, **local, **settings.config}.items():
            builder = builder.config(key, str(value).lower() if isinstance(value, bool) else value)
        try:
            with warnings.catch_warnings():  # of versions of libraries that are not used here
                warnings.simplefilter("ignore", FutureWarning)
                session = builder.getOrCreate()
        except (PySparkException, OSError, RuntimeError) as error:
            raise UserError(
                f"no Spark session can be had ({_first(error)}). A local one needs Java 17 or "
                "later (java -version); for a cluster see `master` and `config` under [spark] in "
                "wardmote.toml"
            ) from error
        try:
            yield cls(session, settings, folder)
        finally:
            session.stop()

    def holds(self, publication: Publication) -> bool:
        """Whether the settings name a table of it."""
        return publication.id in self.settings.tables

    def columns(self, publication: Publication) -> frozenset[str]:
        """Those of the publication's columns that the table has."""
        return frozenset(self._table(publication).columns) & frozenset(publication.columns)

    def rows(self, publication: Publication, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """The number of the release, area, period and these columns of every row.

        Raises UserError where the table lacks a column.
        """
        table = self._table(publication)
        lacking = [c for c in columns if c not in table.columns]
        if lacking:
            raise UserError(
                f"table '{self.settings.tables[publication.id]}' has no column "
                f"'{lacking[0]}', which is read of '{publication.id}'; "
                f"it has: {', '.join(table.columns)}. Make a view that names it so"
            )
        kept = dict.fromkeys(("release_no", *KEYS, *columns))
        found: nw.LazyFrame[Any] = nw.from_native(table.select(*kept))
        return found

    def counted(self, publication: Publication, columns: Sequence[str]) -> None:
        """Nothing is counted ahead of the organisation's own tables."""

    def coverage(self, publication: Publication) -> nw.LazyFrame[Any]:
        """What the coverage table says, or the rows themselves; with the releases' days."""
        frame = self._covered(publication).drop("rows")
        if self._known is None:
            empty = "CAST(NULL AS DATE) AS"
            frame = frame.selectExpr("*", f"{empty} edition", f"{empty} loaded_on")
        else:
            days = self._known.select("release_no", "edition", "loaded_on", "publication")
            days = days.where(days["publication"] == publication.id).drop("publication")
            frame = frame.join(days, on="release_no", how="inner")
        found: nw.LazyFrame[Any] = nw.from_native(frame)
        return found

    def kept(self, name: str, make: Callable[[], nw.LazyFrame[Any]]) -> nw.LazyFrame[Any]:
        """Worked out once a session, and held by the cluster."""
        if name not in self._kept:
            self._kept[name] = nw.from_native(make().to_native().cache())
        return self._kept[name]

    def releases(self, publication: Publication | None = None) -> dict[int, tuple[Release, str]]:
        """Releases by their number, each with its note; of all tables, numbered through."""
        if publication is not None:
            return self._released(publication)
        every = [found for p in self._held for found in self._released(p).items()]
        if self._known is not None:  # one table numbers them all
            return dict(sorted(every, key=lambda found: found[0]))
        return dict(enumerate((release for _, release in every), 1))

    def loadings(self, publication: Publication) -> dict[str, tuple[date | None, int]]:
        """The day that each release was loaded, where the organisation says it, and its rows."""
        counted = self._table(publication).groupBy("release_no").count()
        rows = {int(row[0]): int(row[1]) for row in self._ran(counted.collect)}
        days = {
            int(row.release_no): row.loaded_on
            for row in self._listed
            if row.publication == publication.id
        }
        return {
            release.id: (days.get(number), rows.get(number, 0))
            for number, (release, _) in self._released(publication).items()
        }

    def files(self) -> list[dict[str, Any]]:
        """The tables, with how many rows are covered."""
        return [
            {
                "name": self.settings.tables[p.id],
                "state": "read in place",
                "publication": p.id,
                "reason": "",
                "rows": self._ran(self._table(p).count),
                "refused_rows": 0,
            }
            for p in self._held
        ]

    def unmapped(self, catalogue: Catalogue) -> list[dict[str, Any]]:
        """Areas that are no force's slug, and values that no definition speaks of."""
        found = []
        for p in self._held:
            known: dict[str, set[str]] = {c: set(v) for c, v in p.known.items()}
            if "measure" in p.columns:
                known["measure"] = set(catalogue.measures)
            if p.level == "force":
                known["area"] = {*catalogue.forces, *(slug_of(c) for c in COUNTRIES)}
            table = self._table(p)
            for column in (c for c in known if c in table.columns):
                counted = self._ran(table.groupBy(column).count().collect)
                found += [
                    {"publication": p.id, "column": column, "value": value, "rows": rows}
                    for value, rows in sorted((str(row[0]), row[1]) for row in counted)
                    if value not in known[column]
                    and not (column == "area" and value.startswith("region-"))
                ]
        return found

    def fetched(self, frame: nw.LazyFrame[Any]) -> list[tuple[Any, ...]]:
        """The rows of a query. Raises UserError when the cluster cannot answer it."""
        return [tuple(row) for row in self._ran(frame.to_native().collect)]

    def query(
        self,
        frame: nw.LazyFrame[Any],
        areas: Sequence[str] = (),
        periods: Sequence[Period] = (),
    ) -> str:
        """The query as Spark's optimised logical plan, its columns numbered from 1."""
        if areas:
            frame = frame.filter(
                nw.col("area").is_in(list(areas)),
                nw.any_horizontal(
                    *(
                        (nw.col("start_date") == nw.lit(p.start))
                        & (nw.col("end_date") == nw.lit(p.end))
                        for p in periods
                    ),
                    ignore_nulls=False,
                ),
            )
        text = io.StringIO()
        with redirect_stdout(text):
            frame.to_native().explain(mode="extended")
        return plan_of(text.getvalue())

    @property
    def _held(self) -> list[Publication]:
        return [p for p in PUBLICATIONS.values() if self.holds(p)]

    def _table(self, publication: Publication) -> DataFrame:
        if publication.id not in self._tables:
            name = self.settings.tables[publication.id]
            found = self._read(name, publication.id)
            kinds = {**KEYS, **publication.columns}
            wanted = {c: KINDS[k.partition("(")[0]] for c, k in kinds.items()}
            table = self._cast(found, name, wanted, needed=tuple(KEYS), also=("release_no",))
            if "release_no" not in table.columns:
                table = table.selectExpr(f"{self._only(publication)} AS release_no", "*")
            self._tables[publication.id] = table
        return self._tables[publication.id]

    def _only(self, publication: Publication) -> int:
        """The number of the one release of a table without release numbers."""
        if self._known is None:
            return WHOLE
        numbers = [row.release_no for row in self._listed if row.publication == publication.id]
        if len(numbers) == 1:
            return int(numbers[0])
        raise UserError(
            f"table '{self.settings.tables[publication.id]}' has no column release_no, but "
            f"'{self.settings.releases}' has {len(numbers)} releases of '{publication.id}': "
            "which row is of which release cannot be told"
        )

    @cached_property
    def _known(self) -> DataFrame | None:
        """The table of releases, where there is one."""
        name = self.settings.releases
        if not name:
            return None
        found = self._read(name, "releases")
        table = self._cast(found, name, RELEASE, needed=("release_no", "publication"))
        absent = [c for c in RELEASE if c not in table.columns]
        return table.selectExpr("*", *(f"CAST(NULL AS {RELEASE[c]}) AS {c}" for c in absent))

    @cached_property
    def _listed(self) -> list[Any]:
        if self._known is None:
            return []
        return self._ran(self._known.orderBy("release_no").collect)

    def _covered(self, publication: Publication) -> DataFrame:
        """Kept once read: a derived coverage costs a pass over the whole table."""
        if publication.id not in self._coverage:
            name = self.settings.coverage
            if name:
                said = self._cast(self._read(name, "coverage"), name, COVERAGE, tuple(COVERAGE))
                said = said.where(said["publication"] == publication.id).drop("publication")
                found = said.withColumnRenamed("item", "covered_item").selectExpr("*", "0 AS rows")
            else:
                rows = nw.from_native(self._table(publication))
                items = rows.with_columns(covered_item=item_of(self.columns(publication)))
                counted = items.group_by("release_no", *SPELL).agg(rows=nw.len())
                found = counted.to_native()
            self._coverage[publication.id] = found.cache()
        return self._coverage[publication.id]

    def _released(self, publication: Publication) -> dict[int, tuple[Release, str]]:
        if self._known is not None:
            return {
                int(row.release_no): (_release(row, publication), row.note or "")
                for row in self._listed
                if row.publication == publication.id
            }
        prints = self._fingerprints(publication)
        name = self.settings.tables[publication.id]
        return {
            number: (
                Release(
                    digest[:12], digest, publication.id, publication.title, publication.publisher,
                    publication.licence, None, name,
                ),
                UNHASHED,
            )
            for number, digest in sorted(prints.items())
        }  # fmt: skip

    def _fingerprints(self, publication: Publication) -> dict[int, str]:
        """A digest of each release: of its coverage, and of the names of the table's files."""
        files = self._ran(self._table(publication).inputFiles)
        names = "\n".join(sorted(f.rsplit("/", 1)[-1] for f in files))
        spells: dict[int, list[str]] = {}
        for row in self._ran(
            self._covered(publication).select("release_no", *SPELL, "rows").collect
        ):
            spells.setdefault(int(row[0]), []).append("\t".join(str(v) for v in row[1:]))
        return {
            number: hashlib.sha256(
                "\n".join((publication.id, names, *sorted(lines))).encode()
            ).hexdigest()
            for number, lines in spells.items()
        }

    def _read(self, name: str, what: str) -> DataFrame:
        """A folder of files where the name is a path, else a table of the catalogue."""
        if "/" not in name and "\\" not in name:
            return self._ran(lambda: self.session.read.table(name), f"spark: {what}: ")
        path = name if "://" in name else str(self.folder.absolute() / name)
        reader = self.session.read.format(self.settings.format)
        return self._ran(lambda: reader.load(path), f"spark: {what}: ")

    def _cast(
        self,
        table: DataFrame,
        name: str,
        kinds: Mapping[str, str],
        needed: Sequence[str],
        also: Sequence[str] = (),
    ) -> DataFrame:
        """The columns that are wanted, each as its kind."""
        types = dict(table.dtypes)
        lacking = [c for c in needed if c not in types]
        if lacking:
            raise UserError(
                f"table '{name}' has no column '{lacking[0]}'; it has: {', '.join(types)}. "
                f"It needs {', '.join(needed)}: make a view that names them so"
            )
        for column, kind in kinds.items():
            if kind == "date" and column in types and types[column] not in DAYS:
                raise UserError(
                    f"table '{name}': column '{column}' is a {types[column]}, which is another "
                    "day in another time zone; make a view in which it is a DATE"
                )
        wanted = {**dict.fromkeys(also, "bigint"), **kinds}
        return table.selectExpr(
            *(f"CAST(`{c}` AS {kind}) AS `{c}`" for c, kind in wanted.items() if c in types)
        )

    def _ran(self, work: Callable[[], Made], where: str = "") -> Made:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            return work()
        except (PySparkException, Py4JError) as error:
            raise UserError(f"{where}Spark could not read it: {_first(error)}") from error


def _release(row: Any, publication: Publication) -> Release:
    edition: date | None = row.edition
    return Release(
        row.id or f"{publication.id}-{row.release_no}",
        row.sha256 or "",
        publication.id,
        row.title or publication.title,
        row.publisher or publication.publisher,
        row.licence or publication.licence,
        edition,
        row.file or "",
    )


def _first(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
