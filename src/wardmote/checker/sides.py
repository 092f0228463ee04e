"""Two numbers side by side, the one said to be above or below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wardmote.checker.explained import Explained, State
from wardmote.checker.findings import Finding
from wardmote.checker.number import Sort
from wardmote.checker.outside import BETWEEN
from wardmote.checker.telling import finding_of

# 434 people, up 2.4 % from 424; 10,464 in the first half, a touch more than the 10,336.
JOINED = (
    re.compile(
        r"[,(–-]\s*(?:(?:and|or|which is|both)\s+)?(?P<way>up|down)\b[^;:()]{0,30}?\bfrom\s+"
        r"(?:the\s+|a\s+|about\s+|some\s+)?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<way>higher|lower|more|fewer|less)\s+than\s+(?:the|its|(?:last\s+)?\w+['’]s)\s+$",
        re.IGNORECASE,
    ),
)
BELOW = re.compile(r"down|lower|fewer|less", re.IGNORECASE)
OF = re.compile(r"^\)?\s+of\s+(?:the\s+|all\s+|our\s+)*\d", re.IGNORECASE)
TOLD_AGAIN = re.compile(r"\s*(?:,?\s*or\s|\()[^,()]*\d", re.IGNORECASE)  # £11.2m, or 5.7 %, more
ASIDE = re.compile(
    r"\b(?:from|against|than|target|average|mean|up to)\s+(?:of\s+)?$", re.IGNORECASE
)


def turned_sides(explained: Sequence[Explained], at: int, text: str) -> Iterator[Finding]:
    """A number said to be up from, down from, more than or fewer than another, and is not."""
    for j, other in enumerate(explained):
        b = other.cue.number
        before = [e for e in explained[:j] if not e.cue.change and e.state is not State.PLAIN]
        if b.start < at or not before or b.sort not in (Sort.COUNT, Sort.PERCENT):
            continue
        # Half (54 %) of the 878 who were asked, up from 49 %.
        alike = [e for e in before if e.cue.number.sort is b.sort and e.cue.number.start >= at]
        of = b.sort is Sort.PERCENT and alike and alike[-1] is not before[-1] and (
            OF.match(text[alike[-1].cue.number.end :])
        )  # fmt: skip
        one = alike[-1] if of else before[-1]
        a = one.cue.number
        between = text[a.end : b.start]
        if of:
            between = text[before[-1].cue.number.end : b.start]
        match = next((m for form in JOINED if (m := form.search(between))), None)
        if (
            match is None
            or a.sort is not b.sort
            or a.spelt
            or b.spelt
            or BETWEEN.search(between)
            or TOLD_AGAIN.match(between)
            or ASIDE.search(text[: a.start])
        ):
            continue
        if (a.low > b.high) if BELOW.match(match["way"]) else (a.high < b.low):
            why = f"{a.text.strip()} less {b.text.strip()}"
            yield finding_of(
                replace(
                    one, state=State.OFF, low=a.low - b.high, high=a.high - b.low, why=why,
                    sign=True,
                ),
                "", at,
            )  # fmt: skip
            return
