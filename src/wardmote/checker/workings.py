"""What a number of a sentence may be worked out as from a table, and how likely each is meant.

A working is a small calculation on lines of the table: a cell, a sum, a mean, a difference, a
percentage of change, a share, a ratio, a rate. Its score says how likely the sentence means it,
by where the lines are named and by what the words about the number say that it is; the number's
own value plays no part in it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from wardmote.checker import periods as times
from wardmote.checker.axes import Line, Role
from wardmote.checker.cues import Cue
from wardmote.checker.numbers import Number, Sort
from wardmote.checker.sight import Sight, Span
from wardmote.vocabulary import Direction, Hedge

LEAST = 0.02  # a score below which a working is not looked at
MOST = 260  # operands of one number
TOGETHER = re.compile(
    r"\b(?:combined|together|between them|jointly|plus|added|in (?:all|total)|total\w*|altogether|"
    r"both|either|sum|comprising|made up|account\w*|as well as|along with)\b",
    re.IGNORECASE,
)
INCLUDING = re.compile(r"\bincluding\b|\bof (?:which|whom)\b", re.IGNORECASE)
DAYS = {"day": (365.0, 366.0), "week": (52.0, 52.3), "month": (12.0, 12.0), "quarter": (4.0, 4.0)}
OF_MONTH = {"day": (28.0, 31.0), "week": (4.0, 4.43)}
OF_QUARTER = {"day": (90.0, 92.0), "week": (12.8, 13.2), "month": (3.0, 3.0)}


WORKED_OUT = (Role.CHANGE, Role.PERCENT_CHANGE, Role.RANK)  # lines that are moves already


class Kind(StrEnum):
    """The calculations."""

    LEVEL = "level"
    MEAN = "mean"
    SPREAD = "spread"
    DIFFERENCE = "difference"
    PERCENT = "percent"
    SHARE = "share"
    RATIO = "ratio"
    RATE = "rate"
    QUOTIENT = "quotient"
    PRODUCT = "product"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Choice:
    """Lines of one axis; with `added`, their sum."""

    lines: tuple[Line, ...]
    score: float
    added: bool = False

    @property
    def label(self) -> str:
        """The words of its lines."""
        if len(self.lines) > 3:
            return f"{self.lines[0].label} ... {self.lines[-1].label}"
        return " + ".join(li.label for li in self.lines)


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of the table: the cell or the sum where chosen rows and columns cross."""

    choices: tuple[Choice, Choice]
    low: float
    high: float
    sort: Sort
    count: int
    like: bool = False  # it may be a percentage, though nothing says so

    @property
    def score(self) -> float:
        """How likely its lines are meant."""
        return self.choices[0].score * self.choices[1].score

    @property
    def text(self) -> str:
        """Its value and labels."""
        value = f"{(self.low + self.high) / 2:,.10g}"
        unit = "%" if self.sort is Sort.PERCENT else ""
        told = ", ".join(c.label for c in self.choices if c.label)
        return f"{value}{unit} ({told})" if told else f"{value}{unit}"


@dataclass(frozen=True, slots=True)
class Working:
    """A calculation with its result's interval, and how likely it is meant."""

    kind: Kind
    operands: tuple[Operand, ...]
    low: float
    high: float
    score: float
    by: tuple[float, float] = (1.0, 1.0)
    moved: bool = False  # its sign is the way that something went, or the side of a comparison

    @property
    def value(self) -> float:
        """The middle of its interval."""
        return (self.low + self.high) / 2

    @property
    def text(self) -> str:
        """How it is worked out, with the table's numbers."""
        told = [o.text for o in self.operands]
        return {
            Kind.LEVEL: "the table has {0}",
            Kind.MEAN: "the mean of {0}",
            Kind.SPREAD: f"{{0}} over {self.by[0]:g}",
            Kind.DIFFERENCE: "{0} less {1}",
            Kind.PERCENT: "{0} against {1}",
            Kind.SHARE: "{0} of {1}",
            Kind.RATIO: "{0} over {1}",
            Kind.RATE: f"{{0}} over {{1}}, times {self.by[0]:,.0f}",
            Kind.QUOTIENT: "{0} over {1}",
            Kind.PRODUCT: "{1} of {0}",
            Kind.POINTS: "{0} of {1} less {2} of {3}",
        }[self.kind].format(*told)


