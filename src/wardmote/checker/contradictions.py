"""Sentences of one passage that say opposite things of one subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from wardmote.checker import forms
from wardmote.checker.cues import cues_of
from wardmote.checker.findings import Finding, Verdict
from wardmote.checker.grid import FUNCTION
from wardmote.checker.number import Number, Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.paper import Place
from wardmote.checker.periods import periods_in
from wardmote.checker.stems import GENERIC, tokens
from wardmote.vocabulary import Direction, Hedge

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


LEAST_SUBJECT = 2  # words that name a subject, so that two sentences speak of one thing


@dataclass(frozen=True, slots=True)
class Value:
    """A number that a sentence gives for a subject and a period."""

    sentence: str
    place: Place
    number: Number
    subject: frozenset[str]
    periods: frozenset[str]


FORM = 2  # values, from which the same words are a form that each is set in
SPOKEN = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|made|recorded|reported|received|took|saw|stood|"
    r"stands|totalled|reached|numbered|accounted|rose|fell|came|led)\b",
    re.IGNORECASE,
)


def values_told_twice(
    passages: Sequence[tuple[str, Place]],
) -> dict[tuple[int, str], list[Finding]]:
    """Values of one subject, sort and period that no printed number can both stand for.

    Only sentences of the same words but for the number are compared, and of a stated period: two
    wordings may speak of two things. By block and sentence, with what the other says.
    """
    told = [v for text, place in passages for v in _values(text, place)]
    found: dict[tuple[int, str], list[Finding]] = {}
    many: dict[object, set[float]] = {}
    for value in told:
        many.setdefault((value.subject, value.periods), set()).add(value.number.value)
    for one, other in combinations(told, 2):
        if len(many[one.subject, one.periods]) > FORM:
            continue  # one form of words under many charts
        if (
            one.number.sort is other.number.sort
            and one.subject == other.subject
            and one.periods == other.periods
            and one.sentence != other.sentence
            and not one.number.holds(other.number.low, other.number.high)
        ):
            why = (
                f"'{other.number.text.strip()}' is said here, and "
                f"'{one.number.text.strip()}' of the same on {one.place}: {one.sentence}"
            )
            found.setdefault((other.place.block, other.sentence), []).append(
                Finding(Verdict.INCONSISTENT, "value", other.sentence, "", why)
            )
    return found


def _values(text: str, place: Place) -> Iterator[Value]:
    from wardmote.checker.claims import sentences

    for sentence in sentences(text):
        numbers = numbers_in(sentence)
        measured = [n for n in numbers if n.sort in (Sort.COUNT, Sort.PERCENT) and not n.spelt]
        if len(measured) != 1 or len(numbers) != 1 or measured[0].hedge is not Hedge.NONE:
            continue
        (cue,) = cues_of(sentence, measured)
        periods = frozenset(p for m in periods_in(sentence) for p in m.periods)
        number = measured[0]
        rest = f"{sentence[: number.start]} {sentence[number.end :]}"
        subject = frozenset(t for _, t in tokens(rest) if t not in FUNCTION)
        if not SPOKEN.search(rest):
            continue  # the words of a card or of a heading
        if not cue.change and periods and len(subject - GENERIC) >= LEAST_SUBJECT:
            yield Value(sentence, place, number, subject, periods)
