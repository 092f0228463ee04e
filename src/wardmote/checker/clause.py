"""One clause of a sentence: its numbers as tokens, and what is claimed of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wardmote.checker import forms
from wardmote.checker.number import Number
from wardmote.vocabulary import Direction


class ClaimKind(StrEnum):
    """The kinds of claim that are checked."""

    CHANGE = "change"
    SHARE = "share"
    AVERAGE = "average"
    TOTAL = "total"
    RATE = "rate"
    RATIO = "ratio"
    RANK = "rank"
    RUN = "run"
    TALLY = "tally"
    RANGE = "range"
    VALUE = "value"
    JUDGEMENT = "judgement"
    CAUSE = "cause"


@dataclass(frozen=True)
class Said:
    """One claim: `parts` are its numbers by role, `word` the word that it leans on.

    Its text begins `at` a place of the sentence, the word at a `spot` of the text, where it is
    `spoken` so. What is `soft` is told only where a table bears on it.
    """

    kind: ClaimKind
    text: str
    parts: Mapping[str, Number] = field(default_factory=dict)
    direction: Direction | None = None
    word: str = ""
    at: int = 0
    spot: int = 0
    spoken: str = ""
    soft: bool = False


@dataclass
class Clause:
    """A clause whose numbers are tokens; each number is used by one claim."""

    text: str
    tagged: str
    numbers: list[Number]
    taken: set[int] = field(default_factory=set)

    def pick(self, match: re.Match[str] | None) -> dict[str, Number] | None:
        """The numbers of a match by role, unless one has been used; they are then used."""
        if match is None:
            return None
        at = {r: int(i) for r, i in match.groupdict().items() if i is not None and i.isdigit()}
        at.pop("per", None)
        if any(i in self.taken for i in at.values()):
            return None
        self.taken.update(at.values())
        return {role: self.numbers[i] for role, i in at.items()}

    def place(self, tagged: int) -> int:
        """The place in the text of a place among the tokens."""
        before = [int(i) for i in re.findall(r"«(\d+)[A-Z]»", self.tagged[:tagged])]
        tokens = sum(len(f"«{i}X»") - (self.numbers[i].end - self.numbers[i].start) for i in before)
        return tagged - tokens

    def first(self, of: Sequence[str]) -> dict[str, Number] | None:
        """The numbers of the first form that is there."""
        for form in of:
            parts = self.pick(re.search(form, self.tagged, re.IGNORECASE))
            if parts:
                return parts
        return None


# From 750 to 778, 28 more, with drops at home outweighed by rises elsewhere.
BESIDES = re.compile(
    r"(?<=»),\s+with\s+(?:[a-z]+\s+){0,2}?(?:falls|drops|decreases|reductions|rises|increases|gains)\b"
    r".*|(?<=[a-z»]),\s+so\s+(?:the|that|its|their|our)\b.*|(?<=more),\s+with\b.*|"
    r"(?<=fewer),\s+with\b.*", re.IGNORECASE,
)  # fmt: skip


def ways_of(text: str) -> set[Direction]:
    """The ways that a phrase says a number went."""
    bare = forms.NO_DIRECTION.sub(" ", text)
    found = {Direction.UP} if re.search(forms.UP, bare, re.IGNORECASE) else set()
    return found | ({Direction.DOWN} if re.search(forms.DOWN, bare, re.IGNORECASE) else set())


def direction_of(text: str) -> Direction | None:
    """The first way that the text says a number went: by a verb, else by an adjective.

    What improves goes up where more is better (satisfaction, outcomes), and is left open else.
    """
    bare = forms.NO_DIRECTION.sub(" ", BESIDES.sub("", text))
    up = re.search(rf"\b(?:{forms.ROSE})\b", bare, re.IGNORECASE)
    down = re.search(rf"\b(?:{forms.FELL})\b", bare, re.IGNORECASE)
    if not up and not down and forms.HOLDS_UP.search(bare):
        up, down = forms.IMPROVED.search(bare), forms.WORSENED.search(bare)
    elif not up and not down and forms.HOLDS_DOWN.search(bare):
        down, up = forms.IMPROVED.search(bare), forms.WORSENED.search(bare)
    if not up and not down:
        up = re.search(forms.UP, bare, re.IGNORECASE)
        down = re.search(forms.DOWN, bare, re.IGNORECASE)
    if up and down:
        return Direction.UP if up.start() < down.start() else Direction.DOWN
    if up:
        return Direction.UP
    return Direction.DOWN if down else None


def last_direction_of(text: str) -> Direction | None:
    """The last way that a verb of the text says a number went."""
    bare = forms.NO_DIRECTION.sub(" ", BESIDES.sub("", text))
    found = [
        (m.start(), way)
        for words, way in ((forms.ROSE, Direction.UP), (forms.FELL, Direction.DOWN))
        for m in re.finditer(rf"\b(?:{words})\b", bare, re.IGNORECASE)
    ]
    return max(found, key=lambda f: f[0])[1] if found else None


def side_of(text: str) -> Direction | None:
    """Which side of another number the words put one: more than, below, short of."""
    up = re.search(rf"{forms.UP}|\b{forms.ASIDE_UP}\b", text, re.IGNORECASE)
    down = re.search(rf"{forms.DOWN}|\b{forms.ASIDE_DOWN}\b", text, re.IGNORECASE)
    if up and down:
        return Direction.UP if up.start() < down.start() else Direction.DOWN
    return Direction.UP if up else Direction.DOWN if down else None
