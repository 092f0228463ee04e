"""Measures read as series: the definition's filters run in the engine, gaps stay gaps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import narwhals as nw

from wardmote.catalogue import Catalogue
from wardmote.sources import PUBLICATIONS, Publication
from wardmote.vocabulary import (
    Area,
    Category,
    Hedge,
    Measure,
    Observation,
    Period,
    Release,
    Series,
    Source,
    Status,
    UserError,
    nearest,
)
from wardmote.warehouse.corrections import put_together, together_as, without_missing
from wardmote.warehouse.engine import Warehouse, item_of
from wardmote.warehouse.status import releases

STEP = re.compile(r"unnamed_relation_[0-9a-f]+")  # names that the engine makes up at each call
SPLIT = ("sheet", "item", "measure", "dimension")  # columns that an item is made of
# The latest release of each area, item and period: by edition where it has one, then by loading.
CHOSEN = """
SELECT c.release_no, c.area, c.item, c.start_date, c.end_date
FROM coverage c JOIN release r USING (release_no)
WHERE c.publication = '{publication}'
  AND ({as_of} IS NULL OR coalesce(r.edition, r.loaded_on) <= {as_of})
QUALIFY row_number() OVER (PARTITION BY c.area, c.item, c.start_date, c.end_date
  ORDER BY r.edition DESC NULLS LAST, c.release_no DESC) = 1
"""


@dataclass(frozen=True, slots=True)
class StatedRow:
    """One change as a source states it: numbers with the words before them."""

    measure: str
    area: str
    later: Period
    earlier: Period
    change: float | None
    change_words: Hedge
    percent: float | None
    percent_words: Hedge
    note: str
    release: str


@dataclass(frozen=True, slots=True)
class Revised:
    """A period's figure as one release had it."""

    period: Period
    release: Release
    value: float | None


