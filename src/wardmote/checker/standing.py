"""A claim about an order: what it may be read as, and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardmote.checker.explained import State
from wardmote.checker.spelt import ORDINALS


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a claim about an order: held, off or open, and why."""

    state: State
    kind: str
    text: str
    why: str
    at: int = 0  # where it stands in the sentence
    uses: frozenset[int] = frozenset()  # where numbers stand that it is about


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing of the table that an order may be said of, by its traits, and whether it is so;
    `other`: whether it is so the other way round, `why` what the table has, `firm`: whether a
    number beside the claim is surely what it is said of, and `guessed`: whether nothing says in
    which line across it is so."""

    traits: dict[str, float]
    so: bool
    other: bool
    why: str
    firm: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """A claim about an order with what it may be read as, and the traits of its being none."""

    kind: str
    text: str
    at: int
    said: str  # what is claimed, in short: two claims of one place and way have the same
    readings: tuple[Reading, ...]
    outside: dict[str, float]
    strange: float  # how many words about it the table and papers do not know
    shape: str = ""  # of a place: nth, an end, either end, of a move
    uses: frozenset[int] = frozenset()  # where numbers stand that it is about


NTH = "|".join([*ORDINALS, r"\d{1,2}(?:st|nd|rd|th)"])


# Of several times at once: in both years, every month.
IN_BOTH = re.compile(
    r"\bin (?:both|each|every|all)\b(?! (?:but|bar)\b)|"
    r"\b(?:every|each) (?:month|quarter|year|wave)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:target|average|mean|threshold|standard|above|below|under|over|exceed\w*|met|missed|hit|"
    r"reached|more than|fewer than|less than|at least)\b",
    re.IGNORECASE,
)
