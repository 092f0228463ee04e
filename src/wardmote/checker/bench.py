"""The workings of the numbers of one sentence beside one table, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from wardmote.checker import periods as times
from wardmote.checker.axes import WITHIN_YEAR, Role
from wardmote.checker.choosing import LEAST
from wardmote.checker.cues import Cue
from wardmote.checker.number import Sort, is_clock
from wardmote.checker.relatives import Relatives
from wardmote.checker.workings import HALF, Choice, Kind, Operand, Working
from wardmote.vocabulary import Hedge

DAYS = {"day": (365.0, 366.0), "week": (52.0, 52.3), "month": (12.0, 12.0), "quarter": (4.0, 4.0)}


OF_MONTH = {"day": (28.0, 31.0), "week": (4.0, 4.43)}


OF_QUARTER = {"day": (90.0, 92.0), "week": (12.8, 13.2), "month": (3.0, 3.0)}


NO_CLOCK = 0.3  # of a count, which a number printed as a time seldom is

# Half of what it was, half as long, a third of its level in June: of the same, at another time.
OF_WHAT = re.compile(
    r"\s*(?:(?:of\s+)?what\b|of\s+its\b|as\s+(?:many|much|long|high|low|likely|often|big|large|"
    r"old|slow|fast|quick)\b|(?:of\s+)?the\s+(?:number|rate|level|figure|wait|average)\b)",
    re.IGNORECASE,
)
BESIDE_ITSELF = 0.9
# Between the quickest and the slowest team; what separates the top district from the bottom one.
_END = r"(?:[a-z]{2,}est|best|worst|top|bottom|(?:most|least)\s+[a-z]+)\b"
EXTREMES = re.compile(
    rf"\b(?:between|separat\w+|from|divid\w+)\s+(?:the\s+|our\s+|its\s+)?{_END}[^.;,\d]{{0,30}}?"
    rf"\b(?:and|from|to)\s+(?:the\s+|our\s+|its\s+)?{_END}", re.IGNORECASE,
)  # fmt: skip
ENDS, ENDS_OF_TIMES = 0.9, 0.6  # of the line across


def _as_share(cue: Cue) -> Cue:
    from dataclasses import replace

    return replace(cue, share=True, change=False)


def _move_factor(cue: Cue) -> float:
    if cue.change or cue.gap:
        return 1.0
    return 0.3 if cue.number.hedge is Hedge.NONE else 0.2


class Bench(Relatives):
    """The workings of the numbers of one sentence beside one table."""

    def workings(self, cue: Cue) -> list[Working]:
        """What a number may be, the likeliest first."""
        operands = self.operands(cue)
        sort = cue.number.sort
        found: list[Working] = []
        if sort is Sort.COUNT:
            found += self._levels(cue, operands, percent=False)
            found += self._averages(cue, operands)
            lifted = 1.0 if cue.none else _move_factor(cue)
            found += self._pairs(cue, operands, Kind.DIFFERENCE, lifted)
            if cue.rate:
                found += self._rates(cue, operands)
            if cue.each or (cue.average and not cue.span):
                found += self._quotients(operands)
            found += self._products(cue, operands)
        elif sort in (Sort.PERCENT, Sort.SHARE):
            found += self._levels(cue, operands, percent=True)
            found += self._pairs(cue, operands, Kind.PERCENT, 1.0 if cue.change else 0.25)
            found += self._shares(cue, operands)
            if OF_WHAT.match(cue.after):
                found += self._pairs(cue, operands, Kind.SHARE, BESIDE_ITSELF)
            if cue.average:
                found += self._averages(cue, operands)
            if cue.none:
                found += self._rests(found)
        elif sort is Sort.POINTS:
            found += self._levels(cue, operands, percent=True)
            found += self._pairs(cue, operands, Kind.DIFFERENCE, 1.0)
            found += self._points(cue, operands)
        elif sort is Sort.TIMES:
            found += self._pairs(cue, operands, Kind.RATIO, 1.0)
        if sort in (Sort.COUNT, Sort.POINTS, Sort.TIMES) and EXTREMES.search(self.sight.sentence):
            found += self._extremes(cue)
        found = [w for w in found if w.score >= LEAST]
        found.sort(key=lambda w: -w.score)
        return found

    def _levels(self, cue: Cue, operands: Sequence[Operand], *, percent: bool) -> Iterator[Working]:
        clock = is_clock(cue.number.text)
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
            if clock and not operand.clock:
                factor *= NO_CLOCK
            if factor:
                side = changed or operand.high < 0  # 43 empty posts are 43 under
                yield from self.made(Kind.LEVEL, (operand,), operand.score * factor, moved=side)

    def _extremes(self, cue: Cue) -> Iterator[Working]:
        """How far the highest of all lines is from the lowest, in each line across them."""
        kind = Kind.RATIO if cue.number.sort is Sort.TIMES else Kind.RANGE
        for axis, own in enumerate(self.sight.axes):
            lines = own.counted
            for across in self.choices(1 - axis, cue):
                cells = None if across.added else self.across(axis, lines, across.lines[0])
                if cells is None or len(lines) < 3:
                    continue
                order = sorted(range(len(lines)), key=lambda i: cells[i].value)
                ends = [Choice((lines[i],), 1.0) for i in (order[-1], order[0])]
                pair = [self.operand(*((e, across) if axis == 0 else (across, e))) for e in ends]
                high, low = pair
                points = cue.number.sort is Sort.POINTS
                if high is not None and low is not None and (
                        not points or high.sort is Sort.PERCENT or high.like):  # fmt: skip
                    score = across.score * (ENDS_OF_TIMES if own.timed else ENDS)
                    yield from self.made(kind, (high, low), score)

    def _averages(self, cue: Cue, operands: Sequence[Operand]) -> Iterator[Working]:
        decimal = "." in cue.number.text
        middle = self.is_median(cue)
        factor = 1.0 if cue.average or middle else 0.3 if decimal else 0.1
        for operand in operands:
            if operand.count > 1:
                fits = self._spans(operand, cue.span)
                score = operand.score * factor * (1.0 if fits else 0.4)
                times_of = [
                    len(c.lines) for c, axis in zip(operand.choices, self.sight.axes, strict=True)
                    if axis.timed
                ]  # fmt: skip
                if all(c.added for c in operand.choices) and len(times_of) == 1:
                    many = float(times_of[0])  # of several things together, by the time
                    yield from self.made(Kind.SPREAD, (operand,), score, (many, many))
                elif middle:
                    yield from self._median(operand, score)
                else:
                    yield from self.made(Kind.MEAN, (operand,), score)
            if cue.span and operand.sort is Sort.COUNT:
                by = self._by(operand, cue.span)
                if by is not None:
                    yield from self.made(Kind.SPREAD, (operand,), 0.85 * operand.score, by)

    def _median(self, operand: Operand, score: float) -> Iterator[Working]:
        """The middle one of some lines."""
        axis = next(at for at, choice in enumerate(operand.choices) if choice.added)
        own, across = operand.choices[axis], operand.choices[1 - axis]
        cells = None if across.added else self.across(axis, own.lines, across.lines[0])
        if cells:
            middle = median(c.value for c in cells)
            yield Working(Kind.MEAN, (operand,), middle, middle, score, HALF)

    def _spans(self, operand: Operand, span: str) -> bool:
        """Whether a mean over the lines of an operand is one of the span that is said."""
        if not span:
            return True
        added = [c for c in operand.choices if c.added]
        kinds = {times.kind_of(p) for c in added for li in c.lines for p in li.periods}
        if span == "month":
            return "month" in kinds
        if span == "quarter":
            return bool(kinds & {"quarter", "span"})
        if span == "year":
            return "year" in kinds and not kinds & {*WITHIN_YEAR}
        return False

    def _by(self, operand: Operand, span: str) -> tuple[float, float] | None:
        """How many days, weeks or months an operand's period has."""
        kinds = [{times.kind_of(p) for p in li.periods} for c in operand.choices for li in c.lines]
        months = sum("month" in k for k in kinds)
        quarters = sum("quarter" in k for k in kinds)
        told = sum(max(li.months for li in c.lines) for c in operand.choices if c.lines)
        if told and not months and not quarters:
            if span == "month":
                return (float(told), float(told))
            months = told
        if months:
            one = OF_MONTH.get(span)
            return (one[0] * months, one[1] * months) if one else None
        if quarters:
            one = OF_QUARTER.get(span)
            return (one[0] * quarters, one[1] * quarters) if one else None
        return DAYS.get(span)

    def _shares(self, cue: Cue, operands: Sequence[Operand]) -> Iterator[Working]:
        """A part of a whole: of a total, of the sum of all lines, or of another count."""
        factor = 1.0 if cue.share or not cue.change else 0.3
        for axis in (0, 1):
            own = self.sight.axes[axis]
            plain = own.counted
            totals = own.totals
            for part in operands:
                if not part.counted or part.score * factor < LEAST:
                    continue
                chosen, other = part.choices[axis], part.choices[1 - axis]
                for whole, score in self._wholes(axis, chosen, plain, totals):
                    pair = (Choice(whole, 1.0, len(whole) > 1), other)
                    made = self.operand(*(pair if axis == 0 else pair[::-1]))
                    if made is None or not made.counted or made.low < part.high:
                        continue
                    yield from self.made(Kind.SHARE, (part, made), part.score * factor * score)

    def _rests(self, found: Sequence[Working]) -> Iterator[Working]:
        """What a share leaves: 7.6 % were not answered in time."""
        for one in found:
            a = one.operands[0]
            if one.kind is Kind.SHARE:
                yield from self.made(Kind.REST, one.operands, 0.8 * one.score)
            elif one.kind is Kind.LEVEL and a.sort is Sort.PERCENT and 0 <= a.low <= 100:
                yield from self.made(Kind.REST, (a,), 0.8 * one.score)

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

    def _quotients(self, operands: Sequence[Operand]) -> Iterator[Working]:
        """So much for each: the losses of each report, calls for each officer."""
        for axis in (0, 1):
            for a in operands:
                if not a.counted:
                    continue
                for line in self.sight.axes[axis].lines:
                    if line in a.choices[axis].lines or line.role is not Role.PLAIN:
                        continue
                    if self.sight.axes[axis].timed and (
                        not self.sight.axes[axis].mixed
                        or (line.periods and line.periods != a.choices[axis].lines[0].periods)
                    ):
                        continue
                    pair = (Choice((line,), 1.0), a.choices[1 - axis])
                    b = self.operand(*(pair if axis == 0 else pair[::-1]))
                    if b is not None and b.counted:
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
