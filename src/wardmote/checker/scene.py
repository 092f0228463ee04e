"""A sentence beside a table: which lines, periods and cells each of its numbers speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from wardmote.checker import periods as times
from wardmote.checker.axes import Axis, Line, Named, Role, axes_of
from wardmote.checker.grid import Cell, Grid, words_of
from wardmote.checker.numbers import Number, Sort, numbers_in
from wardmote.checker.periods import AFTER, BEFORE, MONTH_BEFORE, MONTH_ORDER, Mention

WHOLE = re.compile(
    r"\b(?:total(?:s|led|ling)?|overall|altogether|in all|all|combined|together|across|force-?wide|"
    r"whole|sum)\b",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    r"\b(?:combined|together|between them|jointly|added|plus|taken together|in (?:all|total)|total"
    r"(?:led|ling)?|sum|altogether|either|between them|account(?:s|ed)? between)\b",
    re.IGNORECASE,
)
BESIDE = 30  # characters after a number within which a line or a period may own it


class Surety(IntEnum):
    """How sure it is that a cell is meant: only a sure one can call a claim wrong."""

    MAYBE = 0
    LIKELY = 1  # where the number is near it too
    SURE = 2


@dataclass(frozen=True, slots=True)
class Pick:
    """A number that a claim may be about, with where it stands."""

    number: Number
    surety: Surety
    where: str
    cells: tuple[Cell, ...]
    order: tuple[int, ...] = ()
    periods: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of an axis that are meant; with `added`, their sum."""

    lines: tuple[Line, ...]
    surety: Surety
    added: bool = False


