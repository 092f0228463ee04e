"""The reader of a pack under a disclosure profile: it reads numbers as they may be published.

Whatever the pack works out (changes, percentages, rates, limits, charts, words) is worked out of
these numbers alone, so nothing in it can tell more than they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from wardmote.analysis.change import same_months
from wardmote.analysis.markers import MARKER_VALUES
from wardmote.briefing.protection.ledger import Cell, Ledger, earlier_ledgers
from wardmote.briefing.protection.plan import RULES, Plan, decide
from wardmote.briefing.protection.rows import Rows, base_of, rest_of, rows_of
from wardmote.catalogue import Workspace
from wardmote.vocabulary import (
    Measure,
    Observation,
    Period,
    Series,
    Status,
)
from wardmote.warehouse import Reader

LATEST = 6  # months whose total a breakdown prints
YEAR = 12


def protected(workspace: Workspace, reader: Reader) -> Reader:
    """The reader itself where the workspace has no profile or it protects, else one that does."""
    if workspace.settings.disclosure == "none" or guard_of(reader):
        return reader
    return ProtectedReader(workspace, reader)


def guard_of(reader: Reader) -> ProtectedReader | None:
    """The reader that withholds, be it this one or the one behind it."""
    while not isinstance(reader, ProtectedReader):
        if reader.behind is None:
            return None
        reader = reader.behind
    return reader


class ProtectedReader(Reader):
    """Reads measures with small numbers withheld and the others rounded.

    Counts of the force and its group are decided on together; those of other forces, of which
    nothing is printed, each by itself. Parts are read of the force alone, and by the dimensions
    that the layout tells.
    """

    def __init__(self, workspace: Workspace, reader: Reader) -> None:
        super().__init__(reader.warehouse, reader.catalogue, reader.as_of)
        self.workspace = workspace
        self.profile = workspace.settings.disclosure
        self.rule = RULES[self.profile]
        self._published: dict[tuple[str, str], dict[tuple[str, str], Series]] = {}

    @property
    def ledger(self) -> Ledger:
        """What later editions must know of a pack made with this reader."""
        return self.plan.ledger(self.profile)

    @property
    def rule_data(self) -> dict[str, Any]:
        """The profile as data: up to which counts are withheld, to what others are rounded."""
        return {
            "profile": self.profile, "withheld_from": self.rule.lowest,
            "withheld_to": self.rule.highest, "rounded_to": self.rule.base,
        }  # fmt: skip

    def all_areas(self, measure: str, dimension: str = "") -> dict[tuple[str, str], Series]:
        """Every area's series of a measure as they may be published."""
        definition = self.catalogue.measure(measure)
        if not definition.protected:
            return super().all_areas(measure, dimension)
        key = (measure, dimension)
        if key not in self._published:
            if dimension and dimension not in self.dimensions.get(measure, ()):
                self._published[key] = {}
            elif definition.source.is_share:
                self._published[key] = dict(self._shares(definition, dimension))
            else:
                read = super().all_areas(measure, dimension)
                self._published[key] = {
                    where: self._series(series)
                    for where, series in read.items()
                    if not dimension or where[0] == self.workspace.settings.force
                }
        return self._published[key]

    @cached_property
    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """By measure, what the layout splits it by, and the markers that a change is tested by."""
        layout = self.catalogue.layouts[self.workspace.settings.layout]
        found: dict[str, tuple[str, ...]] = {}
        for section in layout.section:
            for name in section.measures if section.dimension else ():
                measure = self.catalogue.measure(name)
                told = [d for d in measure.dimensions if d == section.dimension]
                if section.kind == "drivers":
                    told += [d for d in measure.dimensions if self._is_marker(measure, d)]
                found[name] = tuple(dict.fromkeys([*found.get(name, ()), *told]))
        return found

    @cached_property
    def _broken_down(self) -> frozenset[str]:
        layout = self.catalogue.layouts[self.workspace.settings.layout]
        return frozenset(m for s in layout.section if s.kind == "breakdown" for m in s.measures)

    def _is_marker(self, measure: Measure, dimension: str) -> bool:
        read = Reader.all_areas(self, measure.id, dimension)
        values = {s.category.value.lower() for s in read.values() if s.category}
        return "yes" in values and values <= MARKER_VALUES

    @cached_property
    def plan(self) -> Plan:
        """What is withheld of all that the pack can print."""
        counts: dict[Cell, float] = {}
        wanted: dict[tuple[str, Rows], list[Period]] = {}
        for measure in self.catalogue.measures.values():
            if not measure.protected:
                continue
            if measure.source.is_share:
                counts |= dict(self._share_counts(measure))
                continue
            for dimension in ("", *self.dimensions.get(measure.id, ())):
                for (area, _), series in Reader.all_areas(self, measure.id, dimension).items():
                    if area not in self._areas or (dimension and area != self._force):
                        continue
                    rows = rows_of(measure, series.category)
                    counts |= {(area, rows, o.period): _whole(o) for o in series.known}
                    if area == self._force:
                        wanted.setdefault((area, rows), []).extend(self._totals(series))
        earlier = earlier_ledgers(self.workspace.folder, self.workspace.editions)
        return decide(
            self.rule, counts, {k: tuple(dict.fromkeys(v)) for k, v in wanted.items()}, earlier
        )

    @property
    def _force(self) -> str:
        return self.workspace.settings.force

    @cached_property
    def _areas(self) -> frozenset[str]:
        group = self.workspace.peer_group
        return frozenset({self._force, *((m.force for m in group.members) if group else ())})

    def _totals(self, series: Series) -> Iterator[Period]:
        """The periods over which the pack may print a total of a monthly series."""
        months = [o.period for o in series.known if o.period.months == 1]
        if len(months) < 2:
            return
        end = months[-1].end
        for year in sorted({m.end.year for m in months}):
            here = [m for m in months if m.end.year == year]
            yield Period(here[0].start, here[-1].end)
        starts = series.measure.year_starts or self.workspace.settings.year_starts
        yield from same_months(series, starts) or ()
        if series.measure.id in self._broken_down:
            yield Period.months_to(end, LATEST)
        if series.measure.peers and not series.category:
            yield from (Period.months_to(end, YEAR), Period.months_to(end, YEAR).years_before())

    def _series(self, series: Series) -> Series:
        area, rows = series.area.slug, rows_of(series.measure, series.category)
        observed = tuple(self._observed(area, rows, o) for o in series.observations)
        totals = []
        for period in self.plan.totals.get((area, rows), ()):
            beside = Observation(period, self.plan.counts[area, rows, period])
            totals.append(self._observed(area, rows, beside))
        return replace(series, observations=observed, totals=tuple(totals))

    def _observed(self, area: str, rows: Rows, observed: Observation) -> Observation:
        if observed.value is None:
            return observed
        if self._hides(area, rows, observed.period, _whole(observed)):
            return replace(observed, value=None, status=Status.WITHHELD)
        return replace(observed, value=self._rounded(_whole(observed)))

    def _hides(self, area: str, rows: Rows, period: Period, count: float) -> bool:
        cell = (area, rows, period)
        return cell in self.plan.hidden or bool(self.rule.sensitive(np.array([count]))[0])

    def _rounded(self, count: float) -> float:
        return float(self.rule.rounded(np.array([count]))[0])

    def _share_counts(self, measure: Measure) -> Iterator[tuple[Cell, float]]:
        """What a percentage is of: the rows that count, their base, and the rest of it."""
        parts, bases = self.sums(measure.id)
        for area in sorted(self._areas & set(parts) & set(bases)):
            for one in parts[area].known:
                base = bases[area].at(one.period)
                if base is None or base.value is None:
                    continue
                part, whole = _whole(one), _whole(base)
                yield (area, rows_of(measure), one.period), part
                yield (area, base_of(measure), one.period), whole
                yield (area, rest_of(measure), one.period), whole - part

    def _shares(self, measure: Measure, dimension: str) -> Iterable[tuple[tuple[str, str], Series]]:
        """Percentages worked out of the rounded counts, or withheld with any of them."""
        if dimension:
            return
        parts, bases = self.sums(measure.id)
        of = (rows_of(measure), base_of(measure), rest_of(measure))
        for (area, _), series in Reader.all_areas(self, measure.id).items():
            made = []
            for o in series.observations:
                part, base = parts[area].at(o.period), bases[area].at(o.period)
                if o.value is None or not (part and base and part.value is not None and base.value):
                    made.append(o)
                    continue
                counts = (_whole(part), _whole(base), _whole(base) - _whole(part))
                if any(
                    self._hides(area, rows, o.period, n) for rows, n in zip(of, counts, strict=True)
                ):
                    made.append(replace(o, value=None, status=Status.WITHHELD))
                else:
                    share = 100 * self._rounded(counts[0]) / self._rounded(counts[1])
                    made.append(replace(o, value=share))
            yield (area, ""), replace(series, observations=tuple(made))


def _whole(observed: Observation) -> float:
    """A count in whole numbers: half a person is not safe to print, and none is nobody."""
    value = observed.value or 0.0
    return float(max(1, round(value))) if value > 0 else 0.0
