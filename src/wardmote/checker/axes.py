"""The rows and columns of a table, and where a sentence names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from wardmote.checker.grid import FUNCTION, Cell, Grid
from wardmote.checker.number import Sort
from wardmote.checker.periods import financial, kind_of, periods_in, rank_of
from wardmote.checker.stems import GENERIC, alike, initials_of, same_word, shortened, tokens


class Role(StrEnum):
    """What the numbers of a line are, by its label."""

    PLAIN = "plain"
    TOTAL = "total"
    AVERAGE = "average"
    CHANGE = "change"
    PERCENT_CHANGE = "percent change"
    SHARE = "share"
    RATE = "rate"
    BASE = "base"
    TARGET = "target"
    RANK = "rank"


ROLES = (
    (Role.AVERAGE, r"\b(?:avg|averag(?:e[ds]?|ing)?|mean)\b"),
    (
        Role.PERCENT_CHANGE,
        r"(?:%|\bper ?cent(?:age)?)\s*(?:\([^)]*\)\s*)?"
        r"(?:change|diff\w*|increase|decrease|var\w*)\b|"
        r"\b(?:change|diff\w*|increase|decrease|variance)\b[^a-z]*(?:%|per ?cent)",
    ),
    (Role.CHANGE, r"\b(?:change|difference|diff|variance|increase|decrease|movement)\b|^\+/-$"),
    (
        Role.TARGET,
        r"^limit\b|\b(?:target|ambition|standard|threshold|goal|budget|planned|allocation|ceiling|"
        r"establishment)\b",
    ),
    (Role.RANK, r"\b(?:rank|ranking|position)\b"),
    (Role.RATE, r"\b(?:per|/)\s?(?:1,?000|10,?000|100,?000|head|capita|million)\b|\brates?\b"),
    (Role.BASE, r"\b(?:population|residents|households)\b"),
    (Role.SHARE, r"\b(?:share|proportion|percentage of)\b|%\s*of\b"),
    (Role.TOTAL, r"\b(?:total|overall|sum|altogether)\b|^all\b"),
)
DERIVED = (Role.CHANGE, Role.PERCENT_CHANGE, Role.SHARE, Role.RATE)
# Satisfied overall: a measure, and no sum of the other columns.
OVERALL = re.compile(r"\b[a-z]{4,}\s+overall\b|\boverall\s+[a-z]{4,}", re.IGNORECASE)
# Attended within target: what was reached, and no aim.
WITHIN = re.compile(
    r"\b(?:within|met|meeting|inside|in|on|hit)\s+(?:[\w-]+\s+){0,2}?(?:target|standard)",
    re.IGNORECASE,
)
GENERAL, SHARED = 0.25, 0.02  # weights of words that name anything, and of words of every label
LEAST, SURELY = 0.2, 0.6  # share of a label's weight that may name it, and that surely does
NO_SUM = re.compile(
    r"\b(?:avg|average|mean|median|rate|ratio|per|hours|days|minutes|seconds|%)\b", re.IGNORECASE
)
BESIDE = 25  # characters between a line's words and those of all lines
AND = re.compile(r"\b(?:and|or|to)\b|,|&", re.IGNORECASE)
SOME = 3  # numbers of a line that are sums of those before it, by no accident
WITHIN_YEAR = ("month", "quarter", "half", "span")
OTHER = "other"
ANY_OTHER = re.compile(
    r"\b(?:every|each|any|no|all|all the|some|most|many|than|the)\s+$", re.IGNORECASE
)  # of which other is no name: every other reason
PER = re.compile(r"\bper (?P<per>1,?000|10,?000|100,?000|head|capita)\b", re.IGNORECASE)
RATE = "rate"
LOOSE = 5  # words that may stand between those of a label


@dataclass(frozen=True, eq=False)
class Line:
    """A row or a column: its label and what its numbers are."""

    by_row: bool
    at: int
    label: str
    cells: tuple[Cell, ...]
    role: Role

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its label without the periods."""
        bare = self.label
        for mention in periods_in(self.label, label=True)[::-1]:
            bare = f"{bare[: mention.start]} {bare[mention.end :]}"
        found = frozenset(t for _, t in tokens(bare))
        return found | {RATE} if PER.search(bare) else found

    @cached_property
    def derived(self) -> bool:
        """Whether its numbers are made of others': shares, rates, changes, percentages."""
        return self.role in DERIVED or all(c.number.sort is Sort.PERCENT for c in self.cells)

    @cached_property
    def months(self) -> int:
        """How many months its label says that it has, as Apr-Dec 2024 does; else 0."""
        found = periods_in(self.label, label=True)
        return len(found[0].months) if len(found) == 1 else 0

    @cached_property
    def periods(self) -> frozenset[str]:
        """The periods of its label."""
        found = periods_in(self.label, label=True)
        return frozenset(p for m in found for p in m.periods)


