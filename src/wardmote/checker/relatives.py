"""What a number may be beside one of the sentence whose working is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardmote.checker import forms
from wardmote.checker.axes import Line, Role
from wardmote.checker.comparing import Comparing, one_measure, year_apart
from wardmote.checker.cues import Cue
from wardmote.checker.number import Sort
from wardmote.checker.sight import Span
from wardmote.checker.workings import Choice, Kind, Operand, Working

BESIDE = 0.8  # of what a known working is made of
MANY = 4  # numbers of a sentence that are taken together
GAPS = (Kind.DIFFERENCE, Kind.RANGE)
UNNAMED = 0.13  # of a line that stands beside others of a sum


def _sorted(kind: Kind, sort: Sort, operand: Operand) -> bool:
    """Whether a calculation gives a number of a sort: no count is a share of itself."""
    if kind in (Kind.LEVEL, Kind.MEAN, Kind.SPREAD):
        share = sort in (Sort.PERCENT, Sort.SHARE)
        return not share or operand.sort is Sort.PERCENT or operand.like
    if kind is Kind.DIFFERENCE:
        percent = operand.sort is Sort.PERCENT or operand.like
        return sort is Sort.COUNT or (sort is Sort.POINTS and percent)
    if kind is Kind.PERCENT:
        return sort in (Sort.PERCENT, Sort.SHARE)
    return sort is Sort.TIMES


class Relatives(Comparing):
    """What stands beside a number that is explained."""

    def relatives(self, known: Working, cue: Cue) -> Iterator[Working]:
        """What a number may be beside one whose working is known: the same of another line or
        time, what it moved by, its share of a whole, the counts that it is made of."""
        sort = cue.number.sort
        for operand in known.operands:
            if known.kind is not Kind.LEVEL and _sorted(Kind.LEVEL, sort, operand):
                yield from self.made(Kind.LEVEL, (operand,), BESIDE)
        if known.kind in (Kind.DIFFERENCE, Kind.PERCENT, Kind.RATIO):
            for kind in (Kind.DIFFERENCE, Kind.PERCENT, Kind.RATIO):
                if kind is not known.kind and _sorted(kind, sort, known.operands[0]):
                    yield from self.made(kind, known.operands, BESIDE, moved=True)
        if known.kind in GAPS and _sorted(Kind.DIFFERENCE, sort, known.operands[0]):
            # The gap between A and B has widened from 12.4 points.
            for operands, score in self._siblings(known, cue):
                yield from self.made(
                    known.kind, operands, score, moved=known.kind is Kind.DIFFERENCE
                )
        if known.kind in (Kind.DIFFERENCE, Kind.PERCENT):
            known = Working(
                Kind.LEVEL, known.operands[:1], known.operands[0].low, known.operands[0].high, 1.0
            )
        for operands, score in self._siblings(known, cue):
            if known.kind in (Kind.SHARE, Kind.RATE, Kind.QUOTIENT) or (
                known.kind in (Kind.LEVEL, Kind.MEAN, Kind.SPREAD)
                and _sorted(known.kind, sort, operands[0])
            ):
                yield from self.made(known.kind, operands, score, known.by)
            if known.kind is Kind.SHARE and sort is Sort.POINTS:
                yield from self.made(Kind.POINTS, (*known.operands, *operands), score, moved=True)
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
            if forms.OF_THEM.match(cue.after):
                yield from self._parts(known.operands[0], cue)
            part = known.operands[0]
            for whole, score in self._of_wholes(part) if part.counted else ():
                if whole.low > part.high:
                    yield from self.made(Kind.SHARE, (part, whole), score)
                elif part.low > whole.high:
                    yield from self.made(Kind.SHARE, (whole, part), score * 0.5)

    def sums(self, known: Sequence[Working], cue: Cue) -> Iterator[Working]:
        """What a number may be of several of the sentence that are known: their sum, and its share
        of a whole; assaults (2,075) and robberies (1,811) together made up 86 %."""
        if not self.together:
            return
        for axis in (0, 1):
            spots: dict[tuple[Line, ...], list[Line]] = {}
            for one in known:
                own, across = (one.operands[0].choices[a].lines for a in (axis, 1 - axis))
                if one.kind is Kind.LEVEL and len(own) == 1:
                    lines = spots.setdefault(across, [])
                    lines += [] if own[0] in lines else [own[0]]
            for across, lines in spots.items():
                if not 1 < len(lines) <= MANY:
                    continue
                pair = [Choice(across, 1.0, len(across) > 1)] * 2
                pair[axis] = Choice(tuple(lines), 1.0, added=True)
                made = self.operand(pair[0], pair[1])
                if made is None or not made.counted:
                    continue
                if _sorted(Kind.LEVEL, cue.number.sort, made):
                    yield from self.made(Kind.LEVEL, (made,), BESIDE)
                if cue.number.sort in (Sort.PERCENT, Sort.SHARE):
                    for whole, score in self._of_wholes(made):
                        if whole.low > made.high:
                            yield from self.made(Kind.SHARE, (made, whole), score)

    def _of_wholes(self, part: Operand) -> Iterator[tuple[Operand, float]]:
        """What may be the whole of a number, and how likely."""
        for axis in (0, 1):
            own = self.sight.axes[axis]
            for lines, score in self._wholes(axis, part.choices[axis], own.counted, own.totals):
                spot = (Choice(lines, 1.0, len(lines) > 1), part.choices[1 - axis])
                whole = self.operand(*(spot if axis == 0 else spot[::-1]))
                if whole and whole.counted:
                    yield whole, score

    def _parts(self, whole: Operand, cue: Cue) -> Iterator[Working]:
        """The shares that single lines have of a sum: 40,000, and 21.9 per cent of them rural."""
        span = (cue.number.start, cue.number.end)
        for axis in (0, 1):
            lines = whole.choices[axis].lines
            for line in lines if len(lines) > 1 else ():
                pair = [*whole.choices]
                pair[axis] = Choice((line,), 1.0)
                part = self.operand(pair[0], pair[1])
                score = self.sight.score(axis, line, span, frozenset())
                if part is not None and part.counted and whole.counted:
                    yield from self.made(Kind.SHARE, (part, whole), BESIDE * max(score, UNNAMED))

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
                    score = max(score, 0.9 * self.sight.score(axis, other[0], span, frozenset()))
                choice = Choice(other, score, len(other) > 1)
                made = []
                for operand in known.operands:
                    pair = [*operand.choices]
                    pair[axis] = choice
                    made.append(self.operand(pair[0], pair[1]))
                if all(m is not None for m in made) and own.lines and score > 0:
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
                    if not one_measure(lines[0], line, series):
                        yield (line,), 0.13
                        continue
                    near = series.index(line) == at - 1 or year_apart(lines[0], line)
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
            aligned = first + many == start or year_apart(lines[0], moved[0])
            yield moved, 0.75 if aligned else 0.1
