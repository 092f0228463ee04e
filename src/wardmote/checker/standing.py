"""A claim about an order, and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardmote.checker.explained import State
from wardmote.checker.numbers import ORDINALS


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a claim about an order: held, off or open, and why."""

    state: State
    kind: str
    text: str
    why: str
    at: int = 0  # where it stands in the sentence


NTH = "|".join([*ORDINALS, r"\d{1,2}(?:st|nd|rd|th)"])


ASIDE = re.compile(
    r"\b(?:target|average|mean|threshold|standard|above|below|under|over|exceed\w*|met|missed|hit|"
    r"reached|more than|fewer than|less than|at least)\b",
    re.IGNORECASE,
)
