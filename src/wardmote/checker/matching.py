"""Which measure, area and period a sentence speaks of, and how surely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardmote.checker.dates import MONTHS
from wardmote.checker.grid import FUNCTION
from wardmote.checker.periods import MONTH_ORDER, Mention, kind_of, periods_in
from wardmote.checker.spelt import WORDS
from wardmote.checker.stems import tokens
from wardmote.vocabulary import Area, Facts, Finding, Force, Measure, Period, Quantity

QUALIFIED = re.compile(
    r"^\s*(?:of|with|without|against|involving|by|who|that|where|and|or|for)\b", re.IGNORECASE
)
# What a participle makes a part of: tickets were cancelled. Those of counting make none.
PASSIVE = re.compile(
    r"^\s+(?:(?:that|who|which)\s+)?(?:was|were|is|are|being|(?:has|have|had)\s+been)\s+"
    r"(?:\w+ly\s+)?(?!(?:recorded|reported|logged|counted|registered|seen|made|issued|given|"
    r"reduced|increased|cut|lowered|doubled|halved)\b)\w+(?:ed|en|wn|ught)\b",
    re.IGNORECASE,
)
SOMEWHERE = re.compile(
    r"\b(?:in|on|at|across|near|around|within|outside|along|inside|among)\s+(?:the\s+)?"
    rf"(?!(?:(?i:{MONTHS})|Q[1-4]|[Qq]uarter|[Ww]ave)\b)(?P<place>[A-Z][\w'’&-]*(?:\s+[A-Z][\w'’&-]*)*)"
)
BARE = frozenset(["recorded", "record", "total", "all", "report", "overall", "incident", "offenc"])
MEASURED = (Quantity.COUNT, Quantity.PERCENT)


@dataclass(frozen=True)
class Ledger:
    """What a workspace can be asked: its facts, and the names of measures and areas.

    `force` is the slug of the workspace's own force. `findings` are what the paper's own maker
    found; `about` are the ids of measures of which a sentence speaks that names no period.
    """

    facts: Facts
    measures: Sequence[Measure]
    areas: Sequence[Area]
    force: str
    findings: Sequence[Finding] = ()
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """What a sentence was matched to, and what keeps the match from being sure."""

    measure: Measure
    area: Area
    period: Period
    words: str
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.doubts

    def __str__(self) -> str:
        told = f"{self.measure.title}, {self.area.name}, {self.period.id}"
        return f"{told} (sure)" if self.sure else f"{told} (not sure: {'; '.join(self.doubts)})"


@dataclass(frozen=True, slots=True)
class _Named:
    measure: Measure
    start: int
    end: int
    size: int


@dataclass(frozen=True, slots=True)
class Subject:
    """The measures that a sentence names by the same words, the likeliest first, and its area."""

    measures: tuple[Measure, ...]
    area: Area
    words: str
    doubts: tuple[str, ...] = ()


def speaking_of(ledger: Ledger, about: frozenset[str]) -> Ledger:
    """The ledger for words that stand with some measures, which they name by their unit too."""
    measures = [
        replace(m, synonyms=(*m.synonyms, m.unit)) if m.id in about else m for m in ledger.measures
    ]
    return replace(ledger, measures=measures, about=about)


def named_in(heading: str, ledger: Ledger) -> frozenset[str]:
    """The measures that a heading names."""
    return frozenset(n.measure.id for n in _measures(heading, ledger, tuple(Quantity)))


def match_of(sentence: str, opening: str, ledger: Ledger) -> Match | None:
    """The measure, area and period of a sentence; `opening` is what the paper says of itself.

    None where it names no measure or no period, or more than one of them.
    """
    periods = periods_told(sentence)
    if len(set(periods)) != 1:
        return None
    subject = subject_of(sentence, opening, ledger)
    if subject is None:
        return None
    return Match(subject.measures[0], subject.area, periods[0], subject.words, subject.doubts)


def subject_of(
    sentence: str, opening: str, ledger: Ledger, quantities: Sequence[Quantity] = MEASURED
) -> Subject | None:
    """What a sentence speaks of, among measures of some quantities. None where none is known."""
    named = _measures(sentence, ledger, quantities)
    area, doubt = _area(sentence, opening, ledger)
    if not named or area is None:
        return None
    told = {f.measure.id for f in ledger.findings if f.area.slug == area.slug}
    held = [
        n for n in named
        if n.measure.id in told or ledger.facts.series(n.measure.id, area.slug) is not None
    ]  # fmt: skip
    if not held:
        return None
    size = max(n.size for n in held)
    best = [n for n in held if n.size == size]
    # Where a measure is kept by month and as a rolling year, the months tell every period.
    best.sort(key=lambda n: n.measure.period.value != "month")
    one = best[0]
    doubts = [doubt] if doubt else []
    if {n.start for n in named if n.size >= size} != {one.start}:
        doubts.append("more than one measure is named")
    before = tokens(sentence[: one.start])
    if before and before[-1][1] not in FUNCTION | BARE and not before[-1][1].isdigit():
        doubts.append(f"'{sentence[before[-1][0] : one.end].strip()}' may be a part of it")
    rest = sentence[one.end :]
    if (QUALIFIED.match(rest) and not _told(rest)) or PASSIVE.match(rest):
        doubts.append("what follows its name may make it a part")
    doubts += [f"it may be of {place} alone" for place in _elsewhere(sentence, area)]
    alike = tuple(n.measure for n in best if (n.start, n.end) == (one.start, one.end))
    return Subject(alike, area, sentence[one.start : one.end], tuple(doubts))


def _elsewhere(sentence: str, area: Area) -> list[str]:
    """Places that a sentence names and that are not its area: it may speak of them alone."""
    names = {area.name, *(area.aliases if isinstance(area, Force) else ())}
    own = {w for name in names for w in name.split()}
    return [
        m["place"] for m in SOMEWHERE.finditer(sentence) if not set(m["place"].split()) <= own
    ]  # fmt: skip


def _told(rest: str) -> bool:
    """Whether a period or a number follows, and no part of what is named."""
    lead = re.match(r"\s*\w+\s+(?:the\s+)?", rest)
    after = rest[lead.end() :] if lead else rest
    mentions = [m for m in periods_in(after) if m.start < 3]
    return bool(mentions) or bool(re.match(r"\s*[\d£]", after))


def _measures(
    sentence: str, ledger: Ledger, quantities: Sequence[Quantity]
) -> list[_Named]:  # fmt: skip
    words = tokens(sentence)
    found: list[_Named] = []
    for measure in ledger.measures:
        if measure.quantity not in quantities:
            continue
        names = {measure.title.split(",")[0], measure.phrase, *measure.synonyms} - {""}
        at = [hit for name in names for hit in _places(name, words, sentence)]
        if at:
            start, end, size = max(at, key=lambda a: a[2])
            found.append(_Named(measure, start, end, size))
    return [
        n for n in found
        if not any(o.start <= n.start and n.end <= o.end and o.size > n.size for o in found)
    ]  # fmt: skip


def _places(
    name: str, words: Sequence[tuple[int, str]], sentence: str
) -> list[tuple[int, int, int]]:
    """Where all words of a name stand together, in its order: start, end, how many."""
    wanted = [t for _, t in tokens(name) if t not in FUNCTION]
    kept = [(at, t) for at, t in words if t not in FUNCTION]
    found = []
    for i in range(len(kept) - len(wanted) + 1):
        if wanted and [t for _, t in kept[i : i + len(wanted)]] == wanted:
            last = kept[i + len(wanted) - 1][0]
            word = re.match(r"\w+", sentence[last:])
            found.append((kept[i][0], last + (word.end() if word else 0), len(wanted)))
    return found


def _area(sentence: str, opening: str, ledger: Ledger) -> tuple[Area | None, str]:
    """The area that a sentence speaks of, and what makes it unsure."""
    for text in (sentence, opening):
        named = [a for a in ledger.areas if _names_area(text, a)]
        named = [
            a for a in named if not any(b is not a and a.name in b.name for b in named)
        ]  # fmt: skip
        if len(named) == 1:
            return named[0], ""
        if len(named) > 1:
            return None, ""
    own = next((a for a in ledger.areas if a.slug == ledger.force), None)
    return own, "the paper does not say which force it is of"


def _names_area(text: str, area: Area) -> bool:
    names = {area.name, *(area.aliases if isinstance(area, Force) else ())}
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names if len(name) > 3)


SPAN_TO = re.compile(
    rf"\b(?P<many>year|quarter|(?:{'|'.join(WORDS)}|\d{{1,2}})[ -]months?)\s+"
    rf"(?:to|ending|ended|up to)\s+(?:in\s+)?(?:the\s+end\s+of\s+)?"
    rf"(?P<month>{MONTHS})\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def periods_told(sentence: str) -> list[Period]:
    """The periods that a sentence names whole, in its order; those to a month stand first.

    >>> [p.id for p in periods_told("176,280 in the year to March 2015, and 1,161 in May 2015")]
    ['2014-04--2015-03', '2015-05']
    """
    found = []
    for match in SPAN_TO.finditer(sentence):
        word = re.split(r"[ -]", match["many"].lower())[0]
        many = {"year": 12, "quarter": 3}.get(word) or int(WORDS.get(word) or word)
        month = MONTH_ORDER.index(match["month"][:3].lower()) + 1
        end = Period.month(int(match["year"]), month).end
        found.append(Period.months_to(end, many))
    rest = SPAN_TO.sub(lambda m: " " * len(m.group()), sentence)
    return found + [p for m in periods_in(rest) if (p := period_of(m)) is not None]


def period_of(mention: Mention) -> Period | None:
    """The days of a period that is named whole: a year, a financial year, a month of a year."""
    years = [p for p in mention.periods if kind_of(p) == "year"]
    within = [p for p in mention.periods if kind_of(p) != "year"]
    if len(years) != 1:
        return None
    first = int(years[0][:4])
    if "/" in years[0]:
        if within or mention.months or mention.of:
            return None
        return Period(date(first, 4, 1), date(first + 1, 3, 31))
    if mention.months:
        start, end = (MONTH_ORDER.index(m) + 1 for m in (mention.months[0], mention.months[-1]))
        if end < start:
            return None
        return Period(Period.month(first, start).start, Period.month(first, end).end)
    if mention.of:
        side, many = mention.of
        if side != "first" or within:
            return None
        return Period(date(first, 1, 1), Period.month(first, many).end)
    if not within:
        return Period.year(first)
    if len(within) == 1 and within[0] in MONTH_ORDER:
        return Period.month(first, MONTH_ORDER.index(within[0]) + 1)
    return None