def evaluate(
    kind: Kind, operands: Sequence[Operand], by: tuple[float, float] = (1.0, 1.0)
) -> tuple[float, float] | None:
    """The interval of a calculation, or None where it would divide by nothing."""
    a = operands[0]
    if kind is Kind.LEVEL:
        return a.low, a.high
    if kind is Kind.MEAN:
        return a.low / a.count, a.high / a.count
    if kind is Kind.SPREAD:
        return a.low / by[1], a.high / by[0]
    b = operands[1]
    if kind is Kind.DIFFERENCE:
        return a.low - b.high, a.high - b.low
    if kind is Kind.PRODUCT:
        return a.low * b.low / 100, a.high * b.high / 100
    if b.low <= 0 or (kind is Kind.POINTS and operands[3].low <= 0):
        return None
    if kind is Kind.POINTS:
        c, d = operands[2], operands[3]
        return (
            100 * (a.low / b.high - c.high / d.low),
            100 * (a.high / b.low - c.low / d.high),
        )
    if a.low < 0:
        return None
    low, high = a.low / b.high, a.high / b.low
    if kind is Kind.PERCENT:
        return 100 * (low - 1), 100 * (high - 1)
    if kind is Kind.SHARE:
        return 100 * low, 100 * high
    return low * by[0], high * by[1]


