"""What the pack withholds: every count that it can print, and every sum between them, at once.

First each period by itself (parts, wholes, measures that share rows), then all periods of a
publication together with the totals over them, and with all that earlier editions told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from wardmote.analysis.disclosure import PROFILES, DisclosureProfile
from wardmote.analysis.linked import Counts, Sum, stands_for, withheld
from wardmote.briefing.protection.ledger import Cell, Ledger
from wardmote.briefing.protection.rows import Key, Rows, links
from wardmote.vocabulary import Period

RULES = {
    "none": PROFILES["none"],
    "7-5": PROFILES["under-8-round-5"],
    "10-5": PROFILES["under-11-round-5"],
}
Place = tuple[Rows, Period]


@dataclass(frozen=True)
class World:
    """The counts of one area as one edition had them. `shown` is None for the one in the making."""

    rule: DisclosureProfile
    counts: Mapping[Place, float]
    shown: frozenset[Place] | None = None


@dataclass(frozen=True)
class Plan:
    """What is withheld, of counts and of totals, and all that was decided on."""

    rule: DisclosureProfile
    counts: Mapping[Cell, float]
    hidden: frozenset[Cell]
    totals: Mapping[tuple[str, Rows], tuple[Period, ...]]

    def ledger(self, profile: str) -> Ledger:
        """What later editions must know of this one."""
        return Ledger(profile, self.counts, frozenset(self.counts) - self.hidden)


def decide(
    rule: DisclosureProfile,
    counts: Mapping[Cell, float],
    wanted: Mapping[tuple[str, Rows], Iterable[Period]],
    earlier: Sequence[Ledger],
) -> Plan:
    """Which counts to withhold, and which totals over their periods.

    `counts` are those of the pack; `wanted` the periods over which totals of some are printed.
    """
    hidden: set[Cell] = set()
    every = dict(counts)
    kept: dict[tuple[str, Rows], tuple[Period, ...]] = {}
    for area, here in _apart(counts).items():
        sums = {
            rows: tuple(p for p in periods if len(_tiles(here, rows, p)) > 1)
            for (where, rows), periods in wanted.items()
            if where == area
        }
        kept |= {(area, rows): periods for rows, periods in sums.items()}
        totals = {
            (rows, p): sum(here[rows, q] for q in _tiles(here, rows, p))
            for rows, periods in sums.items()
            for p in periods
            if (rows, p) not in here
        }
        every |= {(area, rows, p): value for (rows, p), value in totals.items()}
        past = [_past(ledger, area) for ledger in earlier]
        for publication in sorted({rows.publication for rows, _ in here}):
            now = {p: v for p, v in here.items() if p[0].publication == publication}
            more = {p: v for p, v in totals.items() if p[0].publication == publication}
            told = [_of(world, publication) for world in past]
            found = _withheld(rule, now, more, told)
            hidden |= {(area, rows, p) for rows, p in found}
    return Plan(rule, every, frozenset(hidden), kept)


def _withheld(
    rule: DisclosureProfile,
    now: Mapping[Place, float],
    totals: Mapping[Place, float],
    past: Sequence[World],
) -> set[Place]:
    """One area and publication: each period, then all of them with their totals."""
    hidden: set[Place] = set()
    before = [_by_period(world) for world in past]
    for period, mine in _by_period(World(rule, now)).items():
        here = [mine, *(w[period] for w in before if period in w)]
        if any(rule.sensitive(np.array(list(w.counts.values()))).any() for w in here):
            hidden |= _Linking(rule, here).decided(set())
    if not hidden and all(set(w.counts) <= (w.shown or set()) for w in past):
        return hidden
    return _Linking(rule, [World(rule, {**now, **totals}), *past]).decided(hidden)


@dataclass
class _Linking:
    """Editions laid side by side: a count that was not revised is one unknown in all of them."""

    rule: DisclosureProfile
    worlds: Sequence[World]  # the one in the making first
    places: dict[object, int] = field(default_factory=dict)
    values: list[float] = field(default_factory=list)

    def decided(self, hidden: set[Place]) -> set[Place]:
        now = self.worlds[0]
        mine = {place: self._place((*place, v), v) for place, v in now.counts.items()}
        sums: dict[Sum, None] = {}
        for number, world in enumerate(self.worlds):
            for place, value in world.counts.items():
                self._place((*place, value), value)
            sums |= dict.fromkeys(self._sums(number, world))
        size = len(self.values)
        fixed = np.ones(size, dtype=bool)
        fixed[list(mine.values())] = False
        for place in hidden:
            fixed[mine[place]] = True
        low, high = np.zeros(size), np.full(size, np.inf)
        for world in self.worlds[1:]:
            for place, value in world.counts.items():
                at = self.places[(*place, value)]
                if world.shown is not None and place in world.shown:
                    ends = stands_for(world.rule, np.array([value]))
                    low[at], high[at] = max(low[at], ends[0][0]), min(high[at], ends[1][0])
                else:
                    fixed[at] = True
        count = np.array(self.values)
        dearer = np.zeros(size, dtype=bool)
        dearer[[s.total for s in sums]] = True
        guarded = ~np.isnan(count)
        found = withheld(self.rule, Counts(count, guarded, fixed, low, high, tuple(sums), dearer))
        return {place for place, at in mine.items() if found[at]}

    def _place(self, key: object, value: float) -> int:
        if key not in self.places:
            self.places[key] = len(self.values)
            self.values.append(value)
        return self.places[key]

    def _sums(self, number: int, world: World) -> Iterator[Sum]:
        by_period: dict[Period, dict[Rows, float]] = defaultdict(dict)
        by_rows: dict[Rows, dict[Period, float]] = defaultdict(dict)
        for (rows, period), value in world.counts.items():
            by_period[period][rows] = value
            by_rows[rows][period] = value
        for period, told in by_period.items():
            for total, parts in links(told):
                yield self._sum(number, period, told, total, parts)
            for rows in told:
                if rows.of:
                    whole = next((b for b in told if str(b) == rows.of), None)
                    part = _part_of(rows, told)
                    if whole and part and told[part] + told[rows] == told[whole]:
                        yield self._sum(number, period, told, whole, (part, rows))
        for rows, values in by_rows.items():
            for period, value in values.items():
                inside = _tiling(values, period)
                if len(inside) > 1 and sum(values[p] for p in inside) == value:
                    yield Sum(
                        self.places[rows, period, value],
                        tuple(self.places[rows, p, values[p]] for p in inside),
                    )

    def _sum(
        self,
        number: int,
        period: Period,
        told: Mapping[Rows, float],
        total: Rows,
        parts: Sequence[Key],
    ) -> Sum:
        """A sum; what nobody counts is the same unknown where it comes to the same number."""
        unknown = [k for k in parts if not isinstance(k, Rows)]
        left = told[total] - sum(told[k] for k in parts if isinstance(k, Rows))
        found = []
        for key in parts:
            if isinstance(key, Rows):
                found.append(self.places[key, period, told[key]])
            else:
                same: object = left if len(unknown) == 1 else ("edition", number)
                found.append(self._place((key, period, same), float("nan")))
        return Sum(self.places[total, period, told[total]], tuple(found))


def _part_of(rest: Rows, told: Mapping[Rows, float]) -> Rows | None:
    """The rows of a percentage whose base has this rest."""
    return next(
        (r for r in told if not r.of and r.choices == rest.choices and r.value == rest.value), None
    )


def _apart(counts: Mapping[Cell, float]) -> dict[str, dict[Place, float]]:
    found: dict[str, dict[Place, float]] = defaultdict(dict)
    for (area, rows, period), value in counts.items():
        found[area][rows, period] = value
    return found


def _past(ledger: Ledger, area: str) -> World:
    return World(
        RULES[ledger.profile],
        {(rows, p): v for (where, rows, p), v in ledger.counts.items() if where == area},
        frozenset((rows, p) for where, rows, p in ledger.shown if where == area),
    )


def _of(world: World, publication: str) -> World:
    counts = {p: v for p, v in world.counts.items() if p[0].publication == publication}
    return World(world.rule, counts, world.shown)


def _by_period(world: World) -> dict[Period, World]:
    found: dict[Period, dict[Place, float]] = defaultdict(dict)
    for place, value in world.counts.items():
        found[place[1]][place] = value
    return {period: World(world.rule, counts, world.shown) for period, counts in found.items()}


def _tiles(here: Mapping[Place, float], rows: Rows, period: Period) -> tuple[Period, ...]:
    """The months that make up a period and are known, or nothing."""
    months = tuple(period.each_month())
    whole = months[0].start == period.start and months[-1].end == period.end
    return months if whole and all((rows, m) in here for m in months) else ()


def _tiling(values: Mapping[Period, float], period: Period) -> tuple[Period, ...]:
    """The months inside a longer period, where they make it up."""
    if period.months is None or period.months < 2:
        return ()
    months = tuple(period.each_month())
    return months if all(m in values for m in months) else ()
