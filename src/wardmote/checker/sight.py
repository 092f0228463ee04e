"""What a sentence names of a table: lines by their words, lines by their periods, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from wardmote.checker import forms
from wardmote.checker import periods as times
from wardmote.checker.ages import bands
from wardmote.checker.axes import Axis, Line, Role, axes_of
from wardmote.checker.bounds import bounded
from wardmote.checker.clocks import in_seconds
from wardmote.checker.grid import Cell, Grid
from wardmote.checker.mentions import Mention, at_times
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.periods import AFTER, BEFORE, MONTH_BEFORE
from wardmote.checker.respective import paired
from wardmote.checker.spelt import WORDS
from wardmote.checker.stems import tokens
from wardmote.checker.stretches import (
    before_those,
    half_of,
    is_month,
    months_of,
    offset_of,
    quarter_of,
    stretches,
)

Span = tuple[int, int]
WHOLE = re.compile(
    r"\b(?:totals?|totalled|totalling|overall|altogether|in all|all|combined|together|across|"
    r"(?:over|for|in|during|throughout) the (?:full |whole )?"
    r"(?:year|period|half[- ]year|quarter|season|decade)|year as a whole|"
    r"force-?wide|county-?wide|whole|sum|entire|every|jointly|all told|between them)\b",
    re.IGNORECASE,
)
BREAK = re.compile(rf";|\b(?:{forms.WHEREAS}|however|meanwhile)\b|[.!?]\s", re.IGNORECASE)
SOFT_BREAK = re.compile(r"[,:(]|\band\b|\bfrom\b|\bcompared\b|\bagainst\b", re.IGNORECASE)
OFFSET = re.compile(
    rf"\b(?P<in>(?:in|over)\s+(?:the\s+(?:last|past)\s+)?)?(?P<many>{'|'.join(WORDS)}|\d+|a)\s+"
    r"(?P<unit>month|quarter|year|wave)s?\b(?(in)|\s+(?:earlier|before|ago|previously|prior|on)\b)",
    re.IGNORECASE,
)
OF_IT = re.compile(
    r"\s+(?:of|in)\s+(?:the|this|our)\s+(?:series|table|run|period|decade|data)\b|\s+shown\b"
)
LISTED = re.compile(r"(?:[^.;]|\.\d){0,40}?(?:,|\band\b)(?:[^.;,]|[.,]\d){0,40}")
# How likely it is that a number speaks of a line: by where the line is named, or by default.
ONE_OF_MANY = 0.45  # a period that several lines share
AFTER_IT = 0.9  # named after the number, and not right after it
RIGHT_AFTER = 30  # characters
SURE = 0.8  # of a mention that begins or ends a stretch of lines
UNTIL = re.compile(r"\w*\s+(?:to|through to|through)\s+", re.IGNORECASE)
OF_ANOTHER = 0.1  # named for another number: A and B by 8 and 29 respectively
PER_NUMBER, PER_BREAK, PER_RIVAL, PER_COMMA = 0.8, 0.65, 0.72, 0.85


class Sight:
    """A sentence beside a table."""

    def __init__(self, sentence: str, grid: Grid) -> None:
        self.sentence = sentence
        self.grid = grid
        self.axes: tuple[Axis, Axis] = axes_of(grid)
        self.at: dict[tuple[int, int], Cell] = {(c.row, c.column): c for c in grid.cells}
        self.numbers = in_seconds(numbers_in(sentence), sentence, grid)
        self.mentions = tuple(self._mentions(axis) for axis in self.axes)
        self._near: dict[tuple[int, int, Span], float] = {}
        self.likes = _percent_like(self.axes)

    @property
    def names(self) -> list[Span]:
        """Where the sentence has the words of a line that is no period."""
        return [
            self.spoken(m) for mentions in self.mentions for m in mentions
            if m.weight >= 0.5 and m.end > m.start and not m.lines[0].periods
        ]  # fmt: skip

    def spoken(self, mention: Mention) -> Span:
        """Where a mention stands with the whole of its last word, in which it ends."""
        rest = re.match(r"\w*", self.sentence[mention.end - 1 :])
        return mention.start, mention.end - 1 + (rest.end() if rest else 0)

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the words of the table's labels."""
        labels = (li.label for axis in self.axes for li in axis.lines)
        return frozenset(stem for label in labels for _, stem in tokens(label))

    @cached_property
    def printed(self) -> frozenset[tuple[Sort, float]]:
        """The sorts and sizes of the table's numbers."""
        return frozenset((c.number.sort, abs(c.number.value)) for c in self.grid.cells)

    def line_of(self, axis: int, cell: Cell) -> Line:
        """The line of an axis in which a cell stands."""
        at = cell.row if axis == 0 else cell.column
        return next(li for li in self.axes[axis].lines if li.at == at)

    @cached_property
    def elsewhere(self) -> tuple[Span, ...]:
        """Where the sentence names a time that a table of times has not."""
        lines = [li for axis in self.axes if axis.timed for li in axis.series if li.periods]
        return tuple(
            (m.start, m.end)
            for m in times.periods_in(self.sentence)
            if m.periods
            and False in (fit := {times.fits(li.periods, m.periods) for li in lines})
            and True not in fit
        )

    @cached_property
    def whole(self) -> bool:
        """Whether the sentence speaks of all together."""
        return bool(WHOLE.search(self.sentence))

    def _mentions(self, axis: Axis) -> tuple[Mention, ...]:
        found = [Mention((m.line,), m.start, m.end, m.weight) for m in axis.named(self.sentence)]
        if any(line.periods for line in axis.lines):
            found += self._timed(axis)
            if axis.mixed:
                found += at_times(found)
        else:
            found += self._from_to(axis, found)
        for lines, start, end in bands(self.sentence, axis.plain):  # 60 and over: no 60 to 69
            found = [m for m in found if m.end <= start or end <= m.start]
            found.append(Mention(lines, start, end, 1.0, ranged=True))
        for line, start, end in bounded(self.sentence, axis.plain):  # longer than six months
            found = [m for m in found if m.end <= start or end <= m.start]
            found.append(Mention((line,), start, end))
        return tuple(found)

    def _from_to(self, axis: Axis, named: Sequence[Mention]) -> Iterator[Mention]:
        """Bands A to C: the lines from one that is named to another, in their order."""
        lines = axis.counted
        for one, other in pairwise(sorted(named, key=lambda m: m.start)):
            first, last = one.lines[0], other.lines[0]
            if min(one.weight, other.weight) < SURE or first not in lines or last not in lines:
                continue
            i, j = lines.index(first), lines.index(last)
            if i < j and UNTIL.fullmatch(self.sentence[one.end : other.start]):
                yield Mention(lines[i : j + 1], one.start, other.end, 1.0, ranged=True)

    def _timed(self, axis: Axis) -> Iterator[Mention]:
        said = times.periods_in(self.sentence)
        series, dated = [li for li in axis.series if li.periods], axis.dated
        known: list[Mention] = []
        for mention in said:
            made = self._period(axis, series, mention, said)
            if made is not None:
                known.append(made)
                yield made
        if not axis.mixed:
            single = [(m.lines[0], m.start, m.end) for m in known if len(m.lines) == 1]
            for lines, start, end in stretches(self.sentence, dated, single):
                if not any(m.start < end and start < m.end and len(m.lines) > 1 for m in known):
                    known.append(Mention(lines, start, end, 1.0, ranged=len(lines) > 1))
                    yield known[-1]
            some = [(m.lines, m.start, m.end) for m in known if len(m.lines) > 1]
            for lines, start, end in before_those(self.sentence, dated, some):
                known.append(Mention(lines, start, end, 1.0, ranged=True))
                yield known[-1]
        for match in OFFSET.finditer(self.sentence if dated else ""):
            before = [m for m in known if m.end <= match.start()]
            last = before[-1].lines[-1] if before else dated[-1]
            many = match["many"].lower()
            step = int(1 if many == "a" else WORDS.get(many) or many)
            unit = match["unit"].lower()
            if any(m.start < match.end() and match.start() < m.end and m.ranged for m in known):
                continue
            if match["in"] and (last is not dated[-1] and not before):
                continue
            if last in dated and step >= 1:
                spot = offset_of(dated, last, step, unit)
                if spot is not None and dated[spot] is not last:
                    yield Mention((dated[spot],), match.start(), match.end(), 0.9)

    def _period(
        self,
        axis: Axis,
        series: Sequence[Line],
        mention: times.Mention,
        said: Sequence[times.Mention],
    ) -> Mention | None:
        start, end = mention.start, mention.end
        if mention.of and mention.of[0].endswith("half"):
            lines = half_of(mention, series)
            return Mention(lines, start, end, 1.0, ranged=len(lines) > 1) if lines else None
        if mention.months or mention.of:
            lines = months_of(mention, [li for li in series if is_month(li)])
            if lines:
                return Mention(lines, start, end, 1.0, ranged=len(lines) > 1)
        relative = {p for p in mention.periods if times.kind_of(p) == "relative"}
        if relative:
            if len(series) < 2:
                return None
            if axis.mixed and not any(is_month(li) for li in series):
                return self._of_mixed(series, mention, after=AFTER in relative)
            if AFTER in relative or OF_IT.match(self.sentence, end):
                return Mention((series[-1],), start, end, 0.8)
            words = self.sentence[start:end].lower()
            if "quarter" in words if any(is_month(li) for li in series) else (
                    MONTH_BEFORE in relative):  # fmt: skip
                return None
            ago = self._before(series, said, mention)
            return Mention((ago,), start, end, 0.7) if ago else None
        wanted = mention.periods
        months = quarter_of(mention, series)
        if months and not any(times.kind_of(p) == "quarter" for li in series for p in li.periods):
            return Mention(months, start, end, 1.0, ranged=True)
        fit = [li for li in series if times.fits(li.periods, wanted)]
        fit = [li for li in fit if li in axis.dated] or fit
        if len(fit) > 1:
            # March, of a year that another place of the sentence names.
            years = {p for m in said for p in m.periods if times.kind_of(p) == "year"}
            kinds = {times.kind_of(p) for p in wanted}
            if "year" not in kinds and years:
                narrower = [li for li in fit if times.fits(li.periods, frozenset(years))]
                fit = narrower if 0 < len(narrower) < len(fit) else fit
        if not fit:
            quarter = [int(p[1:]) for p in mention.periods if times.kind_of(p) == "quarter"]
            if (
                len(quarter) == 1
                and len(series) == 4
                and not any(times.kind_of(p) == "quarter" for li in series for p in li.periods)
            ):
                return Mention((series[quarter[0] - 1],), start, end, 0.9)
            return None
        kinds = {times.kind_of(p) for p in wanted}
        ranged = (
            len(fit) > 1
            and kinds == {"year"}
            and (tuple(fit) in axis.years.values() or (len(fit) in (3, 4, 12) and not axis.mixed))
        )
        return Mention(tuple(fit), start, end, 1.0, ranged=ranged)

    def _of_mixed(
        self, series: Sequence[Line], mention: times.Mention, *, after: bool
    ) -> Mention | None:
        """The lines of the latest time, or of that before it, where they are of several things."""
        ranks = sorted({times.rank_of(li.periods) for li in series})
        if not after and len(ranks) < 2:
            return None
        wanted = ranks[-1] if after else ranks[-2]
        lines = tuple(li for li in series if times.rank_of(li.periods) == wanted)
        return Mention(lines, mention.start, mention.end, 0.8 if after else 0.7)

    def _before(
        self, series: Sequence[Line], said: Sequence[times.Mention], mention: times.Mention
    ) -> Line | None:
        """The line before the latest that is named: a year before where the words say a year."""
        words = self.sentence[mention.start : mention.end].lower()
        named = [
            li
            for m in said
            if m is not mention and m.periods
            for li in series
            if times.fits(li.periods, m.periods)
        ]
        last = named[0] if len(set(named)) == 1 else series[-1]
        unit = next((u for u in ("half", "year", "quarter", "month", "wave") if u in words), "")
        if "twelve" in words or "12" in words:
            unit = "year"
        # Against 180 last year and 184 the year before: of two befores the second is further back.
        step = 1 + any(
            m is not mention and BEFORE in m.periods and m.end <= mention.start
            and LISTED.fullmatch(self.sentence[m.end : mention.start])
            for m in said
        )  # fmt: skip
        spot = offset_of(series, last, step, unit) if unit else series.index(last) - step
        return series[spot] if spot is not None and spot >= 0 else None

    def score(self, axis: int, line: Line, span: Span, fitting: frozenset[int]) -> float:
        """How likely a number at a place speaks of a line, by where the line is named; else 0.

        Of the lines that one period has, only those can be meant whose numbers are of its sort.
        """
        best = 0.0
        for mention in self.mentions[axis]:
            if line in mention.lines:
                many = sum(li.at in fitting for li in mention.lines)
                one_of = 1.0 if many <= 1 or len(mention.lines) == 1 else ONE_OF_MANY
                best = max(best, mention.weight * one_of * self._nearness(axis, mention, span))
        return best

    def _nearness(self, axis: int, mention: Mention, span: Span) -> float:
        key = (axis, id(mention), span)
        if key not in self._near:
            self._near[key] = self._worked(axis, mention, span)
        return self._near[key]

    def _worked(self, axis: int, mention: Mention, span: Span) -> float:
        if mention.start == mention.end == span[0] and any(
            m.end > m.start for m in self.mentions[axis]
        ):
            return 0.0  # its own value tells nothing against words
        of_it, *others = self._respective[axis].get(span[0], (None,))
        if of_it is not None and (mention is of_it or mention in others):
            return 1.0 if mention is of_it else OF_ANOTHER
        after = mention.start >= span[1]
        one, two = (span[1], mention.start) if after else (mention.end, span[0])
        between = self.sentence[one:two] if one < two else ""
        score = 1.0
        crossed = sum(one <= n.start < two for n in self.numbers)
        score *= PER_NUMBER**crossed
        if BREAK.search(between):
            score *= PER_BREAK
        rivals = (
            m for m in self.mentions[axis]
            if m is not mention and m.lines != mention.lines and one <= m.start < two
        )  # fmt: skip
        if any(True for _ in rivals):
            score *= PER_RIVAL
        if after:
            if SOFT_BREAK.search(between):
                score *= PER_COMMA
            if len(between) > RIGHT_AFTER or crossed:
                score *= AFTER_IT
        return score

    @cached_property
    def _respective(self) -> tuple[dict[int, tuple[Mention, ...]], ...]:
        """For each axis, the names that numbers are said to be of respectively."""
        return tuple(
            paired(
                self.sentence, self.numbers,
                [m for m in mentions if m.weight >= 0.5 and m.end > m.start and len(m.lines) == 1],
            )
            for mentions in self.mentions
        )  # fmt: skip

    def named(self, axis: int) -> bool:
        """Whether the sentence names a line of an axis at all."""
        return any(
            m.weight >= 0.5 and m.lines[0].role not in (Role.TARGET, Role.BASE)
            for m in self.mentions[axis]
        )

    def ranges(self, axis: int) -> list[Mention]:
        """The mentions whose lines are meant as one."""
        return [m for m in self.mentions[axis] if m.ranged]

    def near(self, axis: int, mention: Mention, span: Span) -> float:
        """The score of a mention as a whole."""
        return mention.weight * self._nearness(axis, mention, span)

    def shifted(self, extra: Sequence[tuple[int, Line, int]]) -> Sight:
        """The same sight with lines that a number's own value points to: axis, line, place."""
        other = object.__new__(Sight)
        other.__dict__.update(self.__dict__)
        other._near = {}
        mentions = [list(m) for m in self.mentions]
        for axis, line, place in extra:
            if not any(line in m.lines and len(m.lines) == 1 for m in mentions[axis]):
                mentions[axis].append(Mention((line,), place, place, 0.75))
        other.mentions = tuple(tuple(m) for m in mentions)
        return other


NOT_PERCENT = re.compile(
    r"\b(?:per|rate|secs?|seconds|mins?|minutes|hours|days|weeks|years|average|mean|fte|ratio)\b|£",
    re.IGNORECASE,
)


def _percent_like(axes: tuple[Axis, Axis]) -> frozenset[tuple[int, int]]:
    """Cells that may be percentages though nothing says so: up to 100, and not whole."""
    found: set[tuple[int, int]] = set()
    for axis in axes:
        for line in axis.lines:
            values = [c.number for c in line.cells if c.number.sort is Sort.COUNT]
            if (
                len(values) > 1
                and all(0 <= abs(n.value) <= 100 for n in values)
                and any(not n.whole for n in values)
                and not NOT_PERCENT.search(line.label)
            ):
                found |= {(c.row, c.column) for c in line.cells}
    return frozenset(found)


__all__ = ["Mention", "Role", "Sight", "Span", "replace"]
