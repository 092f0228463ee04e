"""What a number has its place among: the lines of one way through a table, or a stretch of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from wardmote.checker import periods as times
from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.counting import axes_called, count_of
from wardmote.checker.sight import BREAK
from wardmote.checker.spelt import WORDS
from wardmote.checker.superlatives import SECOND_TO, Claimed
from wardmote.checker.workings import Choice, Working, evaluate

THE = re.compile(r"\s*(?:the\s+)?", re.IGNORECASE)
NAMED = 0.8  # of a mention of a line that another comes right behind
ALIKE = 10  # times, up to which columns may be of one thing
MOVES = (Role.CHANGE, Role.PERCENT_CHANGE, Role.RATE, Role.SHARE, Role.TARGET, Role.BASE)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


# The highest of the six districts, the busiest month: among what it has its place.
_NUMBER = rf"(?:{'|'.join(WORDS)}|\d{{1,2}})"
_THE = r"(?:(?:all|any|the|our|its|these|those)\s+)*"
AMONG = re.compile(
    rf"^(?:[^.;,]{{0,45}}?\b(?:of|among|amongst|in|across|out of)\s+{_THE}"
    rf"(?P<many>{_NUMBER})?\b\s*(?:[a-z-]+\s+)?(?P<noun>[a-z]+s)?\b)?", re.IGNORECASE,
)  # fmt: skip
OF_ONE = re.compile(r"^\s+(?:[a-z-]+\s+)?(?P<noun>[a-z]+)\b", re.IGNORECASE)


FOR_SPANS = re.compile(
    rf"\b(?:for|in|over)\s+(?:more than\s+|over\s+|at least\s+|the last\s+|the past\s+)?"
    rf"(?P<many>{'|'.join(WORDS)}|\d+)\s+(?:months?|quarters?|years?|waves?)\b",
    re.IGNORECASE,
)


def among(bench: Bench, after: str) -> tuple[frozenset[int] | None, int | None]:
    """The axes among whose lines a place is said to be, by the noun behind it, and among how many;
    None where nothing is said."""
    found, one = AMONG.match(after), OF_ONE.match(after)
    many = count_of(found["many"]) if found and found["many"] else None
    for noun in (found["noun"] if found else None, one["noun"] if one else None):
        axes = frozenset(axes_called(bench, noun)) if noun else frozenset()
        if axes:
            return axes, many
    return None, many


def rival_of(bench: Bench, claimed: Claimed) -> tuple[int, Line | None]:
    """The line that another is said to come right behind, and its axis: second only to A."""
    if SECOND_TO.fullmatch(claimed.text):
        for axis in (0, 1):
            for m in bench.sight.mentions[axis]:
                named = len(m.lines) == 1 and m.weight >= NAMED and m.start >= claimed.end
                if named and THE.fullmatch(bench.sight.sentence[claimed.end : m.start]):
                    return axis, m.lines[0]
    return 0, None


def fields_of(
    bench: Bench, working: Working, words: str
) -> Iterator[tuple[int, Line, str, list[float], float]]:
    """The values that a working has along each axis, with its own: all of them, or since a time."""
    sight = bench.sight
    for axis in (0, 1):
        lines = {o.choices[axis].lines for o in working.operands}
        if len(lines) != 1 or len(next(iter(lines))) != 1:
            continue
        (line,) = next(iter(lines))
        own_axis = sight.axes[axis]
        timed = own_axis.timed
        field = [
            li for li in own_axis.lines
            if li.role in ({line.role} if line.role in MOVES else {Role.PLAIN, line.role})
            and li.cells[0].number.sort is line.cells[0].number.sort
        ]  # fmt: skip
        if timed and own_axis.mixed:
            field = [li for li in field if li in own_axis.series and li.stems == line.stems]
        two = re.search(r"\b(?:two|both|either|than)\b", words, re.IGNORECASE)
        if line not in field or len(field) < (2 if two else 3):
            continue
        if axis == 1 and not timed and not _alike(field):
            continue
        values = {li.at: v for li in field if (v := value_at(bench, working, axis, li)) is not None}
        if line.at not in values or len(values) < 2:
            continue
        own = values[line.at]
        yield axis, line, "all", list(values.values()), own
        if timed:
            yield from (
                (axis, line, which, [values[li.at] for li in part if li.at in values], own)
                for which, part in _parts(bench, axis, line, words)
            )


def _alike(lines: Sequence[Line]) -> bool:
    """Whether columns may be of one thing: areas, strands; no counts beside rates."""
    middles = [median(abs(c.number.value) for c in li.cells) for li in lines]
    if min(middles) <= 0 or max(middles) > ALIKE * min(middles):
        return False
    sorts = {c.number.sort for li in lines for c in li.cells}
    return len(sorts) == 1 and len({"£" in li.label for li in lines}) == 1


def _parts(
    bench: Bench, axis: int, line: Line, words: str
) -> Iterator[tuple[str, list[Line]]]:  # fmt: skip
    """Stretches of time within which a place may be claimed: since a time, for so many years."""
    series = list(bench.sight.axes[axis].series)
    if line not in series:
        return
    at = series.index(line)
    since = SINCE.search(words)
    if since:
        for mention in bench.sight.mentions[axis]:
            if len(mention.lines) == 1 and mention.lines[0] in series:
                first = series.index(mention.lines[0])
                if first < at:
                    yield "since", series[first + 1 : at + 1]
                    yield "since", series[first : at + 1]
    spans = FOR_SPANS.search(words)
    if spans:
        many = int(WORDS.get(spans["many"].lower()) or spans["many"])
        yield "so many", series[max(0, at - many + 1) : at + 1]
        yield "so many", series[max(0, at - many) : at + 1]
    years = {p for p in line.periods if times.kind_of(p) == "year"}
    within = [li for li in series if years and years <= li.periods]
    if 2 <= len(within) < len(series):
        yield "its year", within
    for mention in bench.sight.ranges(axis):
        if line in mention.lines:
            yield "a range", list(mention.lines)
    if re.search(r"\b(?:yet|so far|to date|on record|recorded|ever)\b", words, re.IGNORECASE):
        yield "so far", series[: at + 1]


def clause_about(sentence: str, claimed: Claimed) -> tuple[int, int]:
    """Where the clause of a claimed place begins and ends."""
    breaks = [m.end() for m in BREAK.finditer(sentence) if m.end() <= claimed.start]
    after = [m.start() for m in BREAK.finditer(sentence) if m.start() >= claimed.end]
    return (breaks[-1] if breaks else 0), (after[0] if after else len(sentence))


def has_place(values: Sequence[float], own: float, claimed: Claimed) -> bool:
    """Whether one of some values has the place among them that is claimed."""
    slack = 1e-9
    above = sum(v > own + slack for v in values)
    below = sum(v < own - slack for v in values)
    tied = sum(abs(v - own) <= slack for v in values)
    from_top = above + 1 <= claimed.place <= above + max(tied, 1)
    from_bottom = below + 1 <= claimed.place <= below + max(tied, 1)
    if claimed.grown == 2 and claimed.top:
        return from_top or from_bottom
    if claimed.grown < 0 and claimed.top:
        return from_bottom if claimed.top > 0 else from_top
    if claimed.top > 0:
        return from_top
    if claimed.top < 0:
        return from_bottom
    return from_top or from_bottom


def value_at(bench: Bench, working: Working, axis: int, line: Line) -> float | None:
    """A working's value with another line of one axis."""
    made = []
    for operand in working.operands:
        pair = [*operand.choices]
        pair[axis] = Choice((line,), 1.0)
        other = bench.operand(pair[0], pair[1])
        if other is None:
            return None
        made.append(other)
    ends = evaluate(working.kind, made, working.by)
    return (ends[0] + ends[1]) / 2 if ends else None


def placed_as(values: Sequence[float], own: float, way: str, working: Working) -> str:
    """What a working is said to be among its like, in words."""
    above = sum(v > own + 1e-9 for v in values)
    below = sum(v < own - 1e-9 for v in values)
    what = "months or years" if way == "time" else "lines"
    return (
        f"is said of {working.text}; of the {len(values)} {what} {above} are higher and {below} "
        f"lower"
    )
