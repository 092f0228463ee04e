"""Measures of smaller and larger places than a force: wards, neighbourhoods, partnerships.

Rows are placed by the small area (LSOA) that they name, and each small area by the lookups that
are loaded: straight to a level, or by the levels between. Of several lookups the newest that
knows an area is believed. What no lookup places, or what two places share, is told apart as
`not-placed`, so that the parts of a force always add up to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import narwhals as nw
import numpy as np

from wardmote.catalogue import Catalogue
from wardmote.sources.geography import LEVELS
from wardmote.sources.publication import KEYS
from wardmote.vocabulary import (
    Area,
    Measure,
    Observation,
    Period,
    Quantity,
    Series,
    Status,
    UserError,
    nearest,
)
from wardmote.warehouse import cube
from wardmote.warehouse.brought import brought, geography_of
from wardmote.warehouse.engine import Engine, Warehouse
from wardmote.warehouse.frames import series_frame
from wardmote.warehouse.measures import Reader

SMALL = "lsoa"
NOT_PLACED = "not-placed"
RESIDENTS = ("Population", "Residents")  # as estimates and as a census print them
LONGEST = 4  # levels of a way from small areas to the largest


@dataclass(frozen=True, slots=True)
class Rated:
    """A place's series and the residents that rates are made over, by year; none where unknown."""

    series: Series
    residents: Mapping[int, float]

    def rate(self, observed: Observation) -> tuple[float, int] | None:
        """The rate per 1,000 residents, and the year that the residents are of.

        The residents of the period's own year, or of the latest before it that is known.
        """
        years = [y for y in self.residents if y <= observed.period.end.year]
        if observed.value is None or not years or not self.residents[max(years)]:
            return None
        return 1000 * observed.value / self.residents[max(years)], max(years)


