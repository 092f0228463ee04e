"""Measures read as series: the definition's filters run in the engine, gaps stay gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import narwhals as nw

from wardmote.catalogue import Catalogue
from wardmote.sources import PUBLICATIONS, STATED_CHANGES, Publication
from wardmote.vocabulary import (
    Area,
    Category,
    Hedge,
    Measure,
    Observation,
    Period,
    Release,
    Series,
    Status,
)
from wardmote.warehouse.corrections import put_together, together_as, without_missing
from wardmote.warehouse.engine import Engine
from wardmote.warehouse.frames import latest, series_frame, stated_frame


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
    """Reads measures from an open engine. Implements `Facts` in its simplest form.

    `behind` is the reader whose numbers one that changes them hands on.
    """

    behind: Reader | None = None

    def __init__(self, warehouse: Engine, catalogue: Catalogue, as_of: date | None = None) -> None:
        self.warehouse = warehouse
        self.catalogue = catalogue
        self.as_of = as_of
        self._cache: dict[tuple[str, str], dict[tuple[str, str], Series]] = {}
        self._behind: dict[tuple[str, str], dict[tuple[str, str, Period], int]] = {}
        self._releases: dict[str, dict[int, Release]] = {}
        self._covers: dict[str, list[tuple[str, str, Period]]] = {}

    @cached_property
    def releases(self) -> dict[str, tuple[Release, str]]:
        """Every release by its id, with its note, in the order of loading."""
        return {r.id: (r, note) for r, note in self.warehouse.releases().values()}

    def _numbered(self, publication: Publication) -> dict[int, Release]:
        """The releases of one publication by number: numbers are its own on some engines."""
        if publication.id not in self._releases:
            found = self.warehouse.releases(publication)
            self._releases[publication.id] = {n: release for n, (release, _) in found.items()}
        return self._releases[publication.id]

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
        publication = PUBLICATIONS[self.catalogue.measure(measure).source.publication]
        editions = {
            release.edition
            for release in self._numbered(publication).values()
            if release.edition and (self.as_of is None or release.edition <= self.as_of)
        }
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
        if not self.warehouse.holds(publication):
            return []
        frame = series_frame(self.warehouse, definition, "", None, every=True)
        told: dict[Period, list[tuple[int, float | None]]] = defaultdict(list)
        for number, where, start, end, value, *_ in self.warehouse.fetched(frame):
            if where == area:
                told[Period(start, end)].append((int(number), value))
        order = {
            number: (release.edition is None, release.edition or date.min, number)
            for number, release in self._numbered(publication).items()
        }
        return [
            Revised(period, self._numbered(publication)[number], value)
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
        """What the measure's definition becomes: SQL, or another engine's plan.

        It gives the rows of the areas and periods named, or of all. The same at every call.
        """
        frame = series_frame(
            self.warehouse, self.catalogue.measure(measure), dimension, self.as_of, rows=True
        )
        return self.warehouse.query(frame, areas, periods)

    def rows_behind(self, measure: str, dimension: str = "") -> dict[tuple[str, str, Period], int]:
        """How many rows stand behind each area, category and period of a measure."""
        key = (measure, dimension)
        if key not in self._behind:
            self._behind[key] = self._count_rows(measure, dimension)
        return self._behind[key]

    def _count_rows(self, measure: str, dimension: str) -> dict[tuple[str, str, Period], int]:
        counted: dict[tuple[str, str, Period], int] = defaultdict(int)
        frame = self._frame(self.catalogue.measure(measure), dimension)
        for area, start, end, *rest in self.warehouse.fetched(frame):
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
        publication = STATED_CHANGES
        if definition.source.publication != publication.id:
            return []
        if not self.warehouse.holds(publication):
            return []
        frame = stated_frame(self.warehouse, measure, area, self.as_of)
        rows = sorted(self.warehouse.fetched(frame), key=lambda row: row[1], reverse=True)
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
                row[7] or "",
                self._numbered(publication)[row[8]].id,
            )
            for row in rows
        ]

    def chosen(self, publication: str) -> str:
        """The query of the release that is read for each area, item and period."""
        chosen = latest(self.warehouse, PUBLICATIONS[publication], self.as_of, anew=True)
        return self.warehouse.query(chosen)

    def _frame(self, measure: Measure, dimension: str) -> nw.LazyFrame[Any]:
        return series_frame(self.warehouse, measure, dimension, self.as_of)

    def _read(self, measure: Measure, dimension: str) -> dict[tuple[str, str], Series]:
        publication = PUBLICATIONS[measure.source.publication]
        if not self.warehouse.holds(publication):
            return {}
        numbered = self._numbered(publication)
        if not numbered:
            return {}
        values: dict[tuple[str, str], dict[Period, Observation]] = defaultdict(dict)
        sources: dict[str, set[int]] = defaultdict(set)
        categories: dict[str, Category] = {}
        for area, start, end, *rest in self.warehouse.fetched(self._frame(measure, dimension)):
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
            if known is Status.MISSING or (value is None and publication is not STATED_CHANGES):
                value, known = None, Status.MISSING  # of cells without a number
            elif value is None:
                note = note or "stated without a count"
            source = numbered[release].id
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
                tuple(numbered[n].id for n in sorted(sources[area])),
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
            touched = {n for p in by_period for n in range(_month(p.start), _month(p.end) + 1)}
            for n in range(min(touched), max(touched)):
                if n not in touched:
                    month = Period.month(n // 12, n % 12 + 1)
                    by_period[month] = Observation(month, None, Status.MISSING)

    def _covered(
        self, publication: Publication, measure: Measure
    ) -> Mapping[str, set[Period]]:  # fmt: skip
        """The periods of each area that releases cover: of the measure's own items, if it says."""
        found: dict[str, set[Period]] = defaultdict(set)
        items = dict(measure.source.include).get("item")
        if publication.counts_rows:
            if publication.id not in self._covers:
                chosen = latest(self.warehouse, publication, self.as_of)
                chosen = chosen.select("area", "covered_item", "start_date", "end_date")
                self._covers[publication.id] = [
                    (area, item, Period(start, end))
                    for area, item, start, end in self.warehouse.fetched(chosen)
                ]
            for area, item, period in self._covers[publication.id]:
                if items is None or item in items:
                    found[area].add(period)
        return found

    def _area(self, slug: str) -> Area:
        return self.catalogue.area(slug)


def _month(day: date) -> int:
    """The months from year 0 to the month of a day."""
    return day.year * 12 + day.month - 1
