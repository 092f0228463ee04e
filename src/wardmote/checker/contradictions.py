"""Sentences of one passage that say opposite things of one subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from wardmote.checker import forms
from wardmote.checker.axes import FUNCTION, GENERIC, tokens
from wardmote.vocabulary import Direction

MOST_WORDS = 4  # of a subject
_UP = rf"rise|increase|grow|climb|{forms.ROSE}"
_DOWN = rf"fall|decrease|reduce|decline|drop|{forms.FELL}"
# What goes on is said to go the other way elsewhere: only these are of one time surely.
GOING_ON = re.compile(
    r"(?P<subject>(?:[A-Za-z][\w'-]*\s+){1,4}?)(?:\([^)]*\)\s*)?"
    rf"(?P<verb>continu\w+\s+to\s+(?:{_UP}|{_DOWN})\b|"
    rf"(?:has|have)\s+(?:also\s+)?(?:been\s+)?(?:{_UP}|{_DOWN})\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A way that a sentence says its subject goes."""

    sentence: str
    subject: frozenset[str]
    way: Direction
    words: str


def contradictions(sentences: Sequence[str]) -> Iterator[tuple[Told, Told]]:
    """Pairs of a passage's sentences in which one subject goes on rising and has fallen."""
    told = [t for sentence in sentences for t in _told(sentence)]
    for one, other in combinations(told, 2):
        going = any("continu" in t.words.lower() for t in (one, other))
        same = one.subject & other.subject == min(one.subject, other.subject, key=len)
        if going and same and one.way is not other.way and one.sentence != other.sentence:
            yield one, other


def _told(sentence: str) -> Iterator[Told]:
    for match in GOING_ON.finditer(sentence):
        stems = [t for _, t in tokens(match["subject"])][-MOST_WORDS:]
        subject = frozenset(t for t in stems if t not in FUNCTION and t not in GENERIC)
        up = re.search(rf"\b(?:{_UP})\b", match["verb"], re.IGNORECASE)
        if subject:
            way = Direction.UP if up else Direction.DOWN
            yield Told(sentence, _last(stems, subject), way, match["verb"])


def _last(stems: Sequence[str], subject: frozenset[str]) -> frozenset[str]:
    """The words of a subject that stand next to its verb: after a word that joins, the rest."""
    kept: list[str] = []
    for stem in stems[::-1]:
        if stem in FUNCTION:
            break
        if stem in subject:
            kept.append(stem)
    return frozenset(kept) or subject