class Bench:
    """The workings of the numbers of one sentence beside one table."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.together = bool(TOGETHER.search(sight.sentence))
        self.based = any(
            li.role is Role.BASE for axis in sight.axes for li in axis.lines
        )

    def operand(self, rows: Choice, columns: Choice) -> Operand | None:
        """The number where lines cross; None where the table has no number there."""
        cells = [
            self.sight.at.get((r.at, c.at)) for r in rows.lines for c in columns.lines
        ]
        if not cells or any(c is None for c in cells):
            return None
        numbers = [c.number for c in cells if c is not None]
        sorts = {n.sort for n in numbers}
        if len(sorts) > 1:
            return None
        low = math.fsum(n.low for n in numbers)
        high = math.fsum(n.high for n in numbers)
        return Operand(
            (rows, columns), round(low, 9), round(high, 9), sorts.pop(), len(numbers),
            all((c.row, c.column) in self.sight.likes for c in cells if c is not None),
        )  # fmt: skip

    def choices(self, axis: int, cue: Cue) -> list[Choice]:
        """The lines of an axis that a number may speak of, alone or added up."""
        own = self.sight.axes[axis]
        span = (cue.number.start, cue.number.end)
        named = self.sight.named(axis)
        series = [li for li in own.series if li.periods] if own.timed else []
        fitting = [
            li for li in own.lines if _fits(li, cue, axis) and li.role not in (Role.TARGET, Role.BASE)
        ]
        fits = frozenset(li.at for li in fitting)
        mentions = self.sight.mentions[axis]
        only_before = bool(series) and bool(mentions) and all(
            m.lines == (series[-2],) and m.weight < 0.75 for m in mentions if len(series) > 1
        )
        found: list[Choice] = []
        for line in own.lines:
            score = self.sight.score(axis, line, span, fits) * _factor(line, cue)
            if not named:
                score = max(score, self._default(axis, line, fitting, series, cue))
            elif line.role is Role.TOTAL:
                score = max(score, 0.35)
            elif series and line is series[-1]:
                score = max(score, 0.8 if only_before else 0.2)
            elif line.role in (Role.CHANGE, Role.PERCENT_CHANGE) and cue.change:
                score = max(score, 0.8 if _fits(line, cue, axis) else 0.0)
            elif line.role in (Role.RATE, Role.SHARE, Role.AVERAGE) and _fits(line, cue, axis):
                score = max(score, 0.6 * _factor(line, cue))
            else:
                score = max(score, 0.05)
            found.append(Choice((line,), score))
        found += self._sums(axis, cue, named=named)
        return [c for c in found if c.score >= LEAST]

    def _default(
        self, axis: int, line: Line, fitting: Sequence[Line], series: Sequence[Line], cue: Cue
    ) -> float:
        if line not in fitting:
            return 0.05
        if line.role is Role.TOTAL:
            return 0.8
        own_axis = self.sight.axes[axis]
        plain = [li for li in fitting if li.role is not Role.TOTAL]
        if len(plain) == 1:
            return 0.9
        if series and line in series:
            at = series.index(line)
            if own_axis.mixed:
                return 0.45 if line.periods == series[-1].periods else 0.2
            return 0.6 if at == len(series) - 1 else 0.5 if len(series) == 2 else 0.2
        return 0.3 * _factor(line, cue)

    def _sums(self, axis: int, cue: Cue, *, named: bool) -> Iterator[Choice]:
        own = self.sight.axes[axis]
        span = (cue.number.start, cue.number.end)
        plain = tuple(li for li in own.plain if li.role is Role.PLAIN)
        for mention in self.sight.ranges(axis):
            yield Choice(mention.lines, self.sight.near(axis, mention, span), added=True)
        if len(plain) > 1 and (axis == 0 or _one_unit(plain)):
            score = 0.6 if not named else 0.1
            if self.sight.whole or (cue.average and own.timed) or INCLUDING.search(
                self.sight.sentence):  # fmt: skip
                score = 0.9 if not named else 0.5
            if own.totals:
                score *= 0.5
            yield Choice(plain, score, added=True)
        scores = {li.at: self.sight.score(axis, li, span, frozenset()) for li in plain}
        picked = [li for li in plain if scores[li.at] >= 0.3 or self._said(axis, li)]
        if 2 <= len(picked) <= 5:
            for size in range(2, len(picked) + 1):
                for lines in combinations(picked, size):
                    if len(lines) == len(plain):
                        continue
                    base = min(max(scores[li.at], 0.4) for li in lines)
                    every = 0.75 if size == len(picked) and size > 2 else 0.45
                    yield Choice(lines, base * (0.95 if self.together else every), added=True)

    def _said(self, axis: int, line: Line) -> bool:
        return any(m.lines == (line,) and m.weight >= 0.5 for m in self.sight.mentions[axis])

    def operands(self, cue: Cue) -> list[Operand]:
        """The numbers of the table that a number may speak of, the likeliest first."""
        rows, columns = self.choices(0, cue), self.choices(1, cue)
        found = [
            made
            for r in rows
            for c in columns
            if r.score * c.score >= LEAST and (made := self.operand(r, c)) is not None
        ]
        found = [o for o in found if o.count == 1 or o.sort is Sort.COUNT or cue.average]
        found.sort(key=lambda o: -o.score)
        return found[:MOST]

    def workings(self, cue: Cue) -> list[Working]:
        """What a number may be, the likeliest first."""
        operands = self.operands(cue)
        sort = cue.number.sort
        found: list[Working] = []
        if sort is Sort.COUNT:
            found += self._levels(cue, operands, percent=False)
            found += self._averages(cue, operands)
            found += self._pairs(cue, operands, Kind.DIFFERENCE, _move_factor(cue))
            if cue.rate:
                found += self._rates(cue, operands)
            if cue.average and not cue.span:
                found += self._quotients(cue, operands)
            found += self._products(cue, operands)
        elif sort in (Sort.PERCENT, Sort.SHARE):
            found += self._levels(cue, operands, percent=True)
            found += self._pairs(cue, operands, Kind.PERCENT, 1.0 if cue.change else 0.25)
            found += self._shares(cue, operands)
            if cue.average:
                found += self._averages(cue, operands)
        elif sort is Sort.POINTS:
            found += self._levels(cue, operands, percent=True)
            found += self._pairs(cue, operands, Kind.DIFFERENCE, 1.0)
            found += self._points(cue, operands)
        elif sort is Sort.TIMES:
            found += self._pairs(cue, operands, Kind.RATIO, 1.0)
        found = [w for w in found if w.score >= LEAST]
        found.sort(key=lambda w: -w.score)
        return found

    def made(
        self,
        kind: Kind,
        operands: tuple[Operand, ...],
        score: float,
        by: tuple[float, float] = (1.0, 1.0),
        *,
        moved: bool = False,
    ) -> Iterator[Working]:
        """A working, where it can be worked out."""
        ends = evaluate(kind, operands, by)
        if ends is not None:
            yield Working(kind, operands, *ends, score, by, moved)

    def _levels(
        self, cue: Cue, operands: Sequence[Operand], *, percent: bool
    ) -> Iterator[Working]:
        for operand in operands:
            is_percent = operand.sort is Sort.PERCENT
            changed = any(
                li.role in (Role.CHANGE, Role.PERCENT_CHANGE)
                for c in operand.choices
                for li in c.lines
            )
            factor = 1.0
            if is_percent != percent:
                factor = 0.9 if operand.like else 0.0 if percent else 0.3
                if cue.number.sort is Sort.POINTS and not changed:
                    factor = 0.0
            elif cue.number.sort is Sort.POINTS and not changed:
                factor = 0.1
            elif cue.change and not changed:
                factor = 0.35
            elif changed and not cue.change:
                factor = 0.5
            if factor:
                yield from self.made(
                    Kind.LEVEL, (operand,), operand.score * factor, moved=changed
                )

    def _averages(self, cue: Cue, operands: Sequence[Operand]) -> Iterator[Working]:
        decimal = "." in cue.number.text
        factor = 1.0 if cue.average else 0.3 if decimal else 0.1
        for operand in operands:
            if operand.count > 1:
                fits = self._spans(operand, cue.span)
                yield from self.made(
                    Kind.MEAN, (operand,), operand.score * factor * (1.0 if fits else 0.4)
                )
            if cue.span and operand.sort is Sort.COUNT:
                by = self._by(operand, cue.span)
                if by is not None:
                    yield from self.made(Kind.SPREAD, (operand,), 0.85 * operand.score, by)

    def _spans(self, operand: Operand, span: str) -> bool:
        """Whether a mean over the lines of an operand is one of the span that is said."""
        if not span:
            return True
        added = [c for c in operand.choices if c.added]
        kinds = {times.kind_of(p) for c in added for li in c.lines for p in li.periods}
        if span == "month":
            return "month" in kinds
        if span == "quarter":
            return "quarter" in kinds
        if span == "year":
            return "year" in kinds and not kinds & {"month", "quarter"}
        return False

    def _by(self, operand: Operand, span: str) -> tuple[float, float] | None:
        """How many days, weeks or months an operand's period has."""
        kinds = [
            {times.kind_of(p) for p in li.periods} for c in operand.choices for li in c.lines
        ]
        months = sum("month" in k for k in kinds)
        quarters = sum("quarter" in k for k in kinds)
        if months:
            one = OF_MONTH.get(span)
            return (one[0] * months, one[1] * months) if one else None
        if quarters:
            one = OF_QUARTER.get(span)
            return (one[0] * quarters, one[1] * quarters) if one else None
        return DAYS.get(span)

    def _pairs(
        self, cue: Cue, operands: Sequence[Operand], kind: Kind, factor: float
    ) -> Iterator[Working]:
        """Two numbers that differ along one axis."""
        for axis in (0, 1):
            groups: dict[tuple[int, ...], list[Operand]] = {}
            for operand in operands:
                if any(li.role in WORKED_OUT for c in operand.choices for li in c.lines):
                    continue
                key = (*(li.at for li in operand.choices[1 - axis].lines),)
                groups.setdefault(key, []).append(operand)
            for group in groups.values():
                yield from self._compared(cue, group, axis, kind, factor)

    def _compared(
        self, cue: Cue, group: Sequence[Operand], axis: int, kind: Kind, factor: float
    ) -> Iterator[Working]:
        own = self.sight.axes[axis]
        across = group[0].choices[1 - axis].score
        timed = own.timed
        for a in group:
            for b in group:
                if a is b or a.sort is not b.sort:
                    continue
                if kind is Kind.DIFFERENCE and cue.number.sort is Sort.POINTS and not (
                    a.sort is Sort.PERCENT or (a.like and b.like)
                ):
                    continue
                one, two = a.choices[axis], b.choices[axis]
                in_time = timed and all(
                    li in own.series and li.role is Role.PLAIN for c in (one, two) for li in c.lines
                ) and (one.added or _one_measure(one.lines[0], two.lines[0]))
                score = (
                    self._in_time(axis, one, two)
                    if in_time
                    else self._groups(axis, one, two, cue)
                )
                score *= factor * across
                if a.sort is Sort.PERCENT and cue.number.sort is Sort.COUNT:
                    score *= 0.5
                if score >= LEAST:
                    pair = (a, b)
                    if in_time and kind is not Kind.RATIO and self._than(axis, one, two, cue):
                        pair = (b, a)
                    yield from self.made(kind, pair, score, moved=True)

    def _in_time(self, axis: int, later: Choice, earlier: Choice) -> float:
        """How likely two points or stretches of time are compared, the first the later."""
        series = self.sight.axes[axis].series
        if later.added != earlier.added:
            return 0.0
        if later.added:
            if len(later.lines) != len(earlier.lines) or set(later.lines) & set(earlier.lines):
                return 0.0
            if series.index(later.lines[0]) < series.index(earlier.lines[0]):
                return 0.0
            return math.sqrt(later.score * earlier.score)
        one, two = later.lines[0], earlier.lines[0]
        if one not in series or two not in series:
            return 0.0
        i, j = series.index(one), series.index(two)
        if i <= j or not _one_measure(one, two):
            return 0.0
        score = math.sqrt(later.score * earlier.score)
        if not self.sight.named(axis) and i == len(series) - 1 and j in (0, i - 1):
            score = max(score, 0.85 if len(series) == 2 else 0.55)
        if j == i - 1 or _year_apart(one, two):
            score = max(score, 0.75 * later.score)
        if i == len(series) - 1 or one is self._main(axis):
            score = max(score, 0.8 * earlier.score)
        return score

    def _than(self, axis: int, later: Choice, earlier: Choice, cue: Cue) -> bool:
        """Whether the earlier time is set against the later: 60 more than in February."""
        if not re.match(r"[^,;.]{0,40}\bthan\b", cue.after):
            return False
        places = [
            [m.start for m in self.sight.mentions[axis] if m.lines == c.lines]
            for c in (later, earlier)
        ]
        end = cue.number.end
        return bool(places[0]) and min(places[0]) >= end and (
            not places[1] or min(places[1]) < cue.number.start
        )

    def _main(self, axis: int) -> Line | None:
        """The line that a sentence names first."""
        singles = [m for m in self.sight.mentions[axis] if len(m.lines) == 1 and m.weight >= 0.75]
        return min(singles, key=lambda m: m.start).lines[0] if singles else None

    def _groups(self, axis: int, one: Choice, two: Choice, cue: Cue) -> float:
        """How likely two groups are compared, the first with the second."""
        if one.added and two.added and set(one.lines) & set(two.lines):
            return 0.0
        score = math.sqrt(one.score * two.score)
        role = two.lines[0].role
        if one.lines[0].role in (Role.TARGET, Role.AVERAGE, Role.TOTAL) and role is Role.PLAIN:
            return 0.0 if one.lines[0].role is Role.TARGET else 0.5 * score
        if role in (Role.TARGET, Role.AVERAGE) and len(two.lines) == 1:
            score = max(score, 0.6 * one.score if cue.gap else 0.0)
        # What stands first is compared with what stands after the number.
        span = (cue.number.start, cue.number.end)
        places = [
            [m.start for m in self.sight.mentions[axis] if set(m.lines) <= set(c.lines)]
            for c in (one, two)
        ]
        if all(places):
            first_before = any(p < span[0] for p in places[0])
            second_after = all(p >= span[1] for p in places[1])
            first_after = all(p >= span[1] for p in places[0])
            second_before = any(p < span[0] for p in places[1])
            if first_after and second_before and not (first_before or second_after):
                return 0.0
        return score

    def _shares(self, cue: Cue, operands: Sequence[Operand]) -> Iterator[Working]:
        """A part of a whole: of a total, of the sum of all lines, or of another count."""
        factor = 1.0 if cue.share or not cue.change else 0.3
        for axis in (0, 1):
            own = self.sight.axes[axis]
            plain = tuple(li for li in own.plain if li.role is Role.PLAIN)
            totals = own.totals
            for part in operands:
                if part.sort is not Sort.COUNT or part.score * factor < LEAST:
                    continue
                chosen, other = part.choices[axis], part.choices[1 - axis]
                for whole, score in self._wholes(axis, chosen, plain, totals):
                    pair = (Choice(whole, 1.0, len(whole) > 1), other)
                    made = self.operand(*(pair if axis == 0 else pair[::-1]))
                    if made is None or made.sort is not Sort.COUNT or made.low < part.high:
                        continue
                    yield from self.made(
                        Kind.SHARE, (part, made), part.score * factor * score
                    )

    def _wholes(
        self, axis: int, part: Choice, plain: tuple[Line, ...], totals: tuple[Line, ...]
    ) -> Iterator[tuple[tuple[Line, ...], float]]:
        own = self.sight.axes[axis]
        usual = 0.6 if own.timed else 0.95
        if totals and part.lines[0].role is not Role.TOTAL:
            yield totals[:1], usual
        if (
            len(plain) > 1
            and set(part.lines) < set(plain)
            and (axis == 0 or _one_unit(plain))
            and not totals
        ):
            yield plain, usual if axis == 0 else 0.6 * usual
        if (own.timed and not own.mixed) or part.added and axis == 0:
            return
        for line in own.lines:
            if line in part.lines or line.role not in (Role.PLAIN, Role.BASE):
                continue
            if own.mixed and (line.periods != part.lines[0].periods or _one_measure(
                line, part.lines[0])):  # fmt: skip
                continue
            said = self._said(axis, line)
            yield (line,), 0.8 if said else 0.4 if axis == 1 and line is own.lines[0] else 0.2

    def _points(self, cue: Cue, operands: Sequence[Operand]) -> Iterator[Working]:
        """How a share that the table does not print has moved, or differs between groups."""
        shares = [w for w in self._shares(_as_share(cue), operands) if w.score >= 0.1][:60]
        for one in shares:
            for two in shares:
                if one is two:
                    continue
                for axis in (0, 1):
                    other = 1 - axis
                    same = all(
                        a.choices[axis].lines == b.choices[axis].lines
                        for a, b in zip(one.operands, two.operands, strict=True)
                    )
                    inner = all(
                        w.operands[0].choices[other].lines == w.operands[1].choices[other].lines
                        for w in (one, two)
                    )
                    if not same or not inner:
                        continue
                    first, second = (w.operands[0].choices[other] for w in (one, two))
                    if self.sight.axes[other].timed:
                        score = self._in_time(other, first, second)
                    else:
                        score = self._groups(other, first, second, cue)
                    score *= min(1.0, one.score / max(first.score, 0.05))
                    yield from self.made(
                        Kind.POINTS, (*one.operands, *two.operands), 0.9 * score, moved=True
                    )

    def _rates(self, cue: Cue, operands: Sequence[Operand]) -> Iterator[Working]:
        per = cue.rate or 1000.0
        for count in operands:
            if count.sort is not Sort.COUNT:
                continue
            for axis in (0, 1):
                bases = [li for li in self.sight.axes[axis].lines if li.role is Role.BASE]
                for line in bases:
                    if line in count.choices[axis].lines:
                        continue
                    pair = (Choice((line,), 1.0), count.choices[1 - axis])
                    base = self.operand(*(pair if axis == 0 else pair[::-1]))
                    if base is not None and not any(
                        li.role is Role.RATE for c in count.choices for li in c.lines
                    ):
                        yield from self.made(
                            Kind.RATE, (count, base), 0.9 * count.score, (per, per)
                        )

    def _quotients(self, cue: Cue, operands: Sequence[Operand]) -> Iterator[Working]:
        """So much for each: the losses of each report, calls for each officer."""
        for axis in (0, 1):
            for a in operands:
                if a.sort is not Sort.COUNT:
                    continue
                for line in self.sight.axes[axis].lines:
                    if line in a.choices[axis].lines or line.role is not Role.PLAIN:
                        continue
                    if self.sight.axes[axis].timed and (
                        not self.sight.axes[axis].mixed
                        or line.periods != a.choices[axis].lines[0].periods
                    ):
                        continue
                    pair = (Choice((line,), 1.0), a.choices[1 - axis])
                    b = self.operand(*(pair if axis == 0 else pair[::-1]))
                    if b is not None and b.sort is Sort.COUNT:
                        score = a.score * (0.8 if self._said(axis, line) else 0.4)
                        yield from self.made(Kind.QUOTIENT, (a, b), score)

    def _products(self, cue: Cue, operands: Sequence[Operand]) -> Iterator[Working]:
        """So many, by a percentage of a count: 14.1 % of 41,730 calls."""
        if cue.change or cue.number.value < 20:
            return
        percents = [o for o in operands if o.sort is Sort.PERCENT and o.score >= 0.3][:6]
        for share in percents:
            for axis in (0, 1):
                for line in self.sight.axes[axis].lines:
                    if line in share.choices[axis].lines:
                        continue
                    pair = (Choice((line,), 1.0), share.choices[1 - axis])
                    count = self.operand(*(pair if axis == 0 else pair[::-1]))
                    if count is not None and count.sort is Sort.COUNT:
                        score = share.score * (0.7 if self._said(axis, line) else 0.3)
                        yield from self.made(Kind.PRODUCT, (count, share), score)


    # ---- what stands beside a number that is explained

    def relatives(self, known: Working, cue: Cue) -> Iterator[Working]:
        """What a number may be beside one whose working is known: the same of another line or
        time, what it moved by, its share of a whole, the counts that it is made of."""
        sort = cue.number.sort
        for operand in known.operands:
            if known.kind is not Kind.LEVEL:
                yield from self.made(Kind.LEVEL, (operand,), BESIDE)
        if known.kind in (Kind.DIFFERENCE, Kind.PERCENT, Kind.RATIO):
            for kind in (Kind.DIFFERENCE, Kind.PERCENT, Kind.RATIO):
                if kind is not known.kind and _sorted(kind, sort, known.operands[0]):
                    yield from self.made(kind, known.operands, BESIDE, moved=True)
        if known.kind in (Kind.DIFFERENCE, Kind.PERCENT):
            known = Working(
                Kind.LEVEL, known.operands[:1], known.operands[0].low, known.operands[0].high, 1.0
            )
        for operands, score in self._siblings(known, cue):
            if known.kind in (Kind.LEVEL, Kind.MEAN, Kind.SPREAD, Kind.SHARE, Kind.RATE,
                              Kind.QUOTIENT):  # fmt: skip
                yield from self.made(known.kind, operands, score, known.by)
            if known.kind is Kind.SHARE:
                yield from self.made(
                    Kind.POINTS, (*known.operands, *operands), score, moved=True
                )
            if known.kind is Kind.LEVEL:
                pair = (known.operands[0], operands[0])
                aims = [
                    any(li.role in (Role.TARGET, Role.AVERAGE) for c in o.choices for li in c.lines)
                    for o in pair
                ]
                if (aims[0] and not aims[1]) or (aims[0] == aims[1] and self._earlier(*pair)):
                    pair = pair[::-1]
                for kind in (Kind.DIFFERENCE, Kind.PERCENT, Kind.RATIO):
                    if _sorted(kind, sort, operands[0]):
                        low = score if score > 0.2 or self._in_one_line(pair) else 0.3 * score
                        yield from self.made(kind, pair, low, moved=True)
        if known.kind is Kind.LEVEL and sort in (Sort.PERCENT, Sort.SHARE):
            known_operand = known.operands[0]
            for axis in (0, 1):
                own = self.sight.axes[axis]
                plain = tuple(li for li in own.plain if li.role is Role.PLAIN)
                chosen = known_operand.choices
                for whole, score in self._wholes(axis, chosen[axis], plain, own.totals):
                    pair = (Choice(whole, 1.0, len(whole) > 1), chosen[1 - axis])
                    made = self.operand(*(pair if axis == 0 else pair[::-1]))
                    if made and made.sort is Sort.COUNT and known_operand.sort is Sort.COUNT:
                        if made.low > known_operand.high:
                            yield from self.made(Kind.SHARE, (known_operand, made), score)
                        elif known_operand.low > made.high:
                            yield from self.made(Kind.SHARE, (made, known_operand), score * 0.5)

    def _earlier(self, one: Operand, other: Operand) -> bool:
        """Whether the first of two numbers of one thing is of an earlier time."""
        for at, axis in enumerate(self.sight.axes):
            lines = [o.choices[at].lines[0] for o in (one, other)]
            if axis.timed and lines[0] is not lines[1] and all(li in axis.series for li in lines):
                return axis.series.index(lines[0]) < axis.series.index(lines[1])
        return False

    def _in_one_line(self, pair: tuple[Operand, Operand]) -> bool:
        """Whether two numbers are of one thing at two times."""
        return any(
            axis.timed and pair[0].choices[1 - at].lines == pair[1].choices[1 - at].lines
            for at, axis in enumerate(self.sight.axes)
        )

    def _siblings(self, known: Working, cue: Cue) -> Iterator[tuple[tuple[Operand, ...], float]]:
        """The operands of a working moved to another line of one axis, with how likely that is."""
        span = (cue.number.start, cue.number.end)
        for axis in (0, 1):
            chosen = {o.choices[axis].lines for o in known.operands}
            if len(chosen) != 1:
                continue
            lines = chosen.pop()
            own = self.sight.axes[axis]
            for other, score in self._others(axis, lines, span):
                if len(other) == 1:
                    score = max(
                        score, 0.9 * self.sight.score(axis, other[0], span, frozenset())
                    )
                choice = Choice(other, score, len(other) > 1)
                made = []
                for operand in known.operands:
                    pair = [*operand.choices]
                    pair[axis] = choice
                    made.append(self.operand(pair[0], pair[1]))
                if all(m is not None for m in made):
                    if own.lines and score > 0:
                        yield tuple(m for m in made if m is not None), score

    def _others(
        self, axis: int, lines: tuple[Line, ...], span: Span
    ) -> Iterator[tuple[tuple[Line, ...], float]]:
        own = self.sight.axes[axis]
        series = own.series if own.timed else ()
        named = {
            li for m in self.sight.mentions[axis] if m.weight >= 0.5 and len(m.lines) == 1
            for li in m.lines
        }  # fmt: skip
        # Where a number has a line of its own beside it, no line is meant that is not named.
        explicit = any(
            len(m.lines) == 1 and m.lines != lines and self.sight.near(axis, m, span) >= 0.65
            for m in self.sight.mentions[axis]
        ) or (not series and lines[0] in named)
        if len(lines) == 1:
            at = series.index(lines[0]) if lines[0] in series else None
            for line in own.lines:
                if line in lines or line.role in (Role.CHANGE, Role.PERCENT_CHANGE, Role.RANK):
                    continue
                if at is not None and line in series:
                    if not _one_measure(lines[0], line):
                        yield (line,), 0.13
                        continue
                    near = series.index(line) == at - 1 or _year_apart(lines[0], line)
                    near |= len(series) == 2
                    score = 0.75 if near else 0.4 if series.index(line) == at + 1 else 0.13
                    yield (line,), 0.03 if explicit and line not in named else score
                elif line.role is Role.TARGET:
                    yield (line,), 0.7
                else:
                    yield (line,), 0.04 if explicit and line not in named else 0.13
            return
        many = len(lines)
        if not all(li in series for li in lines):
            return
        start = series.index(lines[0])
        for first in range(len(series) - many + 1):
            moved = tuple(series[first : first + many])
            if set(moved) & set(lines):
                continue
            aligned = first + many == start or _year_apart(lines[0], moved[0])
            yield moved, 0.75 if aligned else 0.1


