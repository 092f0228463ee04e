"""Labels that are a length of time with a bound, and sentences that say it in other words: over 6
months, longer than half a year; within 24 hours; between three and six months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardmote.checker.axes import Line
from wardmote.checker.spelt import WORDS, any_of

_MANY = rf"(?:{any_of(w for w, n in WORDS.items() if n == int(n))}|\d{{1,3}})"
_UNIT = r"(?P<unit>second|sec|minute|min|hour|hr|day|week|month|year)s?"
_MORE = r"(?:over|more than|longer than|above|beyond|exceeding|greater than|at least)"
_LESS = r"(?:under|less than|fewer than|shorter than|below|within|inside|up to|no more than)"
FORM = re.compile(
    rf"\b(?:(?P<more>{_MORE})\s+(?P<over>{_MANY})|(?P<less>{_LESS})\s+(?P<under>{_MANY})|"
    rf"(?:between\s+)?(?P<first>{_MANY})\s?(?:to|and|-|–)\s?(?P<last>{_MANY})|"
    rf"(?P<least>{_MANY})(?=\s?\+|[\s-]+[a-z]+ (?:or|and) (?:more|over|longer|above)))"
    rf"(?:\s?\+)?[\s-]*(?:(?:working|calendar)\s+)?{_UNIT}\b"
    r"(?:\s+(?:or|and)\s+(?:more|over|longer|above))?",
    re.IGNORECASE,
)
UNITS = {"sec": "second", "min": "minute", "hr": "hour"}
FEWEST = 2  # labels of a table that say a bound

Bound = tuple[str, float, float, str]


def _bound(match: re.Match[str]) -> Bound:
    """What a form says: its side, its numbers, and the unit of time."""
    unit = match["unit"].lower()
    unit = UNITS.get(unit, unit)
    if match["first"]:
        return "between", _number(match["first"]), _number(match["last"]), unit
    over = match["over"] or match["least"]
    if over:
        return "over", _number(over), 0.0, unit
    return "under", _number(match["under"]), 0.0, unit


def _number(word: str) -> float:
    return WORDS.get(word.lower()) or float(word)


def bounded(sentence: str, lines: Sequence[Line]) -> Iterator[tuple[Line, int, int]]:
    """The lines whose labels say the bound that a sentence says, each with where it is said; only
    of labels of which no two say one."""
    said = [*FORM.finditer(sentence)]
    if not said:
        return
    found = [(_bound(match), li) for li in lines if (match := FORM.search(li.label))]
    if len(found) < FEWEST or len({bound for bound, _ in found}) < len(found):
        return
    known = dict(found)
    for match in said:
        line = known.get(_bound(match))
        if line is not None:
            yield line, match.start(), match.end()
