"""Numbers that are listed in the order of the names that they are of: A and B, by 8 and 29
respectively."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
# Between two numbers of a list, and between two names, the first of which ends in its last word.
LISTED = re.compile(
    r"[^,;.]{0,22}?(?:,|\band\b)\s*(?:and\s+)?(?:(?:by|at|to|of|with|in)\s+)?", re.I
)
NAMES = re.compile(
    r"\w*(?:\s[\w-]+){0,2}?\s*(?:,|\band\b|&)\s*(?:and\s+)?(?:(?:the|in|at|for|of)\s+){0,2}",
    re.IGNORECASE,
)


class Placed(Protocol):
    """What stands somewhere in a sentence."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


P = TypeVar("P", bound=Placed)


def paired(
    sentence: str, numbers: Sequence[Placed], named: Sequence[P]
) -> dict[int, tuple[P, ...]]:
    """For each number of a list that is said to go with a list of as many names, by its start: the
    name that it is of, and then the others."""
    found: dict[int, tuple[P, ...]] = {}
    lists = list(listed(sentence, numbers))
    chains = list(_lists(sentence, named, NAMES)) if lists else []
    for some in lists:
        near = [c for c in chains if len(c) == len(some)]
        if not near:
            continue
        chain = min(near, key=lambda c: abs(c[0].start - some[0].start))
        for i, number in enumerate(some):
            found[number.start] = (chain[i], *chain[:i], *chain[i + 1 :])
    return found


def listed(sentence: str, numbers: Sequence[P]) -> Iterator[list[P]]:
    """The lists of numbers before a "respectively"."""
    said = RESPECTIVELY.search(sentence)
    if said:
        yield from _lists(sentence, [n for n in numbers if n.start < said.start()], LISTED)


def _lists(sentence: str, placed: Sequence[P], between: re.Pattern[str]) -> Iterator[list[P]]:
    """What stands one after another with nothing but what may be between them; two at least."""
    some: list[P] = []
    for one, other in pairwise([*sorted(placed, key=lambda p: p.start), None]):
        if one is None:
            continue
        some.append(one)
        if other is None or not between.fullmatch(sentence[one.end : other.start]):
            if len(some) > 1:
                yield some
            some = []