BESIDE = 0.8  # of what a known working is made of


def _sorted(kind: Kind, sort: Sort, operand: Operand) -> bool:
    """Whether a calculation gives a number of a sort."""
    if kind is Kind.DIFFERENCE:
        percent = operand.sort is Sort.PERCENT or operand.like
        return sort is Sort.COUNT or (sort is Sort.POINTS and percent)
    if kind is Kind.PERCENT:
        return sort in (Sort.PERCENT, Sort.SHARE)
    return sort is Sort.TIMES


def _as_share(cue: Cue) -> Cue:
    from dataclasses import replace

    return replace(cue, share=True, change=False)


def _fits(line: Line, cue: Cue, axis: int) -> bool:
    """Whether the numbers of a line are of the sort that is printed."""
    if axis == 0 and line.role in (Role.PLAIN, Role.TOTAL):
        return True
    sort = cue.number.sort
    percent = line.cells[0].number.sort is Sort.PERCENT
    if line.role is Role.CHANGE:
        return cue.change and sort in (Sort.COUNT, Sort.POINTS)
    if line.role is Role.PERCENT_CHANGE:
        return cue.change and sort in (Sort.PERCENT, Sort.SHARE, Sort.POINTS)
    if line.role is Role.RANK:
        return sort is Sort.RANK
    if line.role is Role.RATE:
        return cue.rate is not None or "." in cue.number.text or sort is Sort.TIMES
    if line.role is Role.SHARE:
        return sort in (Sort.PERCENT, Sort.SHARE, Sort.POINTS)
    if sort is Sort.COUNT:
        return not percent
    return True