class Scene:
    """What a sentence names of a table, and where."""

    def __init__(self, sentence: str, grid: Grid) -> None:
        self.sentence = sentence
        self.grid = grid
        self.rows, self.columns = axes_of(grid)
        self.named = {id(axis): axis.named(sentence) for axis in self.axes}
        self.periods = times.periods_in(sentence)
        self.places = [(n.start, n.end) for n in numbers_in(sentence)]

    @property
    def axes(self) -> tuple[Axis, Axis]:
        """Rows and columns."""
        return self.rows, self.columns

    @cached_property
    def at(self) -> dict[tuple[int, int], Cell]:
        """The cells by row and column."""
        return {(c.row, c.column): c for c in self.grid.cells}

    @cached_property
    def about(self) -> bool:
        """Whether the sentence names a line of the table that is no period, or there is none."""
        named = [m for axis in self.axes if not axis.timed for m in self.named[id(axis)]]
        single = all(axis.timed or len(axis.lines) == 1 for axis in self.axes)
        if not self.grid.given and words_of(self.grid.title) & words_of(self.sentence):
            return True
        return (self.grid.given and (single or bool(WHOLE.search(self.sentence)))) or bool(named)

    @cached_property
    def firm(self) -> bool:
        """Whether a line that is no period and no total is surely named."""
        return any(
            m.sure and m.line.role is not Role.TOTAL
            for axis in self.axes
            if not axis.timed
            for m in self.named[id(axis)]
        )

    def numbers_of(self, clause: tuple[int, int]) -> list[tuple[int, int]]:
        """The places of the numbers of a clause."""
        return [p for p in self.places if clause[0] <= p[0] < clause[1]]

    def _clear(self, one: int, other: int, barred: str = r"[,;()]|\band\b") -> bool:
        """Whether nothing that divides stands between two places, nor another number."""
        between = self.sentence[one:other]
        return not re.search(barred, between) and not any(one <= s < other for s, _ in self.places)

    def _beside(self, named: Named, span: tuple[int, int]) -> bool:
        """Whether a line is named right before or after a number."""
        if named.line.role is Role.TOTAL and re.search(
            r"\bof\b", self.sentence[span[1] : named.start]
        ):
            return False
        if named.start >= span[1]:
            return named.start - span[1] <= BESIDE and self._clear(span[1], named.start)
        return span[0] - named.end <= BESIDE and self._clear(named.end, span[0])

    def _owns(self, named: Named, span: tuple[int, int]) -> bool:
        """Whether a line may own a number: targets, bases and changes only where they stand by."""
        apart = (Role.TARGET, Role.BASE, Role.CHANGE, Role.PERCENT_CHANGE, Role.RANK)
        return named.line.role not in apart or self._beside(named, span)

    def owner(self, axis: Axis, span: tuple[int, int], clause: tuple[int, int]) -> Named | None:
        """The line of an axis that a number (or a clause) speaks of."""
        named = [m for m in self.named[id(axis)] if self._owns(m, span)]
        pool = [m for m in named if clause[0] <= m.start < clause[1]] or named
        plain = [m for m in pool if m.line.role is Role.PLAIN]
        beside = [m for m in pool if m not in plain and self._beside(m, span)]
        pool = beside or plain or pool
        pool = [m for m in pool if m.sure] or pool
        if len({m.line.at for m in pool}) <= 1:
            return pool[0] if pool else None
        after = [
            m for m in pool if 0 <= m.start - span[1] <= BESIDE and self._clear(span[1], m.start)
        ]
        before = [m for m in pool if m.end <= span[0]]
        if after:
            return after[0]
        return before[-1] if before else pool[0]

    def wanted(
        self, span: tuple[int, int], clause: tuple[int, int]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """The periods that a number speaks of: of each kind those nearest to it.

        With them those of which another number stands between.
        """
        found: dict[str, frozenset[str]] = {}
        weak: frozenset[str] = frozenset()
        pool = [m for m in self.periods if clause[0] <= m.start < clause[1]]
        rest = [m for m in self.periods if m not in pool]
        after = [
            m
            for m in pool
            if 0 <= m.start - span[1] <= 2 * BESIDE
            and not any(span[1] <= s < m.start for s, _ in self.places)
            and self._clear(span[1], m.start, r"[;]|, (?:compared|up|down|from|against)\b|\bfrom\b")
        ]
        before = [m for m in pool if m.end <= span[0]][::-1]
        others = [m for m in pool if m not in after and m not in before]
        for mention in (*after, *before, *others, *rest):
            for kind in {times.kind_of(p) for p in mention.periods}:
                own = frozenset(p for p in mention.periods if times.kind_of(p) == kind)
                if kind not in found and mention in others and span != clause:
                    weak |= own
                found.setdefault(kind, own)
        if {"year", "month", "quarter"} & set(found) and "relative" in found:
            near = next(iter(after or before), None)
            if near is None or not any(times.kind_of(p) == "relative" for p in near.periods):
                found.pop("relative")
            else:
                found.pop("year", None)
        return (frozenset().union(*found.values()) if found else frozenset()), weak

    def range_of(self, axis: Axis, clause: tuple[int, int]) -> tuple[Line, ...]:
        """The months of an axis that a range names: April to August, the first three months."""
        series = [li for li in axis.series if any(p in MONTH_ORDER for p in li.periods)]
        if not series:
            return ()
        here = [m for m in self.periods if clause[0] <= m.start < clause[1]]
        for mention in (*here, *self.periods):
            got = _ranged(mention, series)
            if got:
                return got
        return ()

    def lines(
        self,
        axis: Axis,
        span: tuple[int, int],
        clause: tuple[int, int],
        number: Number | None,
        role: Role | None = None,
    ) -> Iterator[Lines]:
        """The lines of an axis that a number may speak of, the surest first."""
        owner = self.owner(axis, span, clause)
        text = self.sentence[clause[0] : clause[1]]
        own = [li for li in axis.lines if role is not None and li.role is role]
        if own:
            if owner is not None and owner.line in own:
                own = [owner.line]
            sure = Surety.SURE if len(own) == 1 else Surety.MAYBE
            yield from (Lines((li,), sure) for li in own)
            return
        if axis.timed:
            yield from self._timed(axis, span, clause, owner, text)
            return
        joint = self._joint(axis)
        if owner is not None:
            sure = Surety.SURE if owner.sure else Surety.LIKELY
            yield Lines((owner.line,), Surety.MAYBE if joint else sure)
            pool = tuple(dict.fromkeys(m.line for m in self.named[id(axis)]))
            plain = tuple(li for li in pool if li.role is Role.PLAIN)
            if len(plain) > 1:
                yield Lines(plain, Surety.SURE if joint else Surety.MAYBE, added=True)
                yield from (Lines((li,), Surety.MAYBE) for li in pool if li is not owner.line)
            if owner.line.role is Role.TOTAL:
                return
        fitting = self._by_sort(axis, number, text)
        whole = bool(WHOLE.search(self.sentence))
        if owner is None:
            if axis.totals and len(axis.totals) == 1:
                yield Lines(axis.totals, Surety.SURE if whole else Surety.LIKELY)
            if len(fitting) == 1:
                yield Lines(tuple(fitting), Surety.SURE)
            elif fitting:
                if not axis.totals and len(fitting) == len(axis.plain) > 1 and axis is self.rows:
                    yield Lines(
                        tuple(fitting), Surety.LIKELY if whole else Surety.MAYBE, added=True
                    )
                yield from (Lines((li,), Surety.MAYBE) for li in fitting)

    def _joint(self, axis: Axis) -> bool:
        """Whether lines of an axis are named and taken together."""
        named = {m.line.at for m in self.named[id(axis)] if m.line.role is Role.PLAIN and m.sure}
        return len(named) > 1 and bool(TOGETHER.search(self.sentence))

    def _by_sort(self, axis: Axis, number: Number | None, text: str) -> list[Line]:
        """The lines whose numbers are of the sort that is printed."""
        plain = list(axis.plain)
        if number is None or axis is self.rows:
            return plain
        rates = [li for li in axis.lines if li.role is Role.RATE]
        if rates and re.search(r"\bper\b|\brates?\b|\bfor every\b", text, re.IGNORECASE):
            return rates
        if number.sort in (Sort.PERCENT, Sort.SHARE, Sort.POINTS):
            percents = [li for li in axis.lines if li.cells[0].number.sort is Sort.PERCENT]
            return percents or plain
        counted = [li for li in plain if li.cells[0].number.sort is not Sort.PERCENT]
        return counted or plain

    def _timed(
        self, axis: Axis, span: tuple[int, int], clause: tuple[int, int], owner: Named | None,
        text: str,
    ) -> Iterator[Lines]:  # fmt: skip
        ranged = self.range_of(axis, clause)
        if ranged:
            yield Lines(ranged, Surety.SURE, added=True)
        wanted, weak = self.wanted(span, clause)
        found = [(li, times.fits(li.periods, wanted)) for li in axis.lines if li.periods]
        fit = [li for li, ok in found if ok and li.role is Role.PLAIN] or [
            li for li, ok in found if ok
        ]
        nested = bool(years_of(axis)) and len(fit) in (4, 12)
        if fit and not ranged and not nested:
            if len(fit) == 1:
                far = bool(fit[0].periods & weak)
                yield Lines((fit[0],), Surety.MAYBE if far else Surety.SURE)
                if far:
                    yield from (Lines((li,), Surety.MAYBE) for li in axis.series if li not in fit)
            else:
                yield from (Lines((li,), Surety.MAYBE) for li in fit)
            return
        whole = years_of(axis)
        for year in wanted if not ranged else ():
            if year in whole and not any(times.kind_of(p) in ("month", "quarter") for p in wanted):
                sure = Surety.MAYBE if year in weak else Surety.SURE
                yield Lines(whole[year], sure, added=True)
                if year in weak:
                    yield from (
                        Lines(lines, Surety.MAYBE, added=True)
                        for own, lines in whole.items()
                        if own != year
                    )
        series = axis.series
        if owner is not None and owner.line.role is not Role.PLAIN and not ranged:
            yield Lines((owner.line,), Surety.SURE)
            return
        relative = {p for p in wanted if times.kind_of(p) == "relative"}
        if relative and not fit and not any(p in MONTH_ORDER for li in series for p in li.periods):
            at = -1 if AFTER in relative else -2
            if len(series) >= 2:
                yield Lines((series[at],), Surety.LIKELY if len(series) == 2 else Surety.MAYBE)
        stale = any(ok is False for _, ok in found)
        if axis.totals and not stale:
            yield Lines(axis.totals[:1], Surety.SURE)
        if len(series) == 1:
            yield Lines(series, Surety.SURE)
        elif not ranged:
            yield from (Lines((li,), Surety.MAYBE) for li in series)
            if not axis.totals and any(p in MONTH_ORDER for li in series for p in li.periods):
                sure = Surety.LIKELY if WHOLE.search(text) else Surety.MAYBE
                yield Lines(series, sure, added=True)

    def picks(
        self,
        number: Number,
        span: tuple[int, int],
        clause: tuple[int, int],
        role: Role | None = None,
    ) -> list[Pick]:
        """The numbers of the table that one of the sentence may be, the surest first."""
        found: list[Pick] = []
        for rows in self.lines(self.rows, span, clause, number):
            for columns in self.lines(self.columns, span, clause, number, role):
                pick = self.pick(rows, columns)
                if pick is not None:
                    found.append(pick)
        return sorted(found, key=lambda p: -p.surety)

    def pick(self, rows: Lines, columns: Lines) -> Pick | None:
        """The cell, or the sum of the cells, where lines cross."""
        cells = [
            self.at[r.at, c.at]
            for r in rows.lines
            for c in columns.lines
            if (r.at, c.at) in self.at
        ]
        if not cells:
            return None
        surety = min(rows.surety, columns.surety)
        if len(cells) == 1:
            return Pick(cells[0].number, surety, where(cells[0]), tuple(cells))
        if not (rows.added or columns.added):
            return None
        if len(cells) != len(rows.lines) * len(columns.lines):
            surety = Surety.MAYBE
        return Pick(added(cells), surety, f"the sum of {len(cells)} cells", tuple(cells))


def _ranged(mention: Mention, series: Sequence[Line]) -> tuple[Line, ...]:
    years = {p for p in mention.periods if times.kind_of(p) == "year"}
    if years:
        series = [li for li in series if times.fits(li.periods, frozenset(years)) is not False]
    months = [next(p for p in li.periods if p in MONTH_ORDER) for li in series]
    if len(set(months)) < len(months):
        return ()
    if mention.months:
        lines = tuple(li for li, m in zip(series, months, strict=True) if m in mention.months)
        return lines if len(lines) > 1 else ()
    if mention.of is not None:
        side, many = mention.of
        if side == "first" and many <= len(series):
            return tuple(series[:many])
        if side == "last" and many <= len(series):
            return tuple(series[-many:])
        if many == len(series):
            return tuple(series)
    quarters = [int(p[1:]) for p in mention.periods if times.kind_of(p) == "quarter"]
    if (quarters and len(series) == 12) or (quarters and quarters[0] == 1 and len(series) >= 3):
        first = 3 * (quarters[0] - 1)
        return tuple(series[first : first + 3])
    return ()


def years_of(axis: Axis) -> dict[str, tuple[Line, ...]]:
    """The lines of each whole year, where lines are quarters or months of more than one."""
    found: dict[str, list[Line]] = {}
    for line in axis.series:
        years = [p for p in line.periods if times.kind_of(p) == "year"]
        within = [p for p in line.periods if times.kind_of(p) in ("quarter", "month")]
        if len(years) != 1 or len(within) != 1:
            return {}
        found.setdefault(years[0], []).append(line)
    sizes = {len(lines) for lines in found.values()}
    if len(found) < 2 or sizes not in ({4}, {12}):
        return {}
    return {year: tuple(lines) for year, lines in found.items()}


def added(cells: Sequence[Cell]) -> Number:
    """The sum of cells as a number of the table."""
    total = round(sum(c.number.value for c in cells), 9)
    low, high = (sum(getattr(c.number, end) for c in cells) for end in ("low", "high"))
    return Number(total, low, high, cells[0].number.sort, 0, 0, f"{total:,g}", whole=low == high)


def where(*cells: Cell) -> str:
    """Cells with their labels."""
    told = " and ".join(
        f"{c.number.text.strip()} ({' '.join(filter(None, (c.row_label, c.column_label)))})"
        for c in cells
    )
    return f"the table has {told}"


__all__ = ["AFTER", "BEFORE", "MONTH_BEFORE", "Lines", "Pick", "Scene", "Surety", "added", "where"]
