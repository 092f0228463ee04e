"""Stretches of a table's times that a sentence names by how many they are: the last three months,
the second half of the year, the three years from 2015/16, from June onwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardmote.checker import periods as times
from wardmote.checker.axes import Line
from wardmote.checker.periods import BEFORE, MONTH_ORDER
from wardmote.checker.spelt import WORDS

_MANY = "|".join([*WORDS, r"\d+"])
_UNIT = r"(?P<unit>month|quarter|half[- ]year|year|wave|week|campaign|season|survey|period)"
COUNTED = re.compile(
    rf"\b(?P<end>first|opening|last|past|latest|most recent|final|closing)\s+"
    rf"(?:(?P<many>{_MANY})\s+{_UNIT}s?\b|(?P<bare>{_MANY})\b(?!\s+[a-z]+s\b)|"
    rf"(?P<one>month|quarter|half[- ]year|year|wave|campaign|season|survey)\b)",
    re.IGNORECASE,
)
# In the last year of the series than in the first; fewer than in the penultimate one.
AT_AN_END = re.compile(
    r"\b(?:in|than|at|on)\s+the\s+(?P<end>first|last|latest|penultimate)(?:\s+one)?(?=\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
HALF = re.compile(
    r"\b(?P<end>first|opening|second|latter|last)\s+half\b(?!\s+of\s+(?:the\s+)?(?:\d|jan|feb|mar|"
    r"apr|may|jun|jul|aug|sep|oct|nov|dec))", re.IGNORECASE,
)  # fmt: skip
FROM_TO = re.compile(
    rf"\b(?P<many>{_MANY})\s+{_UNIT}s?\s+(?P<side>from|starting|beginning|since|to|ending|ended|"
    r"up to)\s+(?:in\s+|with\s+|the end of\s+)?$", re.IGNORECASE,
)  # fmt: skip
HALF_YEAR = re.compile(r"half[- ]year")
ONWARDS = re.compile(
    r"^\s*(?:onwards?|on(?=[\s,.])(?! (?:year|top|the)\b)|and (?:after|later))\b", re.IGNORECASE
)
# The three before, the previous five, the quarter before: as many times, before those named.
THOSE_BEFORE = re.compile(
    rf"\b(?:the\s+(?:(?:previous|preceding)\s+(?P<many>{_MANY})|"
    rf"(?P<then>{_MANY})\s+(?:(?:month|quarter|year|week)s\s+)?"
    r"(?:before|preceding|previous)|(?:previous|preceding)\s+quarter|"
    r"quarter\s+(?:before|earlier|previously)))\b", re.IGNORECASE,
)  # fmt: skip
# The second five weeks, behind the first five.
SECOND = re.compile(
    rf"\bsecond\s+(?P<many>{_MANY})\s+(?:month|quarter|year|wave|week|campaign|season|survey)s\b",
    re.IGNORECASE,
)
A_QUARTER = 3  # months
STARTS = ("first", "opening")
UNITS = {"month", "quarter", "half", "year", "wave"}
FEWEST = 2  # times that are a stretch


def unit_of(series: Sequence[Line]) -> str:
    """Of what length the times of a table are: month, quarter, year, wave; else nothing."""
    if not series:
        return ""
    if series[0].months:
        return {1: "month", 3: "quarter", 12: "year"}.get(series[0].months, "")
    kinds = {times.kind_of(p) for p in series[0].periods}
    return next((k for k in ("month", "quarter", "half", "wave", "year") if k in kinds), "")


def stretches(
    sentence: str, series: Sequence[Line], known: Sequence[tuple[Line, int, int]]
) -> Iterator[tuple[tuple[Line, ...], int, int]]:
    """Each stretch that is named, and where; `known` are the single times that are named."""
    unit, lines = unit_of(series), tuple(series)
    for match in COUNTED.finditer(sentence):
        said = HALF_YEAR.sub("half", (match["unit"] or match["one"] or unit).lower())
        many = match["many"] or match["bare"] or "1"
        n = int(WORDS.get(many.lower()) or many)
        if (said in UNITS and said != unit) or not 0 < n < len(lines):
            continue
        if n == 1 or n >= FEWEST:
            begins = match["end"].lower() in STARTS
            yield (lines[:n] if begins else lines[-n:]), match.start(), match.end()
    for match in AT_AN_END.finditer(sentence):
        at = {"first": 0, "penultimate": -2}.get(match["end"].lower(), -1)
        of_quarters = unit == "quarter" and "quarter" in sentence[: match.start()]
        if len(lines) > FEWEST and not of_quarters:
            yield (lines[at],), match.start("end"), match.end()
    for match in HALF.finditer(sentence):
        if len(lines) % 2 == 0 and len(lines) >= 2 * FEWEST:
            middle = len(lines) // 2
            begins = match["end"].lower() in STARTS
            yield (lines[:middle] if begins else lines[middle:]), match.start(), match.end()
    for line, start, end in known:
        before = FROM_TO.search(sentence[:start])
        if line not in lines:
            continue
        at = lines.index(line)
        if before is not None:
            n = int(WORDS.get(before["many"].lower()) or before["many"])
            ends = before["side"].lower() in ("to", "ending", "ended", "up to")
            after = before["side"].lower() == "since"
            first = at - n + 1 if ends else at + after
            said = before["unit"].lower()
            if (said not in UNITS or said == unit) and first >= 0 and first + n <= len(lines):
                yield lines[first : first + n], before.start(), end
        elif ONWARDS.match(sentence[end:]) and at < len(lines) - 1:
            yield lines[at:], start, end


def before_those(
    sentence: str, series: Sequence[Line], known: Sequence[tuple[tuple[Line, ...], int, int]]
) -> Iterator[tuple[tuple[Line, ...], int, int]]:
    """Each stretch that is said to be right before one that is named, or the second of as many, and
    where; `known` are those that are named."""
    lines = tuple(series)
    for match in SECOND.finditer(sentence):
        n = int(WORDS.get(match["many"].lower()) or match["many"])
        if FEWEST <= n <= len(lines) / 2:
            yield lines[n : 2 * n], match.start(), match.end()
    for match in THOSE_BEFORE.finditer(sentence):
        last = next((k for k in reversed(known) if k[2] <= match.start()), None)
        if last is None or last[0][0] not in lines:
            continue
        many = match["many"] or match["then"]
        n = int(WORDS.get(many.lower()) or many) if many else A_QUARTER
        at = lines.index(last[0][0])
        if n == len(last[0]) and at >= n:
            yield lines[at - n : at], match.start(), match.end()


def is_month(line: Line) -> bool:
    """Whether a line is of a month."""
    return any(p in MONTH_ORDER for p in line.periods)


def half_of(mention: times.Mention, series: Sequence[Line]) -> tuple[Line, ...]:
    """The first or the second half of the months or quarters of a year, or of all."""
    years = _years(mention)
    within = _within(series, years)
    first = mention.of is not None and mention.of[0] == "first half"
    halves = [li for li in within if f"h{1 if first else 2}" in li.periods]
    if halves:
        return tuple(halves) if len(halves) == 1 else ()
    named = _of_year(within, years, range(6) if first else range(6, 12))
    if named or len(within) not in (2, 4, 12):
        return named
    if len(within) == 2 and any(times.kind_of(p) == "quarter" for li in within for p in li.periods):
        return ()
    middle = len(within) // 2
    return tuple(within[:middle] if first else within[middle:])


def quarter_of(mention: times.Mention, series: Sequence[Line]) -> tuple[Line, ...]:
    """The months of a quarter that is named, where the lines are months."""
    quarters = [int(p[1:]) for p in mention.periods if times.kind_of(p) == "quarter"]
    if len(quarters) != 1:
        return ()
    first = 3 * (quarters[0] - 1)
    years = _years(mention)
    months = [li for li in series if is_month(li)]
    if years:
        return _of_year(_within(months, years), years, range(first, first + 3))
    return tuple(months[first : first + 3]) if len(months) >= first + 3 else ()


def _years(mention: times.Mention) -> frozenset[str]:
    return frozenset(p for p in mention.periods if times.kind_of(p) == "year")


def _within(series: Sequence[Line], years: frozenset[str]) -> list[Line]:
    return [li for li in series if times.fits(li.periods, years) is not False]


def _of_year(
    within: Sequence[Line], years: frozenset[str], wanted: range
) -> tuple[Line, ...]:  # fmt: skip
    """The months or quarters of a year that are those wanted, counted from its first month from
    nought; nothing where one of them is not there. A year like 2023/24 begins in April."""
    if len(years) != 1:
        return ()
    begins = 3 if "/" in next(iter(years)) else 0
    months = {MONTH_ORDER[(begins + m) % 12] for m in wanted}
    quarters = {f"q{m // 3 + 1}" for m in wanted}
    for these in (months, quarters):
        found = [li for li in within if li.periods & these]
        if len(found) == len(these) and len({*these} & {p for li in found for p in li.periods}) == (
            len(these)
        ):
            return tuple(found)
    return ()


def months_of(mention: times.Mention, series: Sequence[Line]) -> tuple[Line, ...]:
    """The months of a range that is named, or so many of the first or last."""
    series = _within(series, _years(mention))
    months = [next(p for p in li.periods if p in MONTH_ORDER) for li in series]
    if len(set(months)) < len(months) or not series:
        return ()
    if mention.months:
        return tuple(li for li, m in zip(series, months, strict=True) if m in mention.months)
    if mention.of is not None:
        side, many = mention.of
        if many > len(series):
            return ()
        if side == "first":
            return tuple(series[:many])
        if side == "last":
            return tuple(series[-many:])
        if many == len(series):
            return tuple(series)
    return ()


def offset_of(series: Sequence[Line], line: Line, step: int, unit: str) -> int | None:
    """Where the line stands that is so many months, quarters, waves or years before another."""
    at = series.index(line)
    when = [_absolute(li) for li in series]
    if unit in ("month", "year") and when[at] is not None:
        wanted = (when[at] or 0) - step * (12 if unit == "year" else 1)
        return next((i for i, w in enumerate(when) if w == wanted), None)
    if unit == "year":
        within = {p for p in line.periods if times.kind_of(p) != "year"}
        if within:
            same = [i for i, li in enumerate(series) if within <= li.periods]
            spot = same.index(at) - step
            return same[spot] if spot >= 0 else None
        if not any(times.kind_of(p) == "year" for p in line.periods) and BEFORE not in (
            p for li in series for p in li.periods
        ):
            return None
    return at - step if at - step >= 0 else None


def _absolute(line: Line) -> int | None:
    """The months since year 0 of a line that names one month and one year."""
    months = [MONTH_ORDER.index(p) for p in line.periods if p in MONTH_ORDER]
    years = [int(p) for p in line.periods if times.kind_of(p) == "year" and "/" not in p]
    return 12 * years[0] + months[0] if len(months) == 1 and len(years) == 1 else None