class Places:
    """The places of an open warehouse, by level.

    `vintage` is the year of the newest lookup to believe; `as_of` a day, to read what was then
    known of the measures.
    """

    def __init__(
        self, warehouse: Engine, catalogue: Catalogue, vintage: int = 0,
        as_of: date | None = None,
    ) -> None:  # fmt: skip
        self.as_of = as_of
        self.run = geography_of(warehouse)
        self.catalogue = catalogue
        self.warehouse = warehouse
        self.until = vintage or 9999

    @cached_property
    def steps(self) -> dict[str, list[str]]:
        """From which level the lookups lead to which."""
        found: dict[str, list[str]] = defaultdict(list)
        for below, above in self.run.execute(
            "SELECT DISTINCT level, parent_level FROM geography_lookups "
            "WHERE year(end_date) <= ? ORDER BY ALL", [self.until]
        ).fetchall():  # fmt: skip
            found[below].append(above)
        return found

    def paths(self, level: str, start: str = SMALL) -> list[list[str]]:
        """The ways from small areas up to a level through lookups, the shortest first.

        Raises UserError when no lookups lead there.
        """
        found, open_ways = [], [[start]]
        while open_ways:
            path = open_ways.pop(0)
            if path[-1] == level:
                found.append(path)
            elif len(path) < LONGEST:
                open_ways += [[*path, a] for a in self.steps.get(path[-1], ()) if a not in path]
        if found:
            return found
        known = self.levels
        raise UserError(
            f"no loaded lookup leads from small areas (LSOA) to '{level}'. Load one, or name a "
            f"level that is known; {nearest(level, known)}"
        )

    @cached_property
    def levels(self) -> list[str]:
        """Every level that lookups lead to from small areas."""
        found, new = [SMALL], [SMALL]
        while new:
            new = [a for b in new for a in self.steps.get(b, ()) if a not in found]
            found += dict.fromkeys(new)
        return found

    def placed(self, level: str, start: str = SMALL) -> str:
        """A query of `small`, the code and the name of its place on a level.

        Each is placed by the shortest way through the lookups that knows it.
        """
        ways = []
        for number, path in enumerate(self.paths(level, start)):
            query = (
                "SELECT code AS small, code, min(name) AS name FROM geography_lookups "
                f"WHERE level = '{start}' GROUP BY code"
            )
            for below, above in pairwise(path):
                query = (
                    f"SELECT p.small, s.code, s.name FROM ({query}) p "
                    f"JOIN ({self._step(below, above)}) s ON s.below = p.code"
                )
            ways.append(f"SELECT small, code, name, {number} AS way FROM ({query})")
        return (
            f"SELECT small, code, name FROM ({' UNION ALL '.join(ways)}) "
            "QUALIFY row_number() OVER (PARTITION BY small ORDER BY way) = 1"
        )

    def _step(self, below: str, above: str) -> str:
        """The one place above each, by the newest lookup that knows it; none where it has two."""
        return (
            "SELECT below, min(code) AS code, min(name) AS name FROM ("
            "SELECT code AS below, parent_code AS code, parent_name AS name FROM geography_lookups "
            f"WHERE level = '{below}' AND parent_level = '{above}' "
            f"AND year(end_date) <= {self.until} "
            "QUALIFY rank() OVER (PARTITION BY below ORDER BY end_date DESC, release_no DESC) = 1"
            ") GROUP BY below HAVING count(DISTINCT code) = 1"
        )

    def series(self, measure: Measure, level: str, force: str) -> list[Rated]:
        """The series of every place of a level with rows of a force, by code.

        Months that the force's releases cover are 0 where a place has no rows; months that none
        covers are missing. Raises UserError for a measure without small areas.
        """
        if SMALL not in measure.dimensions or measure.quantity is not Quantity.COUNT:
            able = [
                m.id for m in self.catalogue.measures.values()
                if SMALL in m.dimensions and m.quantity is Quantity.COUNT
            ]  # fmt: skip
            raise UserError(
                f"measure '{measure.id}' has no small areas, so it cannot be told by {level}; "
                f"these can: {', '.join(sorted(able))}"
            )
        reader = Reader(self.warehouse, self.catalogue, self.as_of)
        whole = reader.series(measure.id, force)
        if whole is None:
            return []
        values: dict[str, dict[Period, float]] = defaultdict(dict)
        names: dict[str, str] = {}
        engine = self.warehouse
        if cube.holds(measure) and cube.complete(engine, measure.source.publication):
            counted = self._from_cube(engine, reader, measure, level, force)
        else:
            counted = self._from_rows(measure, level, force)
        for code, name, period, value in counted:
            values[code][period] = value
            names[code] = name or code
        residents = self.residents(level)
        found = []
        for code in sorted(values, key=lambda c: (c == NOT_PLACED, c)):
            observations = tuple(
                Observation(o.period, None, Status.MISSING, o.note) if o.value is None
                else Observation(o.period, values[code].get(o.period, 0.0), o.status, o.note)
                for o in whole.observations
            )  # fmt: skip
            area = Area(code, "not placed" if code == NOT_PLACED else names[code])
            made = Series(measure, area, observations, whole.releases)
            found.append(Rated(made, residents.get(code, {})))
        return found

    def _from_rows(
        self, measure: Measure, level: str, force: str
    ) -> Iterator[tuple[str, str, Period, float]]:
        for code, name, start, end, value in self.run.execute(
            f"SELECT coalesce(p.code, '{NOT_PLACED}'), min(coalesce(p.name, '')), f.start_date, "
            f"f.end_date, sum(f.value) FROM ({self._small(measure, force)}) f "
            f"LEFT JOIN ({self.placed(level)}) p ON p.small = f.{SMALL} "
            f"WHERE f.area = ? GROUP BY ALL",
            [force],
        ).fetchall():
            yield code, name, Period(start, end), value

    def _from_cube(
        self, warehouse: Warehouse, reader: Reader, measure: Measure, level: str, force: str
    ) -> Iterator[tuple[str, str, Period, float]]:
        """The same from the counts that are kept: a force's months at once."""
        publication = measure.source.publication
        known = {
            small: (code, name)
            for small, code, name in self.run.execute(self.placed(level)).fetchall()
        }
        for block in cube.blocks(warehouse, publication, reader.chosen(publication), force):
            wanted = np.flatnonzero(block.of(measure))
            places: dict[tuple[str, str], int] = {}
            at = np.array(
                [
                    places.setdefault(known.get(block.small[i], (NOT_PLACED, "")), len(places))
                    for i in wanted
                ],
                int,
            )
            for month, row in zip(block.months, block.counts[:, wanted], strict=True):
                sums = np.bincount(at, row, len(places))
                for (code, name), value in zip(places, sums, strict=True):
                    yield code, name, Period.month(month.year, month.month), float(value)

    def _small(self, measure: Measure, force: str) -> str:
        """A query of a measure's values by small area, of a force."""
        frame = series_frame(self.warehouse, measure, SMALL, self.as_of)
        frame = frame.filter(~nw.col("value").is_null())
        if isinstance(self.warehouse, Warehouse):
            return self.warehouse.query(frame)
        frame = frame.filter(nw.col("area") == force).select(*KEYS, SMALL, "value")
        return brought(self.run, self.warehouse.fetched(frame))

    def residents(self, level: str) -> dict[str, dict[int, float]]:
        """Residents of the places of a level by year: as published, or added up from below.

        A place is added up only where the residents of all that it is made of are known.
        """
        published = self.run.execute(
            "SELECT code, year(end_date), value FROM geography_figures "
            f"WHERE level = ? AND item IN {RESIDENTS} AND value IS NOT NULL "
            "QUALIFY row_number() OVER (PARTITION BY code, end_date ORDER BY release_no DESC) = 1",
            [level],
        ).fetchall()
        if not published:
            for below in reversed([b for b in LEVELS.values() if b != level]):
                published = self._added_up(below, level)
                if published:
                    break
        found: dict[str, dict[int, float]] = defaultdict(dict)
        for code, year, value in published:
            found[code][year] = value
        return found

    def _added_up(self, below: str, level: str) -> list[tuple[str, int, float]]:
        try:
            placed = self.placed(level, below)
        except UserError:
            return []
        return self.run.execute(
            "WITH known AS (SELECT code, year(end_date) AS year, max(value) AS value "
            f"FROM geography_figures WHERE level = ? AND item IN {RESIDENTS} GROUP BY ALL), "
            f"member AS ({placed}), size AS (SELECT code, count(*) AS n FROM member GROUP BY code) "
            "SELECT m.code, k.year, sum(k.value) FROM member m JOIN known k ON k.code = m.small "
            "JOIN size s ON s.code = m.code GROUP BY m.code, k.year, s.n "
            "HAVING count(k.value) = s.n",
            [below],
        ).fetchall()
