"""What numbers take from those beside them: a unit that is said once of two (from 14 to 18 per
cent, 46 per cent against 53), the other side of one (between 37 and 38), hours, a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from wardmote.checker.number import Number, Sort, is_clock

_ROUGHLY = r"(?:(?:about|around|just|only|over|under|nearly|almost|some)\s+)*"
FROM = re.compile(rf"\b(?:from|between)\s+{_ROUGHLY}$", re.IGNORECASE)
TO = re.compile(rf"\s+(?:(?:up|down|right)\s+)?(?:to|and)\s+{_ROUGHLY}", re.IGNORECASE)
AGAINST = re.compile(
    rf"(?:\s+(?:in|for|at)\s+(?:the\s+)?[\w/'’-]+(?:\s+[\w/'’-]+)?)?,?\s+(?:(?:as\s+)?against|compared\s+"
    rf"(?:with|to)|versus|down from|up from)\s+{_ROUGHLY}", re.IGNORECASE,
)  # fmt: skip
# Nothing that the second number would count stands behind it.
END = re.compile(
    r"\s*(?:[.,;:)–]|$)|\s+(?:in|for|at|over|this|last|by|since|when|before|across|during|"
    r"previously|then|now|on|and|a (?:year|quarter|month)|the (?:year|quarter|month|previous))\b",
    re.IGNORECASE,
)  # fmt: skip
WHOLE = 100.0  # above which no number is taken for a percentage
THOUSAND = 1e3


def beside_one_another(found: Sequence[Number], text: str) -> list[Number]:
    """The numbers of a text, each as those beside it leave it."""
    if any(IN_HOURS.search(n.text) for n in found):  # 14 hours 6 minutes, twice the 6:30
        found = [_in_hours(n) if OF_HOURS.fullmatch(n.text) else n for n in found]
    return _of_one_unit([_of_hundred(n, text) for n in _between(found, text)], text)


BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
ABOUT_ONE = 0.1  # of a number, within which another after it is the other side of one


def _between(found: Sequence[Number], text: str) -> Iterator[Number]:
    """Numbers, of which two that one lies between stand for all between them: between 37 and 38."""
    near: tuple[float, float] | None = None
    for one, other in zip_longest(found, found[1:]):
        both = (
            other is not None and text[one.end : other.start].strip() == "and"
            and one.sort is other.sort and BETWEEN.search(text[: one.start])
            and 0 < other.value - one.value <= max(1.0, ABOUT_ONE * one.value)
        )  # fmt: skip
        ends = (one.value, other.value) if both and other is not None else near
        yield replace(one, low=ends[0], high=ends[1], whole=False) if ends else one
        near = ends if both else None


IN_HOURS = re.compile(r"(?:hours?|hrs?|h)\s?(?:and\s+)?\d{1,2}\s?m", re.IGNORECASE)
OF_HOURS = re.compile(r"\d{1,3}:\d\d")


def _in_hours(number: Number) -> Number:
    """A time as hours and minutes, that was read as minutes and seconds."""
    return replace(
        number, value=60 * number.value, low=60 * number.low, high=60 * number.high
    )  # fmt: skip


HUNDRED = re.compile(
    r"\s+[^.,;\d]{0,30}?\b(?:per|for every|in every|to every|out of every)\s+(?:100\b(?![,\d])|"
    r"(?:a )?hundred\b)|"
    r"\s?(?:p|pence)\s+(?:in|of|out of|from) every (?:[a-z]+ )?(?:pound|£1?\b)",
    re.IGNORECASE,
)
OF_HUNDRED = re.compile(
    r"\b(?:for|of|from|out of) every (?:£?100|hundred)\b[^.;]{0,70}$", re.IGNORECASE
)


def _of_hundred(number: Number, text: str) -> Number:
    """48 for every 100: a share."""
    by = text[: number.start].endswith("by ")  # its rate rose by 7.1 for every 100
    before = text[: number.start]
    hundred = HUNDRED.match(text[number.end :]) or OF_HUNDRED.search(before)
    if number.sort is Sort.COUNT and hundred and not by:
        return replace(
            number, sort=Sort.PERCENT, low=min(number.low, number.value - 0.5),
            high=max(number.high, number.value + 0.5), whole=False,
        )  # fmt: skip
    return number


def _of_one_unit(found: Sequence[Number], text: str) -> list[Number]:
    """Numbers, of which one has the unit of the one beside it where it is said only once."""
    made = list(found)
    for i, (one, other) in enumerate(pairwise(found)):
        between, led = text[one.end : other.start], FROM.search(text[: one.start])
        to = bool(led and TO.fullmatch(between))
        if to and _is_bare(one) and other.sort in (Sort.PERCENT, Sort.POINTS):
            made[i] = _as(one, other.sort)
        elif to and _is_bare_money(one, other):
            scale = 1e6 if other.value >= 1e6 else THOUSAND
            low, high = one.low * scale, one.high * scale
            made[i] = replace(one, value=one.value * scale, low=low, high=high, whole=False)
        elif (
            one.sort is Sort.PERCENT and _is_bare(other) and not other.spelt
            and END.match(text, other.end)
            and ((to and " and " not in between) or AGAINST.fullmatch(between))
        ):  # fmt: skip
            made[i + 1] = _as(other, Sort.PERCENT)
    return made


def _is_bare(number: Number) -> bool:
    """Whether a number has no unit of its own, and may be a percentage."""
    return (
        number.sort is Sort.COUNT and number.value <= WHOLE and "£" not in number.text
        and not is_clock(number.text) and not number.signed and not number.text.endswith("p")
    )  # fmt: skip


def _is_bare_money(one: Number, other: Number) -> bool:
    """Whether two are sums of money, the second of which alone is in thousands or millions."""
    both = "£" in one.text and "£" in other.text
    return (
        both and one.value < THOUSAND <= other.value and bool(re.search(r"[a-z]", other.text, re.I))
    )


def _as(number: Number, sort: Sort) -> Number:
    """A number as one of another unit, which stands for what rounds to it."""
    return replace(number.measured, sort=sort, whole=False)