@dataclass(frozen=True, slots=True)
class Named:
    """A line that a text names by its words, where, and the share of its label that is named."""

    line: Line
    start: int
    end: int
    weight: float


@dataclass(frozen=True)
class Axis:
    """The lines of one way through a table."""

    lines: tuple[Line, ...]

    @cached_property
    def plain(self) -> tuple[Line, ...]:
        """The lines that count: no totals, averages, changes, rates."""
        rates = tuple(line for line in self.lines if line.role is Role.RATE)
        return self.counted or rates or self.lines

    @cached_property
    def counted(self) -> tuple[Line, ...]:
        """The lines that count; none where there are only rates, totals and the like."""
        return tuple(line for line in self.lines if line.role is Role.PLAIN)

    @cached_property
    def timed(self) -> bool:
        """Whether its lines are periods: all of them, or two at least of one thing, beside others
        that are of no time."""
        dated = [line for line in self.plain if line.periods]
        again = len({(line.stems, line.cells[0].number.sort) for line in dated}) < len(dated)
        return len(dated) > 0 and (len(dated) == len(self.plain) or again)

    @cached_property
    def mixed(self) -> bool:
        """Whether its lines are periods of more than one thing: reports 2022, losses 2022."""
        return self.timed and len({line.stems for line in self.plain}) > 1

    @cached_property
    def totals(self) -> tuple[Line, ...]:
        """The lines of totals."""
        return tuple(line for line in self.lines if line.role is Role.TOTAL)

    @cached_property
    def series(self) -> tuple[Line, ...]:
        """Its periods in their order, without totals."""
        lines = [line for line in self.plain if line.periods or not self.timed]
        return tuple(sorted(lines, key=lambda line: (rank_of(line.periods), line.at)))

    @cached_property
    def dated(self) -> tuple[Line, ...]:
        """Its periods one after another: beside 2023/24 and 2024/25 a line like "Surveys in
        2024/25", of which there is no other, is no time of its own."""
        lines = [line for line in self.series if line.periods]
        of = Counter(line.stems for line in lines)
        bare = {line.periods for line in lines if not line.stems}
        alone = {li for li in lines if li.stems and of[li.stems] == 1 and li.periods in bare}
        return tuple(li for li in lines if li not in alone) if len(bare) > 1 else tuple(lines)

    @cached_property
    def years(self) -> dict[str, tuple[Line, ...]]:
        """The lines of each whole year, where lines are quarters or months of more than one; of a
        calendar's months a financial year, where they begin with one."""
        for year_of in (lambda own: own, financial):
            found: dict[str, list[Line]] = {}
            for line in self.series:
                years = [p for p in year_of(line.periods) if kind_of(p) == "year"]
                within = [p for p in line.periods if kind_of(p) in WITHIN_YEAR]
                if len(years) != 1 or len(within) != 1:
                    return {}
                found.setdefault(years[0], []).append(line)
            halves = all("half" in map(kind_of, li.periods) for li in self.series)
            whole = ({2},) if halves else ({4}, {12})
            if len(found) > 1 and {len(lines) for lines in found.values()} in whole:
                return {year: tuple(lines) for year, lines in found.items()}
        return {}

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The stems that stand in every label."""
        others = [frozenset(o.stems) for o in self.lines if o.role is Role.PLAIN and o.stems]
        return frozenset.intersection(*others) if len(others) > 1 else frozenset()

    def weights(self, line: Line) -> dict[str, float]:
        """How much each stem of a label names it."""
        aside = {t for part in re.findall(r"\(([^)]*)\)", line.label) for _, t in tokens(part)}
        content = {s for s in line.stems if s not in FUNCTION}
        twins = [
            o for o in self.lines
            if o is not line and {s for s in o.stems if s not in FUNCTION} == content
        ]  # fmt: skip
        told = {s for s in line.stems & FUNCTION if any(s not in o.stems for o in twins)}
        return {
            s: SHARED
            if s in self._shared
            else 1.0
            if s == RATE and PER.search(line.label)
            else GENERAL
            if s in GENERIC or s in aside or s in told
            else 1.0
            for s in content | told
        }

    def named(self, text: str) -> list[Named]:
        """The lines that a text names by their words, in its order; of rivals the fuller."""
        dates = [m for m in periods_in(text) if any(kind_of(p) == "year" for p in m.periods)]
        words = [
            (at, w) for at, w in tokens(text)
            if not (w.isdigit() and any(m.start <= at < m.end for m in dates))
            and not (w == OTHER and text[at] == "o" and ANY_OTHER.search(text[:at]))
        ]  # fmt: skip
        weighted = [(line, self.weights(line)) for line in self.lines]
        own = {stem for _, weights in weighted for stem in weights}
        found: list[tuple[float, float, tuple[int, ...], Line]] = []
        for line, weights in weighted:
            whole = sum(weights.values())
            if whole:
                found += [
                    (got / whole, got, at, line)
                    for got, at in _windows(words, weights, line.label, own)
                ]
        found = [f for f in found if f[1] >= GENERAL and f[0] >= LEAST]
        found = [f for f in found if not f[3].periods or f[1] >= 1.0]
        kept: list[Named] = []
        for share, got, at, line in found:
            rivals = [
                f for f in found
                if f[3] is not line and set(f[2]) & set(at)
                and not (share >= SURELY and f[3].derived and not line.derived)
            ]  # fmt: skip
            fuller = {i for r in rivals if (r[1], r[0]) > (got, share) for i in r[2]}
            if fuller:
                left = self._left(text, words, line, [i for i in at if i not in fuller], fuller)
                kept += [left] if left else []
                continue
            weight = 1.0 if share >= SURELY - 1e-9 else 0.8 if got >= 1.0 else 0.5
            tied = any((r[1], r[0]) == (got, share) for r in rivals)
            start, end = words[at[0]][0], words[at[-1]][0] + 1
            if line.role is Role.TOTAL and any(
                f[3].role is Role.PLAIN and f[1] >= 1.0 and abs(words[f[2][0]][0] - start) < BESIDE
                for f in found
            ):
                weight *= 0.4  # serious injuries are not all injuries
            kept.append(Named(line, start, end, weight * (0.6 if tied else 1.0)))
        return sorted(kept, key=lambda k: k.start)

    def _left(
        self, text: str, words: Sequence[tuple[int, str]], line: Line, own: Sequence[int],
        others: Set[int],
    ) -> Named | None:  # fmt: skip
        """A line that shares a word with a fuller one before or behind an "and", by what it has of
        its own: thefts of quad bikes and machinery, police staff and PCSO pay."""
        if not own:
            return None
        weights = self.weights(line)
        got = sum(
            max((w for s, w in weights.items() if same_word(s, words[i][1])), default=0.0)
            for i in own
        )
        if got < 1.0 or got / sum(weights.values()) < LEAST:
            return None
        near = min(others, key=lambda i: abs(words[i][0] - words[own[0]][0]))
        one, two = sorted((words[near][0], words[own[0]][0]))
        if not AND.search(text[one:two]):
            return None
        return Named(line, words[own[0]][0], words[own[-1]][0] + 1, 0.8)


def _windows(
    words: Sequence[tuple[int, str]], weights: dict[str, float], label: str, every: Set[str]
) -> Iterable[tuple[float, tuple[int, ...]]]:
    """Each place where words of a label stand together, with no number of another thing between
    them: their weight, and which they are. A word that one of `every` label has itself names no
    other by what it means: complaints, beside allegations."""
    hits: dict[int, str] = {}
    said = {w for _, w in words if w in weights}  # what is said itself needs no synonym
    free = [s for s in weights if s not in said]
    for i, (_, w) in enumerate(words):
        same = alike if w in every else same_word
        own = w if w in weights else next((s for s in free if same(s, w)), None)
        if own is not None:
            hits[i] = own
    for own in weights.keys() & {*shortened(label)}:
        hits |= dict.fromkeys(_spelt_out(own, words), own)
    hits = dict(sorted(hits.items()))
    reach = len(weights) + LOOSE
    initials = initials_of(label)
    for i, (_, w) in enumerate(words):
        if initials and w == initials:
            yield sum(weights.values()), (i,)
    apart = [i for i, (_, w) in enumerate(words) if w.isdigit() and i not in hits]
    used: set[int] = set()
    for first in hits:
        if first in used:
            continue
        at: list[int] = []
        seen: set[str] = set()
        until = min((i for i in apart if i > first), default=len(words))
        for i, own in hits.items():
            if first <= i < min(first + reach, until) and own not in seen:
                seen.add(own)
                at.append(i)
        used.update(at)
        yield sum(weights[w] for w in seen), tuple(at)


def _spelt_out(short: str, words: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Where words begin of which a stem like vawg has the initials: violence against women and
    girls."""
    content = [i for i, (_, w) in enumerate(words) if w not in FUNCTION or w == "of"]
    for at in ([*range(len(words))], content):
        letters = "".join(words[i][1][:1] for i in at)
        yield from (at[m.start()] for m in re.finditer(f"(?={re.escape(short)})", letters))


