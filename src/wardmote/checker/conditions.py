"""What lines of a table are said to be: more than others, on their aims, none, first, better."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from wardmote.checker.aims import AIMED, LOWER_IS_BETTER, of_one_size, on_their_aims
from wardmote.checker.axes import Axis, Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.beyond import Which, beyond
from wardmote.checker.comparing import year_apart
from wardmote.checker.fields import has_place
from wardmote.checker.moving import ON_YEAR, moved, times_of, ways_of
from wardmote.checker.number import is_clock
from wardmote.checker.periods import kind_of
from wardmote.checker.runs import steps_so
from wardmote.checker.sight import Span
from wardmote.checker.spelt import SHARES, TIMES, WORDS
from wardmote.checker.standing import IN_BOTH
from wardmote.checker.stems import same_word, tokens
from wardmote.checker.superlatives import claims_of_place
from wardmote.vocabulary import Direction

_MORE = (
    r"more|higher|greater|larger|longer|slower|busier|heavier|older|bigger|noisier|commoner|safer|"
    r"dearer|stronger|later"
)
_LESS = (
    r"fewer|lower|less|smaller|shorter|quicker|faster|sooner|quieter|younger|cheaper|weaker|rarer|"
    r"earlier"
)
THAN = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\b(?P<mid>[^.;]*?)\bthan\b", re.IGNORECASE
)
BESIDE = re.compile(
    r"\b(?:(?P<less>below|under|beneath|behind|short of|within|inside|down on|"
    r"(?:outnumbered|beaten|overtaken|exceeded) by)|"
    r"(?P<more>above|over|exceed\w*|up to|outnumber\w*|overt(?:ook|aken)|ahead of|surpass\w*|"
    r"outstrip\w*|outpac\w*|beat|beyond|up on|clear of|outside))\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"(?:\bnot|n['’]t)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
NOTHING = re.compile(
    r"\b(?:no|nobody|nothing|none|without|not a single|not one|not any|nil|zero)\b", re.IGNORECASE
)
_BARE = r"\b(?:running|heading|going|coming|come|came|ran|are|is|were|was)\s+(?:in\s+)?"
_END = r"(?=\s*(?:[.,;:]|and\b|but\b|$))"
OVERSPENT = re.compile(
    rf"\boverspen[dt]\w*|\bover[ -]spen[dt]\w*|\bover budget\b|{_BARE}over{_END}", re.IGNORECASE
)
UNDERSPENT = re.compile(
    rf"\bunderspen[dt]\w*|\bunder[ -]spen[dt]\w*|\bunder budget\b|{_BARE}under{_END}", re.IGNORECASE
)
ON_BUDGET = re.compile(r"\b(?:on|to|at) budget\b|\bbreaks? even\b", re.IGNORECASE)
SPENT = re.compile(r"\b(?:outturn|forecast|actual|spen[dt]|spending)\b", re.IGNORECASE)
BUDGET = re.compile(r"\b(?:budget|award\w*|allocation|plan|provision)\b", re.IGNORECASE)
VARIANCE = re.compile(r"\b(?:variance|over or under|less (?:award|budget|plan)|over/under)\b", re.I)
SAME = re.compile(
    r"\b(?:unchanged|(?:stay|remain|end|finish)\w* (?:level|flat|the same)|did not (?:change|move)|"
    r"exactly the same|no change)\b", re.IGNORECASE,
)  # fmt: skip
BETTER = re.compile(r"\b(?:improv\w+|better|forwards?)\b", re.IGNORECASE)
WORSE = re.compile(r"\b(?:worse|worsen\w*|deteriorat\w+|backwards?)\b", re.IGNORECASE)
QUICKER = re.compile(r"\b(?:quicker|faster|swifter|speedier)\b", re.IGNORECASE)
SLOWER = re.compile(r"\b(?:slower|longer)\b", re.IGNORECASE)
# More often this year than last, higher than they had been twelve months earlier.
BEFORE = re.compile(
    r"\s+(?:in\s+|at\s+)?(?:last\b|before\b|previously\b|the previous\b|"
    r"(?:the|a) (?:year|quarter|month|one|wave|survey) (?:before|ago|earlier|previously)|"
    rf"(?:{'|'.join(WORDS)}|\d+) (?:years|quarters|months) (?:before|ago|earlier|previously)\b|"
    r"(?:they|it|that) (?:did|was|were|had been|has been)\b)", re.IGNORECASE,
)  # fmt: skip
# Higher than they began it, above where they had started.
BEGAN = re.compile(r"\b(?:began|begun|started|opened|had stood)\b", re.IGNORECASE)
OF_NUMBER = re.compile(
    rf"\s+(?:about\s+|around\s+|an?\s+|the\s+)?(?:[£\d]|(?:{'|'.join((*WORDS, *SHARES, *TIMES))}|"
    r"half|third|quarter|fifth|tenth|million)\b)", re.IGNORECASE,
)  # fmt: skip
# Bucked the downward trend, went against the rise elsewhere.
AGAINST = re.compile(
    r"\b(?:buck\w*|against the (?:trend|rise|fall|tide|grain|run|flow)|defi\w+|contrary|"
    r"wrong way)\b",
    re.IGNORECASE,
)
NAMED = 0.4  # of a mention, from which it may name a line
REACH = 60  # characters behind a comparison within which its other side is named
SEVERAL = 3  # lines that one name may stand for

Compare = Callable[[float, float], bool]
WAYS: dict[str, Compare] = {
    "more": lambda a, b: a > b, "less": lambda a, b: a < b, "same": lambda a, b: a == b,
    "up to": lambda a, b: a >= b, "within": lambda a, b: a <= b, "inside": lambda a, b: a <= b,
}  # fmt: skip


def conditions(
    bench: Bench, axis: int, lines: Sequence[Line], clause: Span, near: Span
) -> Iterator[Which]:
    """What some lines of an axis may be said to be in a clause, and which of them are so; `near` is
    where the clause says which of them are meant."""
    found = [*beyond(bench, axis, lines, clause, near)]
    if found:
        yield from found
        return
    text = _told(bench, clause, near)
    if THAN.search(text) and not BEGAN.search(text):
        yield from _compared(bench, axis, lines, clause, near)
        return
    if AIMED.search(bench.sight.sentence, *clause):
        yield from on_their_aims(bench, axis, lines, text)
    yield from _compared(bench, axis, lines, clause, near)
    yield from _first(bench, axis, lines, clause)
    yield from _of_nothing(bench, axis, lines, clause, near)
    yield from _spent(bench, axis, lines, text)
    yield from _gone(bench, axis, lines, text)


def _told(bench: Bench, clause: Span, near: Span) -> str:
    """A clause without the words that say which lines are meant."""
    sentence = bench.sight.sentence
    return f"{sentence[clause[0] : near[0]]} {sentence[near[1] : clause[1]]}"


def _named(bench: Bench, axis: int, span: Span) -> list[Line]:
    """The lines of an axis that a stretch of the sentence names."""
    found = [
        li for m in sorted(bench.sight.mentions[axis], key=lambda m: m.start)
        if span[0] <= m.start and m.end <= span[1] and m.end > m.start and m.weight >= NAMED
        and len(m.lines) <= SEVERAL
        for li in m.lines
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def _touched(bench: Bench, axis: int, span: Span) -> list[tuple[Line, str]]:
    """The lines that a stretch names, and those of whose labels it has most words of their own; of
    staff days no officer days."""
    words = [stem for _, stem in tokens(bench.sight.sentence[slice(*span)])]
    own = bench.sight.axes[axis]
    touched = {
        line: sum(
            any(same_word(stem, said) for said in words)
            for stem, weight in own.weights(line).items() if weight >= 1
        )
        for line in own.lines
    }  # fmt: skip
    most = max(touched.values(), default=0)
    named = (li for li in _named(bench, axis, span) if not 0 < touched[li] < most)
    found = dict.fromkeys(named, "named")
    for line, many in touched.items():
        if many and many == most:
            found.setdefault(line, "touched")
    return list(found.items())


def _compared(
    bench: Bench, axis: int, lines: Sequence[Line], clause: Span, near: Span
) -> Iterator[Which]:
    """More of one thing than of another, above a line across, or above the line of all."""
    sentence, other = bench.sight.sentence, 1 - axis
    for form in (THAN, BESIDE):
        for match in form.finditer(sentence, *clause):
            if near[0] <= match.start() < near[1] or DENIED.search(sentence[: match.start()]):
                continue
            way = WAYS.get(match.group().lower()) or _side(match)
            right = (match.end(), min(clause[1], match.end() + REACH))
            if OF_NUMBER.match(sentence, match.end()):
                continue
            those = _touched(bench, other, right)
            mid = _touched(bench, other, match.span("mid")) if form is THAN else []
            left = mid or _touched(bench, other, (clause[0], match.start()))
            every = [(li, "not") for li in bench.sight.axes[other].lines]
            for b, how in those:
                for a, also in left or every:
                    values = _side_by_side(bench, axis, lines, a, b)
                    if values is not None and (
                        also != "not" or of_one_size(*zip(*values, strict=True))
                    ):
                        ends = f"{also} and {how}"
                        yield f"compared, {ends}", tuple(way(v, w) for v, w in values)
            if not those and BEFORE.match(sentence, match.end()):
                for how, was, now in times_of(bench, axis, lines):
                    pairs = zip(was, now, strict=True)
                    yield f"than before, {how}", tuple(way(b.value, a.value) for a, b in pairs)
            across = [li for li, _ in left]
            yield from _beside_a_line(bench, axis, lines, right, across, way)
    if ON_YEAR.search(sentence[clause[0] : clause[1]]):
        yield from _year_on_year(bench, axis, lines, _told(bench, clause, near))


def _side(match: re.Match[str]) -> Compare:
    """On which side of another a comparison says that something is."""
    return WAYS["more" if match["more"] else "less"]


def _side_by_side(
    bench: Bench, axis: int, lines: Sequence[Line], a: Line, b: Line
) -> list[tuple[float, float]] | None:
    """The numbers of lines in two others that may be compared: of one sort, of money or not, and
    where both are times, of one thing."""
    if a is b or ("£" in a.label) != ("£" in b.label):
        return None
    if a.periods and b.periods and a.stems != b.stems and a.periods != b.periods:
        return None
    one, two = bench.across(axis, lines, a), bench.across(axis, lines, b)
    if one is None or two is None or {n.sort for n in one} != {n.sort for n in two}:
        return None
    return [(n.value, m.value) for n, m in zip(one, two, strict=True)]


def _beside_a_line(
    bench: Bench, axis: int, lines: Sequence[Line], right: Span, across: Sequence[Line],
    way: Compare,
) -> Iterator[Which]:  # fmt: skip
    """Which lines are above or below one of their own kind, as the line of all of them."""
    aside = [li for li in _named(bench, axis, right) if li not in lines]
    for reference in aside[:1]:
        for line in across or bench.sight.axes[1 - axis].lines:
            found = bench.across(axis, [*lines, reference], line)
            if found is not None and found[-1].value <= max(n.value for n in found[:-1]):
                how = "a named line" if line in across else "another line"
                yield (
                    f"beside the line of all, {how}",
                    tuple(way(n.value, found[-1].value) for n in found[:-1]),
                )


def _year_on_year(
    bench: Bench, axis: int, lines: Sequence[Line], text: str
) -> Iterator[Which]:  # fmt: skip
    """Which times are above or below the same a year before."""
    ways = ways_of(text)
    own = bench.sight.axes[axis]
    if len(ways) != 1 or not own.timed:
        return
    before = [next((o for o in own.series if year_apart(li, o)), None) for li in lines]
    there = [b for b in before if b is not None and b.at < max(li.at for li in lines)]
    if len(there) < len(lines):
        return
    for across in bench.sight.axes[1 - axis].plain:
        now, was = (bench.across(axis, some, across) for some in (lines, there))
        if now is not None and was is not None:
            pairs = zip(was, now, strict=True)
            yield "year on year", tuple(steps_so(b.value, a.value, ways[0]) for b, a in pairs)


def _first(bench: Bench, axis: int, lines: Sequence[Line], clause: Span) -> Iterator[Which]:
    """In which lines another, that is named, is the highest or the lowest of its like."""
    sight = bench.sight
    own = sight.axes[1 - axis]
    for claimed in claims_of_place(sight.sentence):
        if not clause[0] <= claimed.start < clause[1] or claimed.grown:
            continue
        denied = bool(DENIED.search(sight.sentence[: claimed.start]))
        for line in _named(bench, 1 - axis, clause):
            like = [li for li in own.plain if _is_like(own, li, line)]
            rows = [bench.across(axis, lines, li) for li in like]
            if line not in like or len(like) < 2 or any(r is None for r in rows):
                continue
            at = like.index(line)
            values = [[r[i].value for r in rows if r is not None] for i in range(len(lines))]
            how = "first of its like" if claimed.top else "first of its like, of either end"
            for top in (claimed.top,) if claimed.top else (1, -1):
                one = replace(claimed, top=top)
                yield how, tuple(has_place(v, v[at], one) is not denied for v in values)


def _is_like(own: Axis, one: Line, other: Line) -> bool:
    """Whether two lines are of one sort, of times of one length, and of one thing or one time."""
    return (
        one.cells[0].number.sort is other.cells[0].number.sort
        and {*map(kind_of, one.periods)} == {*map(kind_of, other.periods)}
        and (not own.mixed or one.stems == other.stems or one.periods == other.periods)
    )


def _of_nothing(
    bench: Bench, axis: int, lines: Sequence[Line], clause: Span, near: Span
) -> Iterator[Which]:  # fmt: skip
    """Which lines have nothing of what is named."""
    for match in NOTHING.finditer(bench.sight.sentence, *clause):
        if near[0] <= match.start() < near[1]:
            continue
        sides = {"behind": (match.end(), clause[1]), "before": (clause[0], match.start())}
        for where, span in sides.items():
            found = _named(bench, 1 - axis, span)
            for line in found[:2]:
                cells = bench.across(axis, lines, line)
                if cells is not None:
                    yield f"nothing of what is named {where}", tuple(c.value == 0 for c in cells)
            if found:
                break


def _spent(bench: Bench, axis: int, lines: Sequence[Line], text: str) -> Iterator[Which]:
    """Which lines are over, under or on their budgets."""
    said = [
        way for way, form in (("more", OVERSPENT), ("less", UNDERSPENT), ("same", ON_BUDGET))
        if form.search(text)
    ]  # fmt: skip
    if len(said) != 1:
        return
    way = WAYS[said[0]]
    own = bench.sight.axes[1 - axis].lines
    for line in own:
        found = bench.across(axis, lines, line) if VARIANCE.search(line.label) else None
        if found is not None:
            yield "a variance", tuple(way(n.value, 0) for n in found)
    for a in (li for li in own if SPENT.search(li.label)):
        for b in (li for li in own if BUDGET.search(li.label)):
            values = _side_by_side(bench, axis, lines, a, b)
            if values is not None:
                yield "spent beside a budget", tuple(way(v, w) for v, w in values)


def _gone(bench: Bench, axis: int, lines: Sequence[Line], text: str) -> Iterator[Which]:
    """Which lines went a way, stayed, or became better or worse."""
    ways = ways_of(text)
    if AGAINST.search(text):
        return
    if IN_BOTH.search(text):
        yield from _each_step(bench, axis, lines, text, ways)
        return
    if BEGAN.search(text):
        side = THAN.search(text) or BESIDE.search(text)
        if side:
            way = _side(side)
            for how, was, now in times_of(bench, axis, lines):
                pairs = zip(was, now, strict=True)
                yield f"began, {how}", tuple(way(a.value, b.value) for b, a in pairs)
        return
    if len(ways) == 1:
        yield from moved(bench, axis, lines, ways[0])
    better, worse = bool(BETTER.search(text)), bool(WORSE.search(text))
    quicker, slower = bool(QUICKER.search(text)), bool(SLOWER.search(text))
    paced = quicker is not slower and not (better or worse or ways)
    if paced:
        better, worse = quicker, slower
    same = not paced and bool(SAME.search(text))
    if not same and (better is worse or ways):
        return
    for how, was, now in times_of(bench, axis, lines):
        both = list(zip(was, now, strict=True))
        if same:
            yield f"the same, {how}", tuple(b.value == a.value for b, a in both)
            continue
        if paced and not all(is_clock(n.text) for pair in both for n in pair):
            continue
        lower = [is_clock(a.text) or bool(LOWER_IS_BETTER.search(li.label)) for li, a in zip(
            lines, now, strict=True)]  # fmt: skip
        told = {"better": False}
        if not any(lower):  # what all lines are of may be the better the less: days lost
            told["better if less"] = True
        for word, turned in told.items():
            which = (
                b.value != a.value and ((a.value < b.value) is (less or turned)) is better
                for (b, a), less in zip(both, lower, strict=True)
            )
            yield f"{word}, {how}", tuple(which)


def _each_step(
    bench: Bench, axis: int, lines: Sequence[Line], text: str, ways: Sequence[Direction]
) -> Iterator[Which]:  # fmt: skip
    """Which lines went a way in both years, or in each."""
    own = bench.sight.axes[1 - axis]
    if len(ways) != 1 or not own.timed:
        return
    for stems in dict.fromkeys(li.stems for li in own.series):
        like = [li for li in own.series if li.stems == stems and li.role is Role.PLAIN]
        steps = like[-3:] if re.search(r"\bboth\b", text, re.IGNORECASE) else like
        rows = [bench.across(axis, lines, li) for li in steps]
        if len(steps) < 3 or any(r is None for r in rows):
            continue
        of_each = ([r[i].value for r in rows if r] for i in range(len(lines)))
        yield (
            "each step",
            tuple(all(steps_so(a, b, ways[0]) for a, b in pairwise(values)) for values in of_each),
        )