def _factor(line: Line, cue: Cue) -> float:
    """What a number's words take from a line that they do not go with."""
    if not line.by_row and ("£" in line.label) != ("£" in cue.number.text) and (
        cue.number.sort is Sort.COUNT
    ):
        return 0.35
    if line.role is Role.CHANGE or line.role is Role.PERCENT_CHANGE:
        return 1.0 if cue.change else 0.3
    if line.role is Role.RANK:
        return 1.0 if cue.number.sort is Sort.RANK else 0.1
    if line.role is Role.RATE:
        return 1.0 if cue.rate or "." in cue.number.text or cue.number.sort is Sort.TIMES else 0.4
    if line.role is Role.AVERAGE and not line.by_row:
        return 1.0 if cue.average else 0.4
    return 1.0


def _move_factor(cue: Cue) -> float:
    if cue.change or cue.gap:
        return 1.0
    return 0.3 if cue.number.hedge is Hedge.NONE else 0.2


def _one_unit(lines: Sequence[Line]) -> bool:
    """Whether lines may be added up: all of them counts, of one thing where they are columns."""
    sorts = {c.number.sort for li in lines for c in li.cells}
    money = {"£" in li.label for li in lines}
    return sorts == {Sort.COUNT} and len(money) == 1 and not any(li.role in (Role.RATE, Role.BASE) for li in lines)


