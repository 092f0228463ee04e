"""Which lines of a table went a way: by a printed change, or from one time to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardmote.checker import forms
from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.comparing import year_apart
from wardmote.checker.number import Number
from wardmote.checker.periods import rank_of
from wardmote.checker.runs import steps_so
from wardmote.vocabulary import Direction

ON_YEAR = re.compile(
    r"\byear[- ]on[- ]year\b|\b(?:the|a) (?:same|equivalent|corresponding)\b[^.;,]{0,25}"
    r"\b(?:year|20\d\d|before|earlier)", re.IGNORECASE,
)  # fmt: skip
EARLIER = re.compile(r"\b(?:previous|prior|last|before|opening|earlier|baseline|was)\b", re.I)
LATER = re.compile(r"\b(?:this|after|closing|latest|current|now)\b", re.IGNORECASE)
ENDS = 2  # times of a stretch: where it opens and where it closes
GAINED = r"\bput on\b|\bgained\b"
LOST = r"\blost (?:them|some|ground|officers|staff|members)\b"


def ways_of(text: str) -> list[Direction]:
    """The ways that the words say lines went: none where they say two."""
    found = [
        way
        for form, way in (
            (rf"{forms.UP}|{GAINED}", Direction.UP),
            (rf"{forms.DOWN}|{LOST}", Direction.DOWN),
        )
        if re.search(form, text, re.IGNORECASE)
    ]
    better = forms.IMPROVED.search(text) or forms.WORSENED.search(text)
    if found and better:
        return []  # four improved and two fell
    if not found and forms.HOLDS_UP.search(text):
        found += [Direction.UP] if forms.IMPROVED.search(text) else []
        found += [Direction.DOWN] if forms.WORSENED.search(text) else []
    return found


def moved(
    bench: Bench, axis: int, lines: Sequence[Line], way: Direction
) -> Iterator[tuple[str, tuple[bool, ...]]]:
    """Which of some lines of an axis went a way, and how that is told: by a printed change, between
    the times that are named, or between the last two or the ends."""
    other = bench.sight.axes[1 - axis]
    changes = [li for li in other.lines if li.role in (Role.CHANGE, Role.PERCENT_CHANGE)]
    for change in changes[:1]:
        found = bench.across(axis, lines, change)
        if found is not None:
            yield "changes", tuple(steps_so(0, n.value, way) for n in found)
    if not changes:
        for how, was, now in times_of(bench, axis, lines):
            yield how, tuple(steps_so(b.value, a.value, way) for b, a in zip(was, now, strict=True))


def times_of(
    bench: Bench, axis: int, lines: Sequence[Line]
) -> Iterator[tuple[str, list[Number], list[Number]]]:
    """The numbers of some lines at two times: those that are named, or the last two or the ends."""
    sight = bench.sight
    other = sight.axes[1 - axis]
    if not other.timed:
        yield from _labelled(bench, axis, lines)
        return
    said = {li for m in sight.mentions[1 - axis] if len(m.lines) <= 2 for li in m.lines}
    named = [li for li in other.series if li in said]
    pairs: list[tuple[Line, Line]] = []
    if len(named) == 2 and named[0].stems == named[1].stems:
        pairs = [(named[1], named[0])]
    elif len(named) == 1 and named[0] is not other.series[-1]:  # rose in 2020/21: from 2019/20
        like = [li for li in other.series if li.stems == named[0].stems]
        pairs = [(named[0], li) for li in like[: like.index(named[0])][-1:]]
    else:
        for stems in dict.fromkeys(li.stems for li in other.series):
            like = [li for li in other.series if li.stems == stems]
            pairs += [(like[-1], li) for li in (like[-2:-1] + like[:1]) if li is not like[-1]]
    if ON_YEAR.search(sight.sentence):
        last = other.series[-1]
        pairs += [(last, li) for li in other.series[:-1] if year_apart(last, li)]
    for later, earlier in pairs:
        how = "times named" if len(named) == 2 else "the time named" if later in named else (
            "the first and the last" if earlier is other.series[0] else "the last two"
            if earlier is other.series[-2] else "a year apart"
        )  # fmt: skip
        now, was = (bench.across(axis, lines, time) for time in (later, earlier))
        if now is not None and was is not None:
            yield how, was, now
    if not pairs:
        yield from _labelled(bench, axis, lines)


def _labelled(
    bench: Bench, axis: int, lines: Sequence[Line]
) -> Iterator[tuple[str, list[Number], list[Number]]]:
    """The numbers of some lines in lines across that are called the one before and the one after:
    opening and closing, the last and this, compliance and previous audit."""
    own = bench.sight.axes[1 - axis].lines
    dated = sorted((li for li in own if li.periods), key=lambda li: rank_of(li.periods))
    of = {frozenset(s for s in li.stems if not s.isdigit()) for li in dated}
    if len(dated) == ENDS and len(of) == 1:
        was, now = (bench.across(axis, lines, li) for li in dated)
        if was is not None and now is not None:
            yield "lines so called", was, now
    for before in (li for li in own if EARLIER.search(li.label)):
        was = bench.across(axis, lines, before)
        for after in own if was is not None else ():
            now = bench.across(axis, lines, after)
            if after is before or now is None or was is None or EARLIER.search(after.label):
                continue
            if {n.sort for n in now} == {n.sort for n in was} and (
                LATER.search(after.label) or abs(after.at - before.at) == 1
            ):
                yield "lines so called", was, now
