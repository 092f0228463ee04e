"""Words as stems: those that name nothing, those that mean one thing, and how labels are heard."""

from __future__ import annotations

import re
from functools import cache

from wardmote.checker.grid import FUNCTION, stem_of
from wardmote.checker.synonyms import SYNONYMS, TOKEN, heard

GENERIC = frozenset(
    stem_of(w)
    for w in [
        "number",
        "numbers",
        "offence",
        "offences",
        "crime",
        "crimes",
        "incident",
        "incidents",
        "recorded",
        "reported",
        "record",
        "year",
        "month",
        "quarter",
        "period",
        "data",
        "figure",
        "figures",
        "value",
        "count",
        "people",
        "rate",
        "percent",
        "per",
        "cent",
        "change",
        "case",
        "cases",
        "total",
        "all",
        "overall",
        "police",
        "volume",
        "force",
        "area",
        "district",
        "1000",
        "100000",
        "10000",
    ]
)


def alike(one: str, other: str) -> bool:
    """Whether two stems are of one word: burglari and burgl, violent and violenc."""
    if one == other:
        return True
    short = min(len(one), len(other))
    if short < 5:
        return False
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same >= max(5, short - 1)


def initials_of(label: str) -> str:
    """ASB of Anti-social behaviour."""
    words = [w for w in re.findall(r"[A-Za-z]+", label) if w.lower() not in FUNCTION]
    return "".join(w[0] for w in words).lower() if len(words) > 2 else ""


@cache
def shortened(label: str) -> tuple[str, ...]:
    """The words of a label that are initials, as stems: bwv of BWV worn."""
    return tuple(stem_of(w.lower()) for w in re.findall(r"\b[A-Z]{3,6}\b(?=s?\b)", label))


@cache
def same_word(one: str, other: str) -> bool:
    """Whether two stems are of one word, or of words that mean one thing in policing."""
    return alike(one, other) or not _groups(one).isdisjoint(_groups(other))


@cache
def _groups(stem: str) -> frozenset[int]:
    """The groups of synonyms that a stem belongs to."""
    return frozenset(i for i, group in enumerate(SYNONYMS) if any(alike(stem, w) for w in group))


def tokens(text: str) -> list[tuple[int, str]]:
    """The words and whole numbers of a text: where each begins, and its stem. What is joined to a
    number or a pound, as in £2.4m and £m, is no word; what is said in several may be one."""
    return [(m.start(), stem_of(_singular(heard(m)).lower())) for m in TOKEN.finditer(text)]


def _singular(word: str) -> str:
    """PCSOs: PCSO, whose plural no stemmer knows."""
    return word[:-1] if word.endswith("s") and word[:-1].isupper() else word
