"""Two numbers of a table that may be compared: in time, between groups, a part and its whole."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from wardmote.checker import periods as times
from wardmote.checker.axes import WITHIN_YEAR, Line, Role
from wardmote.checker.choosing import LEAST, Choosing
from wardmote.checker.cues import Cue
from wardmote.checker.gathering import one_unit
from wardmote.checker.number import Sort
from wardmote.checker.workings import Choice, Kind, Operand, Working, evaluate

OF_NAMED = 0.5  # of a part, that the lines that are named are its whole

WORKED_OUT = (Role.CHANGE, Role.PERCENT_CHANGE, Role.RANK)  # lines that are moves already


AS_YET = ("provision", "revis", "forecast", "estim", "actual", "date", "ytd", "outturn")
FROM_ONE = re.compile(r"\b(?:between|from)\s+(?:the\s+|about\s+)?$", re.IGNORECASE)
TO_OTHER = re.compile(r"\s*(?:and|to|until)\s+(?:the\s+)?", re.IGNORECASE)
BETWEEN, NOT_BETWEEN = 0.95, 0.4  # of a move, where the times are said that it is between


def one_measure(one: Line, two: Line, series: Sequence[Line] = ()) -> bool:
    """Whether two periods are of the same thing: satisfied 2023 and 2024, not interviewed 2023;
    nor 2023 and charged 2024, where the series has more years that are just called so."""
    if one.stems == two.stems:
        return True
    if one.stems and two.stems:
        return False
    told = one.stems | two.stems
    bare = [li for li in series if not li.stems]
    return len(bare) < 2 or all(any(s.startswith(a) for a in AS_YET) for s in told)


def year_apart(one: Line, two: Line) -> bool:
    """Whether two lines are the same month or quarter of two years that follow one another."""
    within = [{p for p in li.periods if times.kind_of(p) in WITHIN_YEAR} for li in (one, two)]
    years = [[p for p in li.periods if times.kind_of(p) == "year"] for li in (one, two)]
    return (
        bool(within[0])
        and within[0] == within[1]
        and all(len(y) == 1 for y in years)
        and int(years[0][0][:4]) == int(years[1][0][:4]) + 1
    )


def _of_other_times(one: Choice, two: Choice) -> bool:
    """Whether two lines are of two things at two times: charged 2024, and reported 2023."""
    a, b = one.lines[0], two.lines[0]
    return (
        len(one.lines) == len(two.lines) == 1 and bool(a.periods) and bool(b.periods)
        and a.periods != b.periods and a.stems != b.stems
    )  # fmt: skip


def _greatest(totals: Sequence[Line]) -> Line:
    """The total of all, where there are some of parts."""
    return max(totals, key=lambda li: max(abs(c.number.value) for c in li.cells))


class Comparing(Choosing):
    """The pairs of a table that a sentence may compare."""

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
        any_units = kind not in (Kind.DIFFERENCE, Kind.PERCENT, Kind.RANGE)
        if not any_units and not operands[0].is_like(operands[1]):
            return
        ends = evaluate(kind, operands, by)
        if ends is not None:
            yield Working(kind, operands, *ends, score, by, moved)

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
                if (
                    kind is Kind.DIFFERENCE
                    and cue.number.sort is Sort.POINTS
                    and not (a.sort is Sort.PERCENT or (a.like and b.like))
                ):
                    continue
                one, two = a.choices[axis], b.choices[axis]
                in_time = (
                    timed
                    and all(
                        li in own.series and li.role is Role.PLAIN
                        for c in (one, two)
                        for li in c.lines
                    )
                    and (one.added or one_measure(one.lines[0], two.lines[0], own.series))
                )
                score = (
                    self._in_time(axis, one, two) if in_time
                    else 0.0 if timed and _of_other_times(one, two)
                    else self._groups(axis, one, two, cue)
                )  # fmt: skip
                score *= factor * across
                if a.sort is Sort.PERCENT and cue.number.sort is Sort.COUNT:
                    score *= 0.5
                if score >= LEAST:
                    pair = (a, b)
                    if in_time and kind is not Kind.RATIO and self._than(axis, one, two, cue):
                        pair = (b, a)
                    yield from self.made(kind, pair, score, moved=True)
                    if in_time and kind is Kind.RATIO and self._led_by(axis, two, cue):
                        yield from self.made(kind, pair[::-1], score, moved=True)

    def _led_by(self, axis: int, earlier: Choice, cue: Cue) -> bool:
        """Whether the earlier time stands right before a number: the 2019/20 figure was 1.8 times
        as high."""
        near = [m for m in self.sight.mentions[axis] if m.end <= cue.number.start]
        return bool(near) and max(near, key=lambda m: m.start).lines == earlier.lines

    def _in_time(self, axis: int, later: Choice, earlier: Choice) -> float:
        """How likely two points or stretches of time are compared, the first the later."""
        series = self.sight.axes[axis].series
        if later.added != earlier.added or not {*later.lines, *earlier.lines} <= {*series}:
            return 0.0
        if later.added:
            if len(later.lines) != len(earlier.lines) or set(later.lines) & set(earlier.lines):
                return 0.0
            if series.index(later.lines[0]) < series.index(earlier.lines[0]):
                return 0.0
            return math.sqrt(later.score * earlier.score)
        one, two = later.lines[0], earlier.lines[0]
        i, j = series.index(one), series.index(two)
        if i <= j or not one_measure(one, two, series):
            return 0.0
        score = math.sqrt(later.score * earlier.score)
        if not self.sight.named(axis) and i == len(series) - 1 and j in (0, i - 1):
            score = max(score, 0.85 if len(series) == 2 else 0.55)
        if j == i - 1 or year_apart(one, two):
            score = max(score, 0.75 * later.score)
        if i == len(series) - 1 or one is self._main(axis):
            score = max(score, 0.8 * earlier.score)
        if self.between[axis]:
            return max(score, BETWEEN) if (two, one) in self.between[axis] else NOT_BETWEEN * score
        return score

    @cached_property
    def between(self) -> tuple[list[tuple[Line, Line]], ...]:
        """The times of each axis that the sentence says something moved between."""
        found: tuple[list[tuple[Line, Line]], ...] = ([], [])
        text = self.sight.sentence
        for axis, pairs in zip((0, 1), found, strict=True):
            said = sorted(
                (m for m in self.sight.mentions[axis] if m.end > m.start and not m.ranged),
                key=lambda m: m.start,
            )
            series = self.sight.axes[axis].series
            for one, other in pairwise(said):
                if FROM_ONE.search(text[: one.start]) and TO_OTHER.fullmatch(
                    text[one.end : other.start]
                ):  # fmt: skip
                    pairs += [
                        (a, b) for a in one.lines for b in other.lines if one_measure(a, b, series)
                    ]
        return found

    def _than(self, axis: int, later: Choice, earlier: Choice, cue: Cue) -> bool:
        """Whether the earlier time is set against the later: 60 more than in February."""
        if not re.match(r"[^,;.]{0,40}\bthan\b", cue.after):
            return False
        places = [
            [m.start for m in self.sight.mentions[axis] if m.lines == c.lines]
            for c in (later, earlier)
        ]
        end = cue.number.end
        return (
            bool(places[0])
            and min(places[0]) >= end
            and (not places[1] or min(places[1]) < cue.number.start)
        )

    def _main(self, axis: int) -> Line | None:
        """The line that a sentence names first."""
        singles = [m for m in self.sight.mentions[axis] if len(m.lines) == 1 and m.weight >= 0.75]
        return min(singles, key=lambda m: m.start).lines[0] if singles else None

    def _groups(self, axis: int, one: Choice, two: Choice, cue: Cue) -> float:
        """How likely two groups are compared, the first with the second."""
        if (one.added or two.added) and not cue.none and set(one.lines) & set(two.lines):
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

    def _wholes(
        self, axis: int, part: Choice, plain: tuple[Line, ...], totals: tuple[Line, ...]
    ) -> Iterator[tuple[tuple[Line, ...], float]]:
        own = self.sight.axes[axis]
        usual = 0.6 if own.timed else 0.95
        for whole in totals:
            of_it = part.lines[0].role is Role.TOTAL
            if whole not in part.lines and (not of_it or whole is _greatest(totals)):
                yield (whole,), usual if whole is totals[0] or of_it else 0.6 * usual
        if (
            len(plain) > 1
            and set(part.lines) < set(plain)
            and (axis == 0 or one_unit(plain))
            and not totals
        ):
            yield plain, usual if axis == 0 else 0.6 * usual
        picked = tuple(li for li in plain if self._said(axis, li))
        if 2 <= len(picked) < len(plain) and set(part.lines) < set(picked) and (
            axis == 0 or one_unit(picked)
        ):  # fmt: skip
            yield picked, OF_NAMED
        for year in own.years.values() if own.timed else ():
            if set(part.lines) < set(year):
                yield year, 0.8
        if (own.timed and not own.mixed) or (part.added and axis == 0):
            return
        for line in own.lines:
            if line in part.lines or line.role not in (Role.PLAIN, Role.BASE, Role.TARGET):
                continue
            if line.role is Role.TARGET and not self._said(axis, line):
                continue
            if own.mixed and line.periods and (
                line.periods != part.lines[0].periods or one_measure(line, part.lines[0])
            ):  # fmt: skip
                continue
            said = self._said(axis, line)
            yield (line,), 0.8 if said else 0.4 if axis == 1 and line is own.lines[0] else 0.2
