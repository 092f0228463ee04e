"""Which lines of a table are beyond a number that a sentence names: above 80 %, under 300."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.counting import NUMBER, count_of
from wardmote.checker.cues import TIMED
from wardmote.checker.dates import IN_FIGURES
from wardmote.checker.number import A_TIME, Number, Sort, is_clock
from wardmote.checker.sight import Span
from wardmote.vocabulary import Hedge

# Above 80 %; above the partnership-wide rate of 14.4.
_THE = (
    r"\s+(?:(?:the|its|our|their|an?)\s+)?(?:(?:[\w-]+\s+){0,3}?(?:average|mean|rate|figure|target|"
    r"standard|level|norm)\s+(?:\(|(?:of|at)\s+))?$"
)
OVER = (
    r"\b(?:above|over|more than|exceed(?:s|ed|ing)?|topp(?:ed|ing)|beyond|higher than|greater than|"
    r"upwards of|in excess of|passed|longer than|beat)"
)
UNDER = (
    r"\b(?:below|under|fewer than|less than|lower than|short of|beneath|shorter than|within|inside)"
)
ABOVE = re.compile(OVER + _THE, re.IGNORECASE)
BELOW = re.compile(UNDER + _THE, re.IGNORECASE)
# Above the force average, which is a line of the table.
_MEAN = (
    r"\s+(?:the|that|our|its|their)\s+(?:[\w-]+\s+){0,2}?(?:average|mean|overall|norm)\b(?!\s+of)"
)
ABOVE_MEAN = re.compile(OVER + _MEAN, re.IGNORECASE)
BELOW_MEAN = re.compile(UNDER + _MEAN, re.IGNORECASE)
AT_LEAST = re.compile(
    r"\b(?:at least|no (?:fewer|less) than|as (?:many|much|high|long) as|"
    r"reach(?:es|ed|ing)?|g[eo]t to|hit|met|achiev\w+)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
NO_LESS = re.compile(r"at least|no (?:fewer|less) than", re.IGNORECASE)
NO_MORE = re.compile(r"at most|no (?:more|longer) than", re.IGNORECASE)
OR_MORE = re.compile(r"^\s+(?:or|and)\s+(?:more|higher|above|over|better)\b(?!\s+£?\d)", re.I)
OR_LESS = re.compile(r"^\s+(?:or|and)\s+(?:fewer|less|lower|below|under)\b(?!\s+£?\d)", re.I)
# The 90 % standard was met; whether more is better, the reading's traits do not know.
OF_AIM = re.compile(r"^\s+(?:[a-z]+\s+)?(?:target|standard|ambition|goal)\b", re.IGNORECASE)
MET = re.compile(
    r"\b(?:met|hit|achieved|reached|beaten|beat|complian\w+|complied|cleared|kept to)\b",
    re.IGNORECASE,
)
MISSED = re.compile(r"\b(?:missed|failed|fell short|fail to|not met)\b", re.IGNORECASE)
FIGURES = re.compile(IN_FIGURES, re.IGNORECASE)
# More than a quarter of an hour; over five years, which else are no number.
WHILES = {
    "a quarter of an hour": 900.0, "quarter of an hour": 900.0, "half an hour": 1800.0,
    "an hour": 3600.0, "a minute": 60.0,
}  # fmt: skip
A_WHILE = re.compile(
    rf"\b(?:{'|'.join(WHILES)}|(?P<n>{NUMBER})(?=\s+(?:years|months|weeks|days)\b))\b",
    re.IGNORECASE,
)
MOST = re.compile(r"\ba (?:majority|minority)\b(?= of\b)", re.IGNORECASE)
MORE_THAN_HALF = {"a majority": "above", "a minority": "below"}
HALF = 50.0  # per cent
LEAST_OF = {"double": 10.0, "triple": 100.0}
FAR = 90  # characters between a tally and the mean that it is about
SORTS = (Sort.COUNT, Sort.PERCENT, Sort.SHARE)
HOURS = re.compile(r"[\s-]*hours?\b", re.IGNORECASE)
HOUR = 60.0  # of what is printed as hours and minutes, and read as minutes and seconds
IN_THOUSANDS = re.compile(r"£\s?(?:000|k)|\b000s?\b|thousand", re.IGNORECASE)
IN_MILLIONS = re.compile(r"£\s?m|million", re.IGNORECASE)
THOUSAND = 1e3
TOGETHER = re.compile(r"\b(?:between them|jointly)\b", re.IGNORECASE)
FAR_OFF = 2  # times, beyond which nobody compares numbers with one


Which = tuple[str, tuple[bool, ...]]  # how a line across was found, and which lines are so


def beyond(
    bench: Bench, axis: int, lines: Sequence[Line], clause: Span, near: Span
) -> Iterator[Which]:
    """Which of some lines of an axis lie beyond a number of a clause, for each line across them,
    and whether that line is named; `near` is where the clause says which lines are meant."""
    sight = bench.sight
    number = limit_of(bench, clause, near)
    side = _side(number, sight.sentence) if number else ""
    if number is None:
        yield from _beyond_mean(bench, axis, lines, near)
        return
    timed = TIMED.match(sight.sentence, number.end) or number.text.lower() in WHILES
    said = [m for m in sight.mentions[1 - axis] if m.weight >= 0.5]
    of_time = {li for m in said if len(m.lines) > 1 and not m.ranged for li in m.lines}
    named = {m.lines for m in said if len(m.lines) == 1}
    named = {lines for lines in named if of_time.issuperset(lines)} or named  # satisfied, in 2025
    for across in sight.axes[1 - axis].lines:
        found = bench.across(axis, lines, across)
        sort = Sort.PERCENT if number.sort is Sort.SHARE else number.sort
        if found is not None and all(n.sort is sort for n in found):
            how = "a named line" if (across,) in named else (
                "the total" if across.role is Role.TOTAL else "another line")  # fmt: skip
            limit = number.value * _unit(number, sight.sentence, across, found)
            if timed and not (A_TIME.search(across.label) or all(is_clock(n.text) for n in found)):
                continue  # 11 minutes, beside how many were reached
            low, high = min(n.value for n in found), max(n.value for n in found)
            if not low / FAR_OFF <= limit <= high * FAR_OFF:
                continue  # of nothing there
            yield f"beyond in {how}", tuple(_is_beyond(n.value, limit, side) for n in found)


def limit_of(bench: Bench, clause: Span, near: Span) -> Number | None:
    """The number of a clause that lines are said to lie beyond."""
    if TOGETHER.search(bench.sight.sentence, *clause):
        return None
    found = [n for n in _numbers(bench, clause, near) if _side(n, bench.sight.sentence)]
    return found[0] if len(found) == 1 else None


def _beyond_mean(
    bench: Bench, axis: int, lines: Sequence[Line], near: Span
) -> Iterator[Which]:  # fmt: skip
    """Which of some lines lie beyond the line of all of them, or of their average."""
    about = bench.sight.sentence[max(0, near[0] - FAR) : near[1] + FAR]
    above, below = ABOVE_MEAN.search(about), BELOW_MEAN.search(about)
    means = [li for li in bench.sight.axes[axis].lines if li.role in (Role.AVERAGE, Role.TOTAL)]
    if bool(above) == bool(below) or len(means) != 1:
        return
    for across in bench.sight.axes[1 - axis].lines:
        found = bench.across(axis, [*lines, means[0]], across)
        if found is not None and found[-1].value <= max(n.value for n in found[:-1]):
            side = "above" if above else "below"
            yield (
                "beyond the mean",
                tuple(_is_beyond(n.value, found[-1].value, side) for n in found[:-1]),
            )


def _numbers(bench: Bench, clause: Span, near: Span) -> Iterator[Number]:
    """The numbers of a clause that lines may lie beyond."""
    for number in bench.sight.numbers:
        if near[0] <= number.start < near[1] or number.sort not in SORTS:
            continue
        if clause[0] <= number.start < clause[1]:
            yield number
    for match in A_WHILE.finditer(bench.sight.sentence, *clause):
        if not any(n.start <= match.start() < n.end for n in bench.sight.numbers):
            many = float(count_of(match["n"])) if match["n"] else WHILES[match.group().lower()]
            yield Number(many, many, many, Sort.COUNT, *match.span(), match.group())
    for match in MOST.finditer(bench.sight.sentence, *clause):
        yield Number(HALF, HALF, HALF, Sort.PERCENT, *match.span(), match.group())
    for match in FIGURES.finditer(bench.sight.sentence, *clause):
        least = LEAST_OF[match["figures"].lower()]
        yield Number(least, least, least, Sort.COUNT, *match.span(), match.group())


def _unit(number: Number, sentence: str, across: Line, cells: Sequence[Number]) -> float:
    """What a number of the sentence is to be multiplied by, to stand in a line of the table."""
    if number.text.lower() in WHILES:
        in_hours = re.search(r"\bhh\b|\bhours?\b", across.label, re.IGNORECASE)
        in_minutes = re.search(r"\bmin(?:ute)?s?\b(?!:)", across.label, re.IGNORECASE)
        clocks = all(is_clock(c.text) for c in cells)
        if in_hours:
            return 1 / HOUR if clocks else 1 / HOUR / HOUR
        return 1.0 if clocks or not in_minutes else 1 / HOUR
    if all(is_clock(c.text) for c in cells):
        return HOUR if HOURS.match(sentence, number.end) else 1.0
    if "£" not in across.label or number.value < THOUSAND:
        return 1.0
    return 1e-3 if IN_THOUSANDS.search(across.label) else 1e-6 if IN_MILLIONS.search(
        across.label) else 1.0  # fmt: skip


def _side(number: Number, sentence: str) -> str:
    """On which side of a number the lines are said to lie."""
    before, after = sentence[: number.start], sentence[number.end :]
    least = NO_LESS.match(number.text) or (
        AT_LEAST.search(before) and number.hedge is not Hedge.UNDER)  # fmt: skip
    if number.text.lower() in MORE_THAN_HALF:
        return MORE_THAN_HALF[number.text.lower()]
    if OR_MORE.match(after) or least or FIGURES.fullmatch(number.text):
        return "at least"
    if OR_LESS.match(after) or NO_MORE.match(number.text):
        return "at most"
    if OF_AIM.match(after):
        return "at least" if MET.search(sentence) else "below" if MISSED.search(sentence) else ""
    if ABOVE.search(before) or number.hedge is Hedge.OVER:
        return "above"
    if BELOW.search(before) or number.hedge is Hedge.UNDER:
        return "below"
    return ""


def _is_beyond(value: float, limit: float, side: str) -> bool:
    return {
        "at least": value >= limit, "at most": value <= limit,
        "above": value > limit, "below": value < limit,
    }[side]  # fmt: skip
