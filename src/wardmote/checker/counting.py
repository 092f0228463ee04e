"""What counts lines of a table: a claim of so many or of just some, its clause, and their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardmote.checker.ages import band_of
from wardmote.checker.axes import Axis, Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.sight import BREAK, Span
from wardmote.checker.spelt import WORDS
from wardmote.checker.stems import same_word, tokens

NUMBER = rf"{'|'.join(WORDS)}|dozen|\d{{1,2}}"
# Four headings overspend and four underspend; five improved and three went backwards.
THEN = re.compile(
    rf"(?:\b(?:and|while|whilst|with|but)|[,;])\s+(?:the\s+)?(?:other\s+|remaining\s+)?"
    rf"(?P<k>{'|'.join(WORDS)}|none)\s+(?=(?:have|has|had|were|was|are|is|did|do|to|went|got|saw|"
    r"fell|rose|came|ended|met|missed|overspent|underspent|improved|worsened|slipped|dropped|"
    r"grew|shrank|stayed|increased|decreased|above|below|up|down|increases|decreases|rises|falls|an?|no)\b)",
    re.IGNORECASE,
)  # fmt: skip
# Rose in three wards, fell in five and did not change in one.
THEN_IN = re.compile(
    rf"(?:,|\band)\s+(?P<what>(?:(?-i:[a-z]+)\s+){{1,4}}?)(?:in|at|for|among)\s+(?:the\s+)?"
    rf"(?:other\s+|remaining\s+)?(?P<k>{NUMBER})\b(?!\s+of\b)", re.IGNORECASE,
)  # fmt: skip
TIMES = re.compile(r"(?:month|quarter|year|wave|week|survey|day)s?", re.IGNORECASE)
NOUNS = re.compile(
    r"(?:district|force|area|ward|type|group|category|categorie|team|site|suite|unit|measure|scheme|"
    r"station|division|borough|strand|heading|neighbourhood|setting|department|rank|stage|outcome|"
    r"project|grade|town|beat|priority|prioritie|reserve|service|indicator|programme|line|head|"
    r"command|band|parish|parishe|role|drug|tactic|check|statement|question|store|reason|target|"
    r"sector|county|countie|region|school|zone|field|fund|budget|kind|class|classe|severity|"
    r"severitie|item|element|standard)s?", re.IGNORECASE,
)  # fmt: skip
FEWEST = 3  # lines of which some are so
CUT = re.compile(
    rf"{BREAK.pattern}|:|\btogether\b|{THEN.pattern.replace('?P<k>', '?:')}|"
    rf"{THEN_IN.pattern.replace('?P<k>', '?:').replace('?P<what>', '?:')}|"
    r",\s+(?:and|but|so)\s+(?:they|it|we|both|these|those|neither|each)\b|,\s", re.IGNORECASE,
)  # fmt: skip
ASIDE = re.compile(r"\s*,[^,;]*\bexceptions?\b[^,;]*,", re.IGNORECASE)  # A being the exception
CLOSE = 1  # character
FEW = 4  # lines that one name of a stretch of time may stand for
LEAST_WORDS = 4  # behind a place, more of which are a clause: out of the eight
NAMED = 0.5  # of a mention, from which it names a line


@dataclass(frozen=True, slots=True)
class Counted:
    """Lines of an axis of which so many, or just some, are said to be so; `form` is how it is said,
    `span` where, and `clause` where the sentence says what they are."""

    form: str
    text: str
    span: Span
    clause: Span
    axis: int
    lines: tuple[Line, ...]
    many: float
    those: frozenset[Line] | None = None
    told: str = ""  # how those are named

    def is_so(self, so: Sequence[bool]) -> bool:
        """Whether so many, and just those, are so."""
        if self.those is not None:
            return {li for li, s in zip(self.lines, so, strict=True) if s} == self.those
        return sum(so) == self.many

    def is_turned(self, so: Sequence[bool]) -> bool:
        """Whether it is so of the others."""
        return self.is_so([not s for s in so])


def clause_of(sentence: str, span: Span) -> Span:
    """Where the clause about a place begins and ends; a comma right behind the place ends none."""
    cuts = [*CUT.finditer(sentence)]
    before = [m.end() for m in cuts if m.end() <= span[0]]
    aside = ASIDE.match(sentence, span[1])
    behind = aside.end() if aside else span[1]
    after = [
        m.start() for m in cuts if m.start() >= behind and (
            m.group().strip() != "," or len(sentence[behind : m.start()].split()) > LEAST_WORDS)
    ]  # fmt: skip
    return (before[-1] if before else 0), (after[0] if after else len(sentence))


def is_line(bench: Bench, noun: str) -> bool:
    """Whether a noun may be what the lines of a table are."""
    return bool(NOUNS.fullmatch(noun) or TIMES.fullmatch(noun)) or _heads(bench, noun)


def _heads(bench: Bench, noun: str) -> bool:
    """Whether a noun stands over the labels of the rows."""
    heads = tokens(" ".join(bench.sight.grid.header[:1]))
    return any(same_word(stem, own) for _, stem in tokens(noun) for _, own in heads)


def axes_called(bench: Bench, noun: str) -> Iterator[int]:
    """The axes whose lines a noun may call: times, what stands over the labels of the rows, or what
    lines are called anywhere."""
    for axis, own in enumerate(bench.sight.axes):
        if TIMES.fullmatch(noun):
            if own.timed:
                yield axis
        elif _heads(bench, noun):
            if axis == 0:
                yield axis
        elif NOUNS.fullmatch(noun) and not own.timed:
            yield axis


def fields(
    bench: Bench, of: int | None, timed: bool | None, noun: str = ""
) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """The lines that may be counted: of as many as are said, of times or of no times; the rows
    alone, where they are called so."""
    of_rows = _heads(bench, noun)
    for axis, own in enumerate(bench.sight.axes):
        if (axis and of_rows) or (timed is not None and own.timed is not timed):
            continue
        for lines in _kinds(own, of):
            if len(lines) == of if of is not None else len(lines) >= FEWEST:
                yield axis, lines
        if own.timed and of is not None:
            named = {li for m in bench.sight.ranges(axis) for li in m.lines}
            for lines in own.years.values():
                if len(lines) == of and set(lines) <= named:
                    yield axis, lines


def _kinds(own: Axis, of: int | None) -> Iterator[tuple[Line, ...]]:
    """The lines that count, and those of them whose numbers are of the sort of most: measures in
    per cent, without how many were asked; and all lines, where just these are as many as said."""
    lines = own.counted
    yield lines
    sorts = [li.cells[0].number.sort for li in lines]
    most = max(set(sorts), key=sorts.count, default=None)
    like = tuple(li for li, sort in zip(lines, sorts, strict=True) if sort is most)
    if len(lines) > len(like) > len(lines) / 2:
        yield like
    if of is not None:
        yield from (some for some in _parts(own, of) if some not in (lines, like))
    if of not in (None, len(lines), len(like)):
        for more in (tuple(li for li in own.lines if li.role is not Role.TOTAL), own.lines):
            if len(more) == of:
                yield more
                return


def _parts(own: Axis, of: int) -> Iterator[tuple[Line, ...]]:
    """Times of one thing and length, where these are as many as said: three quarters beside the
    year to date; and the lines before a total."""
    alike: dict[tuple[frozenset[str], int], list[Line]] = {}
    for line in (li for li in own.lines if own.timed and li.periods):
        alike.setdefault((line.stems, line.months or len(line.periods)), []).append(line)
    yield from (tuple(some) for some in alike.values() if len(some) == of)
    aged = tuple(li for li in own.lines if band_of(li.label))
    if len(aged) == of:
        yield aged
    before, behind = own.lines[:of], own.lines[of : of + 1]
    if of >= FEWEST and behind and behind[0].role is Role.TOTAL:
        yield before


def count_of(word: str) -> int:
    """The number of a word."""
    word = word.lower()
    return 12 if word == "dozen" else int(WORDS.get(word) or word)


def chain(bench: Bench, axis: int, start: int) -> tuple[tuple[Line, ...], int] | None:
    """The lines that are named one after another from a place, and where that ends."""
    own = [
        m for m in bench.sight.mentions[axis]
        if (len(m.lines) == 1 or (m.ranged and len(m.lines) <= FEW))
        and m.weight >= NAMED and m.end > m.start
    ]  # fmt: skip
    first = next((m for m in own if 0 <= m.start - start <= CLOSE), None)
    if first is None:
        return None
    joint = next((j for j in bench.joints[axis] if first.lines[0].at in j), frozenset())
    some = [m for m in own if m is first or (m.lines[0].at in joint and m.start > first.start)]
    lines = tuple(dict.fromkeys(li for m in some for li in m.lines))
    return lines, bench.sight.spoken(some[-1])[1]