def _one_measure(one: Line, two: Line) -> bool:
    """Whether two periods are of the same thing: satisfied 2023 and 2024, not interviewed 2023."""
    return one.stems == two.stems or not (one.stems and two.stems)


def _year_apart(one: Line, two: Line) -> bool:
    """Whether two lines are the same month or quarter of two years that follow one another."""
    within = [{p for p in li.periods if times.kind_of(p) in ("month", "quarter")} for li in (one, two)]
    years = [[p for p in li.periods if times.kind_of(p) == "year"] for li in (one, two)]
    return (
        bool(within[0])
        and within[0] == within[1]
        and all(len(y) == 1 for y in years)
        and int(years[0][0][:4]) == int(years[1][0][:4]) + 1
    )


def held(number: Number, working: Working, direction: Direction | None) -> bool | None:
    """Whether a working gives the number: True, False, or None where only its sign is another."""
    low, high = working.low, working.high
    measured = (
        number.measured
        if working.kind not in (Kind.LEVEL, Kind.DIFFERENCE) or low != high
        else number
    )
    if working.moved:
        magnitude = (low, high) if low >= 0 else (-high, -low) if high <= 0 else None
        if magnitude is None:
            magnitude = (0.0, max(-low, high))
        size = _unsigned(measured)
        if not _in(size, *magnitude):
            return False
        sign = 0 if low <= 0 <= high else 1 if low > 0 else -1
        if direction is None or sign == 0:
            return True
        return True if (sign > 0) == (direction is Direction.UP) else None
    if working.kind is Kind.LEVEL and low != high and working.operands[0].count == 1:
        # A printed number of the table stands for itself, or for more digits of the sentence.
        return _in(measured, working.value, working.value) or low <= number.value <= high
    return _in(measured, low, high)


def _in(number: Number, low: float, high: float) -> bool:
    slack = 0.0
    if not number.whole and number.hedge is Hedge.NONE and number.sort is not Sort.SHARE:
        decimals = len(number.text.partition(".")[2].rstrip("% abcdefghijklmnopqrstuvwxyz"))
        slack = 0.05 * 10**-decimals  # it may have been rounded twice
    money = number.sort is Sort.COUNT and (abs(number.value) >= 1e4 or "£" in number.text)
    scales = (1.0, 1e3, 1e6) if money else (1.0,)
    return any(number.holds(s * low - s * slack, s * high + s * slack) for s in scales)


def _unsigned(number: Number) -> Number:
    if number.value >= 0:
        return number
    from dataclasses import replace

    return replace(number, value=-number.value, low=-number.high, high=-number.low)


__all__ = ["Bench", "Choice", "Kind", "Operand", "Span", "Working", "evaluate", "held"]