class Reader:
    """Reads measures from an open warehouse. Implements `Facts` in its simplest form."""

    def __init__(
        self, warehouse: Warehouse, catalogue: Catalogue, as_of: date | None = None
    ) -> None:
        self.warehouse = warehouse
        self.catalogue = catalogue
        self.as_of = as_of
        self._cache: dict[tuple[str, str], dict[tuple[str, str], Series]] = {}
        self._behind: dict[tuple[str, str], dict[tuple[str, str, Period], int]] = {}

    @cached_property
    def releases(self) -> dict[int, tuple[Release, str]]:
        """Every release by number, with its note."""
        return releases(self.warehouse)

    def series(self, measure: str, area: str, category: str = "") -> Series | None:
        """One area's series; `category` is `dimension=value-slug` for a part of it."""
        dimension = category.partition("=")[0]
        known = self.all_areas(measure, dimension)
        if dimension and (area, category) not in known:
            parts = [s for (a, _), s in known.items() if a == area]
            return together_as(parts, self.catalogue.corrections, category)
        return known.get((area, category))

    def earlier(self, measure: str, area: str) -> Iterator[tuple[str, Series]]:
        """The series as it was known at each earlier edition of its publication, newest first."""
        publication = self.catalogue.measure(measure).source.publication
        editions = {
            release.edition: release
            for release, _ in self.releases.values()
            if release.publication == publication and release.edition
            and (self.as_of is None or release.edition <= self.as_of)
        }  # fmt: skip
        for edition in sorted(editions, reverse=True)[1:]:
            known = Reader(self.warehouse, self.catalogue, edition).series(measure, area)
            if known is not None:
                yield f"{edition:%B %Y}", known

    def revisions(self, measure: str, area: str) -> list[Revised]:
        """Every figure of a period that stands in more than one release, as each had it.

        By period, then from the oldest edition to the newest; a release without an edition comes
        after those with one, in the order of loading.
        """
        definition = self.catalogue.measure(measure)
        publication = PUBLICATIONS[definition.source.publication]
        every = (
            f"SELECT release_no, area, item, start_date, end_date FROM coverage "
            f"WHERE publication = '{publication.id}'"
        )
        frame = self._frame(definition, "", every, ("release_no",))
        told: dict[Period, list[tuple[int, float | None]]] = defaultdict(list)
        for number, where, start, end, value, *_ in frame.to_native().fetchall():
            if where == area:
                told[Period(start, end)].append((int(number), value))
        order = {
            number: (release.edition is None, release.edition or date.min, number)
            for number, (release, _) in self.releases.items()
        }
        return [
            Revised(period, self.releases[number][0], value)
            for period in sorted(told, key=lambda p: (p.end, p.start))
            if len(told[period]) > 1
            for number, value in sorted(told[period], key=lambda f: order[f[0]])
        ]

    def parts(
        self, measure: str, area: str, dimension: str, compared: Period | None = None
    ) -> list[Series]:
        """The series of every category of a dimension, largest total first.

        Categories that a declared renaming within `compared` took for others are put together.
        """
        found = [s for (a, _), s in self.all_areas(measure, dimension).items() if a == area]
        if compared:
            found = put_together(found, self.catalogue.corrections, compared)
        size = {id(s): -sum(o.value or 0 for o in s.known) for s in found}
        return sorted(found, key=lambda s: (size[id(s)], s.category.value if s.category else ""))

    def all_areas(self, measure: str, dimension: str = "") -> dict[tuple[str, str], Series]:
        """Every area's series of a measure, split by `dimension` where one is named.

        Raises UserError for an unknown measure or dimension.
        """
        key = (measure, dimension)
        if key not in self._cache:
            self._cache[key] = self._read(self.catalogue.measure(measure), dimension)
        return self._cache[key]

    def sums(self, measure: str) -> tuple[dict[str, Series], dict[str, Series]]:
        """The two sums by area that a percentage of rows is worked out of: a part, and its base."""
        definition = self.catalogue.measure(measure)
        source = definition.source
        base = replace(source, part=(), of="", value=source.of or source.value)
        part = replace(source, part=(), of="", include=(*source.include, *source.part))
        found = [self._read(replace(definition, source=s), "") for s in (part, base)]
        return tuple({a: s for (a, _), s in f.items()} for f in found)  # type: ignore[return-value]

    def query(
        self,
        measure: str,
        dimension: str = "",
        areas: tuple[str, ...] = (),
        periods: tuple[Period, ...] = (),
    ) -> str:
        """The SQL that the measure's definition becomes, with the same names at every call.

        It gives the rows of the areas and periods named, or of all.
        """
        definition = self.catalogue.measure(measure)
        sql = str(self._frame(definition, dimension).to_native().sql_query())
        names = {name: f"step_{n}" for n, name in enumerate(dict.fromkeys(STEP.findall(sql)), 1)}
        sql = STEP.sub(lambda found: names[found[0]], sql)
        if not areas:
            return sql
        where = ", ".join("'{}'".format(a.replace("'", "''")) for a in areas)
        when = ", ".join(f"(DATE '{p.start}', DATE '{p.end}')" for p in periods)
        return (
            f"SELECT * FROM ({sql}) AS found WHERE area IN ({where}) "
            f"AND (start_date, end_date) IN ({when}) ORDER BY area, end_date, start_date"
        )

    def rows_behind(self, measure: str, dimension: str = "") -> dict[tuple[str, str, Period], int]:
        """How many rows stand behind each area, category and period of a measure."""
        key = (measure, dimension)
        if key not in self._behind:
            self._behind[key] = self._count_rows(measure, dimension)
        return self._behind[key]

    def _count_rows(self, measure: str, dimension: str) -> dict[tuple[str, str, Period], int]:
        counted: dict[tuple[str, str, Period], int] = defaultdict(int)
        frame = self._frame(self.catalogue.measure(measure), dimension)
        for area, start, end, *rest in frame.to_native().fetchall():
            category = ""
            if dimension:
                if rest[0] is None:
                    continue
                category = Category(dimension, str(rest[0])).slug
            counted[area, category, Period(start, end)] += int(rest[-2])
        return counted

    def stated(self, measure: str, area: str) -> list[StatedRow]:
        """The changes that sources state for a measure, latest first."""
        definition = self.catalogue.measure(measure)
        if definition.source.publication != "stated-changes":
            return []
        chosen = self.chosen("stated-changes")
        rows = self.warehouse.connection.execute(
            f"SELECT f.start_date, f.end_date, compared_with, change, change_words, percent, "
            f"percent_words, coalesce(note, ''), f.release_no FROM stated_changes f "
            f"JOIN ({chosen}) c ON f.release_no = c.release_no AND f.measure = c.item "
            f"AND f.area = c.area AND f.start_date = c.start_date AND f.end_date = c.end_date "
            f"WHERE f.measure = ? AND f.area = ? ORDER BY f.end_date DESC",
            [measure, area],
        ).fetchall()
        return [
            StatedRow(
                measure,
                area,
                Period(row[0], row[1]),
                Period.parse(row[2]),
                row[3],
                Hedge(row[4] or ""),
                row[5],
                Hedge(row[6] or ""),
                row[7],
                self.releases[row[8]][0].id,
            )
            for row in rows
        ]

    def chosen(self, publication: str) -> str:
        """The query of the release that is read for each area, item and period."""
        return chosen_of(publication, self.as_of)

    def _frame(
        self, measure: Measure, dimension: str, chosen: str = "", apart: tuple[str, ...] = ()
    ) -> nw.LazyFrame[Any]:
        """Area, period, the dimension, value, rows and the latest release, as one query.

        `chosen` is the query of the releases to read, else the latest; `apart` are further columns
        that rows are kept apart by.
        """
        publication = PUBLICATIONS[measure.source.publication]
        column = _column(measure, publication, dimension)
        # Where a period is known whole, that is read; else its parts, by the first dimension.
        whole = (
            "QUALIFY c.item = min(c.item) OVER "
            "(PARTITION BY f.measure, f.area, f.start_date, f.end_date)"
            if "dimension" in publication.columns and not dimension
            else ""
        )
        frame = nw.from_native(self.warehouse.connection.sql(f"SELECT * FROM {publication.table}"))
        for name, values in measure.source.include:
            frame = frame.filter(nw.col(name).is_in(list(values)))
        for name, values in measure.source.exclude:
            frame = frame.filter(~nw.col(name).is_in(list(values)))
        if dimension and "dimension" in publication.columns:
            frame = frame.filter(nw.col("dimension") == dimension)
        value, base = _sums(measure.source)
        # Added up a release first: the choice of releases then joins few rows, not all.
        split = [c for c in SPLIT if c in publication.columns and c != column]
        added = frame.group_by(
            "release_no", "area", "start_date", "end_date", *split, *([column] if column else [])
        ).agg(
            value=value,
            base=base,
            status=nw.col("status").max() if "status" in publication.columns else nw.lit("final"),
            note=nw.col("note").max() if "note" in publication.columns else nw.lit(""),
            rows=nw.len(),
        )
        relation = self.warehouse.connection.sql(
            f"SELECT f.* FROM ({added.to_native().sql_query()}) f "
            f"JOIN ({chosen or self.chosen(publication.id)}) c "
            "ON f.release_no = c.release_no AND f.area = c.area "
            "AND f.start_date = c.start_date AND f.end_date = c.end_date "
            f"AND c.item = {item_of(publication, 'f.')} {whole}"
        )
        keys = [*apart, "area", "start_date", "end_date", *([column] if column else [])]
        frame = (
            nw.from_native(relation)
            .group_by(keys)
            .agg(
                value=nw.col("value").sum(),
                base=nw.col("base").sum(),
                status=nw.col("status").max(),
                note=nw.col("note").max(),
                rows=nw.col("rows").sum(),
                **({} if apart else {"release": nw.col("release_no").max()}),
            )
        )
        if measure.source.is_share:
            frame = frame.filter(nw.col("base") > 0).with_columns(
                value=100 * nw.col("value") / nw.col("base")
            )
        last = () if apart else ("release",)
        return frame.select(*keys, "value", "status", "note", "rows", *last)

    def _read(self, measure: Measure, dimension: str) -> dict[tuple[str, str], Series]:
        publication = PUBLICATIONS[measure.source.publication]
        values: dict[tuple[str, str], dict[Period, Observation]] = defaultdict(dict)
        sources: dict[str, set[int]] = defaultdict(set)
        categories: dict[str, Category] = {}
        for area, start, end, *rest in self._frame(measure, dimension).to_native().fetchall():
            category = ""
            if dimension:
                if rest[0] is None:
                    continue
                found = Category(dimension, str(rest[0]))
                category = found.slug
                categories[category] = found
            if (measure.since and start < measure.since) or (measure.until and end > measure.until):
                continue
            value, status, note, _, release = rest[-5:]
            known = Status(status or "final")
            if known is Status.MISSING:
                value = None  # the engine adds up nothing to 0
            source = self.releases[release][0].id
            observation = Observation(Period(start, end), value, known, note or "", source)
            values[area, category][observation.period] = observation
            sources[area].add(release)
        covered = self._covered(publication, measure)
        made = {}
        for (area, category), by_period in values.items():
            self._fill(by_period, covered.get(area, set()), publication, measure)
            read = Series(
                measure,
                self._area(area),
                tuple(sorted(by_period.values(), key=lambda o: (o.period.end, o.period.start))),
                tuple(self.releases[n][0].id for n in sorted(sources[area])),
                categories.get(category),
            )
            made[area, category] = without_missing(read, self.catalogue.corrections)
        return made

    def _fill(
        self,
        by_period: dict[Period, Observation],
        covered: set[Period],
        publication: Publication,
        measure: Measure,
    ) -> None:
        """A covered month without rows is 0 where rows are events; an uncovered one is missing."""
        if publication.counts_rows:
            for period in covered - set(by_period):
                if not (measure.since and period.start < measure.since):
                    by_period[period] = Observation(period, 0.0)
        if measure.period.value == "month" and by_period:
            whole = Period(min(p.start for p in by_period), max(p.end for p in by_period))
            for month in whole.each_month():
                if month not in by_period and not any(p.overlaps(month) for p in by_period):
                    by_period[month] = Observation(month, None, Status.MISSING)

    def _covered(
        self, publication: Publication, measure: Measure
    ) -> Mapping[str, set[Period]]:  # fmt: skip
        """The periods of each area that releases cover: of the measure's own items, if it says."""
        found: dict[str, set[Period]] = defaultdict(set)
        items = dict(measure.source.include).get("item")
        if publication.counts_rows:
            chosen = self.chosen(publication.id)
            for _, area, item, start, end in self.warehouse.connection.execute(chosen).fetchall():
                if items is None or item in items:
                    found[area].add(Period(start, end))
        return found

    def _area(self, slug: str) -> Area:
        return self.catalogue.area(slug)


