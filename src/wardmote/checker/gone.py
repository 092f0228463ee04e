"""Which way a printed number has gone, against what it was at the times before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardmote.checker import forms
from wardmote.checker.bench import Bench
from wardmote.checker.explained import Explained, State
from wardmote.checker.fields import value_at
from wardmote.checker.number import is_clock
from wardmote.checker.runs import steps_so
from wardmote.checker.standing import Standing
from wardmote.checker.workings import Kind, Working
from wardmote.vocabulary import Direction

SLIPPED = re.compile(r"\s*slip|\s*slid", re.IGNORECASE)
SURELY = 0.4  # the score from which a number is surely of a time, so that it went a way to it
TO = re.compile(
    rf"(?P<way>{forms.WAY}|\bimproved|\bworsened|"
    rf"\bdeteriorated)(?:\s+(?:for|among)\s[^.;,]{{1,60}},)?"
    rf"(?:\s+(?:in \w+(?: \d{{4}})?|again|back|further|slightly|sharply|"
    r"steadily|from [^,;.]{1,25}?))*\s+"
    r"to\s+(?:(?:just|only|an?|estimated|around|about|a total of|stand at|reach)\s+)*$",
    re.IGNORECASE,
)


def ways_gone(bench: Bench, found: Sequence[Explained]) -> Iterator[Standing]:
    """A number that something rose or fell to, against what it was at the times before."""
    sentence = bench.sight.sentence
    for one in found:
        working = one.working
        if one.state is not State.HELD or working is None or working.kind not in (
            Kind.LEVEL, Kind.MEAN, Kind.SHARE):  # fmt: skip
            continue
        if working.score < SURELY:
            continue
        number = one.cue.number
        match = TO.search(sentence[: number.start] + _lead(number.text))
        if match is None:
            continue
        if is_clock(number.text) and SLIPPED.match(match["way"]):
            continue  # a time that slips is a longer one
        up = re.search(forms.UP, match["way"], re.IGNORECASE)
        down = re.search(forms.DOWN, match["way"], re.IGNORECASE)
        if bool(up) == bool(down):
            if not forms.HOLDS_UP.search(sentence):
                continue
            up = forms.IMPROVED.search(match["way"])
            down = forms.WORSENED.search(match["way"])
            if bool(up) == bool(down):
                continue
        way = Direction.UP if up else Direction.DOWN
        before = list(_earlier(bench, working))
        told = _told_before(one, found, bench)
        if told is not None and not steps_so(told, working.value, way):
            before = [told]
        if before and not any(steps_so(b, working.value, way) for b in before):
            yield Standing(
                State.OFF, "change", match.group().strip(),
                f"'{match.group().strip()} {number.text.strip()}' is said, and it was "
                f"{before[0]:,.6g} before", number.start,
            )  # fmt: skip


def _told_before(one: Explained, found: Sequence[Explained], bench: Bench) -> float | None:
    """What a number was at the time right before, where its sentence tells that too."""
    assert one.working is not None
    for axis in (0, 1):
        series = list(bench.sight.axes[axis].series)
        here = one.working.operands[0].choices
        if len(one.working.operands) > 1 or here[axis].lines[0] not in series or here[axis].added:
            continue
        at = series.index(here[axis].lines[0])
        for other in found:
            working = other.working
            if other is one or other.state is not State.HELD or working is None:
                continue
            there = working.operands[0].choices
            if (
                working.kind is one.working.kind
                and len(working.operands) == 1
                and there[1 - axis].lines == here[1 - axis].lines
                and at and there[axis].lines == (series[at - 1],)
            ):  # fmt: skip
                return working.value
    return None


def _lead(text: str) -> str:
    match = re.match(r"[A-Za-z ]+\s(?=[\d£])", text)
    return match.group() if match else ""


def _earlier(bench: Bench, working: Working) -> Iterator[float]:
    """What a working was at every time before."""
    for axis in (0, 1):
        own = bench.sight.axes[axis]
        lines = {o.choices[axis].lines for o in working.operands}
        if not own.timed or len(lines) != 1 or len(next(iter(lines))) != 1:
            continue
        (line,) = next(iter(lines))
        series = list(own.series)
        if line not in series:
            continue
        for other in series[: series.index(line)][::-1]:
            value = value_at(bench, working, axis, other)
            if value is not None:
                yield value
