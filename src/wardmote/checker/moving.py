"""Which lines of a table went a way: by a printed change, or from one time to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardmote.checker import forms
from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.runs import steps_so
from wardmote.vocabulary import Direction


def ways_of(text: str) -> list[Direction]:
    """The ways that the words say lines went: none where they say two."""
    found = [
        way
        for form, way in ((forms.UP, Direction.UP), (forms.DOWN, Direction.DOWN))
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
    sight = bench.sight
    other = sight.axes[1 - axis]
    changes = [li for li in other.lines if li.role in (Role.CHANGE, Role.PERCENT_CHANGE)]
    for change in changes[:1]:
        found = bench.across(axis, lines, change)
        if found is not None:
            yield "changes", tuple(steps_so(0, n.value, way) for n in found)
    if changes or not other.timed:
        return
    said = {li for m in sight.mentions[1 - axis] if len(m.lines) <= 2 for li in m.lines}
    named = [li for li in other.series if li in said]
    pairs: list[tuple[Line, Line]] = []
    if len(named) == 2 and named[0].stems == named[1].stems:
        pairs = [(named[1], named[0])]
    else:
        for stems in dict.fromkeys(li.stems for li in other.series):
            like = [li for li in other.series if li.stems == stems]
            pairs += [(like[-1], li) for li in (like[-2:-1] + like[:1]) if li is not like[-1]]
    for later, earlier in pairs:
        how = "times named" if len(named) == 2 else (
            "the first and the last" if earlier is other.series[0] else "the last two"
        )  # fmt: skip
        now, was = (bench.across(axis, lines, time) for time in (later, earlier))
        if now is not None and was is not None:
            pairs_of = zip(was, now, strict=True)
            yield how, tuple(steps_so(b.value, a.value, way) for b, a in pairs_of)