def chosen_of(publication: str, as_of: date | None) -> str:
    """A query of the releases that are read, by area, item and period: the latest as of a day."""
    day = f"DATE '{as_of}'" if as_of else "NULL"
    return CHOSEN.format(publication=publication, as_of=day)


def _sums(source: Source) -> tuple[nw.Expr, nw.Expr]:
    """What is added up for the value, and for what it is a part of where it is a percentage."""
    rows = nw.len().cast(nw.Float64)
    value = nw.col(source.value).cast(nw.Float64) if source.value else None
    base = nw.col(source.of).cast(nw.Float64).sum() if source.of else None
    whole = rows if value is None else value.sum()
    if not source.part:
        return whole, whole if base is None else base
    counted = nw.all_horizontal(
        *(nw.col(c).is_in(list(values)) for c, values in source.part), ignore_nulls=True
    )
    one = nw.lit(1.0) if value is None else value
    return nw.when(counted).then(one).otherwise(nw.lit(0.0)).sum(), whole if base is None else base


def _column(measure: Measure, publication: Publication, dimension: str) -> str:
    if not dimension:
        return ""
    if dimension not in measure.dimensions:
        allowed = measure.dimensions or ("(this measure has no dimensions)",)
        raise UserError(
            f"measure '{measure.id}' cannot be split by '{dimension}'; "
            f"{nearest(dimension, allowed)}"
        )
    return "category" if "dimension" in publication.columns else dimension
