"""Which lines of a table a number of a sentence may speak of, alone or added up."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, pairwise

from wardmote.checker.axes import Line, Role
from wardmote.checker.cues import Cue
from wardmote.checker.numbers import Number, Sort, is_clock
from wardmote.checker.sight import Sight
from wardmote.checker.spelt import WORDS
from wardmote.checker.stems import same_word, tokens
from wardmote.checker.workings import Choice, Operand

TOGETHER = re.compile(
    r"\b(?:combined|together|between (?:them|the (?:two|three|four|pair))|jointly|as a pair|"
    r"as one group|plus|added|in (?:all|total)|total\w*|altogether|"
    r"both|either|sum|comprising|made up|account\w*|as well as|along with)\b",
    re.IGNORECASE,
)


INCLUDING = re.compile(r"\bincluding\b|\bof (?:which|whom)\b", re.IGNORECASE)


EXCLUDING = re.compile(
    r"\b(?:excluding|excluded|exclude|except|apart from|other than|leaving (?:aside|out)|"
    r"setting aside|outside(?: of)?|"
    r"without|discounting|not counting|taken out|removed|if we ignore|ignoring)\b",
    re.IGNORECASE,
)
NEXT_TO = 25  # characters
# The two worst affected forces; the top three.
TOP = re.compile(
    r"\b(?P<k>two|three|four|five|six)\s+(?:(?P<low>lowest|smallest|quietest|least|bottom|poorest)|"
    r"highest|largest|biggest|busiest|worst|most|top|best|main|leading)\b|"
    r"\b(?:(?P<low2>bottom)|top|first)\s+(?P<k2>two|three|four|five|six)\b", re.IGNORECASE,
)  # fmt: skip
HIGHEST = 0.6  # of as many lines as are said to be the highest
# Cautions of both kinds, handcuffs of either sort.
KINDS = re.compile(
    r"\b(?:both|either|all|any|every|each|different|various|two|three|four)\s+(?:\w+\s+)?"
    r"(?:kinds?|sorts?|types?|forms?|grades?|levels?|categor\w+)\b|\b(?:combined|together|"
    r"whether or not|of whatever|in all (?:its|their) forms)\b",
    re.IGNORECASE,
)
# What stands between two names of lines that are taken together, from within the first one's word.
JOINT = re.compile(r"\w*(?:\s[\w-]+)?\s*(?:,|\band\b|\bor\b|&|\bplus\b|/)\s*(?:the\s+)?", re.I)
NAMED = 0.5  # of a mention, from which it names a line
SHORT = 4  # letters of a stem that is too short to name several lines
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


def one_unit(lines: Sequence[Line]) -> bool:
    """Whether lines may be added up: all of them counts, of one thing where they are columns."""
    sorts = {c.number.sort for li in lines for c in li.cells}
    money = {"£" in li.label for li in lines}
    return (
        sorts == {Sort.COUNT}
        and len(money) == 1
        and not any(li.role in (Role.RATE, Role.BASE) for li in lines)
    )


def _of_shares(operand: Operand) -> bool:
    """Whether percentages are shares of one whole, which may be added up over rows."""
    columns = operand.choices[1]
    return not columns.added and columns.lines[0].role is Role.SHARE


def _of_one(lines: Sequence[Line]) -> bool:
    """Whether lines may be added up: times of one thing, or things at one time."""
    dated = [li for li in lines if li.periods]
    return not dated or (
        len(dated) == len(lines)
        and (len({li.stems for li in lines}) == 1 or len({li.periods for li in lines}) == 1)
    )


class Choosing:
    """A sentence beside a table: the numbers of the table that one of it may speak of."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.together = bool(TOGETHER.search(sight.sentence))
        self.kin = tuple(tuple(self._kin(axis)) for axis in (0, 1))
        self.based = any(li.role is Role.BASE for axis in sight.axes for li in axis.lines)

    def across(self, axis: int, lines: Sequence[Line], other: Line) -> list[Number] | None:
        """The numbers of some lines of an axis where another line crosses them; None where the
        table has not all of them."""
        spots = [(li.at, other.at) if axis == 0 else (other.at, li.at) for li in lines]
        found = [self.sight.at[spot].number for spot in spots if spot in self.sight.at]
        return found if len(found) == len(lines) else None

    def operand(self, rows: Choice, columns: Choice) -> Operand | None:
        """The number where lines cross; None where the table has no number there, or numbers in
        several units."""
        every = [self.sight.at.get((r.at, c.at)) for r in rows.lines for c in columns.lines]
        cells = [c for c in every if c is not None]
        if not cells or len(cells) < len(every):
            return None
        numbers = [c.number for c in cells]
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
            any(is_clock(n.text) for n in numbers),
        )  # fmt: skip

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
        if len(plain) > 1 and (axis == 0 or one_unit(plain)):
            score = 0.6 if not named else 0.1
            if self.sight.whole or (cue.average and own.timed) or INCLUDING.search(
                self.sight.sentence):  # fmt: skip
                score = 0.9 if not named else 0.5
            if own.totals:
                score *= 0.5
            yield Choice(plain, score, added=True)
        for lines in self._highest(axis):
            yield Choice(lines, HIGHEST, added=True)
        for kin in self.kin[axis]:
            yield Choice(kin, 0.8 if KINDS.search(self.sight.sentence) else 0.45, added=True)
        left_out = self._left_out(axis)
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

    def _highest(self, axis: int) -> set[tuple[Line, ...]]:
        """So many lines that are the highest or the lowest of all in a line across: the two worst
        affected forces, the four busiest towns."""
        match = TOP.search(self.sight.sentence)
        lines = self.sight.axes[axis].counted
        many = WORDS.get((match["k"] or match["k2"]).lower(), 0) if match else 0
        if match is None or len(lines) <= many or self.sight.axes[axis].timed:
            return set()
        found = set()
        for line in self.sight.axes[1 - axis].plain:
            cells = self.across(axis, lines, line)
            if cells is None:
                continue
            order = sorted(range(len(lines)), key=lambda i: cells[i].value)
            some = order[: int(many)] if match["low"] or match["low2"] else order[-int(many) :]
            found.add(tuple(li for i, li in enumerate(lines) if i in some))
        return found

    def _kin(self, axis: int) -> Iterator[tuple[Line, ...]]:
        """The lines whose names have a word of the sentence in common, and no other line has."""
        own = self.sight.axes[axis]
        if own.timed:
            return
        plain = own.counted
        said = {stem for _, stem in tokens(self.sight.sentence) if len(stem) >= SHORT}
        seen = set()
        for stem in sorted(said):
            kin = tuple(li for li in plain if any(same_word(stem, own) for own in li.stems))
            if 2 <= len(kin) < len(plain) and kin not in seen and (axis == 0 or one_unit(kin)):
                seen.add(kin)
                yield kin

    def _left_out(self, axis: int) -> frozenset[Line]:
        """The lines that the sentence says to leave out: named close to where it says so."""
        found = EXCLUDING.search(self.sight.sentence)
        if found is None or self.sight.axes[axis].timed:
            return frozenset()
        return frozenset(
            li
            for m in self.sight.mentions[axis]
            if m.weight >= 0.5
            and (0 <= m.start - found.end() <= NEXT_TO or 0 <= found.start() - m.end <= NEXT_TO)
            for li in m.lines
            if li.role is Role.PLAIN
        )

    @cached_property
    def joints(self) -> tuple[list[frozenset[int]], ...]:
        """The lines of each axis that are named one after another, with nothing but an and, an or
        or a comma between them: killed or seriously injured."""
        found: tuple[list[frozenset[int]], ...] = ([], [])
        for axis, run in zip((0, 1), found, strict=True):
            named = [
                m for m in self.sight.mentions[axis]
                if m.weight >= NAMED and m.end > m.start and len(m.lines) == 1
            ]  # fmt: skip
            some: list[int] = []
            for one, other in pairwise([*named, None]):
                some.append(one.lines[0].at if one else 0)
                if other is None or one is None or not JOINT.fullmatch(
                    self.sight.sentence[one.end : other.start]
                ):  # fmt: skip
                    run += [frozenset(some)] if len(some) > 1 else []
                    some = []
        return found

    def joined(self, axis: int, lines: Sequence[Line]) -> bool:
        """Whether lines are those that are named one after another."""
        return frozenset(li.at for li in lines) in self.joints[axis]

    def _said(self, axis: int, line: Line) -> bool:
        return any(
            m.lines == (line,) and m.weight >= NAMED and m.end > m.start
            for m in self.sight.mentions[axis]
        )

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
            if o.count == 1 or o.sort is Sort.COUNT or cue.average or _of_shares(o)
        ]  # fmt: skip
        found.sort(key=lambda o: -o.score)
        return found[:MOST]
