"""Which lines of a table a number of a sentence may speak of, alone or added up."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from wardmote.checker.axes import PER, Line, Role
from wardmote.checker.cues import Cue
from wardmote.checker.gathering import Gathering, one_unit
from wardmote.checker.grid import Cell
from wardmote.checker.number import Number, Sort, is_clock
from wardmote.checker.sight import Sight
from wardmote.checker.workings import Choice, Operand

INCLUDING = re.compile(r"\bincluding\b|\bof (?:which|whom)\b", re.IGNORECASE)


# Of the 2,370 casualties, across all 9,400 searches: a number that is all there is of something.
WHOLE_OF = re.compile(
    r"\b(?:(?:out )?of|among|across|from)\s+(?:the|all|these|those|its|our|their|a total of|some|"
    r"all the|all of the|the total of|[A-Za-z'’-]+['’]s)\s+$", re.IGNORECASE,
)  # fmt: skip
A_YEAR, OTHER_YEAR = 0.4, 0.05  # of the latest year of a table of months, and of one before
COLUMN = 0.4  # of the first column, of which a number of a row may be that is said to be all
OF_ALL = 0.9  # of all lines together, by a number that is said to be all
HIGHEST = 0.6  # of as many lines as are said to be the highest
# Cautions of both kinds, handcuffs of either sort.
KINDS = re.compile(
    r"\b(?:both|either|all|any|every|each|different|various|two|three|four)\s+(?:\w+\s+)?"
    r"(?:kinds?|sorts?|types?|forms?|grades?|levels?|categor\w+)\b|\b(?:combined|together|"
    r"whether or not|of whatever|in all (?:its|their) forms)\b",
    re.IGNORECASE,
)
# Of lines called so nothing is the sum.
NO_SUM = re.compile(
    rf"\b(?:medians?|averages?|avg|mean|rates?|ratios?)\b|{PER.pattern}", re.IGNORECASE
)
A_THOUSAND = 1000  # from which a number is said to be of so many
POUNDS = re.compile(r"£\s?(?P<by>000|k\b|thousand|mn?\b|million|bn\b|billion)?", re.IGNORECASE)
BY = {"00": 1e3, "k": 1e3, "th": 1e3, "m": 1e6, "mn": 1e6, "mi": 1e6, "bn": 1e9, "bi": 1e9}
MEDIAN = re.compile(r"\bmedian\b[^.;]{0,60}$", re.IGNORECASE)
OF_A_SIDE = 0.5  # of the lines on one side of nought
REST = 0.85  # of all lines but those that are said to be left out


LEAST = 0.02  # a score below which a working is not looked at


MOST = 260  # operands of one number


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
    if (
        not line.by_row
        and ("£" in line.label) != ("£" in cue.number.text)
        and (cue.number.sort is Sort.COUNT)
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


def _is_all(cue: Cue) -> bool:
    """Whether a number is said to be all there is of something."""
    return cue.number.sort is Sort.COUNT and bool(WHOLE_OF.search(cue.before))


def _adds_up(operand: Operand) -> bool:
    """Whether the numbers of an operand may be added up: counts, and over rows shares of one whole,
    but no medians or rates."""
    if operand.sort is Sort.COUNT:
        return not any(NO_SUM.search(li.label) for c in operand.choices for li in c.lines)
    rows, columns = operand.choices
    dated = any(li.periods for li in rows.lines)
    return not columns.added and not dated and columns.lines[0].role is Role.SHARE


def _per_another(operand: Operand, cue: Cue) -> bool:
    """Whether a number is said to be of so many, and is of another many in the table: 236 per
    1,000, of a rate per 100,000."""
    said = [
        float(m["per"].replace(",", "")) for c in operand.choices for li in c.lines
        if (m := PER.search(li.label)) and m["per"][0].isdigit()
    ]  # fmt: skip
    return (cue.rate or 0) >= A_THOUSAND and bool(said) and cue.rate not in said


def _as_set(aim: Number) -> Number:
    """A target of so many per cent, which is just that: nobody rounded it."""
    return replace(aim, low=aim.value, high=aim.value) if aim.sort is Sort.PERCENT else aim


def _of_one(lines: Sequence[Line]) -> bool:
    """Whether lines may be added up: times of one thing, or things at one time."""
    dated = [li for li in lines if li.periods]
    return not dated or (
        len(dated) == len(lines)
        and (
            len({li.stems for li in lines}) == 1
            or (len({li.periods for li in lines}) == 1 and all(li.stems for li in lines))
        )
    )


class Choosing(Gathering):
    """A sentence beside a table: the numbers of the table that one of it may speak of."""

    def __init__(self, sight: Sight) -> None:
        super().__init__(sight)
        self.based = any(li.role is Role.BASE for axis in sight.axes for li in axis.lines)

    def operand(self, rows: Choice, columns: Choice) -> Operand | None:
        """The number where lines cross; None where the table has no number there, or numbers in
        several units."""
        every = [self.sight.at.get((r.at, c.at)) for r in rows.lines for c in columns.lines]
        cells = [c for c in every if c is not None]
        if not cells or len(cells) < len(every):
            return None
        numbers = [c.number for c in cells]
        if any(li.role is Role.TARGET for li in (*rows.lines, *columns.lines)):
            numbers = [_as_set(n) for n in numbers]
        sorts = {n.sort for n in numbers}
        units = {
            ("£" in f"{c.row_label}{c.column_label}{c.number.text}", is_clock(c.number.text))
            for c in cells
        }
        if len(sorts) > 1 or len(units) > 1:
            return None
        low = math.fsum(n.low for n in numbers)
        high = math.fsum(n.high for n in numbers)
        return Operand(
            (rows, columns), round(low, 9), round(high, 9), sorts.pop(), len(numbers),
            all((c.row, c.column) in self.sight.likes for c in cells),
            any(is_clock(n.text) for n in numbers), self._scale(cells[0]),
        )  # fmt: skip

    def _scale(self, cell: Cell) -> float:
        """How many pounds a cell counts by, as its labels say or what stands over the rows."""
        for label in (cell.column_label, cell.row_label, *self.sight.grid.header[:1]):
            match = POUNDS.search(label)
            if match is not None:
                return BY.get((match["by"] or "").lower()[:2], 1.0)
        return 0.0

    def is_median(self, cue: Cue) -> bool:
        """Whether a number is called a median, and no line of the table is."""
        before = self.sight.sentence[: cue.number.start]
        return bool(MEDIAN.search(before)) and "median" not in self.sight.words

    def choices(self, axis: int, cue: Cue) -> list[Choice]:
        """The lines of an axis that a number may speak of, alone or added up."""
        own = self.sight.axes[axis]
        span = (cue.number.start, cue.number.end)
        named = self.sight.named(axis)
        series = [li for li in own.series if li.periods] if own.timed else []
        fitting = [
            li
            for li in own.lines
            if _fits(li, cue, axis) and li.role not in (Role.TARGET, Role.BASE)
        ]
        fits = frozenset(li.at for li in fitting)
        mentions = self.sight.mentions[axis]
        of_all = _is_all(cue)
        only_before = (
            bool(series)
            and bool(mentions)
            and all(
                m.lines == (series[-2],) and m.weight < 0.75 for m in mentions if len(series) > 1
            )
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
            if of_all and axis and not own.timed and line in own.counted[:1]:
                score = max(score, COLUMN)
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
        plain = own.counted
        for mention in self.sight.ranges(axis):
            yield Choice(mention.lines, self.sight.near(axis, mention, span), added=True)
        if len(plain) > 1 and (axis == 0 or (own.timed and not own.mixed) or one_unit(plain)):
            score = 0.6 if not named else 0.1
            if _is_all(cue):
                score = OF_ALL if not named else 0.6
            elif self.sight.whole or (cue.average and own.timed) or INCLUDING.search(
                self.sight.sentence):  # fmt: skip
                score = 0.9 if not named else 0.5
            if own.totals:
                score *= 0.5
            yield Choice(plain, score, added=True)
        years = [*own.years.values()] if own.timed else []
        ranged = {m.lines for m in self.sight.ranges(axis)}
        for lines in years:
            if lines not in ranged:
                yield Choice(lines, A_YEAR if lines is years[-1] else OTHER_YEAR, added=True)
        for lines in self.highest(axis):
            yield Choice(lines, HIGHEST, added=True)
        for lines in self.of_a_side(axis):
            yield Choice(lines, OF_A_SIDE, added=True)
        for kin in self.kin[axis]:
            yield Choice(kin, 0.8 if KINDS.search(self.sight.sentence) else 0.45, added=True)
        left_out = self.left_out(axis)
        if left_out:
            rest = tuple(li for li in plain if li not in left_out)
            if rest and (axis == 0 or one_unit(rest)):
                yield Choice(rest, REST, added=len(rest) > 1)
        scores = {li.at: self.sight.score(axis, li, span, frozenset()) for li in plain}
        picked = [li for li in plain if scores[li.at] >= 0.3 or self._said(axis, li)]
        if 2 <= len(picked) <= 5:
            for size in range(2, len(picked) + 1):
                for lines in combinations(picked, size):
                    if len(lines) == len(plain) or not _of_one(lines):
                        continue
                    base = min(max(scores[li.at], 0.4) for li in lines)
                    every = 0.75 if size == len(picked) and size > 2 else 0.45
                    sure = self.together or self.joined(axis, lines)
                    yield Choice(lines, base * (0.95 if sure else every), added=True)

    def operands(self, cue: Cue) -> list[Operand]:
        """The numbers of the table that a number may speak of, the likeliest first."""
        rows, columns = self.choices(0, cue), self.choices(1, cue)
        found = [
            made
            for r in rows
            for c in columns
            if r.score * c.score >= LEAST and (made := self.operand(r, c)) is not None
        ]
        found = [
            o for o in found
            if not _per_another(o, cue)
            and (o.count == 1 or cue.average or self.is_median(cue) or _adds_up(o))
        ]  # fmt: skip
        found.sort(key=lambda o: -o.score)
        return found[:MOST]