def axes_of(grid: Grid) -> tuple[Axis, Axis]:
    """The rows and the columns of a table."""
    rows = [_line(True, cells[0].row, cells[0].row_label, cells) for cells in grid.rows()]
    columns = [
        _line(False, cells[0].column, cells[0].column_label, cells) for cells in grid.columns()
    ]
    return Axis(_summed(_levelled(rows))), Axis(_summed(_levelled(columns)))


def _summed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines that are the sum of all before them, and a last or first one of all others, are totals,
    whatever their names: gross expenditure, above income and net expenditure."""
    made = [*lines]
    for at, line in enumerate(made[:-1]):
        before = [li for li in made[:at] if li.role is Role.PLAIN]
        if line.role is Role.PLAIN and len(before) > 1 and _sums(line, before, SOME):
            made[at] = replace(line, role=Role.TOTAL)
    plain = [li for li in made if li.role is Role.PLAIN]
    if len(plain) < 3 or any(li.role is Role.TOTAL for li in lines):
        return tuple(made)
    for line in (plain[-1], plain[0]):
        if _sums(line, [li for li in plain if li is not line], 1):
            return tuple(replace(li, role=Role.TOTAL) if li is line else li for li in made)
    return tuple(made)


def _sums(line: Line, others: Sequence[Line], least: int) -> bool:
    """Whether each of so many numbers of a line is the sum of those of others."""
    cells = {
        c.column if line.by_row else c.row: c.number
        for c in line.cells if c.number.sort is Sort.COUNT
        and not NO_SUM.search(c.column_label if line.by_row else c.row_label)
    }  # fmt: skip
    sums = dict.fromkeys(cells, 0.0)
    for other in others:
        for cell in other.cells:
            across = cell.column if line.by_row else cell.row
            if across in sums:
                sums[across] += cell.number.value
    return len(cells) >= least and all(
        cells[k].value and abs(cells[k].value - v) < 1e-6 * abs(v) for k, v in sums.items()
    )


def _line(by_row: bool, at: int, label: str, cells: Sequence[Cell]) -> Line:
    role = next((r for r, f in ROLES if re.search(f, label, re.IGNORECASE)), Role.PLAIN)
    if role is Role.TARGET and WITHIN.search(label):
        role = Role.PLAIN
    percents = all(c.number.sort is Sort.PERCENT for c in cells)
    if by_row and role not in (Role.TOTAL, Role.AVERAGE, Role.TARGET):
        role = Role.PLAIN
    if role is Role.RATE and percents:
        role = Role.PLAIN  # a charge rate in per cent is what is measured
    if role is Role.TOTAL and percents and not by_row and OVERALL.search(label):
        role = Role.PLAIN
    return Line(by_row, at, label, tuple(cells), role)


def _levelled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines that are all of one role are what the table is about: plain."""
    roles = {line.role for line in lines}
    if len(lines) > 1 and len(roles) == 1:
        return tuple(
            Line(line.by_row, line.at, line.label, line.cells, Role.PLAIN) for line in lines
        )
    return tuple(lines)
