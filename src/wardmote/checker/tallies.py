"""How many lines of a table moved a way, and which way a printed number has gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from wardmote.checker import forms
from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.beyond import Which, beyond
from wardmote.checker.explained import Explained, State
from wardmote.checker.fields import value_at
from wardmote.checker.moving import moved, ways_of
from wardmote.checker.numbers import Number, Sort, is_clock
from wardmote.checker.outside import strange
from wardmote.checker.places import bare_cue
from wardmote.checker.runs import steps_so
from wardmote.checker.sight import BREAK
from wardmote.checker.spelt import WORDS
from wardmote.checker.standing import ASIDE, IN_BOTH, Order, Reading, Standing
from wardmote.checker.superlatives import SUPERLATIVE, claimed_at
from wardmote.checker.workings import Kind, Working
from wardmote.vocabulary import Direction

TALLY = re.compile(
    rf"\b(?:(?P<k>all(?: of)?|{'|'.join(WORDS)}|none|half|"
    rf"\d{{1,2}})\s+(?:out\s+)?(?:of\s+)?(?:the\s+|its\s+|our\s+|all\s+)|(?P<all>all)\s+)"
    rf"(?P<n>{'|'.join(WORDS)}|\d{{1,2}})\s+(?:[a-z-]+\s+){{0,2}}?[a-z]+s\b",
    re.IGNORECASE,
)


# Of the nine types, five fell; six wards saw an increase, of however many there are.
OF_THEM = re.compile(
    rf"\bof (?:the|our|its|all|these)\s+(?P<n>{'|'.join(WORDS)}|\d{{1,2}})\s+(?:[a-z-]+\s+){{0,2}}?"
    rf"[a-z]+s\b[^,.;]{{0,40}},\s+(?:only\s+|just\s+|all but\s+)?(?P<k>{'|'.join(WORDS)}|none|all|"
    r"half)\b", re.IGNORECASE,
)  # fmt: skip
_TIMES = r"(?P<time>months|quarters|years|waves|weeks)"
BARE = re.compile(
    rf"\b(?P<k>{'|'.join(w for w, n in WORDS.items() if n in range(2, 13))})\s+"
    rf"(?:[a-z-]+\s+){{0,2}}?(?:{_TIMES}|(?:districts|forces|areas|wards|types|groups|"
    r"categories|teams|sites|suites|units|measures|schemes|stations|divisions|boroughs|strands|"
    r"headings|neighbourhoods|settings|departments|ranks|stages|outcomes|projects|grades|towns|"
    r"beats|priorities|reserves|services|indicators|crime types|offence types))\b"
    r"(?!\s+(?:running|in a row|in succession|earlier|ago|before|to|from|since|later|or more))",
    re.IGNORECASE,
)
FEWEST = 3  # lines of which some are so
STRETCH = re.compile(
    r"\b(?:last|past|first|these|those|the|all|over|for|next|previous|preceding|same|following|other|"
    r"between|nearly)\s+$", re.IGNORECASE,
)  # fmt: skip
IN_TIMES = re.compile(r"(?:(?<!time )(?<!times )\b(?:in|only|just|but)\s+|^)$", re.IGNORECASE)


Fields = list[tuple[int, Sequence[Line]]]  # lines that may be counted, and their axis


def _tallies(bench: Bench) -> Iterator[tuple[re.Match[str], Fields]]:
    """What counts lines, and the lines of the axes that it may be said of."""
    sentence = bench.sight.sentence
    told: list[re.Match[str]] = []
    for match in (f for form in (TALLY, OF_THEM, BARE) for f in form.finditer(sentence)):
        if any(match.start() < m.end() and m.start() < match.end() for m in told):
            continue
        told.append(match)
        counted = [(axis, own.counted) for axis, own in enumerate(bench.sight.axes)]
        if match.re is not BARE:
            of = int(WORDS.get(match["n"].lower()) or match["n"])
            yield match, [(axis, lines) for axis, lines in counted if len(lines) == of]
            continue
        before = sentence[: match.start()]
        if STRETCH.search(before) or (match["time"] and not IN_TIMES.search(before)):
            continue
        yield match, [
            (axis, lines) for axis, lines in counted
            if bench.sight.axes[axis].timed is bool(match["time"]) and len(lines) >= FEWEST
        ]  # fmt: skip


def orders_of_tally(bench: Bench) -> Iterator[Order]:
    """How many lines are said to have moved a way, or to have met their targets."""
    sentence = bench.sight.sentence
    for match, fields in _tallies(bench):
        after = sentence[match.end() : match.end() + 70]
        cut = re.search(rf"{BREAK.pattern}|,|\btogether\b", after, re.IGNORECASE)
        after = after[: cut.start()] if cut else after
        if IN_BOTH.search(after):
            continue  # of several times at once
        before = sentence[max(0, match.start() - 45) : match.start()]
        if SUPERLATIVE.search(before):
            continue  # the highest in all three years
        within = bool(re.search(r"\bin\s+(?:(?:only|just|all but)\s+)?$", before))
        what, done, found = _counted(bench, match, fields, before if within else after, within)
        bare = "of any number" if match.re is BARE else "of so many"
        readings = []
        for how, so in found:
            k = _many(match, len(so), all_but=bool(ALL_BUT.search(before)))
            names = ("tally", f"tally by {how}", f"tally of {what}", f"tally {bare}",
                     f"tally {bare} by {how}")  # fmt: skip
            readings.append(Reading(
                dict.fromkeys(names, 1.0), sum(so) == k, sum(so) == len(so) - k,
                f"is said; of {len(so)} lines of the table {sum(so)} {done}",
            ))  # fmt: skip
        if readings:
            unknown = strange(bare_cue(claimed_at(match), sentence), bench)
            outside = dict.fromkeys(
                ("tally of nothing", f"tally of nothing, {what}", f"tally of nothing, {bare}"), 1.0
            )
            outside["tally of nothing, strange words"] = unknown
            yield Order(
                "tally", match.group(), match.start(), f"{match['k']} {what} {done}",
                tuple(readings), outside, unknown,
            )  # fmt: skip


def _many(match: re.Match[str], of: int, *, all_but: bool) -> float:
    """How many of so many lines are told."""
    told = (match["k"] or "all").lower().removesuffix(" of")
    k = of if told == "all" else 0 if told == "none" else of / 2 if told == "half" else (
        WORDS.get(told) or float(told))  # fmt: skip
    return of - k if all_but else k


def _counted(
    bench: Bench, match: re.Match[str], fields: Fields, told: str,
    within: bool,
) -> tuple[str, str, list[Which]]:  # fmt: skip
    """What lines are counted for, in short and in words, and which of them are so."""
    found = [w for axis, lines in fields for w in beyond(bench, axis, lines, match.span())]
    if found:
        return "numbers beyond one", "are so", found
    if AIMED.search(told) or AIMED.search(match.group()):
        return "aims", "are so", [*_aims(bench, fields, told)]
    if ASIDE.search(told) or ASIDE.search(match.group()):
        return "", "", []
    ways = ways_of(told)
    if len(ways) != 1:
        return "", "", []
    found = [w for axis, lines in fields for w in moved(bench, axis, lines, ways[0])]
    return f"ways{' within' if within else ''}", f"went {ways[0].value}", found


ALL_BUT = re.compile(r"\b(?:all|every\w*|none) (?:but|except|bar)\s+$", re.IGNORECASE)
AIMED = re.compile(r"\b(?:targets?|standards?|ambitions?|goals?)\b", re.IGNORECASE)


MET = re.compile(
    r"\b(?:met|hit|achiev\w+|reached|exceeded|beaten|beat|surpassed|within|inside|on target|"
    r"meet|meeting|hitting)\b", re.IGNORECASE,
)  # fmt: skip


MISSED = re.compile(r"\b(?:miss\w*|not met|unmet|fail\w*|short|behind|outside)\b", re.IGNORECASE)


LOWER_IS_BETTER = re.compile(
    r"lower|abandon|wait|time to|sickness|days lost|vacan|overspend|complaint|under\b|casualt|"
    r"killed|response time", re.IGNORECASE,
)  # fmt: skip
A_TIME = re.compile(r"\b(?:minutes|mins|seconds|secs|median|days|hours|weeks)\b", re.IGNORECASE)


SIDES = {
    "met": MET,
    "missed": MISSED,
    # of an aim, on the side that is not said to be the better one
    "above": re.compile(r"\b(?:above|over|higher than)\b", re.IGNORECASE),
    "below": re.compile(r"\b(?:below|under|lower than)\b", re.IGNORECASE),
}
LIKE_AN_AIM = 5  # times, within which what is reached may be what is aimed at


def _aims(bench: Bench, fields: Fields, after: str) -> Iterator[Which]:
    """Which of the lines met their targets, missed them, or are on one side of them."""
    said = [word for word, form in SIDES.items() if form.search(after)]
    if len(said) != 1:
        return
    for axis, lines in fields:
        other = bench.sight.axes[1 - axis]
        aims = [li for li in other.lines if li.role is Role.TARGET]
        aimed = bench.across(axis, lines, aims[0]) if len(aims) == 1 else None
        for reached in other.plain if aimed else ():
            got = bench.across(axis, lines, reached)
            if aimed is None or got is None or not _alike(got, aimed):
                continue
            side = tuple(
                _is_so(said[0], f"{line.label} {reached.label}", g, a)
                for line, g, a in zip(lines, got, aimed, strict=True)
            )
            how = "the last" if reached is other.plain[-1] else "one before"
            named = any(m.lines == (reached,) for m in bench.sight.mentions[1 - axis])
            yield f"targets of {'a named line' if named else how}", side


def _is_so(said: str, labels: str, got: Number, aim: Number) -> bool:
    """Whether what was reached met its aim, missed it, or is above or below it, as is said."""
    if said == "above":
        return got.value > aim.value
    if said == "below":
        return got.value < aim.value
    lower = (
        is_clock(got.text) or bool(LOWER_IS_BETTER.search(labels))
        or (got.sort is Sort.COUNT and bool(A_TIME.search(labels)))
    )  # fmt: skip
    met = got.value <= aim.value if lower else got.value >= aim.value
    return met == (said == "met")


def _alike(got: Sequence[Number], aimed: Sequence[Number]) -> bool:
    """Whether numbers may be what some aims are of: of their sort, and of their size."""
    sizes = [median(abs(n.value) for n in numbers) for numbers in (got, aimed)]
    return {n.sort for n in got} == {n.sort for n in aimed} and (
        max(sizes) <= LIKE_AN_AIM * min(sizes)
    )


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
