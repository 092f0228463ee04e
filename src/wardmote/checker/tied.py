"""Superlatives that are surely said of a number beside them: lowest, at 62.8; 71, the most."""

from __future__ import annotations

import re

from wardmote.checker.superlatives import Claimed

TIED = 46  # characters between a superlative and the number that it speaks of
TIE_AFTER = re.compile(
    r"^[^,;]{0,60}?(?:,\s*(?:at|with|on|to|standing at)|\bat|\bof|\(|\bwas|\bis|:|\bwith|"
    r"\bbeing\b[^,;]*\bat|point,|level,|,\s*when)\s*$",
    re.IGNORECASE,
)

TIE_BEFORE = re.compile(
    r"^[^,;.]{0,30}?[,(–-]\s*(?:(?:which )?(?:is|was)\s+|and\s+|by far\s+|easily\s+)*(?:the|"
    r"its|their|our|a|"
    r"an)?\s*$|^[^,;.]{0,30}?,\s*(?:[A-Z]?[a-z]+\s+){0,3}?(?:had|has|have|recorded|"
    r"reported|showed)\s+"
    r"(?:the|its|their|our)\s*$|^[^,;.]{0,30}?\b(?:is|was|were|are|"
    r"being)\s+(?:by far\s+)?(?:the|its|their|our)\s*$",
    re.IGNORECASE,
)

# 1,196, and the lowest month had been April: of what follows.
OWN = re.compile(r"^\s+(?:[a-z]+\s+){0,2}?(?:was|were|had been|has been|came in)\b", re.IGNORECASE)


def is_tied(sentence: str, claimed: Claimed, start: int, end: int) -> bool:
    """Whether a superlative is surely said of a number: lowest, at 62.8; 71, the most."""
    digits = re.compile(r"(?<=\d),(?=\d)")
    if end <= claimed.start and OWN.match(sentence[claimed.end :]):
        return False
    if start >= claimed.end:
        between = digits.sub("", sentence[claimed.end : start])
        lead = digits.sub("", sentence[max(0, claimed.start - 45) : claimed.start])
        before = TIE_BEFORE.match(lead.split(" ", 1)[-1])
        if before and re.search(r"\bbehind\b", between):
            return False
        return len(between) <= TIED + 14 and bool(TIE_AFTER.match(between))
    between = digits.sub("", sentence[end : claimed.start])
    opening = re.search(
        r"(?:^|[.;,]\s)(?:At|With|On|at|with|on)\s+$", sentence[max(0, start - 8) : start]
    )
    if opening and re.match(
        r"^[^;.]{0,55}?\b(?:ranks?|ranked|is|was|has|had)\s+(?:the\s+)?$", between
    ):
        return True
    return len(between) <= TIED and bool(TIE_BEFORE.match(between))
